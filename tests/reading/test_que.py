"""Constructions of languages whose "que" is complementiser and relative pronoun, and whose verbs stand before nouns."""

from __future__ import annotations

from typing import Any

from bukti.model import SourceKind, Stance


def _read(read_text: Any, text: str, language: str = "es") -> list[tuple[str | None, str, str]]:
    """Source, cue and content of every statement."""

    def words(spans: Any) -> str | None:
        return " … ".join(text[s.start : s.end] for s in spans) or None

    return [(words(s.source), words(s.cue) or "", words(s.content) or "") for s in read_text(text, language)]


def test_a_relative_clause_belongs_to_the_source(read_text: Any) -> None:
    """The same word behind a reporting verb brings its content instead."""
    made = _read(read_text, "Un vecino que pasaba por la plaza dijo que la torre cayó.")
    assert made == [("Un vecino que pasaba por la plaza", "dijo", "la torre cayó")]
    made = _read(read_text, "Marta Olmedo dijo que la policía confirmó que la torre cayó.")
    assert made[1] == ("la policía", "confirmó", "la torre cayó")


def test_an_infinitive_right_behind_its_verb_is_content(read_text: Any) -> None:
    """No word like "to" is needed, and a noun behind a verb that takes none is no content."""
    assert _read(read_text, "Pekín negó haber atacado.") == [("Pekín", "negó", "haber atacado")]
    assert _read(read_text, "Marta Olmedo dijo adiós.") == []


def test_speech_goes_on_behind_a_verb_without_subject(read_text: Any) -> None:
    """A tag between commas may have no source of its own."""
    made = _read(read_text, "Ana Ruiz llegó. La presa, añadió, resistió la noche.")
    assert made == [(None, "añadió", "La presa … resistió la noche")]


def test_a_time_with_an_article_is_no_source(read_text: Any) -> None:
    """It stands before the subject, or where the verb has none."""
    assert _read(read_text, "El lunes el sindicato dijo que la mina cerró.")[0][0] == "el sindicato"
    assert _read(read_text, "El lunes dijo que la mina cerró.")[0][0] is None


def test_an_adjunct_before_a_verb_without_subject_is_no_source(read_text: Any) -> None:
    """What begins with a preposition speaks to nobody."""
    made = read_text("En la sala dijo que la mina cerró.", "es")
    assert [(s.source, s.source_kind) for s in made] == [((), SourceKind.PRONOUN)]


def test_the_source_may_stand_behind_whom_it_speaks_to(read_text: Any) -> None:
    """Verb, addressee, source."""
    made = _read(read_text, "“No fue un accidente”, dijo a la prensa un portavoz de la familia.")
    assert made == [("un portavoz de la familia", "dijo", "“No fue un accidente”")]


def test_an_object_that_looks_like_an_article_does_not_hide_the_verb(read_text: Any) -> None:
    """The same word before a noun does."""
    assert _read(read_text, "Marta Olmedo la acusó de mentir.") == [("Marta Olmedo", "acusó de", "mentir")]
    assert _read(read_text, "La denuncia llegó a Marta Olmedo.") == []


def test_words_that_a_verb_governs_belong_to_the_content(read_text: Any) -> None:
    """The personal "a" is part of the object."""
    assert _read(read_text, "El sindicato instó al gobierno a cerrar la mina.") == [
        ("El sindicato", "instó", "al gobierno a cerrar la mina")
    ]


def test_a_claim_needs_its_link_before_que(read_text: Any) -> None:
    """Without it "que" is a relative pronoun."""
    assert _read(read_text, "Hay rumores que circulan desde marzo.") == []
    assert _read(read_text, "Hay rumores de que la mina cerró.") == [(None, "rumores", "la mina cerró")]


def test_a_rejected_claim_is_what_is_denied(read_text: Any) -> None:
    """Its content is told once, as a denial."""
    made = read_text("Pekín rechazó la acusación de que vende armas.", "es")
    assert [s.stance for s in made] == [Stance.DENIES]
    assert _read(read_text, "Pekín rechazó la acusación de que vende armas.")[0][2] == "vende armas"


def test_a_name_behind_what_its_role_is_of_names_the_source(read_text: Any) -> None:
    """Head, complement, name; and a name that holds a preposition is not cut there."""
    made = read_text("El jefe de policía Carlos Mena dijo que la mina cerró.", "es")
    assert made[0].source_kind is SourceKind.NAMED_PERSON
    made = read_text("Corea del Norte dijo que la mina cerró.", "es")
    assert made[0].source_kind is SourceKind.NAMED_ORGANISATION
