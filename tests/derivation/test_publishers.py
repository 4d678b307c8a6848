"""Owners and wires: told as context, never a reason to join."""

from __future__ import annotations

from tests.derivation.conftest import Told

from bukti.derivation import publishers
from bukti.derivation.prepare import prepare
from bukti.derivation.trace import trace

FLOOD = (
    "The pumps of Sandmouth failed twice on Tuesday night, and water stood knee-deep in the lower market until the "
    "fire brigade opened the old sluice by hand."
)
CHOIR = "A choir from the northern valleys won the singing contest with a song about a miller and his three geese."


def test_unrelated_texts_of_one_owner_stay_apart(told: Told) -> None:
    """Two outlets of one owner with nothing in common are two families, and a remark says what that shows."""
    found = trace([told(FLOOD, "Kompas"), told(CHOIR, "Tribunnews")])
    assert found.edges == ()
    assert len(found.families) == 2
    (remark,) = found.latent
    assert "does not show that they are independent" in remark.reasons[0]


def test_unrelated_texts_of_a_wire_and_its_client_stay_apart(told: Told) -> None:
    """A client writes much itself."""
    found = trace([told(FLOOD, "Agence France-Presse"), told(CHOIR, "Le Monde")])
    assert (found.edges, found.latent) == ((), ())


def test_an_edge_tells_its_context_and_gains_nothing_by_it(told: Told) -> None:
    """The same copy has the same probability between strangers; between kin the reasons say so."""
    kin = trace([told(FLOOD, "Kompas"), told(FLOOD, "Tribunnews", 3)]).edges
    strangers = trace([told(FLOOD, "Coast Mirror"), told(FLOOD, "Inland Echo", 3)]).edges
    assert [edge.probability for edge in kin] == [edge.probability for edge in strangers]
    assert [r for edge in kin for r in edge.reasons if "context" in r] == [
        "Both outlets belong to Kompas Gramedia (context, no evidence)."
    ]
    assert [r for edge in strangers for r in edge.reasons if "context" in r] == []


def test_an_outlet_is_known_by_its_name_or_else_by_its_domain(told: Told) -> None:
    """What neither tells is no listed outlet."""
    texts = (
        told("One.", "Le Monde"),
        told("Two.", "The Desk", url="https://m.lemonde.fr/a"),
        told("Three.", "The Desk", url="https://desk.test/a"),
    )
    known = [publishers.outlet(one) for text in texts for one in prepare([text])]
    assert [outlet.key if outlet else None for outlet in known] == ["media:le-monde", "media:le-monde", None]
