"""Files that wait to be fetched, in a folder that goes with the program; the oldest go first."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path


class Outbox:
    """The folder, which is made with the first file."""

    MOST = 20

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._made: list[Path] = []

    def place(self, name: str) -> Path:
        """A new folder for the file of one task.

        Args:
            name: of the task, which no other has.
        """
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="bukti-outbox-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)  # with the program at the latest
        own = self._folder / name
        own.mkdir()
        self._made.append(own)
        while len(self._made) > self.MOST:
            shutil.rmtree(self._made.pop(0), ignore_errors=True)
        return own
