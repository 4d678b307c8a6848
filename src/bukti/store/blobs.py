"""Exact bytes, kept under their own digest: nothing is ever changed, overwritten or stored twice."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bukti.errors import DataError, UsageError
from bukti.ids import digest
from bukti.store import draft

CHUNK = 1 << 20  # bytes that are read at once without thinking about memory
RESTORE = "Restore the file from a copy of the case."
DIGEST = re.compile("[0-9a-f]{64}")
FAN = 2  # hex digits a folder level: 256 folders, so that no folder holds a million files


class Blobs:
    """A folder of immutable byte strings named by their SHA-256.

    Args:
        folder: created on first use.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    def keep(self, data: bytes) -> str:
        """Store the bytes durably, once, and return their SHA-256 (64 lower-case hex digits).

        The file appears under its name only when it is complete and on disk (write, fsync, rename), so a crash leaves
        either all of it or nothing. A damaged earlier copy is replaced.
        """
        with self.batch() as keep:
            return keep(data)

    @contextmanager
    def batch(self) -> Iterator[Callable[[bytes], str]]:
        """Store many, each as `keep` does it; they are durable when the block ends, and none is named before."""
        begun = set()
        with draft.together() as begin:

            def keep(data: bytes) -> str:
                name = digest(data)
                target = self._place(name)
                if name not in begun and not (target.exists() and digest(target.read_bytes()) == name):
                    draft.folder(target.parent)
                    begin(target).write(data)
                    begun.add(name)
                return name

            yield keep

    def read(self, sha256: str) -> bytes:
        """The bytes with this digest, verified.

        Raises:
            UsageError: the name is no SHA-256, or nothing is kept under it.
            DataError: what is kept under it has another digest: the store was damaged or altered.
        """
        data = self._there(sha256)[0].read_bytes()
        _same(sha256, digest(data), self._place(sha256))
        return data

    def check(self, sha256: str, size: int | None = None) -> None:
        """Whether the bytes with this digest are there, however many they are; errors as of `read`.

        Args:
            sha256: their name.
            size: how many they should be, where that is known: other ones are not read at all.
        """
        target, held = self._there(sha256)
        if size is not None and held != size:
            raise DataError(str(target), f"it has {held} bytes, the log says {size}", RESTORE)
        if held <= CHUNK:
            found = digest(target.read_bytes())
        else:
            with target.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        _same(sha256, found, target)

    def _there(self, sha256: str) -> tuple[Path, int]:
        """Where bytes lie, and how many there are; nothing but a plain file is opened."""
        target = self._place(sha256)
        try:
            found = os.lstat(target)
        except (FileNotFoundError, NotADirectoryError) as fault:
            raise UsageError(f"No bytes are kept under {sha256}: add the input to the case again.") from fault
        if not stat.S_ISREG(found.st_mode):  # a link leads elsewhere, a device or a pipe would never end
            raise DataError(str(target), "it is no plain file", RESTORE)
        return target, found.st_size

    def names(self) -> Iterator[str]:
        """The name of every file that lies in the folder, sorted, also of what `keep` never put there; none hidden."""
        yield from sorted(_names(self.folder))

    def __contains__(self, sha256: object) -> bool:
        return isinstance(sha256, str) and _is_digest(sha256) and self._place(sha256).is_file()

    def _place(self, sha256: str) -> Path:
        if not _is_digest(sha256):
            raise UsageError(f"{sha256!r} is no SHA-256 digest: give 64 lower-case hex digits.")
        return self.folder / sha256[:FAN] / sha256[FAN:]


def _same(told: str, found: str, target: Path) -> None:
    if found != told:
        raise DataError(str(target), f"its digest is {found}", RESTORE)


def _names(folder: Path) -> Iterator[str]:
    """The names of all files below a folder, the names of the folders before them; links are not followed."""
    waiting = [("", os.fspath(folder))] if folder.is_dir() else []
    while waiting:
        above, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((above + entry.name, entry.path))
                elif not entry.name.startswith("."):
                    yield above + entry.name


def _is_digest(name: str) -> bool:
    return DIGEST.fullmatch(name) is not None
