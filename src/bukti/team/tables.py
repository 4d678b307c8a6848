"""The schema of a team's file. Unlike rows of a case these change: a session ends, a role is another."""

from __future__ import annotations

import sqlalchemy as sql

VERSION = 1  # in the header of the file (`PRAGMA user_version`)
METADATA = sql.MetaData()
ACCOUNTS = sql.Table(
    "account",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("name", sql.Text, nullable=False),
    sql.Column("folded", sql.Text, nullable=False, unique=True),  # so that nobody is called as another but for capitals
    sql.Column("role", sql.Text, nullable=False),
    sql.Column("password", sql.Text, nullable=False),  # hashed; empty where somebody else vouches for the person
    sql.Column("subject", sql.Text, unique=True),  # who that is, and what they call the person
    sql.Column("key", sql.Text, nullable=False),  # public
    sql.Column("locked", sql.LargeBinary, nullable=False),  # private, under the password
    sql.Column("made", sql.Text, nullable=False),
)
# sessions of browsers and tokens of programs: what is shown to be let in
PASSES = sql.Table(
    "pass",
    METADATA,
    sql.Column("mark", sql.Text, primary_key=True),  # of the secret, which is kept nowhere
    sql.Column("account", sql.Integer, sql.ForeignKey("account.number"), nullable=False),
    sql.Column("kind", sql.Text, nullable=False),
    sql.Column("name", sql.Text, nullable=False),
    sql.Column("role", sql.Text, nullable=False),  # that it is good for at most
    sql.Column("form", sql.Text, nullable=False),  # what its forms carry
    sql.Column("locked", sql.LargeBinary, nullable=False),  # the person's key, under the secret
    sql.Column("made", sql.Float, nullable=False),  # seconds of the epoch, as the two below
    sql.Column("used", sql.Float, nullable=False),
    sql.Column("expires", sql.Float, nullable=False),
)
# who read what is not for everybody
READS = sql.Table(
    "read",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("account", sql.Integer, sql.ForeignKey("account.number"), nullable=False),
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("what", sql.Text, nullable=False),
)
