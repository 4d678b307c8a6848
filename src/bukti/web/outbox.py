"""Files that wait to be fetched, in a folder that goes with the program; the oldest go first."""

from __future__ import annotations

import shutil
import tempfile
import threading
import weakref
from pathlib import Path


class Outbox:
    """The folder, which is made with the first file.

    Args:
        most: bytes of all files together; the last one stays, however large it is.
    """

    MOST = 20  # files

    def __init__(self, most: int) -> None:
        self._folder: Path | None = None
        self._made: list[Path] = []
        self._most, self._turn = most, threading.Lock()

    def place(self, name: str) -> Path:
        """A new folder for the file of one task.

        Args:
            name: of the task, which no other has.
        """
        with self._turn:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="bukti-outbox-"))
                # with the program at the latest
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            own = self._folder / name
            own.mkdir()
            self._made.append(own)
            self._clear()
        return own

    def settle(self) -> None:
        """Make room, now that a file is as large as it gets."""
        with self._turn:
            self._clear()

    def _clear(self) -> None:
        """The oldest go until neither their number nor their bytes are too many."""
        while len(self._made) > self.MOST or (len(self._made) > 1 and sum(map(_bytes, self._made)) > self._most):
            shutil.rmtree(self._made.pop(0), ignore_errors=True)


def _bytes(folder: Path) -> int:
    """Of what lies in the folder of a task; nothing else is there, and a file may go meanwhile."""
    total = 0
    for file in folder.rglob("*"):
        try:
            total += file.lstat().st_size if file.is_file() else 0
        except OSError:
            continue
    return total
