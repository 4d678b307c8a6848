"""Files that operating systems and programs, Bukti among them, leave behind: neither reports nor failures."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from bukti.ids import CASE_ADDRESS, CASE_MARK
from bukti.intake.regular import opened

NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin"})
BESIDE_CASE = re.compile(r"(.+?)(?:\.bytes|(?:\.derived)?(?:-wal|-shm|-journal)|\.derived)", re.DOTALL)
OFFICE_LOCK = re.compile(r"~\$.*|\.~lock\..*#")

WORKING = ".working."  # in the name of a page that `bukti fetch` wrote beside its capture


def litter(name: str) -> str | None:
    """Why a file or folder is passed over, or None when it is not.

    Args:
        name: relative path with `/`; every part of it counts.
    """
    for part in name.split("/"):
        if part.casefold() in NAMES or OFFICE_LOCK.fullmatch(part):
            return "operating-system litter"
        if part.startswith(".") and part.strip("."):
            return "hidden file"
    return None


def case_part(entry: Path) -> str | None:
    """Why a part of a case is passed over: what lies in it was read before, and would grow with every run.

    Args:
        entry: a file or folder; it belongs to a case when it or the file that it is named after bears the mark.
    """
    beside = BESIDE_CASE.fullmatch(entry.name)
    owners = [entry, *([entry.with_name(beside[1])] if beside else [])]
    return "part of a case" if any(_is_case(path) for path in owners) else None


def working_copy(entry: Path) -> str | None:
    """Why a page beside the capture that it was taken from is passed over: the capture holds it, it must count once."""
    name, mark, _ = entry.name.partition(WORKING)
    captures = [entry.with_name(name + kind) for kind in (".warc.gz", ".wacz")] if mark else []
    return "working copy of a capture" if any(path.is_file() for path in captures) else None


def _is_case(path: Path) -> bool:
    with suppress(OSError):
        if path.is_file():
            with opened(path) as file:
                head = file.read(72)
            marked = head.startswith(b"SQLite format 3\0") and head[68:] == CASE_MARK.to_bytes(4, "big")
            return marked or head.startswith(CASE_ADDRESS)
    return False
