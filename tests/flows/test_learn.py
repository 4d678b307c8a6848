"""`bukti resolve` and `bukti sources learn|accept` on a small collection of our own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bukti import Case, accept, assess, learn, pipeline, resolve, retract
from bukti.acts import learning
from bukti.assessment import targets
from bukti.casework import verdicts
from bukti.cli.commands import app
from bukti.errors import UsageError
from bukti.model import Claim, Decision, Record
from bukti.report import learnt, objects
from bukti.report.writers import WRITERS

EVENTS = (
    "Two workers were killed when a dry dock collapsed at the Harrow shipyard, Anna Berg of the Fire Service said.",
    "A grain silo in Lund exploded on Tuesday, Anna Berg of the Fire Service said. Smoke was seen from the coast.",
    "Nine children were rescued from a flooded school in Tarn, Anna Berg of the Fire Service said.",
    "A chlorine leak at the Visby baths injured five guests, Anna Berg of the Fire Service said.",
    "Lightning struck the cathedral of Uppsal and destroyed its organ, Anna Berg of the Fire Service said.",
)
LIES = (
    "The Harrow ferry sank in the river with forty lorries on board.",
    "The town hall of Lund burned down to its walls overnight.",
    "A wolf ate three pupils in the woods above Tarn at noon.",
    "The hospital of Visby closed its doors because of plague.",
    "The bishop of Uppsal was arrested for arson by soldiers.",
)
NAMES = ("two workers", "grain silo", "nine children", "chlorine leak", "lightning struck")
FALSE = ("harrow ferry", "town hall", "a wolf", "hospital of visby", "bishop of uppsal")
RUNNER = CliRunner()


def lines() -> str:
    """A wire with a named source, its reprint, and a paper that makes things up."""
    rows = []
    for day, (event, lie) in enumerate(zip(EVENTS, LIES, strict=True), 1):
        date = f"2026-05-{day:02}"
        rows += [
            {"id": f"w{day}", "outlet": "Norland Wire", "published": f"{date}T08:00:00Z", "text": event},
            {
                "id": f"g{day}",
                "outlet": "Harrow Gazette",
                "published": f"{date}T12:00:00Z",
                "text": f"{event}\n\n(Norland Wire)",
            },
            {"id": f"m{day}", "outlet": "Morning Post", "published": f"{date}T15:00:00Z", "text": lie},
        ]
    return "\n".join(map(json.dumps, rows))


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which all claims above are resolved."""
    folder = tmp_path_factory.mktemp("learn")
    (folder / "reports.jsonl").write_text(lines(), "utf-8")
    case = folder / "x.case"
    assess([folder / "reports.jsonl"], case=case)
    claims = [claim for claim, _ in learning.claims(case).claims]
    with Case(case) as opened:  # in one run of the stages; `resolve` itself is tested below
        for words in (*NAMES, *FALSE):
            what = "true" if words in NAMES else "false"
            meant = targets.claim(words, claims, {})
            opened.decide(verdicts.verdict(what, meant, claims, opened.decisions(), ("was there", "ida")))
    return case


@pytest.fixture
def case(settled: Path, tmp_path: Path) -> Path:
    """A copy of that case, to decide in."""
    shutil.copytree(f"{settled}.bytes", tmp_path / "x.case.bytes")
    return Path(shutil.copy(settled, tmp_path / "x.case"))


def by_name(records: tuple[Record, ...]) -> Callable[[str], Record]:
    """Finds the record of a name."""
    return lambda name: next(record for record in records if name in record.names)


def test_sources_outlets_and_copies_have_their_record(settled: Path) -> None:
    """The named source answers for what it says, the inventor for its own words, the reprint for nothing."""
    found = learn([settled])
    of = by_name(found.records)
    assert (of("Anna Berg").right, len(of("Anna Berg").outcomes)) == (5, 5)
    assert (of("Morning Post").right, len(of("Morning Post").outcomes)) == (0, 5)
    assert (of("Morning Post").letter, of("Morning Post").now) == ("D", "F")
    assert (of("Harrow Gazette").outcomes, of("Harrow Gazette").copied) == ((), 5)
    assert of("Harrow Gazette").letter == "F"
    assert "Norland Wire" not in {name for record in found.records for name in record.names}  # quotes by name only
    assert (len(found.resolved), found.lost) == (10, ())


def test_the_same_case_twice_counts_once(settled: Path) -> None:
    """What two cases share is one claim."""
    once, twice = learn([settled]), learn([settled, settled])
    assert [(r.name, r.outcomes) for r in twice.records] == [(r.name, r.outcomes) for r in once.records]


def test_a_letter_counts_only_when_it_is_accepted_and_until_it_is_taken_back(case: Path) -> None:
    """The proposal changes nothing; the decision does, in `assess` too, and is shown with its record; undo restores."""
    before = assess(case=case)
    made = accept("Morning Post", [case], "five inventions", author="ida")
    assert (made.decision.what, made.decision.kind) == ("D", "rating")
    assert made.decision.reason.startswith("five inventions; 0 of 5 resolved claims right")
    assert {change.before.claim.text for change in made.claims} == {lie.removesuffix(".") for lie in LIES}
    after = assess(case=case)
    assert after.ratings == (made.decision,)
    beliefs = {f.claim.id: f.assessment.opinion.belief for f in before.findings}
    lower = [f.claim.id for f in after.findings if f.assessment.opinion.belief < beliefs[f.claim.id]]
    assert sorted(lower) == sorted(change.before.claim.id for change in made.claims)
    assert "Rated D: Morning Post" in WRITERS["table"](after)
    assert "Rated by decision" in WRITERS["html"](after)
    assert [one["what"] for one in objects.assessed(after)["ratings"]] == ["D"]
    accept("morning post", [case], "they corrected themselves", author="ida", undo=True)
    assert assess(case=case).findings == before.findings
    again = accept("Morning Post", [case], letter="E", author="ida")
    assert (again.decision.what, again.decision.supersedes is None) == ("E", False)


