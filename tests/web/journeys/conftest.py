"""Fixture policy: one case of the reports in `reports.py`, assessed once a run; who decides has a copy of their own.

Journeys that only read share one running workbench in each file.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.web.journeys.reports import FILES
from tests.web.visits import Visit, running

from bukti.ledger.writer import Writer
from bukti.store.case import Case
from bukti.team.accounts import Team
from bukti.team.roles import Role
from bukti.web.desk import Desk

WORDS = "three quiet herons"
Opener = Callable[..., Visit]


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pytest.MonkeyPatch]:
    """Folders of the run, and no vectors: every journey is about what people do. No longer than a file: others have."""
    with pytest.MonkeyPatch.context() as patch:
        base = tmp_path_factory.getbasetemp()
        for name, value in (("CACHE", str(base / "cache")), ("HOME", str(base / "home"))):
            patch.setenv(f"BUKTI_{name}", value)
        patch.setenv("BUKTI_ISOLATION", "off")
        patch.setenv("BUKTI_EMBEDDINGS", "off")
        yield patch


@pytest.fixture(scope="module")
def drawer(surroundings: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a case that was assessed, with a team of one person of each role, called as their role."""
    folder = tmp_path_factory.mktemp("drawer")
    with Case(folder / "talgar.case", Writer("anna")) as case:
        case.add([(name, text.encode()) for name, text in FILES])
    assert Desk(folder / "talgar.case").assess().wait(120)
    with closing(Team(folder / "talgar.case", new=True)) as team:
        for role in [one for one in Role if one is not Role.NONE]:
            team.add(role.value, role, WORDS)
    return folder


def opened(drawer: Path, folder: Path) -> Desk:
    """A desk over a copy of the case, assessed."""
    shutil.copytree(drawer, folder, dirs_exist_ok=True)
    made = Desk(folder / "talgar.case")
    assert made.assess().wait(120)
    return made


@pytest.fixture
def desk(drawer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk of this journey alone."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    return opened(drawer, tmp_path)


@pytest.fixture(scope="module")
def shelf(drawer: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that the journeys of a file read and nobody changes."""
    return opened(drawer, tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="module")
def library(shelf: Desk) -> Iterator[str]:
    """The address of a workbench over it."""
    with running(shelf) as address:
        yield address


@pytest.fixture
def visiting(browser: Browser) -> Iterator[Opener]:
    """Opens an address in a browser of its own, as many as a journey needs; none of them may complain."""
    visits: list[Visit] = []
    with ExitStack() as stack:

        def made(address: str, **options: Any) -> Visit:
            context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
            stack.callback(context.close)
            visits.append(Visit(context.new_page(), address))
            return visits[-1]

        yield made
    assert [complaint for visit in visits for complaint in visit.complaints] == []


@pytest.fixture
def reading(visiting: Opener, library: str) -> Visit:
    """Somebody who reads."""
    return visiting(library)


@pytest.fixture
def served(desk: Desk) -> Iterator[str]:
    """The address of a workbench of this journey alone."""
    with running(desk) as address:
        yield address


@pytest.fixture
def visit(visiting: Opener, served: str) -> Visit:
    """Somebody who decides."""
    return visiting(served)


@pytest.fixture
def team(desk: Desk) -> Iterator[Team]:
    """The team of this journey's case."""
    with closing(Team(desk.case)) as made:
        yield made


@pytest.fixture
def office(desk: Desk, team: Team) -> Iterator[str]:
    """The address where its team signs in."""
    with running(desk, team) as address:
        yield address
