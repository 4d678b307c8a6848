"""The dossier's section on incidents: table, timeline, map, sums, and how it was made (Every Casualty, standards)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bukti import lexicon
from bukti.incidents import response_sum, totals
from bukti.incidents.ranges import independent
from bukti.incidents.standards import NOT_DONE, REVIEW, ladder, part
from bukti.incidents.totals import Total
from bukti.model import Incident, Range, Result, Telling
from bukti.report.harm import allegations, alleged, answers, bounds, coarse, days, most_say, taken, verified, whole
from bukti.report.harm_map import map_of, timeline_of
from bukti.report.plain import counted
from bukti.report.withheld import Names


def section(result: Result, shown: Sequence[Incident] | None = None) -> dict[str, Any] | None:
    """What the template `incidents.html` shows; None where the reports tell of no attack and no harm.

    Only incidents that are shown are in the table and the pictures (all, where none are given); sums are over all.

    No word of a report is in it but names of places and parties: victims and witnesses are not named.
    """
    if not (result.incidents or result.sums):
        return None
    shown = result.incidents if shown is None else shown
    names = Names(result.documents, result.tellings)
    shown = [coarse(one, result.decimals) for one in shown]
    called = {d.report.id: d.report.outlet or names.text(d.report.title or "") for d in result.documents}
    reports = {telling.id: telling.report for telling in result.tellings}
    return {
        "rows": [_row(one, reports) | _blamed(one, names, called) for one in shown],
        "sums": [{"words": _summed(one), "report": one.report} for one in result.sums],
        "called": called,
        "map": map_of(shown, result.decimals),
        "timeline": timeline_of(shown),
        "standards": ladder()[1],
        "totals": [_total(one) for one in totals([coarse(one, result.decimals) for one in result.incidents])]
        if len(result.incidents) > 1
        else [],
        "answers": answers(response_sum(result.incidents)) if result.incidents else [],
        "method": method(result),
    }


def _blamed(one: Incident, names: Names, called: Mapping[str, str]) -> dict[str, Any]:
    """Who is said to have done it, in words and apart."""
    return {"alleged": alleged(one, names, called), "allegations": allegations(one, names, called)}


def method(result: Result) -> list[str]:
    """The method statement: sources, rules with their versions, definitions, and what is not known."""
    rules = lexicon.resource("incident_grades")
    families = len({frozenset(family) for family in result.lineage.families})
    found = result.incidents
    undated, unplaced = sum(one.earliest is None for one in found), sum(not one.places for one in found)
    unsupported = sum(any(span.low is None for span in one.ranges) for one in found)
    unassessed = sum(one.answer.status == "not assessed" for one in found)
    return [
        (
            f"Sources: {counted(len(result.documents), 'report')} that were given, with {counted(families, 'group')} "
            "of copies, rewordings and translations that count once each; nothing else was searched."
        ),
        (
            "Included: every sentence in a language that is read which tells of people killed, injured, missing or "
            "detained, or of an attack that is known by a day, place or target. Excluded: what may happen, exercises, "
            "sums over many incidents (listed apart), and what is told of the past."
        ),
        (
            "Numbers: a range for each harm. Its lower end is the largest number that two independent origins support, "
            "its upper end the largest of any; nothing is averaged, and one harm is never mixed with another."
        ),
        (
            f"Grades: rules of {rules['version']}, given by machine from words alone. Bukti {result.version}, profile "
            f"{result.profile.called}. Analysed by people, at least in part: "
            f"{counted(sum(bool(one.analyses) for one in found), 'incident')}; with a second reviewer under another "
            f"key: {sum(part(one, REVIEW) != NOT_DONE for one in found)}. Standards of proof: rules of {ladder()[0]}."
        ),
        (
            f"Not known: the day of {undated} and the place of {unplaced} of {counted(len(found), 'incident')}; for "
            f"{unsupported} the lower end of a range; for {unassessed} what those said to have done it answer."
        ),
        (
            "Names of victims and witnesses are in no part of this section. Places: GeoNames (CC BY 4.0); outlines: "
            "Natural Earth (public domain), which draws borders de facto."
        ),
    ]


def _row(one: Incident, reports: dict[str, str]) -> dict[str, Any]:
    return {
        "incident": one,
        "days": days(one.earliest, one.latest),
        "where": ", ".join(place.name for place in one.places) or "place not told",
        "harms": [_range(span) for span in one.ranges],
        "origins": len(independent(one.voices)) or len(one.origins),
        "verified": verified(one),
        "taken": [taken(category) for category in one.categories],
        "reports": list(dict.fromkeys(reports[name] for name in one.tellings)),
    }


def _range(span: Range) -> str:
    low = "lower end not established" if span.low is None else f"at least {whole(span.low):,}"
    return f"{span.harm}: {low}, at most told {whole(span.high):,}{' or more' if span.open else ''}{most_say(span)}"


def _summed(one: Telling) -> str:
    told = [f"{whole(one.attacks):,} attacks"] if one.attacks else []
    told += [f"{toll.harm} {bounds(toll.low, toll.high)}" for toll in one.tolls]
    return "; ".join([*told, days(one.earliest, one.latest)])


def _total(one: Total) -> Sequence[str]:
    harms = "; ".join(f"{harm} {whole(low):,}–{whole(high):,}" for harm, (low, high) in one.harms.items())
    return one.by, one.value, str(one.incidents), str(one.origins), harms