def test_a_rating_and_a_retraction_do_not_touch_each_other(case: Path) -> None:
    """A source that is rated can be retracted and restored; it stays rated, and undoing the rating leaves the rest."""
    accept("Anna Berg", [case], letter="B", author="ida")
    made = retract("Anna Berg", case, "she does not exist").decision
    assert (made.what, made.supersedes) == ("retract", None)
    assert [decision.what for decision in assess(case=case).ratings] == ["B"]
    accept("Anna Berg", [case], undo=True)
    result = assess(case=case)
    assert (result.retractions, result.ratings) == ((made,), ())


def test_a_dossier_holds_no_longer_when_a_source_in_it_is_rated(case: Path) -> None:
    """As with retractions, the case names it."""
    result = assess(case=case)
    pipeline.record(case, result, case.with_name("d.html"), "html", b"x")
    assert [dossier.path for dossier in accept("Morning Post", [case]).dossiers] == [str(case.with_name("d.html"))]


def test_a_verdict_survives_new_reports_and_can_be_changed(case: Path) -> None:
    """A claim is found by its statements although its id changes; `open` takes the verdict back, another follows."""
    more = case.with_name("more.jsonl")
    text = "Two workers were killed when a dry dock collapsed at the Harrow shipyard, the Harrow Town Council said."
    more.write_text(json.dumps({"id": "n", "outlet": "Vega Radio", "text": text}), "utf-8")
    assess([more], case=case)
    of = by_name(learn([case]).records)
    assert len(of("Harrow Town Council").outcomes) == 1
    assert resolve("dry dock", "open", case).supersedes is not None
    assert len(learn([case]).resolved) == 9
    made = resolve("dry dock", "false", case)
    assert made.what == "false"
    assert by_name(learn([case]).records)("Anna Berg").right == 4


def test_what_cannot_be_decided_is_told(case: Path) -> None:
    """Unknown and ambiguous claims and sources, idle decisions, too few claims."""
    for arguments, message in (
        (("no such words", "true"), "`bukti claims list` shows what is there"),
        (("harrow", "true"), "name one by its id:\n  cl-"),
        (("two workers", "true"), "is true already"),
        (("two workers", "perhaps"), "use true, false or open"),
    ):
        with pytest.raises(UsageError, match=message):
            resolve(*arguments, case)
    for name, options, message in (
        ("Harrow Gazette", {}, "0 resolved claims, 5 are needed"),
        ("Harrow Gazette", {"letter": "G"}, "no letter of reliability"),
        ("Gazette", {}, "the nearest are Harrow Gazette"),
        ("Morning Post", {"undo": True}, "has no letter by decision"),
    ):
        with pytest.raises(UsageError, match=message):
            accept(name, [case], **options)
    with pytest.raises(UsageError, match="name one with --case"):
        learn([])


def test_commands_and_functions_agree(case: Path) -> None:
    """The command line prints what the library gives; a trial records nothing."""

    def call(*arguments: object) -> str:
        done = RUNNER.invoke(app, [*map(str, arguments)], catch_exceptions=False)
        assert done.exit_code == 0
        return done.stdout

    found = learn([case])
    assert call("sources", "learn", "--case", case) == learnt.write(found)
    shown = json.loads(call("sources", "learn", "--case", case, "--format", "json"))
    assert shown == json.loads(json.dumps(learnt.history(found)))
    assert call("resolve", "--list", "--case", case) == learnt.write_claims(learning.claims(case))
    trial = call("sources", "accept", "Morning Post", "--case", case, "--dry-run")
    assert trial.startswith("Rated D: source “Morning Post”")
    assert "5 of" in trial
    with Case(case) as opened:
        assert len(opened.decisions()) == 10
    assert call("resolve", "wolf", "open", "--case", case, "--by", "ida").startswith("Open again: claim “A wolf")
    assert "Open again: claim" in call("retract", "--list", "--case", case)


def test_verdicts_find_their_claim_by_its_statements() -> None:
    """After a split the greater part has it; of two verdicts on one claim the later stands; else it is lost."""
    claims = [Claim("cl-1", "st-1", "one", ("st-1", "st-2")), Claim("cl-2", "st-3", "two", ("st-3",), ("st-4",))]

    def made(name: str, *matter: tuple[str, str]) -> Decision:
        return Decision(name, "true", "claim", "cl-0", "old", matter, "", "ida", "2026-05-03T10:00:00+00:00")

    both = made("de-1", ("affirms", "st-1"), ("affirms", "st-2"), ("affirms", "st-3"))
    later, gone = made("de-2", ("affirms", "st-2")), made("de-3", ("denies", "st-1"))
    found, lost = verdicts.resolved(claims, [both, later, gone])
    assert [(claim.id, decision.id) for claim, decision in found] == [("cl-1", "de-2")]
    assert lost == (gone,)
