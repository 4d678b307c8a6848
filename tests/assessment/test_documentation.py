"""docs/assessment.md and docs/grading.md hold every setting, rule and word that a result may use."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from bukti.assessment import load, vocabulary
from bukti.assessment.graphs import GRAPH_KEYS, LARGEST, ORIGIN_KEYS, RELAY_KEYS
from bukti.assessment.profiles import MEASURES, Condition, ConfidenceLevel, Parameters, Standard, names

DOCS = Path(__file__).parents[2] / "docs"
ASSESSMENT = (DOCS / "assessment.md").read_text("utf-8")
GRADING = (DOCS / "grading.md").read_text("utf-8")
PROFILE = load()


@pytest.mark.parametrize("key", sorted(Parameters.model_fields))
def test_every_table_of_a_profile(key: str) -> None:
    """Each key of a profile, and each key of a table of single values, is in the table of parameters."""
    section = ASSESSMENT.partition("## Parameters")[2].partition("\n## ")[0]
    assert f"`{key}" in section
    value = getattr(PROFILE, key)
    if isinstance(value, BaseModel):
        inner = list(type(value).model_fields)
    else:
        inner = list(value) if key in ("certainty", "basis") else []
    for name in inner:
        assert f"`{key}.{name}`" in section or f"`.{name}`" in section, name


def test_every_part_of_a_rule() -> None:
    """Levels of confidence and standards are documented key by key."""
    for part in (ConfidenceLevel, Standard):
        for name in part.model_fields:
            assert name == "name" or f"`{name}`" in ASSESSMENT, name
    for name in Condition.model_fields:
        assert f"`{name}`" in GRADING, name


def test_every_key_of_the_graph() -> None:
    """Every key that `bukti weigh` takes is explained, and its size limit stated."""
    for name in (*ORIGIN_KEYS, *RELAY_KEYS):
        assert f"`{name}`" in ASSESSMENT, name
    for name in GRAPH_KEYS:
        assert f'"{name}"' in ASSESSMENT, name
    assert f"{LARGEST:,} origins and relays" in ASSESSMENT


def test_every_word_of_a_result() -> None:
    """Words, letters, digits, standards, policies, measures and profiles are explained for the reader."""
    words = [band.term for bands in vocabulary.SCHEMES.values() for band in bands]
    words += [*vocabulary.SCHEME_NAMES.values(), *vocabulary.CREDIBILITY.values()]
    words += [*vocabulary.RELIABILITY.values(), *(standard.name for standard in PROFILE.standards)]
    words += [f"`{name}`" for name in (*MEASURES, *names())]
    words += [f"`{name}`" for profile in names() for name in load(profile).policies]
    assert [word for word in words if word not in GRADING] == []


def test_the_tables_are_those_that_the_script_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vectors, the cases and their digest in docs/assessment.md are what eval/weigh.py prints now."""
    path = DOCS.parent / "eval" / "weigh.py"
    spec = importlib.util.spec_from_file_location("weigh_printed", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "weigh_printed", script)
    spec.loader.exec_module(script)
    monkeypatch.setattr(sys, "argv", ["weigh.py"])
    script.main()
    *rows, stamp = [line for line in capsys.readouterr().out.splitlines() if line]
    assert len(rows) > 70
    assert [row for row in rows if row not in ASSESSMENT] == []
    assert stamp.split()[1].strip(",") in ASSESSMENT
    assert stamp.split()[-1] in ASSESSMENT
