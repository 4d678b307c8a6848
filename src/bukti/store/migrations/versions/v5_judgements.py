"""Schema 5: what people decided about matrices of competing hypotheses."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Judgements."""
    op.create_table(
        "judgement",
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
