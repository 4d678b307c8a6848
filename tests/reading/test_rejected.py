"""A rejected claim is what its denier denies, once."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor rejected the claim that the well was dry.", "the well was dry"),
        ("The mayor rejected suggestions that the well was dry as “a joke”.", "the well was dry"),
        ("The mayor rejected suggestions that he worked as a guard.", "he worked as a guard"),
        ("The mayor dismissed reports of a dry well as gossip.", "a dry well"),
        ("The mayor said claims that the well was dry were untrue.", "the well was dry"),
    ],
)
def test_a_rejected_claim_is_denied_once(read_text: Any, text: str, content: str) -> None:
    """The content is what is rejected, without what it is rejected as, and nobody asserts it."""
    (made,) = read_text(text)
    (span,) = made.content
    assert (text[span.start : span.end], str(made.stance)) == (content, "denies")


def test_a_rejected_document_is_no_claim(read_text: Any) -> None:
    """One report "of" somebody is that body's report."""
    text = "The mayor rejected the report of the board."
    assert [text[s.start : s.end] for made in read_text(text) for s in made.content] == ["the report of the board"]


def test_speech_behind_a_rejected_claim_is_its_own_statement(read_text: Any) -> None:
    """What a denier says in quotation marks is asserted by them."""
    text = "Ada Moreno dismissed suggestions that the well was dry: “We drew water from it today.”"
    denial, speech = read_text(text)
    assert (str(denial.stance), str(speech.stance), speech.resolves_to) == ("denies", "asserts", "Ada Moreno")
