"""The records: kinds of edges, origins that are not here, families."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.derivation.conftest import Told, document
from tests.derivation.test_graph import bond, citing
from tests.derivation.test_trace import FLOOD, TEXT

from bukti.derivation import trace, weights
from bukti.derivation.align import Match
from bukti.derivation.citations import Citation
from bukti.derivation.graph import Forest
from bukti.derivation.lineage import Seen, assemble, kind
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import prepare
from bukti.model import DerivationKind as Kind


@pytest.mark.parametrize(
    ("facts", "how", "expected"),
    [
        ({"share": 0.9, "score": 0.95}, None, Kind.COPY),
        ({"share": 0.9, "score": 0.6}, None, Kind.REWRITE),
        ({"share": 0.4}, None, Kind.REWRITE),
        ({"share": 0.4, "retold": (0.3, 0.4)}, "link", Kind.REWRITE),
        ({"share": 0.9, "retold": (0.05, 0.1)}, "credit", Kind.COPY),
        ({"share": 0.4, "retold": (0.3, 0.1)}, "told", Kind.CITATION),
        ({"share": 0.4, "retold": (0.04, 0.4)}, "link", Kind.CITATION),
        ({"share": 0.5, "retold": (0.5, 0.5)}, "spoken", Kind.CITATION),
        ({"share": 0.9}, "correction", Kind.CITATION),
        ({"share": 0.1, "translated": True}, None, Kind.TRANSLATION),
        ({"share": 0.1, "translated": True}, "told", Kind.CITATION),
        ({"share": 0.5, "translated": True}, "told", Kind.TRANSLATION),
    ],
)
def test_kinds(facts: dict[str, Any], how: str | None, expected: Kind) -> None:
    """An edge is a copy, rewrite, translation or citation by what the child keeps and says."""
    made = bond(0, 1, 0, 40, **facts, citation=citing(1, 0, how) if how else None)
    assert kind(made, weights.load().kind) is expected


def test_no_text_in_common_is_a_citation() -> None:
    """An edge without passages can only be a citation."""
    assert kind(bond(0, 1, 0, 0), weights.load().kind) is Kind.CITATION


def test_a_latent_origin_has_its_members_and_their_passages(told: Told) -> None:
    """Reports with shared text and matter of their own hang on a latent origin whose own text is unknown."""
    mine = [f"Line {n} of the left bank tells of boots, rope and candles number {n}." for n in range(5)]
    yours = [f"Paragraph {n} on the hills speaks about goats, wool and cheese wheel {n}." for n in range(5)]
    one = told(TEXT([*FLOOD[:5], *mine]), "Herald", None)
    two = told(TEXT([*yours, *FLOOD[:5]]), "Mirror", None)
    lineage = trace([one, two])
    (origin,) = lineage.latent
    assert origin.id.startswith("la-")
    assert origin.members == tuple(sorted((one.report.id, two.report.id)))
    assert {(e.parent, e.kind) for e in lineage.edges} == {(origin.id, Kind.COMMON_ORIGIN)}
    for edge in lineage.edges:
        assert edge.passages
        assert {p.parent for p in edge.passages} == {(0, 0)}
    assert len(lineage.families) == 1


def test_every_edge_tells_how_sure_its_direction_is(told: Told) -> None:
    """An arrow is likelier than not by much, equal undated reports are even, and an origin comes before its reports."""
    arrow = trace([told(TEXT(FLOOD), "Herald"), told(TEXT(FLOOD[:9]), "Mirror", 3)]).edges
    assert [edge.direction_known for edge in arrow] == [True]
    assert 0.7 <= arrow[0].direction <= 1.0
    even = trace([told(TEXT(FLOOD), name, None) for name in ("Herald", "Mirror")]).edges
    assert [(edge.direction_known, edge.direction) for edge in even] == [(False, 0.5)]
    absent = trace([told(f"SANDMOUTH (XNA) - {TEXT(FLOOD[:6])}", "Herald")]).edges
    assert [edge.direction for edge in absent] == [1.0]


def test_every_report_stands_in_one_family(told: Told) -> None:
    """Families hold every report once and no origin."""
    documents = [
        told(f"SANDMOUTH (XNA) - {TEXT(FLOOD[:6])}", "Herald"),
        told(TEXT(FLOOD[:6]), "Mirror", 3),
        told("The choir sang twice and nobody minded the rain at all.", "Echo"),
    ]
    families = trace(documents).families
    assert sorted(member for family in families for member in family) == sorted(d.report.id for d in documents)
    assert len(families) == 2


def test_a_named_origin_outside_has_its_name_and_reasons(told: Told) -> None:
    """A cited outlet that has no report here is a node with the citing words."""
    one = told(
        "The gates jammed twice, Meadow Post reported on Monday.",
        "Herald",
        links=(("Meadow Post", "https://meadowpost.test/a"),),
    )
    lineage = trace([one])
    (origin,), (edge,) = lineage.latent, lineage.edges
    assert (origin.name, origin.id[:3], edge.kind, edge.passages) == ("Meadow Post", "ex-", Kind.CITATION, ())
    assert "Meadow Post" in edge.reasons[0]


def test_a_weak_likeness_across_languages_makes_no_common_story() -> None:
    """Two reports that cite one absent outlet have it from one story of it only where they share enough for an edge."""
    prepared = prepare([document(f"A diver counted the boats, number {n}.", f"Paper {n}") for n in range(2)])
    cited = [Citation(place, None, "told", 0.9, "k", "Paper", None, "It says so.") for place in range(2)]
    likeness = Pair(0, 1, (Match(0, 3, 0, 3, 3, 3),), 0.4, 0.4, 0.6, translated=True)
    for probability, origins in ((0.55, 2), (0.95, 1)):
        seen = Seen(cited, [replace(likeness, probability=probability)])
        named = assemble(Forest(prepared, weights.load()), [], seen).latent
        assert len(named) == origins
