"""What happened to whom, for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.text import Text

from bukti.model import Document, Incidents, Named, Span, Telling, Toll
from bukti.report.dossier import counted
from bukti.report.objects import Object, failure, locators
from bukti.report.plain import one_line, shortened
from bukti.report.table import rendered

SHOWN = 160  # characters of a sentence


def objects(found: Incidents) -> Object:
    """The object of `bukti incidents --format json`."""
    documents = {document.report.id: document for document in found.documents}
    return {
        "reports": [
            {"id": d.report.id, "path": d.report.path, "input_id": d.report.input_id, "language": d.language.code}
            for d in found.documents
        ],
        "tellings": [telling(documents[one.report], one) for one in found.tellings],
        "failed": [failure(one) for one in found.failed],
    }


def telling(document: Document, one: Telling) -> Object:
    """What one sentence tells, every part with the place of its words."""
    return {
        "id": one.id,
        "report": one.report,
        "sentence": _quoted(document, one.sentence),
        "kind": one.kind,
        "kind_words": _quoted(document, one.kind_span),
        "weapon": one.weapon,
        "targets": list(one.targets),
        "tolls": [_toll(toll) for toll in one.tolls],
        "places": [named(place) for place in one.places],
        "precision": one.precision,
        "earliest": _moment(one.earliest),
        "latest": _moment(one.latest),
        "dated_by": _quoted(document, one.dated_by),
        "perpetrator": named(one.perpetrator) if one.perpetrator else None,
        "alleged_by": one.alleged_by,
        "statement": one.statement,
        "total": one.total,
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
        "text": toll.words,
        "start": toll.span.start,
        "end": toll.span.end,
    }


def whole(number: float | None) -> int | float | None:
    """A number without a decimal point where it has no fraction."""
    return int(number) if number is not None and number.is_integer() else number


def named(one: Named) -> Object:
    """A place or a perpetrator; only a place has a precision."""
    precise = {"precision": one.precision} if one.precision else {}
    return {"key": one.key, "name": one.name, "start": one.span.start, "end": one.span.end, **precise}


def _quoted(document: Document, span: Span | None) -> Object | None:
    return {"start": span.start, "end": span.end, "text": document.words(span)} if span else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def table(found: Incidents) -> str:
    """What the reports tell, sentence by sentence, in the order of the reports."""
    documents = {document.report.id: document for document in found.documents}
    title = f"{counted(len(found.tellings), 'sentence')} in {counted(len(documents), 'report')} tell of attacks or harm"
    lines = [title + ("" if found.tellings else ": no words of attack or harm were found."), ""]
    for one in found.tellings:
        lines += _lines(documents[one.report], one)
    return rendered([Text(line) for line in lines])


def _lines(document: Document, one: Telling) -> Iterable[str]:
    where = ", ".join(place.name for place in one.places) or "place not told"
    mark = " (a sum over many incidents)" if one.total else " (of the past)" if one.background else ""
    yield one_line(f"{days(one.earliest, one.latest)} · {where} · {one.kind}{mark}")
    if one.tolls:
        yield "  " + "; ".join(sentence(toll) for toll in one.tolls)
    by = f" {one.alleged_by} says:" if one.alleged_by else ""
    yield "  " + one_line(f"{document.report.path}:{by} “{shortened(document.words(one.sentence), SHOWN)}”")
    yield ""


def sentence(toll: Toll) -> str:
    """A toll in words: `killed at least 14 (civilian)`."""
    number = bounds(toll.low, toll.high)
    who = "" if toll.who == "person" else f" ({toll.who})"
    return f"{toll.harm}{' of these' if toll.part else ''} {number}{who}"


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
