"""How well explicit citations are found and told apart from media that are only named: own cases in 24 languages.

The cases (tests/cases/derivation) were written for development and are looked at while the stage is changed, so the
figures say that forms are covered, not how an unseen text fares. Run alone it prints every wrong case:
`python eval/citations.py [CODE]`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/citations.py` finds its neighbours

from eval.measures import Figure, Measure

from bukti import lexicon, reading
from bukti.derivation import weights
from bukti.derivation.citations import Citation, Resolver, cite
from bukti.derivation.names import inventory
from bukti.derivation.prepare import prepare
from bukti.derivation.unlisted import UNNAMED
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.intake import credit
from bukti.model import Document, Published, Report
from bukti.text import analyse

CASES = Path(__file__).parents[1] / "tests" / "cases" / "derivation"
OUTLETS = ("Coast Mirror", "Radio Kestrel", "Estuary News Agency")
OWN = "Inland Echo"
NOON = datetime(2024, 3, 4, 12, tzinfo=UTC)
CITING = ("told", "credit", "behind")  # the ways that say where the text is from; a picture's credit does not


@dataclass(frozen=True, slots=True)
class Case:
    """One text and what it cites.

    Attributes:
        cites: name -> `told`, `credit`, `behind` (another cited medium has it from there), `photo` or `named`; the name
            `?` is a medium that the text does not name. here: a further outlet with a report in the collection.
        open: why the stage misses it, where it does.
    """

    language: str
    text: str
    cites: Mapping[str, str]
    here: str = ""
    open: str = ""


def cases(code: str | None = None) -> list[Case]:
    """The cases of one language, or all."""
    files = sorted(CASES.glob(f"{code or '*'}.jsonl"))
    rows = [(f.stem, json.loads(line)) for f in files for line in f.read_text("utf-8").splitlines()]
    return [
        Case(stem, **{**row, "cites": {_listed(name): how for name, how in row["cites"].items()}}) for stem, row in rows
    ]


def document(text: str, outlet: str, language: str, hours: float) -> Document:
    """A text as the stages before derivation give it."""
    when = NOON + timedelta(hours=hours)
    report = Report(
        report_id(f"{outlet}{hours}{text}".encode()),
        "text/plain",
        text,
        outlet=outlet,
        language=language,
        published=Published(when, when, "second", "header"),
        credits=credit.find(text, None),
    )
    made = analyse(report)
    return replace(made, mentions=mentions.find(made))


def found(case: Case) -> dict[str, str]:
    """What the stage finds in a case, in the form of its key."""
    child = document(case.text, OWN, case.language, 0)
    shelf = [
        document(f"A note from shelf {n} about pumps.", outlet, "en", -2 - n)
        for n, outlet in enumerate(filter(None, (*OUTLETS, case.here)))
    ]
    prepared = prepare([child, *shelf])
    resolver = Resolver(prepared, inventory(prepared), {}, lambda _a, _b: 1.0, weights.load().citation)
    place = next(n for n, one in enumerate(prepared) if one.document is child)
    return {
        _shown(citation, prepared[citation.parent].document.report.outlet if citation.parent is not None else None): (
            "behind" if citation.through else citation.how
        )
        for citation in cite(place, resolver, reading.read(child))
    }


def _shown(citation: Citation, outlet: str | None) -> str:
    return "?" if citation.key.startswith(UNNAMED) else _listed(outlet or citation.name)


def _listed(name: str) -> str:
    """The list's own name of a listed outlet: which of its names is shown is no matter here."""
    return next((outlet.name for outlet in lexicon.outlets() if name in outlet.names), name)


def trivial(case: Case) -> set[str]:
    """The baseline: any known outlet whose name stands in the text is cited."""
    known = {name for outlet in lexicon.outlets() for name in outlet.names} | {*OUTLETS, case.here} - {""}
    inside = {name for name in known if name in case.text}
    return {_listed(name) for name in inside if not any(name != other and name in other for other in inside)}


def _sources(cites: Mapping[str, str]) -> set[str]:
    return {name for name, how in cites.items() if how in CITING}


def measure(code: str | None = None) -> dict[str, Figure]:
    """Precision and recall of cited media, and how often the way of citing is right where both find one."""
    rows = [(case.cites, found(case), trivial(case)) for case in cases(code)]
    gold = sum(len(_sources(cites)) for cites, _, _ in rows)
    said = sum(len(_sources(ours)) for _, ours, _ in rows)
    hits = [(cites[n], ours[n]) for cites, ours, _ in rows for n in _sources(cites) & _sources(ours)]
    base, named = sum(len(_sources(c) & t) for c, _, t in rows), sum(len(t) for _, _, t in rows)
    rule = "any known outlet named in the text"
    return {
        "precision": Figure(len(hits) / max(1, said), base / max(1, named), rule, count=said, unit="citations"),
        "recall": Figure(len(hits) / max(1, gold), base / max(1, gold), rule, count=gold, unit="citations"),
        "way": Figure(sum(a == b for a, b in hits) / max(1, len(hits)), 0.0, "none", count=len(hits), unit="citations"),
    }


class OwnCases(Measure):
    """A measure on cases that are part of the project: nothing is looked for in the data folder."""

    def digest(self, data: Path) -> str:
        """SHA-256 over the names and bytes of the case files."""
        del data
        total = hashlib.sha256()
        for file in sorted(CASES.glob("*.jsonl")):
            total.update(file.name.encode() + b"\0" + file.read_bytes())
        return total.hexdigest()


MEASURES = (
    OwnCases(
        "derivation/citations",
        "Cited media told from named ones, own development cases in 24 languages",
        (),
        lambda _data: measure(),
    ),
)


def wrong(code: str | None) -> Iterator[str]:
    """Every case that differs from its key, in words."""
    for case in cases(code):
        ours = found(case)
        if ours != dict(case.cites):
            yield f"{case.language}: {case.text!r}\n    key {dict(case.cites)}\n    got {ours}"


def main(arguments: list[str]) -> None:
    """Print the wrong cases and the figures of each language and of all."""
    code = arguments[0] if arguments else None
    for line in wrong(code):
        print(line)
    for name in [code] if code else [*sorted({case.language for case in cases()}), None]:
        figures: dict[str, Any] = measure(name)
        print(name or "all", *(f"{k} {f.value:.3f} (baseline {f.baseline:.3f}, {f.count})" for k, f in figures.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
