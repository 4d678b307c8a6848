"""`bukti incident`: what people decide on incidents, through the functions that the command line and the web call."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bukti import pipeline, retract
from bukti.acts import harm
from bukti.acts.harm import Said
from bukti.cli import app
from bukti.errors import UsageError
from bukti.incidents.standards import part
from bukti.model import Incident, Incidents
from bukti.report import html, objects
from bukti.report.incidents import WRITERS
from bukti.report.withheld import Release

REST = " Rescue workers were still looking for survivors under the rubble of the houses by the river in the evening."
HARTA = "A missile hit Harta on 14 May 2024, killing eight people, Olek Marun said." + REST
LAGOSA = "A missile hit Lagosa on 16 May 2024, killing nine people, Nina Petrova said." + REST.replace("river", "lake")
LATER = "On 14 May 2024 a missile killed 11 people in Harta, Dario Santel said. The Velnian army denied the strike."
WHY = Said("looked into it", "Anna")


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of two reports of two attacks, in a home of its own."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    monkeypatch.setenv("BUKTI_ISOLATION", "off")
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "anna"))
    _add(tmp_path / "x.case", {"harta": HARTA, "lagosa": LAGOSA})
    return tmp_path / "x.case"


def _add(case: Path, texts: dict[str, str]) -> Incidents:
    for name, text in texts.items():
        (case.parent / f"{name}.txt").write_text(text, "utf-8")
    return pipeline.happened([case.parent / f"{name}.txt" for name in texts], case)


def _now(case: Path) -> tuple[Incident, ...]:
    return pipeline.happened(case=case).incidents


def test_a_merge_holds_when_reports_are_added_whatever_their_days_say_and_is_taken_back(case: Path) -> None:
    """Days that differ bar no later report from what people put together; undone, the machine's grouping is back."""
    first, second = _now(case)
    made = harm.regroup("merge", [first.id, second.tellings[0]], case, WHY)
    assert (made.recorded, len(made.before.incidents), len(made.after.incidents)) == (True, 2, 1)
    (one,) = _add(case, {"later": LATER}).incidents
    assert {telling[:2] for telling in one.tellings} == {"in"}
    assert (len(one.tellings), one.decisions) == (3, (made.decision.id,))
    assert any(reason.startswith("put together by Anna on ") for reason in one.reasons)
    assert [(span.low, span.high) for span in one.ranges] == [(9, 11)]
    harm.restore(made.decision.id[:9], case, Said("two after all"))
    assert sorted(len(one.tellings) for one in _now(case)) == [1, 2]
    again = harm.regroup("merge", [first.tellings[0], second.id], case, WHY)
    assert (len(again.after.incidents), len(_now(case))) == (1, 1)


def test_a_split_holds_and_says_why(case: Path) -> None:
    """A sentence that left stays apart from what stayed, in the near miss with reason; a dry run records nothing."""
    _add(case, {"later": LATER})
    whole = next(one for one in _now(case) if len(one.tellings) == 2)
    trial = harm.regroup("split", [whole.id, whole.tellings[1]], case, Said(dry_run=True))
    assert (trial.recorded, len(trial.after.incidents), len(_now(case))) == (False, 2, 2)
    harm.regroup("split", [whole.id, whole.tellings[1]], case, WHY)
    found = _add(case, {"again": LATER.replace("Dario Santel", "Mira Koss")})
    homes = [one for one in found.incidents if set(whole.tellings) & set(one.tellings)]
    assert len(homes) == 2
    assert all(one.near_miss and "kept apart by Anna" in one.near_miss.reason for one in homes)
    assert found.unfit == ()


def test_of_two_decisions_on_a_pair_the_later_holds_and_the_earlier_is_told(case: Path) -> None:
    """A split after a merge parts what was merged; that the merge is not kept is said."""
    first, second = _now(case)
    harm.regroup("merge", [first.id, second.id], case, WHY)
    (one,) = _now(case)
    harm.regroup("split", [one.id, second.tellings[0]], case, WHY)
    found = pipeline.happened(case=case)
    assert (len(found.incidents), len(found.unfit)) == (2, 1)
    assert "is not kept in full" in found.unfit[0]


