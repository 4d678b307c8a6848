"""What two reports have in common: aligned passages, shares, and the probability that one derives from the other.

Undirected: `direction` decides who took from whom. Words of a named speaker, quoted in both, are set apart: a public
speech can be heard by two reporters, so such a quotation alone is no derivation. Words of an unnamed speaker are
evidence, since an unnamed source seldom speaks to two outlets in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from bukti.derivation.align import Match, Side, align
from bukti.derivation.likeness import PairFeatures, Rarity, measure
from bukti.derivation.prepare import Prepared
from bukti.derivation.weights import EdgeWeights, Weights, probability

LONG = 8  # tokens of a run that hardly arises twice by chance
QUOTED = 8  # tokens in quotations that are worth a remark
NAMED = 5  # shared words that a reason names
WORD = 4  # letters of such a word


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports (places a < b in the prepared sequence) with what they share.

    Attributes:
        matches: passages, side a first. share_a, share_b: part of each report's words in them, in [0, 1].
        probability: that one derives from the other or both from a third. translated: passages across languages.
        quotes_only: all that they share is quoted from named speakers.
        reasons: sentences a reader can check. features: what the probability was made of; None across languages.
        odds: across languages, its log-odds: to begin with, by sentences that agree, by their order, by machine signs.
    """

    a: int
    b: int
    matches: tuple[Match, ...]
    share_a: float
    share_b: float
    probability: float
    translated: bool = False
    quotes_only: bool = False
    reasons: tuple[str, ...] = ()
    features: PairFeatures | None = None
    odds: tuple[float, ...] = ()

    @property
    def score(self) -> float:
        """Mean score of the passages, weighted by length; 0 without any."""
        total = sum(m.a1 - m.a0 for m in self.matches)
        return sum(m.score * (m.a1 - m.a0) for m in self.matches) / total if total else 0.0


def joins(pair: Pair, weights: Weights) -> bool:
    """Whether what two reports share is enough for an edge without a citation.

    Reports on one event look alike across languages, so a translation on likeness alone must be beyond doubt.
    """
    least = weights.translation.sure if pair.translated else weights.edge.keep
    return not pair.quotes_only and pair.probability >= least


def side(one: Prepared) -> Side:
    """A report as the aligner takes it."""
    return Side(one.tokens.forms, one.sentences, one.skipped)


def compare(
    places: tuple[int, int],
    prepared: Sequence[Prepared],
    weight: Mapping[str, float],
    weights: Weights,
    rarity: Rarity,
) -> Pair:
    """Align two reports of one language and weigh what they share.

    Args:
        places: of the two reports, a < b.
        prepared: all reports.
        weight: inverse document frequency of each form.
        weights: of the stage.
        rarity: of runs of letters in these reports.
    """
    a, b = prepared[places[0]], prepared[places[1]]
    matches = align(side(a), side(b), weight)
    if not matches:
        return Pair(*places, (), 0.0, 0.0, 0.0)
    own = [_own(match, a, b) for match in matches]
    quoted = sum(match.matched for match in matches) - sum(own)
    features = measure(places, prepared, rarity)
    found = Pair(
        *places,
        matches,
        share(matches, a),
        share(tuple(m.turned() for m in matches), b),
        0.0,
        quotes_only=quoted >= QUOTED and sum(own) < QUOTED,
        features=features,
    )
    run = max(min(match.run, count) for match, count in zip(matches, own, strict=True))
    reasons = _reasons(found, run, _rarest(found, a, b, weight))
    return replace(found, probability=_probability(features, later(a, b), weights.edge), reasons=reasons)


def _probability(features: PairFeatures, child: int | None, edge: EdgeWeights) -> float:
    shared, verbatim = odds(features, child, edge)
    return probability(max(sum(shared), verbatim))  # a long run is beyond chance, however little it is of either text


def odds(features: PairFeatures, child: int | None, edge: EdgeWeights) -> tuple[tuple[float, float, float], float]:
    """Log-odds that one report derives from the other: the sum of three, or that of the longest run if it is more.

    Returns:
        What speaks against any two reports to begin with, then rare runs of letters and numbers; and the longest run.
    """
    rare, _, numbers, _ = terms(features, child)
    return (edge.constant, edge.rare * rare, edge.numbers * numbers), edge.run * log2(features.run / edge.long)


