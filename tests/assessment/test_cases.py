"""Scenarios S1 to S7, their corroborated twins, the ladder and the formulas of method.md, as tables of graphs."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from bukti.assessment import weigh
from bukti.model import Assessment


def _load(name: str, path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


HERE = Path(__file__).parent
sketch = _load("sketch", HERE / "sketch.py")
table = _load("weigh_table", HERE.parents[1] / "eval" / "weigh.py")

CASES = list(table.cases())
# No sentence of any result says these: a machine is never sure, and a count is never that of reports.
NEVER = ("almost certain", "almost no chance")
# With one origin nothing is confirmed.
NEVER_WITH_ONE = ("confirmed by other independent sources", "very likely", "highly likely", "2 independent origins")


def _phrases(case: Any, result: Assessment) -> tuple[str, ...]:
    """What must not be said; the range under other letters may well reach stronger words."""
    single = NEVER_WITH_ONE if result.origins_max <= 1 else ()
    return (*NEVER, *single, *case.entry["must_not_say"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_case(case: Any) -> None:
    """The graph gives the figures to three decimals, the interval of origins, the grade and the words that it must."""
    result = weigh(case.graph, case.profile)
    expect = case.entry["expect"]
    found = table.figures(case, result)
    for key in found.keys() & expect.keys():
        assert found[key] == pytest.approx(expect[key], abs=0.0005), key
    words = {
        "origins": [result.origins_min, result.origins_max],
        "not_established": result.uncounted,
        "admiralty": result.admiralty,
        "likelihood": result.likelihood,
        "confidence": result.confidence,
        "standard": result.standard_met,
        "actionable": result.actionable,
    }
    assert {key: words[key] for key in words if key in expect} == {key: expect[key] for key in words if key in expect}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_what_must_not_be_said(case: Any) -> None:
    """No sentence about the claim holds a forbidden phrase."""
    result = weigh(case.graph, case.profile)
    sentences = sketch.told(result)
    assert len(sentences) > 5
    for sentence in sentences:
        # what other letters would give, and what is still needed, is told as such: no statement about the claim
        if sentence.startswith(("If any single", "If the dependence")) or " needed, " in sentence:
            continue
        for phrase in _phrases(case, result):
            assert phrase not in sentence, (phrase, sentence)


def test_the_cases_are_complete() -> None:
    """Every scenario and twin is there, and every figure of method.md is marked as such."""
    names = {case.scenario for case in CASES}
    assert names == {*(f"S{n}" for n in range(1, 8)), *(f"T{n}" for n in range(1, 8)), "ladder", "formulas"}
    stated = sum(len(case.entry["method"]) for case in CASES)
    assert stated == 31
    assert all(key in case.entry["expect"] for case in CASES for key in case.entry["method"])


def test_a_scenario_is_weaker_than_its_twin() -> None:
    """In every scenario fewer origins are found than in its twin, and less is believed."""
    found: dict[str, list[Assessment]] = {}
    for case in CASES:
        found.setdefault(case.scenario, []).append(weigh(case.graph, case.profile))
    for number in range(1, 8):
        about = [r for r in found[f"S{number}"] if number != 4 or r.origins_max == 0]  # S4's first claim is true
        for result in about:
            for twin in found[f"T{number}"]:
                assert result.origins_max < twin.origins_min
                assert result.opinion.belief < twin.opinion.belief
                assert not result.actionable
                assert twin.actionable


def test_copies_are_many() -> None:
    """The naive baseline is what copies would do; here it exceeds the result wherever reports repeat one origin."""
    for case in CASES:
        if case.scenario.startswith("S") and case.graph.origins and len(case.graph.read) > 3:
            result = weigh(case.graph, case.profile)
            assert table.naive(case.graph, case.profile).belief > result.opinion.belief
