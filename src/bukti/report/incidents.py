"""What happened to whom, for the terminal and as JSON."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from io import StringIO

from rich.text import Text

from bukti.ach.files import harmless
from bukti.incidents import response_sum, totals
from bukti.incidents.standards import ladder
from bukti.model import Document, Incident, Incidents, Named, Range, Span, Telling, Toll
from bukti.report.harm import (
    SHORT_REPORT,
    admitted,
    alleged,
    answered,
    answers,
    bounds,
    checklist,
    coarser,
    coordinates,
    days,
    graded,
    incident,
    moment,
    most_say,
    placed,
    taken,
    verified,
    whole,
)
from bukti.report.objects import Object, failure, locators
from bukti.report.plain import counted, dumps, one_line, shortened
from bukti.report.terminal import rendered
from bukti.report.withheld import DECIMALS, Names, Release

SHOWN = 160  # characters of a sentence
SAID = {"named": "named source", "unnamed": "unnamed source", "own": "the report's own word"}
WORKING = Release()
SHORT_ID = 11  # characters of an id of a sentence
COLUMNS = (
    *("id", "earliest", "latest", "place", "place_key", "precision", "country", "region", "latitude", "longitude"),
    *("kind", "weapons", "targets", "perpetrators", "alleged_by", "denied_by", "response", "grade", "origins"),
)


def objects(found: Incidents, release: Release = WORKING) -> Object:
    """The object of `bukti incidents --format json`; everything with its place, names of people by that only."""
    names = _names(found, release)
    documents = {document.report.id: document for document in found.documents}
    return {
        "reports": [
            {"id": d.report.id, "path": d.report.path, "input_id": d.report.input_id, "language": d.language.code}
            for d in found.documents
        ],
        "needed": found.needed,
        "incidents": [incident(one, names, release.decimals) for one in found.incidents],
        "totals": [
            asdict(one) | {"harms": {harm: list(map(whole, ends)) for harm, ends in one.harms.items()}}
            for one in totals(found.incidents)
        ],
        "response": answered(response_sum(found.incidents)),
        "tellings": [telling(documents[one.report], one, names, release.decimals) for one in found.tellings],
        "failed": [failure(one) for one in found.failed],
    }


def telling(document: Document, one: Telling, names: Names, decimals: int = DECIMALS) -> Object:
    """What one sentence tells, every part with its place; `restricted` has the places of names of people."""
    return {
        "id": one.id,
        "report": one.report,
        "sentence": _quoted(names, document, one.sentence),
        "kind": one.kind,
        "kind_words": _quoted(names, document, one.kind_span),
        "weapons": list(one.weapons),
        "targets": list(one.targets),
        "tolls": [_toll(toll) | {"text": names.words(document, toll.span)} for toll in one.tolls],
        "places": [named(coarser(place, decimals)) for place in one.places],
        "precision": one.precision,
        "earliest": moment(one.earliest),
        "latest": moment(one.latest),
        "dated_by": _quoted(names, document, one.dated_by),
        "perpetrator": named(one.perpetrator) if one.perpetrator else None,
        "alleged_by": names.source(one.alleged_by) if one.alleged_by else None,
        "restricted": [list(span) for span in names.spans(one.report, one.sentence)],
        "statement": one.statement,
        "total": one.total,
        "attacks": whole(one.attacks),
        "background": one.background,
        "locators": locators(document.report, one.sentence),
    }


def _toll(toll: Toll) -> Object:
    return {
        "harm": toll.harm,
        "low": whole(toll.low),
        "high": whole(toll.high),
        "comparator": toll.comparator,
        "who": toll.who,
        "total": toll.total,
        "part": toll.part,
        "earlier": toll.earlier,
        "start": toll.span.start,
        "end": toll.span.end,
    }


def named(one: Named) -> Object:
    """A place or a perpetrator; only a place has a precision."""
    precise = {"precision": one.precision} if one.precision else {}
    return {"key": one.key, "name": one.name, "start": one.span.start, "end": one.span.end, **precise}


def _quoted(names: Names, document: Document, span: Span | None) -> Object | None:
    return {"start": span.start, "end": span.end, "text": names.words(document, span)} if span else None


def table(found: Incidents, release: Release = WORKING) -> str:
    """Incidents with their ranges and grade, each with what it rests on; then sums, and sums over incidents."""
    documents = {document.report.id: document for document in found.documents}
    tellings, names = {one.id: one for one in found.tellings}, _names(found, release)
    count = counted(len(found.incidents), "incident")
    lines = [f"{count} in {counted(len(documents), 'report')}. Graded by machine; {looked_at(found.incidents)}.", ""]
    for one in found.incidents:
        lines += listed(one, (documents, tellings), names)
    lines += [*found.unfit, ""] if found.unfit else []
    lines += _sums(found)
    lines += ["Response of those said to have done it:"] if found.incidents else []
    lines += [f"    {line}" for line in answers(response_sum(found.incidents))] if found.incidents else []
    lines += [""] if found.incidents else []
    apart = [one for one in found.tellings if one.total or one.background]
    lines += ["Told of many incidents, or of the past; in no incident:"] if apart else []
    lines += [f"    {quoted(documents[one.report], one, names)}" for one in apart]
    lines += ["", *standards()] if found.incidents else []
    return rendered([Text(line) for line in lines])


def standards() -> Iterable[str]:
    """The rules of the standards of proof."""
    version, known = ladder()
    yield f"Standards of proof that it happened and harmed people, a convention of {version}; each adds to the last:"
    yield from (_indented(f"  {name}: {rule}") for name, rule in known)


def looked_at(found: Sequence[Incident]) -> str:
    """How many of the incidents people analysed."""
    done = sum(bool(one.analyses) for one in found)
    return f"{counted(done, 'incident')} analysed by people" if done else "checked by nobody"


def listed(one: Incident, known: tuple[Mapping[str, Document], Mapping[str, Telling]], names: Names) -> list[str]:
    """An incident with all that it rests on, and an empty line.

    Args:
        one: any.
        known: documents and tellings by id.
        names: those of people, which are withheld.
    """
    documents, tellings = known
    told = [tellings[name] for name in one.tellings]
    quotations = [f"    {shortest(name.id)}  {quoted(documents[name.report], name, names)}" for name in told]
    return [*_lines(one, names), *why(one), *quotations, ""]


def shortest(name: str) -> str:
    """The beginning of an id, which commands take for it."""
    return name[:SHORT_ID]


def _voices(one: Incident, harm: str, names: Names) -> Iterable[str]:
    """Who says which number of a harm, where several do."""
    said = [voice for voice in one.voices if voice.harm == harm and not voice.response]
    for voice in said if len(said) > 1 else ():
        who = SHORT_REPORT.sub(r"report \1…", names.source(voice.origin))
        tied = f", tied to another ({shortest(voice.tied)}): both count as one" if voice.tied else ""
        yield "  " + _indented(f"{bounds(voice.low, voice.high)}: {who}, {SAID[voice.sourcing]}{tied}")


def _lines(one: Incident, names: Names) -> Iterable[str]:
    where = ", ".join(place.name for place in one.places) or "place not told"
    yield one_line(f"{days(one.earliest, one.latest)} · {where} · {one.kind} · {one.grade.name}  ({one.id})")
    for span in one.ranges:
        low = f"{whole(span.low):,}" if span.low is not None else "not established"
        more = " or more" if span.open else ""
        speak = counted(span.origins, "origin") + most_say(span)
        yield f"  {span.harm}: lowest {low}, highest {whole(span.high):,}{more}; {speak}"
        yield from _voices(one, span.harm, names)
    yield from (_indented(line[:1].upper() + line[1:] + ".") for line in alleged(one, names))
    yield f"  {one.grade.rule} Missing: {one.grade.missing}."
    yield from [_indented(f"Grades so far: {graded(one)}.")] if len(one.history) > 1 else []
    yield from proved(one)
    yield _indented(f"Response: {one.answer.status}{replied(one)}")
    yield from (_indented(f"By people: {taken(category)}") for category in one.categories)
    for voice in one.voices:
        if voice.response:
            yield _indented(
                f"Its word, kept apart: {names.source(voice.origin)}: {voice.harm} {bounds(voice.low, voice.high)}"
            )


def proved(one: Incident) -> Iterable[str]:
    """The standard of proof, what the next one lacks, and what people found, each with who found it."""
    step = one.standard
    following = f"; next: {step.next}. Missing: {' '.join(step.missing)}" if step.next else "."
    yield _indented(f"Standard of proof: {step.met or 'none met'}{following}")
    yield _indented(f"Verification: {'; '.join(f'{name} {found}' for name, found in checklist(one).items())}.")
    yield from ("  " + _indented(line) for line in verified(one))


def _indented(text: str) -> str:
    return "  " + one_line(text)


def why(one: Incident) -> Iterable[str]:
    """Why its sentences are one incident, and what came nearest."""
    if one.reasons and len(one.tellings) > 1:
        yield _indented(f"One incident, for: {'; '.join(one.reasons)}.")
    if one.near_miss:
        yield _indented(f"Nearest: {one.near_miss.incident}, apart for: {one.near_miss.reason}.")


def replied(one: Incident) -> str:
    """Who answered what, and what is conceded."""
    told = "; ".join(f"{name} {what}" for name, what in one.answer.bodies)
    return (told and f"; {told}") + admitted(one.answer.conceded)


def quoted(document: Document, one: Telling, names: Names) -> str:
    """What one sentence tells, its report and its words, on one line."""
    told = "; ".join([*([f"{whole(one.attacks):,} attacks"] if one.attacks else []), *map(sentence, one.tolls)])
    told += f" ({days(one.earliest, one.latest)})" if one.total and one.earliest else ""
    by = f" {names.source(one.alleged_by)}:" if one.alleged_by else ""
    words = shortened(names.words(document, one.sentence), SHOWN)
    return one_line(f"{document.report.path}:{by} {told and told + ': '}“{words}”")


def _sums(found: Incidents) -> Iterable[str]:
    if len(found.incidents) < 2:
        return
    yield "Sums of the lowest and highest numbers:"
    for one in totals(found.incidents):
        harms = "; ".join(f"{harm} {whole(low):,}–{whole(high):,}" for harm, (low, high) in one.harms.items())
        speak = f"{counted(one.incidents, 'incident')}, {counted(one.origins, 'origin')}"
        yield "    " + one_line(f"{one.by} {one.value}: {speak}{harms and '; ' + harms}")
    yield ""


def rows(found: Incidents, release: Release = WORKING) -> str:
    """CSV, one row an incident: no words of any report, and so no name of a victim or witness."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\n")
    harms = sorted({span.harm for one in found.incidents for span in one.ranges})
    ends = [f"{harm}_{end}" for harm in harms for end in ("low", "high", "origins")]
    lines.writerow([*COLUMNS, *ends])
    names = _names(found, Release())
    for one in found.incidents:
        spans = {span.harm: span for span in one.ranges}
        place = one.places[0] if one.places else None
        where = placed(place, release.decimals) if place else {}
        fixed = [one.id, moment(one.earliest), moment(one.latest), where.get("name"), where.get("key")]
        fixed += [place.precision if place else "unknown"]
        fixed += [where.get(part) for part in ("country", "region", "latitude", "longitude")]
        fixed += [one.kind, " ".join(one.weapons), " ".join(one.targets)]
        fixed += ["; ".join(one.perpetrators), *_sides(one, names)]
        fixed += [one.answer.status, one.grade.name, str(len(one.origins))]
        told = [end for harm in harms for end in _ends(spans.get(harm))]
        lines.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in (*fixed, *told)])
    return out.getvalue()


