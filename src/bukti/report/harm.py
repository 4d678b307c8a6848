"""Incidents without any words of a report but names of places and parties: for JSON, tables, maps and release."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bukti.incidents.places import POINT, site
from bukti.incidents.response_sums import Against, ResponseSum, conceded, status
from bukti.incidents.standards import PARTS, REVIEW, counts, part
from bukti.model import Category, Incident, Named, Range, Response, Telling
from bukti.report.plain import counted
from bukti.report.withheld import DECIMALS, Names

Object = dict[str, Any]
SHORT_REPORT = re.compile("sha256:([0-9a-f]{8})[0-9a-f]+")  # the id of one
BRIEF = 15  # characters of an id that are shown
# What people do to verify an incident (after the Berkeley Protocol), by the part; no machine ticks it.
CHECKLIST = {**{name: f"{name} analysis" for name in PARTS}, REVIEW: "second reviewer"}


def incident(one: Incident, names: Names, decimals: int = DECIMALS) -> Object:
    """An incident without any words of a report but names of places and parties.

    Args:
        one: any.
        names: those of people, which sources go without.
        decimals: of degrees, of its places.
    """
    return {
        "id": one.id,
        "kind": one.kind,
        "weapons": list(one.weapons),
        "targets": list(one.targets),
        "places": [placed(place, decimals) for place in one.places],
        "earliest": moment(one.earliest),
        "latest": moment(one.latest),
        "perpetrators": list(one.perpetrators),
        "alleged": [
            {
                "party": said.party,
                "key": said.key,
                "by": [{"origin": names.source(origin), "sourcing": sourcing} for origin, sourcing in said.by],
                "denied_by": [names.source(name) for name in said.denied_by],
            }
            for said in one.alleged
        ],
        "origins": list(map(names.source, one.origins)),
        "ranges": [ranged(r) for r in one.ranges],
        "voices": [
            asdict(v)
            | {"origin": names.source(v.origin), "low": whole(v.low), "high": whole(v.high)}
            | {"superseded": list(v.superseded)}
            for v in one.voices
        ],
        "response": response(one),
        "grade": asdict(one.grade),
        "grade_history": [asdict(step) for step in one.history],
        "standard": asdict(one.standard) | {"missing": list(one.standard.missing)},
        "checklist": checklist(one),
        "verification": [asdict(done) | {"counts": counts(one, done)} for done in one.analyses],
        "decisions": list(one.decisions),
        "reasons": list(one.reasons),
        "near_miss": asdict(one.near_miss) if one.near_miss else None,
        "tellings": list(one.tellings),
    }


@dataclass(frozen=True, slots=True)
class Alleged:
    """A party that is said to have done it: by whom, and who denies it, each once."""

    party: str
    by: tuple[str, ...]
    denied_by: tuple[str, ...]


def allegations(one: Incident, names: Names, called: Mapping[str, str] | None = None) -> list[Alleged]:
    """Of each party who says that it did it, and who denies it.

    Args:
        one: any.
        names: those of people, which sources go without.
        called: report id -> its name, for what reports say in their own words.
    """
    found = []
    for said in one.alleged:
        own = [
            (called or {}).get(origin) or SHORT_REPORT.sub(r"report \1…", origin)
            for origin, how in said.by
            if how == "own"
        ]
        named = [SHORT_REPORT.sub(r"report \1…", names.source(origin)) for origin, how in said.by if how != "own"]
        denied = [names.source(name) for name in said.denied_by]
        found.append(Alleged(said.party, tuple(dict.fromkeys([*named, *own])), tuple(dict.fromkeys(denied))))
    return found


def alleged(one: Incident, names: Names, called: Mapping[str, str] | None = None) -> list[str]:
    """The same in words; the arguments are those of `allegations`."""
    found = []
    for said in allegations(one, names, called):
        by, denied = (", ".join(some) for some in (said.by, said.denied_by))
        found.append(f"alleged perpetrator: {said.party}, by {by}" + (f"; denied by {denied}" if denied else ""))
    return found


def figures(one: Incident) -> dict[str, str]:
    """What a decision on an incident may change, in words by what it is."""
    told = {f"{span.harm}": f"{bounds(span.low, span.high)}{' or more' if span.open else ''}" for span in one.ranges}
    admits = [(harm, low, high) for harm, (low, high) in conceded(one).items()]
    return {
        "day": days(one.earliest, one.latest),
        "places": ", ".join(place.name for place in one.places) or "not told",
        "sentences": str(len(one.tellings)),
        **told,
        "grade": one.grade.name,
        "standard of proof": one.standard.met or "none met",
        **checklist(one),
        "response": status(one) + admitted(admits),
    }


def answers(found: ResponseSum) -> list[str]:
    """The answers to all incidents in sentences: how many are what, and what is conceded of what is told."""
    each = ", ".join(f"{name} {number}" for name, number in found.statuses.items() if number or name != "contested")
    people = f"; {found.by_people} of these by people" if found.by_people else ""
    return [f"{counted(found.incidents, 'incident')}: {each}{people}.", *map(_against, found.harms)]


def _against(one: Against) -> str:
    every = f"told {ends(*one.every)}"
    if not one.incidents:
        return f"{one.harm}: {every}; none conceded"
    rest = f"; {every} of all incidents" if one.every != one.told else ""
    return (
        f"{one.harm}: conceded {bounds(*one.conceded)} in {counted(one.incidents, 'incident')}, of which "
        f"{ends(*one.told)} are told{rest}"
    )


def ends(low: float, high: float) -> str:
    """Sums of lower and upper ends: `0–12`."""
    return f"{whole(low):,}–{whole(high):,}"


def answered(found: ResponseSum) -> Object:
    """The same as an object."""
    harms = [
        {"harm": one.harm, "incidents": one.incidents}
        | {name: {"low": whole(low), "high": whole(high)} for name, (low, high) in _ends(one).items()}
        for one in found.harms
    ]
    return {"incidents": found.incidents, "statuses": found.statuses, "by_people": found.by_people, "harms": harms}


def _ends(one: Against) -> dict[str, tuple[float, float | None]]:
    return {"conceded": one.conceded, "told": one.told, "told_in_all": one.every}


def graded(one: Incident) -> str:
    """The grades that an incident came to, each with its day and what brought it: a report or a decision."""
    return " → ".join(f"{s.grade} ({s.since or 'day not told'}, {s.by[:BRIEF]}…)" for s in one.history)


def verified(one: Incident, name: str = "") -> list[str]:
    """Each finding of people, or each of one part, in words: what, why, by whom, when and under which key."""
    return [
        f"{done.part} {done.finding}: {decided(done.reason, done.author, done.made)}, key {done.key[:8] or 'none'}"
        + ("" if counts(one, done) else ", which does not count: no other key than that of who analysed it")
        for done in one.analyses
        if name in {"", done.part}
    ]


def taken(category: Category) -> str:
    """What people take a party's answer for, in words."""
    by = decided(category.reason, category.author, category.made)
    return f"{category.party or 'the party'}: {category.status}{admitted(category.conceded)} ({by})"


