"""Archives: ZIP (also WACZ) and gzip. Members are only ever read into memory; no name in an archive becomes a path."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from bukti.errors import InputError
from bukti.intake import parts
from bukti.intake.base import Budget, Item, Match, Member, Source, failure, inside
from bukti.intake.litter import litter
from bukti.intake.wacz import PACKAGE, Package
from bukti.model import Ignored

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
CHUNK = 1 << 20
DIRECTORY_ENTRY, DIRECTORY_LIMIT = b"PK\x01\x02", 200_000
ENCRYPTED = 0x1  # general purpose bit 0 (APPNOTE 4.4.4)
WACZ_INDEX = re.compile(r"(?:datapackage(?:-digest)?\.json|indexes/.*|pages/.*\.jsonl|.*\.(?:cdx|cdxj|idx)(?:\.gz)?)")
# Office and book formats are ZIP files whose members mean nothing on their own.
PACKAGES = {
    "[Content_Types].xml": "an office document that Bukti does not read: save it as DOCX or PDF",
    "mimetype": "an OpenDocument file or an e-book: save it as DOCX, PDF or HTML",
    "META-INF/MANIFEST.MF": "a Java or Android package, no archive of reports",
}
BROKEN = (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error)


class ZipReader:
    """ZIP archives."""

    media_type = "application/zip"

    def detects(self, source: Source) -> Match:
        """By its signature."""
        return Match.CONTENT if source.content.startswith(ZIP) else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Item]:
        """One member a file, sorted by name.

        Raises:
            InputError: `broken`, `unsupported`, or an archive limit.
        """
        archive = opened(source.content)
        entries = sorted((e for e in archive.infolist() if not e.is_dir()), key=lambda e: (e.filename, e.header_offset))
        if len(entries) > budget.limits.archive_members:
            raise InputError(
                "too-many-reports",
                f"The archive has {len(entries)} members, more than {budget.limits.archive_members}: divide it, or set "
                "BUKTI_LIMIT_ARCHIVE_MEMBERS.",
            )
        names = {e.filename for e in entries}
        for mark, what in PACKAGES.items():
            if mark in names:
                raise InputError("unsupported", f"The file is {what}.")
        if not entries:
            raise InputError("empty", "The archive has no file in it.")
        package = Package() if PACKAGE in names else None
        for entry in entries:
            yield from _member(source, archive, entry, budget, package)
        if package is not None:
            shown = "!".join((source.context.path, *source.context.container))
            yield Ignored(shown, f"web archive: {package.checked()}")


def opened(data: bytes) -> zipfile.ZipFile:
    """A ZIP archive in memory.

    Raises:
        InputError: `broken` when its directory cannot be read, `too-many-reports` when it is absurdly long.
    """
    if data.count(DIRECTORY_ENTRY) > DIRECTORY_LIMIT:  # zipfile would hold an object for each before we could look
        raise InputError("too-many-reports", f"The archive lists more than {DIRECTORY_LIMIT} members: divide it.")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as fault:
        raise InputError("broken", f"The archive cannot be opened ({fault}): fetch it again.") from fault


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> bytes:
    """The bytes of one member, counted as they come, whatever size the directory claims.

    Raises:
        InputError: `encrypted`, `broken`, `too-large` or an archive limit.
    """
    if entry.flag_bits & ENCRYPTED:
        raise InputError("encrypted", f"{clean(entry.filename)} is encrypted: unpack it with its password.")
    found, size = [], 0
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > budget.limits.file_bytes:
                    raise InputError(
                        "too-large",
                        f"{clean(entry.filename)} has more than {budget.limits.file_bytes} bytes: raise "
                        "BUKTI_LIMIT_FILE_BYTES.",
                    )
                budget.check_ratio(size, entry.compress_size)
                budget.unpack(len(chunk))
                found.append(chunk)
    except BROKEN as fault:
        raise InputError("broken", f"{clean(entry.filename)} cannot be unpacked ({fault}): fetch it again.") from fault
    return b"".join(found)


def _member(
    source: Source, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget, package: Package | None
) -> Iterator[Item]:
    name = clean(entry.filename)
    context = inside(source.context, name)
    shown = "!".join((source.context.path, *context.container))
    if reason := litter(name):
        yield Ignored(shown, reason)
    elif stat.S_ISLNK(entry.external_attr >> 16):
        yield Ignored(shown, "symbolic link in an archive")
    else:
        budget.check_time()
        try:
            data = unpacked(archive, entry, budget)
        except InputError as fault:
            yield failure(Source(b"", context), fault, None)
            if fault.reason in {"archive-size", "too-slow"}:
                raise
            return
        if package is not None:
            package.note(name, data)
        if package is not None and WACZ_INDEX.fullmatch(name):
            yield Ignored(shown, "index of a web archive")
        else:
            yield Member(Source(data, context), nested=True)


def clean(name: str) -> str:
    """A member's name for people: no control characters, no halves of surrogate pairs."""
    shown = name.encode("utf-8", "replace").decode("utf-8").replace("\\", "/")
    return "".join(c if c.isprintable() else "\ufffd" for c in shown)


class GzipReader:
    """One gzipped file."""

    media_type = "application/gzip"

    def detects(self, source: Source) -> Match:
        """By its signature."""
        return Match.CONTENT if source.content.startswith(b"\x1f\x8b\x08") else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Item]:
        """Its one member, named like the file without `.gz`."""
        name = re.split(r"[/\\]", source.context.name)[-1]
        data = parts.inflate(source.content, budget)
        label = name.removesuffix(".gz") if name.lower().endswith(".gz") else "unpacked"
        yield Member(Source(data, inside(source.context, label)), nested=True)
