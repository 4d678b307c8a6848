"""Words that are written onto others."""

from __future__ import annotations

from bukti.reading.tokens import token_pattern
from bukti.reading.vocabulary import split_form
from bukti.text.letters import TOKEN

FRENCH = token_pattern(["l'", "d'", "qu'"], ["il", "t-il"], ["d'abord"])


def test_a_language_that_joins_no_words_has_the_common_tokens() -> None:
    """Without data of its own a language is cut as all are."""
    assert token_pattern([], [], []) is TOKEN


def test_elided_words_are_tokens_with_their_mark() -> None:
    """Either apostrophe parts a listed short word from the next, and no other word."""
    assert FRENCH.findall("L’agence qu'il aujourd'hui") == ["L’", "agence", "qu'", "il", "aujourd'hui"]


def test_a_pronoun_behind_a_verb_is_a_token_without_its_hyphens() -> None:
    """The hyphens and the letter between belong to nothing, and other hyphens stay inside their words."""
    assert FRENCH.findall("a-t-il dit, dit-il, porte-parole") == [
        "a",
        "il",
        "dit",
        ",",
        "dit",
        "il",
        ",",
        "porte-parole",
    ]


def test_listed_words_stay_whole() -> None:
    """A word that only looks like two is one."""
    assert FRENCH.findall("d'abord d'accord") == ["d'abord", "d'", "accord"]


def test_a_hyphen_may_join_a_short_word_to_the_next() -> None:
    """Romanian writes its pronouns onto the auxiliary."""
    assert token_pattern(["s-"], [], []).findall("s-a dus la Cluj-Napoca") == ["s-", "a", "dus", "la", "Cluj-Napoca"]


def test_forms_are_cut_as_the_text_is() -> None:
    """A language file may write a form as it is read."""
    assert split_form("d'après l'affirm*", FRENCH) == ("d'", "après", "l'affirm*")
    assert split_form("won't say", None) == ("won't", "say")
