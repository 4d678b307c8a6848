"""How a long job tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[str, int, int], None]  # stage, done, total


def silent(stage: str, done: int, total: int) -> None:
    """The progress report of a library call: none."""
