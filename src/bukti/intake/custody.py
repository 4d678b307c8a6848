"""Where a span of a report stands in its bytes, and whether the bytes still say it: passed, failed, not checked."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from contextlib import suppress
from dataclasses import dataclass, replace
from html import unescape

from bukti.errors import InputError
from bukti.ids import report_id
from bukti.intake import docx, parts, pdf
from bukti.intake.base import Budget
from bukti.intake.charset import Layer, decode, switches
from bukti.intake.choose import fold
from bukti.model import ByteLocator, ByteMode, Locator, PageLocator, ParagraphLocator, Report, Span
from bukti.settings import Limits

PASSED, FAILED, NOT_CHECKED = "passed", "failed", "not checked"
MARKUP = re.compile(r"<[^<>]*>|[*_`>#\\=-]|\d+[.)]|]]|<!\[CDATA\[")


@dataclass(frozen=True, slots=True)
class Located:
    """Where a span stands.

    Attributes:
        pieces: locators cut to the span, in order.
        status: `passed` when the bytes say the span's text, `failed` when they do not, `not checked` when there is
            nothing to compare.
        reason: one sentence, for `failed` and `not checked`.
    """

    pieces: tuple[Locator, ...]
    status: str
    reason: str | None = None


def locate(report: Report, data: bytes, span: Span) -> Located:
    """The byte ranges, page boxes or paragraphs of a span, checked against the bytes.

    Args:
        report: whose text the span refers to.
        data: the exact bytes kept under the report's id.
        span: in code points; it must lie inside the text and not be empty.

    White space that Bukti put between paragraphs stands for no bytes and needs no locator; every other character does.
    """
    if not 0 <= span.start < span.end <= len(report.text):
        return Located((), NOT_CHECKED, f"The span {span.start}-{span.end} does not lie inside the text.")
    if report_id(data) != report.id:
        return Located((), FAILED, f"The bytes have another digest than the report ({report.id}).")
    pieces = tuple(_cut(report, x, span) for x in report.locators if x.span.overlaps(span))
    if not pieces:
        return Located((), NOT_CHECKED, "No locator covers the span.")
    bare = _uncovered(report.text, pieces, span)
    if bare:
        return Located(pieces, FAILED, f"No bytes are known for {bare[:40]!r}.")
    return _checked(report, data, pieces)


def _cut(report: Report, locator: Locator, span: Span) -> Locator:
    """The part of a locator inside the span; only a verbatim run of bytes can be cut."""
    low, high = max(locator.span.start, span.start), min(locator.span.end, span.end)
    if not isinstance(locator, ByteLocator) or locator.mode is not ByteMode.VERBATIM or not report.charset:
        return locator
    words, charset = report.text, report.charset
    lead = len(words[locator.span.start : low].encode(charset, "surrogatepass" if charset == "utf-8" else "strict"))
    size = len(words[low:high].encode(charset, "strict"))
    return replace(locator, span=Span(low, high), start=locator.start + lead, end=locator.start + lead + size)


def _uncovered(text: str, pieces: tuple[Locator, ...], span: Span) -> str:
    """Characters of the span, white space aside, that no piece covers."""
    place, bare = span.start, ""
    for piece in pieces:
        bare += text[place : max(place, piece.span.start)]
        place = max(place, piece.span.end)
    return "".join((bare + text[place : max(place, span.end)]).split())


def _checked(report: Report, data: bytes, pieces: tuple[Locator, ...]) -> Located:
    budget, held = Budget(Limits()), _Held(data)
    for piece in pieces:
        words = report.text[piece.span.start : piece.span.end]
        try:
            said = _says(report, piece, words, held, budget)
        except InputError as fault:
            return Located(pieces, FAILED, f"The bytes cannot be read again: {fault.detail}")
        if not said:
            return Located(pieces, FAILED, f"The bytes do not say {words[:60]!r}.")
    return Located(pieces, PASSED)


class _Held:
    """Decoded parts of one report's bytes, each decoded once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._parts: dict[str, bytes | None] = {"": data}
        self._layers: dict[str, Layer] = {}
        self._paragraphs: list[str] | None = None

    def part(self, name: str, budget: Budget) -> bytes | None:
        """The bytes of a part."""
        if name not in self._parts:
            self._parts[name] = parts.decoded(self.data, name, budget)
        return self._parts[name]

    def between(self, piece: ByteLocator, charset: str) -> str:
        """The characters at a piece of a part that was decoded before, for charsets that are read from their start."""
        if piece.part not in self._layers:
            self._layers[piece.part] = decode(self._parts[piece.part] or b"", charset)
        layer = self._layers[piece.part]
        first, last = bisect_left(layer.starts, piece.start), bisect_right(layer.ends, piece.end)
        whole = first < last and layer.bytes_of(first, last) == (piece.start, piece.end)
        return layer.text[first:last] if whole else ""

    def paragraph(self, number: int, budget: Budget) -> str:
        """Text of a paragraph of an office document."""
        if self._paragraphs is None:
            self._paragraphs = docx.paragraphs(self.data, budget)
        return self._paragraphs[number] if number < len(self._paragraphs) else ""


def _says(report: Report, piece: Locator, words: str, held: _Held, budget: Budget) -> bool:
    if isinstance(piece, PageLocator):
        key = fold(words)[0]
        return key in fold(pdf.words_in(held.data, piece.page, piece.box))[0]
    if isinstance(piece, ParagraphLocator):
        return words.strip() in held.paragraph(piece.paragraph, budget)
    data = held.part(piece.part, budget)
    if data is None or not 0 <= piece.start < piece.end <= len(data):
        return False
    charset = report.charset or "utf-8"
    if switches(charset):
        return _text_says(held.between(piece, charset), piece.mode, words)
    return _bytes_say(data[piece.start : piece.end], charset, piece.mode, words)


def _bytes_say(data: bytes, charset: str, mode: ByteMode, words: str) -> bool:
    if mode is ByteMode.VERBATIM:
        try:
            return data.decode(charset) == words
        except UnicodeDecodeError:
            return False
    return _text_says(data.decode(charset, "replace"), mode, words)


def _text_says(text: str, mode: ByteMode, words: str) -> bool:
    if mode is ByteMode.VERBATIM:
        return text == words
    meanings = _meanings(text)
    if mode is ByteMode.ESCAPED:
        return words in meanings or (words == "\ufffd" and "\ufffd" in text)
    return words.isspace() and any(not MARKUP.sub("", meaning).strip().strip("\ufeff") for meaning in meanings)


def _meanings(text: str) -> set[str]:
    """What an escape sequence can stand for: itself, a reference (once or twice), JSON, a Markdown escape."""
    once = unescape(text)
    found = {text, once, unescape(once), text.removeprefix("\\")}
    with suppress(ValueError):
        value = str(json.loads(f'"{text}"', strict=False))
        found.add(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return found
