"""Parts of a result as text for the terminal: as wide as it is, plain where the output is no terminal."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType

NARROW, WIDE = 80, 120


def rendered(parts: Sequence[RenderableType]) -> str:
    """Parts as text, as wide as the terminal and plain."""
    width = min(max(shutil.get_terminal_size((NARROW, 24)).columns, NARROW), WIDE)
    console = Console(file=io.StringIO(), width=width, highlight=False, color_system=None, emoji=False)
    console.print(Group(*parts))
    printed = console.file
    assert isinstance(printed, io.StringIO)  # noqa: S101 - made three lines above; narrows the type
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines()).rstrip("\n") + "\n"
