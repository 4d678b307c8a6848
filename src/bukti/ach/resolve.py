"""Which claim a row means now: ids of claims change with their statements, statements stay.

A row follows its claim where most of its statements and the leading one went; whatever else became of them is told.
Where that is not clear the row stands apart, and a person decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bukti.ach import sheet as sheets
from bukti.model import Claim, Finding, Judgement, ProfileStamp, Row, Sheet, Snapshot

SMALLEST = 0.005  # a change below half a hundredth is not told
TEXT = 60  # characters of another claim


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a row means now: its finding, or None where it stands apart or was entered by a person."""

    finding: Finding | None
    state: str
    changes: tuple[str, ...] = ()


def snapshot(finding: Finding, profile: ProfileStamp) -> Snapshot:
    """A claim as it is now, weighed with a profile."""
    claim, assessment = finding.claim, finding.assessment
    return Snapshot(
        id=claim.id,
        lead=claim.lead,
        statements=_statements(claim),
        belief=assessment.opinion.belief,
        disbelief=assessment.opinion.disbelief,
        origins_min=assessment.origins_min,
        origins_max=assessment.origins_max,
        grade=assessment.admiralty,
        profile=f"{profile.name} {profile.version}",
    )


def resolve(sheet: Sheet, findings: Sequence[Finding], profile: ProfileStamp) -> dict[str, Resolved]:
    """Every row with its claim as it is now, by the row's id.

    Args:
        sheet: the matrix.
        findings: of the case as it is now, retractions in force.
        profile: what they were weighed with.
    """
    home = {statement: finding for finding in findings for statement in _statements(finding.claim)}
    now = {finding.claim.id: snapshot(finding, profile) for finding in findings}
    found: dict[str, Resolved] = {}
    taken: dict[str, str] = {}
    for row in sheet.rows:
        resolved = _resolve(row, row.claim, home, now) if row.claim else Resolved(None, "entered")
        if resolved.finding:
            first = taken.setdefault(resolved.finding.claim.id, row.id)
            if first != row.id:
                told = f"It is the same claim as {first} now and would count twice: drop one of them."
                resolved = Resolved(None, "double", (told,))
        found[row.id] = resolved
    return found


def resting(log: Sequence[Judgement], claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """The rows of each matrix of a log that hold a statement of some claims, by the matrix's name."""
    held = {name for claim in claims for name in _statements(claim)}
    found = {}
    for name in sorted({one.matrix for one in log}):
        rows = tuple(
            row.id for row in sheets.sheet(log, name).rows if row.claim and not held.isdisjoint(row.claim.statements)
        )
        if rows:
            found[name] = rows
    return found


def _statements(claim: Claim) -> tuple[str, ...]:
    return tuple(sorted((*claim.affirming, *claim.denying)))


def _resolve(row: Row, before: Snapshot, home: Mapping[str, Finding], now: Mapping[str, Snapshot]) -> Resolved:
    claims = {home[name].claim.id: home[name] for name in before.statements if name in home}
    held = Counter(home[name].claim.id for name in before.statements if name in home)
    if not held:
        told = f"None of its statements is in the case any more: `bukti ach row renew {row.id} CLAIM`, or drop it."
        return Resolved(None, "gone", (told,))
    lead = home.get(before.lead)
    main = lead.claim.id if lead else ""
    if len(held) > 1 and 2 * held[main] < sum(held.values()):
        parts = "; ".join(f"{name} “{_cut(claims[name].claim.text)}”" for name in sorted(held))
        told = f"Its statements are in {len(held)} claims now ({parts}): `bukti ach row renew {row.id} CLAIM`."
        return Resolved(None, "split", (told,))
    meant = claims[main] if main else claims[next(iter(held))]
    changes = (*_moved(before, meant, home), *_figures(before, now[meant.claim.id]))
    if meant.claim.text != row.text:
        changes = (f"Its words were “{_cut(row.text)}”.", *changes)
    return Resolved(meant, "changed" if changes else "same", changes)


def _moved(before: Snapshot, meant: Finding, home: Mapping[str, Finding]) -> tuple[str, ...]:
    """What was added to its statements, and what left them."""
    now = _statements(meant.claim)
    gone = [name for name in before.statements if name not in home]
    away = [name for name in before.statements if name in home and name not in now]
    told = (
        (set(now) - set(before.statements), "added"),
        (gone, "no longer in any claim"),
        (away, "in another claim now"),
    )
    return tuple(f"{_counted(len(names))} {what}." for names, what in told if names)


def _counted(number: int) -> str:
    return "1 statement is" if number == 1 else f"{number} statements are"


def _figures(before: Snapshot, now: Snapshot) -> tuple[str, ...]:
    """What changed of its assessment; figures of two profiles are not compared."""
    if before.profile != now.profile:
        return ()
    told = []
    for name, old, new in (
        ("Belief", before.belief, now.belief),
        ("Disbelief", before.disbelief, now.disbelief),
    ):
        if abs(old - new) >= SMALLEST:
            told.append(f"{name} went from {old:.2f} to {new:.2f}.")
    spans = [_interval(one.origins_min, one.origins_max) for one in (before, now)]
    if spans[0] != spans[1]:
        told.append(f"Independent origins went from {spans[0]} to {spans[1]}.")
    if before.grade != now.grade:
        told.append(f"Its grade went from {before.grade} to {now.grade}.")
    return tuple(told)


def _interval(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _cut(text: str) -> str:
    return text if len(text) <= TEXT else text[:TEXT].rsplit(" ", 1)[0] + "…"
