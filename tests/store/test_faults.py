"""Whenever the process is killed or the disk fails: nothing acknowledged is lost, nothing is there by half.

A kill leaves what was handed to the system, so it does not show whether a loss of power does; that every file and name
is on disk before it is acknowledged, tests/store/test_blobs.py shows call by call.
"""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sql
from tests.store import faults
from tests.store.faults import ACTS, DISK, FILES, Fault, live, sound
from tests.store.server import fresh

from bukti.ids import CASE_ADDRESS
from bukti.store.audit import audit
from bukti.store.case import Case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked and killed as Linux does it")
CALLS, KILLS, CLOCK, FULL = 24, 24, 6, 12  # of each act: kills at calls of the disk, at any call, at a time, full disks
ENOUGH, ALTOGETHER = 30, 200  # kills of each act, and of each store
OF_STORE = {"SQLite": [*ACTS], "PostgreSQL": ["add", "assess", "decide", "export", "backup"]}
Tally = dict[str, dict[str, int]]
SIZES = (1000, 4096, 20_000, 60_000)  # bytes beyond which no file can grow


@pytest.fixture(scope="module")
def forks() -> ForkServerContext:
    """A server that has loaded everything and forks a process for each life."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([faults.__name__, "pytest"])
    return context


@dataclass(frozen=True, slots=True)
class Template:
    """What is there before each life: its folder, and a server where the tables of the case lie in `address`."""

    folder: Path
    server: Path | None = None
    address: str = ""

    def copy(self, name: str) -> Path:
        """A folder to live in."""
        made = self.folder.parent / name
        shutil.copytree(self.folder, made)
        if self.server:
            taken = str(sql.make_url(self.address).database)
            (made / "x.case").write_bytes(CASE_ADDRESS + fresh(self.server, taken).encode())
        return made


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A case in a file."""
    folder = tmp_path_factory.mktemp("faults") / "template"
    faults.prepare(folder)
    return Template(folder)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory, server: Path) -> Template:
    """A case in PostgreSQL."""
    folder, address = tmp_path_factory.mktemp("faults") / "team", fresh(server)
    faults.prepare(folder, address)
    return Template(folder, server, address)


@pytest.fixture(scope="module")
def tally() -> Iterator[Tally]:
    """How many kills struck, by store and act; their sum is the last that is printed."""
    kills: Tally = {}
    yield kills
    for store, acts in sorted(kills.items()):
        total = sum(acts.values())
        print(f"{store}: {total} kills of {len(acts)} acts, nothing lost")  # noqa: T201 - the figure of docs/custody.md
        assert total >= ALTOGETHER or set(acts) != set(OF_STORE[store])


def lived(forks: ForkServerContext, folder: Path, act: str, fault: Fault) -> tuple[int, float]:
    """Exit code of a life, and the seconds that it took; a fault of the clock strikes after so many milliseconds."""
    began = time.monotonic()
    process = forks.Process(target=live, args=(folder, act, fault))
    process.start()
    if fault.kind == "clock":
        time.sleep(fault.at / 1000)
        process.kill()
    process.join()
    return process.exitcode or 0, time.monotonic() - began


def struck(forks: ForkServerContext, template: Template, act: str, fault: Fault) -> tuple[int, str]:
    """Exit code of a life that met a fault, and what it noted; the case is checked, and it can be added to."""
    folder = template.copy(f"{act}-{fault.kind}-{fault.at}-{len(fault.calls)}")
    code, _ = lived(forks, folder, act, fault)
    assert code in {0, -signal.SIGKILL}, (act, fault)
    sound(folder)
    with Case(folder / "x.case", faults.writer(folder)) as case:
        assert case.add([("after.txt", b"after")]) == 1
    noted = (folder / "acked").read_text() if (folder / "acked").exists() else ""
    shutil.rmtree(folder)
    return code, noted


def calls(forks: ForkServerContext, template: Template, act: str, names: frozenset[str]) -> tuple[int, float]:
    """How many calls of these names an act makes, and how long it takes; nothing strikes."""
    folder = template.copy(f"{act}-none-{len(names)}")
    code, seconds = lived(forks, folder, act, Fault(calls=names))
    noted = (folder / "acked").read_text()
    assert (code, "refused" in noted) == (0, False), noted
    sound(folder)
    return int(noted.split()[-1]), seconds


