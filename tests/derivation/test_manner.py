"""How a name is cited, by the words around it."""

from __future__ import annotations

import pytest
from tests.derivation.conftest import Told

from bukti.derivation.manner import manner
from bukti.derivation.names import inventory, named
from bukti.derivation.prepare import prepare


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("The pumps failed, Reuters reported.", "told"),
        ("The mayor spoke of the pumps to the Reuters office.", "named"),
        ("The owner of Reuters said nothing.", "named"),
        ("The mayor's car came late, the mayor told Reuters.", "told"),
        ("The pumps failed. (with material from Reuters)", "credit"),
        ("The pumps failed (a photograph by Reuters)", "credit"),
        ("The pumps failed (photograph by Reuters)", "photo"),
        ("Image: Reuters", "photo"),
        ("Images of the flood went round the whole wide world, the agency Reuters reported.", "told"),
        ("Reuters is old and grey, said the mayor.", "named"),
    ],
)
def test_ways_of_naming(told: Told, text: str, how: str) -> None:
    """Each text names one listed agency in one way."""
    (one,) = prepare([told(text, "Echo")])
    (item,) = named(one, inventory([one]))
    assert manner(one, item).how == how


@pytest.mark.parametrize(
    ("text", "relayed"),
    [
        ("The Mail, citing Reuters, wrote of pumps.", ["", "before"]),
        ("Citing Reuters, AFP wrote of pumps.", ["before", "before"]),
        ("Reuters wrote of pumps.", [""]),
    ],
)
def test_a_word_for_taking_over(told: Told, text: str, relayed: list[str]) -> None:
    """It stands before the medium that another has something from; which of two it means is seen from the whole."""
    (one,) = prepare([told(text, "Echo"), told("Other.", "The Mail")][:1])
    names = inventory([one, *prepare([told("Other.", "The Mail")])])
    assert [manner(one, item).relayed for item in named(one, names)] == relayed
