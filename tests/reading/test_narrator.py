"""The report's own assertions."""

from __future__ import annotations

from typing import Any

from bukti import reading
from bukti.model import Degree, SourceKind, Statement


def _own(prepare: Any, text: str, language: str = "en") -> tuple[Statement, ...]:
    document = prepare(text, language)
    return reading.narrate(document, reading.read(document))


def test_a_plain_sentence_is_the_narrators(prepare: Any) -> None:
    """What nobody is given for is the report's own."""
    (made,) = _own(prepare, "The old pump broke at night.")
    assert (made.source_kind, made.degree) == (SourceKind.NARRATOR, Degree.CT)


def test_the_narrators_hedge_counts(prepare: Any) -> None:
    """A hedge of the report itself weakens its own assertion."""
    (made,) = _own(prepare, "The old pump apparently broke at night.")
    assert made.degree is Degree.WPR


def test_an_attributed_sentence_is_not_told_twice(prepare: Any) -> None:
    """What a statement holds is nobody else's."""
    assert _own(prepare, "Ada Moreno said that the old pump broke.") == ()


def test_a_clause_beside_a_statement_is_the_narrators(prepare: Any) -> None:
    """The rest of a sentence is told when it is a clause."""
    text = "It rained for three days; Ada Moreno said that the old pump broke."
    (made,) = _own(prepare, text)
    assert text[made.content[0].start : made.content[0].end].startswith("It rained for three days")


def test_a_language_without_a_file_is_told_openly(prepare: Any) -> None:
    """Words that cannot be weighed leave the degree open, and say so."""
    (made,) = _own(prepare, "Старата помпа се счупи през нощта.", "bg")
    assert (made.degree, made.flags) == (Degree.UU, ("basic",))
