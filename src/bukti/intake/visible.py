"""The visible text of a page as blocks of pieces with their places, and the marks that metadata is read from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from bukti.intake.base import Budget
from bukti.intake.compose import Piece
from bukti.intake.concealed import Sheets
from bukti.intake.tokens import Token, reference, tokens
from bukti.model import ByteMode

BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
# Their content is never text of the report: machinery, navigation, controls, replaced content.
UNSEEN = frozenset(
    [
        "applet",
        "audio",
        "button",
        "canvas",
        "datalist",
        "head",
        "iframe",
        "map",
        "math",
        "nav",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
CHROME = frozenset(["aside", "footer", "form", "header", "nav"])
MAIN = frozenset(["article", "main"])
# An element of these ends an open one of the same (HTML Standard, 13.1.2.4 optional tags).
SELF_CLOSING_KIND = frozenset(["dd", "dt", "li", "option", "p", "td", "th", "tr"])
WORD = re.compile(r"&|\s+|[^\s&\0]+|\0")


class Anchor(NamedTuple):
    """A link inside a block: its target as written, and the characters of the block that it stands in."""

    target: str
    start: int
    end: int


@dataclass(slots=True)
class Block:
    """A paragraph-like stretch: its pieces, tag, and whether it lies in page furniture or in the main part."""

    tag: str
    chrome: bool = False
    main: bool = False
    pieces: list[Piece] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    classes: str = ""
    length: int = 0

    @property
    def text(self) -> str:
        """Its text, white space collapsed."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Page:
    """What a page shows, and what its head says."""

    blocks: list[Block] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)  # name or property, lower case; content
    links: list[tuple[str, str]] = field(default_factory=list)  # rel, href
    scripts: list[str] = field(default_factory=list)  # application/ld+json
    times: list[tuple[str, bool]] = field(default_factory=list)  # datetime, whether inside the main part
    title: list[Piece] = field(default_factory=list)
    language: str | None = None
    base: str | None = None
    elements: int = 0


class _Open(NamedTuple):
    name: str
    hidden: bool
    chrome: bool
    main: bool
    classes: str


def scan(markup: str, budget: Budget) -> Page:
    """Read a page.

    Raises:
        InputError: elements nested too deeply, or too slow.
    """
    return _Scanner(markup, budget).run()


def words(text: str, first: int, last: int) -> list[Piece]:
    """Characters first … last - 1 of markup as pieces: words, character references, and white space as it stands.

    White space pieces keep their characters as text; the caller collapses them. NULs are left out.
    """
    found, place = [], first
    while place < last:
        match = WORD.match(text, place, last)
        if match is None or match[0] == "\0":
            place += 1
            continue
        stretch, end = match[0], match.end()
        if stretch == "&" and (resolved := reference(text, place, last)):
            meaning, end = resolved
            if meaning:
                found.append(Piece(meaning, place, end, ByteMode.ESCAPED))
            place = end
            continue
        found.append(Piece(stretch, place, end, ByteMode.VERBATIM))
        place = end
    return found