def decided(reason: str, author: str, made: str) -> str:
    """Why, by whom and when."""
    return f"{reason.rstrip('.')}; {author}, {made[:10]}"


def admitted(conceded: Iterable[tuple[str, float | None, float | None]]) -> str:
    """What is conceded, behind something else; empty where nothing is."""
    told = ", ".join(f"{harm} {bounds(low, high)}" for harm, low, high in conceded)
    return told and f"; conceded: {told}"


def ranged(span: Range) -> Object:
    """A range, with what most origins tell."""
    ends = span.most and {"low": whole(span.most[0]), "high": whole(span.most[1]), "origins": span.most[2]}
    return asdict(span) | {"low": whole(span.low), "high": whole(span.high), "most": ends}


def most_say(span: Range) -> str:
    """What most origins tell, in words behind something else; empty where nothing has the most."""
    return f"; most say {bounds(span.most[0], span.most[1])} ({span.most[2]} of {span.origins})" if span.most else ""


def placed(place: Named, decimals: int = DECIMALS) -> Object:
    """A place with what the gazetteer knows of it; coordinates as precise as is asked, and none of a whole region.

    Args:
        place: of an incident.
        decimals: of degrees; with 1 a point lies within some six kilometres of the told one.
    """
    known = site(place.key)
    point = coordinates(place, decimals)
    coarse = coarser(place, decimals)
    return {"key": coarse.key, "name": coarse.name, "precision": place.precision} | {
        "country": (known.country or None) if known else None,
        "region": (known.region or None) if known else None,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
    }


