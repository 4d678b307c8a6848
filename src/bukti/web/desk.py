"""The case that a workbench is open on: its last result, which stays readable while the next one is computed."""

from __future__ import annotations

import gc
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from bukti import pipeline, settings
from bukti.acts import answering, learning, lists, looking, tying
from bukti.acts.answering import Known
from bukti.entities import collected
from bukti.errors import UsageError
from bukti.incidents import Tied
from bukti.ledger.event import Event
from bukti.ledger.writer import acting, now
from bukti.model import Claim, Document, Entities, Entity, Finding, Incident, Matter, Result, Statement
from bukti.progress import Tick
from bukti.report import html, trees
from bukti.report.withheld import Names
from bukti.store.case import Status
from bukti.web import assessor, clashes
from bukti.web.everything import Logged, Texts, told
from bukti.web.jobs import Job, Jobs
from bukti.web.journal import Journal
from bukti.web.outbox import Outbox
from bukti.web.search import fold
from bukti.web.tongues import phrase

# what pages look up, made before one asks for it
AHEAD = ("entities", "shelf", "findings", "reports", "homes", "words", "families", "withheld", "hidden", "said")
SWEPT = 16  # results after which what earlier ones left behind is looked for
TRIES = 3  # assessments in a process of its own, before it is done in this one


@dataclass(frozen=True)
class View:
    """One result of the case with what pages look up in it; it never changes.

    Attributes:
        basis: inputs and decisions that the case held when it was computed. made: when, UTC.
        listed: everybody whom the reports name, with who of the case's lists each may be; None: not collected yet.
    """

    result: Result
    basis: tuple[int, int]
    made: datetime
    listed: Entities | None = None

    @cached_property
    def shelf(self) -> html.Shelf:
        """What claims look up."""
        return html.Shelf.of(self.result)

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Findings by the id of their claim, in the order of the result."""
        return {finding.claim.id: finding for finding in self.result.findings}

    @cached_property
    def reports(self) -> Mapping[str, Document]:
        """Documents by the short form of their report's hash, as addresses have it."""
        return {html.short(document.report.id): document for document in self.result.documents}

    @cached_property
    def homes(self) -> Mapping[str, tuple[str, ...]]:
        """The claims that hold each statement, by ids."""
        found: dict[str, tuple[str, ...]] = {}
        for name, finding in self.findings.items():
            for statement in (*finding.claim.affirming, *finding.claim.denying, *finding.claim.about):
                found[statement] = (*found.get(statement, ()), name)
        return found

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.result.statements}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """All that is said of each claim, in every language, folded for a search."""
        return {name: self._words(finding.claim) for name, finding in self.findings.items()}

    def _words(self, claim: Claim) -> str:
        held = [self.statements[name] for name in (*claim.affirming, *claim.denying, *claim.about)]
        said = (self.shelf.reports[one.report].words(span) for one in held for span in (*one.source, *one.content))
        return fold("\n".join((claim.text, *said)))

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Everybody and everything that the reports name, by id, those in most reports first."""
        found = self.listed.entities if self.listed else collected.entities(self.result)
        return {one.id: one for one in found}

    @cached_property
    def families(self) -> tuple[trees.Family, ...]:
        """Families of reports, the largest first."""
        return trees.families(self.result.documents, self.result.lineage)

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        """Incidents by id, in the order of the result."""
        return {one.id: one for one in self.result.incidents}

    @cached_property
    def tied(self) -> tuple[Tied, ...]:
        """Sentences on attacks in which sources speak that people tied."""
        return tying.spoken(self.result)

    @cached_property
    def withheld(self) -> Names:
        """Names of people in what is told of incidents, for who may not read them."""
        return Names(self.result.documents, self.result.tellings)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Ids of entities that have a name which is withheld in what is told of incidents."""
        return frozenset(name for name, one in self.entities.items() if self._withholds(one))

    def _withholds(self, one: Entity) -> bool:
        text = "\n".join((one.name, *(form for seen in one.names for form in (seen.text, seen.base))))
        return self.withheld.text(text) != text

    @cached_property
    def open(self) -> Names:
        """The same, and every name is shown."""
        return Names(self.result.documents, self.result.tellings, released=True)

    @cached_property
    def texts(self) -> Texts:
        """All that a search looks through."""
        return Texts(self.result, self.words, list(self.entities.values()))

    @cached_property
    def said(self) -> Mapping[str, int]:
        """How many statements each report holds, by its id."""
        return Counter(statement.report for statement in self.result.statements)


