"""The contract of a reader, and what readers share: the source, its context, the budget of one file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from typing import Protocol

from bukti.errors import InputError
from bukti.ids import report_id
from bukti.model import Failure, Ignored, Report, Sighting
from bukti.settings import Limits

BULK = 1_000_000  # bytes
ELEMENTS = 500_000  # of one page; the longest real ones have some ten thousand


class Match(IntEnum):
    """How sure a reader is that a source is of its format; the surest reader reads, the first of equals."""

    NO = 0
    POSSIBLE = 1  # nothing speaks against it (any text is plain text)
    NAME = 2  # only the file name says so
    CONTENT = 3  # the bytes say so


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about bytes before they are parsed: where they were met and what their container says of them.

    Attributes:
        path: file as the user named it. container: addresses inside containers, outermost first.
        media_type, charset: as a container declares them. retrieved: time of capture, UTC.
        outlet, language: of the whole feed that an entry stands in.
        base_url: address that relative links of a feed entry refer to.
    """

    path: str
    container: tuple[str, ...] = ()
    url: str | None = None
    retrieved: datetime | None = None
    input_id: str | None = None
    media_type: str | None = None
    charset: str | None = None
    outlet: str | None = None
    language: str | None = None
    base_url: str | None = None

    @property
    def name(self) -> str:
        """The innermost name, for the extension."""
        return self.container[-1] if self.container else self.path

    @property
    def sighting(self) -> Sighting:
        """Where these bytes were met."""
        return Sighting(self.path, self.container, self.retrieved, self.input_id)


@dataclass(frozen=True, slots=True)
class Source:
    """Exact bytes with their context.

    Attributes:
        decoded: the bytes without the transfer encoding that they were recorded in; None when there was none.
        part: name of that decoding (`http:gzip`), for locators and custody.
    """

    data: bytes
    context: Context
    decoded: bytes | None = None
    part: str = ""

    @property
    def content(self) -> bytes:
        """What a parser reads: the decoded bytes where there was a transfer encoding, else the exact bytes."""
        return self.data if self.decoded is None else self.decoded

    @property
    def extension(self) -> str:
        """Lower-case extension of the innermost name without the dot, or an empty text."""
        head, dot, tail = self.context.name.rpartition(".")
        return tail.lower() if dot and head and "/" not in tail else ""

    def report(self, media_type: str, text: str) -> Report:
        """A report on these bytes with what the container says of them; the reader fills in the rest."""
        context = self.context
        return Report(
            id=report_id(self.data),
            media_type=media_type,
            text=text,
            sightings=(context.sighting,),
            url=context.url,
            outlet=context.outlet,
            language=context.language,
        )


