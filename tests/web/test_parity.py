"""What the command line shows and decides has its place in the workbench, or a reason why not."""

from __future__ import annotations

import re
from pathlib import Path

from tests.test_docs import COMMANDS

from bukti.web import api, live
from bukti.web.acts import ACTS
from bukti.web.pages import ROUTES, account

PAGE = Path(__file__).parents[2] / "docs" / "workbench.md"
ROW = re.compile(r"^\| `([a-z ]+)` \| (.*?) ?\| (.*?) ?\|$", re.MULTILINE)


def _rows() -> list[tuple[str, str, str]]:
    section = PAGE.read_text("utf-8").partition("## What the command line has")[2].partition("\n## ")[0]
    return ROW.findall(section)


def test_every_command_has_a_row_and_no_other() -> None:
    """The table of docs/workbench.md names each command of the program once."""
    assert sorted(name for name, _, _ in _rows()) == sorted(COMMANDS)


def test_every_row_leads_somewhere_or_says_why_not() -> None:
    """What a row names is an address or an act that the workbench has; without one there is a reason."""
    known = {route.path for route in (*ROUTES, *api.ROUTES, *live.ROUTES, *account.ROUTES)}
    known |= {f"/decide/{act}" for act in ACTS}
    for name, here, rest in _rows():
        places = re.findall(r"`(/[^`]*)`", here)
        assert places or rest, f"{name} has neither a place in the workbench nor a reason"
        assert [place for place in places if place not in known] == [], name


def test_every_act_is_a_command_or_stands_beside_one() -> None:
    """No act of the workbench is missing from the table, but for what only a page has."""
    named = {place for _, here, _ in _rows() for place in re.findall(r"`/decide/([a-z-]+)`", here)}
    assert set(ACTS) - named == {"accept", "note"}  # read and found right, and notes: there is no command
