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
