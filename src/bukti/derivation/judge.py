"""Pairs of reports under all their evidence: a bond with a direction, a tie without one, or nothing.

First each pair by itself, then each family as a whole (stemma.py): what is known of one pair tells about the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log

from bukti.derivation import pairs
from bukti.derivation.citations import Citation
from bukti.derivation.collate import Collation, collate
from bukti.derivation.direction import LATER, Direction, Evidence, direction, hours_between
from bukti.derivation.graph import Bond, Tie
from bukti.derivation.kinship import Kin, Verdict, Way, kinship, ways
from bukti.derivation.pairs import Pair, turned
from bukti.derivation.prepare import Prepared, holders
from bukti.derivation.weights import Weights

COPIED = 0.5  # part of a report in another from which its citations may have come along with the text
FAINTEST = 1e-6  # least probability that is told from none


@dataclass(frozen=True)
class Court:
    """What every pair is judged by.

    Attributes:
        cited: (parent, child) -> citation inside the collection. near: place -> all that share text with it.
        credited: places whose outlet others credit.
        absent: place -> key of each absent outlet that this report cites -> how it does.
    """

    prepared: Sequence[Prepared]
    weights: Weights
    cited: Mapping[tuple[int, int], Citation]
    near: Mapping[int, frozenset[int]]
    credited: frozenset[int]
    absent: Mapping[int, Mapping[str, str]]

    @cached_property
    def holders(self) -> Mapping[str, Sequence[int]]:
        """Reports that have each form."""
        return holders(self.prepared)

    def citation(self, pair: Pair) -> Citation | None:
        """A citation between two reports, where both cite the other that by side b."""
        return self.cited.get((pair.a, pair.b)) or self.cited.get((pair.b, pair.a))

    def known(self, form: str, places: tuple[int, int]) -> int:
        """Number of reports that have a form and share no text with these two: they cannot have copied a slip."""
        near = self.near.get(places[0], frozenset()) | self.near.get(places[1], frozenset())
        return sum(place not in near and place not in places for place in self.holders.get(form, ()))


def court(prepared: Sequence[Prepared], weights: Weights, cited: Sequence[Citation], found: Sequence[Pair]) -> Court:
    """The court for these citations and pairs."""
    inside = {(c.parent, c.child): c for c in cited if c.parent is not None}
    absent: dict[int, dict[str, str]] = {}
    for citation in cited:
        if citation.parent is None:
            absent.setdefault(citation.child, {})[citation.key] = citation.how
    credited = frozenset(parent for (parent, _), c in inside.items() if c.how == "credit")
    near: dict[int, set[int]] = {}
    for pair in found:
        near.setdefault(pair.a, set()).add(pair.b)
        near.setdefault(pair.b, set()).add(pair.a)
    beside = {place: frozenset(others) for place, others in near.items()}
    return Court(prepared, weights, inside, beside, credited, absent)


def judge(court: Court, found: Sequence[Pair]) -> tuple[list[Bond], list[Tie]]:
    """Every two reports with evidence, in order of their places.

    Args:
        court: reports, weights and citations.
        found: pairs that share text, a < b.
    """
    verdicts = verdicts_of(court, found)
    known = kinship(court.prepared, verdicts, court.weights.stemma)
    made = [_made(court, verdict, known.get(verdict.places)) for verdict in verdicts]
    return [one for one in made if isinstance(one, Bond)], [one for one in made if isinstance(one, Tie)]


def verdicts_of(court: Court, found: Sequence[Pair]) -> list[Verdict]:
    """Every two reports that belong together, each pair by itself, in order of their places."""
    by_pair = {(pair.a, pair.b): pair for pair in found}
    both = {(min(places), max(places)) for places in court.cited}
    judged = (_verdict(court, places, by_pair.get(places)) for places in sorted(by_pair.keys() | both))
    known = [verdict for verdict in judged if verdict is not None]
    handed = _handed(court, known)
    return [_own(verdict, handed) for verdict in known]


def _handed(court: Court, verdicts: Sequence[Verdict]) -> dict[tuple[int, int], float]:
    """(cited, citing) -> probability that the citation came with the words of a third report that cites the same."""
    citing = {child for _, child in court.cited}
    above: dict[int, list[Way]] = {}
    for way in ways(verdict for verdict in verdicts if citing & set(verdict.places)):
        above.setdefault(way.pair.b, []).append(way)
    found = {}
    for (parent, child), citation in court.cited.items():
        if citation.span is not None:
            start, end = court.prepared[child].tokens.inside(citation.span)
            found[parent, child] = max(
                (
                    Direction(way.odds, ()).probability
                    for way in above.get(child, ())
                    if (parent, way.pair.a) in court.cited
                    and not way.pair.translated  # whole sentences look alike there
                    and any(match.b0 < end and start < match.b1 for match in way.pair.matches)
                ),
                default=0.0,
            )
    return found


def _own(verdict: Verdict, handed: Mapping[tuple[int, int], float]) -> Verdict:
    """The verdict with its citations as far as they are the citing report's own."""
    cited, citing = (1 - handed.get(way, 0.0) for way in (verdict.places, verdict.places[::-1]))
    return replace(verdict, cited=verdict.cited * cited, citing=verdict.citing * citing)


