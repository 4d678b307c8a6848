"""What was computed from a case is found again while nothing that it follows from changed, and never just believed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bukti import claims, derivation, intake, pipeline, reading
from bukti.acts import keeping, regrouping, retracting
from bukti.casework import kept
from bukti.errors import DataError
from bukti.intake import Keep
from bukti.model import Failure, Result
from bukti.report import objects, plain
from bukti.settings import Limits
from bukti.store.audit import audit
from bukti.store.derived import Derived

FIRST = """HARBOUR CITY, 4 May 2026 - The ferry line stops on Monday, said Rosa Lind, the port director.

"We have no crews," she said.
"""
SECOND = 'The mayor of Harbour City denied on Tuesday that the ferry line stops. "Nothing is decided," said Tom Berg.\n'
STAGES = (
    ("parse", intake, "read_files"),
    ("read", reading, "read"),
    ("trace", derivation, "trace"),
    ("group", claims, "group"),
)
THIRD = "Fishermen said on Wednesday that nets were cut near the pier.\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of two reports that was assessed once."""
    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    (tmp_path / "second.txt").write_text(SECOND, "utf-8")
    pipeline.assess([tmp_path / "first.txt", tmp_path / "second.txt"], tmp_path / "x.case")
    return tmp_path / "x.case"


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """How often each stage works meanwhile."""
    calls = {"parse": 0, "read": 0, "trace": 0, "group": 0}

    def counting(name: str, stage: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            calls[name] += 1
            return stage(*arguments, **options)

        return call

    with monkeypatch.context() as patch:
        for name, module, call in STAGES:
            patch.setattr(module, call, counting(name, getattr(module, call)))
        yield calls


def shown(result: Result) -> str:
    """A result as its JSON."""
    return plain.dumps(objects.assessed(result))


def test_nothing_changed_nothing_is_computed(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second assessment, a check and incidents work no stage again; the result is the same to the byte."""
    with monkeypatch.context() as patch:
        patch.setattr(Derived, "find", lambda _self, _wanted: {})
        afresh = pipeline.assess(case=case)
    with counted(monkeypatch) as calls:
        again = pipeline.assess(case=case)
        pipeline.check("The ferry line stops.", case=case)
        pipeline.happened(case=case)
    assert calls == {"parse": 0, "read": 1, "trace": 0, "group": 0}  # the question itself
    assert again == afresh
    assert shown(again) == shown(afresh)


def test_one_report_more_is_read_alone(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is added is read, the rest is not; the result is that of a case begun anew."""
    (case.parent / "third.txt").write_text(THIRD, "utf-8")
    with counted(monkeypatch) as calls:
        grown = pipeline.assess([case.parent / "third.txt"], case)
    assert calls == {"parse": 1, "read": 1, "trace": 1, "group": 1}
    anew = pipeline.assess([case.parent / f"{name}.txt" for name in ("first", "second", "third")])
    assert shown(grown) == shown(anew)


def test_a_decision_reads_nothing_again(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merge groups claims again and does no more; a retraction does not even that."""
    (case.parent / "third.txt").write_text(THIRD, "utf-8")
    first, second = (one.claim.id for one in pipeline.assess([case.parent / "third.txt"], case).findings[:2])
    with counted(monkeypatch) as calls:
        regrouping.regroup("merge", [first, second], case, "one thing", author="tester")
        merged = pipeline.assess(case=case)
        groups = calls["group"]
        retracting.retract("second.txt", case, "forged", author="tester")
        pipeline.assess(case=case)
    assert calls == {"parse": 0, "read": 0, "trace": 0, "group": groups}
    assert groups > 0
    assert len(merged.groupings) == 1


@pytest.mark.parametrize("change", ["outlets", "limits", "program"])
def test_another_program_or_setting_computes_again(
    change: str, case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Outlets of the user's own, limits, and code or libraries are part of what a result follows from."""
    if change == "outlets":
        (tmp_path / "own.yml").write_text("[]\n", "utf-8")
        monkeypatch.setenv("BUKTI_OUTLETS", str(tmp_path / "own.yml"))
    elif change == "limits":
        monkeypatch.setenv("BUKTI_LIMIT_PAGES", "3")
    else:
        monkeypatch.setattr(kept, "_installed", lambda: "another version")
    with counted(monkeypatch) as calls:
        pipeline.assess(case=case)
    assert calls == {"parse": 2, "read": 2, "trace": 1, "group": 1}


def test_a_changed_page_or_command_has_nothing_computed_again(tmp_path: Path) -> None:
    """The digest of the program has no file of the workbench or the command line, and all that reads and weighs."""
    for name in ("web/templates/page.html", "cli/app.py", "__main__.py", "claims/a.py", "data/languages/id.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert [name for name, _ in kept.computing(tmp_path)] == ["claims/a.py", "data/languages/id.json"]


def _rows(case: Path) -> list[tuple[str, str, bytes, str]]:
    with closing(sqlite3.connect(case.with_name("x.case.derived"))) as base:
        return base.execute("SELECT place, basis, value, signature FROM kept ORDER BY place").fetchall()


def test_what_somebody_else_wrote_is_not_believed(case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A value that was exchanged, or that another person's key signed, is computed again."""
    before = shown(pipeline.assess(case=case))
    rows = {place: value for place, _, value, _ in _rows(case)}
    one, other = (place for place in sorted(rows) if place.startswith("report"))
    with closing(sqlite3.connect(case.with_name("x.case.derived"))) as base, base:
        base.execute("UPDATE kept SET value = ? WHERE place = ?", (rows[one], other))
    with counted(monkeypatch) as calls:
        assert shown(pipeline.assess(case=case)) == before
    assert calls["read"] == 1
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "of another person"))
    with counted(monkeypatch) as calls:
        assert shown(pipeline.assess(case=case)) == before
    assert calls["read"] == 2


def test_what_no_longer_matches_is_removed(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version read, and what somebody put there; the file has one value for each input and report."""
    place = case.with_name("x.case.derived")
    pipeline.assess(case=case)
    size, rows = place.stat().st_size, _rows(case)
    with closing(sqlite3.connect(place)) as base, base:
        base.execute("UPDATE kept SET basis = 'of another version' WHERE place LIKE 'report %'")
        base.executemany(
            "INSERT INTO kept VALUES (?, 'x', ?, 'x')", [(f"report sha256:{n}", b"x" * 9000) for n in range(400)]
        )
    assert place.stat().st_size > 20 * size
    monkeypatch.setattr(kept, "_installed", lambda: "another version")
    pipeline.assess(case=case)
    assert [row[0] for row in _rows(case)] == [row[0] for row in rows]
    assert {row[1] for row in _rows(case)}.isdisjoint(row[1] for row in rows)
    assert place.stat().st_size <= size + 4096


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"


@pytest.mark.parametrize(
    "statement",
    [
        f"CREATE VIEW kept AS {ENDLESS} 'outline' place, 'b' basis, x value, 's' signature FROM n WHERE x < 0",
        f"CREATE TRIGGER t BEFORE INSERT ON kept BEGIN SELECT max(x) FROM ({ENDLESS} x FROM n); END",  # noqa: S608 - likewise
        "CREATE TABLE more (x)",
    ],
    ids=["view", "trigger", "table"],
)
def test_what_somebody_else_would_have_run_is_not_run(case: Path, statement: str) -> None:
    """A view or a trigger that never ends holds nobody up; the file is begun anew."""
    before, place = shown(pipeline.assess(case=case)), case.with_name("x.case.derived")
    with closing(sqlite3.connect(place)) as base, base:
        if statement.startswith("CREATE VIEW"):
            base.execute("DROP TABLE kept")
        base.execute(statement)
    assert shown(pipeline.assess(case=case)) == before
    assert len(_rows(case)) == 6
    with closing(sqlite3.connect(place)) as base:
        assert base.execute("SELECT count(*) FROM sqlite_master").fetchone() == (2,)


@pytest.mark.parametrize("junk", [b"", b"junk" * 400, None], ids=["empty", "junk", "folder"])
def test_a_file_that_cannot_be_used_is_not_used(case: Path, junk: bytes | None) -> None:
    """Whatever lies at its place, the result is the same; what was never a database is begun anew."""
    before = shown(pipeline.assess(case=case))
    place = case.with_name("x.case.derived")
    place.unlink()
    place.mkdir() if junk is None else place.write_bytes(junk)
    assert shown(pipeline.assess(case=case)) == before
    assert junk is None or len(_rows(case)) == 6


def test_damaged_bytes_are_found_although_nothing_is_read(case: Path) -> None:
    """Bytes of the inputs are verified on each run, whether or not they are parsed."""
    blob = next(path for path in sorted(case.with_name("x.case.bytes").rglob("*")) if path.is_file())
    blob.write_bytes(b"other bytes")
    with pytest.raises(DataError, match="its digest is"):
        pipeline.assess(case=case)


def test_it_is_no_part_of_the_case(case: Path) -> None:
    """No check looks at it, no copy takes it along, and a folder with a case in it is read without it."""
    assert case.with_name("x.case.derived").is_file()
    assert keeping.backup(case, case.with_name("y.case")).passed
    assert not case.with_name("y.case.derived").exists()
    assert audit(case).passed
    read = pipeline.gather([case.parent])
    assert [report.path.rpartition("/")[2] for report in read.reports] == ["first.txt", "second.txt"]
    assert not read.failed


def test_a_failure_that_may_be_gone_the_next_time_is_not_kept(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was too slow to parse is tried again; claims that were grouped without it do not come back."""
    (case.parent / "third.txt").write_text(THIRD, "utf-8")

    def slow(found: Iterable[tuple[str, bytes]], keep: Keep, limits: Limits) -> Iterator[Failure]:
        assert limits.seconds
        for path, data in found:
            yield Failure(path, "too-slow", "It took too long.", keep(data))

    with monkeypatch.context() as patch:
        patch.setattr(intake, "read_files", slow)
        broken = pipeline.assess([case.parent / "third.txt"], case)
    assert [failure.reason for failure in broken.failed] == ["too-slow"]
    whole = pipeline.assess(case=case)
    anew = pipeline.assess([case.parent / f"{name}.txt" for name in ("first", "second", "third")])
    assert shown(whole) == shown(anew)
