"""Where a name ends, as a translation shows it."""

from __future__ import annotations

import pytest
from tests.entities.test_heard import groups


def names(texts: dict[str, str], *, kin: bool = True) -> set[str]:
    """Every name as it stands."""
    return {seen.text for group in groups(texts, kin=kin) for seen in group.seen}


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("de", "Das Schiff sank, sagte Komiker Martin Velkamp.", "Komiker Martin Velkamp"),
        ("es", "El barco se hundió, dijeron Martin Velkamp y Anna Ormsted.", "Martin Velkamp y Anna Ormsted"),
    ],
)
def test_a_longer_name_is_cut_where_the_original_has_the_shorter_one(language: str, text: str, wrong: str) -> None:
    """Only in a translation: elsewhere nobody knows that the same is meant."""
    texts = {"en": "The ship sank, Martin Velkamp said on Tuesday. Nobody heard Anna Ormsted.", language: text}
    found = names(texts)
    assert "Martin Velkamp" in found
    assert wrong not in found
    (both,) = (group for group in groups(texts) if any(seen.text == "Martin Velkamp" for seen in group.seen))
    assert len({seen.report for seen in both.seen}) == 2
    assert wrong in names(texts, kin=False)


def test_a_body_is_not_cut_to_the_place_in_its_name() -> None:
    """The university is not Zarkia, though the original names both."""
    texts = {
        "en": "Zarkia is closed, Zarkia University said, and Zarkia it stays.",
        "es": "Está cerrada, dijo la Universidad de Zarkia el martes.",
    }
    assert "Universidad de Zarkia" in names(texts)
    assert "Zarkia" in names(texts)


def test_a_place_is_cut_to_what_a_gazetteer_has() -> None:
    """The noun before a province is not its name; what no gazetteer has stays whole."""
    english = "Talks in Yunnan and Zarkia failed."
    found = names({"en": english, "de": "Gespräche in der Provinz Yunnan und der Provinz Zarkia scheiterten."})
    assert {"Yunnan", "Provinz Zarkia"} <= found
    assert "Provinz Yunnan" not in found


def test_a_name_that_both_texts_have_is_not_cut() -> None:
    """The longest counts."""
    texts = {"en": "Anna Ormsted said so. Ormsted left.", "de": "Das sagte Anna Ormsted. Ormsted ging."}
    assert names(texts) == {"Anna Ormsted", "Ormsted"}


def test_a_name_does_not_end_with_a_small_word() -> None:
    """What leads to the next name belongs to neither."""
    assert not [one for one in names({"es": "Visitaron el Etihad Stadium de Manchester."}) if one.endswith(" de")]