def _sides(one: Incident, names: Names) -> tuple[str, str]:
    """Who says who did it, and who denies it; of what is no named body only that it is there: it may be a witness."""
    unnamed = {"named": "a named source", "unnamed": "an unnamed source", "own": "a report"}
    by = {
        names.source(origin) if how == "named" and names.source(origin) == origin else unnamed[how]
        for said in one.alleged
        for origin, how in said.by
    }
    denied = dict.fromkeys(names.source(name) for said in one.alleged for name in said.denied_by)
    return "; ".join(sorted(by)), "; ".join(denied)


def _ends(span: Range | None) -> tuple[int | float | None, ...]:
    return (whole(span.low), whole(span.high), span.origins) if span else (None, None, None)


def geojson(found: Incidents, release: Release = WORKING) -> str:
    """GeoJSON (RFC 7946), one feature an incident; of what has no town or point that is known the geometry is null."""
    names = _names(found, Release())
    features = [
        {
            "type": "Feature",
            "id": one.id,
            "geometry": _point(one, release.decimals),
            "properties": _released(one, names, release),
        }
        for one in found.incidents
    ]
    return dumps({"type": "FeatureCollection", "features": features}, indent=1)


def _point(one: Incident, decimals: int) -> Object | None:
    point = coordinates(one.places[0], decimals) if one.places else None
    return {"type": "Point", "coordinates": [point[1], point[0]]} if point else None


