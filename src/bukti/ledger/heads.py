"""Where each log ended when it was last used on this machine: what shows that a case was cut short or rolled back.

A log cannot show by itself that its end is missing, so its head is remembered apart from it.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FILE = "heads.json"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log.

    Attributes:
        case: digest of the first event, which no other case has. number, digest: of the last event.
    """

    case: str
    number: int
    digest: str


def remember(folder: Path, path: Path, head: Head) -> None:
    """Note the head of the case at a path; a note that cannot be written is left out, it only helps to check."""
    known = _known(folder)
    if known.get(_name(path)) == asdict(head):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{FILE}.{os.getpid()}"
        draft.write_text(json.dumps({**known, _name(path): asdict(head)}, indent=1, sort_keys=True), "utf-8")
        draft.replace(folder / FILE)
    except OSError:
        return


def recall(folder: Path, path: Path, case: str) -> tuple[Head | None, Head | None]:
    """The head last seen at this path, and the furthest one seen of this case at any path."""
    known = {name: Head(**row) for name, row in _known(folder).items()}
    same = [head for head in known.values() if head.case == case]
    return known.get(_name(path)), max(same, key=lambda head: head.number, default=None)


def _known(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        rows = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    fields = set(Head.__slots__)
    return {name: row for name, row in rows.items() if isinstance(row, dict) and set(row) == fields}


def _name(path: Path) -> str:
    return str(path.resolve())
