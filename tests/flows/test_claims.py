"""`bukti claims list`, `merge` and `split` through the command line, on a small collection of our own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bukti.cli import app

FIRE = "Three workers were hurt when a store of paint caught fire in Harrow, Anna Berg of the brigade said."
SMOKE = "Smoke lay over the harbour of Harrow on Friday, and the school by the quay was closed, Karl Lindner said."
AGAIN = "Anna Berg of the brigade said three workers were hurt when a store of paint caught fire in Harrow."
WHY = ("--reason", "one event", "--by", "Anna")


class Printed(NamedTuple):
    """What one run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Printed]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `bukti ARGUMENTS --case x.case` in a folder of its own whose case holds two reports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    monkeypatch.setenv("BUKTI_ISOLATION", "off")
    for name, text in (("fire", FIRE), ("smoke", SMOKE), ("again", AGAIN)):
        Path(f"{name}.txt").write_text(text, "utf-8")

    def call(*arguments: str) -> Printed:
        monkeypatch.setattr(sys, "argv", ["bukti", *arguments, "--case", "x.case"])
        with pytest.raises(SystemExit) as left:
            app.main()
        captured = capsys.readouterr()
        return Printed(int(left.value.code or 0), captured.out, captured.err)

    assert call("assess", "fire.txt", "smoke.txt", "--format", "json").code == 0
    return call


def _claims(run: Run) -> dict[str, list[str]]:
    """Statements of each claim by its id."""
    listed = run("claims", "list", "--format", "json").json["claims"]
    return {one["id"]: one["asserted_by"] + one["denied_by"] for one in listed}


def _holding(run: Run, words: str) -> list[str]:
    listed = run("claims", "list", "--format", "json").json["claims"]
    return [one["id"] for one in listed if words in one["text"]]


def test_a_merge_holds_when_reports_are_added_and_is_taken_back(run: Run) -> None:
    """Merged claims are one, with the reason; a copy added later joins them; undone, all is as before."""
    before = _claims(run)
    made = run("claims", "merge", "caught fire", "school by the quay", *WHY, "--format", "json").json
    assert made["recorded"]
    assert (len(made["before"]), len(made["after"]), made["unfit"]) == (2, 1, [])
    added = run("assess", "again.txt", "--format", "json").json
    (claim,) = (one for one in added["claims"] if made["decision"]["id"] in one["grouping"]["decisions"])
    assert {s for one in made["before"] for s in one["asserted_by"]} < set(claim["asserted_by"])
    assert claim["grouping"]["reasons"][0].startswith("Put together by Anna on ")
    assert [one["id"] for one in added["groupings"]["decisions"]] == [made["decision"]["id"]]
    undone = run("claims", "merge", made["decision"]["id"][:9], "--undo", "--reason", "two events")
    assert undone.code == 0
    assert "Taken back: claim" in undone.out
    assert set(before.values().__iter__().__next__()) <= {s for one in _claims(run).values() for s in one}
    assert len(_holding(run, "school by the quay")) == 1


def test_a_split_parts_copies_and_a_dossier_of_before_is_stale(run: Run) -> None:
    """A statement leaves its claim; dossiers that show the claim as it was are named."""
    run("assess", "again.txt", "--format", "html", "--output", "old.html")
    claim, statements = next((one, said) for one, said in _claims(run).items() if len(said) > 1)
    trial = run("claims", "split", claim, statements[0], "--dry-run")
    assert "a trial" in trial.out
    assert claim in _claims(run)
    made = run("claims", "split", claim, statements[0], *WHY)
    assert (made.code, "old.html" in "".join(made.out.split())) == (0, True)
    after = _claims(run)
    assert claim not in after
    homes = [one for one, said in after.items() if set(said) & set(statements)]
    assert len(homes) == 2


def test_what_was_taken_back_can_be_decided_again(run: Run) -> None:
    """A merge that was undone is made again: it supersedes its undoing, and is in force."""
    merge = ("claims", "merge", "caught fire", "school by the quay", *WHY, "--format", "json")
    first = run(*merge).json["decision"]["id"]
    undone = run("claims", "merge", first, "--undo", "--reason", "two events", "--format", "json").json["decision"]
    again = run(*merge)
    assert (again.code, "meanwhile" in again.err) == (0, False)
    assert (len(again.json["after"]), again.json["decision"]["supersedes"]) == (1, undone["id"])
    assert len(_claims(run)) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("merge", "caught fire", "caught fire", *WHY), "name two claims"),
        (("merge", "caught fire", *WHY), "Name two claims to merge"),
        (("merge", "caught fire", "school by the quay"), "needs its reason"),
        (("merge", "caught fire", "no such words", *WHY), "No claim says 'no such words'"),
        (("split", "caught fire", "st-nowhere", *WHY), "is no statement of the claim"),
        (("merge", "de-nothing", "--undo", *WHY), "no single merge or split in force"),
        (("split", "a", "b", "--undo", *WHY), "Name one decision"),
    ],
)
def test_what_cannot_be_decided_is_told_with_the_way_out(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """Unknown and ambiguous names, a missing reason and an empty decision are refused; nothing is recorded."""
    told = run("claims", *arguments)
    assert (told.code, said in " ".join(told.err.split())) == (1, True)


def test_a_statement_cannot_leave_alone_with_all_others(run: Run) -> None:
    """A split that would leave nothing behind is refused."""
    claim, statements = next(iter(_claims(run).items()))
    assert "Every statement of the claim would leave" in run("claims", "split", claim, *statements, *WHY).err


def test_claims_are_shown_in_the_language_of_the_reader(run: Run) -> None:
    """`--reader` of the list and of the result, or of a profile; a code that is none is refused."""
    german = "In Harrow wurden drei Arbeiter verletzt, als ein Lager mit Farbe brannte"
    Path("feuer.txt").write_text(f"{german}, sagte Anna Berg von der Feuerwehr.", "utf-8")
    found = run("assess", "feuer.txt", "--format", "json", "--reader", "de").json["claims"]
    assert [one["text"] for one in found if one["languages"] == ["de", "en"]] == [german]
    texts = [one["text"] for one in run("claims", "list", "--format", "json", "--reader", "de").json["claims"]]
    assert texts == [one["text"] for one in found]
    refused = run("claims", "list", "--reader", "German")
    assert (refused.code, "no language code" in refused.err) == (1, True)
