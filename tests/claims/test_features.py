"""What one statement is about."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from bukti.claims.features import Features, Sign, extract
from bukti.model import Damage, Degree, Span, Stance


def one(build: SimpleNamespace, text: str, content: str, language: str = "en", **changes: object) -> Features:
    """The features of one statement in a text."""
    document = build.document(text, language)
    (found,) = extract([document], [build.statement(document, content, **changes)])
    return found


def test_names_numbers_and_times_are_no_terms(build: SimpleNamespace) -> None:
    """What can be compared exactly is kept out of the words."""
    f = one(build, "Russia sold 40 tanks to Ukraine in May 2024.", "Russia sold 40 tanks to Ukraine in May 2024")
    assert f.terms == {"c:sell", "tank"}
    assert f.keys == {"country:ru", "country:ua"}
    assert [(c.low, c.unit, c.words) for c in f.counts] == [(40.0, "tank", "40 tanks")]


def test_a_frame_is_left_out(build: SimpleNamespace) -> None:
    """What an assessment points to is the proposition, not the assessment."""
    text = "An assessment points to a plant in Ukraine where missiles are made."
    f = one(build, text, text[:-1])
    assert f.terms == {"c:plant", "c:missile", "c:make"}
    assert f.full == "a plant in X where missiles are made"


def test_a_denial_is_reduced_to_what_is_denied(build: SimpleNamespace) -> None:
    """The words of rejection give the sign, the rest is compared."""
    text = "We firmly reject the allegation that missiles for Russia are made in Ukraine."
    f = one(build, text, text[:-1])
    assert f.sign is Sign.NEGATES
    assert f.denies
    assert f.terms == {"c:missile", "c:make"}


def test_an_aside_behind_a_name_is_left_out(build: SimpleNamespace) -> None:
    """A description or a relative clause between commas is not what is said; a clause behind a place is."""
    text = "Barlow Dynamics, a maker of toys, is under new sanctions."
    assert one(build, text, text[:-1]).terms == {"c:sanction", "c:new"}
    text = "The envoys, who spoke to a newspaper at night, called the proof credible."
    assert one(build, text, text[:-1]).terms == {"c:diplomat", "c:evidence", "c:credible"}
    text = "In Ukraine, fishermen caught eels, a cook said."
    assert "fishermen" in one(build, text, text[:-1]).full


def test_the_first_clause_stands_for_a_long_statement(build: SimpleNamespace) -> None:
    """What a source adds behind a comma is beside the proposition, unless it describes a place."""
    text = "The ministry said the army has built a large plant near the river, a step that worries fishermen."
    content = "the army has built a large plant near the river, a step that worries fishermen"
    assert "fishermen" not in one(build, text, content, source="The ministry", cue="said").full
    assert "fishermen" in one(build, text, content).full
    text = "The ministry said the army has built a large plant in Ukraine, the home of many fishermen."
    content = "the army has built a large plant in Ukraine, the home of many fishermen"
    assert "fishermen" in one(build, text, content, source="The ministry", cue="said").full


def test_an_elliptic_statement_leans_on_its_sentence(build: SimpleNamespace) -> None:
    """Too few words: the sentence is embedded and its names are carried, those of the source excepted."""
    f = one(build, "Of the bridge in Ukraine, Russia said: it is false.", "it is false", source="Russia", cue="said")
    assert f.elliptic
    assert f.carried == {"country:ua"}
    assert f.full.startswith("Of the bridge in X")


def test_a_content_that_opens_with_its_verb_is_elliptic(build: SimpleNamespace) -> None:
    """The place alone ("located in the province") says nothing without its subject."""
    text = "Program senjata itu diyakini berlokasi di provinsi Xinjiang."
    assert one(build, text, "berlokasi di provinsi Xinjiang", "id").elliptic


def test_names_are_masked_and_damage_is_repaired_for_the_embedding(build: SimpleNamespace) -> None:
    """The embedded text holds no name and no lost space; the shown text keeps the words as they stand."""
    document = build.document("The troops reached thecity in Ukraine today and stayed.")
    harm = Damage(Span(19, 26), "lost-space", "thecity", "the city", "a word list")
    document = replace(document, damage=(harm,))
    (f,) = extract([document], [build.statement(document, "The troops reached thecity in Ukraine")])
    assert f.full == "The troops reached the city in X"
    assert f.text == "The troops reached thecity in Ukraine"


def test_of_two_joined_clauses_nobody_knows_which_is_negated(build: SimpleNamespace) -> None:
    """A negation in one clause does not deny what the other says."""
    text = "Trade policy has not changed and exports of grain continue."
    assert one(build, text, text[:-1], negative=True).sign is Sign.UNKNOWN
    short = "Exports of grain have not changed."
    assert one(build, short, short[:-1], negative=True).sign is Sign.NEGATES


def test_a_language_without_a_file_has_no_sign(build: SimpleNamespace) -> None:
    """Negation cannot be told where the words are not known."""
    text = "Le conseil municipal a voté hier un nouveau budget."
    assert one(build, text, text[:-1], "sw").sign is Sign.UNKNOWN


def test_harm_belongs_to_the_nearest_number(build: SimpleNamespace) -> None:
    """Killed and injured are told apart in one sentence."""
    for text in ("Eight people were killed and twenty others injured.", "The blast killed 8, injured 20."):
        assert [(c.low, c.harm) for c in one(build, text, text[:-1]).counts] == [(8.0, "killed"), (20.0, "injured")]


def test_years_and_dates_are_no_counts(build: SimpleNamespace) -> None:
    """2024 counts nothing."""
    text = "The village counted 2024 as its worst year since 12 May."
    assert one(build, text, text[:-1]).counts == ()


def test_scripts_without_spaces_are_read_in_pairs(build: SimpleNamespace) -> None:
    """Neighbouring characters stand for words."""
    text = "大雨导致道路关闭。"
    assert "大雨" in one(build, text, text[:-1], "zh").terms


def test_statements_without_home_or_content_are_left_out(build: SimpleNamespace) -> None:
    """A statement of a report that is not there has no features; order does not depend on the input."""
    first, second = build.document("The dam broke in Gorum."), build.document("The dam in Gorum broke again.", hours=3)
    statements = [build.statement(d, d.report.text) for d in (first, second)]
    lost = replace(statements[0], id="st-x", report="sha256:x")
    empty = replace(statements[0], id="st-y", content=())
    found = extract([second, first], [lost, *reversed(statements), empty])
    assert [f.statement.id for f in found] == [s.id for s in statements]


def test_only_asserting_and_denying_take_a_position(build: SimpleNamespace) -> None:
    """Questions and open statements are never evidence either way."""
    text = "The dam in Gorum is broken."
    stances = {s: one(build, text, text, stance=s).takes_position for s in Stance}
    assert stances == {Stance.ASSERTS: True, Stance.DENIES: True, Stance.QUESTIONS: False, Stance.DIRECTS: False}
    assert not one(build, text, text, degree=Degree.UU).takes_position


def test_a_sentence_without_end_is_read_around_each_statement(build: SimpleNamespace) -> None:
    """Thousands of statements in one sentence must not each read all of it."""
    document = build.document("told Reuters " * 600)
    assert max(len(f.full) for f in build.extract([document], build.said([document]))) < 3000


def test_where_all_nouns_have_capitals_a_lone_one_is_no_name_to_mask(build: SimpleNamespace) -> None:
    """Whoever speaks of the crew speaks of no name; names of two words, places and known names are masked as ever."""
    text = "In Oslo wurde die Besatzung gewarnt, und Rolf Kienle ging."
    document = build.document(text, "de")
    (f,) = build.extract([document], [build.statement(document, text[:-1])])
    assert f.full == "In X wurde die Besatzung gewarnt, und X ging"
