"""Schema 2: decisions of people, dossiers that were written, and which of them a decision touches."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Decisions and dossiers."""
    op.create_table(
        "decision",
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
    op.create_table(
        "dossier",
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
    op.create_table(
        "touched",
        sql.Column("decision", sql.Text, sql.ForeignKey("decision.id"), primary_key=True),
        sql.Column("dossier", sql.Integer, sql.ForeignKey("dossier.number"), primary_key=True),
    )
