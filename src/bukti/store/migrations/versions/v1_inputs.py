"""Schema 1: the files that were given."""

from __future__ import annotations

import sqlalchemy as sql
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Inputs."""
    op.create_table(
        "input",
        sql.Column("number", sql.Integer, primary_key=True),
        sql.Column("path", sql.Text, nullable=False),
        sql.Column("sha256", sql.Text, nullable=False),
        sql.Column("bytes", sql.BigInteger, nullable=False),
        sql.Column("added", sql.Text, nullable=False),
        sql.UniqueConstraint("path", "sha256"),
    )
