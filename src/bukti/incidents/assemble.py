"""From tellings to incidents, across reports and languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

import networkx as nx

from bukti.ids import content_id
from bukti.incidents.circumstances import PRECISIONS
from bukti.incidents.decided import bounds
from bukti.incidents.grading import grade, history
from bukti.incidents.likeness import Fact, alike, facts, nested, skeleton
from bukti.incidents.merge import Group, copies, merge
from bukti.incidents.places import site, within
from bukti.incidents.ranges import Origins, independent, ranges, voices
from bukti.incidents.responses import STATUS, answer_of, distinct
from bukti.incidents.tied import Tied
from bukti.model import (
    Allegation,
    Answer,
    Apart,
    Decision,
    Document,
    Grade,
    Incident,
    Lineage,
    Named,
    Statement,
    Telling,
)
from bukti.model.grouping import concerning

WEEK = timedelta(days=7)
UNDATED = "~"
VAGUE = ("unknown", "attack")


@dataclass(frozen=True, slots=True)
class Rules:
    """What people say of how sentences become incidents.

    Attributes:
        needed: origins that must support the lower end of a range.
        grouping: merges and splits of incidents in force, in the order in which they were made.
        tied: which sources depend on each other or are one.
    """

    needed: int = 2
    grouping: tuple[Decision, ...] = ()
    tied: tuple[Tied, ...] = ()


DEFAULT = Rules()


def incidents(
    documents: Sequence[Document],
    tellings: Sequence[Telling],
    statements: Iterable[Statement],
    lineage: Lineage,
    rules: Rules = DEFAULT,
) -> tuple[Incident, ...]:
    """The attacks that the tellings tell of, the oldest first, those without a day last.

    Args:
        documents: with their mentions.
        tellings: of the documents.
        statements: of the documents.
        lineage: who copied whom.
        rules: what people say.
    """
    found: list[Fact] = []
    for document in sorted(documents, key=_order):
        found += facts(document, [one for one in tellings if one.report == document.report.id])
    copied = copies(found, lineage.edges)
    origins = Origins(documents, statements, lineage.families, _copied(found, copied), rules.tied)
    ruled = bounds(rules.grouping, {fact.telling.id: number for number, fact in enumerate(found)})
    groups = merge(nested(found), copied, ruled)
    ids = [content_id("ic", *(fact.telling.id for fact in group.facts)) for group in groups]
    made = [_incident(group, ids, number, origins, rules) for number, group in enumerate(groups)]
    kept = {name for name, group in zip(ids, groups, strict=True) if _happened(group)}
    told = [replace(one, near_miss=_kept(one, kept)) for one in made if one.id in kept]
    return tuple(sorted(told, key=lambda one: (one.earliest is None, str(one.earliest), one.id)))


def _kept(one: Incident, kept: set[str]) -> Apart | None:
    return one.near_miss if one.near_miss and one.near_miss.incident in kept else None


def _happened(group: Group) -> bool:
    """Whether sentences tell of anything: that nobody came to harm, of which nothing is told, is no incident."""
    told = [fact.telling for fact in group.facts]
    harmed = any(toll.comparator != "none" for one in told for toll in one.tolls)
    return harmed or any(one.kind != "unknown" or not one.tolls for one in told)


def _copied(facts: Sequence[Fact], copied: Iterable[tuple[int, int]]) -> list[list[Telling]]:
    """The tellings of each sentence that is copied, the earliest first."""
    parts = sorted(map(sorted, nx.connected_components(nx.Graph(copied))))
    return [[facts[number].telling for number in part] for part in parts]


def _order(document: Document) -> tuple[str, str]:
    published = document.report.published
    return published.earliest.isoformat() if published else UNDATED, document.report.id


def _incident(group: Group, ids: Sequence[str], number: int, origins: Origins, rules: Rules) -> Incident:
    told = [fact.telling for fact in group.facts]
    named = [one.perpetrator for one in told if one.perpetrator]
    parties, answer = _names(named), answer_of(told, named, origins.languages)
    said = voices(told, origins, frozenset(map(skeleton, parties)))
    earliest, latest = _days(told)
    return Incident(
        id=ids[number],
        tellings=tuple(one.id for one in told),
        kind=_kind(told),
        weapons=tuple(sorted({weapon for one in told for weapon in one.weapons})),
        targets=tuple(sorted({target for one in told for target in one.targets})),
        places=_places(told),
        earliest=earliest,
        latest=latest,
        perpetrators=parties,
        origins=independent(said) or tuple(sorted({origins.family(one) for one in told})),
        voices=said,
        ranges=ranges(said, rules.needed),
        grade=grade(said, parties, answer, _kind(told)),
        reasons=group.reasons,
        answer=answer,
        near_miss=Apart(ids[group.near[0]], group.near[1]) if group.near else None,
        decisions=tuple(made.id for made in concerning(rules.grouping, (one.id for one in told))),
        history=history(_grown(told, origins)),
        alleged=tuple(_allegations(told, origins, answer)),
    )


def _allegations(told: Sequence[Telling], origins: Origins, answer: Answer) -> Iterator[Allegation]:
    """Who says of each party that it did it, and who denies it, the parties by name."""
    first: dict[str, str] = {}
    for party in (one.perpetrator for one in told if one.perpetrator):
        first.setdefault(party.key, party.name)
    spoken = {one.id: origins.languages.get(one.report, "") for one in told}
    denials = [(spoken[name], a) for name, a in answer.told if STATUS.get(a.what) == STATUS["denies"]]
    for key, name in sorted(first.items(), key=lambda one: (one[1], one[0])):
        saying = (one for one in told if one.perpetrator and one.perpetrator.key == key)
        by = sorted({(origins.of(one), origins.sourcing(one)) for one in saying})
        denied = {
            skeleton(a.party.name): a.party.name for a in distinct(d for d in denials if d[1].party.key in {"", key})
        }
        yield Allegation(name, key, tuple(by), tuple(denied.values()))


def _grown(told: Sequence[Telling], origins: Origins) -> Iterator[tuple[str, str, Grade]]:
    """Day of publication, report, and the grade by what was told up to it; where nobody new speaks it is left out."""
    ends = [n for n, one in enumerate(told, 1) if n == len(told) or told[n].report != one.report]
    known: set[tuple[object, ...]] = set()
    for start, end in pairwise((0, *ends)):
        new = {_fresh(one, origins) for one in told[start:end]}
        if new <= known:
            continue
        known |= new
        held = told[:end]
        named = [one.perpetrator for one in held if one.perpetrator]
        parties, report = _names(named), held[-1].report
        said = voices(held, origins, frozenset(map(skeleton, parties)))
        answer = answer_of(held, named, origins.languages)
        yield origins.published.get(report, ""), report, grade(said, parties, answer, _kind(held))


def _fresh(one: Telling, origins: Origins) -> tuple[object, ...]:
    """What of a telling a grade may depend on: who speaks, whom it names, what was answered, which harm it tells."""
    party = one.perpetrator.key if one.perpetrator else ""
    harmed = tuple(sorted({toll.harm for toll in one.tolls if toll.low or toll.high}))
    return origins.of(one), party, tuple((a.party.key, a.what) for a in one.responses), harmed


def _kind(told: Sequence[Telling]) -> str:
    """The kind that most tellings have, those that say little left out where any says more; of equals the first."""
    counted = Counter(one.kind for one in told if one.kind not in VAGUE)
    if counted:
        return counted.most_common(1)[0][0]
    return "attack" if any(one.kind == "attack" for one in told) else "unknown"


def _days(told: Sequence[Telling]) -> tuple[datetime | None, datetime | None]:
    """The interval that most others agree with, of equals the narrowest, then the earliest; none where none is told.

    "The third attack this year" tells no day: what is wider than a week counts only where nothing narrower is told.
    """
    dated = [(one.earliest, one.latest) for one in told if one.earliest and one.latest]
    dated = [days for days in dated if days[1] - days[0] <= WEEK] or dated

    def agreeing(days: tuple[datetime, datetime]) -> int:
        return sum(first <= days[1] and days[0] <= last for first, last in dated)

    return min(dated, key=lambda days: (-agreeing(days), days[1] - days[0], days), default=(None, None))


def _places(told: Sequence[Telling]) -> tuple[Named, ...]:
    """Each place once, by key, the most precise first and of equals the one told oftenest.

    One taken from another sentence must lie in a country that is told, where the sentences themselves tell places. The
    country of a party is left out where another place is told ("drones from Velnia").
    """
    own = [place for one in told for place in one.places if one.sentence.contains(place.span)]
    kept = [place for one in told for place in one.places if not own or place in own or within(place, own)]
    parties = {one.perpetrator.key for one in told if one.perpetrator}
    kept = [place for place in kept if place.precision != "country" or place.key not in parties] or kept
    counted = Counter(place.key for place in kept)
    first: dict[str, Named] = {}
    for place in kept:
        known = site(place.key)
        if known is None and any(_alike(place, other) for key, other in first.items() if key != place.key):
            continue  # "Карске" beside Karsk, of which the gazetteer knows nothing
        first.setdefault(place.key, replace(place, name=known.name) if known and known.name else place)
    return tuple(sorted(first.values(), key=lambda one: (PRECISIONS.index(one.precision), -counted[one.key], one.key)))


def _alike(one: Named, other: Named) -> bool:
    """Whether two places may be one by their names."""
    return one.precision == other.precision and alike(skeleton(one.name), skeleton(other.name))


def _names(parties: Iterable[Named]) -> tuple[str, ...]:
    """Names of parties, each key once, sorted."""
    first: dict[str, str] = {}
    for party in parties:
        first.setdefault(party.key, party.name)
    return tuple(sorted(first.values()))
