"""The entry of `bukti`: light, so that an interrupt while everything else is loaded ends quietly too."""

from __future__ import annotations

import sys

INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from bukti.cli.commands import run  # noqa: PLC0415 - loading takes seconds and belongs inside the try

        code = run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
