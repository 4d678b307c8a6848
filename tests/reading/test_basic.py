"""Languages without a file."""

from __future__ import annotations

from typing import Any

SAID = "„Видяхме как големият мост гори през нощта“, каза Мария Ковачева."


def test_a_quotation_beside_a_name_is_read(read_text: Any) -> None:
    """Nothing of the language is needed to see who stands beside a quotation; the certainty stays open."""
    made = read_text(SAID, "bg")
    assert [(s.certainty, s.flags, s.cue) for s in made] == [("open", ("basic",), ())]


def test_a_second_quotation_of_the_paragraph_is_running(read_text: Any) -> None:
    """Speech that goes on in the paragraph is the same speaker's."""
    _, second = read_text(f"{SAID} „После дойде водата!“", "bg")
    assert second.source_kind == "running"


def test_a_quotation_without_a_name_is_not_read(read_text: Any) -> None:
    """A quotation that nobody stands beside is left alone."""
    assert read_text("„Видяхме как големият мост гори през нощта“.", "bg") == ()
