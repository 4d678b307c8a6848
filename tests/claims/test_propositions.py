"""Statements that put no proposition forward."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti.claims.features import extract
from bukti.claims.propositions import leftover
from bukti.model import DerivationKind, Document, Form, Lineage, Stance


def left(build: SimpleNamespace, text: str, content: str, **changes: object) -> bool:
    """Whether the only statement of a text is left out."""
    document = build.document(text)
    features = extract([document], [build.statement(document, content, **changes)])
    return bool(leftover(features, [document], build.lineage([document])))


@pytest.mark.parametrize(
    "text",
    [
        "Katrin Solberg",
        "19 June 2024",
        "Valley Weekly, 15 November 2024",
        "Fire on the mountain: a night in Gorum",
        "Seat: Old Gorum, Freedonia.",
        "Did the army shell the hospital in Tarsk?",
        "Kaldor Steel did not answer questions before publication.",
        "Asked about the mine in Pesh, the minister declined to comment.",
        "The agency could not independently verify the report from Tarsk.",
    ],
)
def test_headings_questions_and_silence_are_left_out(build: SimpleNamespace, text: str) -> None:
    """A name, a date, a title, a field, a question, an unanswered request."""
    assert left(build, text, text.rstrip("."))


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled the hospital in Tarsk.",
        "Kaldor Steel buys a mine in Pesh",
        "The minister confirmed the sale of the mine and declined to comment on its price.",
        "On 19 June the council added Kaldor Steel to the list of firms under sanctions.",
        "A long line of tired villagers with carts along the muddy road to Gorum.",
    ],
)
def test_sentences_are_kept(build: SimpleNamespace, text: str) -> None:
    """A sentence that says something stays, a headline with a verb too; a clause beside silence says something."""
    assert not left(build, text, text.rstrip("."))


@pytest.mark.parametrize(
    ("content", "source"),
    [
        ("who led the research in Gorum", ""),
        ("spokesman of the mining ministry of Freedonia", ""),
        ("owned by the blacklisted Kaldor Steel", ""),
        ("dismissed as baseless the", ""),
        ("mining experts", "The ministry"),
        ("and the mine in Pesh burned down", "The ministry"),
    ],
)
def test_scraps_are_left_out(build: SimpleNamespace, content: str, source: str) -> None:
    """A clause that leans on another one or is broken off is nobody's proposition."""
    assert left(build, f"The ministry of Freedonia said that {content} and more.", content, source=source)


def test_the_setting_of_what_is_said_is_left_out(build: SimpleNamespace) -> None:
    """What stands before a comma and an attribution is no proposition of its own."""
    text = "Speaking to reporters in Gorum at night, the mayor said it is over."
    assert left(build, text, "Speaking to reporters in Gorum at night")


def test_a_denial_may_be_short(build: SimpleNamespace) -> None:
    """What is denied is known from the claim that it answers."""
    text = "Freedonia rejected any involvement in it."
    assert not left(build, text, "any involvement", source="Freedonia", cue="rejected", stance=Stance.DENIES)


def test_speech_may_begin_with_and(build: SimpleNamespace) -> None:
    """Quoted words are kept as they were said."""
    text = "The mayor said: and the mine in Pesh burned down."
    assert not left(build, text, "and the mine in Pesh burned down", source="The mayor", form=Form.DIRECT)


NOTICE = "Sign up for our morning letter and never miss a story."


def _report(build: SimpleNamespace, place: str, foot: str = NOTICE) -> Document:
    lines = (f"Fire in {place} burns for days", f"The market of {place} burned down on Monday.", "Nobody was hurt.")
    document: Document = build.document("\n\n".join((*lines, foot)), outlet=place)
    return document


def _noticed(build: SimpleNamespace, documents: list[Document], lineage: Lineage) -> list[str]:
    features = extract(documents, build.said(documents))
    out = leftover(features, documents, lineage)
    return sorted(f.text for f in features if f.statement.id in out and "letter" in f.text)


def test_a_notice_repeated_under_unrelated_reports_is_left_out(build: SimpleNamespace) -> None:
    """The same footer under three reports that have nothing else in common is no claim, with small changes too."""
    documents = [_report(build, place) for place in ("Gorum", "Tarsk")]
    documents.append(_report(build, "Pesh", f"Dear reader: {NOTICE}"))
    assert len(_noticed(build, documents, build.lineage(documents))) == 3


def test_what_copies_repeat_is_no_notice(build: SimpleNamespace) -> None:
    """Three copies of one wire repeat its last paragraph and are still one witness."""
    documents = [_report(build, place) for place in ("Gorum", "Tarsk", "Pesh")]
    edges = [build.edge(documents[0], child) for child in documents[1:]]
    assert _noticed(build, documents, build.lineage(documents, *edges)) == []
    latent = [build.edge(documents[0], child, DerivationKind.CITATION) for child in documents[1:]]
    assert len(_noticed(build, documents, build.lineage(documents, *latent))) == 3


def test_short_reports_have_no_footer(build: SimpleNamespace) -> None:
    """The same alert from three newsrooms is news, not a notice."""
    documents = [build.document("A dam broke near Gorum and nine villages are flooded.", outlet=o) for o in "abc"]
    assert leftover(extract(documents, build.said(documents)), documents, build.lineage(documents)) == frozenset()


@pytest.mark.parametrize(("text", "code"), [("Dua pelaut hilang.", "id"), ("Лодочники спасли 12 человек.", "ru")])
def test_a_short_sentence_with_a_count_is_kept(build: SimpleNamespace, text: str, code: str) -> None:
    """Though its verb be unknown; without its full stop it may be a heading."""
    for told, kept in ((text, True), (text[:-1], False)):
        document = build.document(told, code)
        features = extract([document], [build.statement(document, text[:-1])])
        assert (not leftover(features, [document], build.lineage([document]))) is kept


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("de", "die Anlage sei seit Freitag abgeschaltet gewesen"),
        ("de", "der Alarm habe seit Freitag funktioniert"),
        ("id", "pada Minggu malam dua belas orang tewas di pelabuhan"),
    ],
)
def test_what_is_said_may_begin_with_an_article_or_a_day(build: SimpleNamespace, language: str, content: str) -> None:
    """Only a relative clause, or words without a verb, lean on something else there."""
    text = f"Zwei Arbeiter berichteten, {content}."
    document = build.document(text, language)
    features = extract([document], [build.statement(document, content, form=Form.INDIRECT, source="Zwei Arbeiter")])
    assert not leftover(features, [document], build.lineage([document]))


def test_a_denied_name_says_nothing(build: SimpleNamespace) -> None:
    """Images that contradict a firm do not say what the firm told."""
    document = build.document("The satellite images contradict Brenta Chemicals.")
    statement = build.statement(document, "Brenta Chemicals", stance=Stance.DENIES)
    assert leftover(extract([document], [statement]), [document], build.lineage([document])) == {statement.id}
