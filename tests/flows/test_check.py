"""`bukti check` through the command line, on a small collection of our own and on the example."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bukti import check
from bukti.errors import UsageError
from bukti.model import Side

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinjiang"
ASKED = "Two workers were killed when a dry dock collapsed at the Harrow shipyard"
WIRE = {
    "id": "wire",
    "outlet": "Norland Wire",
    "published": "2026-05-01T08:00:00Z",
    "text": f"{ASKED} on Friday, Anna Berg, a spokeswoman for the Harrow Fire Service, said.",
}
YARD = {
    "id": "yard",
    "outlet": "Shipping Daily",
    "published": "2026-05-02T09:00:00Z",
    "text": "The Harrow shipyard denied on Saturday that two workers were killed when a dry dock collapsed.",
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(bukti: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `bukti ARGUMENTS` in a folder of its own that holds `wire.jsonl` and `yard.jsonl`."""
    monkeypatch.chdir(tmp_path)
    for row in (WIRE, YARD):
        Path(f"{row['id']}.jsonl").write_text(json.dumps(row), "utf-8")

    return bukti


def test_both_sides_with_places_and_one_assessment(run: Run) -> None:
    """JSON has each statement with report, offsets and words, and the claim's figures once."""
    code, out, _ = run("check", ASKED, "wire.jsonl", "yard.jsonl", "--format", "json")
    found = json.loads(out)
    sides = {m["side"]: m for m in found["question"]["matches"]}
    assert (code, set(sides)) == (0, {"for", "against"})
    texts = {r["id"]: {"wire": WIRE, "yard": YARD}[r["input_id"]]["text"] for r in found["reports"]}
    for match in sides.values():
        (piece,) = match["content"]
        assert texts[match["report"]][piece["start"] : piece["end"]] == piece["text"]
    (claim,) = found["claims"]
    assert claim["text"] == ASKED
    assert (claim["asserted_by"], claim["denied_by"]) == (
        [sides["for"]["statement"]],
        [sides["against"]["statement"]],
    )
    assert {"origins", "admiralty", "standard", "holds"} <= claim.keys()


def test_the_table_answers_first(run: Run) -> None:
    """Counts, grade and who denies it stand above the statements."""
    _, out, _ = run("check", ASKED, "wire.jsonl", "yard.jsonl")
    flat = " ".join(out.split())
    assert "2 statements in 2 reports: 1 for, 1 against." in flat
    assert "Denied by Harrow shipyard" in flat
    assert flat.index("Denied by") < flat.index("For: 1") < flat.index("Against: 1")


def test_nothing_found_says_so_and_is_no_error(run: Run) -> None:
    """Exit code 0, and what came nearest."""
    code, out, _ = run("check", "Iceland sold plums to Pesh", "wire.jsonl")
    assert code == 0
    assert "No statement speaks of it." in out
    assert "Nearest, but of something else: 1" in out


def test_the_dossier_shows_the_question_and_both_sides(run: Run) -> None:
    """The user's words are the title; every quotation is there."""
    run("check", ASKED, "wire.jsonl", "yard.jsonl", "--format", "html", "--output", "asked.html")
    page = Path("asked.html").read_text("utf-8")
    assert "In your words; nearest to them are those of" in page
    assert "Who says it" in page
    assert "Who denies it" in page
    run("check", "Iceland sold plums to Pesh", "wire.jsonl", "--format", "html", "--output", "asked.html")
    page = Path("asked.html").read_text("utf-8")
    assert "Iceland sold plums to Pesh" in page
    assert "Nearest, but of something else" in page


def test_a_watched_question_tells_what_came_since(run: Run) -> None:
    """The first look is remembered; later ones tell new statements, grades and retractions, however it is spaced."""
    first = run("check", ASKED, "wire.jsonl", "--case", "c.case", "--watch")[1]
    assert "First look: the case remembers it." in first
    assert "Nothing changed since the last look" in run("check", ASKED, "--case", "c.case", "--watch")[1]
    later = run("check", f"  {ASKED}  ", "yard.jsonl", "--case", "c.case", "--watch", "--format", "json")[1]
    since = json.loads(later)["question"]["since"]
    assert len(since["new"]) == 1
    assert "Harrow shipyard" in since["new_origins"][0]
    assert "disbelief" in {row["name"] for row in since["figures"]}
    run("retract", "wire.jsonl", "--case", "c.case", "--reason", "withdrawn", "--author", "Anna")
    last = run("check", ASKED, "--case", "c.case", "--watch")[1]
    assert "retracted: " in last
    assert "withdrawn" in last


def test_what_cannot_be_asked_is_refused_with_a_remedy(run: Run) -> None:
    """A look without a case, a claim without words, a language that is none."""
    assert "add --case FILE" in run("check", ASKED, "wire.jsonl", "--watch")[2]
    assert "has no words" in run("check", "…", "wire.jsonl")[2]
    assert "is no language code" in run("check", ASKED, "wire.jsonl", "--language", "English")[2]
    with pytest.raises(UsageError, match="No input given"):
        check(ASKED)


def test_the_example_is_found_from_another_language() -> None:
    """Asked in Indonesian, the reports in five languages stand for it, and the ministry against."""
    result = check("Rusia merakit drone di Xinjiang", [EXAMPLE])
    assert result.question is not None
    documents = {d.report.id: d.language.code for d in result.documents}
    home = {s.id: documents[s.report] for s in result.statements}
    assert {home[m.statement] for m in result.question.on(Side.FOR)} >= {"en", "id"}
    assert result.question.on(Side.AGAINST)
    (finding,) = result.findings
    assert finding.assessment.origins_max <= 2
