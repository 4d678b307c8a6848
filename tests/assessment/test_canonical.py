"""Canonical form: pure copies go, order comes from structure alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.assessment import sketch

from bukti.assessment.canonical import canonical, nodes, ordered, parents, without_copies
from bukti.model import Degree, Edge, EvidenceBasis, EvidenceGraph, Origin, Polarity, Relay, SourceKind

origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each


def left(found: EvidenceGraph) -> tuple[list[str], list[str]]:
    """Relays and read relays that are left."""
    reduced = without_copies(found)
    return [one.id for one in reduced.relays], list(reduced.read)


def test_copies_of_what_was_read_go() -> None:
    """A report whose every parent is sure and read adds nothing; chains of copies go too."""
    chain = graph(
        [origin("o")],
        [relay("r", "B", "o"), relay("s", "B", "r"), relay("t", "B", "s"), relay("u", "B", "r", "s")],
    )
    assert left(chain) == (["r"], ["r"])


@pytest.mark.parametrize(
    ("copy", "read"),
    [
        (relay("s", "B", ("r", 0.99)), ["r", "s"]),  # not sure
        (relay("s", "B", "r"), ["s"]),  # the original was not read
        (relay("s", "B", "r", "p"), ["r", "s"]),  # a source of its own
        (relay("s", "B"), ["r", "s"]),  # no parent at all
        (relay("s", "B", "r", "q"), ["r", "s"]),  # another parent that was not read
    ],
)
def test_what_is_no_pure_copy_stays(copy: Relay, read: list[str]) -> None:
    """Anything that may add or lose something is kept."""
    found = graph([origin("o"), origin("p")], [relay("r", "B", "o"), relay("q", "B", "p"), copy], read)
    assert left(found) == (["r", "q", "s"], read)


def test_a_copy_that_others_use_stays() -> None:
    """A copy that passes on to a report with a source of its own is part of that report's chain."""
    found = graph([origin("o"), origin("p")], [relay("r", "B", "o"), relay("s", "B", "r"), relay("t", "B", "s", "p")])
    assert left(found) == (["r", "s", "t"], ["r", "s", "t"])


def test_a_chain_that_is_not_read_is_no_copy() -> None:
    """Removal needs every parent read when its turn comes."""
    found = graph([origin("o")], [relay("r", "B", "o"), relay("s", "B", "r"), relay("t", "B", "s")], ["r", "t"])
    assert left(found) == (["r", "s", "t"], ["r", "t"])


BASE: dict[str, Any] = {"degree": Degree.PR, "basis": EvidenceBasis.INFERRED}
DIFFERENT = [
    {"reliability": "C"}, {"polarity": Polarity.DENY}, {"degree": Degree.PS}, {"basis": EvidenceBasis.HEARSAY},
    {"kind": SourceKind.ANONYMOUS}, {"self_interest": True}, {"group": "g", "group_rho": 0.2}, {"verified": True},
    {"established": False},
]  # fmt: skip


def order(found: EvidenceGraph) -> list[str]:
    """Names of the origins in canonical order; names are kept when ids are changed."""
    return [one.name for one in canonical(found).origins]


def renamed(found: EvidenceGraph, new: dict[str, str]) -> EvidenceGraph:
    """The graph with other ids, in another order."""
    return replace(
        found,
        origins=tuple(
            replace(o, id=new[o.id], could_be=tuple(new[c] for c in o.could_be)) for o in reversed(found.origins)
        ),
        relays=tuple(
            replace(r, id=new[r.id], parents=tuple(Edge(new[e.id], e.probability) for e in reversed(r.parents)))
            for r in reversed(found.relays)
        ),
        read=tuple(new[name] for name in reversed(found.read)),
    )


SWAPPED = {"o": "p", "p": "o", "r0": "r1", "r1": "r0"}


@pytest.mark.parametrize("changes", DIFFERENT, ids="-".join)
def test_what_an_origin_is_decides_its_place(changes: dict[str, Any]) -> None:
    """Every property tells two origins apart, so their order does not follow their ids."""
    found = each(origin("o", **BASE), replace(origin("p", **BASE), **changes))
    assert order(found) == order(renamed(found, SWAPPED))


SAME = (origin("o"), origin("p"))
SURROUNDINGS: list[tuple[tuple[Origin, ...], list[Relay], list[str]]] = [
    (SAME, [relay("r0", "B", "o"), relay("r1", "C", "p")], ["r0", "r1"]),
    (SAME, [relay("r0", "B", "o"), relay("r1", "B", ("p", 0.9))], ["r0", "r1"]),
    (SAME, [relay("r0", "B", "o"), relay("r1", "B", "p")], ["r0"]),
    (SAME, [relay("r0", "B", "o"), relay("r1", "B", "r0", "p")], ["r1"]),
    (SAME, [relay("r0", "B", "o"), relay("r1", "B", "o", "p")], ["r0", "r1"]),
]


@pytest.mark.parametrize(("origins", "relays", "read"), SURROUNDINGS)
def test_what_surrounds_an_origin_decides_its_place(
    origins: tuple[Origin, ...], relays: list[Relay], read: list[str]
) -> None:
    """Letters of relays, certainty of edges, what was read and what is shared tell equal origins apart."""
    found = graph(origins, relays, read)
    assert order(found) == order(renamed(found, SWAPPED))
    assert [r.name for r in canonical(found).relays] == [r.name for r in canonical(renamed(found, SWAPPED)).relays]


def test_links_decide_places() -> None:
    """A could-be link and a group tell origins apart that are equal otherwise, whichever side states the link."""
    new = {"o": "z", "p": "y", "q": "x", "r0": "c", "r1": "b", "r2": "a"}
    linked = each(origin("o"), origin("p"), origin("q", could_be=("p",)))
    turned = each(origin("o"), origin("p", could_be=("q",)), origin("q"))
    for found in (linked, turned):
        assert order(found).index("the o") == order(renamed(found, new)).index("the o")
    grouped = each(
        origin("o", group="g", group_rho=0.2),
        origin("p", group="h", group_rho=0.2),
        origin("q", group="h", group_rho=0.2),
    )
    assert order(grouped).index("the o") == order(renamed(grouped, new)).index("the o")


def test_ids_decide_between_what_looks_alike() -> None:
    """Equal nodes are in the order of their ids, everything once."""
    found = ordered(each(origin("p"), origin("o")))
    assert [one.id for one in found.origins] == ["o", "p"]
    twice = graph([origin("o")], [relay("r", "B", ("o", 0.2), ("o", 0.8))], ["r", "r"])
    assert ordered(twice).read == ("r",)
    assert ordered(twice).relays[0].parents == (Edge("o", 0.8),)
    assert parents(relay("r", "B", ("o", 0.8), ("o", 0.2), "p")) == (Edge("o", 0.8), Edge("p", 1.0))


def test_nodes() -> None:
    """Origins first, then relays."""
    assert [node.id for node in nodes(each(origin("o"), origin("p")))] == ["o", "p", "r0", "r1"]
