"""How well sentences of one attack are brought together: planted incidents told in six languages, with updates.

Run alone it prints every figure: `python eval/merging.py [SEED]`; rules were made on the default seed. Names of towns
and speakers are invented. Each incident is told two to eight times; its first source raises its number once, and in
every third incident a second source gives a higher one. Numbers, days and towns repeat between incidents, a town not
within three days.
"""

from __future__ import annotations

import dataclasses
import random
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/merging.py` finds its neighbours

import yaml
from eval.measures import Figure, Measure

from bukti import incidents, reading
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Document, Incident, Lineage, Published, Report, Statement, Telling
from bukti.text import analyse

WORDS = Path(__file__).with_suffix(".yml")
START = datetime(2024, 3, 4, tzinfo=UTC)
COUNT = 60
SEED = 8
RULE = "all that is told of one day is one incident"


@dataclass(frozen=True, slots=True)
class Planted:
    """An incident as planted: its number, and how many were killed at last."""

    number: int
    killed: int


def planted(seed: int = SEED) -> tuple[list[Document], dict[str, Planted]]:
    """The collection, and the incident of each report."""
    words, draw = yaml.safe_load(WORDS.read_text("utf-8")), random.Random(seed)  # noqa: S311 - a collection, no secret
    documents, truth = [], {}
    for number in range(COUNT):
        lap, town = divmod(number, len(words["towns"]))
        day = START + timedelta(days=7 * lap + draw.randrange(4))  # no town is hit twice within three days
        one = Planted(number, draw.randrange(4, 40))
        for turn in range(draw.randrange(2, 9)):
            made = _report(words, draw, town, day, (number, turn, one.killed))
            truth[made.report.id] = one
            documents.append(made)
    return documents, truth


def _report(
    words: dict[str, Any], draw: random.Random, town: int, day: datetime, told: tuple[int, int, int]
) -> Document:
    """One report of an incident, in a language drawn; the first source's first word is too low."""
    number, turn, killed = told
    code = draw.choice(sorted(words["languages"]))
    rival = turn % 2 == 1
    shown = killed - 2 if turn == 0 else killed + 3 if rival and number % 3 == 0 else killed
    names = {key: words[key][town][code == "ru"] for key in ("towns", "mayors", "doctors")}
    text = draw.choice(words["languages"][code]).format(
        town=names["towns"],
        source=names["doctors" if rival else "mayors"],
        killed=shown,
        injured=shown + 9,
        day=day.day,
        month=words["months"][code][day.month - 3],
    )
    moment = day + timedelta(hours=12 + 3 * turn)
    published = Published(moment, moment, "hour", "text")
    report = Report(
        report_id(f"{number} {turn} {text}".encode()), "text/plain", text, language=code, published=published
    )
    made = analyse(report)
    return dataclasses.replace(made, mentions=mentions.find(made))


def figures(_: Path, seed: int = SEED) -> dict[str, Figure]:
    """B³ F1 over tellings, and the share of incidents whose true number lies in the range."""
    documents, truth = planted(seed)
    said: list[Statement] = [statement for document in documents for statement in reading.read(document)]
    told = [t for d in documents for t in incidents.tellings(d, [s for s in said if s.report == d.report.id])]
    found = incidents.incidents(documents, told, said, Lineage((), ()))
    true = {telling.id: truth[telling.report].number for telling in told}
    groups = {telling: one.id for one in found for telling in one.tellings}
    days = {telling.id: str(telling.earliest) for telling in told}
    within = [_within(one, told, truth) for one in found]
    spread = Figure(sum(within) / len(within), 0.0, "no range", count=len(within), unit="incidents")
    return {
        "B3 F1": Figure(_b3(groups, true), _b3(days, true), RULE, count=len(true), unit="sentences"),
        "range": spread,
    }


def _within(one: Incident, told: list[Telling], truth: dict[str, Planted]) -> bool:
    """Whether the number killed of the incident that most of its tellings belong to lies in its range."""
    reports = {telling.id: telling.report for telling in told}
    main = Counter(truth[reports[name]] for name in one.tellings).most_common(1)[0][0]
    span = next((span for span in one.ranges if span.harm == "killed"), None)
    return span is not None and (span.low or 0) <= main.killed <= (span.high or 0)


def _b3(found: dict[str, str], true: dict[str, int]) -> float:
    """B³ F1 of a grouping; what is in no group stands alone."""
    groups = {name: found.get(name, name) for name in true}
    both, own, real = Counter((groups[n], true[n]) for n in true), Counter(groups.values()), Counter(true.values())
    precision = sum(both[groups[n], true[n]] / own[groups[n]] for n in true) / len(true)
    recall = sum(both[groups[n], true[n]] / real[true[n]] for n in true) / len(true)
    return 2 * precision * recall / (precision + recall)


MEASURES: tuple[Measure, ...] = (
    Measure(
        "incidents/merging",
        "Planted attacks told two to eight times in six languages, brought together (own sentences)",
        (),
        figures,
        shown=("B3 F1", "range"),
        own=(WORDS,),
    ),
)


def main() -> None:
    """Print every figure."""
    seed = int(sys.argv[1]) if sys.argv[1:] else SEED
    for name, figure in figures(Path(), seed).items():
        print(f"{name}: {figure.value:.3f} (trivial {figure.baseline:.3f}), {figure.count} {figure.unit}")


if __name__ == "__main__":
    main()
