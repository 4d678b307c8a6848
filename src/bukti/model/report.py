"""A report, where it stands in its bytes, and inputs that are no reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bukti.model.span import Span


class ByteMode(StrEnum):
    """How the bytes of a locator relate to its text."""

    VERBATIM = "verbatim"  # decoding the bytes gives exactly the text
    ESCAPED = "escaped"  # one escape sequence (HTML entity, quoted-printable, JSON escape) stands for the text
    COLLAPSED = "collapsed"  # a run of white space or markup in the bytes stands for white space in the text


@dataclass(frozen=True, slots=True)
class ByteLocator:
    """Bytes of the report (or of one decoded part of it) that a stretch of text was read from.

    Attributes:
        span: the stretch of text.
        start: first byte. end: one past the last byte.
        part: empty for the report's own bytes; else the decoded part, for example `mime:1.2` or `gzip`.
        mode: how bytes and text relate.
    """

    span: Span
    start: int
    end: int
    part: str = ""
    mode: ByteMode = ByteMode.VERBATIM


@dataclass(frozen=True, slots=True)
class PageLocator:
    """Page (from 1) and box (left, bottom, right, top in points) that a stretch of PDF text stands in."""

    span: Span
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ParagraphLocator:
    """Part and paragraph (from 0) of an office document that a stretch of text stands in."""

    span: Span
    part: str
    paragraph: int


Locator = ByteLocator | PageLocator | ParagraphLocator


@dataclass(frozen=True, slots=True)
class Published:
    """When a report says that it was published: an interval as wide as its precision.

    Attributes:
        earliest: first instant that fits. latest: last instant that fits. Both UTC.
        precision: `second`, `minute`, `hour`, `day`, `month` or `year`.
        basis: where it was read: `json-ld`, `meta`, `time`, `header`, `feed`, `pdf`, `warc`, `jsonl`, `text`.
    """

    earliest: datetime
    latest: datetime
    precision: str
    basis: str


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of a report: its absolute target where that is known, its words, and where they stand."""

    url: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A declared credit to another outlet or agency: "(Reuters)", "Reuters contributed to this report"."""

    name: str
    span: Span | None
    words: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """One time that these bytes were met.

    Attributes:
        path: file as the user named it, or the member path inside a folder.
        container: chain of containers from the outside in, for example `("news.zip", "feeds/a.xml#3")`.
        retrieved: when the capture says it was retrieved (WARC-Date), UTC, or None.
        input_id: the `id` that a JSONL line gave, or None.
    """

    path: str
    container: tuple[str, ...] = ()
    retrieved: datetime | None = None
    input_id: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report: exact bytes (by id), the text read from them, and what it says of itself.

    Attributes:
        id: `sha256:` and the digest of its bytes.
        media_type: as recognised from the bytes, for example `text/html`.
        text: normalised main text, headline first where the source shows one.
        locators: sorted by span; together they cover every character of the text that came from the source.
        language: ISO 639 code as declared (intake) or identified (text stage); None when unknown.
        charset: encoding that the bytes were decoded with, for text formats.
        canonical_url: what the page itself calls its address (rel=canonical), may differ from `url`.
        modified: the stated time of the last update.
        notes: sentences about the reading, for example text that could not be located and was left out.
    """

    id: str
    media_type: str
    text: str
    locators: tuple[Locator, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: Published | None = None
    modified: Published | None = None
    language: str | None = None
    charset: str | None = None
    links: tuple[Link, ...] = ()
    credits: tuple[Credit, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it was first seen, with its place inside a container after `!`."""
        if not self.sightings:
            return self.id
        first = self.sightings[0]
        return "!".join((first.path, *first.container))

    @property
    def input_id(self) -> str | None:
        """The id that the user's own JSONL line gave it, or None."""
        return next((s.input_id for s in self.sightings if s.input_id is not None), None)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, with its reason; its bytes are kept under `sha256` wherever they were read."""

    path: str
    reason: str
    detail: str
    sha256: str | None = None
    container: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that is by design no report (answer key, operating-system litter), with the reason."""

    path: str
    reason: str
