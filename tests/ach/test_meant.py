"""Which claim a person means by an id or by words."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bukti.acts.matrix import _meant
from bukti.errors import UsageError
from bukti.model import Result

ID = "cl-0123456789abcdef"


@pytest.fixture
def result(make: SimpleNamespace) -> Result:
    """Two claims: one that two statements make in different words, and one that has words of both."""
    document = make.document("The plant exists. A works has been built. The plant is new.")
    statements = [make.statement(document, words) for words in ("The plant exists", "A works has been built")]
    made: Result = make.result(document, statements, [])
    new = make.statement(document, "The plant is new")
    (finding,) = made.findings
    claim = replace(finding.claim, id="cl-fedcba9876543210", text="The plant is new", affirming=(new.id,))
    return replace(made, statements=(*made.statements, new), findings=(finding, replace(finding, claim=claim)))


@pytest.mark.parametrize("name", [ID, "cl-0123", "the plant  EXISTS", "works has", "plant exists"])
def test_a_claim_is_found_by_id_text_or_words_of_any_statement(result: Result, name: str) -> None:
    """A statement in another language may say it otherwise than the one that leads."""
    assert _meant(name, result).claim.id == ID


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("plant", "'plant' is in 2 claims, name one by its id:\n  cl-0123456789abcdef  The plant exists\n  cl-fed"),
        ("the plant existed", "No claim says 'the plant existed':\n  cl-0123456789abcdef  The plant exists"),
        ("cl-999999", "No claim says 'cl-999999': `bukti claims list` shows what is there."),
        ("", "No claim says ''"),
    ],
)
def test_what_is_not_clear_is_refused_with_the_nearest(result: Result, name: str, told: str) -> None:
    """Each with the id to name it by."""
    with pytest.raises(UsageError) as refused:
        _meant(name, result)
    assert str(refused.value).startswith(told)
