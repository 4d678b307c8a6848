"""The log of a case in its tables: every row that a person or a run adds has its event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sql

from bukti.errors import UsageError
from bukti.ledger.event import Event
from bukti.ledger.heads import Head
from bukti.ledger.writer import Writer
from bukti.store.tables import DECISIONS, DOSSIERS, EVENTS, INPUTS, JUDGEMENTS, LOOKS, TOUCHED

BEGUN, INPUT, DECISION, DOSSIER, LOOK, JUDGEMENT = "case", "input", "decision", "dossier", "look", "judgement"
EXPORT, FETCH, ACCOUNT, RELEASE = "export", "fetch", "account", "release"  # no rows, as stamps
ROWS = {INPUT: INPUTS, DOSSIER: DOSSIERS, LOOK: LOOKS, JUDGEMENT: JUDGEMENTS, DECISION: DECISIONS}


def events(connection: sql.Connection) -> tuple[Event, ...]:
    """The whole log, in order."""
    rows = connection.execute(sql.select(EVENTS).order_by(EVENTS.c.number)).all()
    return tuple(map(_event, rows))


def latest(connection: sql.Connection, number: int) -> tuple[Event, ...]:
    """The last events, at most so many, in order."""
    rows = connection.execute(sql.select(EVENTS).order_by(EVENTS.c.number.desc()).limit(number)).all()
    return tuple(Event(row.text, row.signature) for row in reversed(rows))


def since(connection: sql.Connection, head: str) -> tuple[Event, ...]:
    """The events after the one of a digest, in order; looked for from the end, where it mostly is."""
    found: list[Event] = []
    with connection.execute(sql.select(EVENTS).order_by(EVENTS.c.number.desc())) as rows:
        for row in rows:
            event = Event(row.text, row.signature)
            if event.digest == head:
                break
            found.append(event)
    return tuple(reversed(found))


def event(connection: sql.Connection, number: int) -> Event:
    """One event."""
    return _event(connection.execute(sql.select(EVENTS).where(EVENTS.c.number == number)).one())


def _event(row: sql.Row[tuple[int, str, str]]) -> Event:
    """The event of a row; SQLite may hold bytes or a number where text should be, which then is no event."""
    return Event(*(value if isinstance(value, str) else repr(value) for value in (row.text, row.signature)))


def ends(connection: sql.Connection) -> Head | None:
    """Where the log begins and ends; None where there is none."""
    log = sql.select(EVENTS).limit(1)
    first = connection.execute(log.order_by(EVENTS.c.number)).one_or_none()
    last = connection.execute(log.order_by(EVENTS.c.number.desc())).one_or_none()
    if first is None or last is None:
        return None
    return Head(_event(first).digest, last.number, _event(last).digest)


def append(connection: sql.Connection, writer: Writer, added: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Add an event of each kind and body; the transaction must hold the write lock already."""
    row = connection.execute(sql.select(EVENTS).order_by(EVENTS.c.number.desc()).limit(1)).one_or_none()
    last = _event(row) if row else None
    rows = []
    for number, (kind, body) in enumerate(added, row.number + 1 if row else 1):
        last = writer.event(number, last, kind, body)
        rows.append({"number": number, "text": last.text, "signature": last.signature})
    if rows:
        connection.execute(sql.insert(EVENTS), rows)


def insert(connection: sql.Connection, table: sql.Table, added: Sequence[Mapping[str, Any]]) -> None:
    """Add rows with the numbers that follow; the transaction must hold the write lock already.

    The numbers that PostgreSQL gives by itself have gaps, which here would tell that a row was taken away.
    """
    last = connection.execute(sql.select(sql.func.max(table.c.number))).scalar_one() or 0
    numbered = [{"number": number, **row} for number, row in enumerate(added, last + 1)]
    if numbered:
        connection.execute(sql.insert(table), numbered)


def bodies(connection: sql.Connection) -> list[tuple[str, dict[str, Any]]]:
    """An event for every row that is there; decisions come last, since they touch dossiers."""
    touched: dict[str, list[int]] = {}
    for row in connection.execute(sql.select(TOUCHED).order_by(TOUCHED.c.decision, TOUCHED.c.dossier)).all():
        touched.setdefault(row.decision, []).append(row.dossier)
    found = []
    for kind, table in ROWS.items():
        for values in rows(connection, table):
            told = body(values, touched.get(values["id"], ())) if kind == DECISION else values
            found.append((kind, told))
    return found


def rows(connection: sql.Connection, table: sql.Table) -> list[dict[str, Any]]:
    """Every row of a table in order of its number, which is left out."""
    found = connection.execute(sql.select(table).order_by(table.c.number)).mappings()
    return [{name: value for name, value in row.items() if name != "number"} for row in found]


def body(decision: Mapping[str, Any], dossiers: Iterable[int]) -> dict[str, Any]:
    """What the event of a decision holds: its row, and the numbers of the dossiers that it touches."""
    return {**decision, "dossiers": sorted(dossiers)}


def inputs(contents: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The events that took in bytes.

    Raises:
        UsageError: one lacks what an input has: somebody forged the log.
    """
    found = [content for content in contents if content["kind"] == INPUT]
    for content in found:
        body = content["body"]
        if not all(isinstance(body.get(name), sort) for name, sort in (("path", str), ("sha256", str), ("bytes", int))):
            raise UsageError(f"Event {content['number']} is not as Bukti writes it: `bukti verify` says what is wrong.")
    return found


def told(contents: Sequence[Mapping[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The bodies of all events of a kind, in order; contents are the fields of each event."""
    return [content["body"] for content in contents if content["kind"] == kind]
