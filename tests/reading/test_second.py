"""Languages with the finite verb second: inversion, separable verbs, clauses with the verb last."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.model import SourceKind

TOLD = [
    ("Der Minister sagte, die Brücke sei gesperrt.", "Der Minister", "die Brücke sei gesperrt"),
    ("Gestern sagte der Minister, die Brücke sei gesperrt.", "der Minister", "die Brücke sei gesperrt"),
    ("Die Brücke sei gesperrt, sagte der Minister.", "der Minister", "Die Brücke sei gesperrt"),
    ("Die Polizei teilte am Montag mit, dass die Brücke gesperrt ist.", "Die Polizei", "die Brücke gesperrt ist"),
    ("Die Brücke ist, wie die Polizei mitteilte, gesperrt.", "die Polizei", "Die Brücke ist … gesperrt"),
    ("Wie die Polizei mitteilte, ist die Brücke gesperrt.", "die Polizei", "ist die Brücke gesperrt"),
    ("Die Polizei hat den Bau einer Brücke angekündigt.", "Die Polizei", "den Bau einer Brücke"),
    ("Den Bau der Brücke kündigte er am Montag an.", "er", "Den Bau der Brücke"),
    ("Der Bau ist teuer, so die Ministerin.", "die Ministerin", "Der Bau ist teuer"),
]


@pytest.mark.parametrize(("text", "source", "content"), TOLD)
def test_the_place_of_the_verb_tells_source_and_content(read_text: Any, text: str, source: str, content: str) -> None:
    """Subject and content are found on either side of the verb, of its particle and of its auxiliary."""
    (made,) = read_text(text, "de")
    assert [text[slice(*s)] for s in made.source] == [source]
    assert " … ".join(text[slice(*s)] for s in made.content) == content


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister will sagen, was er denkt.",
        "Die angekündigte Brücke wurde gebaut.",
        "Die Polizei gab den Weg frei.",
        "Der Minister fuhr mit, als es regnete.",
    ],
)
def test_infinitives_adjectives_and_other_particles_report_nothing(read_text: Any, text: str) -> None:
    """A form without its auxiliary, behind a modal verb, or with another particle is no cue."""
    assert read_text(text, "de") == ()


def test_the_mood_of_the_verb_carries_speech_on(read_text: Any) -> None:
    """A sentence in reported speech goes on with the speaker before it; one in the indicative does not."""
    text = "Der Minister sagte, die Brücke sei gesperrt. Der Bau werde Jahre dauern. Die Brücke ist alt."
    first, second = read_text(text, "de")
    assert first.source_kind is SourceKind.ANONYMOUS
    assert second.source_kind is SourceKind.RUNNING
    assert second.resolves_to == "Minister"


def test_hearsay_needs_a_finished_infinitive(read_text: Any) -> None:
    """What someone is said to have done is hearsay; what someone is to do is not."""
    (made,) = read_text("Der Fahrer soll geflohen sein.", "de")
    assert made.source_kind is SourceKind.IMPERSONAL
    assert read_text("Der Fahrer soll morgen kommen.", "de") == ()


@pytest.mark.parametrize(
    ("text", "language", "source", "content"),
    [
        ("Laut Polizei wurden zwei Menschen verletzt.", "de", "Polizei", "wurden zwei Menschen verletzt"),
        ("Nach Angaben der Polizei floh der Fahrer.", "de", "der Polizei", "floh der Fahrer"),
        ("Laut der Stadt, die den Brand untersucht, war das Tor offen.", "de", "der Stadt", "war das Tor offen"),
        ("Der Fahrer floh nach Angaben der Polizei zu Fuß.", "de", "der Polizei", "Der Fahrer floh … zu Fuß"),
        ("Uit het rapport blijkt dat de brug slecht is.", "nl", "het rapport", "de brug slecht is"),
        ("I rapporten står det att bron är dålig.", "sv", "rapporten", "bron är dålig"),
    ],
)
def test_a_preposition_names_the_source(read_text: Any, text: str, language: str, source: str, content: str) -> None:
    """A source behind a preposition, or behind its noun of saying, leaves the rest of the clause as the content."""
    (made,) = read_text(text, language)
    assert [text[slice(*s)] for s in made.source] == [source]
    assert " … ".join(text[slice(*s)] for s in made.content) == content


def test_a_preposition_without_a_noun_of_saying_names_no_source(read_text: Any) -> None:
    """Before a concert the same preposition tells the time."""
    assert read_text("Nach dem Konzert wurden zwei Menschen verletzt.", "de") == ()


def test_a_finite_passive_reports_by_itself(read_text: Any) -> None:
    """A verb that is passive by its ending needs no auxiliary."""
    (made,) = read_text("Föraren uppges ha flytt från platsen.", "sv")
    assert made.source_kind is SourceKind.IMPERSONAL


def test_a_relative_clause_without_a_comma_hides_its_modal_verb(read_text: Any) -> None:
    """A modal verb in a relative clause on the subject makes no infinitive of the verb behind it."""
    (made,) = read_text("Een diplomaat die anoniem wil blijven zei dat de gesprekken zijn mislukt.", "nl")
    assert made.source_kind is SourceKind.ANONYMOUS
