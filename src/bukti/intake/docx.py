"""Office documents (DOCX, ECMA-376): paragraphs in reading order, tables included, hidden text left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from bukti.errors import InputError
from bukti.intake import credit
from bukti.intake.archive import ZIP, opened, unpacked
from bukti.intake.base import Budget, Match, Source
from bukti.intake.pagemeta import absolute, language_code
from bukti.intake.plain import first_lines
from bukti.model import Link, ParagraphLocator, Published, Report, Span

BODY = "word/document.xml"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wraps an encrypted document in (MS-CFB)
PARAGRAPH, RUN, TEXT = qn("w:p"), qn("w:r"), qn("w:t")
BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
VANISH, OFF = qn("w:vanish"), frozenset({"0", "false", "off"})
GONE = frozenset({qn("w:del"), qn("w:moveFrom")})  # what a change that is tracked took away, or elsewhere
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHOICE, FALLBACK = COMPATIBILITY + "Choice", COMPATIBILITY + "Fallback"
LINK = qn("w:hyperlink")


class DocxReader:
    """Word documents."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def detects(self, source: Source) -> Match:
        """By the document part inside a ZIP; an encrypted one by its wrapper."""
        data = source.content
        if data.startswith(COMPOUND):
            return Match.CONTENT
        return Match.CONTENT if data.startswith(ZIP) and BODY.encode() in data else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Report]:
        """One report.

        Raises:
            InputError: `encrypted`, `broken`, `empty`, `xml-entities`, or an archive limit.
        """
        if source.content.startswith(COMPOUND):
            raise InputError("encrypted", "The document is encrypted or of the old DOC format: save it as plain DOCX.")
        _within_limits(source.content, budget)
        document = docx.Document(io.BytesIO(source.content))
        if document.element.getroottree().docinfo.internalDTD is not None:
            raise InputError("xml-entities", "The document declares entities, which could hide words: save it anew.")
        text, locators, links = _compose(document, budget)
        if not text:
            raise InputError("empty", "The document holds no text: a picture of text must be recognised (OCR) first.")
        budget.check_text(len(text))
        properties, front = _properties(document), first_lines(text)
        byline = front.byline or None
        yield replace(
            source.report(self.media_type, text),
            locators=locators,
            title=_clean(properties.title) or front.title,
            outlet=front.outlet or source.context.outlet or _clean(properties.author),
            byline=byline,
            published=front.published or _moment(properties.created),
            modified=_moment(properties.modified),
            language=language_code(_clean(properties.language)),
            links=links,
            credits=credit.find(text, byline),
        )


def paragraphs(data: bytes, budget: Budget) -> list[str]:
    """Texts of all paragraphs, by number, for custody."""
    _within_limits(data, budget)
    document = docx.Document(io.BytesIO(data))
    concealed = _concealed(document)
    return ["".join(t for t, _ in _runs(p, concealed)) for p in document.element.body.iter(PARAGRAPH)]


def _within_limits(data: bytes, budget: Budget) -> None:
    """Refuse a bomb before any part is parsed."""
    archive = opened(data)
    if len(archive.infolist()) > budget.limits.archive_members:
        raise InputError("too-many-reports", "The document has too many parts to be a real one.")
    for entry in archive.infolist():
        unpacked(archive, entry, budget)


def _compose(document: Any, budget: Budget) -> tuple[str, tuple[ParagraphLocator, ...], tuple[Link, ...]]:
    text: list[str] = []
    locators: list[ParagraphLocator] = []
    links: list[Link] = []
    length, concealed = 0, _concealed(document)
    for number, paragraph in enumerate(document.element.body.iter(PARAGRAPH)):
        if number % 1000 == 0:
            budget.check_time()
        runs = _runs(paragraph, concealed)
        words = "".join(t for t, _ in runs)
        lead = len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            continue
        if length:
            text.append("\n\n")
            length += 2
        locators.append(ParagraphLocator(Span(length, length + len(words)), BODY, number))
        place = length - lead
        for piece, target in runs:
            url = absolute(_target(document, target), None) if target else None
            span = Span(max(place, length), min(place + len(piece), length + len(words)))
            if url and span.start < span.end:
                links.append(Link(url, words[span.start - length : span.end - length], span))
            place += len(piece)
        text.append(words)
        length += len(words)
    return "".join(text), tuple(locators), tuple(links)


def _runs(paragraph: Any, concealed: frozenset[str]) -> list[tuple[str, str | None]]:
    """Text of the paragraph's own visible runs, with the relation id of the link that each stands in."""
    if any(_passed_over(owner) for owner in paragraph.iterancestors()):
        return []
    style = _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
    found = []
    for run, link in _own(paragraph, None):
        words = "".join((node.text or "") if node.tag == TEXT else BREAKS.get(node.tag, "") for node in run)
        if words and not _hidden(run, style, concealed):
            found.append((_legible(words), link))
    return found


def _own(node: Any, link: str | None) -> Iterator[tuple[Any, str | None]]:
    """Runs below a node; a paragraph inside a text box is one of its own."""
    for child in node:
        if child.tag == PARAGRAPH or _passed_over(child):
            continue
        if child.tag == RUN:
            yield child, link
        yield from _own(child, child.get(qn("r:id")) if child.tag == LINK else link)


def _passed_over(node: Any) -> bool:
    """Whether nothing below a node is shown: deleted, moved, or for programs older than what is read instead."""
    return node.tag in GONE or (node.tag == FALLBACK and node.getparent().find(CHOICE) is not None)


def _hidden(run: Any, paragraph_style: str | None, concealed: frozenset[str]) -> bool:
    """Whether a run is hidden, by what it says itself, else by its style or its paragraph's (ECMA-376, 17.3.2.41)."""
    mark = run.find(f"{qn('w:rPr')}/{VANISH}")
    if mark is not None:
        return _on(mark)
    style = _value(run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}"))
    return style in concealed or paragraph_style in concealed


def _concealed(document: Any) -> frozenset[str]:
    """Ids of the styles whose text is hidden, by themselves or by what they are based on."""
    styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
    found = set()
    for name in styles:
        at, seen = name, {None}
        while at not in seen and (style := styles.get(at)) is not None:
            mark = style.find(f"{qn('w:rPr')}/{VANISH}")
            if mark is not None and _on(mark):
                found.add(name)
            seen.add(at)
            at = None if mark is not None else _value(style.find(qn("w:basedOn")))
    return frozenset(name for name in found if name)


def _on(mark: Any) -> bool:
    return str(_value(mark)).lower() not in OFF


def _value(node: Any) -> str | None:
    return None if node is None else node.get(qn("w:val"))


def _legible(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _target(document: Any, relation: str) -> str:
    related = document.part.rels.get(relation)
    return str(related.target_ref) if related is not None and related.is_external else ""


def _properties(document: Any) -> Any:
    """What the document says of itself; where it says nothing, python-docx would say "Word Document", made just now."""
    if any(one.reltype == RT.CORE_PROPERTIES for one in document.part.package.rels.values()):
        return document.core_properties
    return SimpleNamespace(title=None, author=None, created=None, modified=None, language=None)


def _clean(words: Any) -> str | None:
    return " ".join(str(words).split()) or None if words else None


def _moment(moment: Any) -> Published | None:
    if not isinstance(moment, datetime):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Published(aware.astimezone(UTC), aware.astimezone(UTC), "second", "header")
