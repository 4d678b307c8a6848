"""Acts that were asked for and are not done yet, in a file beside the case, so that no restart loses one.

An order carries the end of the log that its author saw, and is refused where the log has another end: so it can be
begun again after a crash, and is never done twice.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """An act by its key in `ACTS`, with who asked for it and what they gave (`Order`)."""

    act: str
    who: str
    fields: Mapping[str, str]
    head: str
    trial: bool


class Journal:
    """The file of acts that are not done.

    Args:
        case: that it lies beside, as `<case>.undone`. It is there only while there is something in it.
    """

    def __init__(self, case: Path) -> None:
        self.path = case.with_name(case.name + ".undone")
        self._turn = threading.Lock()
        self._open = self._read()
        self._left = dict(self._open)

    def left(self, who: str) -> dict[str, Entry]:
        """What somebody asked an earlier run of the program for, by the ids of its tasks; nothing that was taken up."""
        return {job: entry for job, entry in self._left.items() if entry.who == who}

    def begin(self, job: str, entry: Entry) -> None:
        """Note an act before it is begun."""
        with self._turn:
            self._left.pop(job, None)
            self._write({**self._open, job: entry})

    def end(self, job: str) -> None:
        """Forget an act, for it was done or refused."""
        with self._turn:
            self._write({name: entry for name, entry in self._open.items() if name != job})

    def _read(self) -> dict[str, Entry]:
        try:
            found: dict[str, dict[str, Any]] = json.loads(self.path.read_text("utf-8"))
            return {name: Entry(**entry) for name, entry in found.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError):  # damaged: what was asked for is lost, the case is not
            return {}

    def _write(self, entries: dict[str, Entry]) -> None:
        if not entries:
            self.path.unlink(missing_ok=True)
        else:
            draft = self.path.with_name(f".{self.path.name}.{os.getpid()}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
                json.dump({name: asdict(entry) for name, entry in entries.items()}, out)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(self.path)
        self._open = entries
