"""Fixture policy: one case of the reports in `reports.py`, assessed once a run; who decides has a copy of their own.

Journeys that only read share one running workbench in each file.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
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
from bukti.web.desk import Desk, View

WORDS = "three quiet herons"
Opener = Callable[..., Visit]


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a machine remembers, one for each file of journeys: copies of one case go on from it in their own ways."""
    return tmp_path_factory.mktemp("machine")


@pytest.fixture(autouse=True)
def _own_machine(_own_environment: None, machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUKTI_HOME", str(machine))


@contextmanager
def surrounded(machine: Path) -> Iterator[None]:
    """Folders of the run, and no vectors: every journey is about what people do."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("CACHE", str(machine / "cache")), ("HOME", str(machine))):
            patch.setenv(f"BUKTI_{name}", value)
        patch.setenv("BUKTI_ISOLATION", "off")
        patch.setenv("BUKTI_EMBEDDINGS", "off")
        yield


@pytest.fixture(scope="module")
def surroundings(machine: Path) -> Iterator[None]:
    """What a desk of a file runs in. No longer than a file: others have their own."""
    with surrounded(machine):
        yield


@dataclass(frozen=True)
class Drawer:
    """A case that was assessed, with a team of one person of each role, called as their role.

    Attributes:
        folder: of the case; nobody opens it, they have copies. view: its result, which never changes.
    """

    folder: Path
    view: View

    def opened(self, folder: Path) -> Desk:
        """A desk over a copy of the case, with its result."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        made = Desk(folder / "talgar.case")
        made.view = self.view
        assert not made.stale()
        return made


@pytest.fixture(scope="session")
def drawer(tmp_path_factory: pytest.TempPathFactory) -> Drawer:
    """It is made once a run."""
    folder = tmp_path_factory.mktemp("drawer")
    with surrounded(tmp_path_factory.mktemp("maker")):
        with Case(folder / "talgar.case", Writer("anna")) as case:
            case.add([(name, text.encode()) for name, text in FILES])
        desk = Desk(folder / "talgar.case")
        assert desk.assess().wait(120)
        with closing(Team(folder / "talgar.case", new=True)) as team:
            for role in [one for one in Role if one is not Role.NONE]:
                team.add(role.value, role, WORDS)
    assert desk.view is not None
    return Drawer(folder, desk.view)


@pytest.fixture
def desk(drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk of this journey alone."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    return drawer.opened(tmp_path)


@pytest.fixture(scope="module")
def shelf(drawer: Drawer, surroundings: None, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that the journeys of a file read and nobody changes."""
    return drawer.opened(tmp_path_factory.mktemp("shelf"))


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
