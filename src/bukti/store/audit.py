"""Whether a case is what its log says: every event, signature, row and byte, and the end of the log.

The file is opened for reading only and nothing in it is believed: every digest is computed again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import DatabaseError

from bukti.errors import DataError, UsageError
from bukti.ledger import anchors, heads, stamps
from bukti.ledger.event import Event, breaks, tree
from bukti.ledger.keys import verified
from bukti.model import Check, Outcome, Told, Verification
from bukti.store import database, log
from bukti.store.blobs import Blobs
from bukti.store.database import Database
from bukti.store.decisions import KEPT
from bukti.store.tables import EVENTS, TOUCHED

Content = Mapping[str, Any]  # the fields of an event; who forges a log may leave out what a body needs
NOTHING = Told()
ABSENT = object()  # other than any value, null too
LISTED = {
    log.INPUT: "inputs",
    log.DECISION: "decisions",
    log.DOSSIER: "dossiers",
    log.LOOK: "looks",
    log.JUDGEMENT: "judgements",
}


def audit(path: Path, home: Path | None = None, told: Told = NOTHING) -> Verification:
    """Check a case, without changing it.

    Args:
        path: of the case file.
        home: folder where the heads of cases used on this machine are remembered.
        told: by whoever keeps the case.

    Raises:
        UsageError: there is no such file, or it is no case of a version that has a log.
    """
    with _opened(path) as (where, connection):
        try:
            file = _file(where.damage(connection), where.strange(connection))
            if file.outcome is Outcome.FAILED:
                return Verification((file,))
            events = log.events(connection)
            chain = _chain(events, _gap(connection, EVENTS))
            if chain.outcome is Outcome.FAILED:
                return Verification((file, chain))
            contents = [event.content for event in events]
            rows = [_rows(connection, kind, contents) for kind in LISTED]
            checks = [file, chain, _signatures(events, contents, told.key), *rows, _touched(connection, contents)]
        except DatabaseError as fault:
            return Verification((_failed("file", f"The database cannot read it: {fault.orig}."),))
    checks += [_bytes(path, contents), *_times(events, contents, told), _end(path, events, home, told.head)]
    return Verification(tuple(checks), events[-1].digest, len(events), tree(events).root.hex())


def events_of(path: Path) -> tuple[Event, ...]:
    """The log of a case, unchecked; the file is opened for reading only.

    Raises:
        UsageError: there is no such file, or it is no case of a version that has a log, or the database cannot read it.
    """
    with _opened(path) as (_, connection):
        try:
            return log.events(connection)
        except DatabaseError as fault:
            raise UsageError(f"{path} is damaged ({fault.orig}): `bukti verify` says where.") from fault


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Database, sql.Connection]]:
    if not path.is_file():
        raise UsageError(f"{path} is no file: name a case file.")
    with closing(database.at(path)) as found, found.reading() as connection:
        yield found, connection


def _failed(name: str, detail: str, number: int = 0) -> Check:
    return Check(name, Outcome.FAILED, detail, number)


def _file(damage: str | None, strange: str) -> Check:
    if strange and not damage:
        return _failed("file", f"It holds what no case holds: {strange}.")
    if damage is None:
        return Check("file", Outcome.NOT_CHECKED, "PostgreSQL keeps it; every row that it gives is checked below.", 1)
    if damage:
        return _failed("file", f"SQLite finds it damaged: {damage}.")
    return Check("file", Outcome.PASSED, "SQLite finds it sound.", 1)


def _gap(connection: sql.Connection, table: sql.Table) -> str:
    """What is wrong with the numbers of a table's rows, if anything: they run from 1 without a gap."""
    low, high, count = connection.execute(
        sql.select(sql.func.min(table.c.number), sql.func.max(table.c.number), sql.func.count())
    ).one()
    return "" if (low or 1) == 1 and (high or 0) == count else f"Its {count} rows bear the numbers {low} to {high}."


def _chain(events: Sequence[Event], gap: str) -> Check:
    """Numbers, digests and form of every event."""
    for _, problem in breaks(events):
        return _failed("log", f"{problem[0].upper()}{problem[1:]}.", len(events))
    if gap:
        return _failed("log", gap, len(events))
    if not events or events[0].content["kind"] != log.BEGUN:
        return _failed("log", "It does not begin with the event that begins a case.", len(events))
    return Check("log", Outcome.PASSED, "Every event follows the one before it.", len(events))


def _signatures(events: Sequence[Event], contents: Sequence[Content], key: str | None) -> Check:
    signed: Counter[str] = Counter()
    for event, content in zip(events, contents, strict=True):
        place = f"Event {content['number']} ({content['kind']}, {content['author']})"
        if key is not None and content["key"] != key:
            return _failed(
                "signatures", f"{place} bears the key {content['key'] or 'of nobody'}, not {key}.", len(events)
            )
        if content["key"] and not verified(content["key"], event.text, event.signature):
            return _failed("signatures", f"{place} was not signed by the key that it names.", len(events))
        if not content["key"] and event.signature:
            return _failed("signatures", f"{place} names no key for its signature.", len(events))
        signed[content["key"]] += 1
    bare = signed.pop("", 0)
    if bare:
        return Check("signatures", Outcome.NOT_CHECKED, f"{bare} of {len(events)} events bear none.", len(events))
    told = ", ".join(f"{number} by {name[:16]}…" for name, number in sorted(signed.items()))
    return Check("signatures", Outcome.PASSED, f"Every event is signed: {told}.", len(events))


