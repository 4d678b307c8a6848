"""Citation forms: shapes, languages, neutral forms."""

from __future__ import annotations

import pytest

from bukti.derivation.words import forms, table


def test_a_language_file_wins_and_neutral_forms_hold_everywhere() -> None:
    """English has its own forms and the neutral ones; an unknown language has the neutral ones."""
    assert ("according", "to") in forms("en").before
    assert ("copyright",) in forms("en").boilerplate
    assert forms("zz").before == ()
    assert forms(None).boilerplate == forms("zz").boilerplate != ()


@pytest.mark.parametrize("code", sorted({"en", "id", *table().languages}))
def test_every_language_can_cite(code: str) -> None:
    """Each language has forms before or after a name, and forms of correction, none empty and none twice."""
    found = forms(code)
    assert found.before or found.after
    assert found.corrections
    for field in (found.before, found.after, found.credits, found.corrections, found.boilerplate, found.footers):
        assert all(field)
        assert len(set(field)) == len(field)
