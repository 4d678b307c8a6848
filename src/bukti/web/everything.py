"""Search over all that a case holds: claims, names, incidents, reports with what they say of themselves, the log."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bukti.acts import looking
from bukti.model import Document, Entity, Finding, Incident, Result
from bukti.report.harm import days
from bukti.web import search
from bukti.web.entries import Entry, entry
from bukti.web.search import Hit, fold
from bukti.web.tongues import phrase

ABOUT = (
    ("title", phrase("title")),
    ("outlet", phrase("outlet")),
    ("byline", phrase("byline")),
    ("url", phrase("address")),
    ("path", phrase("file")),
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A report that holds every word in its text or in what it says of itself.

    Attributes:
        hit: places in the text. about: what it says of itself and that holds a word, each with its name.
    """

    hit: Hit
    about: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What holds every word asked for, the nearest of each kind first.

    Attributes:
        reports: the first of them, at most `search.REPORTS`. holding: how many reports there are.
    """

    claims: tuple[Finding, ...]
    names: tuple[Entity, ...]
    incidents: tuple[Incident, ...]
    reports: tuple[Listed, ...]
    holding: int
    log: tuple[Entry, ...]

    @property
    def total(self) -> int:
        """How many things."""
        return self.holding + sum(map(len, (self.claims, self.names, self.incidents, self.log)))


class Texts:
    """The folded texts of one result, made when they are first looked through.

    Args:
        result: of the case. said: all that is said of each claim, by its id. entities: whom it names.
    """

    def __init__(self, result: Result, said: Mapping[str, str], entities: Sequence[Entity]) -> None:
        self._result, self._said, self._entities = result, said, entities

    @cached_property
    def _reports(self) -> list[tuple[Document, str]]:
        return [(one, fold("\n".join((*_about(one).values(), one.report.text)))) for one in self._result.documents]

    @cached_property
    def _names(self) -> list[tuple[Entity, str]]:
        return [
            (one, fold("\n".join((one.name, *(part for s in one.names for part in (s.text, s.base))))))
            for one in self._entities
        ]

    @cached_property
    def _incidents(self) -> list[tuple[Incident, str]]:
        return [(one, fold(told(one))) for one in self._result.incidents]

    def find(self, asked: str, log: Iterable[tuple[Entry, str]]) -> Found:
        """Everything that holds every word asked for; nothing where nothing is asked.

        Args:
            asked: words and phrases.
            log: its entries in the order in which they are shown, each with its folded words.
        """
        wanted = search.words(asked)
        if not wanted:
            return Found((), (), (), (), 0, ())

        def holds(text: str) -> bool:
            return all(word in text for word in wanted)

        # only what is shown is read for its places, which takes most of the time; equal counts keep the result's order
        held = [(sum(map(text.count, wanted)), one) for one, text in self._reports if holds(text)]
        nearest = heapq.nsmallest(search.REPORTS, held, key=lambda pair: -pair[0])
        return Found(
            tuple(f for f in self._result.findings if holds(self._said[f.claim.id])),
            tuple(one for one, text in self._names if holds(text)),
            tuple(one for one, text in self._incidents if holds(text)),
            tuple(_listed(one, wanted) for _, one in nearest),
            len(held),
            tuple(one for one, text in log if holds(text)),
        )


class Logged:
    """The entries of a case's log with their folded words: an event never changes, so only what is new is read.

    Args:
        case: whose log it is.
    """

    def __init__(self, case: Path) -> None:
        self._case, self._head, self._turn = case, "", threading.Lock()
        self._all: list[tuple[Entry, str]] = []

    def latest(self) -> list[tuple[Entry, str]]:
        """All of them, the latest first."""
        with self._turn:
            added = looking.since(self._case, self._head)
            made = [entry(event.content) for event in added]
            if made and made[0].number == 1:  # the case was exchanged under the program, or nothing was read yet
                self._all = []
            self._all += [(one, fold(f"{one.what} {one.who}")) for one in made]
            self._head = added[-1].digest if added else self._head
            return self._all[::-1]


def told(one: Incident) -> str:
    """An incident in a line: when, where, what."""
    where = ", ".join(place.name for place in one.places) or "place not told"
    parts = dict.fromkeys((one.kind, *one.weapons, *one.targets, *one.perpetrators))  # a drone may be kind and weapon
    return f"{days(one.earliest, one.latest)}, {where}: {', '.join(parts)}"


def _about(document: Document) -> dict[str, str]:
    report = document.report
    return {name: value for field, name in ABOUT if (value := getattr(report, field))}


def _listed(document: Document, wanted: Sequence[str]) -> Listed:
    about = tuple((name, value) for name, value in _about(document).items() if search.some(value, wanted))
    return Listed(search.hit(document, search.some(document.report.text, wanted)), about)
