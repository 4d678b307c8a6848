"""How well derivation finds who copied whom: copies and translations planted in NTREX.

Run alone it prints every figure: `python eval/derivation.py`; with `--speed 2000` the time to trace so many reports.
NTREX is open; the edits, mixtures and citing sentences planted in it are made here, by a fixed seed.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/derivation.py` finds its neighbours

from benchmarks.transmission.texts import NTREX, rows
from eval.measures import Figure, Measure

from bukti import derivation, settings
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Document, Lineage, Published, Report
from bukti.text import analyse, embedding

COPIED = 60  # NTREX documents with a planted copy; the others lend own text to excerpts
ORIGINALS = 40  # NTREX documents that are English reports beside their translations; others are distractors
FOREIGN = ("ind", "rus", "ukr", "fra")
REWRITES = (("fra", "fra-CA"), ("spa", "spa-MX"), ("por", "por-BR"))  # translations made without each other
CITING = {
    "eng": "The news was first reported by {}.",
    "ind": "Demikian dilaporkan {}.",
    "rus": "Об этом сообщает {}.",
    "ukr": "Про це повідомляє {}.",
    "fra": "C’est ce que rapporte {}.",
}
MARKS = ".,;:!?()«»“”\"'"
START = datetime(2024, 5, 1, tzinfo=UTC)
Edge = frozenset[str]


@dataclass
class Planted:
    """A collection whose truth is known.

    Attributes:
        documents: reports. edges: pairs of report ids of which one is made from the other. parents: child -> parent.
        kinds: edge -> how the child was made.
    """

    documents: list[Document] = field(default_factory=list)
    edges: set[Edge] = field(default_factory=set)
    parents: dict[str, str] = field(default_factory=dict)
    kinds: dict[Edge, str] = field(default_factory=dict)

    def add(self, text: str, outlet: str, hours: float) -> str:
        """Add a report; its id."""
        document = prepared(text, outlet, START + timedelta(hours=hours))
        self.documents.append(document)
        return document.report.id

    def made(self, parent: str, child: str, kind: str) -> None:
        """Note that one report was made from another."""
        edge = frozenset((parent, child))
        self.edges.add(edge)
        self.parents[child] = parent
        self.kinds[edge] = kind


def prepared(text: str, outlet: str, when: datetime | None = None) -> Document:
    """A plain text through the stages before derivation."""
    published = Published(when, when, "second", "planted") if when else None
    data = f"{outlet}\n{text}".encode()
    document = analyse(Report(report_id(data), "text/plain", text, outlet=outlet, published=published))
    return replace(document, mentions=mentions.find(document))


def joined(lineage: Lineage) -> set[Edge]:
    """Pairs of reports that an edge or an unnamed common origin joins."""
    origins = {node.id: node for node in lineage.latent}
    direct = {frozenset((e.parent, e.child)) for e in lineage.edges if e.parent not in origins}
    common = {e.parent for e in lineage.edges if e.parent in origins}
    return direct | {frozenset(origins[name].members) for name in common if len(origins[name].members) == 2}


def score(found: set[Edge], gold: set[Edge]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs."""
    hits = len(found & gold)
    precision, recall = hits / len(found) if found else 0.0, hits / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def words(text: str) -> list[str]:
    """Lower-case words, split at spaces: all that the trivial rules see."""
    return text.casefold().split()


def containment(source: str, target: str) -> float:
    """Part of the target's words that the source has."""
    known, own = set(words(source)), words(target)
    return sum(word in known for word in own) / max(1, len(own))


def speed(data: Path, count: int) -> str:
    """Processor time and memory to trace so many reports: NTREX sentences with half of the words drawn at random."""
    chance = random.Random(1)  # noqa: S311 - a fixed plan, no secret
    sentences = [sentence for text in ntrex(data, "eng") for sentence in text]
    vocabulary = sorted({word for sentence in sentences for word in sentence.split()})
    documents = []
    for place in range(count):
        words_of = [chance.choice(sentences).split() for _ in range(12)]
        lines = [" ".join(chance.choice(vocabulary) if chance.random() < 0.5 else w for w in line) for line in words_of]
        documents.append(prepared("\n".join(lines), f"Outlet {place}", START + timedelta(minutes=place)))
    begun = time.process_time()
    edges = len(derivation.trace(documents).edges)
    spent, memory = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{count} reports: {spent:.1f} s of processor time, peak {memory:.0f} MB, {edges} edges"


def ntrex(data: Path, language: str) -> list[list[str]]:
    """Sentences of each NTREX document, in the order of the file."""
    found: dict[str, list[str]] = {}
    for row in rows(data):
        found.setdefault(row["doc"], []).append(row[language])
    return list(found.values())


def names(data: Path) -> list[str]:
    """Names of the NTREX documents, in the order of `ntrex`."""
    return list(dict.fromkeys(row["doc"] for row in rows(data)))


