"""An honest case is never accused, whatever people do with it and in whatever order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.faults import DECIDED, JUDGED, LOOK, WRITTEN, writer

from bukti.acts import stamping
from bukti.ledger import ots
from bukti.ledger.heads import Memory
from bukti.model import Check, Outcome
from bukti.settings import Limits
from bukti.store import bundle, release
from bukti.store.audit import audit
from bukti.store.case import Case

STEPS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3)), max_size=10)


@dataclass
class History:
    """A case in the hands of its user; each step has a number that no other has, and a choice."""

    folder: Path
    last: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The case file."""
        return self.folder / "x.case"

    def opened(self) -> Case:
        """The case."""
        return Case(self.path, writer(self.folder))

    def memory(self, given: Path) -> Memory:
        """What the user's folder remembers, asked for a bundle."""
        return Memory(self.folder / "home", given)

    def add(self, number: int, choice: int) -> None:
        """Files, some of them with the bytes or the path of earlier ones."""
        with self.opened() as case:
            case.add([(f"{choice}.txt", b"%d" % (number if choice else 0)), (f"{number}.txt", b"same")])

    def decide(self, number: int, choice: int) -> None:
        """A retraction of one of a few reports, or what supersedes the last decision on it."""
        target = f"sha256:{choice}"
        what = "restore" if target in self.last and number % 2 else "retract"
        made = replace(DECIDED, id=f"de-{number}", what=what, target=target, supersedes=self.last.get(target))
        with self.opened() as case:
            case.decide(made, case.dossiers())
        self.last[target] = made.id

    def write(self, number: int, choice: int) -> None:
        """A dossier, or a look."""
        with self.opened() as case:
            if choice:
                case.record(replace(WRITTEN, written=f"2026-01-{number + 1:02}", decisions=tuple(self.last.values())))
            else:
                case.remember(LOOK)

    def judge(self, number: int, choice: int) -> None:
        """Judgements on a matrix."""
        with self.opened() as case:
            made = [replace(JUDGED, id=f"ju-{number}-{n}") for n in range(choice + 1)]
            case.judge(made, known=len(case.judgements()))

    def stamp(self, number: int, _: int) -> None:
        """A question to an authority, which stays open."""
        stamping.query(self.path, self.folder / f"{number}.tsq")

    def export(self, number: int, choice: int) -> None:
        """A bundle; sometimes the case goes on where it was taken in."""
        given = self.folder / f"{number}.zip"
        bundle.export(self.path, given)
        passes(bundle.verify(given, Limits(), memory=self.memory(given)).checks)
        for earlier in sorted((*self.folder.glob("*.zip"), *self.folder.glob("*.release"))):
            passes(bundle.verify(earlier, Limits(), memory=self.memory(earlier)).checks)
        if choice == 0:
            folder = self.folder / f"{number}"
            folder.mkdir()
            assert bundle.take_in(given, folder / "x.case", Limits(), self.memory(given)).passed
            passes(audit(folder / "x.case", self.folder / "home").checks)

    def backup(self, number: int, choice: int) -> None:
        """A second case that is the same, or the same that is renewed."""
        name = f"{number}.case" if choice else "again.case"
        passes(bundle.backup(self.path, self.folder / name, renew=not choice).checks)

    def release(self, number: int, choice: int) -> None:
        """A release with something withheld."""
        given = self.folder / f"{number}.release"
        what = ("event:1", "event:1:nonce", "event:1:author", "event:1:before")
        release.export(self.path, given, [what[choice]])
        passes(bundle.verify(given, Limits(), memory=self.memory(given)).checks)

    def anchor(self, number: int, choice: int) -> None:
        """The head put into a block, by hand: pending, or named."""
        stamping.message(self.path, self.folder / f"{number}.head")
        digest = sha256((self.folder / f"{number}.head").read_bytes()).digest()
        by = ots.block(number) if choice else ots.pending("https://calendar.example")
        stamping.answer(self.path, ots.written(ots.Node(digest, (by,))))


KINDS: tuple[Callable[[History, int, int], None], ...] = (
    *(History.add,) * 5, *(History.decide,) * 3, *(History.write,) * 4, *(History.judge,) * 3, *(History.stamp,) * 2,
    History.export, History.backup, History.release, History.anchor,
)  # fmt: skip


def passes(checks: Sequence[Check]) -> None:
    """No check has failed."""
    assert [check for check in checks if check.outcome is Outcome.FAILED] == []


def lived(folder: Path, steps: list[tuple[int, int]]) -> None:
    """Go through a history; it is checked at the end, and each copy when it is made."""
    history = History(folder)
    history.opened().close()
    for number, (kind, choice) in enumerate(steps):
        KINDS[kind](history, number, choice)
    found = audit(history.path, folder / "home")
    passes(found.checks)
    assert {check.outcome for check in found.checks if check.name not in {"time stamps", "blocks"}} == {Outcome.PASSED}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_honest_history_is_accused(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[int, int]]
) -> None:
    """A share of the thousand."""
    folder = tmp_path_factory.mktemp("case")
    monkeypatch.setenv("BUKTI_HOME", str(folder / "home"))
    lived(folder, steps)


@pytest.mark.heavy
@pytest.mark.timeout(3600)
@settings(
    max_examples=1000, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_none_of_a_thousand_is_accused(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[int, int]]
) -> None:
    """Drawn histories, each another one."""
    folder = tmp_path_factory.mktemp("case")
    monkeypatch.setenv("BUKTI_HOME", str(folder / "home"))
    lived(folder, steps)
