"""The family as a whole: nearest witnesses, parts of merged reports, clocks that one report bears."""

from __future__ import annotations

import pytest
from tests.derivation.conftest import Told
from tests.derivation.test_trace import ELECTION, FLOOD, TEXT

from bukti.derivation.judge import court, verdicts_of
from bukti.derivation.kinship import Kin, kinship, parts, spanning
from bukti.derivation.trace import observe
from bukti.model import Document


def family(*documents: Document) -> tuple[dict[tuple[str, str], Kin], dict[str, int]]:
    """By outlets: how each two stand in their family, and the number of parts of those that have several."""
    seen = observe(documents, (), None)
    prepared, weights = seen.collection.prepared, seen.collection.weights
    verdicts = verdicts_of(court(prepared, weights, seen.cited, seen.pairs), seen.pairs)
    names = [one.document.report.outlet or "" for one in prepared]
    known = kinship(prepared, verdicts, weights.stemma)
    split = {names[place]: len(groups) for place, groups in parts(verdicts).items()}
    return {(names[a], names[b]): kin for (a, b), kin in known.items()}, split


def test_a_chain_is_nearest_link_by_link(told: Told) -> None:
    """In a chain of three shortened copies the ends are not joined first."""
    known, split = family(
        *(
            told(TEXT(FLOOD[:size]), name, hours)
            for size, name, hours in ((12, "Herald", 0), (8, "Mirror", 3), (5, "Gazette", 6))
        )
    )
    assert {pair for pair, kin in known.items() if kin.first} == {("Herald", "Mirror"), ("Mirror", "Gazette")}
    assert known["Mirror", "Gazette"].forth > known["Herald", "Gazette"].forth
    assert not split


def test_a_merged_report_has_a_part_for_each_elder(told: Told) -> None:
    """A report from two unconnected ones is joined to both, each with its direction."""
    known, split = family(
        told(TEXT(FLOOD), "Herald"),
        told(TEXT(ELECTION), "Gazette", 1),
        told(TEXT([*FLOOD[:6], *ELECTION[:6]]), "Digest", 9),
    )
    assert split == {"Digest": 2}
    assert all(
        known[parent, "Digest"].first and known[parent, "Digest"].forth > 0.7 for parent in ("Herald", "Gazette")
    )


def test_a_citation_that_came_with_the_text_tells_no_parent(told: Told) -> None:
    """Who copies "the Herald reported" from the Mirror has it from the Mirror; who adds it, from the Herald."""
    herald, source = told(TEXT(FLOOD), "Harbour Herald"), "The news was first reported by the Harbour Herald."
    mirror = [*FLOOD[:9], "Some say that the office slept."]
    copied, added = (
        family(
            herald,
            told(TEXT([*mirror, *theirs]), "Mirror", 3),
            told(TEXT([*mirror[:7], mirror[-1], *ours]), "Gazette", 6),
        )[0]
        for theirs, ours in (([source], [source]), ([], [source]))
    )
    assert copied["Mirror", "Gazette"].forth > 0.8
    assert added["Harbour Herald", "Gazette"].forth > copied["Harbour Herald", "Gazette"].forth


def test_many_later_copies_do_not_outvote_one_clock(told: Told) -> None:
    """The earliest of many equal reports stays the likeliest root, however many seem later than it."""
    known, _ = family(*(told(TEXT(FLOOD), f"Book {n}", n) for n in range(25)))
    above = sum(kin.back for (one, _), kin in known.items() if one == "Book 0")
    assert above < 0.3


def test_without_shared_text_there_is_no_kin(told: Told) -> None:
    """A citation alone makes no kin."""
    known, _ = family(
        told("The gates jammed twice.", "Herald", url="https://herald.test/a"),
        told("Boats were late, as told.", "Mirror", 2, links=(("told", "https://herald.test/a"),)),
    )
    assert known == {}


def test_probabilities_of_a_report_add_up_to_one_at_most(told: Told) -> None:
    """Over all possible parents of one report without parts."""
    known, _ = family(*(told(TEXT(FLOOD[: 12 - n]), f"Book {n}", n) for n in range(6)))
    for name in (f"Book {n}" for n in range(6)):
        own = [kin.forth for (_, child), kin in known.items() if child == name]
        own += [kin.back for (parent, _), kin in known.items() if parent == name]
        assert sum(own) <= 1.0 + 1e-6 or sum(own) == pytest.approx(1.0)


def test_a_new_order_of_passages_is_handed_on(told: Told) -> None:
    """What follows the changed order was made from the report that changed it, though both have the same words."""
    moved = [*FLOOD[6:12], *FLOOD[:6]]
    known, _ = family(
        told(TEXT(FLOOD[:12]), "Herald", None),
        told(TEXT(moved), "Mirror", None),
        told(TEXT(moved[:9]), "Gazette", None),
    )
    assert {frozenset(pair) for pair, kin in known.items() if kin.first} == {
        frozenset({"Herald", "Mirror"}),
        frozenset({"Mirror", "Gazette"}),
    }


def test_of_equal_reports_the_last_before_is_the_likelier_parent(told: Told) -> None:
    """Three copies word for word: the third sooner took from the one an hour than from the one two days before."""
    when = (("Herald", 0), ("Mirror", 47), ("Gazette", 48))
    known, _ = family(*(told(TEXT(FLOOD), name, hours) for name, hours in when))
    assert known["Mirror", "Gazette"].forth > known["Herald", "Gazette"].forth


def test_a_long_time_between_two_does_not_blur_which_came_first(told: Told) -> None:
    """It tells who is nearest, never which way: a copy of last month's report is its copy."""
    known, _ = family(told(TEXT(FLOOD), "Herald"), told(TEXT(FLOOD), "Mirror", 700))
    kin = known["Herald", "Mirror"]
    assert kin.forth > 3 * kin.back


def test_equal_copies_together_join_what_none_does_alone() -> None:
    """A loose report beside one of three by a third each is joined; one that is beside nothing by most is not."""
    alike = {((n, 0), (m, 0)): 0.4 for n in range(3) for m in range(3) if n != m}
    loose = {(n, place) for n in range(3) for place in (3, 4)}
    third = {((n, 0), (3, 0)): 0.3 for n in range(3)}
    faint = {((n, 0), (4, 0)): 0.1 for n in range(3)}
    chance = {**alike, **third, **faint, **{edge[::-1]: 0.0 for edge in (*third, *faint)}}
    joined = spanning(chance, loose)
    assert len(joined) == 3
    assert {two[0] for _, two in joined} == {1, 2, 3}
