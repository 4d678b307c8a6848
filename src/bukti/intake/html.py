"""Web pages: what counts, where it stands in the bytes, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bukti.errors import InputError
from bukti.intake import credit
from bukti.intake.base import Budget, Match, Source
from bukti.intake.charset import Layer, decode, known
from bukti.intake.choose import Choice, choose, fold
from bukti.intake.compose import Composer, Piece, cut
from bukti.intake.pagemeta import PageFacts, absolute, facts
from bukti.intake.visible import Page, scan
from bukti.model import ByteLocator, ByteMode, Ignored, Link, Report, Span

OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?+(?>(?:<!--.*?-->\s*+)*)<(?:!doctype\s+html|html|head|body|title|meta|article|h1|div|p)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
HEAD = 4096  # bytes in which a page says what it is
NAMES = frozenset({"html", "htm", "xhtml", "shtml", "mhtml"})
MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})
DOSSIER = b'<meta name="generator" content="Bukti dossier">'  # written by report/; what it quotes must not count again
PAGE_FACTOR = 4  # markup may be this many times as long as the longest text
TITLE_TAIL = re.compile(r"\s+[|–—·»:-]\s+[^|–—·»]{2,60}$")


@dataclass(frozen=True, slots=True)
class Shown:
    """Text of a page or fragment with locators and links, and what the reading has to say about itself."""

    text: str
    locators: tuple[ByteLocator, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Markup:
    """A page with its scan; `part` names the decoded part that the layer's bytes are offsets of."""

    layer: Layer
    page: Page
    part: str = ""


class HtmlReader:
    """HTML and XHTML."""

    media_type = "text/html"

    def detects(self, source: Source) -> Match:
        """By the first tag; a declared type or an extension counts when the bytes are text."""
        head = source.content[:HEAD]
        if OPENING.match(head) or OPENING.match(head.replace(b"\0", b"")):
            return Match.CONTENT
        named = source.extension in NAMES or source.context.media_type in MEDIA_TYPES
        return Match.NAME if named else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Report | Ignored]:
        """One report; a dossier of Bukti's own that was saved among the reports is none."""
        if DOSSIER in source.content[:HEAD]:
            yield Ignored(source.context.path, "Bukti dossier")
            return
        layer = decode(source.content, known(source.context.charset))
        budget.check_text(len(layer.text) // PAGE_FACTOR)
        page = scan(layer.text, budget)
        found = facts(page, source.context.url)
        choice = choose(layer.text, page.blocks, page.elements)
        budget.check_time()
        head = headline(page, found)
        url = source.context.url
        base = absolute(page.base or "", url) or url or found.canonical
        shown = compose(Markup(layer, page, source.part), choice, head, base)
        yield described(source, layer, shown, found, budget)


def described(source: Source, layer: Layer, shown: Shown, found: PageFacts, budget: Budget) -> Report:
    """The report of a page.

    Raises:
        InputError: `empty` when it shows no text; `too-long`.
    """
    if not shown.text.strip():
        raise InputError("empty", "The page shows no text: open it in a browser and save what it shows.")
    budget.check_text(len(shown.text))
    return replace(
        source.report("text/html", shown.text),
        locators=shown.locators,
        url=source.context.url,
        canonical_url=found.canonical,
        outlet=found.outlet or source.context.outlet,
        title=found.title,
        byline=found.byline,
        published=found.published,
        modified=found.modified,
        language=found.language or source.context.language,
        charset=layer.charset,
        links=shown.links,
        credits=credit.find(shown.text, found.byline),
        notes=shown.notes,
    )


def headline(page: Page, found: PageFacts) -> int | None:
    """Number of the block that shows the headline: the h1 that says what the head says, else the article's first."""
    firsts = [n for n, b in enumerate(page.blocks) if b.tag == "h1"]
    stated = fold(found.title or "")[0].casefold()
    titled = fold("".join(p.text for p in page.title))[0].casefold()
    for number in firsts:
        key = fold(page.blocks[number].text)[0].casefold()
        if key and (key == stated or key in titled):
            return number
    inside = [n for n in firsts if page.blocks[n].main]
    return next(iter(inside or firsts), None)


def compose(markup: Markup, choice: Choice, head: int | None, base: str | None) -> Shown:
    """Put the chosen ranges together, headline first, with a blank line between paragraphs.

    Args:
        markup: the page.
        choice: what counts.
        head: block of the headline or None.
        base: for relative links.
    """
    page, composer = markup.page, Composer(markup.layer, markup.part)
    links: list[Link] = []
    ranges = [r for r in choice.ranges if r[0] != head]
    if head is not None:
        ranges.insert(0, (head, 0, page.blocks[head].length))
    elif page.title and not any(page.blocks[n].tag == "h2" for n, _, _ in ranges[:1]):
        _title(composer, page, ranges)
    for number, first, last in ranges:
        block = page.blocks[number]
        pieces = _trimmed(cut(block.pieces, first, last))
        if not pieces:
            continue
        composer.separate()
        span = composer.add(pieces)
        # `cut` keeps whole pieces and `_trimmed` drops white space, so the shift is that of the first piece kept.
        shift = span.start - _offset(block.pieces, pieces[0])
        for target, start, end in block.anchors:
            url = absolute(target, base)
            place = Span(max(start + shift, span.start), min(end + shift, span.end))
            if url and place.start < place.end:
                links.append(Link(url, "", place))
    made = composer.done()
    named = tuple(replace(link, text=made.text[link.span.start : link.span.end]) for link in links if link.span)
    return Shown(made.text, made.locators, named, _notes(choice))


def whole(layer: Layer, budget: Budget, base: str | None, part: str = "") -> Shown:
    """All visible text of a fragment (a mail body, a feed entry): nothing in it is page furniture."""
    page = scan(layer.text, budget)
    every = tuple((n, 0, b.length) for n, b in enumerate(page.blocks))
    page.title = []
    return compose(Markup(layer, page, part), Choice(every), None, base)


def _title(composer: Composer, page: Page, ranges: list[tuple[int, int, int]]) -> None:
    """A page without a headline of its own: its title, without the outlet's name, as the browser shows it."""
    pieces = _trimmed(page.title)
    words = "".join(p.text for p in pieces)
    tail = TITLE_TAIL.search(words)
    pieces = _trimmed(cut(pieces, 0, tail.start())) if tail else pieces
    key = fold("".join(p.text for p in pieces))[0]
    first = page.blocks[ranges[0][0]].text if ranges else ""
    if pieces and not (key and fold(first)[0].startswith(key)):
        composer.add(pieces)


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    first, last = 0, len(pieces)
    while first < last and pieces[first].text.isspace():
        first += 1
    while last > first and pieces[last - 1].text.isspace():
        last -= 1
    return pieces[first:last]


def _offset(pieces: list[Piece], piece: Piece) -> int:
    """Where in its block a (perhaps cut) piece starts."""
    place = 0
    for candidate in pieces:
        if candidate.first <= piece.first < candidate.last:
            return place + (piece.first - candidate.first if candidate.mode is ByteMode.VERBATIM else 0)
        place += len(candidate.text)
    return place


def _notes(choice: Choice) -> tuple[str, ...]:
    notes = []
    if choice.structural:
        notes.append("No main text was recognised; everything outside navigation, header and footer was read.")
    if choice.lost:
        size = sum(map(len, choice.lost))
        notes.append(
            f"{len(choice.lost)} stretches ({size} characters) of the recognised main text could not be located in the "
            f"page and were left out; the first begins {choice.lost[0][:60]!r}."
        )
    return tuple(notes)
