"""Bytes in, reports out: every file is kept before it is parsed, and a bad one is a result, not an error.

Adding a format: one file with a reader (`base.Reader`) and one line in `READERS`.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from bukti.errors import InputError
from bukti.intake.archive import GzipReader, ZipReader
from bukti.intake.base import Budget, Context, Item, Member, Reader, Source, failure
from bukti.intake.docx import DocxReader
from bukti.intake.feed import FeedReader
from bukti.intake.html import HtmlReader
from bukti.intake.jsonl import JsonReader
from bukti.intake.mail import MailboxReader, MailReader
from bukti.intake.markdown import MarkdownReader
from bukti.intake.pdf import PdfReader
from bukti.intake.plain import TextReader
from bukti.intake.walk import Found, search
from bukti.intake.warc import WarcReader
from bukti.model import Failure, Ignored, Report
from bukti.settings import Limits

NO_INPUT = "No input given: name a file, a folder, an archive, or `-` for standard input."
Keep = Callable[[bytes], str]
Opener = Callable[[Iterable[tuple[str, bytes]], Keep], Iterator[Report | Failure | Ignored]]
# In order of trust where two are equally sure: magic numbers, then structure, then names, then any text.
READERS: tuple[Reader, ...] = (
    PdfReader(),
    DocxReader(),
    ZipReader(),
    WarcReader(),
    GzipReader(),
    MailboxReader(),
    MailReader(),
    FeedReader(),
    HtmlReader(),
    JsonReader(),
    MarkdownReader(),
    TextReader(),
)


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that was read: reports merged by id, in order of first sight; failures; ignored files."""

    reports: tuple[Report, ...] = ()
    failed: tuple[Failure, ...] = ()
    ignored: tuple[Ignored, ...] = ()


def read(
    paths: Iterable[str | os.PathLike[str]], keep: Keep, limits: Limits, opener: Opener | None = None
) -> Iterator[Report | Failure | Ignored]:
    """Every report in every file and container under the paths.

    Args:
        paths: files, folders, archives; taken in this order, folders sorted by name.
        keep: called with the exact bytes of every file and every container member before they are parsed; returns
            their SHA-256.
        limits: of every parser.
        opener: reads the files, for example in a process of its own (`isolated`); without it they are read in this one.

    Raises:
        UsageError: a path does not exist.
    """
    opened = opener or partial(read_files, limits=limits)
    for found in search(paths, limits):
        if isinstance(found, Found):
            yield from opened([(found.path, found.data)], keep)
        else:
            yield found


def files(
    paths: Iterable[str | os.PathLike[str]], limits: Limits, unread: Callable[[Failure | Ignored], None]
) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file that can be read; what is passed over goes to `unread`.

    Raises:
        UsageError: a path does not exist.
    """
    for found in search(paths, limits):
        if isinstance(found, Found):
            yield found.path, found.data
        else:
            unread(found)


def read_files(
    found: Iterable[tuple[str, bytes]], keep: Keep, limits: Limits, refused: frozenset[str] = frozenset()
) -> Iterator[Report | Failure | Ignored]:
    """Every report in some files whose bytes are already in hand, as (path, bytes).

    Args:
        found: the files.
        keep: as in `read`.
        limits: as in `read`.
        refused: digests of sources that made a parser crash before; they are kept, not parsed.
    """
    for path, data in found:
        yield from _Opening(keep, Budget(limits, refused)).open(Source(data, Context(path)))


def collect(items: Iterable[Report | Failure | Ignored]) -> Intake:
    """Put results together: the same bytes met twice are one report with two sightings."""
    reports: dict[str, Report] = {}
    failed: list[Failure] = []
    ignored: list[Ignored] = []
    for item in items:
        if isinstance(item, Report):
            reports[item.id] = _merged(reports[item.id], item) if item.id in reports else item
        elif isinstance(item, Failure):
            failed.append(item)
        else:
            ignored.append(item)
    return Intake(tuple(reports.values()), tuple(failed), tuple(ignored))


def detect(source: Source) -> Reader | None:
    """The reader that is surest of the source, the first of equals; None when none can read it."""
    ranked = [(reader.detects(source), -place, reader) for place, reader in enumerate(READERS)]
    match, _, reader = max(ranked, key=lambda entry: entry[:2])
    return reader if match else None


def _merged(first: Report, again: Report) -> Report:
    """The report as first read, with what only the second sighting knew of where it came from."""
    return replace(
        first,
        sightings=(*first.sightings, *again.sightings),
        url=first.url or again.url,
        outlet=first.outlet or again.outlet,
        published=first.published or again.published,
    )


class _Opening:
    """One file and everything inside it, under one budget."""

    def __init__(self, keep: Keep, budget: Budget) -> None:
        self._keep = keep
        self._budget = budget

    def open(
        self, source: Source, member: Member | None = None, depth: int = 0
    ) -> Iterator[Report | Failure | Ignored]:
        """Keep the bytes, then read them; whatever a parser does, the run goes on."""
        sha256 = self._keep(source.data)
        if member is not None and member.fault is not None:
            yield failure(source, member.fault, sha256)
            return
        items, given = self._items(source, sha256, member, depth), 0
        while (item := self._next(items)) is not None:
            given += 1
            if isinstance(item, InputError):
                yield failure(source, item, sha256)
            elif isinstance(item, Member):
                yield from self.open(item.source, item, depth + item.nested)
            else:
                yield item
        if not given:
            nothing = InputError("empty", "The file was read and holds no report: check that it was saved completely.")
            yield failure(source, nothing, sha256)

    def _items(self, source: Source, sha256: str, member: Member | None, depth: int) -> Iterator[Item]:
        self._budget.check_crash(sha256)
        if depth > self._budget.limits.archive_depth:
            raise InputError(
                "archive-depth",
                f"Containers are nested more than {self._budget.limits.archive_depth} deep: unpack the outer ones.",
            )
        if not source.content.strip():
            raise InputError("empty", "The file is empty: fetch or save it again.")
        reader = member.reader if member is not None and member.reader is not None else detect(source)
        if reader is None:
            raise InputError(
                "unsupported", "This is no format that Bukti reads (docs/formats.md): convert it to one of those."
            )
        yield from reader.read(source, self._budget)

    @staticmethod
    def _next(items: Iterator[Item]) -> Item | InputError | None:
        """The next item, or why there is none; the only place where a parser's faults become results."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # libraries warn about bad input on stderr; the failure says it
                return next(items, None)
        except InputError as fault:
            return fault
        except (RecursionError, MemoryError) as fault:
            return InputError(
                "nesting", f"The file needs too much memory or depth ({type(fault).__name__}): divide it."
            )
        except Exception as fault:  # noqa: BLE001 - hostile bytes make parsers raise anything; it is recorded, the bytes are kept
            return InputError(
                "broken",
                f"The file cannot be read ({type(fault).__name__}: {str(fault)[:200]}): fetch or save it again.",
            )
