"""By what each claim is disputed: denials, and claims that cannot be true together with it; visible on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bukti.model import Conflict, Result


@dataclass(frozen=True, slots=True)
class Dispute:
    """What stands against a claim.

    Attributes:
        claim: id of the other claim; None where no claim affirms what stands against it, as for a denial.
        statements: ids that stand against it.
        kind: `denial`, `number`, `date`, `place`, `actor` or `cause`. reason: of the first of them, one sentence.
    """

    claim: str | None
    kind: str
    statements: tuple[str, ...]
    reason: str


def disputed(result: Result) -> Mapping[str, tuple[Dispute, ...]]:
    """The disputes of each claim of a result, by id; one for each other claim and kind."""
    home = {name: f.claim.id for f in result.findings for name in f.claim.affirming}
    found: dict[str, dict[tuple[str | None, str], Dispute]] = {f.claim.id: {} for f in result.findings}
    for finding in result.findings:
        own = finding.claim.id
        for conflict in finding.claim.conflicts:
            ours, theirs = sorted((conflict.left, conflict.right), key=lambda name: home.get(name) != own)
            other = home.get(theirs)
            if other != own:
                _add(found[own], other, conflict, theirs)
                if other is not None:
                    _add(found[other], own, conflict, ours)
    return {claim: tuple(disputes.values()) for claim, disputes in found.items()}


def _add(
    disputes: dict[tuple[str | None, str], Dispute], claim: str | None, conflict: Conflict, statement: str
) -> None:
    known = disputes.get((claim, conflict.kind))
    before = known.statements if known else ()
    statements = before if statement in before else (*before, statement)
    reason = known.reason if known else conflict.reason
    disputes[claim, conflict.kind] = Dispute(claim, conflict.kind, statements, reason)