def siblings(court: Court, pair: Pair) -> bool:
    """Whether what two reports share is from an absent outlet: both cite it and neither cites the other.

    A copy carries the links and names of its original along, but an agency's credit is its licence; so where most of a
    report stands word for word in the other, both must credit the outlet, else any citation will do.
    """
    return bool(origins(court, pair)) and court.citation(pair) is None


def origins(court: Court, pair: Pair) -> list[str]:
    """Keys of the absent outlets that what two reports share may be from, as of `siblings`."""
    here, there = court.absent.get(pair.a, {}), court.absent.get(pair.b, {})
    loose = pair.translated or max(pair.share_a, pair.share_b) < COPIED
    return [key for key in here if key in there and (loose or here[key] == there[key] == "credit")]


def _verdict(court: Court, places: tuple[int, int], pair: Pair | None) -> Verdict | None:
    if pair and siblings(court, pair):
        return None
    side = pair or Pair(*places, (), 0.0, 0.0, 0.0)
    chance = chance_of(court, side)
    if chance < court.weights.edge.keep:
        return None
    return weighed(court, side if pair else replace(side, probability=chance), chance)


def weighed(court: Court, side: Pair, chance: float) -> Verdict:
    """The verdict on two reports by themselves.

    Args:
        court: reports, weights and citations.
        side: what they share; a < b.
        chance: that they belong together, in [0, 1].
    """
    places = (side.a, side.b)
    compared = collate(
        court.prepared[side.a], court.prepared[side.b], side.matches, lambda form: court.known(form, places)
    )
    way = _direction(court, side, compared)
    if way.odds < 0:
        side, compared = turned(side), compared.turned()
        way = _direction(court, side, compared)
    return Verdict(side, compared, way, chance, _force(court, (side.a, side.b)), _force(court, (side.b, side.a)))


def _direction(court: Court, pair: Pair, compared: Collation) -> Direction:
    told = evidence(court, pair, compared)
    return direction(court.prepared[pair.a], court.prepared[pair.b], pair, told, court.weights.direction)


def evidence(court: Court, pair: Pair, compared: Collation) -> Evidence:
    """What speaks for side a of a pair as the parent."""
    parent, child = pair.a, pair.b
    return Evidence(
        _force(court, (parent, child)),
        _force(court, (child, parent)),
        parent in court.credited,
        child in court.credited,
        compared.slips_b,
        compared.slips_a,
    )


def _force(court: Court, places: tuple[int, int]) -> float:
    """How far a citation decides the direction, in [0, 1]: wholly, but for a name without a citing word."""
    citation = court.cited.get(places)
    if citation is None:
        return 0.0
    return 0.5 if citation.how == "named" else 1.0


def chance_of(court: Court, pair: Pair) -> float:
    """Probability that an edge exists: by its text or by its citation, as if these were independent.

    A name without a citing word is no reason of its own, and counts only beside a text that is one.
    """
    citation, weights = court.citation(pair), court.weights
    if citation is None:
        return pair.probability if pairs.joins(pair, weights) else 0.0
    text = 0.0 if pair.quotes_only else pair.probability
    named = citation.probability
    if named < weights.edge.keep and text < weights.edge.keep:
        return max(text, named)
    return 1 - (1 - text) * (1 - named)


def _oriented(court: Court, verdict: Verdict, kin: Kin | None) -> Verdict:
    """The verdict with the direction that the family as a whole shows; of neighbours it knows more than the pair."""
    if kin is None or not kin.first:
        return verdict
    odds = log(max(FAINTEST, kin.forth) / max(FAINTEST, kin.back))
    if odds >= 0:
        return replace(verdict, way=replace(verdict.way, odds=odds))
    # the reasons for the other direction would mislead
    parent, child = (court.prepared[place] for place in reversed(verdict.places))
    later = (LATER,) if hours_between(parent, child) < 0 else ()
    way = Direction(-odds, ("By the family as a whole it is the later of the two.", *later))
    return replace(verdict, pair=turned(verdict.pair), collation=verdict.collation.turned(), way=way)


def _made(court: Court, verdict: Verdict, kin: Kin | None) -> Bond | Tie:
    verdict = _oriented(court, verdict, kin)
    side, way, places = verdict.pair, verdict.way, verdict.places
    first = kin is not None and kin.first
    citation = court.cited.get(places)
    reasons = (*((citation.reason,) if citation else ()), *side.reasons, *way.reasons)
    if way.probability < court.weights.direction.arrow:
        common = _apart(side, court.weights)
        return Tie(replace(side, probability=verdict.chance), *places, way.odds, common, reasons, first)
    return Bond(
        parent=places[0],
        child=places[1],
        matches=side.matches,
        share=side.share_b,
        score=side.score,
        probability=verdict.chance,
        direction=way.probability,
        first=first,
        citation=citation,
        translated=side.translated,
        quotes_only=side.quotes_only,
        retold=_retold(court, side),
        reasons=reasons,
    )


def _apart(side: Pair, weights: Weights) -> bool:
    """Whether each of two reports has so much of its own that a common origin is likelier than a copy of either."""
    return bool(side.matches) and not side.translated and min(1 - side.share_a, 1 - side.share_b) >= weights.kind.unique


def _retold(court: Court, side: Pair) -> tuple[float, float]:
    """Part of the parent's and of the child's words in passages, without what is quoted."""
    parent, child = court.prepared[side.a], court.prepared[side.b]
    reverse = tuple(match.turned() for match in side.matches)
    return pairs.share(side.matches, parent, parent.quoted), pairs.share(reverse, child, child.quoted)
