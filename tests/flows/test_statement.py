"""`bukti statement`: what people read otherwise than the machine enters claims and grades, and leads back to bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bukti import pipeline, retract
from bukti.acts import correcting, proofs, regrouping
from bukti.acts.correcting import ADDING, CORRECTING, UNDOING, Saying
from bukti.acts.harm import Said
from bukti.casework import corrections
from bukti.cli.commands import app
from bukti.errors import UsageError
from bukti.model import Basis, Changes, Finding, Outcome, Result, SourceKind, Stance, Statement
from bukti.report import objects, stix
from bukti.report.writers import WRITERS
from bukti.store.case import Case, using

WIRE = (
    "Three foreign diplomats said on Monday that the Kedungan plant in Lorvania assembles attack drones. The mayor "
    "Tomas Brel added that trucks leave at night.\n\nIt was a quiet week. Sealed crates lie in the yard of the plant."
)
SEEN = "The Kedungan plant in Lorvania assembles attack drones, inspector Ada Renz said after a visit."
BANTAHAN = "Juru bicara Irina Vole mengatakan bahwa pabrik Kedungan di Lorvania merakit drone serang."
WHY = Said("read it again", "Anna")


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of three reports in two languages, in a home of its own."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    monkeypatch.setenv("BUKTI_ISOLATION", "off")
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "anna"))
    for name, text in (("wire", WIRE), ("seen", SEEN), ("bantahan", BANTAHAN)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    path = tmp_path / "x.case"
    pipeline.assess([tmp_path / f"{name}.txt" for name in ("wire", "seen", "bantahan")], path)
    return path


def _now(case: Path) -> Result:
    return pipeline.assess(case=case)


def _of(result: Result, name: str) -> Statement:
    """The first statement of a source."""
    return next(
        one
        for one in result.statements
        if name in " ".join((one.resolves_to or "", *(result.document(one.report).words(s) for s in one.source)))
    )


def _drones(result: Result) -> Finding:
    return next(one for one in result.findings if "drone" in one.claim.text)


def _correct(case: Path, name: str, saying: Saying, said: Said = WHY) -> Changes:
    return correcting.reread(CORRECTING, name, saying, case, said)


def test_a_correction_is_one_event_that_moves_the_grade_and_is_taken_back_by_another(case: Path) -> None:
    """Who saw it herself weighs more; afterwards the result is the one from before, bit for bit."""
    before = _now(case)
    events = _events(case)
    found = _correct(case, _of(before, "Ada Renz").id, Saying(basis="perceived"))
    after = _now(case)
    assert (found.recorded, _events(case)) == (True, events + 1)
    one = _of(after, "Ada Renz")
    assert (one.basis, one.decision) == (Basis.PERCEIVED, found.decision.id)
    (change,) = found.claims
    assert change.before.assessment == _drones(before).assessment
    assert change.after.assessment == _drones(after).assessment
    assert change.after.assessment.opinion.belief > change.before.assessment.opinion.belief
    correcting.reread(UNDOING, found.decision.id[:9], Saying(), case, WHY)
    assert _now(case) == before


def _events(case: Path) -> int:
    with using(case, new=False) as opened:
        return len(opened.events())


def test_a_denial_that_was_read_as_an_assertion_denies_the_claim(case: Path) -> None:
    """The side follows the person, and the machine's reading stays beside theirs."""
    before = _now(case)
    spoken = _of(before, "Irina Vole")
    _correct(case, spoken.id, Saying(stance="denies"))
    after = _now(case)
    (one,) = after.corrections
    assert (one.machine, one.problem) == (spoken, "")
    assert one.statement is not None
    assert one.statement.stance is Stance.DENIES
    assert one.statement.id in _drones(after).claim.denying
    assert spoken.id not in {statement.id for statement in after.statements}


