"""Which claim a row means after the case has changed: told where it changed, set apart where it is not clear."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from tests.ach.boards import PROFILE, WHO, entered, sheet

from bukti.ach.resolve import Resolved, resolve, snapshot
from bukti.model import Claim, EvidenceGraph, Finding, Opinion, Row, Sheet

GRAPH = EvidenceGraph("", (), (), ())


def finding(make: SimpleNamespace, *statements: str, text: str = "the plant exists", **changes: object) -> Finding:
    """A claim of these statements, the first of which leads."""
    claim = Claim(f"cl-{'-'.join(sorted(statements))}", statements[0], text, statements)
    return Finding(claim, GRAPH, make.assessment(**changes))


def row(number: int, known: Finding) -> Row:
    """A row of a claim."""
    return Row(f"R{number}", known.claim.text, *WHO, claim=snapshot(known, PROFILE.stamp))


def resolved(known: Sheet, *findings: Finding) -> dict[str, Resolved]:
    """Every row over these findings."""
    return resolve(known, findings, PROFILE.stamp)


def board(*rows: Row) -> Sheet:
    """A matrix without hypotheses."""
    return sheet(rows, [()] * len(rows))


def test_an_unchanged_claim_is_the_same(make: SimpleNamespace) -> None:
    """And what a person entered follows no claim."""
    known = finding(make, "s1", "s2")
    found = resolved(board(row(1, known), entered(2)), known)
    assert found["R1"] == Resolved(known, "same")
    assert found["R2"] == Resolved(None, "entered")


def test_a_claim_that_grew_is_followed_and_told(make: SimpleNamespace) -> None:
    """Its id is another; words, statements and figures that changed are named."""
    before = finding(make, "s1", "s2")
    now = finding(
        make, "s1", "s3", "s4", text="a plant exists", opinion=Opinion(0.5, 0.05, 0.45), origins_min=2, admiralty="F2"
    )
    found = resolved(board(row(1, before)), now)["R1"]
    assert (found.finding, found.state) == (now, "changed")
    assert found.changes == (
        "Its words were “the plant exists”.",
        "2 statements are added.",
        "1 statement is no longer in any claim.",
        "Belief went from 0.31 to 0.50.",
        "Independent origins went from 1–2 to 2.",
        "Its grade went from F3 to F2.",
    )


def test_figures_of_another_profile_are_not_compared(make: SimpleNamespace) -> None:
    """They differ because the profile does."""
    before, now = finding(make, "s1"), finding(make, "s1", opinion=Opinion(0.5, 0.05, 0.45))
    other = replace(PROFILE.stamp, name="newsroom")
    assert resolve(board(row(1, before)), [now], other)["R1"].state == "same"
    assert resolve(board(row(1, before)), [now], PROFILE.stamp)["R1"].state == "changed"


def test_most_of_a_claim_is_followed_and_the_rest_told(make: SimpleNamespace) -> None:
    """With its leading statement."""
    known = row(1, finding(make, "s1", "s2", "s3"))
    main, rest = finding(make, "s1", "s2"), finding(make, "s3")
    found = resolved(board(known), main, rest)["R1"]
    assert (found.finding, found.changes) == (main, ("1 statement is in another claim now.",))


def test_a_claim_that_fell_apart_is_not_guessed(make: SimpleNamespace) -> None:
    """Where most left the leading statement, or that is gone, a person decides."""
    known = row(1, finding(make, "s1", "s2", "s3"))
    for parts in ([("s1",), ("s2", "s3")], [("s2",), ("s3",)]):
        found = resolved(board(known), *(finding(make, *part, text=f"said {part}") for part in parts))["R1"]
        assert (found.finding, found.state) == (None, "split")
        assert all(f"cl-{'-'.join(part)} “said" in found.changes[0] for part in parts)
        assert "row renew R1 CLAIM" in found.changes[0]


def test_a_claim_without_statements_left_is_gone(make: SimpleNamespace) -> None:
    """Its row stays and says so."""
    found = resolved(board(row(1, finding(make, "s1"))), finding(make, "s9"))["R1"]
    assert (found.finding, found.state) == (None, "gone")
    assert "row renew R1 CLAIM" in found.changes[0]


def test_one_claim_counts_once(make: SimpleNamespace) -> None:
    """Of two rows that have become one claim the first stands."""
    known = board(row(1, finding(make, "s1")), row(2, finding(make, "s2")))
    found = resolved(known, finding(make, "s1", "s2"))
    assert [found[name].state for name in ("R1", "R2")] == ["changed", "double"]
    assert "R1" in found["R2"].changes[0]