class Desk:
    """One case and what is known of it.

    Args:
        case: an existing case file.
        profile: what claims are weighed with; None for what people chose for the case.
        reader: language in which claims are shown where somebody says them in it.

    Raises:
        UsageError: no such case.
    """

    def __init__(self, case: Path, profile: str | None = None, reader: str | None = None) -> None:
        self.case = case
        self.profile = profile
        self.jobs = Jobs()
        self.journal = Journal(case)
        self.outbox = Outbox(settings.from_environment().export_bytes)
        self.checker = pipeline.Checker(case, profile)
        self.logged = Logged(case)
        self.view: View | None = None
        self.assessing: Job | None = None
        self.judging: dict[str, str] = {}  # verdicts of the review queue that are being recorded, by what they are on
        self.refused: list[str] = []  # and why others were not
        self._turn = threading.Lock()
        self._results = 0  # since the desk was opened
        self._again, self._settled = False, True
        self._reader = reader
        self._learnt: tuple[tuple[int, int], Job] | None = None  # records of sources, and what they follow from
        self._reads: Known = {}  # what reports gave, as the last result has it
        self.status()  # refused before anything is served

    def status(self) -> Status:
        """What the case holds now; other programs may have added to it."""
        return looking.status(self.case)

    @staticmethod
    def basis(status: Status) -> tuple[int, int]:
        """What a result follows from: inputs and decisions are added and never changed, so their numbers tell.

        No figure follows from a note. An accepted statement may have been rejected before.
        """
        return status.inputs, status.decisions - status.notes

    def stale(self) -> bool:
        """Whether something was added that the result which is shown does not follow from."""
        return self.view is None or self.basis(self.status()) != self.view.basis

    def meant(self, kind: str, name: str) -> tuple[tuple[str, str, str], tuple[Matter, ...]]:
        """Kind, id and name of what a note is on, and what the note covers.

        Raises:
            UsageError: there is no such thing in the result that is shown.
        """
        view = self.view
        if kind == "case":
            return ("case", "case", self.case.name), ()
        if view and kind == "claim" and (finding := view.findings.get(name)):
            claim = finding.claim
            sides = tuple(side for side in ((*claim.affirming, *claim.denying), claim.about) if side)
            return (kind, name, claim.text), sides
        if view and kind == "report" and (document := view.shelf.reports.get(name)):
            return (kind, name, document.report.title or document.report.path), (("report", name),)
        if view and kind == "incident" and (incident := view.incidents.get(name)):
            return (kind, name, told(incident)), (incident.tellings,)
        if view and kind == "entity" and (entity := view.entities.get(name)):
            return (kind, name, entity.name), (("entity", entity.key),)
        raise UsageError(f"There is no {kind} {name!r} in the result that is shown: go back to its page.")

    def follow(self, head: str, fields: Mapping[str, str]) -> str:
        """The end of the log, where nothing that was added since an earlier end is in the way of an act.

        Args:
            head: digest of the earlier end; it is given back where somebody decided on the same thing.
            fields: of the act, as typed.
        """
        end = self.status().head.digest
        return head if head != end and self.clashing(head, fields) else end

    def clashing(self, head: str, fields: Mapping[str, str]) -> tuple[Event, ...]:
        """What was added to the log since an earlier end and is in the way of an act."""
        return clashes.clashing(self.view.result if self.view else None, fields, looking.since(self.case, head))

    def assess(self) -> Job:
        """Assess the case in the background; where that is being done, once more after it, if need be.

        Acts do not wait for it: it has a lane of its own.
        """
        with self._turn:
            if self.assessing is not None and self.assessing.running and not self._settled:
                self._again = True
            else:
                self._begin()
            assert self.assessing is not None  # noqa: S101 - begun just now, or before
            return self.assessing

    def learnt(self, *, again: bool = False) -> Job:
        """The task that gives the records of sources for what the case holds now; it is done once.

        Args:
            again: where it failed or was stopped, it begins anew.
        """
        with self._turn:
            basis = self.basis(self.status())
            if self._learnt is None or self._learnt[0] != basis or (again and self._learnt[1].fault):
                work = partial(learning.learn, [self.case], self.profile)
                self._learnt = basis, self.jobs.begin(phrase("Records of sources"), work, lane="learnt")
            return self._learnt[1]

    def _begin(self) -> None:
        self._again = self._settled = False
        self.assessing = self.jobs.begin(phrase("Assess the case"), self._assessed, lane="assess")

    def _assessed(self, tick: Tick) -> None:
        """Assess, then once more if somebody asked for it meanwhile and something was added."""
        self._assess(tick)
        with self._turn:
            self._settled = True
            if self._again and self.stale():
                self._begin()

    def _assess(self, tick: Tick) -> None:
        basis, made = self.basis(self.status()), datetime.fromisoformat(now())
        with acting(None):  # the result is everybody's, whoever asked for it
            result = self._result(tick)
        tick("names", 0, 1)
        found = Entities(result.documents, result.statements, collected.entities(result))
        listed = lists.screened(self.case, found, tick) if lists.chosen(self.case) else None
        view = View(result, basis, made, listed or found)
        for done, name in enumerate(AHEAD):  # here, so that no page waits for it
            tick("pages", done, len(AHEAD))
            getattr(view, name)
        tick("pages", len(AHEAD), len(AHEAD))
        self.view = view
        self._results += 1
        _settle(sweep=self._results % SWEPT == 0)

    def _result(self, tick: Tick) -> Result:
        """The result of the case as it is now, computed in a process of its own where that can be."""
        tries = TRIES if settings.from_environment().isolation != "off" else 0
        for _ in range(tries):  # somebody may decide between its end and this
            kept = assessor.assess(self.case, self.profile, self._reader, tick)
            tick("loading", 0, 1)
            found = answering.find(self.case, kept, self.profile, self._reader, self._reads) if kept else None
            if found:
                result, self._reads = found
                return result
        return pipeline.assess(case=self.case, profile=self.profile, tick=tick, reader=self._reader)


def _settle(*, sweep: bool) -> None:
    """Take a result that has just come out of what the collector of garbage walks through.

    Over 10,000 reports a full collection stops every page for two seconds, and each request brings the next one nearer.
    A result that another one follows is freed without it, but for a few objects that hold each other.

    Args:
        sweep: collect what all results before left behind as well, which stops every page once.
    """
    if sweep:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
