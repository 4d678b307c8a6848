"""Where each log ended when it was last used on this machine: what shows that a case was cut short or rolled back.

A log cannot show by itself that its end is missing, so its head is remembered apart from it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bukti.model import Check, Outcome

FILE = "heads.json"
END = "end of the log"
BUNDLES = "bundles.json"  # apart from the cases: who gets a bundle with more in it did not lose the rest of their case


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log.

    Attributes:
        case: digest of the first event, which no other case has. number, digest: of the last event.
    """

    case: str
    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What a user's folder remembers of logs, asked for a bundle or release that they call by a path."""

    folder: Path
    path: Path

    def joined(self, checks: Sequence[Check], log: Sequence[str], told: str | None) -> tuple[Check, ...]:
        """The checks with whether the log goes on from what was seen; where nothing fails it is remembered.

        Args:
            checks: of the bundle, none of them failed.
            log: digest of every event in it, not empty.
            told: the head, by whoever keeps the case: it counts more than what was seen, unless this contradicts it.
        """
        found = given(self.folder, self.path, log)
        if found.outcome is not Outcome.FAILED:
            remember(self.folder, self.path, Head(log[0], len(log), log[-1]), BUNDLES)
        if told is None:
            return (*(check for check in checks if check.name != END), found)
        return (*checks, found) if found.outcome is Outcome.FAILED else tuple(checks)


def remember(folder: Path, path: Path, head: Head, file: str = FILE) -> None:
    """Note the head of the case, or bundle, at a path; a note that cannot be written is left out, it only helps."""
    known = _known(folder, file)
    if known.get(_name(path)) == asdict(head):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = folder / f".{file}.{os.getpid()}"
        draft.write_text(json.dumps({**known, _name(path): asdict(head)}, indent=1, sort_keys=True), "utf-8")
        draft.replace(folder / file)
    except OSError:
        return


def recall(folder: Path, path: Path, case: str) -> tuple[Head | None, Head | None]:
    """The head last seen at this path, and the furthest one seen of this case at any path."""
    known = _heads(folder, FILE)
    same = [head for head in known.values() if head.case == case]
    return known.get(_name(path)), max(same, key=lambda head: head.number, default=None)


def given(folder: Path, path: Path, log: Sequence[str]) -> Check:
    """Whether a bundle goes on from what was seen of its case before, in other bundles or in cases used here.

    Args:
        folder: of the user.
        path: of the bundle.
        log: digest of every event in it, not empty.
    """
    bundles = _heads(folder, BUNDLES)
    seen = [(name, head) for name, head in (*_heads(folder, FILE).items(), *bundles.items()) if head.case == log[0]]
    for name, head in sorted(seen, key=lambda one: one[1].number):
        if head.number <= len(log) and log[head.number - 1] != head.digest:
            detail = f"Event {head.number} is another one than was seen in {name}: the log was written anew, or two "
            remedy = "people went on with copies of it. Ask its keeper which of the two is theirs."
            return Check(END, Outcome.FAILED, detail + remedy, len(log))
    furthest = max((head.number for _, head in seen), default=0)
    here = bundles.get(_name(path))
    if here and here.case == log[0] and here.number > len(log):
        detail = f"It ends at event {len(log)}; when last seen here, {path} held event {here.number}."
        return Check(END, Outcome.FAILED, detail, len(log))
    if not seen:
        detail = "This case was never seen here: ask who keeps it for its head and give it with --head."
        return Check(END, Outcome.NOT_CHECKED, detail, len(log))
    if furthest > len(log) and log[-1] not in {head.digest for _, head in seen}:
        detail = f"It ends at event {len(log)}, event {furthest} was seen here: it is of an earlier day, or was cut."
        return Check(END, Outcome.NOT_CHECKED, detail, len(log))
    return Check(END, Outcome.PASSED, "It goes on from what was seen of this case here.", len(log))


def _heads(folder: Path, file: str) -> dict[str, Head]:
    return {name: Head(**row) for name, row in _known(folder, file).items()}


def _known(folder: Path, file: str) -> dict[str, dict[str, Any]]:
    try:
        rows = json.loads((folder / file).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    fields = set(Head.__slots__)
    return {name: row for name, row in rows.items() if isinstance(row, dict) and set(row) == fields}


def _name(path: Path) -> str:
    return str(path.resolve())
