"""What to simulate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Part = Literal["fit", "test", "all"]

# NTREX columns of the 24 languages that have a language file
LANGUAGES = (
    *("arb", "ces", "deu", "eng", "spa", "fas", "fra", "heb", "hin", "ind", "ita", "jpn", "kor", "msa"),
    *("nld", "pol", "por", "ron", "rus", "swe", "tur", "ukr", "vie", "zho-CN"),
)
# two translations of one text that were made without each other: a rewrite by a human
VARIANTS = {"fra": "fra-CA", "spa": "spa-MX", "por": "por-BR", "fra-CA": "fra", "spa-MX": "spa", "por-BR": "por"}
COLUMNS = (*LANGUAGES, "fra-CA", "spa-MX", "por-BR")
SPOKEN = ("arb", "deu", "eng", "fra", "ind", "rus", "spa", "ukr")  # languages with sentences of their own (sayings.py)
WITNESSES = 3  # events that have sentences of their own, and people for each
OPERATIONS = ("copy", "cut", "lexical", "variant", "order", "summary", "translate", "added", "merge")
UNSPACED = ("jpn", "zho-CN")  # no spaces between words or sentences


@dataclass(frozen=True, slots=True)
class Clock:
    """Shares of reports whose stated time is not the true one; the rest state it to the second.

    Attributes:
        undated: state none. dated: state the day only. wrong: are off by hours or days either way. zone: are off by
            whole hours, up to twelve. updated: state a later time, and that they were changed then.
    """

    undated: float = 0.1
    dated: float = 0.1
    wrong: float = 0.05
    zone: float = 0.05
    updated: float = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How a collection is made; equal plans give equal collections, small ones where the corpus has few documents.

    Attributes:
        seed: of everything drawn. part: documents of the corpus to draw from.
        stories: events, each from one document. roots: independent first reports of each event, from sentences that
            no other root has. reports: derived reports for each root. singles: reports that nothing derives from.
        depth: longest chain, root to leaf. operations: what is done on an edge, with weights.
        more: share of edges with a second operation. errors: share of edges that bring errors in.
        citing: share of children that name, credit or link a parent. furniture: share of reports with page furniture.
        english: share of roots in English; other roots are in any of the languages.
        languages: NTREX columns of roots and translations.
        sayings: every root also says what happened, by a source of its own or by one that another root of its event
            has; `languages` must then be among `SPOKEN`, and there are three events of three roots at most.

    Raises:
        ValueError: an unknown operation or language, no depth at all, more sources than there are names for.
    """

    seed: int
    part: Part = "all"
    stories: int = 3
    roots: int = 2
    reports: int = 5
    singles: int = 4
    depth: int = 4
    operations: tuple[tuple[str, float], ...] = (
        *(("copy", 2.0), ("cut", 2.0), ("lexical", 2.0), ("variant", 12.0), ("order", 1.0), ("summary", 1.0)),
        *(("translate", 3.0), ("added", 1.5), ("merge", 1.5)),
    )
    more: float = 0.4
    errors: float = 0.2
    citing: float = 0.25
    furniture: float = 0.3
    english: float = 0.4
    languages: tuple[str, ...] = LANGUAGES
    clock: Clock = Clock()
    sayings: bool = False

    def __post_init__(self) -> None:
        unknown = {name for name, _ in self.operations} - set(OPERATIONS)
        if unknown:
            raise ValueError(f"Unknown operations {sorted(unknown)}: take some of {', '.join(OPERATIONS)}.")
        known = SPOKEN if self.sayings else COLUMNS
        if unknown := set(self.languages) - set(known):
            raise ValueError(f"No texts in {sorted(unknown)}: take some of {', '.join(known)}.")
        if self.depth < 1:
            raise ValueError(f"Depth {self.depth}: nothing derives from anything, take 1 or more.")
        if self.sayings and max(self.stories, self.roots) > WITNESSES:
            raise ValueError(f"Sayings: there are names for {WITNESSES} events of {WITNESSES} roots, not for more.")
