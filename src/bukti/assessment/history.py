"""How often sources and outlets were right, over claims that people resolved, and the letter that this supports.

A source answers for what it says by name. An outlet answers for its own words and for sources that it does not name,
for nobody else can; not for whom it quotes by name. What a report has from another, by lineage, tells nothing of its
outlet: a copy is no second judgement. A guess ("may") counts for nobody, and what was retracted for nobody either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bukti.assessment import targets
from bukti.assessment.counting import UNNAMED, components
from bukti.assessment.profiles import Profile
from bukti.assessment.sources import OWN_WORDS, Context
from bukti.assessment.targets import Target
from bukti.model import Account, Claim, Degree, EvidenceGraph, Origin, Polarity, Record, SourceKind
from bukti.truth.beta import jeffreys

LEAST = 5  # resolved claims below which reliability cannot be judged
SURE = frozenset({Degree.CT, Degree.PR, Degree.WPR})  # degrees that commit a speaker; "may" holds either way
OWN = frozenset({SourceKind.NARRATOR, *UNNAMED})  # what an outlet answers for
SURE_EDGE = 0.5  # probability from which a report has something of itself


@dataclass(frozen=True, slots=True)
class Resolved:
    """A claim with its evidence and what people decided."""

    claim: Claim
    graph: EvidenceGraph
    true: bool


def letter(right: int, wrong: int, profile: Profile) -> tuple[str, float, float]:
    """The letter that a record supports, and the 95 % interval (Jeffreys) of the share that is right.

    F below `LEAST` claims. Else C; B or D where the whole interval lies on that side of what C counts for in the
    profile; A or E where it lies beyond B or D, and the share itself is nearer to A than to B, or to E than to D.
    """
    total = right + wrong
    if not total:
        return "F", 0.0, 1.0
    low, high = jeffreys(right, wrong)
    if total < LEAST:
        return "F", low, high
    share, tau = right / total, profile.origin
    if low >= tau["C"]:
        return ("A" if low >= tau["B"] and share >= (tau["A"] + tau["B"]) / 2 else "B"), low, high
    if high <= tau["C"]:
        return ("E" if high <= tau["D"] and share <= (tau["E"] + tau["D"]) / 2 else "D"), low, high
    return "C", low, high


def records(resolved: Sequence[Resolved], graphs: Sequence[EvidenceGraph], context: Context) -> tuple[Record, ...]:
    """The record of each source and outlet that took a side in a resolved claim, or copied one, without letters.

    Args:
        resolved: claims that people resolved, with their graphs.
        graphs: of all claims of the run, which tell under which names a source goes.
        context: the run.
    """
    found = []
    for target in targets.origins(graphs, context):
        kinds = {key[0] for key in target.matter}
        if "outlet" in kinds:
            found.append(_outlet(target, resolved, context))
        elif "name" in kinds:  # a described source is somebody else in each family of reports
            sides = ((one, _side(_sources(target, one.graph))) for one in resolved)
            found.append(Record("source", target.names, target.matter, _outcomes(sides)))
    return tuple(record for record in found if record.outcomes or record.copied)


def _sources(target: Target, graph: EvidenceGraph) -> list[Origin]:
    return [origin for origin in graph.origins if origin.id in target.ids and origin.established]


def _outlet(target: Target, resolved: Sequence[Resolved], context: Context) -> Record:
    reports = next(known for known in context.outlets.values() if ("outlet", known[0]) in target.matter)
    sides, copied = [], 0
    for one in resolved:
        origins = {origin.id: origin for origin in one.graph.origins}
        relays = [relay for relay in one.graph.relays if relay.id in reports and relay.id in one.graph.read]
        heads = [edge for relay in relays for edge in relay.parents if edge.probability >= SURE_EDGE]
        direct = [origins[edge.id] for edge in heads if edge.id in origins]
        sides.append((one, _side([origin for origin in direct if origin.kind in OWN])))
        copied += bool(relays) and not direct
    names = tuple(dict.fromkeys(name + end for end in ("", OWN_WORDS) for name in target.names))
    return Record("outlet", names, target.matter, _outcomes(sides), copied)


def _side(origins: Iterable[Origin]) -> bool | None:
    """Whether these affirm (True) or deny; None where they commit themselves to neither, or to both."""
    sides = {o.polarity is Polarity.AFFIRM for o in origins if not o.retracted and o.degree in SURE}
    return sides.pop() if len(sides) == 1 else None


def _outcomes(sides: Iterable[tuple[Resolved, bool | None]]) -> tuple[Account, ...]:
    return counted_once(
        Account(
            claim=one.claim.id,
            text=one.claim.text,
            true=one.true,
            affirmed=side,
            statements=frozenset((*one.claim.affirming, *one.claim.denying)),
            specific=one.claim.specific,
        )
        for one, side in sides
        if side is not None
    )


def counted_once(outcomes: Iterable[Account]) -> tuple[Account, ...]:
    """Outcomes without those of a claim that is there already: by its statements, or by one that is more specific."""
    kept: list[Account] = []
    for one in sorted(outcomes, key=lambda o: (o.text, o.claim)):
        if not any(one.statements & other.statements for other in kept):
            kept.append(one)
    claims = {one.claim for one in kept}
    return tuple(one for one in kept if not claims & set(one.specific))


def joined(found: Sequence[Record]) -> tuple[Record, ...]:
    """Records of several cases with those of one name made one."""
    known = {str(place): record for place, record in enumerate(found)}
    named: dict[tuple[str, str], str] = {}
    links = [
        (named.setdefault((record.kind, name.casefold()), place), place)
        for place, record in known.items()
        for name in record.names
    ]
    return tuple(_one([known[place] for place in part]) for part in components(known, links))


def _one(parts: Sequence[Record]) -> Record:
    first = parts[0]
    return replace(
        first,
        names=tuple(dict.fromkeys(name for part in parts for name in part.names)),
        matter=tuple(sorted({key for part in parts for key in part.matter})),
        outcomes=counted_once(outcome for part in parts for outcome in part.outcomes),
        copied=sum(part.copied for part in parts),
    )


def judged(record: Record, profile: Profile) -> Record:
    """The record with the letter that it supports and the one that the profile has."""
    proposed, low, high = letter(record.right, len(record.outcomes) - record.right, profile)
    letters = (profile.letter(name) for name in record.names)
    now = next((one for one in letters if one != "F"), "F")
    return replace(record, letter=proposed, low=low, high=high, now=now)
