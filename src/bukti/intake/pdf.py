"""PDF with a text layer: lines with their boxes, joined to paragraphs; a scanned one is reported as such.

pdfium is not safe to call from two threads; one lock guards it.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from bukti.errors import InputError
from bukti.intake import credit, dates, pdfseen
from bukti.intake.base import Budget, Match, Source
from bukti.intake.pagemeta import language_code
from bukti.intake.pdflayout import Line, Paragraph, paragraphs, without_furniture
from bukti.intake.plain import addresses, first_lines
from bukti.model import PageLocator, Report, Span
from bukti.settings import Limits

LOCK = threading.Lock()
SIGNATURE = re.compile(rb"%PDF-\d")
HEAD = 1024  # bytes in which the signature may stand (ISO 32000-1, annex H, note 13)
HYPHENS = frozenset({0x02, 0xFFFE})  # how pdfium writes a hyphen at the end of a line; it gives no line end then
PASSWORD = 4  # FPDF_ERR_PASSWORD


@dataclass(frozen=True, slots=True)
class Stated:
    """What the document says of itself."""

    title: str | None
    author: str | None
    created: str | None
    modified: str | None
    language: str | None


class _Glyph(NamedTuple):
    """Box of a character, its baseline and font size in points."""

    box: tuple[float, float, float, float]
    baseline: float
    size: float


class PdfReader:
    """PDF files."""

    media_type = "application/pdf"

    def detects(self, source: Source) -> Match:
        """By the signature near the start."""
        return Match.CONTENT if SIGNATURE.search(source.content[:HEAD]) else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Report]:
        """One report.

        Raises:
            InputError: `encrypted`, `broken`, `scanned`, `too-many-pages`, `too-slow`.
        """
        with LOCK:
            pages, layers, stated = _read(source.content, budget)
        if not any(pages):
            raise InputError(
                "scanned",
                f"None of the {len(pages)} pages has a text layer: recognise the text first (ocrmypdf).",
            )
        kept, notes = without_furniture(pages)
        text, locators = _compose(paragraphs(kept))
        budget.check_text(len(text))
        notes = (*notes, *pdfseen.notes(layers))
        blank = [str(n) for n, page in enumerate(pages, 1) if not page]
        if blank:
            notes = (*notes, f"Pages without a text layer, not read: {', '.join(blank[:50])}.")
        front = first_lines(text)
        yield replace(
            source.report(self.media_type, text),
            locators=locators,
            title=stated.title or front.title,
            byline=front.byline,
            outlet=front.outlet or source.context.outlet or stated.author,
            published=front.published or dates.pdf(stated.created),
            modified=dates.pdf(stated.modified),
            language=language_code(stated.language),
            links=addresses(text),
            credits=credit.find(text, front.byline),
            notes=notes,
        )


def words_in(data: bytes, page: int, box: tuple[float, float, float, float]) -> str:
    """The words of a page (from 1) inside a box, for custody.

    Raises:
        InputError: the file cannot be opened or has no such page.
    """
    with LOCK:
        document = _opened(data)
        try:
            if not 1 <= page <= len(document):
                raise InputError("broken", f"The document has no page {page}.")
            held = document[page - 1]
            text = held.get_textpage()
            left, bottom, right, top = box
            found = text.get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5)
            # Words that are not shown may stand between those that are.
            sight = pdfseen.Sight(held, text)
            shown = [line.text for line in _lines(text, page, Budget(Limits()), sight) if line.box == box]
            text.close()
            held.close()
            return "\n".join([str(found), *shown])
        finally:
            document.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if getattr(fault, "err_code", None) == PASSWORD or "password" in str(fault).lower():
            raise InputError("encrypted", "The PDF is encrypted: save a copy without its password.") from fault
        raise InputError("broken", f"The PDF cannot be opened ({fault}): fetch it again.") from fault


def _read(data: bytes, budget: Budget) -> tuple[list[list[Line]], list[pdfseen.Layer], Stated]:
    document = _opened(data)
    try:
        if len(document) > budget.limits.pages:
            raise InputError(
                "too-many-pages",
                f"The PDF has {len(document)} pages, more than {budget.limits.pages}: divide it, or raise "
                "BUKTI_LIMIT_PAGES.",
            )
        pages, layers, total = [], [], 0
        for number in range(len(document)):
            budget.check_time()
            lines, layer = _page_lines(document, number, budget)
            pages.append(lines)
            layers.append(layer)
            total += sum(len(line.text) for line in pages[-1])
            budget.check_text(total)
        if not pages:
            raise InputError("broken", "The PDF has no pages: fetch it again.")
        return pages, layers, _stated(document)
    finally:
        document.close()


def _page_lines(document: Any, number: int, budget: Budget) -> tuple[list[Line], pdfseen.Layer]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return [], pdfseen.Layer()  # reported as a page without text
    try:
        sight = pdfseen.Sight(page, text)
        return list(_lines(text, number + 1, budget, sight)), sight.layer
    finally:
        text.close()
        page.close()


def _lines(text: Any, page: int, budget: Budget, sight: pdfseen.Sight) -> Iterator[Line]:
    """Lines as pdfium ends them, of the characters that are seen, each with the box around them."""
    chars: list[str] = []
    boxes: list[_Glyph] = []
    count, high = text.count_chars(), 0
    for index in range(count):
        if index % 5000 == 0:
            budget.check_time()
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code == 0 or code > 0x10FFFF:
            continue
        hyphen = code in HYPHENS
        if code not in {0x0D, 0x0A}:
            char = "-" if hyphen else chr(code)
            glyph = None if char.isspace() else _glyph(text, index)
            if glyph is None:
                sight.space()
            if glyph is None or sight.sees(index, char, glyph.box):
                chars.append(char)
                boxes += [glyph] if glyph else []
        if hyphen or code in {0x0D, 0x0A}:
            if line := _line(chars, boxes, page):
                yield line
            chars, boxes = [], []
    if line := _line(chars, boxes, page):
        yield line


def _glyph(text: Any, index: int) -> _Glyph:
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    size = pdfium.FPDFText_GetFontSize(text, index)
    return _Glyph((left.value, bottom.value, right.value, top.value), y.value, size)


def _line(chars: list[str], glyphs: list[_Glyph], page: int) -> Line | None:
    words = " ".join("".join(c for c in chars if c >= " " or c == "\t").split())
    boxes = [g.box for g in glyphs if g.box[2] > g.box[0] and g.box[3] > g.box[1]] or [g.box for g in glyphs]
    if not words or not boxes:
        return None
    left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
    # Sizes may hide in the text matrix: a font of size 1 is as large as its letters.
    size = max(median(g.size for g in glyphs), median(b[3] - b[1] for b in boxes))
    box = (round(left, 2), round(bottom, 2), round(right, 2), round(top, 2))
    return Line(words, page, box, size, median(g.baseline for g in glyphs))


def _compose(found: list[Paragraph]) -> tuple[str, tuple[PageLocator, ...]]:
    text: list[str] = []
    locators: list[PageLocator] = []
    length = 0
    for paragraph in found:
        if length:
            text.append("\n\n")
            length += 2
        for piece in paragraph:
            text.append(piece.joint + piece.line.text)
            start = length + len(piece.joint)
            length = start + len(piece.line.text)
            locators.append(PageLocator(Span(start, length), piece.line.page, piece.line.box))
    return "".join(text), tuple(locators)


def _stated(document: Any) -> Stated:
    fields = {k: " ".join(str(v).replace("\0", "").split()) or None for k, v in document.get_metadata_dict().items()}
    return Stated(
        fields.get("Title"),
        fields.get("Author"),
        fields.get("CreationDate"),
        fields.get("ModDate"),
        _language(document),
    )


def _language(document: Any) -> str | None:
    """The language that the catalogue declares (ISO 32000-1, 14.9.2), read as UTF-16."""
    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size < 200:
        return None
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").split("\0")[0]
