"""Decisions, dossiers and looks of a case as records: in force, superseded, stale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sql

from bukti.ledger.writer import Writer
from bukti.model import Decision, Look, Matter, Written
from bukti.store import log
from bukti.store.tables import DECISIONS, DOSSIERS, LOOKS, TOUCHED

RETRACT, RESTORE = "retract", "restore"
MERGE, SPLIT = "merge", "split"
CLAIM, INCIDENT = "claim", "incident"  # kinds of what is merged and split
CHECKED, ANSWERED = "checked", "answered"  # of incidents: a part of the verification, what a party answers
TRUE, FALSE, OPEN = "true", "false", "open"  # of claims
SAME, OTHER, UNSURE = "same", "not same", "unsure"  # of a name and an entity
SEARCH, LEAVE = "search", "leave"  # of a list that the case is screened against
ACCEPT, NOTE = "accept", "note"  # of statements, and beside anything; no figure follows from them
CORRECT, READING = "correct", "reading"  # of how a report is read: what is done, and the kind of its target
DEPENDENT, ONE, SOURCES = "dependent", "joined", "sources"  # of two sources: what is decided, and the kind
LETTERS, UNRATED = ("A", "B", "C", "D", "E", "F"), "unrated"  # of sources
USE, REVERT, PROFILE = "use", "revert", "profile"  # of what claims are weighed with: what is decided, and the kind
KEPT = "kept"  # key of a decision: a file by digest and name, whose bytes the case keeps

STALING = (RETRACT, MERGE, SPLIT, CHECKED, ANSWERED, CORRECT, DEPENDENT, ONE, USE, REVERT, *LETTERS)  # change a dossier
STANDING = (RETRACT, DEPENDENT, ONE)  # what changes the evidence of claims as they are


def decisions(connection: sql.Connection) -> tuple[Decision, ...]:
    """Every decision, in the order in which they were made."""
    rows = connection.execute(sql.select(DECISIONS).order_by(DECISIONS.c.number)).all()
    return tuple(
        Decision(r.id, r.what, r.kind, r.target, r.name, _matter(r.matter), r.reason, r.author, r.made, r.supersedes)
        for r in rows
    )


def in_force(made: Sequence[Decision], *kinds: str) -> tuple[Decision, ...]:
    """The decisions of these kinds that nothing supersedes; without a kind, the retractions."""
    superseded = {decision.supersedes for decision in made}
    return tuple(d for d in made if d.what in (kinds or (RETRACT,)) and d.id not in superseded)


def groupings(made: Sequence[Decision], kind: str = CLAIM) -> tuple[Decision, ...]:
    """The merges and splits of claims, or of incidents, that are in force."""
    return tuple(decision for decision in in_force(made, MERGE, SPLIT) if decision.kind == kind)


def notes(connection: sql.Connection) -> int:
    """How many decisions are those that no figure follows from."""
    query = sql.select(sql.func.count()).select_from(DECISIONS).where(DECISIONS.c.what == NOTE)
    return int(connection.execute(query).scalar_one())


def last(made: Sequence[Decision], target: str) -> Decision | None:
    """The latest decision on a target."""
    return next((decision for decision in reversed(made) if decision.target == target), None)


def add(connection: sql.Connection, decision: Decision, dossiers: Sequence[Written], writer: Writer) -> None:
    """Add a decision and the dossiers that rest on its matter."""
    row = _row(DECISIONS, decision)
    log.insert(connection, DECISIONS, [row])
    log.append(connection, writer, [(log.DECISION, log.body(row, (written.number for written in dossiers)))])
    for written in dossiers:
        connection.execute(sql.insert(TOUCHED).values(decision=decision.id, dossier=written.number))


def dossiers(connection: sql.Connection) -> tuple[Written, ...]:
    """Every dossier, in the order of writing, with the decisions that make it stale."""
    made = decisions(connection)
    force = {decision.id for decision in in_force(made, *STALING)}
    touched: dict[int, set[str]] = {}
    for row in connection.execute(sql.select(TOUCHED)).all():
        touched.setdefault(row.dossier, set()).add(row.decision)
    restored = {d.supersedes: d.id for d in made if d.supersedes}
    found = []
    for row in connection.execute(sql.select(DOSSIERS).order_by(DOSSIERS.c.number)).all():
        gone = {restored[name] for name in row.decisions if name in restored}
        stale = (touched.get(row.number, set()) & force) | gone
        found.append(_written(row, tuple(d.id for d in made if d.id in stale)))
    return tuple(found)


def record(connection: sql.Connection, written: Written, writer: Writer) -> None:
    """Add a dossier."""
    _add(connection, log.DOSSIER, _row(DOSSIERS, written), writer)


def looks(connection: sql.Connection) -> tuple[Look, ...]:
    """Every look, the oldest first."""
    rows = connection.execute(sql.select(LOOKS).order_by(LOOKS.c.number)).all()
    return tuple(Look(r.number, r.question, r.looked, r.sides, r.origins, r.figures, tuple(r.decisions)) for r in rows)


def remember(connection: sql.Connection, look: Look, writer: Writer) -> None:
    """Add a look."""
    _add(connection, log.LOOK, _row(LOOKS, look), writer)


def _add(connection: sql.Connection, kind: str, row: Mapping[str, Any], writer: Writer) -> None:
    log.insert(connection, log.ROWS[kind], [row])
    log.append(connection, writer, [(kind, row)])


def _row(table: sql.Table, record: Decision | Written | Look) -> dict[str, Any]:
    """The columns of a record, but for the number that the case gives."""
    return {column.name: getattr(record, column.name) for column in table.columns if column.name != "number"}


def _written(row: sql.Row[Any], stale: tuple[str, ...]) -> Written:
    return Written(
        number=row.number,
        path=row.path,
        format=row.format,
        sha256=row.sha256,
        written=row.written,
        profile=row.profile,
        claims=tuple(row.claims),
        matter=_matter(row.matter),
        decisions=tuple(row.decisions),
        stale=stale,
    )


def _matter(rows: Sequence[Sequence[str]]) -> tuple[Matter, ...]:
    return tuple(tuple(row) for row in rows)