def edited(sentences: Sequence[str], rate: float, vocabulary: Sequence[str], chance: random.Random) -> list[str]:
    """The sentences with a part of their words deleted, replaced or doubled by a random one, in equal parts."""
    made = []
    for sentence in sentences:
        kept: list[str] = []
        for word in sentence.split():
            act = chance.randrange(3) if chance.random() < rate else None
            kept += [word] if act is None else [] if act == 0 else [chance.choice(vocabulary)]
            kept += [word] if act == 2 else []
        made.append(" ".join(kept))
    return made


def copies(data: Path) -> Planted:
    """English reports, each with one child: edited by 10, 20 or 30 %, cut, reordered or excerpted, in turn."""
    texts, planted = ntrex(data, "eng"), Planted()
    chance = random.Random(7)  # noqa: S311 - a fixed plan of edits, no secret
    vocabulary = sorted({word for text in texts for sentence in text for word in sentence.split()})
    lenders = texts[COPIED:]
    for place, text in enumerate(texts[:COPIED]):
        parent = planted.add("\n".join(text), f"Outlet {place}", place)
        quarter = max(2, len(text) // 4)
        first = chance.randrange(len(text) - quarter + 1)
        other = lenders[place % len(lenders)][: 3 * quarter]
        kind, child = (
            ("edits of 10 %", edited(text, 0.1, vocabulary, chance)),
            ("edits of 20 %", edited(text, 0.2, vocabulary, chance)),
            ("edits of 30 %", edited(text, 0.3, vocabulary, chance)),
            ("half of it", text[: len(text) // 2]),
            ("reordered", chance.sample(text, len(text))),
            ("a quarter in other text", [*other, *text[first : first + quarter]]),
        )[place % 6]
        planted.made(parent, planted.add("\n".join(child), f"Paper {place}", place + 5), kind)
    return planted


def translations(data: Path, citing: bool = False) -> Planted:
    """English reports, translations of four in five, and translations of reports that are not there.

    With `citing`, each child names its parent's outlet in a last sentence, and every second child is dated before its
    parent, as by a wrong clock.
    """
    texts, planted = {language: ntrex(data, language) for language in ("eng", *FOREIGN)}, Planted()
    for place, text in enumerate(texts["eng"][:ORIGINALS]):
        outlet = f"Courier {_number(place)}"
        parent = planted.add("\n".join(text), outlet, place)
        language = FOREIGN[place % len(FOREIGN)]
        if place % 5 < 4:
            own = [CITING[language].format(outlet)] if citing else []
            hours = place + (-5 if citing and place % 2 else 5)
            name = planted.add("\n".join([*texts[language][place], *own]), f"Gazette {_number(place)}", hours)
            planted.made(parent, name, f"translation ({language})")
    for place, language in enumerate(FOREIGN * 3, ORIGINALS):
        planted.add("\n".join(texts[language][place]), f"Gazette {_number(place)}", place)
    return planted


def _number(place: int) -> str:
    """A name that no other place has, of letters only."""
    return f"{'BDFGKLMNPR'[place // 10]}a{'vzltrsmnkd'[place % 10]}o"


def run_copies(data: Path) -> dict[str, Figure]:
    """Planted copies: pairs found, whatever their direction; and directions by the dates."""
    planted = copies(data)
    lineage = derivation.trace(planted.documents)
    guess = _best(planted, lambda a, b: max(containment(a, b), containment(b, a)))
    rule = "word containment, threshold best on these very pairs"
    figures = _figures(score(joined(lineage), planted.edges), score(guess, planted.edges), rule, len(planted.edges))
    for kind in sorted(set(planted.kinds.values())):
        gold = {edge for edge, made in planted.kinds.items() if made == kind}
        value, trivial = (len(gold & found) / len(gold) for found in (joined(lineage), guess))
        figures[f"recall, {kind}"] = Figure(value, trivial, rule, count=len(gold), unit="planted pairs")
    return figures


def _best(planted: Planted, alike: Callable[[str, str], float]) -> set[Edge]:
    """The pairs above the threshold that scores best on the planted truth itself: a generous trivial rule."""
    rows = [
        (alike(one.text, two.text), frozenset((one.id, two.id)))
        for one, two in combinations([document.report for document in planted.documents], 2)
    ]
    rows.sort(key=lambda row: (-row[0], sorted(row[1])))
    sizes = range(1, 3 * len(planted.edges))
    size = max(sizes, key=lambda n: (score({edge for _, edge in rows[:n]}, planted.edges)[2], -n))
    return {edge for _, edge in rows[:size]}


def _figures(
    ours: tuple[float, float, float], trivial: tuple[float, float, float], rule: str, count: int
) -> dict[str, Figure]:
    names = ("precision", "recall", "f1")
    return {
        name: Figure(a, b, rule, count=count, unit="planted pairs")
        for name, a, b in zip(names, ours, trivial, strict=True)
    }


def rewrites(data: Path, one: str, two: str) -> Planted:
    """Every document in two translations of one language: all that a rewriter would change is changed."""
    planted = Planted()
    for place, texts in enumerate(zip(ntrex(data, one), ntrex(data, two), strict=True)):
        parent, child = (
            planted.add("\n".join(text), f"{name} {place}", place + hours)
            for text, name, hours in zip(texts, ("Outlet", "Paper"), (0, 5), strict=True)
        )
        planted.made(parent, child, "rewrite")
    return planted


def run_rewrites(data: Path) -> dict[str, Figure]:
    """Independent translations into one language: pairs found among all pairs of the 166 reports."""
    figures = {}
    rule = "word containment, threshold best on these very pairs"
    for one, two in REWRITES:
        planted = rewrites(data, one, two)
        found = joined(derivation.trace(planted.documents))
        guess = _best(planted, lambda a, b: max(containment(a, b), containment(b, a)))
        made = _figures(score(found, planted.edges), score(guess, planted.edges), rule, len(planted.edges))
        figures.update({f"{one} {name}": figure for name, figure in made.items()})
    return figures


def run_translations(data: Path) -> dict[str, Figure]:
    """Planted translations that cite nobody: pairs found with sentence vectors and without."""
    planted = translations(data)
    embedder = embedding.load(settings.from_environment())
    guess = score(_best(planted, marks), planted.edges)
    rule = "equal numbers and Latin capitalised words (Jaccard), threshold best on these very pairs"
    plain = score(joined(derivation.trace(planted.documents)), planted.edges)
    count = len(planted.edges)
    figures = {f"plain {k}": v for k, v in _figures(plain, guess, rule, count).items()}
    if embedder is None:
        print("without sentence vectors: the extra `embeddings` is not installed")
        return figures
    ours = score(joined(derivation.trace(planted.documents, embedder=embedder)), planted.edges)
    return {**_figures(ours, guess, rule, count), **figures}


def marks(one: str, two: str) -> float:
    """Jaccard index of the numbers and capitalised words of two texts: the trivial rule across languages."""
    a, b = (
        {w.strip(".,;:!?()«»“”\"'") for w in text.split() if w[0].isdigit() or w[0].isupper()} for text in (one, two)
    )
    return len(a & b) / max(1, len(a | b))


def run_direction(data: Path) -> dict[str, Figure]:
    """Planted translations that name their source, every second one with a wrong clock: arrows that are right."""
    planted = translations(data, citing=True)
    lineage = derivation.trace(planted.documents)
    known = {(e.parent, e.child) for e in lineage.edges if e.direction_known}
    dates = {d.report.id: d.report.published for d in planted.documents}
    truth = {(parent, child) for child, parent in planted.parents.items()}
    early = sum(_time(dates[p]) < _time(dates[c]) for p, c in truth)
    false = {pair for pair in known if frozenset(pair) in planted.edges} - truth
    count, rule = len(truth), "the earlier date is the parent"
    return {
        "direction": Figure(len(known & truth) / count, early / count, rule, count=count, unit="planted pairs"),
        "not reversed": Figure(1 - len(false) / count, early / count, rule, count=count, unit="planted pairs"),
    }


def _time(published: Published | None) -> datetime:
    return published.earliest if published else START


MEASURES = (
    Measure(
        "derivation/ntrex-copies",
        "Who copied whom, planted in English news (NTREX)",
        (NTREX,),
        run_copies,
        ("precision", "recall", "f1"),
    ),
    Measure(
        "derivation/ntrex-rewrites",
        "Rewritten throughout: two translations into one language (NTREX)",
        (NTREX,),
        run_rewrites,
        tuple(f"{one} f1" for one, _ in REWRITES),
    ),
    Measure(
        "derivation/ntrex-translations",
        "Translations planted in news of five languages (NTREX)",
        (NTREX,),
        run_translations,
        ("plain f1",),
    ),
    Measure(
        "derivation/ntrex-direction",
        "Direction where the child names its source (NTREX)",
        (NTREX,),
        run_direction,
        ("direction",),
    ),
)


def main() -> None:
    """Print every figure beside its baseline."""
    from eval.gate import data_folder, lines_of  # noqa: PLC0415 - the gate imports this module

    data = data_folder()
    if sys.argv[1:2] == ["--speed"]:
        print(speed(data, int(sys.argv[2])))
        return
    for measure in MEASURES:
        missing = measure.absent(data)
        if missing:
            print(f"skipped: {measure.name}: no {', '.join(missing)} in {data}")
            continue
        date = datetime.now(UTC).date().isoformat()
        print("\n".join(lines_of(measure, measure.run(data), measure.digest(data), date)))


if __name__ == "__main__":
    main()
