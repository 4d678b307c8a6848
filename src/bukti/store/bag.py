"""Bags (BagIt 1.0, RFC 8493) inside a ZIP file: written the same for the same content, and read from strangers.

Only names that are expected are read, so nothing in a bag can lead outside the folder that it is unpacked to.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bukti.errors import DataError, UsageError
from bukti.settings import Limits
from bukti.store import draft

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO, MANIFEST, TAGS = "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"
TAG_FILES = ("bagit.txt", INFO, MANIFEST, TAGS)
OXUM = "Payload-Oxum"  # bytes and number of the files
PAYLOAD = "data/"
CHUNK = 1 << 20
END = b"PK\5\6"  # how the end of a ZIP file begins: 22 bytes, the last two the length of a comment
END64 = b"PK\6\6"  # how the end of a large one begins, some bytes before
TAIL = (1 << 16) + 22 + 20 + 56  # bytes in which both lie, whatever the comment
ENTRY = 400  # bytes of a file in the directory, at most: of ours 250
SLACK = 1 << 20  # bytes that may be unpacked whatever the ratio: small text packs well
REMEDY = "Ask for it again, and compare its digest with the sender's."


def fresh(target: Path) -> None:
    """Refuse a place where a new file cannot be.

    Raises:
        UsageError: something is there, or its folder is not.
    """
    if target.exists():
        raise UsageError(f"{target} exists: name a new file.")
    if not target.parent.is_dir():
        raise UsageError(f"The folder of {target} does not exist: create {target.parent} first.")


def write(target: Path, name: str, files: Iterable[tuple[str, Path | bytes]], info: Mapping[str, str]) -> None:
    """Write a bag; the file appears under its name only when it is complete and on disk.

    Args:
        target: the ZIP file, which must not exist.
        name: of the one folder in it.
        files: payload, by its path below `data/`.
        info: of bag-info.txt.

    Raises:
        UsageError: the target exists, or its folder does not.
        OSError: it cannot be written.
    """
    fresh(target)
    with draft.whole(target) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _fill(archive, name, files, info)


def _fill(
    archive: zipfile.ZipFile, name: str, files: Iterable[tuple[str, Path | bytes]], info: Mapping[str, str]
) -> None:
    sizes, manifest = [], []
    for place, source in sorted(files, key=lambda file: file[0]):
        digest, size = _added(archive, f"{name}/{PAYLOAD}{place}", source)
        sizes.append(size)
        manifest.append(f"{digest}  {PAYLOAD}{place}\n")
    told = {**info, OXUM: f"{sum(sizes)}.{len(sizes)}"}
    tags = {
        "bagit.txt": DECLARATION,
        INFO: "".join(f"{label}: {value}\n" for label, value in told.items()).encode(),
        MANIFEST: "".join(manifest).encode(),
    }
    lines = [f"{_added(archive, f'{name}/{place}', data)[0]}  {place}\n" for place, data in tags.items()]
    _added(archive, f"{name}/{TAGS}", "".join(lines).encode())


def _added(archive: zipfile.ZipFile, place: str, source: Path | bytes) -> tuple[str, int]:
    """Add a file; its digest and size. Its time is always that at which ZIP begins, so that bags can be compared."""
    entry = zipfile.ZipInfo(place)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, (stat.S_IFREG | 0o644) << 16
    found, size = hashlib.sha256(), 0
    with archive.open(entry, "w", force_zip64=True) as out:
        for chunk in _chunks(source):
            out.write(chunk)
            found.update(chunk)
            size += len(chunk)
    return found.hexdigest(), size


def _chunks(source: Path | bytes) -> Iterable[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def holds(path: Path, place: str, limits: Limits) -> bool | None:
    """Whether a ZIP file has a file at a place in its folder; None where it cannot be read within the limits."""
    try:
        with _opened(path, limits) as archive:
            return any(name.partition("/")[2] == place for name in archive.namelist())
    except (DataError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return None


def _opened(path: Path, limits: Limits) -> zipfile.ZipFile:
    """A ZIP file, unless its directory is absurdly long: `zipfile` reads all of it before we could look."""
    with path.open("rb") as file:
        size = _directory(file)
    if size > ENTRY * (limits.archive_members + len(TAG_FILES)):
        allowed = f"BUKTI_LIMIT_ARCHIVE_MEMBERS allows {limits.archive_members}"
        raise _Fault(path)(f"its directory has {size} bytes, which are more files than {allowed}")
    return zipfile.ZipFile(path)


def _directory(file: IO[bytes]) -> int:
    """How many bytes the directory of a ZIP file has, as its end says, which `zipfile` believes too."""
    whole = file.seek(0, os.SEEK_END)
    file.seek(max(0, whole - TAIL))
    tail = file.read()
    place = len(tail) - 22 if tail[-22:].startswith(END) else tail.rfind(END)
    wide = tail[max(0, place - 76) : max(0, place - 20)]  # where the form for large ones has it
    size = int.from_bytes(tail[place:][12:16], "little") % 0xFFFFFFFF
    return max(size, int.from_bytes(wide[40:48], "little") if wide.startswith(END64) else 0)


def unpack(path: Path, folder: Path, expected: re.Pattern[str], limits: Limits) -> tuple[int, dict[str, str]]:
    """Unpack the payload of a bag and check that every byte is as its manifests say.

    Args:
        path: of the ZIP file.
        folder: which exists and is empty; the payload is put into it, without `data/`.
        expected: paths that a payload may have; they must be safe.
        limits: of archives.

    Returns:
        How many files the payload has, and what bag-info.txt tells, by label.

    Raises:
        DataError: it is no such bag, is damaged or larger than the limits, or holds a file that no bundle has.
    """
    try:
        with _opened(path, limits) as archive:
            entries = _entries(_Fault(path), archive, expected, limits)
            return _unpacked(_Fault(path), archive, entries, folder)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zlib.error,
    ) as fault:
        raise DataError(str(path), f"it is no bag in a ZIP file, or a damaged one ({fault})", REMEDY) from fault


@dataclass(frozen=True, slots=True)
class _Fault:
    """Faults of one bag."""

    path: Path

    def __call__(self, problem: str) -> DataError:
        return DataError(str(self.path), problem, REMEDY)


def _entries(
    fault: Callable[[str], DataError], archive: zipfile.ZipFile, expected: re.Pattern[str], limits: Limits
) -> dict[str, zipfile.ZipInfo]:
    """The files by their path in the bag."""
    listed = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(listed) > limits.archive_members:
        raise fault(f"it holds {len(listed)} files, BUKTI_LIMIT_ARCHIVE_MEMBERS allows {limits.archive_members}")
    size, packed = (sum(getattr(entry, name) for entry in listed) for name in ("file_size", "compress_size"))
    if size > limits.archive_bytes:
        raise fault(f"it unpacks to {size} bytes, BUKTI_LIMIT_ARCHIVE_BYTES allows {limits.archive_bytes}")
    if size > SLACK + packed * limits.archive_ratio:
        raise fault(
            f"it unpacks to {size} bytes from {packed}, BUKTI_LIMIT_ARCHIVE_RATIO allows {limits.archive_ratio}"
        )
    if min((entry.header_offset for entry in archive.infolist()), default=0) or not _ends(archive):
        raise fault("something stands before or behind its files: other programs may see other files in it")
    found: dict[str, zipfile.ZipInfo] = {}
    names = set()
    for entry in listed:
        name, _, place = entry.filename.partition("/")
        names.add(name)
        inside = place.removeprefix(PAYLOAD) if place.startswith(PAYLOAD) else ""
        if not (place in TAG_FILES or expected.fullmatch(inside)):
            raise fault(f"it holds {entry.filename!r}, which no bundle has")
        if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG} or entry.flag_bits & 1:
            raise fault(f"{entry.filename!r} is a link, encrypted, or else no plain file")
        if entry.header_offset < 0:
            raise fault(f"{entry.filename!r} does not lie in it")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise fault(f"{entry.filename!r} is packed in a way that bags are not")
        if place in found or len(names) > 1:
            raise fault(f"{entry.filename!r} is there twice, or beside the folder of the bag")
        found[place] = entry
    return found


def _ends(archive: zipfile.ZipFile) -> bool:
    """Whether a ZIP file ends where its directory does, without a comment."""
    assert archive.fp is not None  # noqa: S101 - it is open
    archive.fp.seek(-len(END) - 18, 2)
    tail = archive.fp.read()
    return tail.startswith(END) and tail.endswith(b"\0\0")


def _unpacked(
    fault: Callable[[str], DataError], archive: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], folder: Path
) -> tuple[int, dict[str, str]]:
    tags = {}
    for place in TAG_FILES:
        if place not in entries:
            raise fault(f"it has no {place}")
        tags[place] = archive.read(entries[place])
    if tags["bagit.txt"] != DECLARATION:
        raise fault("it is no bag of version 1.0 in UTF-8")
    _fixed(fault, TAGS, _manifest(fault, TAGS, tags), {n: hashlib.sha256(tags[n]).hexdigest() for n in TAG_FILES[:3]})
    found = {}
    for place, entry in entries.items():
        if place not in TAG_FILES:
            with archive.open(entry) as source:
                found[place] = _copied(source, folder / place.removeprefix(PAYLOAD))
    _fixed(fault, MANIFEST, _manifest(fault, MANIFEST, tags), found)
    return len(found), _told(fault, tags[INFO], f"{sum(e.file_size for e in _payload(entries))}.{len(found)}")


def _payload(entries: Mapping[str, zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    return [entry for place, entry in entries.items() if place not in TAG_FILES]


def _told(fault: Callable[[str], DataError], data: bytes, size: str) -> dict[str, str]:
    """What bag-info.txt tells, but for the size where it is right."""
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        label, _, value = line.partition(": ")
        if label in found:  # people read the one, programs the other
            raise fault(f"{INFO} tells {label[:100]!r} twice")
        found[label] = value
    told = found.pop(OXUM, size)
    return found if told == size else {**found, OXUM: f"{told} where it is {size}"}


def _manifest(fault: Callable[[str], DataError], name: str, tags: Mapping[str, bytes]) -> dict[str, str]:
    """Digests by path."""
    found: dict[str, str] = {}
    for line in tags[name].decode("utf-8", "replace").splitlines():
        match = re.fullmatch(r"([0-9a-f]{64}) [ *](\S+)", line)
        if not match or match[2] in found:
            raise fault(f"{name} has the strange line {line[:100]!r}")
        found[match[2]] = match[1]
    return found


def _fixed(fault: Callable[[str], DataError], name: str, told: Mapping[str, str], found: Mapping[str, str]) -> None:
    """Refuse a file that is other than its manifest says, lacks, or is not in it."""
    for place in sorted(told.keys() | found.keys()):
        if place not in found:
            raise fault(f"{place} is missing, {name} lists it")
        if place not in told:
            raise fault(f"{place} is not listed in {name}")
        if told[place] != found[place]:
            raise fault(f"{place} has not the digest that {name} gives")


def _copied(source: IO[bytes], target: Path) -> str:
    """Unpack a file; its digest. `zipfile` stops at the size that the entry declares, which was counted before."""
    target.parent.mkdir(parents=True, exist_ok=True)
    found = hashlib.sha256()
    with target.open("xb") as out:
        while chunk := source.read(CHUNK):
            out.write(chunk)
            found.update(chunk)
    return found.hexdigest()
