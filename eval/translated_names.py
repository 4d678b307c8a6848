"""Whether a name of an English text and the same name in its translation become one entity.

`python eval/translated_names.py [--faults] [DATA]` prints figures by language and sample. Gold is translated_names.tsv:
names of persons and places as 12 translations of NTREX-128 dev write them. Each document and its translation are one
collection; that one is the other's translation is given, as derivation would tell. A name is found when one entity has
it in both places (at least half of the letters in common). Documents are halved by a digest of their names: rules were
made with `fit` in sight, `test` was only measured. `more` (translated_names_more.tsv) is a second sample for making
rules, of other documents of the half `fit`.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/translated_names.py` finds its neighbours

from benchmarks.transmission.texts import half, rows
from eval.corpora import CODES
from eval.measures import Figure, Measure

from bukti import text
from bukti.entities import collected, mentions
from bukti.entities.groups import Group
from bukti.ids import report_id
from bukti.model import Document, Lineage, Report, Span

GOLD = Path(__file__).parent / "translated_names.tsv"
MORE = Path(__file__).parent / "translated_names_more.tsv"
SAMPLES = ("fit", "more", "test")
TRIVIAL = "the English letters stand in the translation"
OVERLAP = 0.5  # of the letters of both, from which a name is the one looked for


@dataclass(frozen=True, slots=True)
class Gold:
    """A name of a line, in a language as its translation writes it and in English."""

    line: int
    language: str
    written: str
    english: str
    kind: str


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a name: `found` in the translation, `joined` with the English one, or by the trivial rule."""

    gold: Gold
    sample: str
    found: bool
    joined: bool
    trivial: bool


def gold(path: Path = GOLD) -> list[Gold]:
    """The names written down."""
    with path.open(encoding="utf-8") as handle:
        table = csv.DictReader((line for line in handle if not line.startswith("#")), delimiter="\t")
        return [Gold(int(row["line"]), *list(row.values())[1:]) for row in table]


@dataclass(frozen=True, slots=True)
class Side:
    """A document in one language, a line a paragraph, with the place of each line."""

    document: Document
    places: Mapping[int, int]

    def span(self, line: int, name: str) -> Span:
        """Where a name stands in a line."""
        start = self.document.report.text.index(name, self.places[line])
        return Span(start, start + len(name))


def side(lines: Sequence[Mapping[str, str]], language: str) -> Side:
    """The document as the pipeline makes it."""
    body, places = "", {}
    for row in lines:
        places[int(row["line"])] = len(body)
        body += row[CODES[language]].strip() + "\n\n"
    report = Report(report_id(body.encode()), "text/plain", body, language=language)
    document = text.analyse(report)
    return Side(replace(document, mentions=mentions.find(document)), places)


def told(data: Path, samples: Sequence[str] = SAMPLES) -> Iterator[Told]:
    """Every name of some samples."""
    documents: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows(data):
        documents[row["doc"]].append(row)
    for path in (GOLD, MORE):
        wanted = gold(path)
        for name, lines in documents.items():
            numbers = {int(row["line"]) for row in lines}
            own = [one for one in wanted if one.line in numbers]
            sample = "more" if path == MORE else half(name)
            if own and sample in samples:
                yield from (replace(one, sample=sample) for one in in_document(lines, own))


def in_document(lines: Sequence[Mapping[str, str]], own: Sequence[Gold]) -> Iterator[Told]:
    """The names of one document in every language."""
    english = side(lines, "en")
    for language in dict.fromkeys(one.language for one in own):
        names = [one for one in own if one.language == language]
        yield from compared(english, side(lines, language), names)


def compared(english: Side, other: Side, names: Sequence[Gold]) -> Iterator[Told]:
    """The names of one document in one language."""
    pair = [english.document, other.document]
    languages = {one.report.id: one.language.code for one in pair}
    lineage = Lineage(families=(tuple(languages),))
    groups = collected.named(pair, languages, lineage).groups
    for one in names:
        here, there = english.span(one.line, one.english), other.span(one.line, one.written)
        left, right = holders(groups, english, here), holders(groups, other, there)
        trivial = one.english in one.written
        yield Told(one, "", bool(right), any(group is same for group in left for same in right), trivial)


def holders(groups: Sequence[Group], of: Side, span: Span) -> list[Group]:
    """The entities that have a name at a place."""
    report = of.document.report.id
    return [group for group in groups if any(one.report == report and near(one.span, span) for one in group.seen)]


def near(one: Span, other: Span) -> bool:
    """Whether two places have at least half of their letters in common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return common >= OVERLAP * (max(one.end, other.end) - min(one.start, other.start))


def share(some: Sequence[Told]) -> float:
    """How many became one entity."""
    return sum(one.joined for one in some) / max(len(some), 1)


def table(data: Path, faults: bool) -> None:
    """Print every figure; names that were not joined where asked, of the samples that may be looked at, alone."""
    samples = SAMPLES[:2] if faults else SAMPLES
    found = list(told(data, samples))
    for name in samples:
        own = [one for one in found if one.sample == name]
        for value in sorted({part for one in own for part in (one.gold.language, one.gold.kind)}):
            some = [one for one in own if value in (one.gold.language, one.gold.kind)]
            seen = sum(one.found for one in some) / len(some)
            print(f"{name} {value}: one entity {share(some):.3f}, found {seen:.3f} (n={len(some)})")
        base = sum(one.trivial for one in own) / len(own)
        print(f"{name}: one entity {share(own):.3f}; trivial, {TRIVIAL}: {base:.3f} (n={len(own)})")
    for one in found if faults else ():
        if not one.joined:
            print(one.sample, one.gold, "found" if one.found else "not found")


def figures(data: Path) -> dict[str, Figure]:
    """The figures of the gate."""
    found = list(told(data))
    made = {}
    for name in SAMPLES:
        own = [one for one in found if one.sample == name]
        base = sum(one.trivial for one in own) / len(own)
        made[name] = Figure(share(own), base, TRIVIAL, count=len(own), unit="names")
    return made


MEASURES = (
    Measure(
        "entities/translated-names",
        "Names of persons and places in English and in 12 translations that become one entity",
        ("ntrex/parallel.dev.jsonl.gz",),
        figures,
        own=(GOLD, MORE),
    ),
)

if __name__ == "__main__":
    paths = [one for one in sys.argv[1:] if one != "--faults"]
    table(Path(paths[0] if paths else os.environ.get("BUKTI_DATA", "../shared/data")), "--faults" in sys.argv)
