"""The schema of a case: inputs, decisions, dossiers written from it, looks, matrices, and the log of all these.

Rows are added and never changed. The same tables lie in SQLite and in PostgreSQL.
"""

from __future__ import annotations

import sqlalchemy as sql

SCHEMA_VERSION = 5  # 1 had only `input`, 2 no `look`, 3 no log, 4 no `judgement`
METADATA = sql.MetaData()
EVENTS = sql.Table(
    "event",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("text", sql.Text, nullable=False),
    sql.Column("signature", sql.Text, nullable=False),
)
INPUTS = sql.Table(
    "input",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("path", sql.Text, nullable=False),
    sql.Column("sha256", sql.Text, nullable=False),
    sql.Column("bytes", sql.BigInteger, nullable=False),
    sql.Column("added", sql.Text, nullable=False),
    sql.UniqueConstraint("path", "sha256"),
)
DECISIONS = sql.Table(
    "decision",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("id", sql.Text, nullable=False, unique=True),
    sql.Column("what", sql.Text, nullable=False),
    sql.Column("kind", sql.Text, nullable=False),
    sql.Column("target", sql.Text, nullable=False),
    sql.Column("name", sql.Text, nullable=False),
    sql.Column("matter", sql.JSON, nullable=False),
    sql.Column("reason", sql.Text, nullable=False),
    sql.Column("author", sql.Text, nullable=False),
    sql.Column("made", sql.Text, nullable=False),
    sql.Column("supersedes", sql.Text, sql.ForeignKey("decision.id"), unique=True),
)
DOSSIERS = sql.Table(
    "dossier",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("path", sql.Text, nullable=False),
    sql.Column("format", sql.Text, nullable=False),
    sql.Column("sha256", sql.Text, nullable=False),
    sql.Column("written", sql.Text, nullable=False),
    sql.Column("profile", sql.Text, nullable=False),
    sql.Column("claims", sql.JSON, nullable=False),
    sql.Column("matter", sql.JSON, nullable=False),
    sql.Column("decisions", sql.JSON, nullable=False),
)
# which dossiers rested on the matter of a decision when it was made
TOUCHED = sql.Table(
    "touched",
    METADATA,
    sql.Column("decision", sql.Text, sql.ForeignKey("decision.id"), primary_key=True),
    sql.Column("dossier", sql.Integer, sql.ForeignKey("dossier.number"), primary_key=True),
)
# what a question showed when it was watched
LOOKS = sql.Table(
    "look",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("question", sql.Text, nullable=False),
    sql.Column("looked", sql.Text, nullable=False),
    sql.Column("sides", sql.JSON, nullable=False),
    sql.Column("origins", sql.JSON, nullable=False),
    sql.Column("figures", sql.JSON, nullable=False),
    sql.Column("decisions", sql.JSON, nullable=False),
)
# what people decided about matrices of competing hypotheses
JUDGEMENTS = sql.Table(
    "judgement",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("id", sql.Text, nullable=False, unique=True),
    sql.Column("matrix", sql.Text, nullable=False),
    sql.Column("what", sql.Text, nullable=False),
    sql.Column("row", sql.Text, nullable=False),
    sql.Column("hypothesis", sql.Text, nullable=False),
    sql.Column("value", sql.JSON, nullable=False),
    sql.Column("note", sql.Text, nullable=False),
    sql.Column("author", sql.Text, nullable=False),
    sql.Column("made", sql.Text, nullable=False),
)
