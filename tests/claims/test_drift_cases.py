"""Drift on literal chains of reports (tests/cases/drift/<table>.jsonl) through text, names, reading and grouping.

`edges` are pairs of parent and child; without them each report is made from the one before it. Which report was made
from which is given, and that its sentences were made from each other in their order, but for its `own`; all else is
found.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bukti import claims
from bukti.model import AlignedPassage, Derivation, DerivationKind, Document

CASES = Path(__file__).parents[1] / "cases" / "drift"
KEYS = ("kind", "change", "parent", "child", "from", "to")
ROWS = [json.loads(line) for table in sorted(CASES.glob("*.jsonl")) for line in table.read_text("utf-8").splitlines()]


def edge(build: SimpleNamespace, parent: Document, child: Document, own: Sequence[int]) -> Derivation:
    """An arrow whose passages are the sentences, in their order, but for the child's own."""
    kind = DerivationKind.REWRITE if parent.language == child.language else DerivationKind.TRANSLATION
    pairs = enumerate(zip(parent.sentences, child.sentences, strict=False))
    passages = tuple(AlignedPassage(p, c, 1.0) for n, (p, c) in pairs if n not in own)
    made: Derivation = build.edge(parent, child, kind, passages=passages)
    return made


def changes(build: SimpleNamespace, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The changes of all claims of a case, in the form of the cases, each once."""
    documents = [
        build.document(report["text"], report["language"], hours, f"Paper {hours}")
        for hours, report in enumerate(row["reports"])
    ]
    edges = row.get("edges", [[n, n + 1] for n in range(len(documents) - 1)])
    own = [report.get("own", ()) for report in row["reports"]]
    lineage = build.lineage(documents, *(edge(build, documents[p], documents[c], own[c]) for p, c in edges))
    drifts = [d for claim in claims.group(documents, build.said(documents), lineage, None) for d in claim.drift]
    places = {document.report.id: n for n, document in enumerate(documents)}
    made = {(d.kind, d.change, places[d.before.report], places[d.after.report]): d for d in drifts}
    return [
        dict(zip(("kind", "change", "parent", "child"), key, strict=True))
        | {"from": d.before.value, "to": d.after.value}
        for key, d in sorted(made.items())
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_changes_are_those_of_the_case(build: SimpleNamespace, row: dict[str, Any]) -> None:
    """Every change at its hop, none at another, and none where only the wording differs."""
    made = changes(build, row)
    expected = sorted(row["drift"], key=lambda d: (d["kind"], d["change"], d["parent"], d["child"]))
    shown = [{k: m[k] for k in e} for m, e in zip(made, expected, strict=False)] + made[len(expected) :]
    assert shown == expected


def test_there_are_enough_cases() -> None:
    """At least 40 in eight languages, a dozen without a change, and translations."""
    languages = [{report["language"] for report in row["reports"]} for row in ROWS]
    assert len(ROWS) >= 40
    assert len(set().union(*languages)) >= 8
    assert sum(not row["drift"] for row in ROWS) >= 12
    assert sum(len(spoken) > 1 for spoken in languages) >= 8
