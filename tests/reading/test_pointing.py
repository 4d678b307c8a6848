"""Words that point back, beside quotations of the same sentence: who says those says nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.model import Stance

QUOTED = {
    "en": 'The dam was opened on Thursday. Hidronorte denied this: "Nothing was opened," said its aide, Clara Besa.',
    "es": 'El dique se abrió el jueves. La empresa Hidronorte lo negó: "No hubo apertura", dijo su vocera, Clara Besa.',
}


@pytest.mark.parametrize("language", QUOTED)
def test_who_is_quoted_beside_it_does_not_say_what_is_pointed_at(read_text: Any, language: str) -> None:
    """The first quotation of a text is not taken for the one that stands in for the sentence before."""
    text = QUOTED[language]
    first = text.index(".")
    for one in read_text(text, language):
        assert one.stance is Stance.DENIES or one.content[0].start > first
