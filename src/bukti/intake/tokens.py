"""HTML and XML as tokens with their places; linear in time on any input, and never an error.

The standard library's parser gives line and column only and is quadratic on some malformed input (CVE-2025-6069), so
places are kept here. Rules follow the HTML Standard's tokenizer (section 13.2.5) as far as text and places need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
TAG_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?+""",
)
REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
ATTRIBUTES_READ = 200  # of one tag; more is an attack


class Token(NamedTuple):
    """One token: kind is `text`, `cdata`, `raw`, `start`, `end`, `doctype` or `other`; place is first … last - 1.

    For `start` and `end`, name is the lower-case tag name (local name with prefix as written, in XML).
    For `raw`, name is the element whose raw text this is.
    """

    kind: str
    first: int
    last: int
    name: str = ""
    attributes: dict[str, str] = {}  # noqa: RUF012 - a NamedTuple's default; never written to
    empty: bool = False


def tokens(text: str, *, xml: bool = False) -> Iterator[Token]:
    """All tokens in order; together they cover the whole text.

    Args:
        text: markup.
        xml: True for XML (no raw-text elements, CDATA sections, names keep their case).
    """
    place, closing = 0, _Finder(text)
    while place < len(text):
        mark = text.find("<", place)
        if mark < 0:
            yield Token("text", place, len(text))
            return
        token = _markup(text, mark, closing, xml=xml)
        if token is None:  # a bare `<` is text
            following = text.find("<", mark + 1)
            end = len(text) if following < 0 else following
            yield Token("text", place, end)
            place = end
            continue
        if mark > place:
            yield Token("text", place, mark)
        yield token
        place = token.last
        if not xml and token.kind == "start" and token.name in RAW and not token.empty:
            end = closing.end_tag(token.name, place)
            if end > place:
                yield Token("raw", place, end, token.name)
            place = end


class _Finder:
    """Finds closing marks; remembers what is not there any more, so that no search is repeated in vain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lower: str | None = None
        self._absent: set[str] = set()

    def find(self, mark: str, start: int) -> int:
        """Place after the next mark, or the end of the text."""
        if mark in self._absent:
            return len(self._text)
        found = self._text.find(mark, start)
        if found < 0:
            self._absent.add(mark)
            return len(self._text)
        return found + len(mark)

    def end_tag(self, name: str, start: int) -> int:
        """Place of the next `</name`, or the end of the text."""
        if name in self._absent:
            return len(self._text)
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._text, start)
        if found is None:
            self._absent.add(name)
            return len(self._text)
        return found.start()


def _markup(text: str, mark: int, closing: _Finder, *, xml: bool) -> Token | None:
    """The token that starts with `<` at the mark, or None when it is text."""
    follow = text[mark + 1 : mark + 2]
    if follow == "!":
        return _declaration(text, mark, closing, xml=xml)
    if follow == "?":
        return Token("other", mark, closing.find("?>" if xml else ">", mark))
    if follow == "/":
        named = TAG_NAME.match(text, mark + 2)
        if named is None:
            return Token("other", mark, closing.find(">", mark)) if text[mark + 2 : mark + 3] else None
        return Token("end", mark, closing.find(">", named.end()), _case(named[0], xml=xml))
    named = TAG_NAME.match(text, mark + 1)
    return None if named is None else _start(text, mark, named, xml=xml)


def _declaration(text: str, mark: int, closing: _Finder, *, xml: bool) -> Token:
    if text.startswith("<!--", mark):
        if text.startswith((">", "->"), mark + 4):  # HTML: an empty comment
            return Token("other", mark, text.index(">", mark) + 1)
        return Token("other", mark, closing.find("-->", mark + 4))
    if xml and text.startswith("<![CDATA[", mark):
        return Token("cdata", mark, closing.find("]]>", mark + 9))
    if text[mark + 2 : mark + 9].lower() == "doctype":
        bracket, end = text.find("[", mark, mark + 1000), closing.find(">", mark)
        return Token("doctype", mark, closing.find("]>", mark) if xml and 0 <= bracket < end else end)
    return Token("other", mark, closing.find(">", mark))


def _start(text: str, mark: int, named: re.Match[str], *, xml: bool) -> Token:
    attributes: dict[str, str] = {}
    place, size = named.end(), len(text)
    while place < size:
        while place < size and (text[place].isspace() or text[place] == "/"):
            place += 1
        if place >= size or text[place] == ">":
            break
        found = ATTRIBUTE.match(text, place)
        if found is None:
            place += 1
            continue
        value = next((v for v in found.groups()[1:] if v is not None), "")
        if len(attributes) < ATTRIBUTES_READ:
            attributes.setdefault(_case(found[1], xml=xml), unescape(value) if "&" in value else value)
        place = found.end()
    end = min(place + 1, size)
    return Token("start", mark, end, _case(named[0], xml=xml), attributes, text[end - 2 : end] == "/>")


def _case(name: str, *, xml: bool) -> str:
    return name if xml else name.lower()


def reference(text: str, place: int, last: int) -> tuple[str, int] | None:
    """What the character reference at a place stands for and where it ends, or None when there is none.

    Named references without a semicolon count where HTML allows them, by their longest known beginning (HTML Standard,
    13.2.5.73). Surrogates, NUL and numbers beyond Unicode become U+FFFD.
    """
    found = REFERENCE.match(text, place, last)
    if found is None:
        return None
    whole = found[0]
    if whole[1] == "#":
        return unescape(whole), found.end()
    name = whole[1:]
    for size in range(len(name), 1, -1):
        if name[:size] in html5:
            return html5[name[:size]], place + 1 + size
    return None
