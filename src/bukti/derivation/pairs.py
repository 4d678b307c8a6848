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
from bukti.derivation.prepare import Prepared
from bukti.derivation.weights import Weights, probability

LONG = 8  # tokens of a run that hardly arises twice by chance
MIDDLE = 5
QUOTED = 8  # tokens in quotations that are worth a remark
STEPS = ((LONG, 1.0), (MIDDLE, 0.6), (0, 0.35))  # longest run of a passage -> what its words weigh


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports (places a < b in the prepared sequence) with what they share.

    Attributes:
        matches: passages, side a first. share_a, share_b: part of each report's words in them, in [0, 1].
        probability: that one derives from the other or both from a third. translated: passages across languages.
        quotes_only: all that they share is quoted from named speakers.
        reasons: sentences a reader can check.
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

    @property
    def score(self) -> float:
        """Mean score of the passages, weighted by length; 0 without any."""
        total = sum(m.a1 - m.a0 for m in self.matches)
        return sum(m.score * (m.a1 - m.a0) for m in self.matches) / total if total else 0.0


def side(one: Prepared) -> Side:
    """A report as the aligner takes it."""
    return Side(one.tokens.forms, one.sentences, one.skipped)


def compare(
    places: tuple[int, int], prepared: Sequence[Prepared], weight: Mapping[str, float], weights: Weights
) -> Pair:
    """Align two reports of one language and weigh what they share.

    Args:
        places: of the two reports, a < b.
        prepared: all reports.
        weight: inverse document frequency of each form.
        weights: of the stage.
    """
    a, b = prepared[places[0]], prepared[places[1]]
    matches = align(side(a), side(b), weight)
    shares = share(matches, a), share(tuple(m.turned() for m in matches), b)
    own = [_own(match, a, b) for match in matches]
    run = max((_longest(match, count) for match, count in zip(matches, own, strict=True)), default=0)
    mass = sum(count * _worth(match) for match, count in zip(matches, own, strict=True))
    quoted = sum(match.matched for match in matches) - sum(own)
    smaller = max(1, min(a.words, b.words))
    odds = weights.edge.constant + weights.edge.share * min(1.0, mass / smaller)
    odds += weights.edge.run * log2(1 + run / LONG)
    if not matches:
        odds = -20.0
    quotes_only = quoted >= QUOTED and sum(own) < QUOTED
    return Pair(
        *places, matches, *shares, probability(odds), False, quotes_only, _reasons(matches, shares, run, quotes_only)
    )


def turned(pair: Pair) -> Pair:
    """The pair with its sides exchanged; its places follow."""
    matches = tuple(sorted(m.turned() for m in pair.matches))
    return replace(pair, a=pair.b, b=pair.a, matches=matches, share_a=pair.share_b, share_b=pair.share_a)


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


def _longest(match: Match, own: int) -> int:
    return min(match.run, own)


def _worth(match: Match) -> float:
    """What a matched word of this passage weighs, by the passage's longest exact run."""
    return next(worth for run, worth in STEPS if match.run >= run)


def _reasons(matches: Sequence[Match], shares: tuple[float, float], run: int, quotes_only: bool) -> tuple[str, ...]:
    if not matches:
        return ()
    if quotes_only:
        return ("All that the two share is quoted from named speakers, whom both may have heard.",)
    count = len(matches)
    passages = "one passage" if count == 1 else f"{count} passages"
    found = [f"They share {passages}: {shares[0]:.0%} of the words of one, {shares[1]:.0%} of the other."]
    if run >= LONG:
        found.append(f"The longest run of equal words outside quotations has {run} words.")
    return tuple(found)
