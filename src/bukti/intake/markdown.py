"""Markdown: the words without the marks (CommonMark's common part: headings, emphasis, links, lists, quotations)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bukti.errors import InputError
from bukti.intake.base import Budget, Match, Source
from bukti.intake.charset import Layer, decode, known
from bukti.intake.compose import Composer, Piece
from bukti.intake.plain import TextReader, described, first_lines, header
from bukti.intake.tokens import reference
from bukti.model import ByteMode, Link, Report, Span

NAMES = frozenset({"md", "markdown", "mdown", "mkd"})
LINE = re.compile(r"([^\r\n]*+)(\r\n|\r|\n|$)")
RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,})$")
PREFIX = re.compile(r"(?:[ \t]*>[ \t]?)*+[ \t]*+(?:#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
OPENER = re.compile(r"(?:[ \t]*>[ \t]?)*+[ \t]*+(#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+)")
FENCE = re.compile(r"[ ]{0,3}(?:```|~~~)")
DEFINITION = re.compile(r"[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+")
INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<image>!\[[^\]\n]{0,1000}\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,500}\")?\))"
    r"|(?P<link>\[(?P<words>[^\[\]\n]{1,1000})\]\((?P<target>[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)(?:\s+\"[^\"\n]{0,500}\")?\))"
    r"|(?P<auto><(?P<address>https?://[^<>\s]{1,2000})>)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,500}>|<!--[^\n]{0,500}?-->)"
    r"|(?P<marks>\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])|`+|~~)"
)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph in the making: pieces and links by character offset in it."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.length += len(piece.text)


class MarkdownReader:
    """Markdown files."""

    media_type = "text/markdown"

    def detects(self, source: Source) -> Match:
        """By its extension only: any plain text is valid Markdown."""
        named = source.extension in NAMES or source.context.media_type == self.media_type
        return Match.NAME if named and TextReader().detects(source) else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Report]:
        """One report."""
        layer = decode(source.content, known(source.context.charset))
        budget.check_text(len(layer.text))
        head = header(layer.text)
        composer, links = Composer(layer, source.part), []
        for paragraph in paragraphs(layer, head.start):
            composer.separate()
            start = composer.add(paragraph.pieces).start
            links += [(url, Span(start + a, start + b)) for url, a, b in paragraph.links if b > a]
        made = composer.done()
        if not made.text.strip():
            raise InputError("empty", "The file holds no text: check that it was saved completely.")
        report = source.report(self.media_type, made.text)
        if links:
            report = replace(report, links=tuple(Link(u, made.text[s.start : s.end], s) for u, s in links))
        front = head if head.start else first_lines(made.text)
        yield described(report, front, made, layer.charset)


def paragraphs(layer: Layer, start: int) -> Iterator[_Paragraph]:
    """Paragraphs with their pieces; headings and list items are paragraphs of their own."""
    current, fenced = _Paragraph(), False
    gap: tuple[int, int] | None = None  # the line end and prefix between two lines of one paragraph
    for line in LINE.finditer(layer.text, start):
        words, first, last = line[1], line.start(), line.end(1)
        if FENCE.match(words):
            fenced, words = not fenced, ""
        if not words.strip() or (not fenced and (RULE.fullmatch(words) or DEFINITION.fullmatch(words))):
            if current.pieces:
                yield current
            current, gap = _Paragraph(), None
        else:
            opener = None if fenced else OPENER.match(words)
            if opener and current.pieces:
                yield current
                current, gap = _Paragraph(), None
            prefix = None if fenced else PREFIX.match(words)
            first += prefix.end() if prefix else 0
            last = first + len(layer.text[first:last].rstrip(" \t\\" if not fenced else " \t"))
            if opener and "#" in opener[1]:
                last = first + len(layer.text[first:last].rstrip("# \t"))
            if gap and current.pieces and last > first:
                current.add(Piece("\n" if fenced else " ", gap[0], first, ByteMode.COLLAPSED))
            _inline(layer.text, first, last, current)
            gap = (last, line.end())
            if opener and "#" in opener[1]:
                yield current
                current, gap = _Paragraph(), None
        if not line[2]:
            break
    if current.pieces:
        yield current


def _inline(text: str, first: int, last: int, into: _Paragraph) -> None:
    """Words of one line without inline marks."""
    place = first
    for match in INLINE.finditer(text, first, last):
        if match.start() < place:
            continue
        _words(text, place, match.start(), into)
        if match["escape"]:
            into.add(Piece(match[0][1], match.start(), match.end(), ByteMode.ESCAPED))
        elif match["link"]:
            start = into.length
            _inline(text, match.start("words"), match.end("words"), into)
            if match["target"].startswith(("http://", "https://")):
                into.links.append((match["target"], start, into.length))
        elif match["auto"]:
            start = into.length
            _words(text, match.start("address"), match.end("address"), into)
            into.links.append((match["address"], start, into.length))
        place = match.end()
    _words(text, place, last, into)


def _words(text: str, first: int, last: int, into: _Paragraph) -> None:
    place, mark = first, text.find("&", first, last)
    while mark >= 0:
        resolved = reference(text, mark, last)
        if resolved and resolved[0]:
            _plain(text, place, mark, into)
            into.add(Piece(resolved[0], mark, resolved[1], ByteMode.ESCAPED))
            place = resolved[1]
        mark = text.find("&", max(place, mark + 1), last)
    _plain(text, place, last, into)


def _plain(text: str, first: int, last: int, into: _Paragraph) -> None:
    """Characters as they stand, without control characters."""
    start = first
    for place in range(first, last + 1):
        if place == last or (text[place] < " " and text[place] != "\t") or text[place] == "\ufeff":
            if place > start:
                into.add(Piece(text[start:place], start, place, ByteMode.VERBATIM))
            start = place + 1
