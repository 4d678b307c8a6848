"""Whether `bukti check` finds short claims in reports of five languages (eval/check.yml, own sentences).

    python eval/check.py [-v]        every figure; with -v each report that is missed or found wrongly

All reports are one collection; each claim is asked in each language. `found`: reports of the claim that stand for it;
`across`: likewise, in other languages than the question's; `clean`: reports of anything else that take no side.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/check.py` finds its neighbours

import yaml
from eval.claims import document, statements
from eval.measures import Figure, Measure

from bukti import claims, settings
from bukti.model import Document, Lineage, Side
from bukti.text import embedding

PAIRS = Path(__file__).with_name("check.yml")
SHARED = 0.5  # of the question's words, for the trivial rule
SIDES = {Side.FOR, Side.AGAINST}


@dataclass(frozen=True, slots=True)
class Told:
    """One report: the number of the claim that it tells, -1 for none, and its language."""

    claim: int
    language: str
    document: Document


@dataclass(frozen=True, slots=True)
class Answer:
    """One report under one question: whether it tells what is asked, stands for it, takes a side, shares words."""

    asked: str
    told: Told
    own: bool
    stands: bool
    sided: bool
    trivial: bool


def reports(table: Mapping[str, Any]) -> list[Told]:
    """Every report of the table."""
    told = [(n, code, text) for n, c in enumerate(table["claims"]) for code, text in c["told"].items()]
    told += [(-1, code, text) for code, texts in table["beside"].items() for text in texts]
    return [Told(claim, code, document(text, code, f"{claim} {code} {text}")) for claim, code, text in told]


def answers(table: Mapping[str, Any]) -> Iterator[Answer]:
    """Every report under every question."""
    told = reports(table)
    documents = [one.document for one in told]
    said, lineage = statements(documents), Lineage(families=tuple((d.report.id,) for d in documents))
    embedder = embedding.load(settings.from_environment())
    grouped = claims.group(documents, said, lineage, embedder)
    collection = claims.Collection(documents, said, lineage, grouped)
    home = {s.id: s.report for s in said}
    for number, claim in enumerate(table["claims"]):
        for code, text in claim["ask"].items():
            question, _ = claims.ask(document(text, code, "question"), collection, embedder)
            sides = {(home[m.statement], m.side) for m in question.matches}
            for one in told:
                name = one.document.report.id
                shared = _shares(text, one.document.report.text)
                sided = any((name, side) in sides for side in SIDES)
                yield Answer(f"{code}: {text}", one, one.claim == number, (name, Side.FOR) in sides, sided, shared)


def _shares(text: str, report: str) -> bool:
    own = set(text.lower().split())
    return len(own & set(report.lower().split())) >= SHARED * len(own)


def measure(_: Path) -> dict[str, Figure]:
    """Shares of reports that are found, and that are rightly left alone."""
    made = list(answers(yaml.safe_load(PAIRS.read_text("utf-8"))))
    if "-v" in sys.argv:
        for one in made:
            if one.stands != one.own and (one.own or one.sided):
                print("missed" if one.own else "wrong", one.asked, "|", one.told.document.report.text)
    own = [one for one in made if one.own]
    figure = partial(Figure, trivial="shares half of the words", unit="pairs")
    figures = {}
    for name, chosen in (("found", own), ("across", [o for o in own if o.asked[:2] != o.told.language])):
        hits, base = (sum(getattr(o, kind) for o in chosen) / len(chosen) for kind in ("stands", "trivial"))
        figures[name] = figure(hits, base, count=len(chosen))
    other = [one for one in made if not one.own]
    clean, base = (sum(not getattr(o, kind) for o in other) / len(other) for kind in ("sided", "trivial"))
    return figures | {"clean": figure(clean, base, count=len(other))}


MEASURES = (Measure("claims/check", "Short claims asked across five languages", (), measure, own=(PAIRS,)),)


def main() -> None:
    """Print every figure."""
    for name, figure in measure(Path()).items():
        print(f"{name}: {figure.value:.3f} (trivial {figure.baseline:.3f}), {figure.count} {figure.unit}")


if __name__ == "__main__":
    main()
