"""Who does it to whom, told by the order of words and by voice."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti import claims
from bukti.claims.parties import exchanged
from bukti.entities.names import skeleton
from bukti.model import Stance


def told(build: SimpleNamespace, language: str, text: str) -> set[tuple[str, ...]]:
    """Who does it to whom in a sentence, by name."""
    (found,) = build.features(text, language=language)
    names = {f"sound:{' '.join(map(skeleton, name.split()))}": name for name in ("ragnar holt", "mara quist")}
    return {tuple(names[key] for key in role[:2]) for role in found.roles}


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "Ragnar Holt attacked Mara Quist near the river.", True),
        ("en", "Mara Quist was attacked by Ragnar Holt near the river.", True),
        ("en", "Ragnar Holt paid two million to Mara Quist.", True),
        ("en", "Mara Quist attacked Ragnar Holt near the river.", False),
        ("de", "Mara Quist wurde von Ragnar Holt angegriffen.", True),
        ("de", "Mara Quist hat von Ragnar Holt nichts erhalten.", None),
        ("fr", "Mara Quist a été attaquée par Ragnar Holt.", True),
        ("es", "Ragnar Holt atacó a Mara Quist.", True),
        ("id", "Mara Quist diserang oleh Ragnar Holt.", True),
        ("en", "Ragnar Holt met with Mara Quist in the town.", None),
        ("en", "Ragnar Holt slept while Mara Quist attacked the town.", None),
        ("en", "Ragnar Holt and Mara Quist attacked the town.", None),
        ("ru", "Рагнар Хольт атаковал Мару Квист.", None),
    ],
)
def test_order_and_voice_tell_who(build: SimpleNamespace, language: str, text: str, *, first: bool | None) -> None:
    """A passive turns the order round; a list, another clause, "with", and free order tell nothing."""
    order = ("ragnar holt", "mara quist")
    expected = {order} if first else {order[::-1]} if first is False else set()
    assert told(build, language, text) == expected


def test_exchanged_parties_are_two_claims_and_a_passive_is_one(build: SimpleNamespace) -> None:
    """Who is said to have paid whom; a denial answers the one that it has in its words, its speaker included."""
    texts = (
        "Ragnar Holt paid Mara Quist two million crowns.",
        "Mara Quist was paid two million crowns by Ragnar Holt.",
        "Mara Quist paid Ragnar Holt two million crowns.",
    )
    documents = [build.document(text) for text in texts]
    said = [build.statement(d, d.report.text[:-1]) for d in documents]
    answer = build.document("Mara Quist denied having paid Ragnar Holt.")
    denial = build.statement(answer, "having paid Ragnar Holt", "Mara Quist", "denied", stance=Stance.DENIES)
    documents.append(answer)
    found = {c.affirming: c.denying for c in claims.group(documents, [*said, denial], build.lineage(documents), None)}
    assert {frozenset(yes): no for yes, no in found.items()} == {
        frozenset({said[0].id, said[1].id}): (),
        frozenset({said[2].id}): (denial.id,),
    }


def test_what_two_do_with_each_other_has_no_direction() -> None:
    """Who met whom may be told either way; other acts may not, and acts in two languages are unlike."""
    assert exchanged(frozenset({("a", "b", "c:meet")}), frozenset({("b", "a", "c:meet")})) == 0
    assert exchanged(frozenset({("a", "b", "c:attack")}), frozenset({("b", "a", "c:attack")})) == 2
    assert exchanged(frozenset({("a", "b", "paid")}), frozenset({("b", "a", "pagó")})) == 1
    assert exchanged(frozenset({("a", "b", "paid")}), frozenset({("a", "b", "pagó")})) == 0
