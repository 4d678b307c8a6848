"""Sentences that say the same as those of a report that is cited: on anchors, and on vectors if there.

Anchors are names (by their cross-language key), numbers and dates; two sentences agree by the weighted cosine of their
anchors. With an embedder the cosine of their vectors is added, less what the two have with sentences in general: raw
cosines of multilingual models are compressed and no fixed threshold separates them (spikes.md section 1).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bukti.derivation.align import Match
from bukti.derivation.prepare import Prepared
from bukti.intake.frontline import dated
from bukti.model import Span

Vectors = npt.NDArray[np.float32]
SHORT = 4  # tokens of the shortest sentence that is paired
LONGEST = 400  # sentences of one report that are embedded
PRIOR_MEAN, PRIOR_COUNT = 0.8, 20  # cosine that unrelated sentences have, and what this is worth in sentences
MARGIN = 0.075  # cosine above that of sentences in general, from which two sentences say the same
SURE = 0.11  # … even without a common anchor
AGREED = 0.5  # anchor cosine from which two sentences agree where there are no vectors
COMMON = 2  # anchors that they must then share


class Embedder(Protocol):
    """Sentence vectors (`bukti.text.embedding`)."""

    def embed(self, texts: Sequence[str], /) -> Vectors:
        """Unit rows, one a text."""
        ...


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences of one report that can be paired: token ranges, anchors of each, vectors or None.

    Attributes:
        level: cosine of each sentence with sentences in general; empty without vectors.
    """

    ranges: tuple[tuple[int, int], ...]
    anchors: tuple[Counter[str], ...]
    vectors: Vectors | None = None
    level: Vectors = field(default_factory=lambda: np.empty(0, dtype=np.float32))


def sentences(one: Prepared) -> Sentences:
    """The sentences of a report outside page furniture, with their anchors and without vectors.

    A line of a name and a date ("Ashford Weekly, 15 November 2024") tells nothing that another could have from it.
    """
    long = ((s, e) for s, e in one.sentences if e - s >= SHORT and not _headed(one, one.tokens.span(s, e)))
    ranges = tuple((s, e) for s, e in long if not one.skipped[s])[:LONGEST]
    counted = []
    for start, end in ranges:
        counted.append(Counter(anchor for place, anchor in one.placed if start <= place < end))
    return Sentences(ranges, tuple(counted))


def _headed(one: Prepared, sentence: Span) -> bool:
    """Whether a sentence is a line of a name and a date."""
    line = one.document.report.text[sentence.start : sentence.end]
    times = (t.span for t in one.document.times if sentence.start <= t.span.start and t.span.end <= sentence.end)
    return any(dated(line, Span(s.start - sentence.start, s.end - sentence.start)) is not None for s in times)


def embedded(prepared: Mapping[int, Prepared], embedder: Embedder | None) -> dict[int, Sentences]:
    """Sentences of each report, with vectors where there is an embedder; keys as given."""
    plain = {place: sentences(one) for place, one in sorted(prepared.items())}
    texts = [words_of(prepared[place], r) for place, found in plain.items() for r in found.ranges]
    if embedder is None or not texts:
        return plain
    vectors = np.asarray(embedder.embed(texts), dtype=np.float32)
    mean = vectors.mean(axis=0)
    level = (vectors @ mean * len(texts) + PRIOR_MEAN * PRIOR_COUNT) / (len(texts) + PRIOR_COUNT)
    found, start = {}, 0
    for place, one in plain.items():
        end = start + len(one.ranges)
        found[place] = Sentences(one.ranges, one.anchors, vectors[start:end], level[start:end])
        start = end
    return found


def words_of(one: Prepared, tokens: tuple[int, int]) -> str:
    """The text of a range of tokens, as it is embedded."""
    span = one.tokens.span(*tokens)
    return one.document.report.text[span.start : span.end].replace("\0", " ")


