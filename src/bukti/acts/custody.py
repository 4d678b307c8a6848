"""The custody record of an item: in the fields of the Berkeley Protocol (OHCHR HR/PUB/20/2, paragraphs 153–167).

What was not done says so. Nothing of it is stored: it is told from the log, from the capture and from reading again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bukti import pipeline, settings
from bukti.acts.fetching import recorded
from bukti.capture.record import NOT_DONE, Object
from bukti.errors import DataError, UsageError
from bukti.ids import digest
from bukti.ledger.event import ANCHOR, STAMP, breaks
from bukti.model import Failure, Ignored, Report
from bukti.pipeline import PathName
from bukti.report.custody import what
from bukti.store import log
from bukti.store.blobs import FAN, Blobs
from bukti.store.case import using

Content = Mapping[str, Any]  # the fields of an event
Record = Report | Failure | Ignored  # what reading gives
REPORT, STATEMENT = "report", "statement"  # the sorts of matter that end with the id of a report
WORKING_COPY = "none is kept: the text is read again from the evidentiary copy each time"


@dataclass(frozen=True, slots=True)
class Item:
    """An input of a case: the event that took it in, and what reading it again gave.

    Attributes:
        reports, failed: that were read from it, and why others were not. passed: over, with what was found of it.
    """

    event: Content
    reports: tuple[Report, ...]
    failed: tuple[Failure, ...] = ()
    passed: tuple[Ignored, ...] = ()


def records(case: PathName, words: Sequence[str] = (), known: Sequence[Record] | None = None) -> list[Object]:
    """The custody records of some items of a case, or of all (`bukti case custody`).

    Args:
        case: which exists.
        words: path or SHA-256 of an input, or id of a report that was read from one; a digest may be cut to 8 digits.
        known: what reading the items gave, where somebody has just read them; without it they are read again.

    Raises:
        UsageError: no such case, its log does not hold together, or it holds nothing that is called so.
    """
    with using(case, new=False) as opened:
        events = opened.events()
        for _, problem in breaks(events):
            raise UsageError(f"{case} cannot vouch for its items, {problem}: `bukti verify` says what is wrong.")
        contents = [event.content for event in events]
        taken = log.inputs(contents)
        named = [content for content in taken if not words or any(_is(content["body"], word) for word in words)]
        found = {word for word in words if any(_is(content["body"], word) for content in taken)}
        asked = named if found == {*words} else taken
        items = list(_sorted(asked, _read(opened.blobs, asked) if known is None else known))
        wanted = [item for item in items if item.event in named or any(_holds(item, word) for word in words)]
        for word in words:
            if word not in found and not any(_holds(item, word) for item in wanted):
                raise UsageError(f"{word!r} is no input and no report of {case}: look with `bukti log`.")
        return [_record(opened.blobs, contents, item) for item in wanted]


def taken(blobs: Blobs, contents: Sequence[Content], reports: Iterable[Report]) -> list[Object]:
    """From where reports came into a case, and by whom, as a dossier shows it.

    Args:
        blobs: bytes of the case.
        contents: fields of its events.
        reports: that were read from its inputs.
    """
    events: dict[str, list[Content]] = {}
    for content in log.inputs(contents):
        events.setdefault(content["body"]["path"], []).append(content)
    fetched = _files(contents)
    return [
        {"report": report.id, **_step(event), **_collected(Item(event, (report,)), _fetched(blobs, event, fetched))}
        for report in reports
        for sighting in report.sightings
        for event in events.get(sighting.path, ())
        if sighting.container or report.id == f"sha256:{event['body']['sha256']}"
    ]


def _files(contents: Iterable[Content]) -> set[object]:
    """Where the log says that what was fetched is kept."""
    return {content["body"].get("file") for content in contents if content["kind"] == log.FETCH}


def _fetched(blobs: Blobs, event: Content, fetched: set[object]) -> Object | None:
    """The record of an input that the log says was fetched."""
    return recorded(_copy(blobs, event["body"]["sha256"])[1]) if event["body"]["path"] in fetched else None


def _is(body: Content, word: str) -> bool:
    """Whether an input is called so."""
    return word == body["path"] or _begins(body["sha256"], word)


def _holds(item: Item, word: str) -> bool:
    return any(_begins(report.id.removeprefix("sha256:"), word) for report in item.reports)


def _begins(sha256: str, word: str) -> bool:
    bare = word.removeprefix("sha256:")
    return len(bare) >= 8 and sha256.startswith(bare)


def _read(blobs: Blobs, taken: Sequence[Content]) -> Iterator[Record]:
    """Read items again; what is not there any more, or was altered, gives no reports."""
    files = []
    for content in taken:
        try:
            files.append((content["body"]["path"], blobs.read(content["body"]["sha256"])))
        except (DataError, UsageError):
            continue
    with pipeline.opener(settings.from_environment()) as opened:
        yield from opened(iter(files), digest)


def _sorted(taken: Sequence[Content], read: Iterable[Record]) -> Iterator[Item]:
    """What was read of each item, by its path."""
    reports: dict[str, list[Report]] = {}
    failed: dict[str, list[Failure]] = {}
    passed: dict[str, list[Ignored]] = {}
    for item in read:
        if isinstance(item, Report):
            reports.setdefault(item.sightings[0].path, []).append(item)
        elif isinstance(item, Failure):
            failed.setdefault(item.path, []).append(item)
        else:
            passed.setdefault(item.path, []).append(item)
    for content in taken:
        path = content["body"]["path"]
        yield Item(content, (*reports.get(path, ()),), (*failed.get(path, ()),), (*passed.get(path, ()),))


def _record(blobs: Blobs, contents: Sequence[Content], item: Item) -> Object:
    body = item.event["body"]
    return {
        "item": body["path"],
        "sha256": body["sha256"],
        "bytes": body["bytes"],
        **_collected(item, _fetched(blobs, item.event, _files(contents))),
        "embedded_metadata": [_metadata(report) for report in item.reports] or NOT_DONE,
        "conversions": [_conversion(report) for report in item.reports] or NOT_DONE,
        "passed_over": [one.reason for one in item.passed] or NOT_DONE,
        "not_read": [f"{failure.reason}: {failure.detail}" for failure in item.failed],
        "evidentiary_copy": _copy(blobs, body["sha256"])[0],
        "working_copy": WORKING_COPY,
        "time": [what(c["kind"], c["body"]) for c in _times(contents, item)] or NOT_DONE,
        "custody": [_step(content) for content in _steps(contents, item)],
    }


def _copy(blobs: Blobs, sha256: str) -> tuple[str, bytes]:
    """Where the exact bytes lie and whether they are still those, and the bytes."""
    place = f"{blobs.folder.name}/{sha256[:FAN]}/{sha256[FAN:]}"
    try:
        data = blobs.read(sha256)
    except (DataError, UsageError) as fault:
        return f"{place}: {fault}", b""
    return f"{place}: has the digest that it was taken in with", data


def _collected(item: Item, record: Object | None) -> Object:
    """From where, when, how, by whom and why it was collected."""
    if record is not None:
        parts = record["screenshot"].get("parts") if isinstance(record["screenshot"], dict) else None
        return {
            "url": record["url"],
            "retrieved": record["retrieved"],
            "method": record["method"],
            "tool": record["tool"],
            "collected_by": record["who"],
            "reason": record["reason"],
            "source": record["sha256"],
            "full_page_capture": record["screenshot"],
            "embedded_media": parts or NOT_DONE,
            "context": {name: record[name] for name in ("final_url", "redirects", "headers", "addresses", "tls")},
        }
    seen = [(report, sighting) for report in item.reports for sighting in report.sightings if sighting.retrieved]
    url, retrieved = next(((r.url or NOT_DONE, f"{s.retrieved:%Y-%m-%dT%H:%M:%SZ}") for r, s in seen), [NOT_DONE] * 2)
    bare = [report for report in item.reports if not report.sightings[0].container]
    return {
        "url": url,
        "retrieved": retrieved,
        "method": "as the capture says that was given" if seen else f"{NOT_DONE}: the file was given",
        "tool": NOT_DONE,
        "collected_by": NOT_DONE,
        "reason": NOT_DONE,
        "source": next((r.id.removeprefix("sha256:") for r in bare if r.media_type == "text/html"), NOT_DONE),
        "full_page_capture": NOT_DONE,
        "embedded_media": NOT_DONE,
        "context": NOT_DONE,
    }


def _metadata(report: Report) -> Object:
    """What a report says of itself."""
    said = {
        "title": report.title,
        "byline": report.byline,
        "outlet": report.outlet,
        "published": f"{report.published.earliest:%Y-%m-%d} ({report.published.basis})" if report.published else None,
    }
    return {"report": report.id, **{name: value or "not stated" for name, value in said.items()}}


def _conversion(report: Report) -> Object:
    """How a text was made from bytes."""
    return {
        "report": report.id,
        "inside": list(report.sightings[0].container),
        "media_type": report.media_type,
        "charset": report.charset,
        "characters": len(report.text),
        "text_sha256": digest(report.text.encode("utf-8", "surrogatepass")),
        "notes": list(report.notes),
    }


def _times(contents: Iterable[Content], item: Item) -> Iterator[Content]:
    """What says when the log was there that the item is in."""
    for content in contents:
        number = content["body"].get("number")
        if content["kind"] in {STAMP, ANCHOR} and isinstance(number, int) and number >= item.event["number"]:
            yield content


def _steps(contents: Iterable[Content], item: Item) -> Iterator[Content]:
    """Every event that concerns an item, in order: collection, intake, analysis, decisions, transfer."""
    matter = {report.id for report in item.reports}
    for content in contents:
        kind, body, later = content["kind"], content["body"], content["number"] >= item.event["number"]
        if (
            content is item.event
            or (kind == log.FETCH and body.get("file") == item.event["body"]["path"])
            or (kind in {log.DECISION, log.DOSSIER} and _touches(body.get("matter"), matter))
            or (kind in {log.EXPORT, STAMP, ANCHOR} and later)
        ):
            yield content


def _touches(found: object, matter: set[str]) -> bool:
    rows = found if isinstance(found, list) else []
    return any(row[0] in (REPORT, STATEMENT) and row[-1] in matter for row in rows if isinstance(row, list) and row)


def _step(content: Content) -> Object:
    reason = content["body"].get("reason", "")
    return {
        "event": content["number"],
        "at": content["made"],
        "who": content["author"],
        "key": content["key"],
        "what": what(content["kind"], content["body"]),
        "why": NOT_DONE if reason in {"", NOT_DONE} else reason,
    }
