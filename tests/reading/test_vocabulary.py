"""A language's words, compiled."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from bukti.reading.vocabulary import Phrases, Vocabulary, compile_words, vocabulary
from bukti.reading.words import ReadingWords, VerbClass


def test_a_language_without_a_file_has_no_vocabulary() -> None:
    """None, not an error: such languages are read at the basic level."""
    assert vocabulary("xx") is None


def test_the_longest_form_comes_first() -> None:
    """Among forms that begin alike, the longest hit is tried before the others."""
    phrases = Phrases()
    phrases.add("according", "short")
    phrases.add("according to", "long")
    assert [value for _, value in phrases.at(["according", "to", "him"], 0)] == ["long", "short"]


def test_words_may_stand_in_the_gap_of_a_form() -> None:
    """A form with an ellipsis takes what stands between its halves, up to six words, and ends with its second half."""
    phrases = Phrases()
    phrases.add("kan … ha *at", "maybe")
    assert phrases.find(["de", "kan", "i", "natt", "ha", "seglat", "bort"]) == [(1, 6)]
    assert phrases.find(["de", "kan", "ha", "seglat"]) == [(1, 4)]
    assert phrases.find(["kan", *"abcdefg", "ha", "seglat"]) == []
    assert phrases.find(["kan", "ha"]) == []


def test_a_star_stands_for_any_ending() -> None:
    """Prefix forms match longer words, also inside a phrase."""
    phrases = Phrases()
    phrases.add("заявил*", "said")
    phrases.add("по сло*", "words")
    assert phrases.find(["он", "заявила", "вчера", "по", "словам"]) == [(1, 2), (3, 5)]


def test_a_form_beyond_the_end_is_no_hit() -> None:
    """A phrase that the words break off is not there."""
    phrases = Phrases()
    phrases.add("according to", "long")
    assert phrases.find(["according"]) == []


@pytest.mark.parametrize(("word", "verbal"), [("walked", True), ("red", False), ("united", False), ("is", True)])
def test_finite_verbs_show_by_list_or_ending(english: Vocabulary, word: str, verbal: bool) -> None:
    """Endings count in longer words only, and never in listed exceptions."""
    assert english.verbal(word) is verbal


def test_adverbs_show_by_list_or_ending(english: Vocabulary) -> None:
    """Regular adverbs need no entry."""
    assert english.adverb("repeatedly")
    assert not english.adverb("pump")


def test_an_unknown_key_in_a_language_file_is_refused() -> None:
    """A misspelt section is an error, not silence."""
    with pytest.raises(ValidationError, match="verbz"):
        ReadingWords.model_validate({"verbz": []})


def test_a_form_with_a_joiner_stands_for_its_three_spellings() -> None:
    """What Persian joins is found joined, written as one word, and written as two."""
    words = compile_words(ReadingWords(verbs=(VerbClass(forms=("می\u200cگوید",), takes=("clause",)),)))
    assert [length for lows in (["ميگويد"], ["مي", "گويد"]) for length, _ in words.cues.at(lows, 0)] == [1, 2]