def pair(a: Sentences, b: Sentences, weight: Mapping[str, float]) -> tuple[Match, ...]:
    """Sentences of a and b that say the same, sorted by place in a.

    Args:
        a: sentences of one report.
        b: of the other.
        weight: inverse document frequency of each anchor.

    Returns:
        One match for each sentence's best partner that is good enough; a sentence may stand in several (one sentence
        translated as two). `matched` is the pair's score times its shorter side; `exact` is False.
    """
    if not a.ranges or not b.ranges:
        return ()
    agreed = _agreement(a, b, weight)
    score = agreed if a.vectors is None or b.vectors is None else _with_vectors(a, b, agreed)
    chosen = {(i, int(np.argmax(score[i]))) for i in range(len(a.ranges))}
    chosen |= {(int(np.argmax(score[:, j])), j) for j in range(len(b.ranges))}
    found = []
    for i, j in sorted(chosen):
        if score[i, j] > 0:
            (a0, a1), (b0, b1) = a.ranges[i], b.ranges[j]
            matched = max(1, round(float(score[i, j]) * max(a1 - a0, b1 - b0)))
            found.append(Match(a0, a1, b0, b1, matched, 0, exact=False))
    return tuple(found)


def retold(
    child: Sentences, parent: Sentences, weight: Mapping[str, float], known: Sequence[Match]
) -> tuple[Match, ...]:
    """Sentences of a child that say what a sentence of its parent says, where no passage covers them yet.

    Args:
        child: sentences of the child, side a.
        parent: of the parent, side b.
        weight: inverse document frequency of each anchor.
        known: passages already found, side a the child.
    """
    best: dict[tuple[int, int], Match] = {}
    for match in pair(child, parent, weight):
        covered = sum(max(0, min(match.a1, m.a1) - max(match.a0, m.a0)) for m in known)
        kept = best.get((match.a0, match.a1))
        if covered * 2 < match.a1 - match.a0 and (kept is None or match.score > kept.score):
            best[match.a0, match.a1] = match
    return tuple(sorted(best.values()))


def _agreement(a: Sentences, b: Sentences, weight: Mapping[str, float]) -> Vectors:
    """Weighted cosine of the anchors of each two sentences; 0 where they share fewer than `COMMON`."""
    index: dict[str, list[int]] = defaultdict(list)
    for j, anchors in enumerate(b.anchors):
        for anchor in sorted(anchors):
            index[anchor].append(j)
    norm_a, norm_b = _norms(a, weight), _norms(b, weight)
    score = np.zeros((len(a.ranges), len(b.ranges)), dtype=np.float32)
    shared = np.zeros_like(score)
    for i, anchors in enumerate(a.anchors):
        for anchor in sorted(anchors):
            for j in index.get(anchor, ()):
                score[i, j] += weight.get(anchor, 1.0) ** 2
                shared[i, j] += 1
    score /= np.outer(norm_a, norm_b)
    score[(shared < COMMON) | (score < AGREED)] *= 0.5 if a.vectors is not None and b.vectors is not None else 0.0
    return score


def _norms(one: Sentences, weight: Mapping[str, float]) -> Vectors:
    return np.array(
        [sqrt(sum(weight.get(k, 1.0) ** 2 for k in sorted(anchors))) or 1.0 for anchors in one.anchors],
        dtype=np.float32,
    )


def _with_vectors(a: Sentences, b: Sentences, agreed: Vectors) -> Vectors:
    """Score in [0, 1] from vectors and anchors; 0 where the two do not say the same."""
    assert a.vectors is not None  # noqa: S101 - narrows the type; the caller has checked
    assert b.vectors is not None  # noqa: S101 - the same
    margin = a.vectors @ b.vectors.T - (a.level[:, None] + b.level[None, :]) / 2
    enough = (margin >= SURE) | ((margin >= MARGIN) & (agreed > 0))
    score = np.clip(0.5 + (margin - MARGIN) / 0.15, 0.0, 1.0)
    return np.where(enough, score, 0.0).astype(np.float32)


def overlap(a: Counter[str], b: Counter[str], weight: Mapping[str, float]) -> float:
    """Weighted cosine of two reports' anchors, in [0, 1]."""
    common = sum(weight.get(k, 1.0) ** 2 for k in sorted(a.keys() & b.keys()))
    norms = [sqrt(sum(weight.get(k, 1.0) ** 2 for k in sorted(c))) for c in (a, b)]
    return common / (norms[0] * norms[1]) if common else 0.0
