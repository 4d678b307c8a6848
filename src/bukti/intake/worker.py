"""The process in which files are parsed (`python -m bukti.intake.worker`); `isolated` starts it and talks to it.

It can neither write files nor grow beyond its limits where the system can enforce that (POSIX resource limits).
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import IO

from bukti.ids import digest
from bukti.intake import read_files, wire
from bukti.settings import Limits

LARGEST = 1 << 62  # the run is trusted


def serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    """Read files until the run closes the stream: limits first, then for each file refused digests, path, bytes."""
    limits = Limits(**json.loads(_next(incoming, wire.LIMITS)))
    confine(limits)
    wire.send(outgoing, wire.READY)
    with contextlib.suppress(EOFError):
        while True:
            refused = frozenset(json.loads(_next(incoming, wire.REFUSED)))
            path, data = _next(incoming, wire.PATH).decode(), _next(incoming, wire.FILE)
            _read(path, data, refused, limits, outgoing)


def _next(incoming: IO[bytes], kind: bytes) -> bytes:
    frame = wire.receive(incoming, LARGEST)
    if frame is None or frame[0] != kind:
        raise EOFError
    return frame[1]


def _read(path: str, data: bytes, refused: frozenset[str], limits: Limits, outgoing: IO[bytes]) -> None:
    """Read one file; every source inside it is sent to be kept before it is parsed."""

    def keep(source: bytes) -> str:
        wire.send(outgoing, wire.KEEP, source)
        return digest(source)

    for record in read_files([(path, data)], keep, limits, refused):
        wire.send(outgoing, *wire.pack(record))
    wire.send(outgoing, wire.END)


def confine(limits: Limits) -> None:
    """Give up the rights that parsing does not need; where the system has no such limits, nothing happens."""
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    for kind, amount in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # a lower limit stands already
            resource.setrlimit(kind, (amount, amount))


if __name__ == "__main__":
    # The protocol gets a descriptor of its own: what a library prints goes nowhere.
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        serve(sys.stdin.buffer, channel)
