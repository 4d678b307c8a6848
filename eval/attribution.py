"""Scores of attributed statements against a gold standard, in word tokens, with bootstrap intervals over documents.

The semantics are those of shared/tools/score_attribution.py (tests compare the two): spans are mapped to word tokens,
so marks at an edge never matter; scripts written without spaces count by character; pairs are matched one to one,
best first. `content`: contents that overlap by half (Jaccard >= .5). `exact`: contents of the same words. `triple`:
an overlapping pair whose source and cue share a word as well. `sentence`: sentences that hold attributed content.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Spans = Sequence[tuple[int, int]]
Tokens = frozenset[int]
Counts = tuple[float, float, float, float]  # found right, predicted, found of gold, gold

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+(?:['’\-.][^\W{UNSPACED}]+)*")
STOP = frozenset(
    (
        *("the", "a", "an", "of", "and", "or", "in", "on", "for", "to", "his", "her", "its", "their", "our", "my"),
        *("your", "this", "that", "these", "those", "who", "by", "at", "from"),
    )
)
METRICS = ("content", "triple", "sentence")
SIXTH = 6  # a sentence counts as found when content or cue covers a sixth of its words


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content spans of one attribution, and its labels where there are any."""

    source: Spans
    cue: Spans
    content: Spans
    labels: Mapping[str, str] | None = None


class Text:
    """A text with its word tokens and its sentences."""

    def __init__(self, text: str, sentences: Spans) -> None:
        self.text = text
        self.words = [m.span() for m in WORD.finditer(text)]
        self._starts = [start for start, _ in self.words]
        self.sentences = sentences

    def tokens(self, spans: Spans) -> Tokens:
        """Numbers of the words that lie by more than half inside some span."""
        inside = set()
        for start, end in spans:
            place = max(0, bisect_right(self._starts, start) - 1)
            while place < len(self.words) and self.words[place][0] < end:
                first, last = self.words[place]
                if 2 * (min(last, end) - max(first, start)) > last - first:
                    inside.add(place)
                place += 1
        return frozenset(inside)

    def telling(self, tokens: Tokens) -> Tokens:
        """The tokens without stop words, unless nothing would be left."""
        kept = frozenset(t for t in tokens if self.text[slice(*self.words[t])].lower() not in STOP)
        return kept or tokens


@dataclass(frozen=True, slots=True)
class _Row:
    source: Tokens
    cue: Tokens
    content: Tokens


def overlap(one: Tokens, other: Tokens) -> float:
    """Jaccard index; 0 when either is empty."""
    return len(one & other) / len(one | other) if one and other else 0.0


def match(gold: Sequence[Tokens], predicted: Sequence[Tokens], least: float = 0.5) -> list[tuple[int, int]]:
    """One-to-one pairs with a Jaccard index of at least `least`, best first, ties by position."""
    pairs = [
        (-value, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if (value := overlap(one, other)) >= least
    ]
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    matched = []
    for _, i, j in sorted(pairs):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            matched.append((i, j))
    return matched


def counts(text: Text, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> dict[str, Counts]:
    """Counts of one document for each metric."""
    rows = [
        [_Row(text.tokens(a.source), text.tokens(a.cue), text.tokens(a.content)) for a in side]
        for side in (gold, predicted)
    ]
    wanted, made = ([r for r in side if r.content] for side in rows)
    matched = match([r.content for r in wanted], [r.content for r in made])
    triples = sum(_agree(text, wanted[i], made[j]) for i, j in matched)
    said = frozenset[int]().union(*(r.content for r in wanted))
    found = frozenset[int]().union(*(r.content | r.cue for r in made))
    sentences = [text.tokens([s]) for s in text.sentences]
    in_gold = {k for k, s in enumerate(sentences) if s & said}
    in_made = {k for k, s in enumerate(sentences) if s and SIXTH * len(s & found) >= len(s)}
    both = float(len(in_gold & in_made))
    exact = float(len(match([r.content for r in wanted], [r.content for r in made], 1.0)))
    return {
        "content": (len(matched), len(made), len(matched), len(wanted)),
        "exact": (exact, len(made), exact, len(wanted)),
        "triple": (triples, len(made), triples, len(wanted)),
        "sentence": (both, len(in_made), both, len(in_gold)),
    }


def _agree(text: Text, gold: _Row, made: _Row) -> bool:
    if not gold.cue & made.cue:
        return False
    if not gold.source or not made.source:
        return not gold.source and not made.source
    return bool(text.telling(gold.source) & text.telling(made.source))


def precision(parts: Iterable[Counts]) -> float:
    """Share of the predicted that is right, over documents."""
    right, predicted, _, _ = (sum(column) for column in zip(*parts, strict=True))
    return right / predicted if predicted else 0.0


def recall(parts: Iterable[Counts]) -> float:
    """Share of the gold standard that is found, over documents."""
    _, _, recalled, gold = (sum(column) for column in zip(*parts, strict=True))
    return recalled / gold if gold else 0.0


def f1(parts: Iterable[Counts]) -> float:
    """Micro F1 over documents."""
    rows = list(parts)
    one, other = precision(rows), recall(rows)
    return 2 * one * other / (one + other) if one + other else 0.0


def interval(
    parts: Sequence[Counts], draws: int = 300, score: Callable[[Iterable[Counts]], float] = f1
) -> tuple[float, float]:
    """95 % percentile bootstrap interval over documents, seeded."""
    chance = random.Random(1)  # noqa: S311 - resampling, not a secret
    values = sorted(score(chance.choices(parts, k=len(parts))) for _ in range(draws))
    return values[int(0.025 * draws)], values[min(draws - 1, int(0.975 * draws))]


def every_sentence(text: Text) -> list[Attribution]:
    """The trivial prediction: each sentence is a content, without source and cue."""
    return [Attribution((), (), [s]) for s in text.sentences]
