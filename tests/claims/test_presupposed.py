"""What only tells which event is meant is not what is put forward."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti.claims.presupposed import presupposed
from bukti.derivation.tokens import tokenise
from bukti.reading.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("language", "text", "clause"),
    [
        ("en", "The bombing that killed nine people was carried out by rebels", "that killed nine people"),
        ("en", "The blast which killed twelve was caused by nitrate", "which killed twelve"),
        ("es", "La explosión que mató a doce personas fue causada por nitrato", "que mató a doce personas"),
        ("fr", "L'explosion qui a tué douze personnes a été provoquée par du nitrate", "qui a tué douze personnes"),
        ("id", "Ledakan yang menewaskan dua belas orang disebabkan nitrat", "yang menewaskan dua belas orang"),
        ("pt", "A explosão que matou doze pessoas foi causada por uma bomba", "que matou doze pessoas"),
        (
            "ru",
            "Взрыв, при котором погибли двенадцать человек, был вызван нитратом",
            "при котором погибли двенадцать человек",
        ),
        ("en", "Rebels said that twelve people were killed", ""),
        ("en", "Rebels arrested the man who killed twelve people", ""),
        ("en", "The man that said he was shot died", ""),
        ("en", "Twelve people were killed in a blast", ""),
    ],
)
def test_the_clause_of_a_subject_is_found(language: str, text: str, clause: str) -> None:
    """From its pronoun, with a preposition, to the verb of the main clause; never behind a verb."""
    grammar = vocabulary(language)
    assert grammar is not None
    forms = tokenise(text).forms
    assert " ".join(forms[n] for n in presupposed(forms, grammar)) == clause


def test_a_toll_that_only_tells_which_event_is_no_number_of_the_statement(build: SimpleNamespace) -> None:
    """Its place is kept; a number that is put forward stays."""
    texts = ("The blast that killed 12 people in Gorum was caused by nitrate.", "A blast in Gorum killed 12 people.")
    granted, told = build.features(*texts)
    assert (granted.counts, [count.low for count in told.counts]) == ((), [12])
    assert granted.places == told.places != frozenset()
    assert "c:killed" not in granted.terms
