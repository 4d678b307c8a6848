"""Files that appear under their name only when they are complete and on disk."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import IO

OPEN = 128  # files that are open at once


@contextmanager
def whole(target: Path) -> Iterator[IO[bytes]]:
    """A file to write; it gets its name when all of it is on disk (write, fsync, rename), and is gone after a fault.

    Args:
        target: its name, in a folder that exists; an older file of that name is replaced.

    Raises:
        OSError: it cannot be written.
    """
    with together() as begin:
        yield begin(target)


@contextmanager
def together() -> Iterator[Callable[[Path], IO[bytes]]]:
    """Files to write, each as `whole` does it; they get their names together, when all of them are on disk.

    A disk that is asked to make one file durable takes the others along, so many cost little more than one. They are
    open until then, so many at a time: an error of the disk is told to who holds the file open while it is written.

    Raises:
        OSError: one of them cannot be written.
    """
    begun: list[tuple[Path, Path]] = []
    unsettled: list[IO[bytes]] = []

    def begin(target: Path) -> IO[bytes]:
        if len(unsettled) == OPEN:
            _durable(unsettled)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".draft-")
        begun.append((target, Path(draft)))
        unsettled.append(os.fdopen(handle, "wb"))
        return unsettled[-1]

    try:
        yield begin
        _durable(unsettled)
        for target, draft in begun:
            draft.replace(target)
    except BaseException:
        for out in unsettled:
            with suppress(OSError):  # what is left in the buffer finds no space either
                out.close()
        for _, draft in begun:
            draft.unlink(missing_ok=True)
        raise
    for folder in sorted({target.parent for target, _ in begun}):
        _settle(folder)


def _durable(written: list[IO[bytes]]) -> None:
    """Put files on disk and close them; the list is empty then."""
    for out in written:
        out.flush()
    while written:
        os.fsync(written[-1].fileno())
        written.pop().close()


def folder(path: Path) -> None:
    """Make a folder and those above it, where they are not there; their names are on disk when this returns."""
    missing = list(takewhile(lambda one: not one.exists(), (path, *path.parents)))
    path.mkdir(parents=True, exist_ok=True)
    for one in missing:
        _settle(one.parent)


def _settle(folder: Path) -> None:
    """Make the new name itself durable, where the system can (Windows cannot open a folder)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
