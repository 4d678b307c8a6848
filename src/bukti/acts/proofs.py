"""Dossiers that carry their proofs: how one is made from a case, and how a stranger checks it without the case."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bukti import intake, pipeline, settings
from bukti.acts import custody, keeping
from bukti.errors import DataError, UsageError
from bukti.ids import digest
from bukti.intake.custody import FAILED as UNSAID
from bukti.intake.custody import locate
from bukti.ledger import proof
from bukti.ledger.event import Event, tree
from bukti.ledger.heads import Memory
from bukti.ledger.proof import Conversion, Signed
from bukti.model import Check, Outcome, Report, Result, Span, Told, Verification
from bukti.report import proof as carried
from bukti.report.custody import in_json
from bukti.report.html import with_custody
from bukti.report.writers import WRITERS
from bukti.store import bundle, database, log, sealed
from bukti.store.audit import NOTHING, audit, events_of
from bukti.store.blobs import Blobs
from bukti.store.case import Case, using

PathName = str | os.PathLike[str]
ZIP = b"PK\x03\x04"  # how a bundle begins
NO_BYTES = "The bytes are not at hand: give the case, or a folder that holds them, with --bytes."


def dossier(result: Result, kind: str, case: PathName | None = None) -> str:
    """The dossier of a result in a format; one from a case carries its proofs."""
    made = WRITERS[kind](result)
    return made if case is None else carry(case, result, made, kind)


def carry(case: PathName, result: Result, text: str, kind: str) -> str:
    """A dossier with the proofs of what it quotes.

    Args:
        case: that it was made from.
        result: that it shows.
        text: the dossier.
        kind: its format; one that carries no proofs is given back as it is.
    """
    if kind not in {carried.HTML, carried.JSON}:
        return text
    documents = {document.report.id: document for document in result.documents}
    quoted = carried.passages(carried.shown(text, kind), lambda name, span: documents[name].words(span))
    with using(case, new=False) as opened:
        events = opened.events()
        beside = with_custody if kind == carried.HTML else in_json
        text = beside(text, _custody(opened, events, [documents[name].report for name in sorted(quoted)]))
        places = _places(events, [documents[name].report for name in quoted])
        reports = {
            name: {**_conversion(documents[name].report), "places": places[name], "passages": passages}
            for name, passages in quoted.items()
        }
        content = {"version": version("bukti"), "document": _digest(text), "reports": reports}
        numbers = {place["event"] for found in places.values() for place in found}
        return carried.embed(text, kind, proof.sign(content, events, numbers, opened.writer))


def _custody(case: Case, events: tuple[Event, ...], reports: list[Report]) -> dict[str, object]:
    """What a dossier shows of who wrote it, and of where its reports came from."""
    user, contents = case.writer, [event.content for event in events]
    return {
        "author": user.author,
        "key": user.signer.key if user.signer else "",
        "head": {"number": len(events), "digest": events[-1].digest},
        "taken": custody.taken(case.blobs, contents, reports),
    }


def _digest(text: str) -> str:
    return digest(text.encode("utf-8", "surrogatepass"))


def _conversion(report: Report) -> dict[str, object]:
    """How a report was read, but for where it was met."""
    return {
        "media_type": report.media_type,
        "charset": report.charset,
        "characters": len(report.text),
        "text_sha256": _digest(report.text),
    }


def _places(events: tuple[Event, ...], reports: list[Report]) -> dict[str, list[dict[str, Any]]]:
    """The events that took in each report, with its place inside their files."""
    taken: dict[str, list[tuple[int, str]]] = {}
    for event in events:
        content = event.content
        if content["kind"] == log.INPUT:
            taken.setdefault(content["body"]["path"], []).append((content["number"], content["body"]["sha256"]))
    return {
        report.id: [
            {"event": number, "container": list(sighting.container)}
            for sighting in report.sightings
            for number, sha256 in taken.get(sighting.path, ())
            if sighting.container or report.id == f"sha256:{sha256}"
        ]
        for report in reports
    }


def verify(
    path: PathName, told: Told = NOTHING, place: PathName | None = None, ask: keeping.Ask | None = None
) -> Verification:
    """Whether a case or bundle is what its log says, or a dossier what its proofs say (`bukti verify`).

    Args:
        path: of the case, bundle or dossier, which is not changed.
        told: by whoever keeps the case.
        place: a case, a folder or a file that holds the bytes that a dossier was read from.
        ask: gives the passphrase of an encrypted bundle.

    Raises:
        UsageError: there is no such file, or it is none of these.
        DataError: the passphrase of the bundle is wrong.
    """
    path, options = Path(path), settings.from_environment()
    if not path.is_file():
        raise UsageError(f"{path} is no file: name a case file, a bundle or a dossier.")
    if database.holds(path):
        return audit(path, options.home, told)
    if _begins(path, ZIP) or _begins(path, sealed.MAGIC):
        with keeping.bare(path, ask) as bare:
            return bundle.verify(bare, options.limits, told, Memory(options.home, path))
    if path.stat().st_size > options.limits.file_bytes:
        raise UsageError(f"{path} is larger than BUKTI_LIMIT_FILE_BYTES ({options.limits.file_bytes}): raise it.")
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    kind = carried.kind_of(text)
    if kind is None:
        raise UsageError(f"{path} is no Bukti case file, no bundle and no dossier (HTML or JSON): name one.")
    try:
        shell, inside = carried.split(text, kind)
    except ValueError as fault:
        return _unread(fault)
    if not inside:
        raise UsageError(f"{path} carries no proofs: a dossier does that is written from a case (`--case FILE`).")
    return _dossier((shell, kind, inside), told, Path(place) if place else None)


def _dossier(carrying: tuple[str, str, str], told: Told, place: Path | None) -> Verification:
    """Check a dossier, given without its proofs, its format, and its proofs."""
    shell, kind, inside = carrying
    try:
        found = Signed.read(inside)
    except ValueError as fault:
        return _unread(fault)
    head = found.signed.head
    checks = (
        *proof.checks(found, told),
        _sentences(found, shell, kind),
        _document(found, shell),
        _head(found, told.head),
        *_at_hand(found, place),
    )
    return Verification(checks, head.digest, head.number, head.root)


def _unread(fault: ValueError) -> Verification:
    return Verification((Check("proofs", Outcome.FAILED, f"They cannot be read: {fault}."),))


def _sentences(found: Signed, shell: str, kind: str) -> Check:
    """Whether all that the dossier shows as words of a report is in the proofs, with the same words there."""
    try:
        shown = carried.shown(shell, kind)
    except ValueError as fault:
        return Check("sentences", Outcome.FAILED, str(fault))
    for one in shown:
        where = f"characters {one.span.start}–{one.span.end} of {one.report}"
        report = found.signed.reports.get(one.report)
        words = report.words(*one.span) if report else None
        if words is None:
            return Check("sentences", Outcome.FAILED, f"No proof covers {where}: “{one.words[:80]}”.")
        if not one.says(words):
            return Check("sentences", Outcome.FAILED, f"At {where} the proof says “{words[:80]}”, the dossier other.")
    return Check("sentences", Outcome.PASSED, "Each says what its proof says.", len(shown))


def _document(found: Signed, shell: str) -> Check:
    if digest(shell.encode("utf-8", "surrogateescape")) != found.signed.document:
        return Check("dossier", Outcome.FAILED, "Something in it was changed after it was signed.")
    return Check("dossier", Outcome.PASSED, "All of it, grades too, is as it was signed.", 1)


def _head(found: Signed, told: str | None) -> Check:
    head = found.signed.head
    if told is None:
        detail = f"Ask who keeps the case for its head at event {head.number} and give it with --head."
        return Check("head", Outcome.NOT_CHECKED, detail)
    if told != head.digest:
        return Check("head", Outcome.FAILED, f"The dossier names the head {head.digest}, you were told {told}.")
    return Check("head", Outcome.PASSED, "It is the one that you were told.", 1)


@dataclass(slots=True)
class _Hand:
    """What was found of the reports of a dossier: their text as this version reads it, and their bytes."""

    reports: dict[str, Report] = field(default_factory=dict)
    data: dict[str, bytes] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


def _at_hand(found: Signed, place: Path | None) -> Iterator[Check]:
    if place is None:
        yield Check("log of the case", Outcome.NOT_CHECKED, "The case is not at hand: give it with --bytes.")
        yield Check("bytes", Outcome.NOT_CHECKED, NO_BYTES)
        return
    if database.holds(place):
        yield _same_log(found, events_of(place))
    yield _bytes(found, _gathered(found, place))


def _begins(path: Path, magic: bytes) -> bool:
    """Whether a path is a file that begins so."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(magic)) == magic


