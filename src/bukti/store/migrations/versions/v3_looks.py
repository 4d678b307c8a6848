"""Schema 3: what a question showed when it was watched."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Looks."""
    op.create_table(
        "look",
        sql.Column("number", sql.Integer, primary_key=True),
        sql.Column("question", sql.Text, nullable=False),
        sql.Column("looked", sql.Text, nullable=False),
        sql.Column("sides", sql.JSON, nullable=False),
        sql.Column("origins", sql.JSON, nullable=False),
        sql.Column("figures", sql.JSON, nullable=False),
        sql.Column("decisions", sql.JSON, nullable=False),
    )
