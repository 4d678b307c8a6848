"""What a database refuses, in words for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

from bukti.errors import UsageError


@contextmanager
def told(path: Path, check: str) -> Iterator[None]:
    """Turn errors of a database into bad use.

    Args:
        path: of the case file.
        check: what is to be looked at where the database cannot be used.

    Raises:
        UsageError: it cannot be used, is damaged, or is another program's.
    """
    try:
        yield
    except OperationalError as fault:  # locked, read-only, no space, no connection
        raise UsageError(f"{path} cannot be used ({_line(fault)}): check {check}.") from fault
    except DatabaseError as fault:
        raise UsageError(
            f"{path} is no Bukti case file, or a damaged one ({_line(fault)}): name a new file, or restore the "
            "case from a copy."
        ) from fault


def foreign(path: Path, what: str) -> str:
    """Why a case is not opened whose database would run something that Bukti never made."""
    return (
        f"{path} is not opened, for {what} in it, which Bukti never made, would run: `bukti verify` says what else is "
        "wrong; restore the case from a copy, or ask for it as a bundle."
    )


def _line(fault: DatabaseError) -> str:
    """What the driver says; PostgreSQL's takes several lines."""
    return " ".join(str(fault.orig).split())
