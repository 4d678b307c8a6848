"""What stands to the right of a cue."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.reading.context import look_right
from bukti.reading.cues import find
from bukti.reading.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "kind", "begins"),
    [
        ("He said that it broke.", "that", "it"),
        ("He said on Friday in Rome that it broke.", "that", "it"),
        ("He said it broke.", "clause", "it"),
        ("He said: It broke.", "colon", "It"),
        ("He said, “It broke.”", "quote", "“"),
        ("He said.", "closed", "."),
        ("He said when it rained.", "closed", "when"),
        ("He told the crew that it broke.", "that", "it"),
        ("He told Reuters on Friday that it broke.", "that", "it"),
        ("He warned of a flood.", "phrase", "a"),
        ("He warned of “a flood”.", "quote", "“"),
        ("He promised to leave.", "to", "to"),
        ("He said to the audience that it broke.", "that", "it"),
        ("He dismissed as baseless the claim.", "phrase", "the"),
        ("He showed a picture which broke.", "clause", "a"),
        ("He said which.", "closed", "which"),
    ],
)
def test_the_content_is_told_by_what_introduces_it(
    unit: Any, english: Vocabulary, text: str, kind: str, begins: str
) -> None:
    """Addressees, adverbs, times and adjuncts are passed over; the kind says what may be content."""
    made = unit(text)
    right = look_right(made, english, find(made, english)[0], len(made.tokens))
    assert (right.kind, made.tokens[right.start].text) == (kind, begins)


def test_the_person_addressed_is_kept(unit: Any, english: Vocabulary) -> None:
    """The words "Told Reuters" gives the chain its link."""
    made = unit("He told Reuters that it broke.")
    right = look_right(made, english, find(made, english)[0], len(made.tokens))
    assert right.recipient == (2, 3)