def coarser(place: Named, decimals: int = DECIMALS) -> Named:
    """A place as precise as is asked: the key and the name of a point are its coordinates and are rounded with them."""
    point = coordinates(place, decimals) if place.key.startswith(POINT) else None
    if point is None:
        return place
    north, east = (f"{round(part, decimals):.{decimals}f}" for part in point)
    return replace(place, key=f"{POINT}{north},{east}", name=f"{north}, {east}")


def coarse(one: Incident, decimals: int) -> Incident:
    """An incident with its points as precise as is asked."""
    return replace(one, places=tuple(coarser(place, decimals) for place in one.places))


def coordinates(place: Named, decimals: int = DECIMALS) -> tuple[float, float] | None:
    """Latitude and longitude of a town or point, None where the gazetteer does not know it."""
    known = site(place.key)
    if known is None or known.latitude is None or known.longitude is None:
        return None
    return round(known.latitude, decimals), round(known.longitude, decimals)


def response(one: Incident) -> Object:
    """What those who are said to have done it answered, without their words."""
    return {
        "status": one.answer.status,
        "conceded": _conceded(one.answer.conceded),
        "answers": [
            {"party": party, "what": what, "told": [_words(*one.answer.told[place]) for place in places]}
            for party, what, places in one.answer.acts
        ],
        "by_people": [asdict(taken) | {"conceded": _conceded(taken.conceded)} for taken in one.categories],
    }


def _words(telling: str, answer: Response) -> Object:
    """Where one report tells of an answer, and what it calls the party."""
    told = {"telling": telling, "party": answer.party.name, "statement": answer.statement}
    return told | {"start": answer.span.start, "end": answer.span.end}


def _conceded(spans: Iterable[tuple[str, float | None, float | None]]) -> list[Object]:
    return [{"harm": harm, "low": whole(low), "high": whole(high)} for harm, low, high in spans]


def checklist(one: Incident) -> dict[str, str]:
    """What people found in each part of the verification: `not done` where nobody did, `contested` if they differ."""
    return {words: part(one, name) for name, words in CHECKLIST.items()}


def whole(number: float | None) -> int | float | None:
    """A number without a decimal point where it has no fraction."""
    return int(number) if number is not None and float(number).is_integer() else number


def moment(one: datetime | None) -> str | None:
    """ISO 8601, or None."""
    return one.isoformat() if one else None


def bounds(low: float | None, high: float | None) -> str:
    """The ends of a range: `8`, `20–25`, `at least 14,000`, `at most 40`."""
    if low is None:
        return "unknown" if high is None else f"at most {whole(high):,}"
    if high is None:
        return f"at least {whole(low):,}"
    return f"{whole(low):,}" if low == high else f"{whole(low):,}–{whole(high):,}"


def days(earliest: datetime | None, latest: datetime | None) -> str:
    """The days on which it happened: `2024-05-14`, `2024-05-01 to 2024-05-31`, or that none is told."""
    if earliest is None or latest is None:
        return "day not told"
    first, last = earliest.date().isoformat(), latest.date().isoformat()
    return first if first == last else f"{first} to {last}"


def summed(one: Telling) -> Object:
    """A sum over many incidents, by numbers alone."""
    return {
        "id": one.id,
        "report": one.report,
        "start": one.sentence.start,
        "end": one.sentence.end,
        "attacks": whole(one.attacks),
        "tolls": [{"harm": toll.harm, "low": whole(toll.low), "high": whole(toll.high)} for toll in one.tolls],
        "earliest": moment(one.earliest),
        "latest": moment(one.latest),
    }
