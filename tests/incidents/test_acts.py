"""What several reports tell of one answer is one act, with all its words."""

from __future__ import annotations

import pytest

from bukti.incidents.responses import gathered
from bukti.model import Named, Response, Span

KEY = "place:gorum"


def _said(name: str, what: str = "denies", key: str = "") -> Response:
    return Response(Named(key, name, Span(0, 1)), what, Span(0, 1), Span(0, 9))


@pytest.mark.parametrize(
    ("told", "acts"),
    [
        # one army in three languages, then in one of them again
        (
            [("en", _said("the army")), ("ru", _said("армия")), ("ar", _said("الجيش")), ("en", _said("the army"))],
            (("the army", "denies", (0, 1, 2, 3)),),
        ),
        # a country's troops go by its key, whatever they are called
        (
            [("en", _said("Gorum army", key=KEY)), ("en", _said("its troops", key=KEY)), ("en", _said("the army"))],
            (("Gorum army", "denies", (0, 1)), ("the army", "denies", (2,))),
        ),
        # two bodies of one language: who could be either in another one stands alone
        (
            [("en", _said("the army")), ("en", _said("the ministry")), ("zh", _said("军方"))],
            (("the army", "denies", (0,)), ("the ministry", "denies", (1,)), ("军方", "denies", (2,))),
        ),
        # two answers of one body are two
        (
            [("en", _said("the army")), ("en", _said("the army", "admits"))],
            (("the army", "denies", (0,)), ("the army", "admits", (1,))),
        ),
        ([], ()),
    ],
)
def test_every_word_stands_in_one_act(
    told: list[tuple[str, Response]], acts: tuple[tuple[str, str, tuple[int, ...]], ...]
) -> None:
    """Name and answer once, and the places of all that tell of it."""
    assert gathered(told) == acts
    assert sorted(place for _, _, places in gathered(told) for place in places) == list(range(len(told)))
