"""Names of people in what is shown of incidents: withheld, unless somebody released them with a reason.

A machine cannot tell a victim or a witness from an official, so every name that may be a person's is withheld: in
quoted sentences the name, of a source all but that there is one. What the name finder does not see is not withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bukti.derivation.tokens import tokenise
from bukti.incidents.likeness import alike, skeleton
from bukti.incidents.words import load
from bukti.model import Document, Mention, MentionKind, Span, Telling

NAME = "[name withheld]"
SOURCE = "source {} (name withheld)"
DECIMALS = 3  # of degrees: about a hundred metres
SPACELESS = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # words run into one another


@dataclass(frozen=True, slots=True)
class Release:
    """How much of incidents is shown: decimals of degrees of a place, and whether people are named."""

    decimals: int = DECIMALS
    names: bool = False


class Names:
    """The names of people in the reports that tell of incidents.

    Args:
        documents: with their mentions.
        tellings: of the documents; what they have as a place or a party is nobody's name.
        released: every name is shown.
    """

    def __init__(self, documents: Iterable[Document], tellings: Iterable[Telling], *, released: bool = False) -> None:
        told: dict[str, list[Telling]] = {}
        for one in tellings if not released else ():
            told.setdefault(one.report, []).append(one)
        known = {skeleton(name) for own in told.values() for one in own for name in _known(one)}
        self._spans: dict[str, list[Span]] = {}
        forms: set[str] = set()
        for document in (one for one in documents if one.report.id in told):
            found = [m for m in document.mentions if _maybe(document, m) and skeleton(m.name) not in known]
            apart = [m for m in found if not any(m.span.overlaps(place) for place in _places(told[document.report.id]))]
            self._spans[document.report.id] = sorted(m.span for m in apart)
            forms |= {form for m in apart for form in _forms(document, m)}
        self._pattern = re.compile(
            "|".join(map(_bounded, sorted(forms, key=lambda form: (-len(form), form)))) or "(?!)"
        )
        self._sources: dict[str, str] = {}

    def spans(self, report: str, within: Span) -> list[Span]:
        """Where names of people stand in a span of a report's text."""
        return [span for span in self._spans.get(report, ()) if span.overlaps(within)]

    def words(self, document: Document, span: Span) -> str:
        """The words of a span, each name of a person withheld."""
        pieces, end = [], span.start
        for hidden in self.spans(document.report.id, span):
            if hidden.start >= end:
                pieces += [self.text(document.words(Span(end, hidden.start))) if hidden.start > end else "", NAME]
            elif not pieces:
                pieces.append(NAME)
            end = max(end, hidden.end)
        rest = self.text(document.words(Span(end, span.end))) if end < span.end else ""
        return "".join([*pieces, rest])

    def text(self, text: str) -> str:
        """A text with each name withheld that one of the reports has as a person's."""
        return self._pattern.sub(NAME, text)

    def source(self, name: str) -> str:
        """A source as it may be shown: as it is called, or by a number where that names a person.

        One source has one number in any script; numbers are those of one output and tell nothing beyond it.
        """
        if not self._pattern.search(name):
            return name
        own = skeleton(name)
        known = next((shown for met, shown in self._sources.items() if alike(met, own)), None)
        return self._sources.setdefault(own, known or SOURCE.format(len(set(self._sources.values())) + 1))


def _maybe(document: Document, mention: Mention) -> bool:
    """Whether a name may be a person's: not a word of weapons, people or targets that is taken for one.

    Languages that write nouns with capitals have many such ("Drohne").
    """
    if mention.kind not in {MentionKind.OTHER, MentionKind.PERSON}:
        return False
    forms, lexis = tokenise(document.words(mention.span)).forms, load(document.language.code)
    if mention.kind is MentionKind.PERSON:  # "Ukrainische Drohnen"
        _, party = lexis.nation(forms, 0)
        return not (0 < party < len(forms) and lexis.at(forms, len(forms) - 1)[0])
    return lexis.nation(forms, 0)[1] < len(forms) and not any(lexis.at(forms, place)[0] for place in range(len(forms)))


def _known(one: Telling) -> Iterator[str]:
    yield from (place.name for place in one.places)
    yield from (answer.party.name for answer in one.responses)
    if one.perpetrator:
        yield one.perpetrator.name


def _places(told: Sequence[Telling]) -> list[Span]:
    return [place.span for one in told for place in one.places]


def _forms(document: Document, mention: Mention) -> set[str]:
    """A name as it stands and as it is shown."""
    return {document.words(mention.span), mention.name} - {""}


def _bounded(form: str) -> str:
    """A pattern of a name that is no part of another word."""
    return re.escape(form) if SPACELESS.search(form) else rf"(?<!\w){re.escape(form)}(?!\w)"
