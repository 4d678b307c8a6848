"""The derivation graph for Graphviz."""

from __future__ import annotations

from collections.abc import Sequence

from bukti.model import Document, Lineage
from bukti.report.plain import one_line
from bukti.report.trees import words


def lineage(documents: Sequence[Document], graph: Lineage) -> str:
    """Reports as boxes, origins outside the collection as ellipses; an edge without known direction has no arrow."""
    lines = ["digraph lineage {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [f"  {_quoted(d.report.id)} [label={_quoted(d.report.path)}];" for d in documents]
    lines += [
        f"  {_quoted(node.id)} [shape=ellipse, label={_quoted(node.name or 'unknown common origin')}];"
        for node in graph.latent
    ]
    for edge in graph.edges:
        label = _quoted(f"{words(edge)} {edge.probability:.2f}")
        arrow = "" if edge.direction_known else ", dir=none"
        lines.append(f"  {_quoted(edge.parent)} -> {_quoted(edge.child)} [label={label}{arrow}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    """A string of the DOT language: only its quotation mark and its backslash need escapes; Unicode stays as it is."""
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
