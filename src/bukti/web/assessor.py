"""An assessment in a process of its own: begun, listened to, and ended when somebody stops it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from bukti.errors import BuktiError, UsageError
from bukti.progress import Tick

COMMAND = (sys.executable, "-P", "-m", "bukti.web.assessing")  # -P: the folder worked in is no place for modules
PAUSE = 0.25  # seconds after which somebody may stop it, though it tells nothing
LOST = "The process that assesses the case ended before it was done (code {}): the terminal has the details. Try again."


class LostError(BuktiError):
    """The process ended without a word."""


def assess(
    case: Path, profile: str | None, reader: str | None, tick: Tick, command: Sequence[str] = COMMAND
) -> str | None:
    """Have a case assessed; gives under what the result is kept, or None where it could not be.

    Args:
        case: which exists.
        profile: as for `pipeline.assess`.
        reader: as for `pipeline.assess`.
        tick: told about progress; what it raises ends the process.
        command: that begins it.

    Raises:
        UsageError: the case cannot be assessed, in the words of the process.
        LostError: the process ended before it was done.
    """
    order = json.dumps({"case": str(case), "profile": profile, "reader": reader})
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert process.stdin is not None  # noqa: S101 - it was asked for
        with suppress(OSError):  # it died at once; reading from it says so
            process.stdin.write(order + "\n")
            process.stdin.flush()
        for told in _lines(process, tick):
            if "kept" in told:
                kept: str | None = told["kept"]
                return kept
            if "fault" in told:
                raise UsageError(told["fault"])
            tick(*told["tick"])
        raise LostError(LOST.format(process.wait()))
    finally:
        _end(process)


def _lines(process: subprocess.Popen[str], tick: Tick) -> Iterator[dict[str, Any]]:
    """What the process tells; where it is silent, the last step again, so that it can be stopped at any time."""
    lines, last = SimpleQueue[str](), ("begin", 0, 1)
    threading.Thread(target=_listen, args=(process, lines), daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=PAUSE)
        except Empty:
            tick(*last)
            continue
        if not line:
            return
        told = json.loads(line)
        last = tuple(told.get("tick", last))
        yield told


def _listen(process: subprocess.Popen[str], lines: SimpleQueue[str]) -> None:
    assert process.stdout is not None  # noqa: S101 - it was asked for
    with suppress(ValueError, OSError):  # closed under it
        for line in process.stdout:
            lines.put(line)
    lines.put("")


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream is not None:
                stream.close()
