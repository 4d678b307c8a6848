"""Contradictions by number, date, place and actor: minimal pairs generated from own events in ten languages.

    python eval/contradictions.py [LANGUAGE …]   every figure, and each pair that came out otherwise

Each pair is two reports of one sentence, grouped as one collection (eval/contradictions.yml has the events). In half of
the pairs exactly one slot differs, and the conflict must be shown with its kind; in the other half nothing contradicts:
the same in other words, the same with a detail left out, another event with the same number and date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/contradictions.py` finds its neighbours

import yaml
from eval.claims import document, statements
from eval.measures import Figure, Measure

from bukti import claims, settings
from bukti.claims.vectors import Embedder
from bukti.model import Lineage
from bukti.text import embedding

EVENTS = Path(__file__).with_suffix(".yml")
KINDS = {"n": "number", "date": "date", "place": "place", "actor": "actor"}
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences and the kind of their contradiction, or `none`."""

    language: str
    kind: str
    left: str
    right: str


@cache
def events() -> dict[str, Any]:
    """Values and events by language."""
    loaded: dict[str, Any] = yaml.safe_load(EVENTS.read_text("utf-8"))
    return loaded


def pairs(language: str, part: str) -> Iterator[Pair]:
    """The pairs of one language, of the events `seen` while rules were made, or of the `fresh` ones."""
    values, written = events()[language][part]["values"], events()[language][part]["events"]
    for number, (one, other) in enumerate(written):
        slots = [slot for slot in KINDS if f"{{{slot}}}" in one]
        first = {slot: values[slot][0] for slot in KINDS}
        left = filled(one, first)
        for slot in slots:
            for words in (one, other):
                yield Pair(language, KINDS[slot], left, filled(words, first | {slot: values[slot][1]}))
        yield Pair(language, NOTHING, left, filled(other, first))
        yield Pair(language, NOTHING, left, filled(one, first | {"date": values["date"][2]}))
        yield Pair(language, NOTHING, left, filled(other, first | {"date": values["date"][2]}))
        for further in range(len(slots)):
            another = written[(number + 1 + further % (len(written) - 1)) % len(written)][further % 2]
            yield Pair(language, NOTHING, left, filled(another, first))


def filled(words: str, values: dict[str, str]) -> str:
    """A sentence with its slots filled; it begins with a capital."""
    made = words.format(**values)
    return made[:1].upper() + made[1:]


def outcome(pair: Pair, embedder: Embedder | None) -> str:
    """The kind of conflict that is shown between the two, or `none`."""
    documents = [document(pair.left, pair.language, "left"), document(pair.right, pair.language, "right")]
    said = statements(documents)
    lineage = Lineage(families=tuple((d.report.id,) for d in documents))
    found = {c.kind for claim in claims.group(documents, said, lineage, embedder) for c in claim.conflicts}
    return min(found, default=NOTHING)


def measure(languages: Sequence[str], part: str, _: Path) -> dict[str, Figure]:
    """Accuracy over all pairs, and of each kind."""
    embedder = _embedder()
    rows = [(pair, outcome(pair, embedder)) for language in languages for pair in pairs(language, part)]
    figures = {}
    for kind in (*KINDS.values(), NOTHING, "all"):
        chosen = [(pair.kind, found) for pair, found in rows if kind in {pair.kind, "all"}]
        right = sum(expected == found for expected, found in chosen) / len(chosen)
        base = sum(expected == NOTHING for expected, _ in chosen) / len(chosen)
        figures["accuracy" if kind == "all" else kind] = Figure(
            right, base, "nothing ever contradicts", count=len(chosen), unit="pairs"
        )
    return figures


@cache
def _embedder() -> Embedder | None:
    return embedding.load(settings.from_environment())


LANGUAGES = tuple(sorted(events()))
MEASURES = (
    Measure(
        "claims/contradictions",
        "Contradictions by number, date, place or actor, own minimal pairs in ten languages",
        (),
        partial(measure, LANGUAGES, "fresh"),
        shown=("accuracy",),
        own=(EVENTS,),
    ),
)


def main(languages: Sequence[str]) -> None:
    """Print every figure of both parts, and each pair that came out otherwise."""
    for part in ("seen", "fresh"):
        for language in languages:
            for pair in pairs(language, part):
                if (found := outcome(pair, _embedder())) != pair.kind:
                    print(f"{language} {part}: {pair.kind} came out as {found}:\n    {pair.left}\n    {pair.right}")
        for name, figure in measure(languages, part, Path()).items():
            print(f"{part} {name}: {figure.value:.3f} (trivial {figure.baseline:.3f}), {figure.count} pairs")


if __name__ == "__main__":
    main(sys.argv[1:] or LANGUAGES)
