"""The order of the stages; the only module that knows it.

intake → text → names → reading → derivation → claims → assessment. Each public function here is one command.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import TypeVar

from bukti import assessment, casework, claims, derivation, intake, lexicon, reading, settings, text
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.profiles import Profile
from bukti.assessment.retracted import withdraw
from bukti.casework import NOBODY, Harm, People
from bukti.casework.kept import NOWHERE, Ground, Kept, Read, program
from bukti.claims.decided import unfit
from bukti.entities import mentions
from bukti.errors import UsageError
from bukti.ids import report_id
from bukti.intake import Intake, Opener
from bukti.intake.isolated import Isolated
from bukti.model import (
    Assessment,
    Claim,
    Correction,
    Decision,
    Document,
    EvidenceGraph,
    Failure,
    Finding,
    Ignored,
    Incidents,
    Lineage,
    Report,
    Result,
    Statement,
    Written,
)
from bukti.progress import Tick, silent
from bukti.report.rates import error_rates
from bukti.settings import Settings
from bukti.store.blobs import Blobs
from bukti.store.case import Case, using
from bukti.store.decisions import LETTERS, OTHER, SAME, UNSURE, groupings, in_force
from bukti.text import embedding

PathName = str | PathLike[str]
AT_ONCE = 16  # files or reports between two ticks
Item = TypeVar("Item")
load_graph = assessment.graphs.load  # the input of `weigh`
LOST_WITHOUT_EMBEDDINGS = (
    "Sentence embeddings are not installed or switched off: statements in different languages are matched on names, "
    "numbers, dates and quotations only, so some stay apart. Install the extra `embeddings`."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What `read` gives: documents in input order, their statements, and what could not be read."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    failed: tuple[Failure, ...] = ()

    def of(self, document: Document) -> tuple[Statement, ...]:
        """The statements of one document, in order of place."""
        return tuple(s for s in self.statements if s.report == document.report.id)


@dataclass(frozen=True, slots=True)
class Traced:
    """What `trace` gives: documents in input order, their lineage, and what could not be read."""

    documents: tuple[Document, ...]
    lineage: Lineage
    failed: tuple[Failure, ...] = ()


def gather(
    paths: Sequence[PathName], blobs: Blobs | None = None, options: Settings | None = None, tick: Tick = silent
) -> Intake:
    """Every report under the paths, with failures and ignored files.

    Args:
        paths: files, folders or archives; `-` is standard input.
        blobs: where the exact bytes are kept; without it they live as long as this call.
        options: limits; without it, those of the environment.
        tick: told after each file.

    Raises:
        UsageError: a path does not exist, or none is given.
    """
    if not paths:
        raise UsageError(intake.NO_INPUT)
    chosen = options or settings.from_environment()
    with tempfile.TemporaryDirectory(prefix="bukti-") as folder:
        keep = (blobs or Blobs(Path(folder) / "bytes")).keep
        with opener(chosen) as opened:
            return intake.collect(_ticked(intake.read(paths, keep, chosen.limits, opened), tick))


@contextmanager
def opener(options: Settings) -> Iterator[Opener]:
    """How files are parsed: in a process of its own, unless the settings say otherwise."""
    if options.isolation == "off":
        yield partial(intake.read_files, limits=options.limits)
        return
    with Isolated(options.limits) as worker:
        yield worker.read_files


def _ticked(items: Iterator[Item], tick: Tick) -> Iterator[Item]:
    for done, item in enumerate(items, 1):
        tick("intake", done, done)
        yield item


def prepare(reports: Sequence[Report], language: str | None = None, tick: Tick = silent) -> tuple[Document, ...]:
    """What the text stage and the name finder see in each report; a language given by the user is taken as known."""
    documents = []
    for done, report in enumerate(reports, 1):
        document = text.analyse(replace(report, language=language) if language else report)
        documents.append(replace(document, mentions=mentions.find(document)))
        tick("text", done, len(reports))
    return tuple(documents)


def read(paths: Sequence[PathName], language: str | None = None, tick: Tick = silent) -> Reading:
    """Who says what in each report (`bukti read`)."""
    gathered = gather(paths, tick=tick)
    documents = prepare(gathered.reports, language, tick)
    return Reading(documents, _attributed(documents, tick), gathered.failed)


def _attributed(documents: Sequence[Document], tick: Tick) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for done, document in enumerate(documents, 1):
        found += reading.read(document)
        tick("reading", done, len(documents))
    return tuple(found)


def trace(paths: Sequence[PathName], tick: Tick = silent) -> Traced:
    """Who copied whom (`bukti trace`)."""
    options = settings.from_environment()
    gathered = gather(paths, options=options, tick=tick)
    documents = prepare(gathered.reports, tick=tick)
    statements = _attributed(documents, tick)
    lineage = derivation.trace(documents, statements, embedder=embedding.load(options))
    return Traced(documents, lineage, gathered.failed)


def weigh(graph: EvidenceGraph, profile: str = "default") -> Assessment:
    """Assess a hand-made evidence graph (`bukti weigh`)."""
    return assessment.weigh(graph, assessment.profiles.load(profile))


def assess(
    paths: Sequence[PathName] = (),
    case: PathName | None = None,
    profile: str = "default",
    tick: Tick = silent,
    reader: str | None = None,
) -> Result:
    """From reports to assessed claims (`bukti assess`).

    Args:
        paths: files, folders or archives; `-` is standard input. None, where a case that exists is assessed again.
        case: case file to create or add to; without it a temporary one is used.
        profile: name of a shipped profile or path of a TOML file.
        tick: told about progress.
        reader: ISO 639 code of the language in which claims are shown where somebody says them in it; else that of
            the profile.

    Raises:
        UsageError: bad paths, a file that is no case, an unknown profile.
        DataError: a malformed profile.
    """
    if not paths and case is None:
        raise UsageError(intake.NO_INPUT)
    options = settings.from_environment()
    chosen = assessment.profiles.load(profile)
    with using(case, new=bool(paths)) as opened:
        run, made = study(opened, options, tick, paths), opened.decisions()
        rated = casework.rated(chosen, made)
        rated = rated.model_copy(update={"reader": reader}) if reader else rated
        result = _assessed(run, rated, in_force(made), tick, casework.people(opened))
        identities = in_force(made, SAME, OTHER, UNSURE)
        return replace(result, ratings=in_force(made, *LETTERS), identities=identities)


def check(  # noqa: PLR0913 - each is an option of the command
    claim: str,
    paths: Sequence[PathName] = (),
    case: PathName | None = None,
    *,
    profile: str = "default",
    language: str | None = None,
    watch: bool = False,
    tick: Tick = silent,
) -> Result:
    """Who says so, who denies it, who merely speaks of it (`bukti check`).

    Args:
        claim: a proposition in the user's own words, in any language.
        paths: as for `assess`.
        case: as for `assess`.
        profile: as for `assess`.
        language: ISO 639 code of the claim; else it is told from its words and the reports.
        watch: the case remembers this look, and what changed since the last one is told.
        tick: told about progress.

    Returns:
        A result whose `question` holds every statement that speaks of the claim; its one finding has the origins and
        the assessment, and is missing where nobody takes a position.

    Raises:
        UsageError: bad paths, a claim without words, `watch` without a case.
        DataError: a malformed profile.
    """
    if not any(map(str.isalnum, claim)):
        raise UsageError(f"The claim {claim!r} has no words: give a sentence in quotation marks.")
    if not paths and case is None:
        raise UsageError(intake.NO_INPUT)
    if watch and case is None:
        raise UsageError("--watch compares with the last look, which a case remembers: add --case FILE.")
    options, chosen = settings.from_environment(), assessment.profiles.load(profile)
    with using(case, new=bool(paths)) as opened:
        run, made = study(opened, options, tick, paths), opened.decisions()
        result = _asked(run, (claim.strip(), language), casework.rated(chosen, made), in_force(made))
        if watch:
            look = casework.look(result)
            result = casework.watched(result, casework.last_look(opened.looks(), look), look, made)
            opened.remember(look)
    return result


def _asked(run: Run, asked: tuple[str, str | None], profile: Profile, retractions: tuple[Decision, ...]) -> Result:
    """What the reports of a run say of a claim, by its words and language."""
    text, language = asked
    spoken = language or claims.spoken(text, {code for d in run.documents if (code := d.language.code)})
    report = Report(report_id(text.encode("utf-8", "surrogatepass")), "text/plain", text, language=spoken)
    (document,) = prepare([report], spoken)
    collection = claims.Collection(run.documents, run.statements, run.lineage, run.claims)
    question, found = claims.ask(document, collection, embedding.load(settings.from_environment()))
    context = withdraw(Context.of(run.documents, run.statements, run.lineage), casework.matter(retractions))
    shown = {match.statement for match in (*question.matches, *question.near)}
    whole = _result(run, context, profile, retractions)
    return replace(
        whole,
        statements=tuple(s for s in run.statements if s.id in shown),
        findings=_weighed([found] if found else [], context, profile, silent),
        question=question,
    )


def happened(
    paths: Sequence[PathName] = (), case: PathName | None = None, needed: int = 2, tick: Tick = silent
) -> Incidents:
    """What the reports tell of attacks and harm (`bukti incidents`).

    Args:
        paths: as for `assess`.
        case: as for `assess`.
        needed: origins that must support the lower end of a range.
        tick: told about progress.

    Raises:
        UsageError: bad paths, or neither paths nor a case.
    """
    if not paths and case is None:
        raise UsageError(intake.NO_INPUT)
    options = settings.from_environment()
    with using(case, new=bool(paths)) as opened:
        told, failed = harm(opened, options, tick, paths)
        return told.whole(casework.people(opened), needed, failed)


def harm(
    case: Case, options: Settings, tick: Tick = silent, paths: Sequence[PathName] = ()
) -> tuple[Harm, tuple[Failure, ...]]:
    """What the reports of a case tell of attacks and harm, and what could not be read; arguments as for `study`."""
    ground, _ = _known(case, options, tick, paths)
    documents = tuple(one.document for one in ground.reads)
    said = tuple(statement for one in ground.reads for statement in one.attributed)
    context = withdraw(Context.of(documents, said, ground.lineage), casework.matter(in_force(case.decisions())))
    return casework.harm(documents, said, ground.lineage, context.retracted), ground.gathered.failed


def record(case: PathName, result: Result, path: PathName, kind: str, data: bytes) -> tuple[Written, ...]:
    """Remember a dossier that was written from a case, and give the earlier ones that hold no longer.

    Args:
        case: an existing case file.
        result: what the dossier shows.
        path: where it was written, `-` for standard output.
        kind: its format.
        data: its exact bytes.
    """
    with using(case, new=False) as opened:
        opened.record(casework.written(result, str(path), kind, data))
        return casework.looked(dossier for dossier in opened.dossiers() if dossier.stale)


def gather_case(paths: Sequence[PathName], case: Case, options: Settings, tick: Tick) -> Intake:
    """Add the inputs to the case, then read everything that the case holds."""
    return _beside(_added(paths, case, options), _parsed(case, options, tick))


def _added(paths: Sequence[PathName], case: Case, options: Settings) -> Intake:
    """What was passed over among files that were added."""
    unread: list[Failure | Ignored] = []
    case.add(intake.files(paths, options.limits, unread.append))
    return intake.collect(unread)


def _parsed(case: Case, options: Settings, tick: Tick, kept: Kept = NOWHERE) -> Intake:
    inputs = case.inputs()
    known = kept.parsed(inputs)
    fresh = [entry for entry in inputs if entry not in known]
    with opener(options) as opened:
        for start in range(0, len(fresh), AT_ONCE):
            files = ((entry, case.blobs.read(entry.sha256)) for entry in fresh[start : start + AT_ONCE])
            made = {entry: tuple(opened([(entry.path, data)], case.blobs.keep)) for entry, data in files}
            kept.keep_parsed(made)
            known |= made
            tick("intake", start + len(made), len(fresh))
    return intake.collect(chain.from_iterable(known[entry] for entry in inputs))


def _beside(unread: Intake, parsed: Intake) -> Intake:
    return Intake(parsed.reports, (*unread.failed, *parsed.failed), (*unread.ignored, *parsed.ignored))


def study(
    case: Case,
    options: Settings,
    tick: Tick = silent,
    paths: Sequence[PathName] = (),
    made: Sequence[Decision] | None = None,
) -> Run:
    """Every stage but the assessment over what a case holds, grouped as people decided.

    Args:
        case: the inputs are added to it.
        options: of the environment.
        tick: told about progress.
        paths: inputs, as for `assess`.
        made: decisions in place of those of the case, to see what they would change.
    """
    ground, kept = _known(case, options, tick, paths, made)
    decisions = casework.followed(case.decisions() if made is None else made)
    return _grouped(ground, options, tick, groupings(decisions), NOWHERE if made is not None else kept)


def _known(
    case: Case, options: Settings, tick: Tick, paths: Sequence[PathName], made: Sequence[Decision] | None = None
) -> tuple[Ground, Kept]:
    """Every stage up to derivation, as it was kept or done again and corrected, and where results are kept."""
    unread = _added(paths, case, options)
    kept = Kept(case, program(options))
    ground = kept.ground()
    if ground is None:
        ground = _ground(_parsed(case, options, tick, kept), options, tick, kept)
        kept.keep_ground(ground)
    ground = replace(ground, gathered=_beside(unread, ground.gathered))
    return casework.corrected(ground, case.decisions() if made is None else made), kept


@dataclass(frozen=True, slots=True)
class Run:
    """Every stage between intake and assessment, which of all decisions only corrections, merges and splits change."""

    gathered: Intake
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    lineage: Lineage
    claims: tuple[Claim, ...]
    grouping: tuple[Decision, ...]
    lost: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()


def _ground(gathered: Intake, options: Settings, tick: Tick, kept: Kept) -> Ground:
    known = kept.reads(gathered.reports)
    fresh = [report for report in gathered.reports if report.id not in known]
    for start in range(0, len(fresh), AT_ONCE):  # kept as it goes on, so that an interrupt loses little
        made = [_read(report) for report in fresh[start : start + AT_ONCE]]
        kept.keep_reads(made)
        known.update((one.document.report.id, one) for one in made)
        tick("reading", start + len(made), len(fresh))
    reads = tuple(known[report.id] for report in gathered.reports)
    documents = tuple(one.document for one in reads)
    attributed = tuple(statement for one in reads for statement in one.attributed)
    tick("derivation", 0, 1)
    lineage = derivation.trace(documents, attributed, embedder=embedding.load(options))
    tick("derivation", 1, 1)
    return Ground(gathered, reads, lineage)


def _read(report: Report) -> Read:
    (document,) = prepare([report])
    attributed = tuple(reading.read(document))
    return Read(document, attributed, tuple(reading.narrate(document, attributed)))


def _grouped(
    ground: Ground, options: Settings, tick: Tick, grouping: tuple[Decision, ...] = (), kept: Kept = NOWHERE
) -> Run:
    documents = tuple(one.document for one in ground.reads)
    statements = tuple(statement for one in ground.reads for statement in one.statements)
    found = kept.claims(ground, grouping)
    if found is None:
        tick("claims", 0, 1)
        found = claims.group(documents, statements, ground.lineage, embedding.load(options), grouping)
        kept.keep_claims(ground, grouping, found)
        tick("claims", 1, 1)
    lost = () if embedding.usable(options) else (LOST_WITHOUT_EMBEDDINGS,)
    return Run(ground.gathered, documents, statements, ground.lineage, found, grouping, lost, ground.corrections)


def assess_reports(
    gathered: Intake,
    profile: Profile,
    options: Settings,
    tick: Tick = silent,
    decisions: tuple[Decision, ...] = (),
) -> Result:
    """Every stage after intake, over reports that are already read; what was retracted carries nothing."""
    ground = casework.corrected(_ground(gathered, options, tick, NOWHERE), decisions)
    run = _grouped(ground, options, tick, groupings(casework.followed(decisions)))
    return _assessed(run, profile, in_force(decisions), tick, People(decisions))


def _assessed(
    run: Run, profile: Profile, retractions: tuple[Decision, ...], tick: Tick, who: People = NOBODY
) -> Result:
    context = withdraw(Context.of(run.documents, run.statements, run.lineage), casework.matter(retractions))
    shown = claims.worded(run.claims, profile.reader)
    told = casework.harm(run.documents, run.statements, run.lineage, context.retracted)
    whole = replace(
        _result(run, context, profile, retractions),
        incidents=told.incidents(who),
        tellings=told.tellings,
        harm_decisions=who.in_force,
    )
    return replace(whole, findings=_weighed(shown, context, profile, tick))


def _result(run: Run, context: Context, profile: Profile, retractions: tuple[Decision, ...]) -> Result:
    """The result of a run before its claims are weighed."""
    corrections = casework.silenced(run.corrections, context.retracted)
    return Result(
        profile=profile.stamp,
        version=version("bukti"),
        documents=run.documents,
        lineage=run.lineage,
        statements=run.statements,
        findings=(),
        failed=run.gathered.failed,
        ignored=run.gathered.ignored,
        lost=run.lost,
        error_rates=error_rates({document.language.code for document in run.documents}),
        retractions=retractions,
        retracted=tuple(sorted(context.retracted & context.documents.keys())),
        outlets=lexicon.own_digest(),
        groupings=run.grouping,
        unfit=(*unfit(run.grouping, run.claims), *casework.misfits(corrections)),
        corrections=corrections,
    )


def _weighed(grouped: Sequence[Claim], context: Context, profile: Profile, tick: Tick) -> tuple[Finding, ...]:
    findings = []
    for done, claim in enumerate(grouped, 1):
        graph = evidence(claim, context, profile)
        if graph.relays:
            findings.append(Finding(claim, graph, assessment.weigh(graph, profile)))
        tick("assessment", done, len(grouped))
    return tuple(findings)
