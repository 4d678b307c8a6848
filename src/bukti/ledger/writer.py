"""Who writes into a log, and the next event of it."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from bukti.ledger.event import NONE, SALT, SCHEMA, Event, canonical
from bukti.ledger.keys import Signer, load
from bukti.settings import Settings


@dataclass(frozen=True, slots=True)
class Writer:
    """A person.

    Attributes:
        author: name. signer: the key that signs what they do; without one the log is chained and not signed.
        home: folder in which the heads of logs are remembered; None remembers none.
    """

    author: str
    signer: Signer | None = None
    home: Path | None = None

    def event(self, number: int, last: Event | None, kind: str, body: Mapping[str, Any]) -> Event:
        """The event of this number, which follows the last one of a log; None begins a log."""
        text = canonical(
            {
                "schema": SCHEMA,
                "number": number,
                "kind": kind,
                "body": body,
                "author": self.author,
                "made": now(),
                "previous": last.digest if last else NONE,
                "key": self.signer.key if self.signer else "",
                SALT: token_hex(16),
            }
        )
        return Event(text, self.signer.sign(text) if self.signer else "")


_ACTING: ContextVar[Writer | None] = ContextVar("acting", default=None)


@contextmanager
def acting(who: Writer | None) -> Iterator[None]:
    """Everything that is recorded inside is this person's, as where a server acts for who is signed in.

    None is the user of this machine.
    """
    before = _ACTING.set(who)
    try:
        yield
    finally:
        _ACTING.reset(before)


def now() -> str:
    """The time by this machine's clock, UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def login() -> str:
    """The name under which the user is logged in."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user database
        return "unknown"


def called() -> str:
    """The name of who acts: the login name, unless a server acts for somebody."""
    who = _ACTING.get()
    return who.author if who else login()


def speaks_for(name: str | None) -> str:
    """Who decides: as given, else who acts. Who is signed in to a server decides in no other name than their own."""
    who = _ACTING.get()
    return who.author if who else (name or "").strip() or login()


def writer(options: Settings) -> Writer:
    """Who acts, with their key: who a server acts for, else the user of this machine.

    Raises:
        UsageError, OSError: as for `own`.
    """
    return _ACTING.get() or own(options)


def own(options: Settings) -> Writer:
    """The user of this machine with their key, which is made on first use.

    Raises:
        UsageError: the key cannot be opened.
        OSError: it cannot be read, or none can be made.
    """
    return Writer(login(), load(options.home, options.passphrase), options.home)
