"""Statements that hang on a reporting verb."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.model import Statement


def _contents(text: str, statements: tuple[Statement, ...]) -> list[str]:
    return [" … ".join(text[s.start : s.end] for s in made.content) for made in statements]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("He said it broke; the crew had left by then.", ["it broke"]),
        ("It broke; nobody, he said, had checked it.", ["nobody … had checked it"]),
        ("The pump, he noted, had been checked twice.", ["The pump … had been checked twice"]),
        ("The pump, he noted, smiling at the crew.", []),
        ("After the meeting, he said.", []),
        ("He said it broke, but the crew denied that it was old.", ["it broke", "it was old"]),
        ("He said it broke and added that the crew had left.", ["it broke", "the crew had left"]),
        ("The crew called him a “hero” of the day.", ["him a “hero” of the day"]),
        ("The crew called him a hero.", ["him a hero"]),
        ("The crew called the office, and a “party” began.", []),
        ("The crew rejected the claim that it broke.", ["it broke"]),
        ("The crew rejected the food.", []),
        ("The data show a rise.", ["a rise"]),
        ("The crew show a rise.", []),
        ("The crew urged him to leave.", ["him to leave"]),
        ("He never said that it broke.", []),
        ("He refused to say that it broke.", []),
        ("I say that it broke.", []),
        ("“It broke,” he said of the pump that we know.", ["“It broke,”"]),
    ],
)
def test_the_content_of_a_verb_is_found(read_text: Any, text: str, contents: list[str]) -> None:
    """Tags, interruptions, coordination and what a verb may take decide what is content, and whether anything is."""
    assert _contents(text, read_text(text)) == contents


def test_a_coordinated_verb_shares_its_subject(read_text: Any) -> None:
    """The source of "and added" is the subject of the verb before it."""
    text = "The captain said it broke and added that the crew had left."
    assert [text[s.source[0].start : s.source[0].end] for s in read_text(text)] == ["The captain"] * 2


def test_did_not_deny_takes_no_position(read_text: Any) -> None:
    """What is not denied is neither asserted nor denied, and open."""
    (made,) = read_text("The captain did not deny that it broke.")
    assert (made.stance, made.certainty, made.flags) == ("questions", "open", ("no-comment",))


def test_a_negated_belief_is_a_denial(read_text: Any) -> None:
    """Who does not believe it denies it."""
    (made,) = read_text("The captain does not believe that it broke.")
    assert made.stance == "denies"
