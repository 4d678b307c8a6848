"""Quotation marks that belong to words."""

from __future__ import annotations

from bukti.model import Span
from bukti.text.quotations import quotations


def test_the_mark_of_a_hebrew_acronym_opens_nothing() -> None:
    """A quotation mark between two Hebrew letters belongs to the acronym that it stands in."""
    text = 'דובר צה"ל אמר: "הכול שקט".'
    assert [text[slice(*q.content)] for q in quotations(text, [Span(0, len(text))])] == ["הכול שקט"]


def test_a_full_width_pause_ends_a_quotation_whatever_mark_follows() -> None:
    """Unspaced scripts are often written with an opening mark where a closing one belongs."""
    text = "“大桥已经关闭，“他说。"
    (made,) = quotations(text, [Span(0, len(text))])
    assert (text[slice(*made.content)], made.complete) == ("大桥已经关闭，", True)


def test_a_quotation_may_hold_one_with_the_same_marks() -> None:
    """Equal marks nest where both close; a mark that opens anew after a lost closing mark ends the first quotation."""
    nested = "«Мы читаем «Вестник» и «Зарю», а потом спим»."
    assert [q.depth for q in quotations(nested, [Span(0, len(nested))])] == [0, 1, 1]
    broken = "«Мы спим, сказал он. «Мы едим», сказала она. «Мы поём», сказали все."
    assert [q.depth for q in quotations(broken, [Span(0, len(broken))])] == [0, 0, 0]


def test_a_mark_behind_a_word_of_speech_opens() -> None:
    """Damaged texts write an opening mark onto the verb before it."""
    text = 'وقال" إننا بخير وسنعود غدا".'
    (made,) = quotations(text, [Span(0, len(text))], frozenset({"وقال"}))
    assert text[slice(*made.content)] == "إننا بخير وسنعود غدا"


def test_a_stray_mark_before_who_speaks_is_no_quotation() -> None:
    """What follows it, not the words that tell who speaks, is quoted."""
    text = '"وقال الوزير "نحن هنا الآن،" ثم خرج.'
    (made,) = quotations(text, [Span(0, len(text))], frozenset({"وقال"}))
    assert text[slice(*made.content)] == "نحن هنا الآن،"
