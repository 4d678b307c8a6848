"""Files put into a case without being read (`bukti case add`)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bukti import intake, settings
from bukti.errors import UsageError
from bukti.ids import digest
from bukti.model import Failure, Ignored
from bukti.progress import Tick, silent
from bukti.report.plain import UNSEEN
from bukti.store.case import using

PathName = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did: files that were given, those of them that are new, and those that could not be read."""

    given: int
    new: int
    failed: tuple[Failure, ...]


def add(case: PathName, paths: Sequence[PathName], tick: Tick = silent) -> Added:
    """Keep the bytes of files without reading them (`bukti case add`).

    Args:
        case: which exists.
        paths: files, folders or archives; `-` is standard input.
        tick: told after each file.

    Raises:
        UsageError: no such case, or a path does not exist.
    """
    if not paths:
        raise UsageError(intake.NO_INPUT)
    unread: list[Failure | Ignored] = []
    given = 0

    def counted() -> Iterator[tuple[str, bytes]]:
        nonlocal given
        for file in intake.files(paths, settings.from_environment().limits, unread.append):
            given += 1
            tick("intake", given, given)
            yield file

    with using(case, new=False) as opened:
        fresh = opened.add(counted())
    return Added(given, fresh, tuple(item for item in unread if isinstance(item, Failure)))


def keep(case: PathName, name: str, data: bytes) -> tuple[str, bool]:
    """Keep the bytes of one file that comes from elsewhere than a folder.

    Args:
        case: which exists.
        name: of the file, as it will be shown; no path is made of it.
        data: its bytes.

    Returns:
        The SHA-256 of the bytes, and whether the case did not hold them under that name before.

    Raises:
        UsageError: no such case, the file is empty, too large, or has a name that cannot be shown.
    """
    most = settings.from_environment().limits.file_bytes
    if not data or len(data) > most:
        raise UsageError(f"{name!r} has {len(data)} bytes: a file has 1 to {most} (BUKTI_LIMIT_FILE_BYTES).")
    if not name.strip() or UNSEEN.search(name):
        raise UsageError(f"{name!r} is no name of a file: it is empty, or holds characters that nobody sees.")
    with using(case, new=False) as opened:
        return digest(data), bool(opened.add([(name, data)]))
