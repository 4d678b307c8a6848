"""Names of a question that only its collection tells from words: "Solvanta ordered gyroscopes" begins with one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bukti.claims import words
from bukti.claims.features import Features
from bukti.derivation.tokens import tokenise
from bukti.entities.gazetteer import fold
from bukti.model import Document, Mention, Span

LONGEST = 4  # words of a name that is looked for


def named(document: Document, documents: Sequence[Document], features: Iterable[Features]) -> Document:
    """The question with those names of who speaks of themselves that are sure somewhere in its collection.

    Args:
        document: the question, with mentions of its own.
        documents: the collection, with mentions.
        features: of its statements.
    """
    speaking = _speaking(features)
    sure = {m.key: m.kind for d in documents for m in d.mentions if m.key in speaking}
    taken = [m.span for m in document.mentions]
    found = {span: key for span, key in _found(document, sure).items() if not any(span.overlaps(t) for t in taken)}
    made = (Mention(span, sure[key], key, document.words(span)) for span, key in found.items())
    return replace(document, mentions=tuple(sorted((*document.mentions, *made), key=lambda m: m.span)))


def called(own: Features, document: Document, features: Iterable[Features]) -> Features:
    """The question's features with the others: names that begin a sentence wherever they stand.

    Args:
        own: what the question says by itself.
        document: the question.
        features: of the statements of its collection.
    """
    found = _found(document, dict.fromkeys(_speaking(features) - own.keys))
    term = words.load(own.language).term
    spelled = {term(form) for span in found for form in tokenise(document.words(span)).forms}
    return replace(own, carried=own.carried | {*found.values()}, terms=own.terms - spelled)


def _speaking(features: Iterable[Features]) -> frozenset[str]:
    return frozenset(key for f in features for key in f.subject)


def _found(document: Document, known: Mapping[str, object]) -> dict[Span, str]:
    """Where the known names stand with a capital, the longest first; they do not overlap."""
    text, tokens = document.report.text, tokenise(document.report.text)
    found: dict[Span, str] = {}
    for size in range(LONGEST, 0, -1):
        for first in range(len(tokens) - size + 1):
            span = tokens.span(first, first + size)
            key = f"name:{fold(document.words(span))}"
            if key in known and text[span.start].isupper() and not any(span.overlaps(other) for other in found):
                found[span] = key
    return found
