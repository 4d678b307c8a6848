"""The log of the matrices of competing hypotheses; rows are added and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import sqlalchemy as sql

from bukti.ledger.writer import Writer
from bukti.model import Judgement
from bukti.store import log
from bukti.store.tables import JUDGEMENTS


def judgements(connection: sql.Connection) -> tuple[Judgement, ...]:
    """Every judgement of every matrix, in the order in which they were made."""
    rows = connection.execute(sql.select(JUDGEMENTS).order_by(JUDGEMENTS.c.number)).all()
    return tuple(
        Judgement(r.id, r.matrix, r.what, r.row, r.hypothesis, r.value, r.note, r.author, r.made) for r in rows
    )


def add(connection: sql.Connection, made: Iterable[Judgement], writer: Writer) -> None:
    """Add judgements."""
    rows = [asdict(one) for one in made]
    log.insert(connection, JUDGEMENTS, rows)
    log.append(connection, writer, [(log.JUDGEMENT, row) for row in rows])
