"""Trees of origins and families of reports."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bukti.model import (
    Derivation,
    DerivationKind,
    Document,
    Edge,
    EvidenceGraph,
    LatentOrigin,
    Lineage,
    Relay,
    SourceKind,
)
from bukti.report import trees
from bukti.report.trees import Member


def _edge(parent: str, child: str, probability: float = 0.9, *, known: bool = True) -> Derivation:
    return Derivation(parent, child, DerivationKind.COPY, probability, direction_known=known, share_of_child=0.5)


def _shape(member: Member) -> object:
    return {member.id: [_shape(child) for child in member.children]}


@pytest.fixture
def three(make: SimpleNamespace) -> list[Document]:
    """Three documents."""
    return [make.document(f"Report {name}.") for name in "abc"]


def test_a_cycle_of_relays_ends_the_tree(make: SimpleNamespace) -> None:
    """Relays that repeat each other appear once on a branch."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    result = make.result(document, [said], [])
    (finding,) = result.findings
    relays = (Relay("a", "A", "F", (Edge("or-1"), Edge("b"))), Relay("b", "B", "F", (Edge("a"),)))
    graph = EvidenceGraph("c", finding.graph.origins, relays, ("a",))
    (root,) = trees.origin_tree(trees.by_ends(result.lineage), replace(finding, graph=graph), "affirm")
    assert [(child.name, child.kind, child.report) for child in root.children] == [("A", "read", "a")]
    below = root.children[0].children
    assert [(child.name, child.kind, child.report, child.children) for child in below] == [("B", "not read", None, ())]
    assert trees.origin_tree(trees.by_ends(result.lineage), finding, "deny") == ()


def test_an_origin_says_how_it_is_read(make: SimpleNamespace) -> None:
    """The speaker's word, its reading, the basis and self-interest stand beside the name."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    result = make.result(document, [said], [])
    (finding,) = result.findings
    (origin,) = finding.graph.origins
    graph = replace(finding.graph, origins=(replace(origin, word="may", self_interest=True, established=False),))
    (root,) = trees.origin_tree(trees.by_ends(result.lineage), replace(finding, graph=graph), "affirm")
    assert root.why[0] == "said “may”, read as certain"
    assert "the statement serves the speaker" in root.why
    assert not root.established


def test_relays_are_shown_once(make: SimpleNamespace) -> None:
    """A second origin that the same chain carries refers to the first instead of repeating the chain."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    result = make.result(document, [said], [])
    (finding,) = result.findings
    (origin,) = finding.graph.origins
    second = replace(origin, id="or-2", name="A minister", kind=SourceKind.NARRATOR)
    relays = (Relay("a", "A", "F", (Edge("or-1"), Edge("or-2"))), Relay("b", "B", "F", (Edge("a"),)))
    graph = EvidenceGraph("c", (origin, second), relays, ("a", "b"))
    one, two = trees.origin_tree(trees.by_ends(result.lineage), replace(finding, graph=graph), "affirm")
    assert (len(one.children), two.children) == (1, ())
    assert two.why[-1] == f"carried by the same reports as {origin.name}"
    assert two.kind == "the report's own voice"


def test_each_report_hangs_under_its_most_probable_parent(three: list[Document]) -> None:
    """Other parents stay named; a known direction goes before a higher probability."""
    a, b, c = (d.report.id for d in three)
    edges = (_edge(a, c, 0.8), _edge(b, c, 0.95, known=False), _edge(a, b, 0.9))
    (family,) = trees.families(three, Lineage(edges, (), ((a, b, c),)))
    assert family.size == 3
    assert [_shape(root) for root in family.roots] == [{a: [{b: []}, {c: []}]}]
    assert [e.parent for e in family.roots[0].children[1].others] == [b]


def test_a_cycle_of_reports_is_cut_once(three: list[Document]) -> None:
    """Every report stands in the tree once, even where edges run in a circle."""
    a, b, c = (d.report.id for d in three)
    edges = (_edge(a, b, 0.9), _edge(b, c, 0.8), _edge(c, a, 0.7))
    (family,) = trees.families(three, Lineage(edges, (), ((a, b, c),)))
    assert [_shape(root) for root in family.roots] == [{a: [{b: [{c: []}]}]}]


def test_an_origin_outside_the_collection_is_a_root(three: list[Document]) -> None:
    """Reports that come from a wire nobody kept hang under it; the rest stand alone."""
    a, b, c = (d.report.id for d in three)
    lineage = Lineage((_edge("la-1", a), _edge("la-1", b)), (LatentOrigin("la-1", (a, b), ()),), ((c,), (a, b)))
    joined, alone = trees.families(three, lineage)
    assert [_shape(root) for root in joined.roots] == [{"la-1": [{a: []}, {b: []}]}]
    assert joined.roots[0].outside
    assert (alone.size, alone.roots[0].id) == (1, c)


def test_words_of_an_edge_name_an_unknown_direction() -> None:
    """A line without arrow is not told as a copy of one by the other."""
    assert trees.words(_edge("a", "b")) == "copy"
    assert trees.words(_edge("a", "b", known=False)) == "copy, direction unknown"
