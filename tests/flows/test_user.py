"""`bukti user`: people come, get another role, and go; nothing secret is printed or asked for on a command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bukti.acts import keeping, looking
from bukti.cli.commands import app

WORDS = "three quiet herons"


@pytest.fixture
def case(tmp_path: Path) -> str:
    """An empty case."""
    keeping.new(tmp_path / "river.case")
    return str(tmp_path / "river.case")


def _run(*call: str, said: str = "") -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["user", *call], input=said)
    return done.exit_code, done.stdout, done.stderr + str(done.exception or "")


def test_from_the_first_admin_to_a_closed_account(case: str) -> None:
    """Every step is an event of the case; a token is the only thing on standard output."""
    twice = f"{WORDS}\n{WORDS}\n"
    assert _run("add", case, "Ada", "--role", "admin", said=twice)[0] == 0
    assert _run("add", case, "Ben", "--role", "analyst", said=twice)[0] == 0
    code, token, _ = _run("token", case, "Ben", "--role", "reader", said=f"{WORDS}\n")
    assert (code, len(token.strip())) == (0, 43)
    assert "reviewer" in _run("role", case, "ben", "reviewer")[2]
    assert "new key" in _run("password", case, "Ben", said=twice)[2]
    assert "closed" in _run("role", case, "Ben", "none")[2]
    listed = json.loads(_run("list", case, "--format", "json")[1])
    assert [(one["name"], one["role"]) for one in listed] == [("Ada", "admin"), ("Ben", "none")]
    assert _run("reads", case)[:2] == (0, "")
    told = [event.content["body"] for event in looking.log(case) if event.content["kind"] == "account"]
    assert [body["what"] for body in told] == ["added", "added", "another role", "another key", "another role"]
    assert WORDS not in "".join(event.text for event in looking.log(case))


@pytest.mark.parametrize(
    ("call", "said", "told"),
    [
        (("add", "{}", "Ada", "--role", "owner"), f"{WORDS}\n{WORDS}\n", "no role"),
        (("add", "{}", "Ada", "--role", "none"), f"{WORDS}\n{WORDS}\n", "Without a role"),
        (("add", "{}", "Ada"), "short\nshort\n", "12 to 1024"),
        (("list", "{}"), "", "no accounts yet"),
        (("list", "{}.none"), "", "is no case"),
        (("token", "{}", "Ada", "--days", "1000"), f"{WORDS}\n", "no accounts yet"),
    ],
)
def test_what_cannot_be_is_told(case: str, call: tuple[str, ...], said: str, told: str) -> None:
    """With the remedy, and nothing is recorded."""
    code, _, message = _run(*(part.format(case) for part in call), said=said)
    assert code == 1
    assert told in message
    assert [event.content["kind"] for event in looking.log(case)] == ["case"]
