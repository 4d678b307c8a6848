"""Passages that one report has from another, within a language: seed, extend, chain, then sentence by sentence.

First exact runs of at least `SEED` tokens are tiled greedily, longest first, no token used twice (greedy string tiling:
Wise 1993, the measure of METER), so reordered text is found as well as text in order. Neighbouring tiles that keep
their order are chained over small gaps into passages, which finds edited text. Sentences that are still uncovered are
paired by weighted word overlap, which finds rewritten ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

SEED = 3  # tokens of the shortest tile
OCCURRENCES = 32  # places of one seed that are tried; commoner seeds carry no information
GAP = 12  # tokens between two tiles of one passage, on either side
KEEP = 6  # matched tokens of the smallest passage
DENSITY = 0.4  # matched part of a passage, on its longer side
OVERLAP = 0.5  # weighted overlap of a rewritten sentence with its original
STEM = 4  # letters of the pieces that words are compared by
PIECES = 6  # distinct pieces that such a sentence must share: those of some four short words

Stems = dict[str, float]  # piece of a word -> its weight in a sentence


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A passage: tokens [a0, a1) of one text and [b0, b1) of the other.

    Attributes:
        matched: tokens that are equal on both sides. run: longest exact run in it. exact: False for a sentence that
            was paired by its words only.
    """

    a0: int
    a1: int
    b0: int
    b1: int
    matched: int
    run: int
    exact: bool = True

    @property
    def score(self) -> float:
        """Matched part of the longer side, in (0, 1]."""
        return self.matched / max(self.a1 - self.a0, self.b1 - self.b0)

    def turned(self) -> Match:
        """The same passage with the sides exchanged."""
        return Match(self.b0, self.b1, self.a0, self.a1, self.matched, self.run, self.exact)


@dataclass(frozen=True, slots=True)
class Side:
    """One text to align.

    Attributes:
        forms: its tokens. sentences: token ranges. skipped: one flag a token, True for boilerplate.
    """

    forms: Sequence[str]
    sentences: Sequence[tuple[int, int]]
    skipped: Sequence[bool]


def align(a: Side, b: Side, weight: Mapping[str, float]) -> tuple[Match, ...]:
    """Passages shared by two texts, sorted by place in the first.

    Args:
        a: one text.
        b: the other.
        weight: inverse document frequency of a form, 0 for forms that say nothing; a missing form weighs 1.

    Returns:
        Passages; the exact ones do not overlap on either side. The same for (b, a) with sides exchanged.
    """
    if (len(b.forms), b.forms) < (len(a.forms), a.forms):  # always from the shorter side, so that order does not matter
        return tuple(sorted(match.turned() for match in align(b, a, weight)))
    passages = _chained(_tiles(a, b))
    return tuple(sorted((*passages, *_rewritten(a, b, passages, weight))))


def _tiles(a: Side, b: Side) -> list[tuple[int, int, int]]:
    """Exact runs as (place in a, place in b, length), longest first, none overlapping on either side."""
    seeds = defaultdict(list)
    for place in range(len(b.forms) - SEED + 1):
        if not any(b.skipped[place : place + SEED]):
            seeds[tuple(b.forms[place : place + SEED])].append(place)
    runs = _runs(a, b, seeds)
    runs.sort(key=lambda run: (-run[2], run[0], run[1]))
    used_a, used_b = bytearray(len(a.forms)), bytearray(len(b.forms))
    tiles = []
    for start_a, start_b, length in runs:
        for x, y, size in _free(start_a, start_b, length, used_a, used_b):
            used_a[x : x + size] = b"\1" * size
            used_b[y : y + size] = b"\1" * size
            tiles.append((x, y, size))
    return tiles


def _runs(a: Side, b: Side, seeds: Mapping[tuple[str, ...], Sequence[int]]) -> list[tuple[int, int, int]]:
    """Maximal exact runs that begin with a seed."""
    runs = []
    for place in range(len(a.forms) - SEED + 1):
        if any(a.skipped[place : place + SEED]):
            continue
        partners = seeds.get(tuple(a.forms[place : place + SEED]), ())
        if len(partners) > OCCURRENCES:
            continue
        for partner in partners:
            if place and partner and _same(a, b, place - 1, partner - 1):
                continue  # inside a run that began earlier
            length = SEED
            while _same(a, b, place + length, partner + length):
                length += 1
            runs.append((place, partner, length))
    return runs


def _same(a: Side, b: Side, place: int, partner: int) -> bool:
    return (
        place < len(a.forms)
        and partner < len(b.forms)
        and a.forms[place] == b.forms[partner]
        and not a.skipped[place]
        and not b.skipped[partner]
    )


def _free(x: int, y: int, length: int, used_a: bytearray, used_b: bytearray) -> list[tuple[int, int, int]]:
    """Parts of a run of at least `SEED` tokens that no longer tile has taken."""
    parts, start = [], 0
    for offset in range(length + 1):
        if offset == length or used_a[x + offset] or used_b[y + offset]:
            if offset - start >= SEED:
                parts.append((x + start, y + start, offset - start))
            start = offset + 1
    return parts


