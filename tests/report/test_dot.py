"""The derivation graph for Graphviz."""

from __future__ import annotations

from types import SimpleNamespace

from bukti.model import Derivation, DerivationKind, LatentOrigin, Lineage
from bukti.report import dot


def test_names_are_quoted_and_unknown_direction_has_no_arrow(make: SimpleNamespace) -> None:
    """A quotation mark in a name cannot end its label; an edge without direction is drawn without arrow."""
    child = make.document("Two.", 'The "Daily"')
    edge = Derivation("la-1", child.report.id, DerivationKind.COPY, 0.8, direction_known=False, share_of_child=1.0)
    printed = dot.lineage([child], Lineage((edge,), (LatentOrigin("la-1", (), ()),), ()))
    assert '\\"daily\\"' in printed
    assert "dir=none" in printed
    assert '"unknown common origin"' in printed
