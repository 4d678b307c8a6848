"""What disputes a claim is visible on both sides."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from bukti.model import Conflict
from bukti.report.disputes import disputed
from bukti.report.objects import assessed
from bukti.report.writers import WRITERS


def test_rivals_dispute_each_other_and_denials_stand_beside(make: SimpleNamespace) -> None:
    """One entry a claim and kind on either side; JSON, table and dossier show it."""
    document = make.document("A clerk said twelve died. A guard said ninety died. The mayor denied that twelve died.")
    one, two, no = (
        make.statement(document, words, who, cue)
        for words, who, cue in (
            ("twelve died", "A clerk", "said"),
            ("ninety died", "A guard", "said"),
            ("that twelve died", "The mayor", "denied"),
        )
    )
    result = make.result(document, [one], [no])
    (first,) = result.findings
    conflicts = (
        Conflict("number", one.id, two.id, "One gives twelve, the other ninety."),
        Conflict("denial", one.id, no.id, "It denies that."),
    )
    claim = replace(first.claim, conflicts=conflicts)
    other = replace(first.claim, id="cl-other", lead=two.id, text="ninety died", affirming=(two.id,), denying=())
    result = replace(
        result,
        statements=(one, two, no),
        findings=(replace(first, claim=claim), replace(first, claim=other)),
    )
    found = disputed(result)
    assert [(d.claim, d.kind, d.statements) for d in found[claim.id]] == [
        ("cl-other", "number", (two.id,)),
        (None, "denial", (no.id,)),
    ]
    assert [(d.claim, d.kind, d.statements) for d in found["cl-other"]] == [(claim.id, "number", (one.id,))]
    assert assessed(result)["claims"][1]["disputed_by"][0]["claim"] == claim.id
    assert "rival" in WRITERS["table"](result)
    assert 'href="#c-cl-other"' in WRITERS["html"](result)
