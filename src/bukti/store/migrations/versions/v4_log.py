"""Schema 4: the log of events; what was there before gets its events when the case is opened (`Case`)."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """The log."""
    op.create_table(
        "event",
        sql.Column("number", sql.Integer, primary_key=True),
        sql.Column("text", sql.Text, nullable=False),
        sql.Column("signature", sql.Text, nullable=False),
    )