def test_a_statement_that_was_missed_counts_and_its_words_leave_the_report_s_own_voice(case: Path) -> None:
    """What a person adds by its place is somebody's word; the report no longer says it itself."""
    words = "Sealed crates lie in the yard of the plant"
    start = WIRE.index(words)
    before = _now(case)
    place = f"{start}-{start + len(words) + 1}"
    saying = Saying(place, "The mayor Tomas Brel", kind="named_person", certainty="possible")
    correcting.reread(ADDING, "wire.txt", saying, case, WHY)
    after = _now(case)
    (one,) = after.corrections
    assert one.machine is None
    assert one.statement in after.statements
    own = [s for s in after.statements if s.source_kind is SourceKind.NARRATOR and s.extent.start == start]
    assert [s for s in before.statements if s.source_kind is SourceKind.NARRATOR and s.extent.start == start]
    assert own == []
    assert any(one.statement.id in finding.claim.affirming for finding in after.findings if one.statement)


@pytest.mark.parametrize(
    ("saying", "complaint"),
    [
        (Saying(), "read so already"),
        (Saying(content="words that nobody wrote"), "0 times"),
        (Saying(content="99990-99999"), "no place in the report"),
        (Saying(content="9-3"), "no place in the report"),
        (Saying(source="assembles attack drones"), "overlap"),
        (Saying(stance="shouts"), "none of asserts"),
        (Saying(certainty="sure"), "none of certain"),
        (Saying(source="none", who="Someone Untold"), "--kind"),
        (Saying(who="x" * 201), "at most 200"),
    ],
)
def test_what_is_not_there_or_says_nothing_new_is_refused(case: Path, saying: Saying, complaint: str) -> None:
    """Nothing is recorded, and the message says what is wrong."""
    name, events = _of(_now(case), "Ada Renz").id, _events(case)
    with pytest.raises(UsageError, match=complaint):
        _correct(case, name, saying)
    assert _events(case) == events


def test_what_is_read_already_is_corrected_and_not_added(case: Path) -> None:
    """One sentence of one source does not count twice, nor as the report's own."""
    for source in ("Ada Renz", ""):
        with pytest.raises(UsageError, match="correct that one"):
            correcting.reread(
                ADDING, "seen.txt", Saying("The Kedungan plant in Lorvania assembles attack drones", source), case, WHY
            )


def test_a_trial_records_nothing_and_a_decision_needs_its_reason(case: Path) -> None:
    """What would change is shown first."""
    name, events = _of(_now(case), "Ada Renz").id, _events(case)
    assert not _correct(case, name, Saying(basis="perceived"), Said(dry_run=True)).recorded
    with pytest.raises(UsageError, match="reason"):
        _correct(case, name, Saying(basis="perceived"), Said(" "))
    assert _events(case) == events


def test_a_later_correction_goes_before_the_earlier_and_both_names_lead_to_it(case: Path) -> None:
    """The machine's id and that of the first correction mean the statement as it is read now."""
    machine = _of(_now(case), "Ada Renz").id
    first = _correct(case, machine, Saying(basis="perceived")).decision
    second = _correct(case, machine, Saying(certainty="possible")).decision
    assert second.supersedes == first.id
    (one,) = _now(case).corrections
    assert one.statement is not None
    assert (one.statement.basis, one.statement.certainty) == (Basis.PERCEIVED, "possible")
    with pytest.raises(UsageError, match="no single correction"):
        correcting.reread(UNDOING, first.id, Saying(), case, WHY)


def test_a_merge_follows_its_statements_through_a_correction_and_back(case: Path) -> None:
    """Who put two claims together meant what they say, whoever's reading of it holds."""
    result = _now(case)
    trucks = next(one.claim for one in result.findings if "trucks" in one.claim.text)
    regrouping.regroup("merge", [_drones(result).claim.id, trucks.id], case, "one plant", author="Anna")
    _correct(case, trucks.affirming[0], Saying(certainty="possible"))
    corrected = _now(case)
    assert (corrected.unfit, len(_drones(corrected).claim.decisions)) == ((), 1)
    correcting.reread(UNDOING, trucks.affirming[0], Saying(), case, WHY)
    assert (_now(case).unfit, len(_drones(_now(case)).claim.decisions)) == ((), 1)