def terms(features: PairFeatures, child: int | None) -> tuple[float, ...]:
    """The terms of log-odds with one report as the child; the mean of both ways where the child is not known.

    The side is not chosen by the likeness itself: a long report has much of any short one on its subject.
    """
    if child is not None:
        return features.terms(child)
    return tuple((one + two) / 2 for one, two in zip(features.terms(0), features.terms(1), strict=True))


def later(a: Prepared, b: Prepared) -> int | None:
    """The place, 0 or 1, of the report that is later by the stated times; None where they do not tell."""
    one, two = a.document.report.published, b.document.report.published
    if one is None or two is None:
        return None
    if one.latest < two.earliest:
        return 1
    return 0 if two.latest < one.earliest else None


def turned(pair: Pair) -> Pair:
    """The pair with its sides exchanged; its places follow."""
    matches = tuple(sorted(m.turned() for m in pair.matches))
    features = pair.features.turned() if pair.features else None
    return replace(
        pair, a=pair.b, b=pair.a, matches=matches, share_a=pair.share_b, share_b=pair.share_a, features=features
    )


def extended(pair: Pair, fresh: Sequence[Match], prepared: Sequence[Prepared]) -> Pair:
    """The pair with further passages; its probability stays that of the shared words."""
    if not fresh:
        return pair
    matches = tuple(sorted((*pair.matches, *fresh)))
    reverse = tuple(match.turned() for match in matches)
    count = "one sentence" if len(fresh) == 1 else f"{len(fresh)} sentences"
    reason = f"One retells {count} of the other in words of its own."
    return replace(
        pair,
        matches=matches,
        share_a=share(matches, prepared[pair.a]),
        share_b=share(reverse, prepared[pair.b]),
        quotes_only=False,
        reasons=(*pair.reasons, reason),
    )


def share(matches: Sequence[Match], one: Prepared, without: Sequence[bool] = ()) -> float:
    """Part of a report's words (side a of the matches) that lie in passages, in [0, 1].

    Args:
        matches: passages.
        one: the report.
        without: flags of tokens that do not count as covered.
    """
    covered = bytearray(len(one.tokens))
    for match in matches:
        covered[match.a0 : match.a1] = b"\1" * (match.a1 - match.a0)
    left = [skip or out for skip, out in zip(one.skipped, without, strict=True)] if without else one.skipped
    inside = sum(1 for flag, skip in zip(covered, left, strict=True) if flag and not skip)
    return inside / one.words if one.words else 0.0


def _own(match: Match, a: Prepared, b: Prepared) -> int:
    """Matched tokens of a passage that are not quoted on both sides, nor denied on one: an answer repeats the words."""
    here, there = slice(match.a0, match.a1), slice(match.b0, match.b1)
    quoted = min(sum(a.quoted[here]), sum(b.quoted[there]))
    answered = abs(sum(a.rejected[here]) - sum(b.rejected[there]))
    length = max(match.a1 - match.a0, 1)
    return round(match.matched * (1 - min(1.0, (quoted + answered) / length)))


def _rarest(pair: Pair, a: Prepared, b: Prepared, weight: Mapping[str, float]) -> list[str]:
    """The rarest words that stand in the passages of both reports, outside quotations."""
    here = {a.tokens.forms[n] for m in pair.matches for n in range(m.a0, m.a1) if not a.quoted[n]}
    there = {b.tokens.forms[n] for m in pair.matches for n in range(m.b0, m.b1) if not b.quoted[n]}
    words = [form for form in here & there if len(form) >= WORD]
    return sorted(words, key=lambda form: (-weight.get(form, 1.0), -len(form), form))[:NAMED]


def _reasons(pair: Pair, run: int, rarest: Sequence[str]) -> tuple[str, ...]:
    if pair.quotes_only:
        return ("All that the two share is quoted from named speakers, whom both may have heard.",)
    count = len(pair.matches)
    passages = "one passage" if count == 1 else f"{count} passages"
    found = [f"They share {passages}: {pair.share_a:.0%} of the words of one, {pair.share_b:.0%} of the other."]
    if run >= LONG:
        found.append(f"The longest run of equal words outside quotations has {run} words.")
    if rarest:
        found.append(f"The rarest words that both have there: {', '.join(rarest)}.")
    return tuple(found)
