"""How well names in running text are found, typed and led back to their base form.

`python eval/entities.py [DATA]` prints strict figures (type and exact form) for both halves of each corpus beside a
trivial baseline. The half `develop` was read while building, `held` was not. IDNER-News-2k is MIT. BSNLP is for
measuring only: nothing of it enters the project.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/entities.py` finds its neighbours

from eval.measures import Figure, Measure

from bukti import text
from bukti.entities import mentions, named
from bukti.entities.named import Named
from bukti.entities.types import NameType
from bukti.ids import report_id
from bukti.model import Document, LanguageGuess, Report, Span

LANGUAGES = ("ru", "uk", "pl", "cs", "bg")
TYPES = ("PER", "ORG", "LOC")
CAPITALS = re.compile(r"\b[^\W\d_a-zа-яёіїєґ][\w’'-]*(?: [^\W\d_a-zа-яёіїєґ][\w’'-]*)*")
COARSE = {
    NameType.PERSON: "PER",
    NameType.COMPANY: "ORG",
    NameType.PUBLIC_BODY: "ORG",
    NameType.ORGANISATION: "ORG",
    NameType.MEDIA: "ORG",
    NameType.PLACE: "LOC",
}
TRIVIAL = "runs of capitalised words, all of the commonest type"
EVENTS = ("asia_bibi", "brexit")
QUICK = 24  # every twelfth document of the held half is the gate's sample


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with gold names: (form or place, type) -> base form; `units`: the corpus's tokens if gold has places.

    `convened` is whether what is found is read by the corpus's conventions (`by_convention`).
    """

    document: Document
    gold: dict[tuple[object, str], str]
    units: tuple[Span, ...] = ()
    convened: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """Names right, found and in gold; `alike` of the `based` right ones have the right base form."""

    right: int = 0
    found: int = 0
    gold: int = 0
    alike: int = 0
    based: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(self.found + self.gold, 1)

    @property
    def base(self) -> float:
        """Share of the names found whose base form is right."""
        return self.alike / max(self.based, 1)

    def __str__(self) -> str:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.gold, 1)
        return f"P {precision:.3f} R {recall:.3f} F1 {self.f1:.3f} base {self.base:.3f} (gold {self.gold})"


def bsnlp(data: Path, event: str, language: str, chosen: slice = slice(None)) -> list[Sample]:
    """Documents of one language, or some of them; the head of four lines is no text."""
    samples = []
    with gzip.open(data / f"bsnlp/{event}.jsonl.gz", "rt", encoding="utf-8") as rows:
        own = [row for row in map(json.loads, rows) if row["language"] == language]
        for row in own[chosen]:
            body = row["raw"].split("\n", 4)[-1]
            lines = [line.split("\t") for line in row["annotated"].strip().split("\n")[1:] if line]
            gold = {(form, kind): base for form, base, kind, *_ in lines if kind in TYPES}
            samples.append(Sample(prepared(body, language), gold))
    return samples


def prepared(body: str, language: str) -> Document:
    """The document as the pipeline makes it."""
    report = Report(report_id(body.encode()), "text/plain", body, language=language)
    document = text.analyse(report)
    return replace(document, mentions=mentions.find(document))


def idner(data: Path) -> list[Sample]:
    """The sentences of the dev split, the even ones as one text and the odd ones as another."""
    blocks = (data / "idner_news_2k/dev.txt").read_text("utf-8").strip().split("\n\n")
    return [_conll(blocks[half::2]) for half in (0, 1)]


def _conll(blocks: list[str]) -> Sample:
    body, sentences, units = "", list[Span](), list[Span]()
    gold: dict[tuple[object, str], str] = {}
    for block in blocks:
        start, opened = len(body), (0, "")
        for row in (*block.split("\n"), "  O"):
            word, _, tag = [*row.split(" "), "O", "O"][:3]
            if opened[1] and not tag.startswith("I-"):
                gold[Span(opened[0], len(body) - 1), opened[1]] = ""
                opened = (0, "")
            opened = (len(body), tag[2:]) if tag.startswith("B-") else opened
            units += [Span(len(body), len(body) + len(word))] if word else []
            body += word + " " if word else ""
        sentences.append(Span(start, len(body)))
        body += "\n"
    report = Report(report_id(body.encode()), "text/plain", body, language="id")
    document = Document(report, LanguageGuess("id", 1.0), tuple(sentences), tuple(sentences))
    return Sample(replace(document, mentions=mentions.find(document)), gold, tuple(units), True)


