"""Silence is no position: no comment, neither confirmed nor denied, not denied; in every language with a file."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from bukti import claims, lexicon

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "claims" / "silence.yml").read_text("utf-8"))


def test_every_language_has_its_sentences() -> None:
    """A new language file comes with its ways of saying nothing."""
    assert set(CASES) == set(lexicon.supported())


@pytest.mark.parametrize("language", sorted(CASES))
def test_silence_takes_no_side(build: SimpleNamespace, language: str) -> None:
    """Nobody affirms or denies anything in such a sentence."""
    for text in CASES[language]:
        document = build.document(text, language)
        found = claims.group([document], build.said([document]), build.lineage([document]), None)
        assert not [c for c in found if c.affirming or c.denying], text


def test_a_denial_beside_a_silence_stays_a_denial(build: SimpleNamespace) -> None:
    """Who would not comment on one thing may deny another."""
    text = "The ministry, which declined to comment on the sale of tanks, denied that it had bombed a school in Pesh."
    document = build.document(text)
    found = claims.group([document], build.said([document]), build.lineage([document]), None)
    assert [c for c in found if c.denying]
