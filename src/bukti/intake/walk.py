"""Files under the paths that the user named, in sorted order; folders are searched, links never lead out of them."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bukti.errors import UsageError
from bukti.intake.litter import case_part, litter, working_copy
from bukti.intake.regular import opened
from bukti.model import Failure, Ignored
from bukti.settings import Limits

STDIN = Path("-")
CHUNK = 1 << 20
DIGESTED = 100  # times the longest file that is read, of which the digest is recorded (10 GB)
DEEPEST = 200  # folders inside folders


@dataclass(frozen=True, slots=True)
class Found:
    """A file with its exact bytes."""

    path: str
    data: bytes


def search(paths: Iterable[str | os.PathLike[str]], limits: Limits) -> Iterator[Found | Failure | Ignored]:
    """Every file under the paths: the paths in the order given, folders sorted by name; `-` is standard input.

    Raises:
        UsageError: a path does not exist.
    """
    named = [Path(path) for path in paths]
    for path in named:
        if path != STDIN and not os.path.lexists(path):
            raise UsageError(f"{path} does not exist: check the path.")
    for path in named:
        if path == STDIN:
            yield _standard_input(limits)
        elif path.is_dir():
            yield from _folder(path, path.resolve(), limits, 0)
        else:
            yield _file(path, limits)


def shown(path: Path) -> str:
    """A path for people and JSON: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _folder(folder: Path, root: Path, limits: Limits, depth: int) -> Iterator[Found | Failure | Ignored]:
    try:
        entries = sorted(folder.iterdir(), key=lambda p: os.fsencode(p.name))
    except OSError as fault:
        yield _unreadable(folder, fault)
        return
    for entry in entries:
        if reason := litter(entry.name) or case_part(entry) or working_copy(entry):
            yield Ignored(shown(entry), reason)
        elif entry.is_symlink():
            yield from _link(entry, root, limits)
        elif not entry.is_dir():
            yield _file(entry, limits)
        elif depth >= DEEPEST:
            yield Failure(
                shown(entry), "nesting", f"Folders are nested more than {DEEPEST} deep: name this one itself."
            )
        else:
            yield from _folder(entry, root, limits, depth + 1)


def _link(entry: Path, root: Path, limits: Limits) -> Iterator[Found | Failure | Ignored]:
    """A link to a file of the same folder is read; one to a folder would be read twice or for ever."""
    try:
        target = entry.resolve(strict=True)
    except (OSError, RuntimeError) as fault:
        yield Failure(
            shown(entry), "unreadable", f"The symbolic link leads nowhere ({_why(fault)}): remove or mend it."
        )
        return
    if not target.is_relative_to(root):
        yield Failure(shown(entry), "outside", "The symbolic link leads out of the folder: name its target itself.")
    elif target.is_dir():
        yield Ignored(shown(entry), "symbolic link to a folder that is read where it stands")
    else:
        yield _file(entry, limits)


def _standard_input(limits: Limits) -> Found | Failure:
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    if len(data) <= limits.file_bytes:
        return Found(str(STDIN), data)
    return Failure(
        str(STDIN),
        "too-large",
        f"Standard input has more than {limits.file_bytes} bytes: divide it, or raise BUKTI_LIMIT_FILE_BYTES. It was "
        "not copied.",
    )


def _file(path: Path, limits: Limits) -> Found | Failure:
    try:
        kind = path.stat()
        if not stat.S_ISREG(kind.st_mode):
            return Failure(shown(path), "unreadable", "This is no regular file (a pipe or device): copy its content.")
        if kind.st_size > limits.file_bytes:
            return _large(path, kind.st_size, limits)
        with opened(path) as stream:
            data = stream.read(limits.file_bytes + 1)
        return Found(shown(path), data) if len(data) <= limits.file_bytes else _grown(path, limits)
    except OSError as fault:
        return _unreadable(path, fault)


def _grown(path: Path, limits: Limits) -> Failure:
    return Failure(
        shown(path),
        "too-large",
        f"The file grew beyond {limits.file_bytes} bytes while it was read: add it when it is complete. It was not "
        "copied.",
    )


def _large(path: Path, size: int, limits: Limits) -> Failure:
    """A file that is not copied, with its digest where that takes seconds: any size may be a hole."""
    what = f"The file has {size} bytes, more than {limits.file_bytes}: divide it, or raise BUKTI_LIMIT_FILE_BYTES."
    if size > limits.file_bytes * DIGESTED:
        return Failure(shown(path), "too-large", f"{what} It was neither copied nor digested.")
    return Failure(shown(path), "too-large", f"{what} It was not copied.", _digest(path, size))


def _digest(path: Path, size: int) -> str | None:
    """SHA-256 of a file that is too large to hold; None when it grew meanwhile."""
    engine, seen = hashlib.sha256(), 0
    with opened(path) as stream:
        while (chunk := stream.read(CHUNK)) and seen <= size:
            engine.update(chunk)
            seen += len(chunk)
    return engine.hexdigest() if seen <= size else None


def _unreadable(path: Path, fault: OSError) -> Failure:
    return Failure(shown(path), "unreadable", f"The file cannot be read ({_why(fault)}): check its permissions.")


def _why(fault: Exception) -> str:
    return getattr(fault, "strerror", None) or str(fault)
