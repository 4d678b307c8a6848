"""Many names are compared on every core: worker processes say which names of each list pass, in the order asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from bukti.model import Subject
from bukti.screening.index import Index

COMMAND = (sys.executable, "-P", "-m", "bukti.screening.worker")  # -P: the folder worked in is no place for modules
MANY = 1000  # subjects from which workers are worth their start, which takes seconds
CHUNK = 50  # subjects asked about at once
MOST = 8  # workers: each holds the names that rigour knows, some 200 MB
Passing = list[list[int]]  # of each index, the numbers of its names


def workers(subjects: int) -> int:
    """How many are worth starting; 0 where the names are few or there is one core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST) if cores > 1 and subjects >= MANY else 0


class Shared:
    """Workers over some lists; what one that died was asked is not known, and is left to who asked.

    Args:
        indexes: of the lists. threshold: 0 to 1, of a name. count: of workers, at least 1. command: of a worker.
    """

    def __init__(
        self, indexes: Sequence[Index], threshold: float, count: int, command: Sequence[str] = COMMAND
    ) -> None:
        told = {"indexes": [str(index.file.absolute()) for index in indexes], "threshold": threshold}
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._workers = [_Worker(command, json.dumps(told), len(indexes)) for _ in range(count)]
        for one in self._workers:
            self._idle.put(one)
        self._pool = ThreadPoolExecutor(count)

    def passing(self, subjects: Sequence[Subject]) -> Iterator[Passing | None]:
        """For each subject, in order, what `search.passing` gives of each index; None where a worker died."""
        chunks = [subjects[start : start + CHUNK] for start in range(0, len(subjects), CHUNK)]
        for answer in self._pool.map(self._ask, chunks):
            yield from answer

    def _ask(self, chunk: Sequence[Subject]) -> Sequence[Passing | None]:
        one = self._idle.get()
        try:
            return one.ask(chunk)
        finally:
            self._idle.put(one)

    def close(self) -> None:
        """End the workers."""
        for one in self._workers:
            one.close()
        self._pool.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Worker:
    """One process; it is not replaced when it dies."""

    def __init__(self, command: Sequence[str], told: str, indexes: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )
        self._first = told + "\n"
        self._indexes = indexes

    def ask(self, chunk: Sequence[Subject]) -> Sequence[Passing | None]:
        """What passes for some subjects."""
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None  # noqa: S101 - it is a pipe
        assert answered is not None  # noqa: S101 - it is a pipe
        try:
            asked.write(f"{self._first}{json.dumps([(one.name, one.schema) for one in chunk])}\n")
            asked.flush()
            self._first = ""
            answer = json.loads(answered.readline())
        except (OSError, ValueError):  # it is gone: a closed pipe, or a line that broke off
            return [None] * len(chunk)
        fits = len(answer) == len(chunk) and all(len(one) == self._indexes for one in answer)
        return answer if fits else [None] * len(chunk)

    def close(self) -> None:
        """End it."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError, ValueError):  # what was still to be written has no reader any more
                stream and stream.close()
        self._process.wait()