class Budget:
    """What one file may still use; shared by everything inside it.

    Args:
        limits: of the run.
        refused: digests of sources that made a parser crash before.
    """

    def __init__(self, limits: Limits, refused: frozenset[str] = frozenset()) -> None:
        self.limits = limits
        self._refused = refused
        self._end = time.monotonic() + limits.seconds
        self._unpacked = 0
        self._members = 0

    def check_crash(self, sha256: str) -> None:
        """Refuse a source that made a parser crash before.

        Raises:
            InputError: `crashed`.
        """
        if sha256 in self._refused:
            raise InputError("crashed", "The file makes its parser crash: save it again or in another format.")

    def check_time(self) -> None:
        """Stop a file that takes too long.

        Raises:
            InputError: `too-slow`.
        """
        if time.monotonic() > self._end:
            raise InputError(
                "too-slow",
                f"Reading took more than {self.limits.seconds} s: raise BUKTI_LIMIT_SECONDS or divide the file.",
            )

    def unpack(self, size: int) -> None:
        """Account for bytes that came out of an archive.

        Raises:
            InputError: `archive-size`; `too-slow`.
        """
        self.check_time()
        self._unpacked += size
        if self._unpacked > self.limits.archive_bytes:
            raise InputError(
                "archive-size",
                f"The archive unpacks to more than {self.limits.archive_bytes} bytes: raise BUKTI_LIMIT_ARCHIVE_BYTES.",
            )

    def check_ratio(self, size: int, packed: int) -> None:
        """Refuse a member that unpacks to many times its packed size.

        Args:
            size: bytes unpacked so far.
            packed: bytes they were packed in.

        Raises:
            InputError: `archive-ratio`.
        """
        # Small members may repeat one byte by chance; a bomb needs bulk.
        if size > BULK and size > self.limits.archive_ratio * max(packed, 1):
            raise InputError(
                "archive-ratio",
                f"A member unpacks to more than {self.limits.archive_ratio} times its {packed} bytes: this marks "
                "an archive bomb; raise BUKTI_LIMIT_ARCHIVE_RATIO if you trust it.",
            )

    def member(self, limit: int | None = None) -> None:
        """Account for one more report or archive member.

        Raises:
            InputError: `too-many-reports`; `too-slow`.
        """
        self.check_time()
        self._members += 1
        allowed = self.limits.reports if limit is None else limit
        if self._members > allowed:
            raise InputError(
                "too-many-reports",
                f"The file holds more than {allowed} reports or members: divide it, or raise BUKTI_LIMIT_REPORTS or "
                "BUKTI_LIMIT_ARCHIVE_MEMBERS.",
            )

    def check_text(self, characters: int) -> None:
        """Refuse a text that is too long to be one report.

        Raises:
            InputError: `too-long`.
        """
        if characters > self.limits.text_characters:
            raise InputError(
                "too-long",
                f"The text has {characters} characters, more than {self.limits.text_characters}: "
                "divide the file, or raise BUKTI_LIMIT_TEXT_CHARACTERS.",
            )

    def check_elements(self, elements: int) -> None:
        """Refuse a page of so many elements that it would fill the memory.

        Raises:
            InputError: `too-long`.
        """
        if elements > ELEMENTS:
            raise InputError("too-long", f"The page has more than {ELEMENTS} elements: save only the part you need.")

    def check_depth(self, depth: int) -> None:
        """Refuse elements nested too deeply.

        Raises:
            InputError: `nesting`.
        """
        if depth > self.limits.nesting:
            raise InputError(
                "nesting",
                f"Elements are nested more than {self.limits.nesting} deep: raise BUKTI_LIMIT_NESTING if you trust it.",
            )


@dataclass(frozen=True, slots=True)
class Member:
    """Bytes found inside a container, to be kept and then read on their own.

    Attributes:
        source: the bytes and their context. reader: the one to use, or None to find it from the bytes.
        nested: True when the container counts as a level of archive nesting.
        fault: why they cannot be read, when the container knows already; they are kept all the same.
    """

    source: Source
    reader: Reader | None = None
    nested: bool = False
    fault: InputError | None = None


Item = Report | Failure | Ignored | Member


class Reader(Protocol):
    """One format. A reader keeps no state between sources."""

    @property
    def media_type(self) -> str:
        """Media type of its format (RFC 6838)."""
        ...

    def detects(self, source: Source) -> Match:
        """Whether the source is of this format; looks at the content first, at the extension second."""
        ...

    def read(self, source: Source, budget: Budget) -> Iterator[Item]:
        """The reports of the source, or its members.

        Raises:
            InputError: the source cannot be read; what was given before stands.
        """
        ...


def failure(source: Source, fault: InputError, sha256: str | None) -> Failure:
    """The record of a source that could not be read."""
    return Failure(source.context.path, fault.reason, fault.detail, sha256, source.context.container)


def inside(context: Context, label: str, **changes: object) -> Context:
    """The context of something inside a container: same file, one more address, nothing inherited but the capture."""
    known = Context(context.path, (*context.container, label), retrieved=context.retrieved)
    return replace(known, **changes)  # type: ignore[arg-type]  # the names are fields of Context; mypy cannot see through **
