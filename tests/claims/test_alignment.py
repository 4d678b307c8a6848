"""Statements that derivation aligns."""

from __future__ import annotations

from types import SimpleNamespace

from bukti.claims.alignment import aligned
from bukti.model import AlignedPassage, Lineage, Span

TEXT = "The dam above Gorum broke. Nine villages are flooded."


def pairs(build: SimpleNamespace, passage: AlignedPassage) -> dict[tuple[int, int], float]:
    """Aligned statements of a text and its copy over one passage."""
    documents = [build.document(TEXT, outlet=name) for name in ("Wire", "Daily")]
    said = [build.statement(d, part) for d in documents for part in TEXT.rstrip(".").split(". ")]
    features = build.extract(documents, said)
    edge = build.edge(*documents, passages=(passage,))
    where = {f.statement.id: (f.statement.report == documents[0].report.id, f.text[:3]) for f in features}
    found = aligned(features, Lineage(edges=(edge,)))
    assert all(where[features[a].statement.id][0] != where[features[b].statement.id][0] for a, b in found)
    return found


def test_a_copy_aligns_each_statement_with_its_own_copy(build: SimpleNamespace) -> None:
    """Places inside a passage over the whole text are mapped by proportion."""
    whole = AlignedPassage(Span(0, len(TEXT)), Span(0, len(TEXT)), 1.0)
    found = pairs(build, whole)
    assert len(found) == 2
    assert all(share == 1.0 for share in found.values())


def test_a_part_is_no_equal_of_a_whole(build: SimpleNamespace) -> None:
    """A passage that covers a corner of a statement aligns nothing."""
    corner = AlignedPassage(Span(0, 5), Span(0, len(TEXT)), 1.0)
    assert pairs(build, corner) == {}


def test_an_empty_passage_aligns_nothing(build: SimpleNamespace) -> None:
    """A passage without length has no proportion."""
    assert pairs(build, AlignedPassage(Span(3, 3), Span(3, 3), 1.0)) == {}
