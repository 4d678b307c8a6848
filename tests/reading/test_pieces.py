"""Words and marks where they stand, in scripts with spaces and without."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bukti.model import Mention, MentionKind, Span
from bukti.reading.pieces import Piece, Splitter, spaced, unspaced, words_of
from bukti.text.letters import TOKEN
from bukti.text.unspaced import word_ends

WORDS = ("说", "称", "表示", "否认", "发言人", "部", "他", "明年", "中国人", "reuters")


def _split(prepare: Any, text: str, splitter: Splitter) -> list[str]:
    return [piece.text for piece in unspaced(prepare(text, "zh"), Span(0, len(text)), splitter)]


def test_full_width_marks_count_as_plain_ones() -> None:
    """A full-width or Arabic comma is a comma wherever rules look for one, at its own place in the text."""
    made = [(p.start, p.text) for p in spaced("A，B؟", Span(0, 4), TOKEN)]
    assert made == [(0, "A"), (1, ","), (2, "B"), (3, "?")]


def test_the_list_mark_is_a_comma_unless_the_language_lists_with_it(prepare: Any) -> None:
    """Japanese 、 divides clauses, Chinese 、 only members of a list."""
    assert _split(prepare, "甲、乙", Splitter(WORDS, {}, ())) == ["甲", ",", "乙"]
    assert _split(prepare, "甲、乙", Splitter(WORDS, {}, ("、",))) == ["甲", "、", "乙"]


def test_known_words_are_found_in_a_run(prepare: Any) -> None:
    """The words of the language are cut out of a run, digits and Latin words stand alone."""
    made = _split(prepare, "他表示2018年的AM名称。", Splitter(WORDS, {}, ("、",)))
    assert made[:3] == ["他", "表示", "2018"]
    assert made[-3:] == ["AM", "名称", "."]


def test_two_known_words_beat_one_that_only_the_dictionary_knows(prepare: Any) -> None:
    """`他说明年` holds `说` and `明年`, not `说明`."""
    assert _split(prepare, "他说明年", Splitter(WORDS, {}, ())) == ["他", "说", "明年"]


def test_a_word_that_the_dictionary_knows_hides_a_shorter_cue(prepare: Any) -> None:
    """`小说` (novel) holds no `说` (say)."""
    assert "说" not in _split(prepare, "他看小说", Splitter(WORDS, {}, ()))


def test_unknown_characters_in_a_row_are_one_word_like_a_name(prepare: Any) -> None:
    """What no dictionary knows is taken as a name, which scripts without capitals do not show otherwise."""
    text = "特朗普否认"
    made = list(unspaced(prepare(text, "zh"), Span(0, len(text)), Splitter(WORDS, {}, ())))
    assert made == [Piece(0, 3, "特朗普", "特朗普", True), Piece(3, 5, "否认", "否认", False)]


def test_variant_characters_count_as_the_ones_that_the_words_are_written_with(prepare: Any) -> None:
    """Traditional text is cut and compared by simplified words; the piece keeps what is written."""
    text = "發言人說"
    made = list(unspaced(prepare(text, "zh"), Span(0, 4), Splitter(WORDS, {"發": "发", "說": "说"}, ())))
    assert [(p.text, p.low) for p in made] == [("發言人", "发言人"), ("說", "说")]


def test_a_mention_is_one_word(prepare: Any) -> None:
    """A name that the document tells is not cut, whatever words it holds."""
    text = "中国人民银行说"
    name = Mention(Span(0, 6), MentionKind.ORGANISATION, "name:x", "中国人民银行")
    document = replace(prepare(text, "zh"), mentions=(name,))
    made = list(unspaced(document, Span(0, len(text)), Splitter(WORDS, {}, ())))
    assert [(p.text, p.capital) for p in made] == [("中国人民银行", True), ("说", False)]


def test_words_outside_a_document_are_cut_alike() -> None:
    """`words_of` cuts as `unspaced` does."""
    assert words_of("他否认。", Splitter(WORDS, {}, ())) == ["他", "否认", "."]


def test_word_ends_count_code_points() -> None:
    """A character outside the basic plane is one code point and shifts nothing."""
    assert word_ends("𠀀表示")[-1] == 3
