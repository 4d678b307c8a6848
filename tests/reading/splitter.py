"""A tiny splitter that makes a Document out of plain text, so that reading is tested apart from the text stage."""

from __future__ import annotations

import re

from bukti.ids import report_id
from bukti.model import Document, LanguageGuess, Mention, Quotation, Report, Span

PAIRS = {"“": "”“‟", "„": "“”", "«": "»", '"': '"', "‘": "’'"}
SENTENCE = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSens\.)(?<=[.!?])[\"”’»)]*\s+(?=[\"“‘«(\[]*[A-Z0-9])"
)


def document(text: str, language: str, mentions: tuple[Mention, ...] = ()) -> Document:
    """A document with paragraphs by line, sentences by full stop and straight or curly quotations."""
    paragraphs = tuple(Span(*m.span()) for m in re.finditer(r"[^\n]+", text))
    sentences = tuple(s for p in paragraphs for s in _sentences(text, p))
    quotations = tuple(q for p in paragraphs for q in _quotations(text, p))
    report = Report(report_id(text.encode("utf-8", "surrogatepass")), "text/plain", text, language=language)
    return Document(report, LanguageGuess(language, 1.0), paragraphs, sentences, quotations, mentions=mentions)


def _sentences(text: str, paragraph: Span) -> list[Span]:
    cuts, start = [], paragraph.start
    for match in SENTENCE.finditer(text, paragraph.start, paragraph.end):
        cuts.append(Span(start, match.start() + len(match.group().rstrip())))
        start = match.end()
    return [*cuts, Span(start, paragraph.end)] if start < paragraph.end else cuts


def _quotations(text: str, paragraph: Span) -> list[Quotation]:
    found, opened, mark = [], -1, ""
    for place in range(paragraph.start, paragraph.end):
        sign = text[place]
        if opened >= 0 and sign in PAIRS[mark] and not (sign in "’'" and text[place + 1 : place + 2].isalnum()):
            found.append(Quotation(Span(opened, place + 1), Span(opened + 1, place)))
            opened = -1
        elif opened < 0 and sign in PAIRS and not (sign == "‘" and text[place - 1 : place].isalnum()):
            opened, mark = place, sign
    if opened >= 0 and paragraph.end - opened > 20:
        found.append(
            Quotation(Span(opened, paragraph.end), Span(opened + 1, paragraph.end), complete=False, runs_on=True)
        )
    return found
