"""SECURITY.md rests on tests that are there, and on as many kinds of tampering as it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tests.flows.test_proofs import CHANGES
from tests.store.test_audit import TAMPERINGS
from tests.store.test_bundle import FORGERIES
from tests.store.test_release import FORGERIES as RELEASES

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and "shown by" not in line]
NAMED = sorted(set(re.findall(r"`(tests/\S+?\.py)::(\w+)`", TEXT)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_test_that_is_named_is_there(file: str, name: str) -> None:
    """A promise whose test went away shows nothing any more."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_promise_has_a_test() -> None:
    """Also most of what is not promised; a dash says that no test can show it."""
    assert len(NAMED) > 40
    assert [row for row in ROWS if "::" not in row and not row.endswith("| – |")] == []
    promised = TEXT.partition("## What is not promised")[0]
    assert "| – |" not in promised


def test_there_are_as_many_kinds_as_it_says() -> None:
    """Figures of tampering suites."""
    told = [int(number) for number in re.findall(r"\((\d+) kinds", TEXT)]
    assert told == [len(TAMPERINGS), len(FORGERIES), len(RELEASES), len(CHANGES)]
