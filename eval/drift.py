"""How well planted drift is found: minimal pairs of reports in many languages (eval/drift.yml), and across them.

Run alone it prints every figure and each pair that came out otherwise: `python eval/drift.py`. Which report was made
from which is given, and that its sentences were made from each other; statements, claims and changes are found.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/drift.py` finds its neighbours

import yaml
from eval.claims import document, statements
from eval.measures import Figure, Measure

from bukti import claims
from bukti.model import AlignedPassage, Derivation, DerivationKind, Document, Lineage

TEMPLATES = Path(__file__).with_suffix(".yml")
NUMBERS = ((8, 80), (12, 20), (150, 105))
KINDS = ("certainty", "quantity", "attribution", "denial")
PIVOT = "en"  # translations are from and into it
RULE = "every change wherever the words differ"


@dataclass(frozen=True, slots=True)
class Pair:
    """What a parent and its child say, each sentence with its language; `change` is what was planted, or None."""

    parent: tuple[str, ...]
    child: tuple[str, ...]
    languages: tuple[str, str]
    change: str | None
    own: bool = False  # the child's last sentence comes from elsewhere


def pairs(languages: tuple[str, str], words: Mapping[str, Mapping[str, str]]) -> Iterator[Pair]:
    """The pairs of a language, or of a translation from one into another."""
    old, new = (words[code] for code in languages)
    kept = "other" if languages[0] == languages[1] else "told"
    said = "said_other" if languages[0] == languages[1] else "said"
    toll = "toll_other" if languages[0] == languages[1] else "toll"
    for parent, child, change in (
        ("hedged", "told", "certainty"),
        ("told", "hedged", "certainty"),
        ("said", "told", "attribution"),
        ("told", kept, None),
        ("said", said, None),
        ("hedged", "hedged", None),
    ):
        yield Pair((old[parent],), (new[child],), languages, change)
    for before, after in NUMBERS:
        yield Pair((old["toll"].format(n=before),), (new["toll"].format(n=after),), languages, "quantity")
        yield Pair((old["toll"].format(n=before),), (new[toll].format(n=before),), languages, None)
    denied = (old["said"], old["denial"])
    yield Pair(denied, (new["said"], new["aside"]), languages, "denial", own=True)
    yield Pair(denied, (new["said"], new["denial"]), languages, None)


def found(pair: Pair) -> frozenset[str]:
    """Kinds of change found in a pair; one of no planted kind goes by its own name."""
    parent, child = (
        document("\n\n".join(sentences), language, name)
        for sentences, language, name in zip(
            (pair.parent, pair.child), pair.languages, ("parent", "child"), strict=True
        )
    )
    both = (parent, child)
    said = statements(both)
    lineage = Lineage((_edge(parent, child, own=pair.own),), families=(tuple(sorted(d.report.id for d in both)),))
    changes = [change for claim in claims.group(both, said, lineage, None) for change in claim.drift]
    return frozenset("denial" if c.change == "denial" else c.kind for c in changes)


def _edge(parent: Document, child: Document, *, own: bool) -> Derivation:
    sides = list(zip(parent.sentences, child.sentences, strict=False))
    passages = tuple(AlignedPassage(p, c, 1.0) for p, c in (sides[:-1] if own else sides))
    same = parent.language.code == child.language.code
    kind = DerivationKind.REWRITE if same else DerivationKind.TRANSLATION
    return Derivation(parent.report.id, child.report.id, kind, 0.95, True, 1.0, passages)


def planted(which: str, _: Path) -> dict[str, Figure]:
    """Figures over the pairs `within` each language or `across` languages."""
    return _figures([(pair, found(pair)) for pair in _pairs(which)])


def _pairs(which: str) -> list[Pair]:
    words = yaml.safe_load(TEMPLATES.read_text("utf-8"))
    within = [(code, code) for code in words]
    across = [both for both in permutations(words, 2) if PIVOT in both]
    return [pair for both in (within if which == "within" else across) for pair in pairs(both, words)]


def _figures(outcomes: Sequence[tuple[Pair, frozenset[str]]]) -> dict[str, Figure]:
    """F1, precision and recall over all kinds, F1 of each, and the pairs left alone where nothing was planted."""
    figures = {}
    for kind in KINDS:
        hits, claimed, true = _counts(outcomes, (kind,))
        base = 2 * true / (len(outcomes) + true)
        figures[kind] = Figure(2 * hits / (claimed + true), base, RULE, count=true, unit="changes")
    hits, claimed, true = _counts(outcomes, KINDS)
    chance = true / (len(KINDS) * len(outcomes))
    figures["all"] = Figure(2 * hits / (claimed + true), 2 * chance / (1 + chance), RULE, count=true, unit="changes")
    figures["precision"] = Figure(hits / max(1, claimed), chance, RULE, count=claimed, unit="changes")
    figures["recall"] = Figure(hits / true, 1.0, RULE, count=true, unit="changes")
    plain = [changes for pair, changes in outcomes if pair.change is None]
    left = sum(not changes for changes in plain) / len(plain)
    figures["unchanged"] = Figure(left, 0.0, RULE, count=len(plain), unit="pairs")
    return figures


def _counts(outcomes: Sequence[tuple[Pair, frozenset[str]]], kinds: Sequence[str]) -> tuple[int, int, int]:
    """Changes found rightly, found and planted; one of a kind that is never planted counts as found wrongly."""
    others = set() if len(kinds) == 1 else {kind for _, changes in outcomes for kind in changes} - set(KINDS)
    claimed = sum(len(changes & {*kinds, *others}) for _, changes in outcomes)
    true = [(pair.change, changes) for pair, changes in outcomes if pair.change in kinds]
    return sum(change in changes for change, changes in true), claimed, len(true)


MEASURES: tuple[Measure, ...] = tuple(
    Measure(f"claims/drift-{which}", title, (), partial(planted, which), shown=("all",), own=(TEMPLATES,))
    for which, title in (
        ("within", "Planted changes of a claim found (17 languages, own pairs)"),
        ("across", "Planted changes of a claim found in translation (own pairs)"),
    )
)


def main() -> None:
    """Print every figure, and each pair that came out otherwise."""
    for which, measure in zip(("within", "across"), MEASURES, strict=True):
        outcomes = [(pair, found(pair)) for pair in _pairs(which)]
        for pair, changes in outcomes:
            if changes != frozenset({pair.change} - {None}):
                print(f"{pair.languages} {pair.change} came out as {sorted(changes)}: {pair.parent} {pair.child}")
        for name, figure in _figures(outcomes).items():
            scored = f"{figure.value:.3f} (trivial {figure.baseline:.3f}), {figure.count} {figure.unit}"
            print(f"{measure.name} {name}: {scored}")


if __name__ == "__main__":
    main()
