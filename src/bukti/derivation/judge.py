"""One pair of reports under all its evidence: a bond with a direction, a tie without one, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bukti.derivation import pairs
from bukti.derivation.citations import Citation
from bukti.derivation.direction import Direction, Evidence, direction
from bukti.derivation.graph import Bond, Tie
from bukti.derivation.pairs import Pair, turned
from bukti.derivation.prepare import Prepared
from bukti.derivation.weights import Weights

COPIED = 0.5  # part of a report in another from which its citations may have come along with the text


@dataclass(frozen=True)
class Court:
    """What every pair is judged by.

    Attributes:
        cited: (parent, child) -> citation inside the collection. credited: places whose outlet others credit.
        absent: place -> key of each absent outlet that this report cites -> how it does.
    """

    prepared: Sequence[Prepared]
    weights: Weights
    cited: Mapping[tuple[int, int], Citation]
    credited: frozenset[int]
    absent: Mapping[int, Mapping[str, str]]


def court(prepared: Sequence[Prepared], weights: Weights, cited: Sequence[Citation]) -> Court:
    """The court for these citations."""
    inside = {(c.parent, c.child): c for c in cited if c.parent is not None}
    absent: dict[int, dict[str, str]] = {}
    for citation in cited:
        if citation.parent is None:
            absent.setdefault(citation.child, {})[citation.key] = citation.how
    credited = frozenset(parent for (parent, _), c in inside.items() if c.how == "credit")
    return Court(prepared, weights, inside, credited, absent)


def judge(court: Court, found: Sequence[Pair]) -> tuple[list[Bond], list[Tie]]:
    """Every two reports with evidence, in order of their places.

    Args:
        court: reports, weights and citations.
        found: pairs that share text, a < b.
    """
    by_pair = {(pair.a, pair.b): pair for pair in found}
    both = {(min(places), max(places)) for places in court.cited}
    bonds, ties = [], []
    for places in sorted(by_pair.keys() | both):
        judged = _judge(court, places, by_pair.get(places))
        if isinstance(judged, Bond):
            bonds.append(judged)
        elif judged is not None:
            ties.append(judged)
    return bonds, ties


def siblings(court: Court, pair: Pair) -> bool:
    """Whether what two reports share is from an absent outlet: both cite it and neither cites the other.

    A copy carries the links and names of its original along, but an agency's credit is its licence; so where most of a
    report stands word for word in the other, both must credit the outlet, else any citation will do.
    """
    here, there = court.absent.get(pair.a, {}), court.absent.get(pair.b, {})
    loose = pair.translated or max(pair.share_a, pair.share_b) < COPIED
    shared = [key for key in here if key in there and (loose or here[key] == there[key] == "credit")]
    return bool(shared) and not {(pair.a, pair.b), (pair.b, pair.a)} & court.cited.keys()


def _judge(court: Court, places: tuple[int, int], pair: Pair | None) -> Bond | Tie | None:
    if pair and siblings(court, pair):
        return None
    way = _direction(court, places, pair)
    if way.odds < 0:
        places, pair = (places[1], places[0]), turned(pair) if pair else None
        way = _direction(court, places, pair)
    citation = court.cited.get(places)
    mutual = citation or court.cited.get((places[1], places[0]))
    chance = _chance(pair, citation or mutual, court.weights)
    if chance < court.weights.edge.keep:
        return None
    reasons = (*((citation.reason,) if citation else ()), *(pair.reasons if pair else ()), *way.reasons)
    side = pair or Pair(*places, (), 0.0, 0.0, chance)
    if way.probability < court.weights.direction.arrow:
        common = _apart(side, court.weights)
        return Tie(replace(side, probability=chance), *places, way.odds, common, reasons)
    return Bond(
        parent=places[0],
        child=places[1],
        matches=side.matches,
        share=side.share_b,
        score=side.score,
        probability=chance,
        direction=way.probability,
        citation=citation,
        translated=side.translated,
        quotes_only=side.quotes_only,
        retold=_retold(court, side),
        reasons=reasons,
    )


def _direction(court: Court, places: tuple[int, int], pair: Pair | None) -> Direction:
    parent, child = places
    evidence = Evidence(
        _force(court, (parent, child)),
        _force(court, (child, parent)),
        parent in court.credited,
        child in court.credited,
    )
    return direction(court.prepared[parent], court.prepared[child], pair, evidence, court.weights.direction)


def _force(court: Court, places: tuple[int, int]) -> float:
    """How far a citation decides the direction, in [0, 1]: wholly, but for a name without a citing word."""
    citation = court.cited.get(places)
    if citation is None:
        return 0.0
    return 0.5 if citation.how == "named" else 1.0


def _chance(pair: Pair | None, citation: Citation | None, weights: Weights) -> float:
    """Probability that an edge exists: by its text or by its citation, as if these were independent."""
    text = 0.0 if pair is None or pair.quotes_only else pair.probability
    # a translation is proposed on likeness alone only where it is beyond doubt; a citation lowers that bar
    if pair is not None and pair.translated and citation is None and text < weights.translation.sure:
        text = 0.0
    named = citation.probability if citation else 0.0
    return max(text, named) if min(text, named) < weights.edge.keep else 1 - (1 - text) * (1 - named)


def _apart(side: Pair, weights: Weights) -> bool:
    """Whether each of two reports has so much of its own that a common origin is likelier than a copy of either."""
    return bool(side.matches) and not side.translated and min(1 - side.share_a, 1 - side.share_b) >= weights.kind.unique


def _retold(court: Court, side: Pair) -> tuple[float, float]:
    """Part of the parent's and of the child's words in passages, without what is quoted."""
    parent, child = court.prepared[side.a], court.prepared[side.b]
    reverse = tuple(match.turned() for match in side.matches)
    return pairs.share(side.matches, parent, parent.quoted), pairs.share(reverse, child, child.quoted)
