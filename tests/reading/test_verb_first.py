"""Verbs whose subject follows them."""

from __future__ import annotations

from typing import Any

import pytest


def _first(read_text: Any, text: str) -> tuple[str, str]:
    made = read_text(text, "ar")[0]
    return (
        " ".join(text[s.start : s.end] for s in made.source),
        " ".join(text[s.start : s.end] for s in made.content),
    )


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("قال مسؤول إن الطريق مغلق.", "مسؤول", "الطريق مغلق"),
        ("قال أمس مسؤول إن الطريق مغلق.", "مسؤول", "الطريق مغلق"),
        ("قال مسؤول، وهو مهندس سابق، إن الطريق مغلق.", "مسؤول", "الطريق مغلق"),
        ("نفى المتحدث الاتهامات.", "المتحدث", "الاتهامات"),
        ("وأعلن مسؤول أمس عن خطة جديدة للمدينة.", "مسؤول", "خطة جديدة للمدينة"),
        ("وأضاف مسؤول قائلا إن الطريق مغلق.", "مسؤول", "الطريق مغلق"),
    ],
)
def test_the_subject_is_read_behind_its_verb(read_text: Any, text: str, source: str, content: str) -> None:
    """Adverbs may part them, an apposition may follow, and what is said begins behind both."""
    assert _first(read_text, text) == (source, content)


def test_a_participle_of_saying_repeats_nothing(read_text: Any) -> None:
    """He "added, saying that P": one statement."""
    assert len(read_text("وأضاف مسؤول قائلا إن الطريق مغلق.", "ar")) == 1


def test_a_verb_without_a_subject_means_who_spoke(read_text: Any) -> None:
    """A subject that is dropped is whoever spoke before."""
    made = read_text("قال الوزير سامر حداد إن الطريق مغلق. وأضاف أن العمل مستمر.", "ar")
    assert [(s.source_kind, s.resolves_to) for s in made][1] == ("pronoun", "سامر حداد")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("كافانو نفى أي اتهامات بالفساد.", "كافانو", "الفساد"),
        ("وتحدث المدرب عن ذلك قائلا: الفريق جاهز للمباراة.", "المدرب", "الفريق جاهز للمباراة"),
        ("وقال المتحدث باسم الهيئة سوتوبو نوجروهو إن الطريق مغلق.", "سوتوبو نوجروهو", "الطريق مغلق"),
        ("وقال مدرب الفريق سوتوبو نوجروهو إن الطريق مغلق.", "سوتوبو نوجروهو", "الطريق مغلق"),
        ("وشدد رئيس البلدية على أهمية السلامة.", "رئيس البلدية", "أهمية السلامة"),
        ("الطريق مغلق، على حد قوله.", "قوله", "الطريق مغلق"),
        ("أعلنت الشركة هذا الأسبوع تقديم دعم جديد للمدينة.", "الشركة", "تقديم دعم جديد للمدينة"),
    ],
)
def test_who_acts_is_the_source(read_text: Any, text: str, source: str, content: str) -> None:
    """A subject before its verb, one that a participle of saying hangs on, a name behind a role and its body."""
    assert _first(read_text, text) == (source, content)


def test_a_sentence_of_the_reporters_ends_a_quotation_without_its_mark(read_text: Any) -> None:
    """A verb of reporting at its front shows it, even where a later mark seems to close the quotation."""
    text = 'قال الوزير "إن الجسر مغلق منذ أمس بسبب الأمطار. وقالت الشرطة إن الطريق مفتوح. انتهى العمل".'
    made = read_text(text, "ar")
    assert [text[slice(*s.source[0])] for s in made] == ["الوزير", "الشرطة"]
