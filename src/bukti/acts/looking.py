"""What is seen of a case without reading a report: how much it holds, and what was done in it."""

from __future__ import annotations

import os

from bukti.ledger.event import Event
from bukti.store.case import Status, using

PathName = str | os.PathLike[str]


def status(case: PathName) -> Status:
    """What a case holds (`bukti case status`).

    Raises:
        UsageError: no such case.
    """
    with using(case, new=False) as opened:
        return opened.status()


def log(case: PathName) -> tuple[Event, ...]:
    """Everything that was ever done in a case, oldest first (`bukti log`).

    Raises:
        UsageError: no such case.
    """
    with using(case, new=False) as opened:
        return opened.events()


def since(case: PathName, head: str) -> tuple[Event, ...]:
    """What was added to a case after the event of a digest; everything where the log has no such event.

    Raises:
        UsageError: no such case.
    """
    with using(case, new=False) as opened:
        return opened.since(head)


def latest(case: PathName, number: int) -> tuple[Event, ...]:
    """The last events of a case, at most so many, oldest first.

    Raises:
        UsageError: no such case.
    """
    with using(case, new=False) as opened:
        return opened.latest(number)
