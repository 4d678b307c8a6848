"""`bukti case new`."""

from __future__ import annotations

from bukti.acts import keeping
from bukti.cli.case.parts import At, NewCase


def new(case: NewCase, at: At = "") -> None:
    """Begin an empty case."""
    keeping.new(case, at)
