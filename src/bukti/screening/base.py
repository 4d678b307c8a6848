"""What every loader of a list keeps to."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from rigour.territories import lookup_territory

from bukti.errors import InputError
from bukti.ids import content_id
from bukti.model import Listed
from bukti.settings import from_environment

if TYPE_CHECKING:
    from typing_extensions import Buffer

HEAD = 8192  # bytes by which a loader knows its kind
BULK = 1_000_000  # bytes unpacked from which a ratio says something
LINE = 20_000_000  # bytes of one line or one entry; the largest of OpenSanctions has under 2 MB
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile)  # what reading a cut or damaged file ends in
FAULTS = 20  # told of one list; the rest are counted


@dataclass(slots=True)
class Told:
    """What a loader tells about a list while it reads."""

    date: str = ""
    faults: list[str] = field(default_factory=list)
    faulty: int = 0

    def fault(self, text: str) -> None:
        """One entry was left out, or read in part."""
        self.faulty += 1
        if len(self.faults) < FAULTS:
            self.faults.append(text)


class Loader(Protocol):
    """One kind of list."""

    kind: str

    def detects(self, path: Path, head: bytes) -> bool:
        """Whether a file is of this kind, from its first bytes."""

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every entity, one after the other, with the sanctions and links as entities of their own.

        Raises:
            InputError: the rest of the file cannot be read.
        """


class Draft:
    """Collects the values of one entity."""

    def __init__(self, id_: str, schema: str, place: str = "") -> None:
        self.id, self.schema, self.place = id_, schema, place
        self._values: dict[str, dict[str, None]] = {}

    def add(self, name: str, *values: str | None) -> None:
        """Add values to a property; blank ones and repetitions are left out."""
        for value in values:
            flat = " ".join((value or "").split())
            if flat:
                self._values.setdefault(name, {})[flat] = None

    def done(self) -> Listed:
        """The entity."""
        return Listed(self.id, self.schema, {k: tuple(v) for k, v in self._values.items()}, self.place)


def sanction(target: Draft, values: Mapping[str, str | None]) -> Listed:
    """The measure against an entity, as an entity of its own."""
    made = Draft(content_id("sanction", target.id, sorted((k, v or "") for k, v in values.items())), "Sanction")
    made.place = target.place
    made.add("entity", target.id)
    for name, value in values.items():
        made.add(name, value)
    return made.done()


@cache
def country(name: str) -> str:
    """ISO 3166 code of a country in any wording; the words themselves where none is known."""
    found = lookup_territory(name) if name.strip() else None
    return found.code if found else name.strip()


class _Unpacked(io.RawIOBase):
    """What is packed, as long as it unpacks to no more than `BUKTI_LIMIT_ARCHIVE_RATIO` times the file."""

    def __init__(self, source: BinaryIO, path: Path) -> None:
        super().__init__()
        self._source, self._path, self._size = source, path, 0
        self._ratio = from_environment().limits.archive_ratio
        self._most = max(BULK, self._ratio * path.stat().st_size)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill a buffer; gives the bytes read.

        Raises:
            InputError: `archive-ratio`.
        """
        view = memoryview(buffer).cast("B")
        data = self._source.read(len(view))
        self._size += len(data)
        if self._size > self._most:
            problem = f"{self._path} unpacks to more than {self._ratio} times its bytes: this marks an archive bomb; "
            raise InputError("archive-ratio", problem + "raise BUKTI_LIMIT_ARCHIVE_RATIO if you trust it.")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Also what it is read from."""
        self._source.close()
        super().close()


def opened(path: Path) -> BinaryIO:
    """The bytes of a list, decompressed where they are gzip, or a ZIP archive of one file.

    Raises:
        InputError: an archive that is damaged, locked or has several files; later, where it unpacks to far too much.
    """
    handle = path.open("rb")
    head = handle.read(4)
    handle.seek(0)
    if head[:2] != b"\x1f\x8b" and head != b"PK\x03\x04":
        return handle
    handle.close()
    packed = _zipped(path) if head[:2] == b"PK" else cast("BinaryIO", gzip.GzipFile(path, "rb"))
    return io.BufferedReader(_Unpacked(packed, path))


def _zipped(path: Path) -> BinaryIO:
    try:
        with zipfile.ZipFile(path) as archive:  # what is open in it keeps the file open
            files = [one for one in archive.infolist() if not one.is_dir()]
            if len(files) != 1:
                problem = f"{path} is an archive of {len(files)} files: unpack it and name the list."
                raise InputError("unknown", problem)
            return cast("BinaryIO", archive.open(files[0]))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as fault:
        raise InputError("damaged", f"{path} is no whole ZIP archive ({fault}): fetch it again.") from fault


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is not blank.

    Raises:
        InputError: the bytes are no UTF-8, a line is far too long, or the compression is broken off.
    """
    number = 0
    try:
        with opened(path) as handle:
            while raw := handle.readline(LINE + 1):
                number += 1
                if len(raw) > LINE:
                    raise InputError("too-large", f"Line {number} has more than {LINE} bytes: this is no list.")
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                if text:
                    yield number, text
    except UnicodeDecodeError as fault:
        raise InputError("charset", f"Line {number} is not UTF-8 ({fault.reason}): save the list as UTF-8.") from fault
    except BROKEN as fault:
        raise InputError(
            "damaged", f"Reading broke off after line {number} ({fault}): fetch the list again."
        ) from fault


def rows(path: Path, header: re.Pattern[str] | None = None) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row of a CSV file.

    Args:
        path: of the file.
        header: how the row looks that names the columns; rows before it are given as they are.

    Raises:
        InputError: as `lines`, or a cell is far too large.
    """
    csv.field_size_limit(LINE)
    reader = csv.reader((text + "\n" for _, text in _physical(path)), strict=header is not None)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as fault:
        raise InputError(
            "damaged", f"Row at line {reader.line_num} is no CSV ({fault}): fetch the list again."
        ) from fault


def _physical(path: Path) -> Iterator[tuple[int, str]]:
    """Lines of a CSV file, blank ones too: a cell may hold some; UTF-8, or Windows-1252 where it is not."""
    with opened(path) as handle:
        number = 0
        while raw := handle.readline(LINE + 1):
            number += 1
            if len(raw) > LINE:
                raise InputError("too-large", f"Line {number} has more than {LINE} bytes: this is no list.")
            try:
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                text = raw.decode("cp1252", "replace")
            yield number, text.rstrip("\r\n\x1a")


def named(columns: Iterable[str], row: list[str]) -> dict[str, str]:
    """The cells of a row by the names of their columns."""
    return {name.strip(): cell.strip() for name, cell in zip(columns, row, strict=False)}
