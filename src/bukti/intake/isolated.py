"""Reading in a process of its own: a parser that crashes, hangs or swells takes its file with it, never the run.

PDF, HTML and WARC are parsed by native code. Its faults cannot be caught inside one process, and a call into it cannot
be interrupted; a process can be ended from outside.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from types import TracebackType
from typing import IO, Self

from bukti.ids import digest
from bukti.intake import Keep, wire
from bukti.model import Failure, Ignored, Report
from bukti.settings import Limits

STARTING = 120  # seconds that a worker has to be ready
GRACE = 10  # seconds that the worker has to notice its own limit before it is ended from outside
CRASHES = 20  # sources of one file that may crash the parser before the file is given up
COMMAND = (sys.executable, "-P", "-m", "bukti.intake.worker")  # -P: the folder worked in is no place for modules


class Isolated:
    """A door like `intake.read_files`, with one worker process behind it that is replaced when it dies.

    Args:
        limits: of every parser; `seconds` and `memory_bytes` are enforced from outside as well.
        command: of the worker.
    """

    def __init__(self, limits: Limits, command: Sequence[str] = COMMAND) -> None:
        self._limits = limits
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def read_files(self, found: Iterable[tuple[str, bytes]], keep: Keep) -> Iterator[Report | Failure | Ignored]:
        """Every report in some files whose bytes are already in hand, as (path, bytes)."""
        for path, data in found:
            keep(data)
            yield from self._read(path, data, keep)

    def _read(self, path: str, data: bytes, keep: Keep) -> Iterator[Report | Failure | Ignored]:
        """One file; a source that crashed the worker is refused in the next try, and nothing is given twice."""
        refused: list[str] = []
        given = 0
        while True:
            seen = given
            opened = digest(data)  # the source that the worker has in hand
            with _Deadline(self._started(), self._limits.seconds + GRACE) as deadline:
                for frame in self._frames(path, data, refused):
                    if frame is None:
                        return
                    if isinstance(frame, bytes):
                        opened = keep(frame)
                    elif seen:
                        seen -= 1
                    else:
                        given += 1
                        yield frame
            self.close()
            if deadline.passed or opened in refused or len(refused) == CRASHES:
                yield _lost(path, opened, deadline.passed, self._limits)
                return
            refused.append(opened)

    def _frames(
        self, path: str, data: bytes, refused: list[str]
    ) -> Iterator[Report | Failure | Ignored | bytes | None]:
        """Bytes to keep and records of a file, None at its end; stops without None when the worker is gone."""
        incoming, outgoing = self._streams()
        try:
            wire.send(outgoing, wire.REFUSED, json.dumps(refused).encode())
            wire.send(outgoing, wire.PATH, path.encode("utf-8", "replace"))
            wire.send(outgoing, wire.FILE, data)
        except OSError:
            return
        while (frame := wire.receive(incoming, self._limits.archive_bytes)) is not None:
            kind, payload = frame
            record = None if kind == wire.END else payload if kind == wire.KEEP else wire.unpack(kind, payload)
            if record is None and kind != wire.END:
                return  # a worker that sends nonsense is no longer ours
            yield record

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            with suppress(OSError):  # it died at once; reading from it says so
                wire.send(self._streams()[1], wire.LIMITS, json.dumps(asdict(self._limits)).encode())
            with _Deadline(self._process, STARTING):  # only then does the time of a file begin
                wire.receive(self._streams()[0], 0)
        return self._process

    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._process
        assert process is not None and process.stdout is not None and process.stdin is not None  # noqa: S101, PT018 - both are pipes
        return process.stdout, process.stdin

    def close(self) -> None:
        """End the worker."""
        if self._process is None:
            return
        self._process.kill()
        for stream in self._streams():
            with suppress(OSError):  # what was still to be written has no reader any more
                stream.close()
        self._process.wait()
        self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Deadline:
    """Ends a process when its time is over."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.passed = False
        self._process = process
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.passed = True
        self._process.kill()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()


def _lost(path: str, sha256: str, slow: bool, limits: Limits) -> Failure:
    """The record of a file that ended its worker."""
    if slow:
        detail = f"Reading took more than {limits.seconds} s: raise BUKTI_LIMIT_SECONDS or divide the file."
        return Failure(path, "too-slow", detail, sha256)
    return Failure(path, "crashed", "The file made its parser crash: save it again or in another format.", sha256)
