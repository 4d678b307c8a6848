"""Records and claims for the terminal and as JSON."""

from __future__ import annotations

from bukti.model import Account, Claim, Claims, Decision, History, Record
from bukti.report import learnt

MADE = Decision("de-1", "true", "claim", "cl-1", "a \x1b[2J claim", (), "seen", "ida", "2026-05-03T10:00:00+00:00")
SAID = Account("cl-1", "a claim", true=True, affirmed=False, statements=frozenset({"st-1"}))
FOUND = History(
    (
        Record("source", ("Marta\x1b[31m Holm",), (("name", "m"),), (SAID,), 0, 0.0, 0.8, "D", "F"),
        Record("outlet", ("Harrow Gazette",), (("outlet", "r"),), (), 3),
    ),
    (MADE,),
    (MADE,),
)


def test_records_are_shown_with_their_counts() -> None:
    """Right of all, interval, copied claims, letters; what they mean; verdicts that lost their claim."""
    shown = learnt.write(FOUND)
    assert "1 resolved claim, 2 sources" in shown
    assert "0/1    0.00–0.80          F    D" in shown
    assert "0/0               3       F    F" in shown
    assert "F: fewer than 5 resolved claims" in shown
    assert "Nothing is applied by itself" in shown
    assert "Its claim is no longer there: Resolved as true: claim" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_without_a_resolved_claim_the_way_is_told() -> None:
    """Nobody has a record yet."""
    assert "bukti resolve CLAIM" in learnt.write(History((), (), ()))


def test_claims_are_listed_with_ids_and_verdicts() -> None:
    """So that one can be named."""
    claim = Claim("cl-0123456789abcdef", "st-1", "a claim", ("st-1",))
    shown = learnt.write_claims(Claims(((claim, MADE), (claim, None))))
    assert "cl-0123456789abcdef  true" in shown
    assert "cl-0123456789abcdef  open" in shown
    assert learnt.write_claims(Claims(())) == "The case holds no claim.\n"


def test_json_has_every_outcome() -> None:
    """With the side taken and whether it was right."""
    record = learnt.history(FOUND)["records"][0]
    assert record["outcomes"] == [{"claim": "cl-1", "text": "a claim", "true": True, "said": "deny", "right": False}]
    assert (record["right"], record["claims"], record["letter"], record["now"]) == (0, 1, "D", "F")
