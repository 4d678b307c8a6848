"""Words that call untrue what was told, in every language with a file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bukti import lexicon
from bukti.claims import falsity
from bukti.derivation.tokens import tokenise

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "claims" / "falsity.yml").read_text("utf-8"))


def test_every_language_has_its_sentences() -> None:
    """A new language file comes with its words of falsity."""
    assert set(CASES) == set(lexicon.supported())


@pytest.mark.parametrize("language", sorted(CASES))
def test_a_story_is_called_untrue_and_forged_money_is_not(language: str) -> None:
    """The words count where they speak of what was told, and not where they are negated."""
    known = falsity.load(language)
    found = {
        kind: [known.find(tokenise(text).forms) is not None for text in CASES[language][kind]]
        for kind in CASES[language]
    }
    assert found == {
        "untrue": [True] * len(CASES[language]["untrue"]),
        "other": [False] * len(CASES[language]["other"]),
    }
