"""Plain text: kept as it is but for line ends and the white space around it, so that offsets of the file hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bukti.errors import InputError
from bukti.intake import credit, dates
from bukti.intake.base import Budget, Match, Source
from bukti.intake.charset import Layer, decode, known, looks_binary
from bukti.intake.compose import Composed, Composer, Piece
from bukti.intake.frontline import CLOCK, NAME, RULE, authored, dated, names_medium, signed
from bukti.intake.pagemeta import language_code
from bukti.model import ByteMode, Link, Published, Report, Span

LINE_END = re.compile(r"\r\n|[\r\f\v\x1c-\x1e\x85\u2028]|\u2029|[\0-\x08\x0e-\x1b\x1f\x7f\ufeff]")
LINE_BREAK = re.compile(r"\r\n|[\r\f\v\x1c-\x1e\x85\u2028]")
ADDRESS = re.compile(r"https?://[^\s<>\"'”’»)\]]+[^\s<>\"'”’»)\].,;:!?]")
FIELD = re.compile(r"([A-Za-z][A-Za-z_ -]{1,20}):[ \t]*(\S[^\n]*)?")
# What a header block of `key: value` lines may say; English keys are the convention of front matter, as in HTTP.
FIELDS = {
    "title": "title", "headline": "title", "outlet": "outlet", "publisher": "outlet", "source": "outlet",
    "byline": "byline", "author": "byline", "authors": "byline", "date": "date", "published": "date",
    "publication date": "date", "url": "url", "link": "url", "language": "language", "lang": "language",
    "updated": "updated", "modified": "updated",
}  # fmt: skip
SMALL_NAME = 3  # words of an outlet whose name has small letters in it
CASELESS_NAME = 4  # characters from which a name in a script without capitals is longer than that of most towns
DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
TITLE_LENGTH = 200
FRONT_LINE = 120
SENTENCE_END = (".", "!", "?", "…", "。", "！", "？", "।", "؟", ":", ";", ",", ".”", '."', ".»")


@dataclass(frozen=True, slots=True)
class Front:
    """What a header block or the first lines say, and where the text after the block begins."""

    start: int = 0
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: Published | None = None
    modified: Published | None = None
    url: str | None = None
    language: str | None = None


class TextReader:
    """Plain text in any charset."""

    media_type = "text/plain"

    def detects(self, source: Source) -> Match:
        """Any text may be plain text; the extension makes it likely."""
        head = source.content[:200_000]
        wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
        if not wide and looks_binary(head):
            return Match.NO
        return Match.NAME if source.extension in {"txt", "text", "asc"} else Match.POSSIBLE

    def read(self, source: Source, budget: Budget) -> Iterator[Report]:
        """One report."""
        layer = decode(source.content, known(source.context.charset))
        budget.check_text(len(layer.text))
        head = header(layer.text)
        made = normalised(layer, head.start, source.part)
        if not made.text:
            raise InputError("empty", "The file holds no text: check that it was saved completely.")
        front = head if head.start else first_lines(made.text)
        yield described(source.report(self.media_type, made.text), front, made, layer.charset)


def described(report: Report, front: Front, made: Composed, charset: str) -> Report:
    """The report with what its first lines say."""
    return replace(
        report,
        locators=made.locators,
        url=report.url or front.url,
        outlet=report.outlet or front.outlet,
        title=report.title or front.title,
        byline=report.byline or front.byline,
        published=report.published or front.published,
        modified=report.modified or front.modified,
        language=report.language or front.language,
        charset=charset,
        links=report.links or addresses(made.text),
        credits=credit.find(made.text, report.byline or front.byline),
    )


def given(layer: Layer) -> Composed:
    """Characters as somebody else's offsets count them: line ends become line feeds, and only CR LF grows shorter."""
    return _composed(layer, (0, len(layer.text)), "", LINE_BREAK)


def normalised(layer: Layer, start: int = 0, part: str = "") -> Composed:
    """Characters from a place on: line ends as line feeds, control characters left out, outer space stripped."""
    first, last = start, len(layer.text)
    while first < last and (layer.text[first].isspace() or layer.text[first] in "\0\ufeff"):
        first += 1
    while last > first and (layer.text[last - 1].isspace() or layer.text[last - 1] in "\0\ufeff"):
        last -= 1
    return _composed(layer, (first, last), part, LINE_END)


