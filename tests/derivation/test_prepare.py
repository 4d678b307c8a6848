"""Preparation: page furniture, quotations, anchors, weights of words."""

from __future__ import annotations

import pytest
from tests.derivation.conftest import Told

from bukti.derivation.prepare import Prepared, idf, normal_name, outside_id, prepare


def words(one: Prepared, skipped: bool) -> set[str]:
    """Tokens that are (or are not) page furniture."""
    return {form for form, flag in zip(one.tokens.forms, one.skipped, strict=True) if flag is skipped}


def test_reports_are_sorted_by_id(told: Told) -> None:
    """The order of input changes nothing."""
    documents = [told(f"Report number {n}.") for n in range(4)]
    assert prepare(documents) == prepare(documents[::-1])
    ids = [one.id for one in prepare(documents)]
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    "frame",
    [
        "Read more about floods",
        "Subscribe to our letter",
        "© Coast Mirror, all rights reserved",
        "Copyright Coast Mirror",
    ],
)
def test_paragraphs_of_the_page_are_skipped(told: Told, frame: str) -> None:
    """A short paragraph that opens with a form of pages, or holds a rights notice, is no part of the report."""
    (one,) = prepare([told(f"Water rose over the bridge.\n\n{frame}\n\nNobody was hurt.")])
    assert words(one, skipped=False) == {"water", "rose", "over", "the", "bridge", "nobody", "was", "hurt"}
    assert one.words == 8


def test_sentences_about_pages_stay(told: Told) -> None:
    """A form inside a sentence of the report is no furniture."""
    (one,) = prepare([told("The mayor wants to read more about floods and to subscribe to nothing.")])
    assert not any(one.skipped)


def test_a_repeated_paragraph_of_one_story_stays(told: Told) -> None:
    """What three copies of one story share is their text, not a frame."""
    story = "Water rose over the bridge at four.\n\nThe engineer opened two gates.\n\nNobody was hurt in the flood."
    for one in prepare([told(story, f"Paper {n}", salt=str(n)) for n in range(3)]):
        assert not any(one.skipped)


def test_quoted_words_are_flagged(told: Told) -> None:
    """Tokens between quotation marks are quoted."""
    (one,) = prepare([told("“We opened the gates in time,” she said.")])
    quoted = {form for form, flag in zip(one.tokens.forms, one.quoted, strict=True) if flag}
    assert quoted == {"we", "opened", "the", "gates", "in", "time"}


def test_anchors_are_what_survives_translation(told: Told) -> None:
    """Equal names, numbers in words or digits and dates give equal anchors in two languages."""
    one, two = prepare(
        [
            told("At least eight people died in Ukraine on 4 March 2024, Marlowe Reed said.", language="en"),
            told("Sedikitnya delapan orang tewas di Ukraina pada 4 Maret 2024, kata Marlowe Reed.", language="id"),
        ]
    )
    common = set(one.anchors) & set(two.anchors)
    assert {"country:ua", "number:8", "date:2024-03-04", "word:marlowe"} <= common


def test_rare_words_weigh_more(told: Told) -> None:
    """The weight falls with the number of reports, stays high for what two share, and is 0 for single letters."""
    weight = idf(prepare([told("a pump failed"), told("a pump held"), told("a choir sang")]))
    assert weight["choir"] > weight["pump"] > 0
    assert weight["a"] == 0
    assert weight["pump"] > 0.8 * weight["choir"]


def test_names_compare_folded() -> None:
    """Case, punctuation and kind of apostrophe do not tell names apart."""
    assert normal_name("The Daily-Mirror’s") == normal_name("the daily mirror's")


def test_outside_ids_name_their_story() -> None:
    """The id of an origin outside depends on its key and on who names it, in any order."""
    assert outside_id("k", ["a", "b"]) == outside_id("k", ["b", "a"]) != outside_id("k", ["a"])
    assert outside_id("k", ["a"]).startswith("ex-")
