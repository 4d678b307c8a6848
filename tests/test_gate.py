"""The quality gate: floors hold, corpora are the ones measured, absent data is never a pass."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The gate's module, from the folder beside the package."""
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("eval.gate")


@pytest.fixture
def run(gate: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Run the gate over one measure of a given value, whose corpus is one small file below `tmp_path`."""
    measures = importlib.import_module("eval.measures")
    monkeypatch.setenv("BUKTI_DATA", str(tmp_path))
    monkeypatch.setattr(gate, "BASELINE", tmp_path / "baseline.json")
    monkeypatch.setattr(gate, "ERROR_RATES", tmp_path / "error_rates.yml")
    (tmp_path / "measured.md").write_text("# Measured\n", "utf-8")
    monkeypatch.setattr(gate, "MEASURED", tmp_path / "measured.md")
    monkeypatch.setattr(gate, "ROOT", tmp_path)

    def made(value: float, *arguments: str, corpus: str | None = "one") -> int:
        file = tmp_path / "corpus.txt"
        file.unlink(missing_ok=True)
        if corpus is not None:
            file.write_text(corpus, "utf-8")
        figure = measures.Figure(value, 0.1, "always yes", 0.2, 0.9, 7)
        measure = measures.Measure("room/corpus", "A title", ("corpus.txt",), lambda _: {"f1": figure}, ("f1",))
        monkeypatch.setattr(gate, "MEASURES", (measure,))
        return int(gate.main(arguments))

    return made


def test_a_figure_at_its_floor_passes(run: Callable[..., int]) -> None:
    """What was measured once passes when it is measured again."""
    assert run(0.5, "--update") == 0
    assert run(0.5) == 0


def test_a_lowered_figure_fails(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """Less than the floor is a failure that names measure, figure and floor."""
    run(0.5, "--update")
    assert run(0.4) == 1
    assert "FAILED: room/corpus f1: 0.400 is below its floor 0.500" in capsys.readouterr().out


def test_a_changed_corpus_fails(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """A better figure on another corpus is no pass."""
    run(0.5, "--update")
    assert run(0.9, corpus="two") == 1
    assert "the corpus changed" in capsys.readouterr().out


def test_absent_data_is_skipped_loudly(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """The skip says which file is missing, and that it is no pass."""
    run(0.5, "--update")
    run(0.5, corpus=None)
    assert "skipped: room/corpus: no corpus.txt" in capsys.readouterr().out


def test_a_measure_without_floors_fails(run: Callable[..., int]) -> None:
    """A new measure must be written into the baseline."""
    assert run(0.5) == 1


def test_an_update_refuses_to_lower_a_floor(run: Callable[..., int]) -> None:
    """Lowering takes a decision, made in words."""
    run(0.5, "--update")
    with pytest.raises(SystemExit, match="floors of f1 would fall"):
        run(0.4, "--update")
    assert run(0.4, "--update", "--allow-regression") == 0
    assert run(0.4) == 0


def test_error_rates_tell_value_interval_baseline_and_sample(run: Callable[..., int], tmp_path: Path) -> None:
    """What the dossier shows is written with everything that a reader needs to judge it."""
    run(0.5, "--update")
    written = (tmp_path / "error_rates.yml").read_text("utf-8")
    assert "value: 0.500, low: 0.200, high: 0.900, baseline: 0.100" in written
    assert 'trivial: "always yes", count: 7' in written


def test_the_committed_floors_belong_to_registered_measures(gate: Any) -> None:
    """A floor whose measure is gone would never be checked."""
    floors = json.loads((ROOT / "eval" / "baseline.json").read_text("utf-8"))
    assert set(floors) == {measure.name for measure in gate.MEASURES}


def test_the_documented_figures_are_the_committed_floors() -> None:
    """docs/measured.md shows what was measured last, on the corpora that the floors belong to."""
    page = (ROOT / "docs" / "measured.md").read_text("utf-8")
    floors = json.loads((ROOT / "eval" / "baseline.json").read_text("utf-8"))
    blocks = re.findall(r"^(\S+)  corpus (\S+)  \S+\n((?:  .+\n)+)", page, re.MULTILINE)
    assert {name: digest for name, digest, _ in blocks} == {name: e["digest"][:12] for name, e in floors.items()}
    for name, _, rows in blocks:
        shown = {
            metric: float(value)
            for metric, value in re.findall(r"^  (\S+(?: \S+)*?) +(-?\d+\.\d+)", rows, re.MULTILINE)
        }
        assert shown == pytest.approx(floors[name]["floors"], abs=0.0011)