def _composed(layer: Layer, stretch: tuple[int, int], part: str, changed: re.Pattern[str]) -> Composed:
    first, last = stretch
    composer = Composer(layer, part)
    place = first
    for match in changed.finditer(layer.text, first, last):
        composer.add(_verbatim(layer, place, match.start()))
        mark = match[0]
        new = "\n\n" if mark == "\u2029" else "\n" if mark.isspace() else ""
        if new:
            composer.add([Piece(new, match.start(), match.end(), ByteMode.COLLAPSED)])
        place = match.end()
    composer.add(_verbatim(layer, place, last))
    return composer.done()


def _verbatim(layer: Layer, first: int, last: int) -> list[Piece]:
    return [Piece(layer.text[first:last], first, last, ByteMode.VERBATIM)] if last > first else []


def addresses(text: str) -> tuple[Link, ...]:
    """Addresses written out in a text."""
    return tuple(Link(m[0], m[0], Span(m.start(), m.end())) for m in ADDRESS.finditer(text))


def header(text: str) -> Front:
    """A block of `key: value` lines at the very top: between `---` lines, or ended by a blank line.

    Without the `---` lines, at least two keys must be known, so that a text which begins with "Note: …" keeps it.
    """
    lead = len(text) - len(text.lstrip("\ufeff\r\n"))
    fenced = re.compile(r"---[ \t]*\r?\n").match(text, lead)
    values: dict[str, str] = {}
    place = fenced.end() if fenced else lead
    for count, line in enumerate(re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)").finditer(text, place)):
        words = line[1].strip()
        if (fenced and words in {"---", "..."}) or (not fenced and not words):
            return _front(values, line.end()) if fenced or len(values) > 1 else Front()
        found = FIELD.fullmatch(words)
        if count > 40 or not line[2] or (found is None and not fenced):
            return Front()
        if found and found[1].strip().lower() in FIELDS and found[2]:
            values.setdefault(FIELDS[found[1].strip().lower()], found[2].strip().strip("\"'"))
    return Front()


def _front(values: dict[str, str], start: int) -> Front:
    return Front(
        start,
        values.get("title"),
        values.get("outlet"),
        values.get("byline"),
        dates.any_form(values.get("date"), "text"),
        dates.any_form(values.get("updated"), "text"),
        values.get("url"),
        language_code(values.get("language")),
    )


def first_lines(text: str) -> Front:
    """Title, byline, outlet and date from the short lines above the text; they stay in the text.

    A first line that is nothing but the name of a known outlet is the outlet's; `BUKTI_OUTLETS` names more. So is one
    of a name and a date ("Harbour Wire | 3 March 2026, 08:10 UTC"). The line after it, or else the first, is the title
    when it stands alone and ends no sentence. Of the lines below, the one with a full date gives the date; the name
    beside it is the outlet ("Ashford Weekly, 15 November 2024"), and a short line above that one is the byline, which
    may name the outlet ("By A. Novak, Ashford Weekly").
    """
    lines = [line.strip() for line in text[:2000].split("\n")]
    first, below = lines[0].strip("*_# "), "\n".join(lines[1:]).strip("\n").split("\n")
    title = _title(below)
    head = _masthead(first, titled=title is not None)
    known = first.casefold() in credit.outlets() or _over_date(first, below)
    masthead = head.outlet if head else first if known else None
    if masthead:
        lines = below
        behind = "\n".join(below[1:]).strip("\n").split("\n") if _bare_date(below[0]) else []
        title = title or _title(behind)
    else:
        title = _title(lines)
    if head:
        return replace(head, title=title)
    rest = [line.strip("*_ ") for line in lines if line and line != title][:5]
    own = next(((line, by[1]) for line in rest if len(line) <= FRONT_LINE and (by := signed(line))), None)
    author, house = own if own and title else (next(filter(None, map(authored, rest)), None) if title else None, None)
    for place, line in enumerate(rest):
        if len(line) > FRONT_LINE:
            break
        found = dates.in_words(line, "text")
        if found is None:
            continue
        outlet, byline = _beside(line) if title else (None, None)
        above = rest[place - 1] if place and _heading(rest[place - 1]) else None
        return Front(0, title, masthead or outlet or house, (author or above or byline) if title else None, found)
    return Front(0, title, masthead or house, author)


