"""The profile of a case as decisions: the same in SQLite and PostgreSQL, from kept bytes, taken back one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.store.test_stores import failed

from bukti import Case, assess, pipeline
from bukti.acts import keeping, profiling, proofs
from bukti.acts.harm import Said
from bukti.acts.profiling import Sent, packaged, standing, undo, use
from bukti.assessment import profiles
from bukti.errors import ConflictError, DataError, UsageError
from bukti.ids import digest
from bukti.model import Result
from bukti.report import objects
from bukti.report.effects import because

WORDS = "Two workers were killed when a dry dock collapsed at the Harrow shipyard"
TEXTS = (f"{WORDS}, a man who did not give his name said. The slipway was shut.", "The river froze, Anna Berg said.")
DEFAULT = profiles.packaged("default").decode()
WHY = Said("unknown sources deserve more", "ben")


def made(name: str = "desk", version: str = "1.0.0", f: str = "0.6") -> Sent:
    """A profile of our own, in which whoever is not known counts for more."""
    text = DEFAULT.replace('name = "default"', f"name = {json.dumps(name, ensure_ascii=False)}", 1)
    text = text.replace('version = "1.0.0"', f'version = "{version}"', 1).replace("F = 0.375", f"F = {f}", 1)
    return Sent("ours.toml", text.encode())


@pytest.fixture
def case(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of two reports, in either store."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    path, rows = tmp_path / "x.case", ({"outlet": f"Wire {n}", "text": text} for n, text in enumerate(TEXTS))
    keeping.new(path, address)
    with Case(path) as opened:
        opened.add([("reports.jsonl", "\n".join(map(json.dumps, rows)).encode())])
    return path


def grades(result: Result) -> list[str]:
    """The grade of every claim, in order."""
    return [one.assessment.admiralty for one in result.findings]


def test_a_profile_that_was_chosen_counts_everywhere_and_is_taken_back(case: Path) -> None:
    """A trial tells each grade that turns and records nothing; then runs use the kept bytes, until it is undone."""
    before = assess(case=case)
    trial = use(made(), case, Said(dry_run=True))
    assert not trial.recorded
    turns = [because(one) for one in trial.claims if one.before.assessment.admiralty != one.after.assessment.admiralty]
    assert any(line.startswith("F6 → F3: ") for line in turns)
    assert standing(case).choice is None
    done = use(made(), case, WHY)
    assert (done.claims, done.recorded) == (trial.claims, True)
    after = assess(case=case)
    assert (after.profile.name, after.profile.sha256) == ("desk", digest(made().data))
    assert [one.after.assessment for one in done.claims] == [f.assessment for f in after.findings]
    assert objects.assessed(after) == objects.assessed(assess(case=case))  # same bytes and decisions, same output
    undo("", case, WHY)
    assert objects.assessed(assess(case=case)) == objects.assessed(before)


def test_what_was_chosen_before_counts_again(case: Path) -> None:
    """Choices lie on each other; each undo takes the one in force off, the last leads back to the packaged default."""
    first = use(made("one"), case, WHY).decision
    second = use(packaged("newsroom"), case, WHY).decision
    assert second.supersedes == first.id
    assert standing(case).profile.name == "newsroom"
    with pytest.raises(UsageError, match=rf"The choice in force is {second.id} .newsroom 1\.0\.0., not '{first.id}'"):
        undo(first.id, case, WHY)
    undo(second.id, case, WHY)
    assert standing(case).choice == first
    use(packaged("sanctions-desk"), case, WHY)
    undo("", case, WHY)
    undo("", case, WHY)
    found = standing(case)
    assert (found.choice, found.profile.name, len(found.made)) == (None, "default", 6)
    with pytest.raises(UsageError, match="No profile was chosen"):
        undo("", case, WHY)


def test_another_profile_for_one_run_is_told(case: Path) -> None:
    """What one run was asked to use names what it takes the place of, and changes nothing for the next run."""
    use(made(), case, WHY)
    run = assess(case=case, profile="newsroom")
    assert run.profile.called == "newsroom 1.0.0 (for this run, in place of desk 1.0.0)"
    assert objects.assessed(run)["profile"]["overrules"] == "desk 1.0.0"
    assert "overrules" not in objects.assessed(assess(case=case))["profile"]
    assert standing(case).profile.name == "desk"


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (Sent("x.toml", b"a = "), "profile x.toml: not TOML"),
        (Sent("x.toml", b"\xff"), "profile x.toml: not TOML in UTF-8"),
        (Sent("x.toml", b"a = " + b"[" * 30_000), "profile x.toml: not TOML"),
        (Sent("x.toml", b"a = " + b"9" * 30_000), "profile x.toml: not TOML"),
        (Sent("x.toml", DEFAULT.replace("F = 0.375", "F = 1.5").encode()), "origin.F: Input should be less than"),
        (Sent("x.toml", (DEFAULT + "\n[other]\nx = 1\n").encode()), "other: Extra inputs are not permitted"),
        (Sent("x.toml", b"#" * (profiling.LARGEST + 1)), "more than 32 KiB"),
        (Sent("", DEFAULT.encode()), "name of the file is empty"),
        (Sent("a\nb.toml", DEFAULT.encode()), "name of the file"),
        (made("default"), "is the name and version of another profile"),
    ],
)
def test_what_is_no_profile_is_told_and_nothing_is_kept(case: Path, sent: Sent, problem: str) -> None:
    """The problem is the reader's own; neither bytes nor a decision stay."""
    with Case(case) as opened:
        before = list(opened.blobs.names()), opened.status().head
    with pytest.raises((DataError, UsageError), match=problem):
        use(sent, case, WHY)
    with Case(case) as opened:
        assert (list(opened.blobs.names()), opened.status().head) == before