class _Scanner:
    def __init__(self, markup: str, budget: Budget) -> None:
        self._markup = markup
        self._budget = budget
        self._page = Page()
        self._stack: list[_Open] = []
        self._block = Block("body")
        self._gap: tuple[int, int] | None = None  # white space that may become one space
        self._break = False
        self._anchor: tuple[str, int] | None = None
        self._sheets = Sheets()
        self._raw = ""

    def run(self) -> Page:
        for number, token in enumerate(tokens(self._markup)):
            if number % 1000 == 0:
                self._budget.check_time()
                self._budget.check_elements(self._page.elements)
            if token.kind == "text":
                self._text(token.first, token.last)
            elif token.kind == "raw":
                self._raw_text(token)
            elif token.kind == "start":
                self._start(token)
            elif token.kind == "end":
                self._end(token.name)
        self._close_block("body")
        return self._page

    def _hidden(self) -> bool:
        return bool(self._stack) and self._stack[-1].hidden

    def _text(self, first: int, last: int) -> None:
        if self._hidden():
            return
        preserve = any(entry.name == "pre" for entry in self._stack[-3:])
        for piece in words(self._markup, first, last):
            if piece.mode is ByteMode.VERBATIM and piece.text.isspace() and piece.text not in "\u00a0\u202f\u2007":
                self._gap = self._gap or (piece.first, piece.last)  # what comes after a tag adds nothing
                self._break = self._break or (preserve and "\n" in piece.text)
                continue
            self._flush_gap()
            self._block.pieces.append(piece)
            self._block.length += len(piece.text)

    def _flush_gap(self) -> None:
        if self._gap is not None and self._block.pieces:
            first, last = self._gap
            mark = "\n" if self._break else " "
            mode = ByteMode.VERBATIM if self._markup[first:last] == mark else ByteMode.COLLAPSED
            self._block.pieces.append(Piece(mark, first, last, mode))
            self._block.length += 1
        self._gap, self._break = None, False

    def _raw_text(self, token: Token) -> None:
        if token.name == "style":
            self._sheets.read(self._markup[token.first : token.last])
        elif token.name == "title" and not self._page.title:
            self._page.title = [
                Piece(" ", p.first, p.last, ByteMode.COLLAPSED)
                if p.text.isspace() and p.mode is ByteMode.VERBATIM and p.text != " "
                else p
                for p in words(self._markup, token.first, token.last)
            ]
        elif token.name == "script" and self._raw == "application/ld+json":
            self._page.scripts.append(self._markup[token.first : token.last])

    def _start(self, token: Token) -> None:
        name, attributes = token.name, token.attributes
        self._page.elements += 1
        self._note(name, attributes)
        if name == "br" and not self._hidden():
            self._line_break(token)
        if name in VOID:
            if name == "hr":
                self._close_block("div")
            return
        parent = self._stack[-1] if self._stack else None
        if parent and name in SELF_CLOSING_KIND and parent.name == name:
            self._end(name)
            parent = self._stack[-1] if self._stack else None
        hidden = (parent is not None and parent.hidden) or self._hides(name, attributes)
        if parent is None or not token.empty or name not in UNSEEN:
            self._stack.append(
                _Open(
                    name,
                    hidden,
                    (parent is not None and parent.chrome) or name in CHROME,
                    (parent is not None and parent.main) or name in MAIN,
                    attributes.get("class", "") or (parent.classes if parent and name not in BLOCK else ""),
                )
            )
        self._budget.check_depth(len(self._stack))
        if name in BLOCK:
            self._close_block(name)
        elif name == "a" and not hidden:
            self._close_anchor()
            # A pending space goes before the link, not into it.
            self._anchor = (
                attributes.get("href", ""),
                self._block.length + (self._gap is not None and self._block.length > 0),
            )

    def _line_break(self, token: Token) -> None:
        if self._break:  # two in a row end the paragraph
            self._close_block(self._block.tag)
            return
        self._gap = self._gap or (token.first, token.last)
        self._break = True

    def _hides(self, name: str, attributes: dict[str, str]) -> bool:
        closed = name == "dialog" and "open" not in attributes
        if closed or name in UNSEEN or "hidden" in attributes or self._sheets.hide(name, attributes):
            return name not in {"body", "html"} or name in UNSEEN
        return False

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        page = self._page
        if name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if key and attributes.get("content", "").strip():
                page.metas.append((key.strip().lower(), attributes["content"].strip()))
        elif name == "link" and attributes.get("href"):
            page.links.append((attributes.get("rel", "").lower(), attributes["href"].strip()))
        elif name == "html":
            page.language = page.language or attributes.get("lang") or attributes.get("xml:lang") or None
        elif name == "base" and page.base is None:
            page.base = attributes.get("href")
        elif name == "time" and attributes.get("datetime"):
            page.times.append((attributes["datetime"].strip(), any(e.main for e in self._stack[-1:])))
        self._raw = attributes.get("type", "").strip().lower() if name == "script" else ""

    def _end(self, name: str) -> None:
        if name == "a":
            self._close_anchor()
        for place in range(len(self._stack) - 1, -1, -1):
            if self._stack[place].name == name:
                if name in BLOCK:
                    self._close_block(self._stack[place - 1].name if place else "body")
                del self._stack[place:]
                if name in BLOCK:
                    self._inherit()
                return
            # An end tag of an inline element closes no block around it.
            if name not in BLOCK and self._stack[place].name in BLOCK:
                return

    def _close_anchor(self) -> None:
        if self._anchor is not None:
            target, start = self._anchor
            if target and self._block.length > start:
                self._block.anchors.append(Anchor(target, start, self._block.length))
            self._anchor = None

    def _close_block(self, following: str) -> None:
        """End the block in hand and start the next one, whose tag is given."""
        target = self._anchor[0] if self._anchor else None
        self._close_anchor()
        if self._block.pieces:
            self._page.blocks.append(self._block)
        self._gap, self._break = None, False
        self._block = Block(following)
        self._inherit()
        if target is not None:
            self._anchor = (target, 0)

    def _inherit(self) -> None:
        """Give the new block the surroundings that it stands in."""
        if self._stack:
            top = self._stack[-1]
            self._block.chrome, self._block.main, self._block.classes = top.chrome, top.main, top.classes
