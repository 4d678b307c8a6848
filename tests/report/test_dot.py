"""The derivation graph for Graphviz."""

from __future__ import annotations

from types import SimpleNamespace

from bukti.model import Derivation, DerivationKind, LatentOrigin, Lineage
from bukti.report import dot


def test_names_are_quoted_and_unknown_direction_has_no_arrow(make: SimpleNamespace) -> None:
    """No name can end its label or control a terminal; Unicode stays; an edge without direction has no arrow."""
    child = make.document("Two.", 'Степной "Daily\\" \x1b[2J')
    edge = Derivation("la-1", child.report.id, DerivationKind.COPY, 0.8, direction_known=False, share_of_child=1.0)
    printed = dot.lineage([child], Lineage((edge,), (LatentOrigin("la-1", (), ()),), ()))
    assert 'label="степной-\\"daily\\\\\\"-[U+001B][2j.txt"' in printed
    assert 'label="copy, direction unknown 0.80", dir=none' in printed
    assert '"unknown common origin"' in printed
