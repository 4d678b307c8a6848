"""Words and marks as Unicode knows them."""

from __future__ import annotations

import pytest

from bukti.text.letters import TOKEN, plain, quoted, spelled


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("قائلاً، إنّ", ["قائلاً", "،", "إنّ"]),
        ("او می\u200cگوید که", ["او", "می\u200cگوید", "که"]),
        ("कहा है कि", ["कहा", "है", "कि"]),
        ('דובר צה"ל אמר', ["דובר", 'צה"ל', "אמר"]),
        ("\u200fقال\u200f (BBC)", ["قال", "(", "BBC", ")"]),
        ("don't stop", ["don't", "stop"]),
    ],
)
def test_a_word_keeps_its_signs_and_joiners(text: str, tokens: list[str]) -> None:
    """Vowel signs, joiners and the mark of an acronym belong to their word; marks without a shape are no tokens."""
    assert TOKEN.findall(text) == tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أكّد", "اكد"),
        ("قـــال", "قال"),
        ("کی", "كي"),
        ("می\u200cگوید", "میگوید"),
        ("מַנְכָּ״ל", 'מנכ"ל'),
        ("Don’t", "don't"),
    ],
)
def test_spellings_of_one_word_are_compared_as_one(one: str, other: str) -> None:
    """Points, stretches, joiners, hamza on alif and the Persian shapes of letters make no difference."""
    assert spelled(one) == spelled(other)


def test_letters_that_tell_words_apart_stay() -> None:
    """Alif maqsura is no yeh ("على" is "on", "علي" a name), and a lone quotation mark keeps its shape."""
    assert spelled("على") != spelled("علي")
    assert spelled("”") == "”"


def test_marks_of_other_scripts_do_what_latin_ones_do() -> None:
    """The Arabic and the full-width comma are commas; a mark that has no Latin double stays."""
    assert [plain(mark) for mark in "،，؟；」"] == [",", ",", "?", ";", "」"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("''It sank,'' he said.", ' "It sank,"  he said.'),
        ("``It sank,'' he said.", ' "It sank,"  he said.'),
        ("He asked: ''Why?''", 'He asked:  "Why?" '),
        ("a genius (''smart'')", 'a genius ( "smart" )'),
        ("she is 5'10'' tall", "she is 5'10'' tall"),
        ("'''loud'''", "'''loud'''"),
        ("don't", "don't"),
    ],
)
def test_two_single_marks_are_a_double_one(text: str, marked: str) -> None:
    """Where two single marks stand for a double one the text keeps its length; feet and inches stay."""
    assert quoted(text) == marked
    assert len(marked) == len(text)
