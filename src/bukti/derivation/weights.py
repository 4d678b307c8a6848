"""Weights of the derivation stage, from one versioned TOML file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from math import exp

from pydantic import BaseModel, ConfigDict


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EdgeWeights(_Shape):
    """Log-odds that two reports of one language share text by derivation, linear in terms of `PairFeatures`."""

    constant: float
    rare: float
    numbers: float
    run: float
    long: float
    keep: float


class SentenceWeights(_Shape):
    """Log-likelihood ratio that two sentences of two languages say the same."""

    constant: float
    length: float
    mass: float = 0.0
    cosine: float = 0.0
    meaning: float = 0.0
    level: float = 0.0
    unmet: float = 0.0


class WayWeights(_Shape):
    """Log-odds that one report translates another, for one way to compare their sentences."""

    constant: float
    likelihood: float
    order: float
    sentence: SentenceWeights


class TranslationWeights(_Shape):
    """The two ways to compare, and what counts beside the sentences."""

    machine: float
    sure: float
    number: float
    plain: WayWeights
    vectors: WayWeights


class CitationWeights(_Shape):
    """Probabilities that a named source is the parent, by the way it is named."""

    link: float
    credit: float
    told: float
    spoken: float
    named: float
    correction: float
    photo: float
    outside: float


class DirectionWeights(_Shape):
    """Log-likelihood ratios for "the child is made from the parent" against the reverse (method.md section 3)."""

    cited: float
    earlier: float
    margin: float
    containment: float
    first_hand: float
    compressed: float
    template: float
    machine: float
    agency: float
    slips: float
    arrow: float


class StemmaWeights(_Shape):
    """Log weight of one report as the immediate parent of another, against no parent here (stemma.py)."""

    constant: float
    exists: float
    shared: float
    across: float
    changed: float
    moved: float
    translated: float
    direction: float
    cited: float
    gap: float
    crowd: float


class KindWeights(_Shape):
    """Shares that decide the kind of an edge and whether it stays."""

    copy_share: float
    copy_score: float
    unique: float
    further: float
    explained: float


class Weights(_Shape):
    """The whole file (resources/derivation.toml, where each line says what it weighs)."""

    version: str
    edge: EdgeWeights
    translation: TranslationWeights
    citation: CitationWeights
    direction: DirectionWeights
    stemma: StemmaWeights
    kind: KindWeights


@cache
def load() -> Weights:
    """The packaged weights."""
    raw = (files("bukti") / "data" / "derivation.toml").read_text("utf-8")
    return Weights.model_validate(tomllib.loads(raw))


def probability(log_odds: float) -> float:
    """Logistic function, safe for any size of its argument."""
    if log_odds >= 0:
        return 1.0 / (1.0 + exp(-min(log_odds, 700.0)))
    return 1.0 - 1.0 / (1.0 + exp(max(log_odds, -700.0)))
