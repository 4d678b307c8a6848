"""The accounts of a case in a file beside it (`<case>.team`), and the passes with which people are let in."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sql

from bukti.errors import BuktiError, UsageError
from bukti.ledger.keys import Signer
from bukti.ledger.writer import now
from bukti.store.refusals import told
from bukti.team import locks
from bukti.team.roles import EVERY, Right, Role, rights
from bukti.team.tables import ACCOUNTS, METADATA, PASSES, READS, VERSION

SESSION, TOKEN = "session", "token"
LASTS, IDLE = 12 * 3600, 2 * 3600  # seconds of a session, in all and without a request
NOTED = 60  # seconds after which it is noted again that a pass was used
LONGEST = 80  # characters of a name
CHECK = "that its folder can be written to and that space is free"


class RefusedError(BuktiError):
    """Whoever it is, they are not let in; which of the reasons holds is not told."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person of the team: name, role and public key; subject is who vouches for them, empty for a password."""

    number: int
    name: str
    role: Role
    key: str
    subject: str
    made: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person who was let in.

    Attributes:
        account: whose pass it is. rights: what it is good for. signer: their key. form: what its forms carry.
        kind: `SESSION` or `TOKEN`.
    """

    account: Account
    rights: frozenset[Right]
    signer: Signer
    form: str
    kind: str


class Team:
    """The file of a team.

    Args:
        case: the case file that it lies beside.
        new: whether the file may be made.
        clock: seconds of the epoch.

    Raises:
        UsageError: there is none, or it is another program's or a newer version's.
    """

    def __init__(self, case: Path, *, new: bool = False, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self.path = case.with_name(case.name + ".team")
        if not self.path.exists():
            if not new:
                raise UsageError(f"{case} has no accounts yet: `bukti user add {case} NAME --role admin` makes one.")
            os.close(os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600))
        self._engine = sql.create_engine(sql.URL.create("sqlite", database=str(self.path)))
        sql.event.listen(self._engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys = ON"))
        with self._transaction(write=True) as connection:
            self._prepare(connection)

    def _prepare(self, connection: sql.Connection) -> None:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version > VERSION:
            raise UsageError(f"{self.path} was written by a newer Bukti: upgrade.")
        if not version:
            METADATA.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _transaction(self, *, write: bool = False) -> Iterator[sql.Connection]:
        with told(self.path, CHECK), self._engine.begin() as connection:
            if write:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def accounts(self) -> tuple[Account, ...]:
        """Every account, in the order in which they were made."""
        with self._transaction() as connection:
            return tuple(map(_account, connection.execute(sql.select(ACCOUNTS).order_by(ACCOUNTS.c.number))))

    def find(self, name: str) -> Account:
        """The account of a name, whatever its capitals.

        Raises:
            UsageError: there is none.
        """
        with self._transaction() as connection:
            return _account(_row(connection, name))

    def add(self, name: str, role: Role, password: str, subject: str = "") -> Account:
        """Add a person, with a key of their own.

        Args:
            name: stands under all that they do.
            role: in the case.
            password: that locks their key.
            subject: who vouches for them; then the password is a secret of the server, and none to sign in with.

        Raises:
            UsageError: the name is taken or none, or the password too short.
        """
        shown = _name(name)
        signer = Signer.new()
        row = {
            "name": shown,
            "folded": _folded(shown),
            "role": role.value,
            "password": "" if subject else locks.hashed(locks.checked(password)),
            "subject": subject or None,
            "key": signer.key,
            "locked": (locks.by_secret if subject else locks.by_password)(password, signer.private),
            "made": now(),
        }
        with self._transaction(write=True) as connection:
            if connection.execute(sql.select(ACCOUNTS).where(ACCOUNTS.c.folded == row["folded"])).first():
                raise UsageError(f"There is an account of {shown} already: take another name.")
            connection.execute(sql.insert(ACCOUNTS), [row])
            return _account(_row(connection, shown))

    def give(self, name: str, role: Role) -> Account:
        """Give a person another role, at once; NONE closes the account and ends all their passes.

        Raises:
            UsageError: there is no such account, or nobody would be left who administers.
        """
        with self._transaction(write=True) as connection:
            row = _row(connection, name)
            if row.role == Role.ADMIN and role is not Role.ADMIN and _admins(connection) == 1:
                raise UsageError(f"{row.name} is the only admin: make another one first.")
            connection.execute(sql.update(ACCOUNTS).where(ACCOUNTS.c.number == row.number).values(role=role.value))
            if role is Role.NONE:
                connection.execute(sql.delete(PASSES).where(PASSES.c.account == row.number))
            return _account(_row(connection, name))

    def change_password(self, name: str, new: str, old: str | None = None) -> Account:
        """Another password, which ends every pass of the person.

        Args:
            name: of the account.
            new: the password.
            old: with which their key is opened and kept; without it they get another key.

        Raises:
            RefusedError: the old one is wrong.
            UsageError: no such account, or the new one is too short.
        """
        locks.checked(new)
        with self._transaction() as connection:
            row = _row(connection, name)
        if old is not None and not locks.fits(old, row.password):
            raise RefusedError("The password is not the one of the account.")
        private = locks.open_by_password(old, row.locked) if old is not None else None
        signer = Signer.of(private) if private else Signer.new()
        values = {
            "password": locks.hashed(new),
            "key": signer.key,
            "locked": locks.by_password(new, signer.private),
        }
        with self._transaction(write=True) as connection:
            connection.execute(sql.update(ACCOUNTS).where(ACCOUNTS.c.number == row.number).values(**values))
            connection.execute(sql.delete(PASSES).where(PASSES.c.account == row.number))
            return _account(_row(connection, name))

    def sign_in(self, name: str, password: str) -> str:
        """Begin a session; gives its secret, which is new, so that nobody can have planted it.

        Raises:
            RefusedError: no such account, another password, or the account was closed.
        """
        with self._transaction() as connection:
            row = connection.execute(sql.select(ACCOUNTS).where(ACCOUNTS.c.folded == _folded(name))).one_or_none()
        fits = locks.fits(password, row.password if row else "")  # takes as long where there is no such account
        private = locks.open_by_password(password, row.locked) if row and fits else None
        if row is None or private is None or row.role == Role.NONE:
            raise RefusedError("Name and password do not fit together.")
        return self._let_in(row.number, private, (SESSION, "", Role(row.role)), LASTS)

    def vouched(self, subject: str, secret: str) -> str:
        """Begin a session of who somebody else vouches for; gives its secret, as `sign_in`.

        Args:
            subject: who vouches, and what they call the person.
            secret: of the server, with which the key was locked.

        Raises:
            RefusedError: no account names them, it was closed, or this is another server.
        """
        with self._transaction() as connection:
            row = connection.execute(sql.select(ACCOUNTS).where(ACCOUNTS.c.subject == subject)).one_or_none()
        private = locks.open_by_secret(secret, row.locked) if row else None
        if row is None or private is None or row.role == Role.NONE:
            raise RefusedError(f"No account here names you. An admin can add one for: {subject}")
        return self._let_in(row.number, private, (SESSION, "", Role(row.role)), LASTS)

    def token(self, member: Member, label: str, role: Role, seconds: int) -> str:
        """A secret for a program that acts for a person.

        Args:
            member: the person, who was let in.
            label: what it is for.
            role: that it is good for at most.
            seconds: that it lasts.
        """
        return self._let_in(member.account.number, member.signer.private, (TOKEN, label, role), seconds)

    def _let_in(self, account: int, private: bytes, what: tuple[str, str, Role], seconds: int) -> str:
        """A new pass; `what` has its kind, its name and its role."""
        made, at = locks.secret(), self._clock()
        row = {
            "mark": locks.mark(made),
            "account": account,
            "kind": what[0],
            "name": what[1],
            "role": what[2].value,
            "form": locks.secret(),
            "locked": locks.by_secret(made, private),
            "made": at,
            "used": at,
            "expires": at + seconds,
        }
        with self._transaction(write=True) as connection:
            connection.execute(sql.delete(PASSES).where(PASSES.c.expires < at))
            connection.execute(sql.insert(PASSES), [row])
        return made

    def member(self, secret: str, *, use: bool = True) -> Member | None:
        """Who shows a secret; None where it is none, has expired, or its account was closed.

        Args:
            secret: of a session or a token.
            use: whether somebody asks for something, so that a session goes on; an open page that listens is no use.
        """
        at = self._clock()
        with self._transaction() as connection:
            query = sql.select(PASSES, ACCOUNTS.c.role.label("own")).join(ACCOUNTS)
            row = connection.execute(query.where(PASSES.c.mark == locks.mark(secret))).one_or_none()
            if row is None or row.expires < at or (row.kind == SESSION and row.used + IDLE < at):
                return None
            account = _account(connection.execute(sql.select(ACCOUNTS).where(ACCOUNTS.c.number == row.account)).one())
        private = locks.open_by_secret(secret, row.locked)
        if private is None or account.role is Role.NONE:
            return None
        if use and row.used + NOTED < at:
            with self._transaction(write=True) as connection:
                connection.execute(sql.update(PASSES).where(PASSES.c.mark == row.mark).values(used=at))
        may = rights(account.role) & (EVERY if row.kind == SESSION else rights(Role(row.role)))
        return Member(account, may, Signer.of(private), row.form, row.kind)

    def sign_out(self, secret: str) -> None:
        """End a session or a token."""
        with self._transaction(write=True) as connection:
            connection.execute(sql.delete(PASSES).where(PASSES.c.mark == locks.mark(secret)))

    def note_read(self, member: Member, what: str) -> None:
        """Note that somebody read what is not for everybody."""
        with self._transaction(write=True) as connection:
            row = {"account": member.account.number, "at": now(), "what": what}
            connection.execute(sql.insert(READS), [row])

    def reads(self) -> tuple[tuple[str, str, str], ...]:
        """Who read when what is not for everybody, the oldest first."""
        query = sql.select(READS.c.at, ACCOUNTS.c.name, READS.c.what).join(ACCOUNTS).order_by(READS.c.number)
        with self._transaction() as connection:
            return tuple((row.at, row.name, row.what) for row in connection.execute(query))


def _account(row: sql.Row[Any]) -> Account:
    return Account(row.number, row.name, Role(row.role), row.key, row.subject or "", row.made)


def _row(connection: sql.Connection, name: str) -> sql.Row[Any]:
    found = connection.execute(sql.select(ACCOUNTS).where(ACCOUNTS.c.folded == _folded(name))).one_or_none()
    if found is None:
        raise UsageError(f"There is no account of {name!r}: `bukti user list` shows all.")
    return found


def _admins(connection: sql.Connection) -> int:
    query = sql.select(sql.func.count()).select_from(ACCOUNTS).where(ACCOUNTS.c.role == Role.ADMIN.value)
    return int(connection.execute(query).scalar_one())


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _name(name: str) -> str:
    """A name that can stand under an act.

    Raises:
        UsageError: it is empty, too long, or holds characters that hide or reorder text.
    """
    shown = unicodedata.normalize("NFC", " ".join(name.split()))
    if not 0 < len(shown) <= LONGEST or any(unicodedata.category(char).startswith("C") for char in shown):
        raise UsageError(f"{name!r} is no name: 1 to {LONGEST} characters, none of them invisible.")
    return shown
