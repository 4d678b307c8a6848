"""Whom a source stands for."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("Ada Moreno said it broke. She said it was old.", [None, "Ada Moreno"]),
        ("Two diplomats said it broke. They said it was old.", [None, "diplomats"]),
        ("Two diplomats said it broke. One of them said it was old.", [None, "diplomats"]),
        ("Two diplomats said it broke. The diplomats said it was old.", [None, "diplomats"]),
        ("Amnesty International said it broke. The group said it was old.", [None, "Amnesty International"]),
        ("A group said it broke. The group said it was old.", [None, None]),
        ("Reuters said it broke. The agency said it was old.", [None, "Reuters"]),
        ("Reuters and AFP said it broke. The agency said it was old.", [None, None]),
        ("Reuters said it broke. The newspaper said it was old.", [None, "Reuters"]),
        ("The mayor, Ada Moreno, said it broke. The mayor said it was old.", [None, "Ada Moreno"]),
        ("Ada Moreno went home. “It broke at night,” she said.", ["Ada Moreno"]),
        ("Ada Moreno met Tomas Lind. “It broke at night,” she said.", ["Ada Moreno"]),
        ("It rained. “It broke at night,” she said.", [None]),
        ("We met Ada Moreno, who said it broke.", ["Ada Moreno"]),
        ("The head of the Ministry of Trade, Ada Moreno, left. The head said it broke.", ["Ada Moreno"]),
        ("The head met the mayor, Ada Moreno. The head said it broke.", [None]),
        ("Halden said it broke. The army said it was old.", [None, None]),
        ("Italy said it broke. The group said it was old.", [None, None]),
        ("Halden said it broke. The company said it was old.", [None, "Halden"]),
        ("The Ministry of Trade said it broke. The company said it was old.", [None, None]),
        ("The trade ministry said it broke. It rained. It said the rain was warm.", [None, None]),
        ("The old bridge broke, his brother said, adding that it was old.", [None, None]),
    ],
)
def test_a_source_stands_for_who_spoke_before_or_for_nobody(
    read_text: Any, text: str, resolved: list[str | None]
) -> None:
    """Pronouns, descriptions and partitives lead to a named body or an earlier description; doubt gives None."""
    assert [made.resolves_to for made in read_text(text)] == resolved


def test_a_speaker_far_back_is_out_of_reach(read_text: Any) -> None:
    """A pronoun looks back a few paragraphs only."""
    text = "Ada Moreno said it broke." + "\n\nIt rained for days." * 6 + "\n\nShe said it was old."
    assert read_text(text)[-1].resolves_to is None


def test_a_chain_goes_with_its_speaker(read_text: Any) -> None:
    """Who spoke to an agency is still quoted through it in the next sentence."""
    *_, last = read_text("Two diplomats told Reuters that it broke. They said it was old.")
    assert last.via == ("Reuters",)


def test_another_of_a_kind_spoke_to_the_same_agency(read_text: Any) -> None:
    """A second diplomat is someone else, heard through the same medium."""
    *_, last = read_text("A diplomat told Reuters that it broke. Another diplomat said it was old.")
    assert (last.resolves_to, last.via) == (None, ("Reuters",))
