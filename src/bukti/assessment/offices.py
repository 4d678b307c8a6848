"""Bodies that speak for a state: which one, and what tells a body of it from its others."""

from __future__ import annotations

from collections.abc import Sequence

from bukti.claims import words
from bukti.derivation.tokens import tokenise
from bukti.model import Document, Mention, MentionKind, Span

STATE = frozenset({"c:ministry", "c:government"})  # bodies that speak for their country
JOINED = 5  # code points between a country and a body of it: "China's ministry", "the ministry of Brazil"


def state(document: Document, named: Mention) -> str | None:
    """The country that a name speaks for: itself, or the one beside a government or ministry anywhere in the report."""
    if named.kind is MentionKind.COUNTRY:
        return named.key
    vocabulary = words.load(document.language.code)
    if not STATE & set(vocabulary.terms(tokenise(document.words(named.span)).forms)):
        return None
    countries = [m for m in document.mentions if m.kind is MentionKind.COUNTRY]
    same = [m.span for m in document.mentions if m.key == named.key]
    gaps = sorted((_gap(m.span, span), m.key) for m in countries for span in same)
    return gaps[0][1] if gaps and gaps[0][0] <= JOINED else None


def office(document: Document, named: Sequence[Span]) -> frozenset[str]:
    """What tells a body of a state from the others of that state: nothing for the state itself."""
    vocabulary = words.load(document.language.code)
    countries = [m.span for m in document.mentions if m.kind is MentionKind.COUNTRY]
    there = {form for span in countries for form in tokenise(document.words(span)).forms}
    forms = [form for span in named for form in tokenise(document.words(span)).forms if form not in there]
    return frozenset(vocabulary.terms([form for form in forms if not vocabulary.speaks((form,))])) - STATE


def _gap(one: Span, other: Span) -> int:
    """Code points between two spans."""
    return max(one.start - other.end, other.start - one.end, 0)