def spread(total: int, count: int, seed: str) -> list[int]:
    """So many different numbers from 1 to a total, drawn."""
    return sorted(Random(seed).sample(range(1, total + 1), min(count, total)))  # noqa: S311 - repeatable draws


@pytest.mark.parametrize("act", ACTS)
def test_a_kill_loses_nothing(forks: ForkServerContext, template: Template, act: str) -> None:
    """A sample: one kill of each act, in the middle of what it does to the disk."""
    code, _ = struck(forks, template, act, Fault("kill", 250, DISK))
    assert code == -signal.SIGKILL


@pytest.mark.parametrize("fault", [Fault("disk", 5, FILES), Fault("size", 4096)], ids=lambda fault: fault.kind)
def test_a_full_disk_is_told_and_loses_nothing(forks: ForkServerContext, template: Template, fault: Fault) -> None:
    """The addition is refused, and what was there stays."""
    _, noted = struck(forks, template, "add", fault)
    assert "refused" in noted
    assert "batch" not in noted


@pytest.mark.heavy
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("act", ACTS)
def test_no_kill_loses_anything(forks: ForkServerContext, template: Template, act: str, tally: Tally) -> None:
    """In a file of SQLite; the last calls of a life, and its time, are not quite the same each time."""
    tally.setdefault("SQLite", {})[act] = killed(forks, template, act)
    assert tally["SQLite"][act] >= ENOUGH


@pytest.mark.heavy
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("act", OF_STORE["PostgreSQL"])
def test_no_kill_loses_anything_of_a_team(forks: ForkServerContext, team: Template, act: str, tally: Tally) -> None:
    """In PostgreSQL, which goes on when its client is killed."""
    tally.setdefault("PostgreSQL", {})[act] = killed(forks, team, act)
    assert tally["PostgreSQL"][act] >= ENOUGH


def killed(forks: ForkServerContext, template: Template, act: str) -> int:
    """Kill an act at calls that change the disk, at any call, and by the clock inside of calls; how many struck."""
    disk, seconds = calls(forks, template, act, DISK)
    every, _ = calls(forks, template, act, frozenset())
    strikes = [Fault("kill", at, DISK) for at in spread(disk, CALLS, act)]
    strikes += [Fault("kill", at) for at in spread(every, KILLS, act)]
    strikes += [Fault("clock", at) for at in spread(int(seconds * 1000), CLOCK, act)]
    kills = sum(struck(forks, template, act, fault)[0] != 0 for fault in strikes)
    print(f"{act} in {'PostgreSQL' if template.server else 'SQLite'}: {kills} kills")  # noqa: T201 - the figure of docs/custody.md
    return kills


@pytest.mark.heavy
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("act", ACTS)
def test_no_failing_disk_loses_anything(forks: ForkServerContext, template: Template, act: str) -> None:
    """No space left at calls of the disk, and files that grow no further, so that writes are short."""
    total, _ = calls(forks, template, act, FILES)
    strikes = [Fault("disk", at, FILES) for at in spread(total, FULL, act)] + [Fault("size", at) for at in SIZES]
    told = sum("refused" in struck(forks, template, act, fault)[1] for fault in strikes)
    print(f"{act}: {told} of {len(strikes)} failing disks refused")  # noqa: T201 - the figure of docs/custody.md


def test_two_processes_add_to_one_case(forks: ForkServerContext, template: Template) -> None:
    """Both succeed; every event is there, and the log is whole."""
    folder = template.copy("two")
    both = [forks.Process(target=faults.busy, args=(folder, name)) for name in ("one", "two")]
    for process in both:
        process.start()
    for process in both:
        process.join()
    with Case(folder / "x.case", faults.writer(folder)) as case:
        paths = {entry.path for entry in case.inputs()}
        kinds = [event.content["kind"] for event in case.events()]
    assert {f"{name}-{n}.txt" for name in ("one", "two") for n in range(faults.TURNS)} <= paths
    assert kinds.count("note") == 2 * faults.TURNS
    assert audit(folder / "x.case", folder / "home").passed
    assert [process.exitcode for process in both] == [0, 0]
