"""Tokens and units."""

from __future__ import annotations

from typing import Any

from bukti.model import Span
from bukti.reading.units import LONGEST, held_by, is_speech, near_spans, read_units, unit_of


def test_a_quotation_over_two_sentences_makes_them_one_unit(prepare: Any) -> None:
    """A full stop inside speech does not end the unit that holds it."""
    units, _ = read_units(prepare("He said: “It broke. We left.” Then it rained.", "en"))
    assert len(units) == 2


def test_quoted_words_in_a_clause_are_no_speech(prepare: Any) -> None:
    """A few lower-case words in marks belong to the reporter's clause."""
    document = prepare("They called it “a long goodbye” in the papers.", "en")
    assert [is_speech(q, document.report.text) for q in document.quotations] == [False]


def test_lower_case_words_of_another_script_are_no_speech_either(prepare: Any) -> None:
    """Small letters tell in Cyrillic as they do in Latin."""
    document = prepare("Вони працювали «за допомогою місцевих фахівців» два роки.", "uk")
    assert not any(is_speech(q, document.report.text) for q in document.quotations)


def test_an_endless_sentence_is_cut(prepare: Any) -> None:
    """What no full stop divides is divided by length, and no token is lost."""
    units, _ = read_units(prepare("word " * (2 * LONGEST + 5), "en"))
    assert [len(u.tokens) for u in units] == [LONGEST, LONGEST, 5]


def test_only_an_unpunctuated_first_paragraph_is_a_headline(prepare: Any) -> None:
    """A title line above a body is a headline; a lone line is none."""
    titled, _ = read_units(prepare("Bridge closed\n\nThe bridge was closed.", "en"))
    alone, _ = read_units(prepare("Bridge closed", "en"))
    assert ([u.headline for u in titled], [u.headline for u in alone]) == ([True, False], [False])


def test_a_mark_that_nothing_closes_is_left_out_of_a_region(unit: Any) -> None:
    """A lone opening mark at the front of a content is no part of it."""
    made = unit("She said “the dam broke and we ran.")
    region = made.region(2, len(made.tokens))
    assert region is not None
    assert region.start == 10


def test_a_region_of_marks_alone_is_none(unit: Any) -> None:
    """Punctuation makes no content."""
    made = unit("Well, … she left.")
    assert made.region(1, 3) is None


def test_a_span_is_found_in_its_unit(prepare: Any) -> None:
    """`unit_of` gives the unit that holds a span, and None beyond the text."""
    units, _ = read_units(prepare("It broke. We left.", "en"))
    assert unit_of(units, Span(11, 13)) is units[1]
    assert unit_of(units, Span(90, 95)) is None


def test_near_spans_are_those_that_overlap() -> None:
    """Spans that only touch are not near."""
    spans = [Span(0, 4), Span(4, 8), Span(9, 12)]
    assert list(near_spans(spans, Span(5, 9))) == [Span(4, 8)]


def test_only_things_wholly_inside_are_held(prepare: Any) -> None:
    """A quantity that a span cuts is not in it."""
    document = prepare("There were 14 wells and 20 tanks.", "en")
    held = held_by(document.quantities, Span(0, 20))
    assert [document.words(q.span).split()[0] for q in held] == ["14"]


def test_a_quotation_of_its_own_paragraph_belongs_to_what_leads_to_it(prepare: Any) -> None:
    """A paragraph that ends with "X said:" and the quoted one behind it are one unit; other paragraphs stay apart."""
    units, _ = read_units(
        prepare("News\n\nThe mayor of Halden said:\n\n“It broke. We left the town.”\n\nIt rained.", "en")
    )
    assert [u.tokens[0].text for u in units] == ["News", "The", "It"]
    units, _ = read_units(prepare("News\n\nThe mayor of Halden said:\n\nWe left the town.", "en"))
    assert len(units) == 3


def test_typed_marks_of_two_characters_hold_speech(prepare: Any) -> None:
    """Two single marks for a double one quote as that does, and every token keeps its place."""
    text = "''It broke,'' the mayor said. ''We left the town.''"
    units, speech = read_units(prepare(text, "en"))
    assert len(speech) == 2
    assert [text[t.start : t.end] for u in units for t in u.tokens if t.word and t.speech == 0] == ["It", "broke"]
