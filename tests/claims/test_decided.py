"""A person merges and splits claims, and the machine keeps to it."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

from bukti import claims
from bukti.claims.decided import bounds, unfit
from bukti.model import Claim, Decision, Document, Stance

FLOOD = "The river Dorna flooded the lower town of Brenna."
WATER = "Water from the Dorna stands in the lower town of Brenna."
VOTE = "The council of Varde elected Marta Holm as its chair."


def _decide(what: str, left: Sequence[str], right: Sequence[str], name: str = "a") -> Decision:
    return Decision(
        f"de_{name}", what, "claim", name, name, (tuple(left), tuple(right)), "as read", "Anna", "2026-05-01"
    )


def _grouped(build: SimpleNamespace, documents: Sequence[Document], *decisions: Decision) -> tuple[Claim, ...]:
    said = [build.statement(d, d.report.text) for d in documents]
    return claims.group(documents, said, build.lineage(documents), None, decisions)


def _homes(found: Sequence[Claim]) -> dict[str, str]:
    return {name: claim.id for claim in found for name in (*claim.affirming, *claim.denying)}


def _ids(build: SimpleNamespace, documents: Sequence[Document]) -> list[str]:
    return [build.statement(d, d.report.text).id for d in documents]


def test_what_was_merged_stays_together_when_reports_are_added(build: SimpleNamespace) -> None:
    """A merge holds for its statements; the machine groups what came later."""
    documents = [build.document(text, hours=n) for n, text in enumerate((FLOOD, VOTE))]
    flood, vote = _ids(build, documents)
    assert len(_grouped(build, documents)) == 2
    merge = _decide("merge", [flood], [vote])
    later = [*documents, build.document(FLOOD, hours=5), build.document("It rained in Pesh on Friday night.", hours=6)]
    home = _homes(_grouped(build, later, merge))
    assert home[flood] == home[vote] == home[_ids(build, later)[2]] != home[_ids(build, later)[3]]


def test_what_was_split_stays_apart_though_a_third_resembles_both(build: SimpleNamespace) -> None:
    """A split bars the join of whole groups, and copies with the same words are parted too."""
    documents = [build.document(FLOOD, hours=n) for n in range(3)]
    one, two, three = _ids(build, documents)
    assert len(_grouped(build, documents)) == 1
    home = _homes(_grouped(build, documents, _decide("split", [two], [one, three])))
    assert home[one] == home[three] != home[two]


def test_the_later_of_two_decisions_holds(build: SimpleNamespace) -> None:
    """Merging again what was split takes it back, and the other way round; what does not hold is told."""
    documents = [build.document(text, hours=n) for n, text in enumerate((FLOOD, VOTE))]
    flood, vote = _ids(build, documents)
    merge, split = _decide("merge", [flood], [vote], "m"), _decide("split", [flood], [vote], "s")
    apart, joined = _grouped(build, documents, merge, split), _grouped(build, documents, split, merge)
    assert len(apart) == 2
    assert len(joined) == 1
    assert "de_m" in unfit([merge, split], apart)[0]
    assert "de_s" in unfit([split, merge], joined)[0]


def test_decisions_on_statements_that_are_gone_are_told(build: SimpleNamespace) -> None:
    """A decision that nothing is left of binds nothing; one that has lost some statements says so."""
    documents = [build.document(text, hours=n) for n, text in enumerate((FLOOD, VOTE))]
    flood, vote = _ids(build, documents)
    assert bounds([_decide("merge", ["st_gone"], ["st_lost"])], {flood: 0}).together == ()
    found = _grouped(build, documents)
    (gone,) = unfit([_decide("merge", ["st_gone"], ["st_lost"])], found)
    assert "in no claim any more" in gone
    kept = _grouped(build, documents, _decide("merge", [flood, "st_gone"], [vote]))
    (some,) = unfit([_decide("merge", [flood, "st_gone"], [vote])], kept)
    assert "1 of its statements" in some
    assert unfit([_decide("merge", [flood], [vote])], kept) == ()


def test_a_denial_that_is_merged_with_a_claim_denies_it(build: SimpleNamespace) -> None:
    """Affirming and denying statements never stand on one side, whoever puts them together."""
    documents = [
        build.document(FLOOD),
        build.document("The mayor of Varde denied that the harvest had failed.", hours=1),
    ]
    flood = build.statement(documents[0], FLOOD)
    denial = build.statement(
        documents[1], "the harvest had failed", "The mayor of Varde", "denied", stance=Stance.DENIES
    )
    said = [flood, denial]
    merge = _decide("merge", [flood.id], [denial.id])
    (claim,) = claims.group(documents, said, build.lineage(documents), None, [merge])
    assert (claim.affirming, claim.denying) == ((flood.id,), (denial.id,))
    assert len(claims.group(documents, said, build.lineage(documents), None)) == 2


def test_the_reasons_name_who_decided(build: SimpleNamespace) -> None:
    """A claim that a person put together says so, with the reason."""
    documents = [build.document(text, hours=n) for n, text in enumerate((FLOOD, VOTE))]
    flood, vote = _ids(build, documents)
    (claim,) = _grouped(build, documents, _decide("merge", [flood], [vote]))
    assert claim.decisions == ("de_a",)
    assert claim.reasons[0] == "Put together by Anna on 2026-05-01: as read"
