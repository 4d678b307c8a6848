"""The vocabulary of grouping."""

from __future__ import annotations

import pytest

from bukti import lexicon
from bukti.claims import words
from bukti.claims.words import ClaimWords, Vocabulary

SMALL = Vocabulary(
    ClaimWords(
        stop=("the", "of"),
        suffixes=("ing", "s"),
        prefixes=("re",),
        denials=("deny", "not true"),
        frames=("says that",),
        silence=("no comment",),
        speakers=("press office",),
        concepts={"make": ("build", "put together"), "drone": ("drone*",)},
    )
)


def test_a_word_stands_for_its_concept_else_for_its_stem() -> None:
    """Concepts come first, then affixes are cut where four letters remain; words that say nothing are left out."""
    assert [SMALL.term(form) for form in ("drones", "build", "painting", "repaints", "king", "the", "x", "navy's")] == [
        "c:drone", "c:make", "paint", "paint", "king", None, None, "navy",
    ]  # fmt: skip


def test_a_phrase_is_one_term() -> None:
    """Several words of one meaning count once, wherever they stand."""
    assert SMALL.terms(["drones", "put", "together", "of", "steel"]) == ["c:drone", "c:make", "steel"]


def test_denial_frame_and_silence_are_found_by_place() -> None:
    """The places of the words that reject, put forward, or say that nothing was said."""
    assert SMALL.denied(["that", "is", "not", "true"]) == (2, 4)
    assert SMALL.denied(["true"]) is None
    assert SMALL.framed(["he", "says", "that", "it", "burns"]) == 3
    assert SMALL.framed(["it", "burns"]) == 0
    assert SMALL.silent(["had", "no", "comment"]) == (1, 3)
    assert SMALL.silent(["comment"]) is None
    assert SMALL.speaks(["the", "press", "office"])
    assert not SMALL.speaks(["the", "office"])


def test_a_language_without_a_file_cuts_words() -> None:
    """Six letters stand for a word whose endings are not known; lone Latin letters say nothing, others do."""
    unknown = words.load("xx")
    assert [unknown.term(form) for form in ("электростанциям", "a", "火")] == ["электр", None, "火"]


@pytest.mark.parametrize("code", lexicon.supported())
def test_every_language_names_the_same_concepts(code: str) -> None:
    """A concept is comparable across languages only where both files name it alike."""
    english = lexicon.load("en")
    own = lexicon.load(code)
    assert english is not None
    assert own is not None
    known = set(english.section("claims", ClaimWords).concepts)
    assert set(own.section("claims", ClaimWords).concepts) <= known


def test_background_sentences_are_parallel() -> None:
    """Every language has the same number of background sentences."""
    assert len({len(sentences) for sentences in words.background().languages.values()}) == 1