def _rows(connection: sql.Connection, kind: str, contents: Sequence[Content]) -> Check:
    """Whether a table holds what its events say, no more and no less."""
    expected = [{k: v for k, v in body.items() if k != "dossiers"} for body in log.told(contents, kind)]
    name = LISTED[kind]
    try:
        found = log.rows(connection, log.ROWS[kind])
    except (ValueError, TypeError, RecursionError) as fault:
        return _failed(name, f"A row cannot be read ({fault}).")
    for place, (told, row) in enumerate(zip(expected, found, strict=False), 1):
        if told != row or (kind != log.INPUT and _exact(told) != _exact(row)):  # no column of an input is JSON
            fields = sorted(told.keys() | row.keys())
            wrong = next(field for field in fields if told.get(field, ABSENT) != row.get(field, ABSENT))
            return _failed(name, f"Row {place} says {row.get(wrong)!r} as its {wrong}, the log {told.get(wrong)!r}.")
    if len(expected) != len(found):
        return _failed(name, f"There are {len(found)} rows, the log tells of {len(expected)}.")
    gap = _gap(connection, log.ROWS[kind])
    return _failed(name, gap) if gap else Check(name, Outcome.PASSED, "Every row is as the log says.", len(found))


def _exact(row: Mapping[str, Any]) -> str:
    """A row so that what Python takes for equal, 1 and true for example, is not."""
    return json.dumps(row, sort_keys=True, default=repr)


def _touched(connection: sql.Connection, contents: Sequence[Content]) -> Check:
    made = ((str(body.get("id")), body.get("dossiers")) for body in log.told(contents, log.DECISION))
    expected = sorted((name, str(one)) for name, touched in made if isinstance(touched, list) for one in touched)
    found = sorted((str(row.decision), str(row.dossier)) for row in connection.execute(sql.select(TOUCHED)))
    if expected != found:
        strange = min(set(expected) ^ set(found))
        return _failed("touched dossiers", f"Decision {strange[0]} and dossier {strange[1]} are not as the log says.")
    return Check("touched dossiers", Outcome.PASSED, "Every row is as the log says.", len(found))


def _bytes(path: Path, contents: Sequence[Content]) -> Check:
    """Whether the bytes of every input and of every file that a decision keeps are there; all have their digests."""
    blobs = Blobs(path.with_name(path.name + ".bytes"))
    added = {str(body.get("sha256")): body for body in log.told(contents, log.INPUT)}
    names = sorted({*blobs.names(), *added, *_decided(contents)})
    for name in names:
        try:
            blobs.check(name, added[name].get("bytes") if name in added else None)
        except (DataError, UsageError, OSError) as fault:
            whose = f"Those of {added[name].get('path')} are not what was added: " if name in added else ""
            return _failed("bytes", f"{whose}{fault}")
    return Check("bytes", Outcome.PASSED, "All are those that were kept.", len(names))


def _decided(contents: Sequence[Content]) -> Iterator[str]:
    """Digests of the files that decisions keep: lists and profiles that somebody sent."""
    for body in log.told(contents, log.DECISION):
        for key in body.get("matter") or ():
            if isinstance(key, list) and len(key) > 1 and key[0] == KEPT:
                yield str(key[1])


def _times(events: Sequence[Event], contents: Sequence[Content], told: Told) -> list[Check]:
    """Whether what says when the log was there is over it."""
    ends = stamps.Ends(events[0].digest, lambda n: events[n - 1].digest, lambda n: tree(events[:n]).root.hex())
    made = {number: content["made"] for number, content in enumerate(contents, 1)}
    return anchors.times(contents, ends, made, told)


def _end(path: Path, events: Sequence[Event], home: Path | None, told: str | None) -> Check:
    """Whether the log still holds what it held when it was last seen: a cut end leaves no other trace."""
    places = {event.digest: place for place, event in enumerate(events, 1)}
    if told is not None and told not in places:
        return _failed(heads.END, f"It does not hold the event {told} that you named.", len(events))
    here, furthest = heads.recall(home, path, events[0].digest) if home else (None, None)
    for seen in (here, furthest):
        if seen is None:
            continue
        if seen.case != events[0].digest:
            return _failed(heads.END, f"Another case ({seen.case[:16]}…) was last used at {path}.", len(events))
        if seen.digest not in places:
            known = f"event {seen.number} ({seen.digest[:16]}…)"
            return _failed(heads.END, f"It ends at event {len(events)}; when last used here it held {known}.")
    if here or furthest or told:
        return Check(heads.END, Outcome.PASSED, "It holds all that it is known to have held.", len(events))
    return Check(
        heads.END,
        Outcome.NOT_CHECKED,
        "This case was never used here: ask who keeps it for its head and give it with --head.",
        len(events),
    )
