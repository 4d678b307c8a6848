"""The command line as a person runs it, for the flows that look at what it prints."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from bukti.cli import app


@pytest.fixture
def bukti(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Run `bukti ARGUMENTS`: its exit code, and what it printed on either stream."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["bukti", *arguments])
        with pytest.raises(SystemExit) as left:
            app.main()
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return call