def test_verification_needs_a_second_key_and_keeps_conflicts(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is done by default; a review under the first key is refused; what two find differently is contested."""
    name = _add(case, {"later": LATER}).incidents[0].tellings[0]

    def check(what: str, finding: str, home: str = "anna") -> Incident:
        monkeypatch.setenv("BUKTI_HOME", str(case.parent / home))
        (found,) = harm.check(name, (what, finding), case, Said("looked", home)).after.incidents
        return found

    assert objects.assessed(pipeline.assess(case=case))["incidents"][0]["checklist"]["source analysis"] == "not done"
    with pytest.raises(UsageError, match="nothing to review"):
        check("review", "supports")
    assert check("source", "inconclusive").standard.met == "reasonable suspicion"
    assert check("source", "supports").standard.met == "reasonable grounds to believe"
    with pytest.raises(UsageError, match="another key"):
        check("review", "supports")
    check("content", "supports")
    one = check("technical", "inconclusive")
    assert (one.standard.met, len(one.analyses)) == ("balance of probabilities", 3)
    reviewed = check("review", "supports", "ben")
    assert reviewed.standard.missing == ("A party denies it: people must say what its answer is taken for.",)
    taken = ("Velnian army", "credible", [("killed", 3.0, None)])
    (answered,) = harm.answer(name, taken, case, Said("its statement", "Ben")).after.incidents
    assert (answered.standard.met, answered.grade.name) == ("clear and convincing evidence", "Confirmed")
    assert answered.ranges == reviewed.ranges
    contested = check("source", "against", "ben")
    assert (part(contested, "source"), part(contested, "review")) == ("contested", "not done")
    assert contested.standard.met == "reasonable suspicion"


def test_decisions_are_shown_by_table_json_and_dossier_and_make_dossiers_stale(case: Path) -> None:
    """Who found what and by which rules stands in each output; the dossier of before holds no longer."""
    result = pipeline.assess(case=case)
    pipeline.record(case, result, case.parent / "old.html", "html", b"old")
    made = harm.check(_now(case)[0].id, ("source", "supports"), case, Said("called the hospital", "Anna"))
    assert [Path(one.path).name for one in made.dossiers] == ["old.html"]
    found = pipeline.happened(case=case)
    table = " ".join(WRITERS["table"](found, Release(3)).split())
    assert "source supports: called the hospital; Anna, " in table
    assert "reasonable grounds to believe: Two origins that are not known to repeat each other" in table
    told = json.loads(WRITERS["json"](found, Release(3)))["incidents"][0]
    assert (told["checklist"]["source analysis"], told["verification"][0]["author"]) == ("supports", "Anna")
    assert told["standard"]["next"] == "reasonable grounds to believe"
    page = html.write(pipeline.assess(case=case))
    assert "source supports: called the hospital; Anna" in page
    assert "1 incident; with a second reviewer under another key: 0" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("merge", "ic-nowhere", "ic-else", "--reason", "x"), "is no incident"),
        (("merge", "ic-nowhere", "--reason", "x"), "Name two incidents"),
        (("merge", "ic-nowhere", "ic-else"), "needs its reason"),
        (("split", "{first}", "{telling}", "--reason", "x"), "Every sentence of the incident would leave"),
        (("split", "{first}", "in-none", "--reason", "x"), "is no sentence"),
        (("merge", "{first}", "{telling}", "--reason", "x"), "Both names mean"),
        (("response", "{first}", "credible", "--conceded", "killed=5-3", "--reason", "x"), "is no number of a harm"),
        (("undo", "de-none", "--reason", "x"), "no single decision on an incident in force"),
    ],
)
def test_what_cannot_be_decided_is_told_with_the_way_out(
    case: Path,
    arguments: tuple[str, ...],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unknown names, a missing reason and an empty decision are refused; nothing is recorded."""
    first = _now(case)[0]
    given = [one.format(first=first.id, telling=first.tellings[0]) for one in arguments]
    monkeypatch.setattr(sys, "argv", ["bukti", "incident", *given, "--case", str(case)])
    with pytest.raises(SystemExit) as left:
        app.main()
    assert (left.value.code, said in " ".join(capsys.readouterr().err.split())) == (1, True)


def test_retracted_reports_tell_of_no_incident(case: Path) -> None:
    """`bukti incidents` of a case leaves out what was retracted, as the dossier does."""
    retract(str(case.parent / "harta.txt"), case, "forged")
    assert [one.places[0].name for one in _now(case)] == ["Lagosa"]