def _same_log(found: Signed, events: tuple[Event, ...]) -> Check:
    head = found.signed.head
    if tree(events[: head.number]).root.hex() != head.root:
        return Check("log of the case", Outcome.FAILED, f"Its first {head.number} events are not those of the dossier.")
    return Check("log of the case", Outcome.PASSED, "It begins with the events of the dossier.", head.number)


def _files_of(found: Signed, *reports: Conversion) -> dict[str, str]:
    """Digests of the files that hold some reports, and how they were called."""
    events = (found.events.get(place.event) for report in reports for place in report.places)
    return {str(event["body"].get("sha256")): str(event["body"].get("path")) for event in events if event}


def _gathered(found: Signed, place: Path) -> _Hand:
    """Read the files again that hold the reports, as far as they are there."""
    options, hand, wanted = settings.from_environment(), _Hand(), _files_of(found, *found.signed.reports.values())

    def keep(data: bytes) -> str:
        name = digest(data)
        if f"sha256:{name}" in found.signed.reports:
            hand.data[f"sha256:{name}"] = data
        return name

    def files() -> Iterator[tuple[str, bytes]]:
        for path, data in _files(place, wanted, options.limits):
            if (name := digest(data)) in wanted.keys() - hand.files:
                hand.files.add(name)
                yield path, data

    with pipeline.opener(options) as opened:
        for item in opened(files(), keep):
            if isinstance(item, Report):
                hand.reports.setdefault(item.id, item)
    return hand


