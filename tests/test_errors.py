"""Errors say what is wrong, the value, and the remedy."""

from __future__ import annotations

import pytest

from bukti.errors import BuktiError, DataError, InputError, MissingExtraError, UsageError


@pytest.mark.parametrize(
    ("error", "message", "facts"),
    [
        (
            DataError("a.toml", "no name", "Add one."),
            "a.toml: no name. Add one.",
            {"where": "a.toml", "problem": "no name"},
        ),
        (
            InputError("empty", "The file is empty."),
            "The file is empty.",
            {"reason": "empty", "detail": "The file is empty."},
        ),
        (MissingExtraError("web", "Serving"), "Serving needs the extra 'web'", {"extra": "web"}),
        (UsageError("Name a file."), "Name a file.", {}),
    ],
)
def test_errors_carry_their_facts(error: BuktiError, message: str, facts: dict[str, str]) -> None:
    """Facts are attributes; every error derives from one root."""
    assert isinstance(error, BuktiError)
    assert str(error).startswith(message)
    assert {name: getattr(error, name) for name in facts} == facts