def _released(one: Incident, names: Names, release: Release) -> Object:
    """What may leave a desk: no origin that could be a witness, only how many there are."""
    kept = (
        *("kind", "weapons", "targets", "places", "earliest", "latest"),
        *("perpetrators", "ranges", "response", "grade", "checklist"),
    )
    every = incident(one, names, release.decimals)
    answer = every["response"]
    people = [{key: taken[key] for key in ("party", "status", "conceded")} for taken in answer["by_people"]]
    return {key: every[key] for key in kept} | {"origins": len(one.origins), "response": answer | {"by_people": people}}


def sentence(toll: Toll) -> str:
    """A toll in words: `killed at least 14 (civilian)`."""
    number = bounds(toll.low, toll.high)
    who = "" if toll.who == "person" else f" ({toll.who})"
    earlier = ", in an earlier version" if toll.earlier else ""
    return f"{toll.harm}{' of these' if toll.part else ''} {number}{who}{earlier}"


def _names(found: Incidents, release: Release) -> Names:
    return Names(found.documents, found.tellings, released=release.names)


WRITERS: dict[str, Callable[[Incidents, Release], str]] = {
    "table": table,
    "json": lambda found, release: dumps(objects(found, release), indent=1),
    "csv": rows,
    "geojson": geojson,
}
