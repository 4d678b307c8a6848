"""Media that no list knows, and media without a name."""

from __future__ import annotations

import pytest
from tests.derivation.conftest import Told

from bukti.derivation.names import inventory, named
from bukti.derivation.prepare import prepare
from bukti.derivation.unlisted import UNNAMED, beside


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "So wrote the newspaper Harbour Voice today.", ["Harbour Voice"]),
        ("en", 'So wrote the daily "Harbour Voice" today.', ["Harbour Voice"]),
        ("en", "So wrote the newspaper. Harbour Voice was silent.", []),
        ("en", "The newspaper said so.", []),
        ("es", "Lo dijo el diario La Voz del Puerto ayer.", ["La Voz del Puerto"]),
        ("ru", "Так пишет газета «Голос причала».", ["Голос причала"]),
        ("tr", "Köprüyü dün Liman Sesi gazetesi yazdı.", ["Liman Sesi"]),
        ("ja", "「河口新聞」が報じた。", ["河口新聞"]),
        ("zh", "《潮汐报》报道说大桥关闭。", ["潮汐报"]),
    ],
)
def test_a_name_beside_a_word_for_a_medium(told: Told, language: str, text: str, found: list[str]) -> None:
    """It is read in quotation marks or in capitals, in its own sentence."""
    (one,) = prepare([told(text, "Echo", language=language)])
    names = inventory([one])
    assert [item.name for item in beside(one, named(one, names), names)] == found


def test_a_medium_without_a_name_is_one_of_its_report_alone(told: Told) -> None:
    """Two reports that cite local media have no origin in common by that."""
    pair = prepare([told("Local media reported it.", "Echo"), told("Local media reported it.", "Coast Mirror")])
    keys = [item.key for one in pair for item in beside(one, (), inventory(pair)) if item.key.startswith(UNNAMED)]
    assert len(keys) == len(set(keys)) == 2


def test_the_same_newspaper_is_no_further_medium(told: Told) -> None:
    """A word that points back names nothing new."""
    (one,) = prepare([told("The same newspaper reported it.", "Echo")])
    assert beside(one, (), inventory([one])) == ()
