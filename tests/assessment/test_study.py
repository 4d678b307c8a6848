"""Facts drawn from a graph, and the study without one origin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.assessment import sketch

from bukti.assessment.study import drop, named, reports_of, study, without
from bukti.model import Degree, Edge, EvidenceBasis, EvidenceGraph, Polarity, SourceKind

PROFILE = sketch.PROFILE
origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each
DOCUMENT: dict[str, Any] = {"basis": EvidenceBasis.DOCUMENTED}


def test_who_is_named() -> None:
    """By its kind; where no kind is given, whoever has a letter other than F."""
    assert named(origin("o", "B"))
    assert not named(origin("o", "F"))
    assert named(origin("o", "F", kind=SourceKind.NAMED_PERSON))
    for kind in (SourceKind.ANONYMOUS, SourceKind.PRONOUN, SourceKind.IMPERSONAL, SourceKind.RUNNING):
        assert not named(origin("o", "B", kind=kind))


def test_facts() -> None:
    """Every count of the facts is of affirming, counted origins; denials have counts of their own."""
    found = each(
        origin("witness", verified=True),
        origin("paper", "C", kind=SourceKind.DOCUMENT, **DOCUMENT),
        origin("leak", "C", kind=SourceKind.ANONYMOUS),
        origin("expert", basis=EvidenceBasis.INFERRED),
        origin("belief", established=False, verified=True),
        origin("asks", degree=Degree.UU),
        origin("ministry", polarity=Polarity.DENY, **DOCUMENT),
        origin("army", polarity=Polarity.DENY),
    )
    facts = study(found, PROFILE).facts
    assert (facts.origins, facts.origins_max, facts.denying) == (4, 4, 2)
    assert (facts.direct, facts.documents, facts.denying_documents) == (3, 1, 1)
    assert (facts.named, facts.named_direct, facts.verified, facts.all_verified) == (3, 2, 1, False)
    assert facts.denied
    assert facts.letter == "B"


def test_facts_of_nothing() -> None:
    """Without origins nothing is verified and nobody denies."""
    facts = study(graph([], [relay("r", "B")]), PROFILE).facts
    assert (facts.origins, facts.denying, facts.all_verified, facts.denied, facts.letter) == (0, 0, False, False, "F")


def test_a_weak_denial_is_a_denial() -> None:
    """However little it weighs, somebody contradicts; an open statement does not."""
    assert study(each(origin("o", "E", Polarity.DENY)), PROFILE).facts.denied
    assert not study(each(origin("o", "E", Polarity.DENY, degree=Degree.UU)), PROFILE).facts.denied


def test_all_verified() -> None:
    """Everything is verified when every counted origin is."""
    assert study(each(origin("o", verified=True), origin("p", verified=True)), PROFILE).facts.all_verified
    assert not study(each(origin("o", verified=True), origin("p")), PROFILE).facts.all_verified


LETTERS = [
    (each(origin("o", "C"), origin("p", "A")), "A"),
    (each(origin("o", "A"), origin("p", "C")), "A"),
    # evidence decides, not the letter: a weak statement of a reliable source is behind a strong one
    (each(origin("o", "A", degree=Degree.PS), origin("p", "C")), "C"),
    # what hardly reaches the reader contributes little
    (graph([origin("o", "B"), origin("p", "C")], [relay("r", "D", "o"), relay("s", "A", "p")]), "B"),
    (graph([origin("o", "B"), origin("p", "C")], [relay("r", "D", ("o", 0.5)), relay("s", "A", "p")]), "C"),
    # an affirming origin goes before any denial; without one the denial's letter stands
    (each(origin("o", "D"), origin("p", "A", Polarity.DENY)), "D"),
    (each(origin("p", "A", Polarity.DENY)), "A"),
    (each(origin("o", "B", kind=SourceKind.ANONYMOUS)), "F"),
    (each(origin("o", "B", degree=Degree.UU)), "F"),
    (each(origin("o", "?")), "F"),
    (graph([origin("o", "B")], [relay("r", "B")]), "F"),
]


@pytest.mark.parametrize(("found", "letter"), LETTERS)
def test_the_letter_of_a_grade(found: EvidenceGraph, letter: str) -> None:
    """The letter is that of the origin that contributes most expected evidence, F if it is anonymous."""
    assert study(found, PROFILE).facts.letter == letter


def test_stand_ins_are_as_weak_as_what_they_stand_for() -> None:
    """An own unknown origin is F without a basis, and never stronger than the strongest that it stands for."""
    strong = graph([origin("o", "A")], [relay("r", "A", ("o", 0.5))])
    assert study(strong, PROFILE).result.opinion.belief == pytest.approx(0.98 * 0.5 * (0.9025 + 0.178125))
    weak = graph([origin("o", "E")], [relay("r", "A", ("o", 0.5))])
    assert study(weak, PROFILE).result.opinion.belief == pytest.approx(0.98 * 0.0475)
    two = graph([origin("o", "E"), origin("p", "D")], [relay("r", "A", ("o", 0.0001), ("p", 0.0001))])
    assert study(two, PROFILE).result.opinion.belief == pytest.approx(0.98 * 0.178125, abs=1e-4)


def test_dropping_an_origin() -> None:
    """It goes with its edges and the links to it, and nothing else does."""
    found = graph(
        [origin("o"), origin("p", could_be=("o", "q")), origin("q")],
        [relay("r", "B", "o", ("p", 0.5)), relay("s", "B")],
    )
    left = drop(found, "o")
    assert [one.id for one in left.origins] == ["p", "q"]
    assert left.origins[0].could_be == ("q",)
    assert left.relays == (relay("r", "B", ("p", 0.5)), relay("s", "B"))
    assert left.relays[0].parents == (Edge("p", 0.5),)
    assert left.read == found.read


def test_without_an_origin_the_facts_change_too() -> None:
    """Counts, letters and documents are those of the graph without it, whether worlds are reused or not."""
    group: dict[str, Any] = {"group": "g", "group_rho": 0.7}
    for found in (
        each(origin("o", "A", **DOCUMENT), origin("p"), origin("q", polarity=Polarity.DENY)),
        each(origin("o", **group), origin("p", **group), origin("q")),
        each(origin("o", could_be=("p",)), origin("p", could_be=("q",)), origin("q")),
        graph(
            [origin("o"), origin("p"), origin("q", "A")],
            [relay("r", "B", ("o", 0.4), ("p", 0.4)), relay("s", "B", "q")],
        ),
    ):
        base = study(found, PROFILE)
        for one in found.origins:
            gone, anew = without(base, one.id).facts, study(drop(found, one.id), PROFILE).facts
            assert gone.opinion.belief == pytest.approx(anew.opinion.belief, abs=1e-12)
            assert gone.opinion.disbelief == pytest.approx(anew.opinion.disbelief, abs=1e-12)
            assert gone.conflict == pytest.approx(anew.conflict, abs=1e-12)
            assert replace(gone, opinion=anew.opinion, conflict=anew.conflict) == anew


def test_reports_of_origins() -> None:
    """For each origin the read reports that can carry it, in the order of reading; over any edge."""
    found = graph(
        [origin("o"), origin("p"), origin("q")],
        [relay("r", "B", "o"), relay("s", "B", "r", ("p", 0.1)), relay("t", "B", "q")],
        ["s", "r"],
    )
    assert reports_of(found) == {"o": ("s", "r"), "p": ("s",), "q": ()}