def _chained(tiles: Sequence[tuple[int, int, int]]) -> list[Match]:
    """Neighbouring tiles in the same order joined into passages; sparse and tiny ones dropped."""
    used = _used([(x, size) for x, _, size in tiles]), _used([(y, size) for _, y, size in tiles])
    chains: list[Match] = []
    for x, y, size in sorted(tiles):
        tile = Match(x, x + size, y, y + size, size, size)
        # a stray tile in between must not break a passage, so the last few chains are tried
        last = next((n for n in range(-1, -min(len(chains), 4) - 1, -1) if _follows(chains[n], tile, used)), None)
        if last is None:
            chains.append(tile)
        else:
            chains[last] = _grown(chains[last], tile)
    return _apart([match for match in chains if match.matched >= KEEP])


def _used(runs: Sequence[tuple[int, int]]) -> list[int]:
    """Number of tokens in runs before each place."""
    flags = bytearray(max((start + size for start, size in runs), default=0))
    for start, size in runs:
        flags[start : start + size] = b"\1" * size
    return [0, *accumulate(flags)]


def _apart(matches: Sequence[Match]) -> list[Match]:
    """The matches without those that overlap a larger one on side a, in order of place."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (-m.matched, m)):
        place = bisect_left(kept, match)
        before = kept[place - 1].a1 if place else 0
        after = kept[place].a0 if place < len(kept) else match.a1
        if before <= match.a0 and match.a1 <= after:
            kept.insert(place, match)
    return kept


def _follows(chain: Match, tile: Match, used: tuple[Sequence[int], Sequence[int]]) -> bool:
    """Whether a tile goes on with a chain: a small gap on both sides, and no other passage in it."""
    for last, first, before in ((chain.a1, tile.a0, used[0]), (chain.b1, tile.b0, used[1])):
        if not 0 <= first - last <= GAP or before[first] - before[last] >= KEEP:
            return False
    return _grown(chain, tile).score >= DENSITY


def _grown(chain: Match, tile: Match) -> Match:
    return Match(chain.a0, tile.a1, chain.b0, tile.b1, chain.matched + tile.matched, max(chain.run, tile.run))


def _rewritten(a: Side, b: Side, passages: Sequence[Match], weight: Mapping[str, float]) -> list[Match]:
    """Sentences that no passage covers, each with the sentence of the other text that it shares most with.

    From both sides, since one sentence may stand for two of the other text, whichever it is that was split.
    """
    here, there = _content(a, weight), _content(b, weight)
    found = _paired((a, here), (b, there), passages)
    back = _paired((b, there), (a, here), [match.turned() for match in (*passages, *found)])
    return [*found, *(match.turned() for match in back)]


def _paired(
    one: tuple[Side, Sequence[Stems]], other: tuple[Side, Sequence[Stems]], passages: Sequence[Match]
) -> list[Match]:
    """Each uncovered sentence of one text with its nearest in the other, where that is near enough."""
    covered = bytearray(len(one[0].forms))
    for match in passages:
        covered[match.a0 : match.a1] = b"\1" * (match.a1 - match.a0)
    index = _index(other[1])
    found = []
    for (start, end), stems in zip(one[0].sentences, one[1], strict=True):
        if sum(covered[start:end]) * 2 >= end - start:
            continue
        partner, score = _nearest(stems, other[1], index)
        if partner is not None:
            low, high = other[0].sentences[partner]
            matched = max(1, round(score * min(end - start, high - low)))
            found.append(Match(start, end, low, high, matched, 0, exact=False))
    return found


def _content(one: Side, weight: Mapping[str, float]) -> list[Stems]:
    """Weighted pieces of the words of each sentence; none for boilerplate.

    A word's weight is spread over its runs of `STEM` letters, so that its inflected forms share most of it. A word of
    one letter (in scripts without spaces each character is one) is taken together with the next.
    """
    found = []
    for start, end in one.sentences:
        stems: Stems = {}
        if not any(one.skipped[start:end]):
            for form, after in zip(one.forms[start:end], (*one.forms[start + 1 : end], ""), strict=True):
                word = form + after if len(form) == 1 else form
                pieces = [word[place : place + STEM] for place in range(max(1, len(word) - STEM + 1))]
                for piece in pieces:
                    stems[piece] = max(stems.get(piece, 0.0), weight.get(form, 1.0) / len(pieces))
        found.append({piece: value for piece, value in stems.items() if value > 0})
    return found


def _index(sentences: Sequence[Stems]) -> dict[str, list[int]]:
    """Places of the sentences that have each piece; pieces that stand nearly everywhere are left out."""
    index = defaultdict(list)
    for place, stems in enumerate(sentences):
        for piece in stems:
            index[piece].append(place)
    return {piece: places for piece, places in index.items() if len(places) <= OCCURRENCES}


def _nearest(stems: Stems, there: Sequence[Stems], index: Mapping[str, Sequence[int]]) -> tuple[int | None, float]:
    """The place of the sentence that shares most of the weight: enough of the lighter of the two, and enough pieces."""
    shared = Counter(place for piece in stems for place in index.get(piece, ()))
    best: tuple[int | None, float] = (None, 0.0)
    for place in sorted(place for place, count in shared.items() if count >= PIECES):
        other = there[place]
        common = fsum(min(value, other[piece]) for piece, value in stems.items() if piece in other)
        score = common / min(fsum(stems.values()), fsum(other.values()))
        if score >= OVERLAP and score > best[1]:
            best = (place, score)
    return best