def test_a_correction_in_a_retracted_report_is_told_as_not_applying(case: Path) -> None:
    """It carries nothing, and every output says so."""
    _correct(case, _of(_now(case), "Ada Renz").id, Saying(basis="perceived"))
    retract("seen.txt", case, "withdrawn", author="Anna")
    result = _now(case)
    assert [one.problem for one in result.corrections] == [corrections.RETRACTED]
    assert any("carries nothing" in line for line in result.unfit)
    assert "carries nothing" in WRITERS["html"](result)


def test_a_correction_never_moves_to_other_words(case: Path) -> None:
    """Where the text differs from what the person saw, the machine's reading holds, and that is told."""
    made = _correct(case, _of(_now(case), "Ada Renz").id, Saying(basis="perceived")).decision
    moved = tuple((*key[:3], f"{key[3]}!") if key[0] == corrections.CONTENT else key for key in made.matter)
    with Case(case) as opened:
        opened.decide(replace(made, id="de-other", target="co-other", matter=moved))
        opened.decide(replace(made, id="de-bent", target="co-bent", matter=(("statement", "", made.matter[0][2]),)))
    found = {one.decision.id: one for one in _now(case).corrections}
    assert found["de-other"].problem == corrections.OTHER_WORDS
    assert found["de-bent"].problem == corrections.MALFORMED
    assert found["de-other"].statement is found["de-bent"].statement is None
    assert found[made.id].problem == ""


def test_every_output_says_by_whose_word_and_how_the_machine_reads_it(case: Path, tmp_path: Path) -> None:
    """Table, JSON, HTML and STIX name the person; the proofs of the dossier cover the corrected words."""
    machine = _of(_now(case), "diplomats")
    made = _correct(case, machine.id, Saying(content="assembles attack drones", certainty="possible")).decision
    result = _now(case)
    told = objects.assessed(result)
    (one,) = told["corrections"]
    assert (one["decision"]["author"], one["machine"]["id"]) == ("Anna", machine.id)
    assert [s["id"] for s in told["statements"] if s["decision"] == made.id] == [one["statement"]]
    page = proofs.dossier(result, "html", case)
    assert "Read so by a person (read it again; by Anna" in page
    assert "The machine reads: Three foreign diplomats" in page
    (note,) = (o for o in json.loads(stix.write(result))["objects"] if o.get("authors"))
    assert note["authors"] == ["Anna"]
    (tmp_path / "d.html").write_text(page, "utf-8", "surrogateescape")
    checks = {check.name: check.outcome for check in proofs.verify(tmp_path / "d.html", place=case).checks}
    assert {checks["sentences"], checks["bytes"], checks["dossier"]} == {Outcome.PASSED}


def test_the_command_line_gives_what_python_gives(case: Path) -> None:
    """`correct` with JSON is `objects.changes`; `list` has both readings; `undo` leaves none."""
    name, run = _of(_now(case), "Ada Renz").id, CliRunner()
    asked = ["statement", "correct", name, "--case", str(case), "--basis", "perceived", "--format", "json"]
    printed = json.loads(run.invoke(app, [*asked, "--dry-run"]).stdout)
    assert printed["changes"] == objects.changes(_correct(case, name, Saying(basis="perceived")))["changes"]
    listed = " ".join(run.invoke(app, ["statement", "list", "--case", str(case)]).stdout.split())
    assert "the machine reads" in listed
    assert "Anna reads" in listed
    call = ["statement", "undo", name, "--case", str(case), "--reason", "no"]
    assert run.invoke(app, call).exit_code == 0
    assert _now(case).corrections == ()