def test_conditions_that_nest_too_deep_are_no_profile() -> None:
    """A policy whose conditions nest beyond what its reader follows is refused like any other malformed file."""
    deep = "{ any = [" * 400 + '{ measure = "origins", at_least = 1 }' + "], why = 'x' }" * 400
    text = DEFAULT.replace("[ratings]", f"[policies.deep]\ndescription = 'x'\nconditions = [{deep}]\n\n[ratings]")
    with pytest.raises(DataError, match=r"profile deep\.toml"):
        profiles.parse(text.encode(), "deep.toml")


def test_a_name_and_version_mean_one_profile(case: Path) -> None:
    """Other bytes under a name and version that the case knows are refused; a new version is taken."""
    use(made(), case, WHY)
    with pytest.raises(UsageError, match="already"):
        use(made(), case, WHY)
    with pytest.raises(UsageError, match="change the name or the version"):
        use(made(f="0.7"), case, WHY)
    assert use(made(version="1.0.1", f="0.7"), case, WHY).recorded


def test_who_saw_another_end_of_the_log_changes_nothing(case: Path) -> None:
    """Two people choose at once: the second is told."""
    with Case(case) as opened:
        head = opened.status().head.digest
    use(made(), case, WHY)
    with pytest.raises(ConflictError):
        use(packaged("newsroom"), case, Said("mine", "ada", False, head))


def test_dossiers_under_another_profile_hold_no_longer(case: Path) -> None:
    """A choice makes earlier dossiers stale; taking it back makes them hold again, and stale what it gave."""

    def stale() -> list[bool]:
        with Case(case) as opened:
            return [bool(one.stale) for one in opened.dossiers()]

    pipeline.record(case, assess(case=case), "-", "json", b"one")
    use(made(), case, WHY)
    pipeline.record(case, assess(case=case), "-", "json", b"two")
    assert stale() == [True, False]
    undo("", case, WHY)
    assert stale() == [False, True]


def test_kept_bytes_go_with_the_case_and_are_verified(case: Path, tmp_path: Path) -> None:
    """A backup is weighed as the case is; without the bytes nothing is weighed otherwise, and verify says so."""
    use(made(), case, WHY)
    (tmp_path / "copy").mkdir()
    keeping.backup(case, tmp_path / "copy" / "y.case")
    assert grades(assess(case=tmp_path / "copy" / "y.case")) == grades(assess(case=case))
    (file,) = (tmp_path / "x.case.bytes").rglob(digest(made().data)[2:])
    file.unlink()
    with pytest.raises(UsageError, match="No bytes are kept under"):
        assess(case=case)
    assert failed(proofs.verify(case)) == ["bytes"]
