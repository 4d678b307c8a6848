"""Addresses of this workbench that somebody may be led to: never one of another host."""

from __future__ import annotations

import re

PLACE = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*")  # a path of this workbench, which no browser takes for a host


def place(asked: str, *, but: str = "\n") -> str:
    """Where somebody is led: a page of this workbench, whatever was asked for; the overview where it is none.

    Args:
        asked: an address from a request.
        but: how addresses begin that nobody is led to.
    """
    return asked if PLACE.fullmatch(asked) and not asked.startswith(but) else "/"