def _title(lines: Sequence[str]) -> str | None:
    """The first line when it is a headline: alone, or above a line that says no more than where and when."""
    if len(lines) < 2 or not _heading(lines[0]):
        return None
    date = dates.IN_WORDS.search(lines[1]) if len(lines[1]) <= FRONT_LINE else None
    bare = date and (date.start() == 0 or CLOCK.fullmatch(lines[1][date.end() :]))
    below = not lines[1] or (bare and _beside(lines[1])[0]) or signed(lines[1]) or authored(lines[1])
    return lines[0] if below else None


def _masthead(line: str, *, titled: bool) -> Front | None:
    """What a first line says that holds nothing but the name of an outlet and a date; None for any other.

    "Kyiv, 3 March 2026" names a place, and a headline may end with a date: a comma parts an outlet from its date only
    where the name has several words and a headline follows (`titled`).
    """
    date = dates.IN_WORDS.search(line) if len(line) <= FRONT_LINE else None
    found = dates.in_words(line, "text") if date else None
    name = dated(line, Span(*date.span())) if date and found else None
    if date is None or not name:
        return None
    ruled = re.search(r"[.·|–—-]", line[len(name) : date.start()]) is not None
    small = not _names_only(name)
    if not _name(name) or (small and not titled):
        return None
    caseless = not name[:1].isupper() and len(name) >= CASELESS_NAME
    words = name.split()
    medium = len(words) > 1 and (names_medium(words[0]) or names_medium(words[-1]))
    sure = ruled or caseless or medium or (titled and len(words) > 1)
    return Front(0, None, name, None, found) if sure else None


def _over_date(line: str, below: Sequence[str]) -> bool:
    """Whether a first line is an outlet's name over a line that is only a date ("Northern Wire" / "12 June 2026").

    A headline looks the same: only names that end with a medium's word, or begin with one over a headline, are sure,
    and names over a headline that stands alone, for a text has one.
    """
    words = line.split()
    if not 1 < len(words) <= NAME or not below or not _bare_date(below[0]):
        return False
    behind = "\n".join(below[1:]).strip("\n").split("\n")
    if not _names_only(line):  # "Вечірня пошта": with small letters only a medium's word tells, over a headline
        medium = names_medium(words[0]) or names_medium(words[-1])
        return medium and line[:1].isupper() and len(words) <= SMALL_NAME and _title(behind) is not None
    headline = _heading(behind[0])
    return names_medium(words[-1]) or (headline and names_medium(words[0])) or _title(behind) is not None


def _bare_date(line: str) -> bool:
    """Whether a line holds a full date and nothing else but a clock."""
    date = dates.IN_WORDS.search(line) if len(line) <= FRONT_LINE else None
    return date is not None and date.start() == 0 and CLOCK.fullmatch(line[date.end() :]) is not None


def _beside(line: str) -> tuple[str | None, str | None]:
    """The outlet and the byline that stand before a line's date, or the outlet alone after it."""
    date = dates.IN_WORDS.search(line)
    if date is None:
        return None, None
    if by := signed(RULE.sub("", line[: date.start()])):
        return by[1], RULE.sub("", line[: date.start()])
    parts = [p.strip() for p in re.split(r"\.\s|\s[|·–—]\s", RULE.sub("", line[: date.start()])) if p.strip()]
    if parts:
        return (parts[0], parts[1] if len(parts) > 2 else None) if _name(parts[0]) else (None, None)
    behind = re.sub(r"^[\s,.·|–—-]+|[\s.]+$", "", line[date.end() :])
    return (behind, None) if behind and _name(behind) and _names_only(behind) else (None, None)


def _heading(line: str) -> bool:
    short = 0 < len(line) <= TITLE_LENGTH and not line.endswith(SENTENCE_END)
    return short and dates.IN_WORDS.search(line) is None


def _name(words: str) -> bool:
    """Whether words before a date name an outlet: few, none of them a label such as "Published:"."""
    short = 0 < len(words.split()) <= 5 and not re.search(r"[:\d]", words)
    return short and (not words[:1].islower() or DOMAIN.fullmatch(words) is not None)


def _names_only(words: str) -> bool:
    """Whether every word could be part of a name: small ones ("of", "du") apart, none begins with a small letter."""
    return all(not word[0].islower() or len(word) <= 3 or DOMAIN.fullmatch(word) for word in words.split())
