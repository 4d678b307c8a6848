"""Files that operating systems and programs leave behind; they are no reports and no failures."""

from __future__ import annotations

import re

NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin"})
OFFICE_LOCK = re.compile(r"~\$.*|\.~lock\..*#")


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
