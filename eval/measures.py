"""What a measure is: a name, the files it reads, and a function that gives figures with their trivial baselines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value.

    Attributes:
        value: the figure; higher is better. baseline: what a trivial rule scores on the same data.
        trivial: that rule in words. low, high: 95 % bootstrap interval, or None where there is none.
        count: size of the sample that it was measured on, in `unit`.
    """

    value: float
    baseline: float
    trivial: str
    low: float | None = None
    high: float | None = None
    count: int = 0
    unit: str = "documents"


@dataclass(frozen=True, slots=True)
class Measure:
    """A registered measure.

    Attributes:
        name: stage and corpus, for example `reading/ntrex-eng`. title: what it measures, in words for readers.
        files: corpus files below the data folder; their digest ties floors to this very corpus. own: likewise, files of
            this repository.
        run: data folder -> figures by metric; measures that can list their faults take a second argument.
        shown: metrics whose figures a dossier shows, in each or, where `language` is given, in those of that language.
        least: figures that the language's support must reach to be called full.
    """

    name: str
    title: str
    files: tuple[str, ...]
    run: Callable[..., dict[str, Figure]]
    shown: tuple[str, ...] = ()
    language: str | None = None
    least: Mapping[str, float] = field(default_factory=dict)
    own: tuple[Path, ...] = ()

    def absent(self, data: Path) -> list[str]:
        """Files of the corpus that are not there."""
        return [name for name in self.files if not (data / name).is_file()]

    def digest(self, data: Path) -> str:
        """SHA-256 over the names and bytes of the corpus files."""
        total = hashlib.sha256()
        for name, path in sorted([*((name, data / name) for name in self.files), *((p.name, p) for p in self.own)]):
            total.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()
