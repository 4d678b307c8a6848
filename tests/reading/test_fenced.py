"""Where a comma stands before "that" (Polish): who is told precedes it; "as" makes a source of a verb."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Anna Nowak powiedziała dziennikarzom, że most runął.", [("Anna Nowak", "most runął")]),
        ("Anna Nowak powiedziała dziennikarzom: „Most runął.”", [("Anna Nowak", "„Most runął.”")]),
        ("Anna Nowak powiedziała dziennikarzom prawdę.", []),
    ],
)
def test_whom_one_speaks_to_may_stand_unmarked_before_a_fenced_clause(
    who_says: Any, text: str, told: list[tuple[str, str]]
) -> None:
    """A phrase between a verb and its fence is whom one speaks to; without a fence nothing is said."""
    assert who_says(text, "pl") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jak podała policja, most runął.", [("policja", "most runął")]),
        ("Jak podała w piątek policja, most runął.", [("policja", "most runął")]),
        ("Jak w piątek podała policja, most runął.", [("policja", "most runął")]),
        ("„Most runął” – powiedział w piątek 12 maja Jan Nowak.", [("Jan Nowak", "„Most runął”")]),
    ],
)
def test_a_source_follows_its_verb_over_times(who_says: Any, text: str, told: list[tuple[str, str]]) -> None:
    """Likening words before a reporting verb make "according to" of it, and a time may stand before the source."""
    assert who_says(text, "pl") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("W mieście mówi się, że most runął.", [("", "most runął")]),
        ("W mieście mówi się po polsku.", []),
    ],
)
def test_what_precedes_an_impersonal_that_clause_is_no_part_of_it(
    who_says: Any, text: str, told: list[tuple[str, str]]
) -> None:
    """Only the clause behind the comma is what "they say"."""
    assert who_says(text, "pl") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("रीता शर्मा ने कहा कि पुल बंद है।", [("रीता शर्मा", "पुल बंद है")]),
        ("रीता शर्मा ने पत्रकारों को बताया कि पुल बंद है।", [("रीता शर्मा", "पुल बंद है")]),
        ("रीता शर्मा ने पत्रकारों को चाय दी।", []),
        ("रीता शर्मा ने पुल बंद करने का वादा किया।", [("रीता शर्मा", "पुल बंद करने")]),
        ("रीता शर्मा ने वादा किया।", []),
    ],
)
def test_a_subject_ends_before_its_mark(who_says: Any, text: str, told: list[tuple[str, str]]) -> None:
    """Whom one speaks to, or what one promises, may stand between a marked subject and its verb."""
    assert who_says(text, "hi") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Według raportu rady miejskiej pieniądze zniknęły.", [("raportu rady miejskiej", "pieniądze zniknęły")]),
        ("Według raportu, pieniądze zniknęły.", [("raportu", "pieniądze zniknęły")]),
        ("Według niego pompa działa.", [("niego", "pompa działa")]),
        ("Po spotkaniu z posłami premier Adam Bąk powiedział, że most runął.", [("Adam Bąk", "most runął")]),
        ("W Łodzi powiedział, że most runął.", [("", "most runął")]),
        ("Trener drużyny z ligi Jan Kot powiedział, że most runął.", [("Jan Kot", "most runął")]),
    ],
)
def test_case_parts_a_source_from_what_stands_beside_it(who_says: Any, text: str, told: list[tuple[str, str]]) -> None:
    """A subject is told by its case: behind an adjunct, and as the first word of what "according to" says."""
    assert who_says(text, "pl") == told


def test_a_surname_in_another_case_is_known(read_text: Any) -> None:
    """Whoever was named in full in any case is a person where the surname stands alone."""
    made = read_text("Spotkano Donalda Zawrata. Zawrat powiedział, że most runął.", "pl")
    assert [str(m.source_kind) for m in made] == ["named_person"]


def test_a_rejected_claim_is_told_once(who_says: Any) -> None:
    """What is rejected behind a fence is nobody's claim besides."""
    text = "Firma odrzuciła zarzuty, że kłamała."
    assert who_says(text, "pl") == [("Firma", "kłamała")]