def count(sample: Sample) -> Count:
    """What is found in a text, against gold."""
    body = sample.document.report.text
    names = named.find(sample.document)
    found: dict[tuple[object, str], str] = {}
    for name in by_convention(sample, names) if sample.convened else names:
        kind = COARSE.get(name.kind, "")
        if kind:
            found[name.span if sample.units else body[slice(*name.span)], kind] = name.base
    right = found.keys() & sample.gold.keys()
    alike = sum(found[n].casefold() == sample.gold[n].casefold() for n in right)
    return Count(len(right), len(found), len(sample.gold), alike, len(right))


def by_convention(sample: Sample, names: Sequence[Named]) -> Iterator[Named]:
    """Names as IDNER has them: whole tokens; a body with its acronym in brackets; countries as places only.

    Its tokens hold their brackets ("(BUMN)"). A country that stands for its state or its people is no name there
    ("warga Palestina"). Told by the half `develop`; the figure without these conventions is printed beside.
    """
    starts, ends = [unit.start for unit in sample.units], [unit.end for unit in sample.units]
    body, last = sample.document.report.text, None
    for name in (one for one in names if one.located):
        edges = Span(starts[bisect_right(starts, name.span.start) - 1], ends[bisect_left(ends, name.span.end)])
        bodies = last is not None and COARSE.get(last.kind) == COARSE.get(name.kind) == "ORG"
        if last is not None and bodies and body[edges.start] == "(" and edges.start == last.span.end + 1:
            last = replace(last, span=Span(last.span.start, edges.end))
            continue
        if last is not None:
            yield last
        last = replace(name, span=edges)
    if last is not None:
        yield last


def trivial(sample: Sample, kind: str) -> Count:
    """What a run of capitals is worth."""
    body = sample.document.report.text
    found = {(Span(*m.span()) if sample.units else m[0], kind) for m in CAPITALS.finditer(body)}
    right = found & sample.gold.keys()
    alike = sum(str(n[0]).casefold() == sample.gold[n].casefold() for n in right)
    return Count(len(right), len(found), len(sample.gold), alike, len(right))


def halves(samples: list[Sample]) -> Iterator[tuple[str, list[Sample]]]:
    """Even samples were read while building, odd ones were not."""
    yield "develop", samples[0::2]
    yield "held", samples[1::2]


def commonest(samples: list[Sample]) -> str:
    """The type that most names have."""
    return Counter(kind for sample in samples for _, kind in sample.gold).most_common(1)[0][0]


def table(data: Path) -> None:
    """Print every figure."""
    corpora = {"idner id": idner(data)}
    corpora["idner as found"] = [replace(sample, convened=False) for sample in corpora["idner id"]]
    for event in EVENTS:
        corpora |= {f"{event} {code}": bsnlp(data, event, code) for code in LANGUAGES}
    total: dict[str, tuple[Count, Count]] = {}
    for name, samples in corpora.items():
        for half, part in halves(samples):
            ours, base = scores(part)
            print(f"{name:14s} {half:8s} {ours}  trivial F1 {base.f1:.3f} base {base.base:.3f}", flush=True)
            if not name.startswith("idner"):
                before = total.get(half, (Count(), Count()))
                total[half] = (before[0] + ours, before[1] + base)
    for half, (ours, base) in total.items():
        print(f"{'BSNLP all':14s} {half:8s} {ours}  trivial F1 {base.f1:.3f} base {base.base:.3f}")


def scores(samples: list[Sample]) -> tuple[Count, Count]:
    """What is found, and what the trivial rule finds, over all samples."""
    kind = commonest(samples)
    return sum(map(count, samples), Count()), sum((trivial(sample, kind) for sample in samples), Count())


def figures(samples: list[Sample], based: bool) -> dict[str, Figure]:
    """The figures of a gate's measure."""
    ours, base = scores(samples)
    found = {"F1": Figure(ours.f1, base.f1, TRIVIAL, count=ours.gold, unit="names")}
    if based:
        found["base form"] = Figure(ours.base, base.base, "the form as it stands", count=ours.based, unit="names")
    return found


def news(data: Path) -> dict[str, Figure]:
    """IDNER by its conventions, and without them."""
    samples = idner(data)
    plain = figures([replace(sample, convened=False) for sample in samples], False)
    return figures(samples, False) | {"F1, names as found": plain["F1"]}


def quick(data: Path) -> dict[str, Figure]:
    """A part of the held half: every so many documents of each language."""
    return figures([s for code in LANGUAGES for s in bsnlp(data, "brexit", code, slice(1, None, QUICK))], True)


MEASURES = (
    Measure(
        "entities/idner",
        "Names in Indonesian news, strict span and type (person, organisation, place)",
        ("idner_news_2k/dev.txt",),
        news,
    ),
    Measure(
        "entities/bsnlp-part",
        "Names in news of ru uk pl cs bg, strict form and type; base form of those found",
        ("bsnlp/brexit.jsonl.gz",),
        quick,
    ),
)

if __name__ == "__main__":
    table(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("BUKTI_DATA", "../shared/data")))
