"""`bukti sources tie|same`: sources that depend on each other, or are one, by decision."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bukti import Case, accept, assess, pipeline, retract
from bukti.acts.harm import Said
from bukti.acts.tying import Asked, tie
from bukti.cli.commands import app
from bukti.errors import UsageError
from bukti.model import Finding, Result
from bukti.report import objects
from bukti.report.writers import WRITERS

DOCK = "Two workers were killed when a dry dock collapsed at the Harrow shipyard"
REPORTS = (
    ("Norland Wire", "2026-05-01T08:00:00Z", f"{DOCK}, the Harrow Lifeboat Society said. The slipway was shut."),
    ("Port Journal", "2026-05-01T12:00:00Z", f"{DOCK}, the Coast Rescue League said. Divers came from Lund."),
    ("Vega Radio", "2026-05-02T12:00:00Z", f"At noon: {DOCK}, the Harrow Town Council said. Trains run again."),
    ("Morning Post", "2026-05-02T15:00:00Z", f"Our town mourns. {DOCK}, said Anna Berg of the Fire Service."),
)
WHY = Said("one movement under two names", "ben")
RUNNER = CliRunner()


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of four reports of one event."""
    folder = tmp_path_factory.mktemp("tying")
    rows = [{"outlet": outlet, "published": at, "text": text} for outlet, at, text in REPORTS]
    (folder / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assess([folder / "reports.jsonl"], case=folder / "x.case")
    return folder / "x.case"


@pytest.fixture
def case(settled: Path, tmp_path: Path) -> Path:
    """A copy of that case, to decide in."""
    shutil.copytree(f"{settled}.bytes", tmp_path / "x.case.bytes")
    return Path(shutil.copy(settled, tmp_path / "x.case"))


def dock(result: Result) -> Finding:
    """The claim with both names."""
    return next(
        f
        for f in result.findings
        if {"Coast Rescue League", "Harrow Lifeboat Society"} & {o.name for o in f.graph.origins}
    )


def test_two_names_of_one_source_are_one_origin_until_it_is_taken_back(case: Path) -> None:
    """A trial records nothing; then one origin has both names, dossier and reasons tell who decided, undo restores."""
    before = assess(case=case)
    was = dock(before).assessment
    trial = tie(Asked(["coast rescue league", "Harrow Lifeboat Society"]), case, Said(dry_run=True))
    assert not trial.recorded
    (change,) = trial.claims
    met = (change.before.assessment.standard_met, change.after.assessment.standard_met)
    assert met == ("reasonable suspicion", None)
    with Case(case) as opened:
        assert opened.decisions() == ()
    made = tie(Asked(["coast rescue league", "Harrow Lifeboat Society"]), case, WHY).decision
    assert (made.what, made.kind, made.name) == ("joined", "sources", "Coast Rescue League and Harrow Lifeboat Society")
    after = assess(case=case)
    now = dock(after)
    assert after.ties == (made,)
    assert now.assessment.opinion.belief < was.opinion.belief
    assert now.assessment.origins_min == was.origins_min - 1
    (one,) = (origin for origin in now.graph.origins if "Harrow Lifeboat Society" in origin.names)
    assert {"Coast Rescue League", "Harrow Lifeboat Society"} <= set(one.names)
    told = "Coast Rescue League and Harrow Lifeboat Society are one source (decided by ben on"
    assert any(line.startswith(told) for line in now.assessment.explanations)
    assert "Joined sources: Coast Rescue League and Harrow Lifeboat Society" in WRITERS["table"](after)
    assert "Sources tied by decision" in WRITERS["html"](after)
    assert [d["what"] for d in objects.assessed(after)["ties"]] == ["joined"]
    back = tie(Asked([made.id], undo=True), case, Said("they are two", "ida")).decision
    assert (back.what, back.supersedes) == ("restore", made.id)
    assert assess(case=case).findings == before.findings


def test_letter_and_retraction_of_either_name_hold_for_both(case: Path) -> None:
    """They are one source: whoever speaks by one name is rated by the other, and falls with it."""
    tie(Asked(["Coast Rescue League", "Harrow Lifeboat Society"]), case, WHY)
    accept("Harrow Lifeboat Society", [case], letter="B", author="ben")
    (one,) = (o for o in dock(assess(case=case)).graph.origins if "Harrow Lifeboat Society" in o.names)
    assert one.reliability == "B"
    retract("Coast Rescue League", case, "never said so")
    silent = [o for o in dock(assess(case=case)).graph.origins if o.retracted]
    assert silent
    assert all("Coast Rescue League" in o.names for o in silent)
    assert not [
        o for o in dock(assess(case=case)).graph.origins if "Harrow Lifeboat Society" in o.names and not o.retracted
    ]


def test_sources_that_depend_on_each_other_count_for_less_by_what_they_share(case: Path) -> None:
    """They stay two; one organisation weighs more than one event, and the later decision supersedes the earlier."""
    was = dock(assess(case=case)).assessment
    first = tie(Asked(["Coast Rescue League", "Anna Berg"], "event"), case, Said("one press conference", "ben"))
    some = dock(assess(case=case)).assessment
    second = tie(Asked(["anna berg", "coast rescue league"], "organisation"), case, Said("one office", "ben"))
    assert second.decision.supersedes == first.decision.id
    finding = dock(assess(case=case))
    assert finding.assessment.opinion.belief < some.opinion.belief < was.opinion.belief
    assert len(finding.assessment.origins) == len(was.origins)
    (told,) = (line for line in finding.assessment.explanations if "one organisation (decided by ben on" in line)
    assert told.startswith("Anna Berg and Coast Rescue League share")
    assert told.endswith("one office), so each after the first counts 0.30.")
    assert {o.group_rho for o in finding.graph.origins if o.decisions} == {0.7}


def test_an_outlet_that_is_tied_to_a_source_takes_its_own_words_along(case: Path) -> None:
    """A report's own voice is meant by the outlet's name; nothing changes where the two speak of nothing together."""
    found = tie(Asked(["Norland Wire (its own words)", "Anna Berg"]), case, WHY)
    assert found.decision.matter[:2] == (("called", "Norland Wire"), ("called", "Anna Berg"))
    assert [key for key in found.decision.matter if key[0] == "outlet"]
    assert found.claims == ()


def test_a_dossier_holds_no_longer_when_two_sources_in_it_are_tied(case: Path) -> None:
    """As with ratings, the case names it; a tie taken back makes one stale that tells of it."""
    place = case.with_name("d.html")
    pipeline.record(case, assess(case=case), place, "html", b"x")
    made = tie(Asked(["Coast Rescue League", "Harrow Lifeboat Society"]), case, WHY)
    assert [one.path for one in made.dossiers] == [str(place)]
    later = case.with_name("e.html")
    pipeline.record(case, assess(case=case), later, "html", b"y")
    back = tie(Asked([made.decision.id], undo=True), case, Said("two after all"))
    assert [one.path for one in back.dossiers] == [str(later)]


def test_what_cannot_be_decided_is_told(case: Path) -> None:
    """Unknown names, one name twice, nothing new, no reason, something that nobody shares."""
    tie(Asked(["Coast Rescue League", "Harrow Lifeboat Society"]), case, WHY)
    for asked, message in (
        (
            Asked(["Coast Rescue League", "Coast Leagues"]),
            "No source behind a claim and no outlet is called 'Coast Leagues'",
        ),
        (Asked(["Coast Rescue League", "coast rescue league"]), "are one source already"),
        (
            Asked(["Coast Rescue League", "Harrow Lifeboat Society"]),
            "are one already .one movement under two names, ben",
        ),
        (Asked(["Coast Rescue League"]), "Name two sources"),
        (Asked(["Coast Rescue League", "Anna Berg"], "friends"), "use organisation, event or interest"),
        (Asked(["de-0000"], undo=True), "In force: \n  de-.*are one"),
    ):
        with pytest.raises(UsageError, match=message):
            tie(asked, case, WHY)
    with pytest.raises(UsageError, match="needs its reason"):
        tie(Asked(["Coast Rescue League", "Anna Berg"]), case, Said())


def test_commands_and_function_agree(case: Path) -> None:
    """The command line prints what the library gives, and says how to take it back."""

    def call(*arguments: object) -> str:
        done = RUNNER.invoke(app, ["sources", *map(str, arguments), "--case", str(case)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    trial = call("same", "Coast Rescue League", "Harrow Lifeboat Society", "--dry-run")
    assert "standard  reasonable suspicion → none met" in trial
    done = call(
        "tie", "Coast Rescue League", "Anna Berg", "--shared", "interest", "--reason", "one party", "--by", "ben"
    )
    (made,) = assess(case=case).ties
    assert "Marked as dependent: sources “Coast Rescue League and Anna Berg”" in done
    assert f"bukti sources tie {made.id} --undo" in done
    shown = json.loads(call("same", "Coast Rescue League", "Harrow Lifeboat Society", "--dry-run", "--format", "json"))
    assert shown["decision"]["what"] == "joined"
    call("tie", made.id, "--undo", "--reason", "no")
    assert assess(case=case).ties == ()
