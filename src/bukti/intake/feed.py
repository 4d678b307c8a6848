"""Saved RSS and Atom feeds: every entry is a report of its own, whose bytes are its slice of the file.

feedparser gives no places, so entries and fields are found by our own tokens; tests compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bukti.errors import InputError
from bukti.intake import credit, dates
from bukti.intake.base import Budget, Context, Item, Match, Member, Source, inside
from bukti.intake.charset import Layer, decode
from bukti.intake.html import Shown, whole
from bukti.intake.layers import xml_text
from bukti.intake.pagemeta import absolute, language_code
from bukti.intake.plain import normalised
from bukti.intake.tokens import Token, tokens
from bukti.model import Link, Published, Report, Span
from bukti.settings import Limits

OPENING = re.compile(
    # Atomic: a page of many comments must not be tried in every division of them.
    r"\ufeff?\s*+(?>(?:<\?[^>]*+>\s*+|<!--.*?-->\s*+|<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?>\s*+)*)"
    r"<(?:rss|feed|(?:rdf:)?RDF)[\s>]",
    re.DOTALL,
)
ENTRY = frozenset({"item", "entry"})
BODIES = ("content:encoded", "content", "description", "summary")
PUBLISHED = ("published", "pubDate", "dc:date", "issued", "dcterms:issued", "dcterms:created")
MODIFIED = ("updated", "modified", "dcterms:modified", "atom:updated")
MARKUP = re.compile(r"<[A-Za-z/!]|&#?\w{2,20};")


@dataclass(slots=True)
class Field:
    """An element directly inside an entry: name with prefix, attributes, and its inner tokens."""

    name: str
    attributes: dict[str, str]
    tokens: list[Token]


class FeedReader:
    """RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom (RFC 4287)."""

    media_type = "application/feed+xml"

    def detects(self, source: Source) -> Match:
        """By the first element."""
        head = source.content[:8192]
        if not head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t").startswith(b"<"):
            return Match.NO
        text = decode(head).text if b"\0" not in head or head[:2] in {b"\xff\xfe", b"\xfe\xff"} else ""
        return Match.CONTENT if OPENING.match(text) else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Item]:
        """One member an entry.

        Raises:
            InputError: `xml-entities` when it declares entities; `empty` when it has no entry.
        """
        layer = decode(source.content)
        found: list[Token] = []
        for token in tokens(layer.text, xml=True):
            if token.kind == "doctype" and "<!ENTITY" in layer.text[token.first : token.last]:
                raise InputError(
                    "xml-entities",
                    "The feed declares XML entities, which can be made to explode: remove the declaration.",
                )
            found.append(token)
        budget.check_time()
        slices = list(_slices(found, budget))
        feed = _fields(found, 2, ENTRY)
        context = _feed_context(source, layer, feed, found)
        for number, (first, last) in enumerate(slices, 1):
            budget.member()
            start, end = layer.bytes_of(first, last)
            label = _label(layer.text[first:last]) or f"entry {number}"
            entry = replace(context, container=(*source.context.container, label))
            yield Member(Source(source.content[start:end], entry), EntryReader())
        if not slices:
            raise InputError("empty", "The feed has no entry: check that it was saved completely.")


class EntryReader:
    """One entry of a feed."""

    media_type = "application/feed-entry+xml"

    def detects(self, source: Source) -> Match:  # noqa: ARG002 - the contract's form
        """Never by itself: an entry is found by its feed."""
        return Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Report]:
        """The report of an entry: its title, then its longest form.

        Raises:
            InputError: `empty` when it has neither title nor text.
        """
        layer = decode(source.content, source.context.charset)
        fields = _fields(list(tokens(layer.text, xml=True)), 1, frozenset())
        url = _address(fields, layer, source.context.base_url)
        base = url or source.context.base_url
        shown = joined(_title(fields, layer), _body(fields, layer, budget, base))
        if not shown.text.strip():
            raise InputError("empty", "The entry has neither a title nor a text.")
        budget.check_text(len(shown.text))
        byline = _author(fields, layer)
        yield replace(
            source.report(self.media_type, shown.text),
            locators=shown.locators,
            url=url,
            title=_plain(fields, layer, ("title",)),
            byline=byline,
            outlet=_plain(fields, layer, ("source", "dc:publisher")) or source.context.outlet,
            published=_dated(fields, layer, PUBLISHED) or _dated(fields, layer, MODIFIED),
            modified=_dated(fields, layer, MODIFIED),
            language=language_code(_plain(fields, layer, ("dc:language",))) or source.context.language,
            charset=layer.charset,
            links=shown.links,
            credits=credit.find(shown.text, byline),
            notes=shown.notes,
        )


def joined(head: Shown, body: Shown) -> Shown:
    """A headline and a text as one, with a blank line between; a headline that the text begins with is not doubled."""
    if not head.text or body.text.startswith(head.text):
        return body
    if not body.text:
        return head
    shift = len(head.text) + 2
    moved = tuple(replace(x, span=Span(x.span.start + shift, x.span.end + shift)) for x in body.locators)
    links = tuple(Link(x.url, x.text, x.span and Span(x.span.start + shift, x.span.end + shift)) for x in body.links)
    return Shown(f"{head.text}\n\n{body.text}", (*head.locators, *moved), (*head.links, *links), body.notes)


def _slices(found: list[Token], budget: Budget) -> Iterator[tuple[int, int]]:
    """Character ranges of the outermost entries."""
    start, depth = -1, 0
    for token in found:
        if token.kind == "start" and not token.empty:
            depth += 1
            budget.check_depth(depth)
        elif token.kind == "end":
            depth = max(0, depth - 1)
        local = token.name.rpartition(":")[2]
        if token.kind == "start" and local in ENTRY and start < 0 and not token.empty:
            start = token.first
        elif token.kind == "end" and local in ENTRY and start >= 0:
            yield start, token.last
            start = -1
    if start >= 0 and found[-1].last > start:  # the file was cut off inside an entry
        yield start, found[-1].last


def _fields(found: list[Token], level: int, without: frozenset[str]) -> list[Field]:
    """Elements at a level below the root (1: its children); those named in `without` and all inside them are left out.

    For a feed, level 2 covers RSS (`rss/channel/title`); the children of an Atom root are taken as well.
    """
    fields: list[Field] = []
    depth, skipping = 0, 0
    open_field: tuple[int, Field] | None = None
    for token in found:
        local = token.name.rpartition(":")[2]
        if token.kind == "start":
            if skipping or local in without:
                skipping += not token.empty
                continue
            if open_field is None and 1 <= depth <= level and local != "channel":
                field = Field(token.name, token.attributes, [])
                fields.append(field)
                open_field = None if token.empty else (depth, field)
            elif open_field is not None:
                open_field[1].tokens.append(token)
            depth += not token.empty
        elif token.kind == "end":
            if skipping:
                skipping -= 1
                continue
            depth = max(0, depth - 1)
            if open_field is not None and depth <= open_field[0]:
                open_field = None
            elif open_field is not None:
                open_field[1].tokens.append(token)
        elif open_field is not None and not skipping:
            open_field[1].tokens.append(token)
    return fields


def _feed_context(source: Source, layer: Layer, feed: list[Field], found: list[Token]) -> Context:
    root = next((t for t in found if t.kind == "start"), None)
    language = (root.attributes.get("xml:lang") if root else None) or _plain(feed, layer, ("language", "dc:language"))
    return inside(
        source.context,
        "",
        charset=layer.charset,
        outlet=_plain(feed, layer, ("title",)) or source.context.outlet,
        language=language_code(language),
        base_url=_address(feed, layer, source.context.url) or source.context.url,
    )


def _layer_of(field: Field, layer: Layer) -> Layer:
    return xml_text(layer, field.tokens)


def _plain(fields: list[Field], layer: Layer, names: tuple[str, ...]) -> str | None:
    """Words of the first field of these names, markup and white space aside."""
    for name in names:
        for field in fields:
            if field.name == name and (shown := _words(field, layer)).text:
                return " ".join(shown.text.split())
    return None


def _words(field: Field, layer: Layer) -> Shown:
    """Words of a short field that may hold escaped markup."""
    inner = _layer_of(field, layer)
    if MARKUP.search(inner.text) and field.attributes.get("type") != "text":
        return whole(inner, Budget(Limits()), None)
    made = normalised(inner)
    return Shown(made.text, made.locators, ())


def _title(fields: list[Field], layer: Layer) -> Shown:
    title = next((f for f in fields if f.name == "title"), None)
    return _words(title, layer) if title else Shown("", (), ())


def _body(fields: list[Field], layer: Layer, budget: Budget, base: str | None) -> Shown:
    """The fullest form that the entry carries."""
    for name in BODIES:
        for field in (f for f in fields if f.name == name and f.tokens):
            kind = field.attributes.get("type", "html")
            if kind.endswith("xhtml"):
                first, last = field.tokens[0].first, field.tokens[-1].last
                shown = whole(_slice(layer, first, last), budget, base)
            elif kind in {"text", "text/plain"}:
                made = normalised(_layer_of(field, layer))
                shown = Shown(made.text, made.locators, ())
            else:
                shown = whole(_layer_of(field, layer), budget, base)
            if shown.text.strip():
                return shown
    return Shown("", (), ())


def _slice(layer: Layer, first: int, last: int) -> Layer:
    exact = None if layer.exact is None else layer.exact[first:last]
    return Layer(layer.text[first:last], layer.charset, layer.starts[first:last], layer.ends[first:last], exact)


def _author(fields: list[Field], layer: Layer) -> str | None:
    """`dc:creator`, or the `name` inside an Atom author; an address in an RSS author is not a name."""
    if creator := _plain(fields, layer, ("dc:creator",)):
        return creator
    for field in fields:
        if field.name == "author":
            names = _fields([Token("start", 0, 0, "author"), *field.tokens], 1, frozenset())
            words = _plain(names, layer, ("name",)) or (_plain([field], layer, ("author",)) if not names else None)
            named = re.fullmatch(r"\S+@\S+\s+\((.+)\)", words or "")
            return named[1] if named else words
    return None


def _address(fields: list[Field], layer: Layer, base: str | None) -> str | None:
    for field in fields:
        if field.name in {"link", "atom:link"} and field.attributes.get("rel", "alternate") == "alternate":
            target = field.attributes.get("href") or _layer_of(field, layer).text.strip()
            if target and (url := absolute(target, base)):
                return url
    return None


def _dated(fields: list[Field], layer: Layer, names: tuple[str, ...]) -> Published | None:
    for name in names:
        stated = dates.any_form(_plain(fields, layer, (name,)), "feed")
        if stated:
            return stated
    return None


def _label(markup: str) -> str | None:
    """The entry's address or identifier, to name it by."""
    layer = decode(markup.encode("utf-8", "replace"))
    fields = _fields(list(tokens(layer.text, xml=True)), 1, frozenset())
    return _address(fields, layer, None) or _plain(fields, layer, ("id", "guid"))
