"""Records of the fusion of a table of claims: what goes in, how, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Row(NamedTuple):
    """One claim of a table: who says it, of what, and what is said, as it stands there."""

    source: str
    object: str
    value: str


@dataclass(frozen=True, slots=True)
class Options:
    """Parameters of the fusion; defaults are those of the papers named, none is fitted to a table.

    Attributes:
        accuracy: a source's accuracy before anything is known of it: 1 − ε with ε = .2 (Dong et al. 2009).
        weight: claims that this prior is worth: W of subjective logic.
        false_values: n, how many false values an object has at most (Dong et al. 2009).
        dependence: α, probability that a source depends on any other before anything is known of it.
        copied: c, share of a copier's values that it copied.
        similarity: ρ, how much of a value's support is support of one that it implies (Yin et al. 2007).
        rounds: most iterations. change: largest change of an accuracy at which they end.
        copying: False takes every source as independent (ACCU).
    """

    accuracy: float = 0.8
    weight: float = 2.0
    false_values: int = 100
    dependence: float = 0.2
    copied: float = 0.8
    similarity: float = 0.5
    rounds: int = 30
    change: float = 0.01
    copying: bool = True


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an object: text for the reader, probability that it is true, and its sources, sorted.

    `votes` is the number of sources, `independent` what is left of it when copies are discounted.
    """

    text: str
    probability: float
    sources: tuple[str, ...]
    independent: float

    @property
    def votes(self) -> int:
        """Number of sources."""
        return len(self.sources)


@dataclass(frozen=True, slots=True)
class Fact:
    """An object with its values, the most probable first; `majority` is the value that most sources give."""

    object: str
    values: tuple[Value, ...]
    majority: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often a source is right: estimate, 95 % interval, and the expected number of true values among its claims."""

    source: str
    value: float
    low: float
    high: float
    right: float
    claims: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A value that two sources have in common and that is probably false: how many have it, and its probability."""

    object: str
    text: str
    sources: int
    probability: float


@dataclass(frozen=True, slots=True)
class Dependence:
    """Two sources of which one probably copies from the other, or both from a third; a table has no direction.

    Attributes:
        probability: that they are dependent. errors: shared values that are probably false, the rarest first.
        agreed: shared values that are probably true, which prove little. different: objects on which they differ.
    """

    left: str
    right: str
    probability: float
    errors: tuple[Shared, ...]
    agreed: int
    different: int


@dataclass(frozen=True, slots=True)
class Fusion:
    """What a table says: facts by object, sources by name, dependences by probability.

    Attributes:
        rounds: iterations done. settled: False when they ended before the accuracies stood still.
        claims: claims used. repeated: rows left out because their source says something else of the same object more
            often. empty: rows left out because they say nothing.
    """

    facts: tuple[Fact, ...]
    sources: tuple[Accuracy, ...]
    dependences: tuple[Dependence, ...]
    rounds: int
    settled: bool
    claims: int
    repeated: int = 0
    empty: int = 0
