"""Who wrote a document that is a source: what "a report by X" says is X's word, what "records seen by X" say is not."""

from __future__ import annotations

from bukti.model import Document, Mention, MentionKind, SourceKind, Span, Statement
from bukti.reading.vocabulary import Vocabulary, vocabulary

BETWEEN = ("authors", "determiners", "organisations", "bodies", "businesses")  # "a report |by the group| X"
POSSESSIVE = frozenset({"'", "’", "s"})


def author(document: Document, statement: Statement) -> Mention | None:
    """The body that wrote the document which a statement names as its source, or None where none is told.

    The body stands right beside the noun for what it wrote, with nothing but a word like "by" or "of" between them, or
    before it ("X's report", "die X-Studie"). Pictures, records and data show what they show, whoever has them.

    Args:
        document: of the statement's report, with mentions.
        statement: one of its statements.
    """
    words = vocabulary(document.language.code or "")
    if words is None or statement.source_kind is not SourceKind.DOCUMENT or statement.resolves_to:
        return None
    for span in statement.source:
        for mention in document.named_in((span,)):
            if mention.kind is MentionKind.ORGANISATION and _wrote(document, span, mention, words):
                return mention
    return None


def _wrote(document: Document, source: Span, mention: Mention, words: Vocabulary) -> bool:
    before = _lows(document, Span(source.start, mention.span.start), words)
    after = _lows(document, Span(mention.span.end, source.end), words)
    while before and any(words.has(kind, before[-1]) for kind in BETWEEN):
        before.pop()
    while after and (after[0] in POSSESSIVE or words.has("authors", after[0])):
        after.pop(0)
    matcher = words.phrases["writings"]
    ends = any(end == len(before) for _, end in matcher.find(before))
    return ends or any(start == 0 for start, _ in matcher.find(after))


def _lows(document: Document, span: Span, words: Vocabulary) -> list[str]:
    return [piece.low for piece in words.pieces(document, span)] if span.start < span.end else []
