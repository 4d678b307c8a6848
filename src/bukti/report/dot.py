"""The derivation graph for Graphviz."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bukti.model import Document, Lineage


def lineage(documents: Sequence[Document], graph: Lineage) -> str:
    """Reports as boxes, origins outside the collection as ellipses; an edge without known direction has no arrow."""
    lines = ["digraph lineage {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [f"  {json.dumps(d.report.id)} [label={json.dumps(d.report.path)}];" for d in documents]
    lines += [
        f"  {json.dumps(node.id)} [shape=ellipse, label={json.dumps(node.name or 'unknown common origin')}];"
        for node in graph.latent
    ]
    for edge in graph.edges:
        label = json.dumps(f"{edge.kind.value} {edge.probability:.2f}")
        arrow = "" if edge.direction_known else ", dir=none"
        lines.append(f"  {json.dumps(edge.parent)} -> {json.dumps(edge.child)} [label={label}{arrow}];")
    return "\n".join([*lines, "}"]) + "\n"
