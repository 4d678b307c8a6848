"""Whether the true number of origins lies in the interval that `assess` gives, with sources whose identity is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.transmission.collection import Collection
from benchmarks.transmission.plan import SPOKEN, Plan
from benchmarks.transmission.sayings import Saying
from benchmarks.transmission.score import share
from eval.measures import Figure

from bukti import pipeline
from bukti.assessment import profiles
from bukti.intake import Intake
from bukti.model import Finding, Result
from bukti.settings import Settings

RULE = "every report is an origin"
# three roots of each event, each with a source for what happened
WITNESSED = Plan(seed=0, roots=3, reports=3, singles=0, languages=SPOKEN, sayings=True)


@dataclass(frozen=True, slots=True)
class Counted:
    """One event: what is true of its claim, and what was counted.

    Attributes:
        reports: reports that the claim holds. people: sources behind what these reports say, media left out; a medium
            that names nobody tells nothing of how many people stand behind it, and alone it counts as one.
        everyone: sources behind the event in the whole collection. least, most: the interval.
    """

    reports: int
    people: int
    everyone: int
    least: int
    most: int


def counted(collection: Collection, options: Settings) -> list[Counted]:
    """The claim of each event that holds most of its reports, counted; an event without a claim counts none at all."""
    gathered = Intake(tuple(document.report for document in collection.documents))
    result = pipeline.assess_reports(gathered, profiles.load("default"), options)
    said = {
        story: sources for story in sorted(set(collection.stories.values())) if (sources := _all(collection, story))
    }
    found = []
    for story, sources in said.items():
        held = [(_held(collection, result, finding, story), finding) for finding in result.findings]
        own, finding = max(held, key=lambda pair: (len(pair[0]), pair[1].claim.id), default=({}, None))
        if finding is None or not own:
            found.append(Counted(0, 0, people(sources), 0, 0))
            continue
        behind = people(saying for sayings in own.values() for saying in sayings)
        interval = finding.assessment.origins_min, finding.assessment.origins_max
        found.append(Counted(len(own), behind, people(sources), *interval))
    return found


def _all(collection: Collection, story: int) -> list[Saying]:
    """Everything that is said of an event."""
    return [saying for own in collection.sayings.values() for _, saying in own if saying.story == story]


def _held(collection: Collection, result: Result, finding: Finding, story: int) -> dict[str, list[Saying]]:
    """Reports that say what happened in statements of this finding, with the sayings."""
    own: dict[str, list[Saying]] = {}
    for statement in result.statements:
        if statement.id in finding.claim.affirming:
            for span, saying in collection.sayings[statement.report]:
                if saying.story == story and span.overlaps(statement.extent):
                    own.setdefault(statement.report, []).append(saying)
    return own


def people(sayings: Iterable[Saying]) -> int:
    """Different sources that are no media; one where there are media only."""
    return max(1, len({(s.kind, s.who) for s in sayings if s.kind != "medium"}))


def figures(rows: Iterable[Counted]) -> dict[str, Figure]:
    """How often the truth lies inside, beside the trivial rule, and how wide the interval is."""
    events = list(rows)
    found = [row for row in events if row.reports]
    inside = share(row.least <= row.people <= row.most for row in found)
    below, above = (share(flags) for flags in ([r.people < r.least for r in found], [r.people > r.most for r in found]))
    trivial = share(row.people == row.reports for row in found)[0]
    width = sum(1 + row.most - row.least for row in found) / max(1, len(found))
    unit = "events"
    return {
        "origins within": Figure(inside[0], trivial, RULE, count=inside[1], unit=unit),
        "not too many": Figure(1 - below[0], trivial, RULE, count=below[1], unit=unit),
        "not too few": Figure(1 - above[0], 1.0, RULE, count=above[1], unit=unit),
        "narrow (1 / width)": Figure(1 / max(1.0, width), 1.0, RULE, count=len(found), unit=unit),
        "events with a claim": Figure(len(found) / max(1, len(events)), 1.0, RULE, count=len(events), unit=unit),
    }