def _files(place: Path, wanted: Mapping[str, str], limits: settings.Limits) -> Iterator[tuple[str, bytes]]:
    if not database.holds(place):
        yield from intake.files([place], limits, lambda _: None)
        return
    blobs = Blobs(place.with_name(place.name + ".bytes"))
    for name, path in sorted(wanted.items()):
        try:
            yield path, blobs.read(name)
        except (DataError, UsageError):  # what is not there, or other bytes, is not at hand
            continue


def _bytes(found: Signed, hand: _Hand) -> Check:
    """Whether the bytes still give the text, and say each passage where it stands; text that moved is refused."""
    missing = []
    for name, report in found.signed.reports.items():
        if not _files_of(found, report).keys() & hand.files:
            missing.append(name)
        elif problem := _misread(name, report, hand):
            if found.signed.version == version("bukti"):
                return Check("bytes", Outcome.FAILED, problem)
            detail = f"{problem} It was written by Bukti {found.signed.version}: check with that version."
            return Check("bytes", Outcome.NOT_CHECKED, detail)
    total = len(found.signed.reports)
    if missing:
        detail = f"The bytes of {len(missing)} of {total} reports are not there, the first is {missing[0]}."
        return Check("bytes", Outcome.NOT_CHECKED, f"{detail} Those that are there say what is quoted.", total)
    return Check("bytes", Outcome.PASSED, "Those of every report say what is quoted, where it is said to stand.", total)


def _misread(name: str, proven: Conversion, hand: _Hand) -> str:
    """What is wrong with the text that the bytes give now, if anything."""
    report, data = hand.reports.get(name), hand.data.get(name)
    if report is None or data is None:
        return f"The file that should hold {name} does not."
    for passage in proven.passages:
        span = Span(passage.start, passage.end)
        if report.text[span.start : span.end] != passage.text:
            return f"The bytes of {name} do not say “{passage.text[:80]}” at characters {span.start}–{span.end}."
        located = locate(report, data, span)
        if located.status == UNSAID:
            return f"{name}, characters {span.start}–{span.end}: {located.reason}"
    if _conversion(report) != proven.model_dump(exclude={"places", "passages"}):
        return f"The bytes of {name} give another text, or are of another kind, than what was quoted."
    return ""
