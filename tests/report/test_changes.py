"""What a decision changes, in words."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bukti.model import Change, Changes, Decision, Derivation, DerivationKind, Finding, Opinion, Polarity, Written
from bukti.report import changes, dossier, objects
from bukti.report.effects import answer, effect, figures

DECISION = Decision(
    id="de-1",
    what="retract",
    kind="report",
    target="sha256:00",
    name="The dock",
    matter=(("report", "sha256:00"),),
    reason="withdrawn.",
    author="Anna",
    made="2026-05-03T10:00:00+00:00",
)
OLD = Written(1, "/x/\x1b[31m.html", "html", "0" * 64, "2026-05-02T10:00:00+00:00", "default 1", (), (), ())


def _change(make: SimpleNamespace, before: dict[str, Any], after: dict[str, Any], **more: Any) -> Change:
    """A change between two assessments of one claim."""
    document = make.document("A diplomat said the plant exists.")
    (finding,) = make.result(document, [make.statement(document, "the plant exists")], []).findings
    sides = [replace(finding, assessment=make.assessment(**told)) for told in (before, after)]
    base: dict[str, Any] = {"reports": (document.report.id,), "fallen": (document.report.id,), "edges": ()}
    return Change(sides[0], sides[1], **(base | more))


def _changes(make: SimpleNamespace, *claims: Change, **more: Any) -> Changes:
    document = make.document("A diplomat said the plant exists.")
    base: dict[str, Any] = {
        "recorded": True,
        "documents": (document,),
        "total": 21,
        "claims": claims,
        "dossiers": (),
        "matrices": {},
    }
    return Changes(DECISION, **(base | more))


def _grade(belief: float, grade: str, disbelief: float = 0.0) -> dict[str, Any]:
    return {"opinion": Opinion(belief, disbelief, 1 - belief - disbelief), "admiralty": grade}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (_grade(0.7, "B2"), _grade(0.0, "F6"), "lost"),
        (_grade(0.0, "F6"), _grade(0.7, "B2"), "regained"),
        (_grade(0.7, "B2"), _grade(0.3, "F6"), "falls"),
        (_grade(0.3, "F6"), _grade(0.7, "B2"), "rises"),
        (_grade(0.16, "F3", 0.1), _grade(0.17, "F6", 0.05), "changes"),
        (_grade(0.7, "B2", 0.1), _grade(0.72, "B1"), "undenied"),
        (_grade(0.72, "B1"), _grade(0.7, "B2", 0.1), "denied"),
        (_grade(0.7, "B2"), _grade(0.65, "B2"), "weaker"),
        (_grade(0.65, "B2"), _grade(0.7, "B2"), "stronger"),
        (_grade(0.7, "B2"), _grade(0.702, "B2"), "same"),
    ],
)
def test_the_effect_is_told_by_what_a_reader_sees(
    make: SimpleNamespace, before: dict[str, Any], after: dict[str, Any], kind: str
) -> None:
    """A difference that two decimals do not show is none; losing everything comes before the grade."""
    assert effect(_change(make, before, after)) == kind


def test_the_answer_comes_first(make: SimpleNamespace) -> None:
    """Losses, then grades, then the rest, in the singular and the plural; what is untouched is counted."""
    falls = _change(make, _grade(0.7, "B2"), _grade(0.3, "F6"))
    lost = _change(make, _grade(0.7, "B2"), _grade(0.0, "F6"))
    same = _change(make, _grade(0.7, "B2"), _grade(0.7, "B2"))
    assert answer(_changes(make, falls, lost, falls)) == (
        "3 of 21 claims rest on it: 1 loses all support, 2 fall from B2 to F6."
    )
    assert answer(_changes(make, same)) == "1 of 21 claims rests on it: 1 keeps every figure, for others carry it too."
    assert answer(_changes(make)) == "None of 21 claims rests on it."


def test_only_figures_that_change_are_printed(make: SimpleNamespace) -> None:
    """Each before and after, then the reports; a claim that keeps every figure is counted and not listed."""
    more = {
        "reports": 2,
        "standard_met": None,
        "origins_min": 0,
        "origins_max": 0,
        "not_established": (make.unestablished(),),
    }
    lost = _change(make, {**_grade(0.7, "F3"), "reports": 3}, {**_grade(0.0, "F3"), **more})
    same = _change(make, _grade(0.7, "B2"), _grade(0.7, "B2"))
    document = make.document("A diplomat said the plant exists.")
    edge = Derivation("ex-1", document.report.id, DerivationKind.CITATION, 0.9, direction_known=False, share_of_child=0)
    printed = changes.write(_changes(make, replace(lost, edges=(edge,)), same, dossiers=(OLD,)))
    assert "Retracted: report “The dock” (withdrawn; by Anna, 3 May 2026)." in " ".join(printed.split())
    rows = [" ".join(row.split()) for row in printed.splitlines()]
    for row in (
        "origins 1–2 → 0 +1?",
        "belief 0.70 → 0.00",
        "standard reasonable suspicion → none met",
        "reports 3 → 2",
        "rest on it alone The Harbour Post",
    ):
        assert row in rows
    assert not any(row.startswith(("grade", "2.")) for row in rows)
    assert "The Harbour Post from an origin outside (citation, direction unknown, 0.90)" in " ".join(rows)
    assert "/x/[U+001B][31m.html, html written 2026-05-02, 000000000000" in " ".join(rows)


def test_a_trial_says_so(make: SimpleNamespace) -> None:
    """Nobody takes a trial for a decision; claims of retracted reports alone are counted."""
    alone = _change(make, _grade(0.7, "B2"), {**_grade(0.0, "F6"), "reports": 0})
    printed = " ".join(changes.write(_changes(make, alone, recorded=False)).split())
    assert "(a trial, nothing is recorded)" in printed
    assert "Made by retracted reports only: 1 claim." in printed
    found = objects.changes(_changes(make, alone, recorded=False))
    assert (found["recorded"], found["claims"]) == (False, {"total": 21, "touched": 1, "untouched": 20})
    assert found["changes"][0]["effect"] == "lost"


def test_lists_name_what_supersedes_and_what_is_stale() -> None:
    """Decisions with what became of them, dossiers with what became of their files."""
    back = replace(DECISION, id="de-2", what="restore", supersedes="de-1")
    stale = replace(OLD, path="-", stale=("de-1",), state="gone")
    printed = " ".join(changes.listed([DECISION, back], [OLD, stale]).split())
    assert "de-1 Retracted: report “The dock” (withdrawn; by Anna, 3 May 2026), superseded by de-2" in printed
    assert "de-2 Taken back: report “The dock”" in printed
    assert "holds: /x/" in printed
    assert "stale: standard output, html written 2026-05-02, no longer there" in printed
    assert changes.listed([], []).split("\n\n") == ["No decision was made.", "No dossier was written.\n"]


def test_names_of_reports_are_short_and_apart(make: SimpleNamespace) -> None:
    """The outlet, with the file where it has several reports."""
    first, second = make.document("The plant exists.", "Wire"), make.document("The mine exists.", "Wire")
    third = make.document("The dock exists.", "Daily")
    bare = make.document("The quay exists.")
    bare = replace(bare, report=replace(bare.report, outlet=None))
    called = changes._called([first, second, third, bare])
    assert list(called.values()) == ["Wire (wire.txt)", "Wire (wire.txt)", "Daily", "the-harbour-post.txt"]


def test_a_claim_says_when_it_stands_on_retracted_matter_only(make: SimpleNamespace) -> None:
    """In its answer, and a denial that was retracted denies no more."""
    document = make.document("The plant exists. Beijing denied it.")
    said, denied = make.statement(document, "The plant exists"), make.statement(document, "it")
    (finding,) = make.result(document, [said], [denied]).findings

    def with_origins(**changed: Any) -> Finding:
        origins = [replace(o, polarity=Polarity.DENY, **changed) for o in finding.graph.origins]
        told: Finding = replace(finding, graph=replace(finding.graph, origins=tuple(origins)))
        return told

    assert dossier.denied(finding)
    assert dossier.denied(with_origins())
    gone = with_origins(retracted=True)
    assert not dossier.denied(gone)
    assert "Its denial was retracted." in dossier.answer(gone)
    share = replace(finding.assessment.origins[0], retracted=True)
    for told, sentence in (({"reports": 0}, "Only what was retracted says so."), ({}, "Its origins were retracted.")):
        counts = {"origins_min": 0, "origins_max": 0, "origins": (share,)}
        left = replace(finding, assessment=make.assessment(**counts, **told))
        assert dossier.answer(left)[1] == sentence


def test_figures_keep_their_order(make: SimpleNamespace) -> None:
    """Origins first, whether it can be acted on last."""
    names = [name for name, _, _ in figures(_change(make, {}, {}))]
    assert (names[0], names[-1]) == ("origins", "actionable")
