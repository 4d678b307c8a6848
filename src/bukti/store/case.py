"""A case file: which inputs were given, when, and their exact bytes beside it; decisions, dossiers, matrices.

SQLite or PostgreSQL through SQLAlchemy Core; bytes are content-addressed in the folder `<case>.bytes`. Everything else
follows from the bytes and the decisions; what was computed is kept apart (`derived`), and is no part of the case.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sql

from bukti import settings
from bukti.errors import BuktiError, ConflictError, UsageError
from bukti.ledger import heads
from bukti.ledger.event import Event
from bukti.ledger.heads import Head
from bukti.ledger.writer import Writer, login, now, own, writer
from bukti.model import Decision, Judgement, Look, Written
from bukti.store import database, decisions, judgements, log
from bukti.store.blobs import Blobs
from bukti.store.derived import Derived
from bukti.store.refusals import foreign
from bukti.store.tables import DECISIONS, INPUTS, METADATA, SCHEMA_VERSION

BATCH = 1024  # inputs that are listed in one transaction: more share the folders that are made durable


@dataclass(frozen=True, slots=True)
class Input:
    """One file that was given to the case: its path as the user named it, the digest and size of its bytes."""

    path: str
    sha256: str
    size: int
    added: str


@dataclass(frozen=True, slots=True)
class Status:
    """What a case holds.

    Attributes:
        inputs: files that were added. size: their bytes together.
        decisions: made by people. dossiers: written. stale: those of them that hold no longer.
        notes: those of the decisions that no figure follows from.
        begun, last: when its first and its last event was made. head: the end of its log.
    """

    inputs: int
    size: int
    decisions: int
    dossiers: int
    stale: int
    begun: str
    last: str
    head: Head
    notes: int = 0

    def told(self) -> dict[str, str | int]:
        """Every figure by its name."""
        rest = {name: value for name, value in asdict(self).items() if name not in {"head", "notes"}}
        return {**rest, "events": self.head.number, "head": self.head.digest}


class Case:
    """A case file, opened or created; use it as a context manager.

    Args:
        path: of the case file: SQLite, or the address of a database (`keeping.new`). Its bytes lie in `<path>.bytes`.
        writer: who writes the log; without one the user, with the key in their folder.

    Raises:
        UsageError: the file is no Bukti case, is damaged or locked, or was written by a newer version.
    """

    def __init__(self, path: str | os.PathLike[str], writer: Writer | None = None) -> None:
        self.path = Path(path)
        self._writer = writer
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.blobs = Blobs(self.path.with_name(self.path.name + ".bytes"))
        self._database = database.at(self.path)
        try:
            self._prepare()
        except BuktiError:
            self.close()
            raise

    def _prepare(self) -> None:
        with self._transaction() as connection:
            version = self._database.version(connection)
            if what := self._database.running(connection):
                raise UsageError(foreign(self.path, what))
            if version == SCHEMA_VERSION and log.ends(connection) is None:
                raise UsageError(f"{self.path} has lost its log, which is never empty: restore the case from a copy.")
        if version > SCHEMA_VERSION:
            raise UsageError(
                f"{self.path} was written by a newer Bukti (schema {version}, this one knows {SCHEMA_VERSION}): "
                "upgrade."
            )
        if version < SCHEMA_VERSION:
            with self._transaction(write=True) as connection:  # tables and version together, or neither
                self._migrate(connection, self._database.version(connection))  # another may have done it meanwhile

    def _migrate(self, connection: sql.Connection, version: int) -> None:
        if version:
            from bukti.store import migrations  # noqa: PLC0415 - for older cases only: Alembic loads longer than all else

            migrations.upgrade(connection, version)
        else:
            METADATA.create_all(connection)
        for table in METADATA.sorted_tables:
            self._database.guard(connection, table)
        if log.ends(connection) is None:
            begun = (log.BEGUN, {"nonce": token_hex(16), "schema": SCHEMA_VERSION, "before": version})
            log.append(connection, self.writer, [begun, *log.bodies(connection)])
        self._database.mark(connection, SCHEMA_VERSION)

    def _transaction(self, *, write: bool = False) -> AbstractContextManager[sql.Connection]:
        return self._database.transaction(write=write)

    @property
    def writer(self) -> Writer:
        """Who writes the log."""
        if self._writer is None:
            self._writer = writer(settings.from_environment())
        return self._writer

    def derived(self) -> Derived:
        """What was computed from the case; nothing where the user's key cannot be opened or the case is not signed."""
        with self._transaction() as connection:
            begun = log.event(connection, 1).digest
        signer = None
        with suppress(BuktiError, OSError):
            who = self._writer or own(settings.from_environment())  # for whomever it acts: kept for this machine
            signer = who.signer
        return Derived(self.path.with_name(self.path.name + ".derived"), begun, signer)

    def add(self, inputs: Iterable[tuple[str, bytes]]) -> int:
        """Keep the bytes of each (path, bytes) and list it; what is already there stays. Returns how many were new."""
        return sum(self._add(some) for some in _batched(inputs))

    def take(self, path: str, data: bytes, told: Mapping[str, Any]) -> None:
        """Keep a file that was fetched, and an event that tells from where and why; both, or neither."""
        self._add([(path, data)], (log.FETCH, told))

    def _add(self, inputs: Iterable[tuple[str, bytes]], *before: tuple[str, Mapping[str, Any]]) -> int:
        with self.blobs.batch() as keep:
            rows = [{"path": path, "sha256": keep(data), "bytes": len(data), "added": now()} for path, data in inputs]
        with self._transaction(write=True) as connection:  # rows and their events together, or neither
            new = _unlisted(connection, rows)
            log.insert(connection, INPUTS, new)
            log.append(connection, self.writer, [*before, *((log.INPUT, row) for row in new)])
        return len(new)

    def events(self) -> tuple[Event, ...]:
        """The whole log, in order."""
        with self._transaction() as connection:
            return log.events(connection)

    def since(self, head: str) -> tuple[Event, ...]:
        """The events after the one of a digest, in order; all of them where there is none of it."""
        with self._transaction() as connection:
            return log.since(connection, head)

    def latest(self, number: int) -> tuple[Event, ...]:
        """The last events, at most so many, in order."""
        with self._transaction() as connection:
            return log.latest(connection, number)

    def inputs(self) -> tuple[Input, ...]:
        """Everything that was ever added, in the order in which it came."""
        with self._transaction() as connection:
            rows = connection.execute(sql.select(INPUTS).order_by(INPUTS.c.number)).all()
        return tuple(Input(row.path, row.sha256, row.bytes, row.added) for row in rows)

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, in the order in which they were made."""
        with self._transaction() as connection:
            return decisions.decisions(connection)

    def decide(self, decision: Decision, touched: Iterable[Written] = (), head: str | None = None) -> None:
        """Add a decision, and which dossiers rest on its matter.

        Args:
            decision: by a person.
            touched: dossiers that rest on its matter.
            head: digest of the end of the log that the person saw; None where nobody looked.

        Raises:
            ConflictError: the log has another end now.
            UsageError: another decision on the same target was added meanwhile.
        """
        with self._transaction(write=True) as connection:  # nobody decides between the look and the row
            end = log.ends(connection)
            if head is not None and end is not None and end.digest != head:
                raise ConflictError(f"Something was added to {self.path} meanwhile: look at it, then decide again.")
            before = decisions.last(decisions.decisions(connection), decision.target)
            if (before.id if before else None) != decision.supersedes:
                raise UsageError(f"Somebody decided on {decision.name} meanwhile: look with `bukti retract --list`.")
            decisions.add(connection, decision, tuple(touched), self.writer)

    def signers(self) -> dict[str, str]:
        """The key under which each decision was signed, by the decision's id; empty where it bears none."""
        with self._transaction() as connection:
            contents = [event.content for event in log.events(connection)]
        return {str(c["body"].get("id")): c["key"] for c in contents if c["kind"] == log.DECISION}

    def dossiers(self) -> tuple[Written, ...]:
        """Every dossier that was written from the case, in the order of writing."""
        with self._transaction() as connection:
            return decisions.dossiers(connection)

    def record(self, written: Written) -> None:
        """Remember a dossier; its number is given by the case."""
        with self._transaction(write=True) as connection:
            decisions.record(connection, written, self.writer)

    def looks(self) -> tuple[Look, ...]:
        """Every look at a question that was watched, the oldest first."""
        with self._transaction() as connection:
            return decisions.looks(connection)

    def remember(self, look: Look) -> None:
        """Remember a look; its number is given by the case."""
        with self._transaction(write=True) as connection:
            decisions.remember(connection, look, self.writer)

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement on the matrices of competing hypotheses, in the order in which they were made."""
        with self._transaction() as connection:
            return judgements.judgements(connection)

    def judge(self, made: Sequence[Judgement], known: int) -> None:
        """Add judgements.

        Args:
            made: all of them are added, or none.
            known: how many judgements the case held when these were made.

        Raises:
            UsageError: others were added meanwhile, on which these may depend.
        """
        with self._transaction(write=True) as connection:  # nobody judges between the look and the rows
            if len(judgements.judgements(connection)) != known:
                raise UsageError("Somebody changed a matrix of this case meanwhile: look at it, then try again.")
            judgements.add(connection, made, self.writer)

    def status(self) -> Status:
        """What the case holds."""
        with self._transaction() as connection:
            inputs, size = connection.execute(sql.select(sql.func.count(), sql.func.sum(INPUTS.c.bytes))).one()
            written = decisions.dossiers(connection)
            head = log.ends(connection)
            assert head is not None  # noqa: S101 - every case has the event that begins it
            first, last = (log.event(connection, number).content["made"] for number in (1, head.number))
            made = connection.execute(sql.select(sql.func.count()).select_from(DECISIONS)).scalar_one()
            notes = decisions.notes(connection)
        stale = sum(bool(one.stale) for one in written)
        return Status(inputs, size or 0, made, len(written), stale, first, last, head, notes)

    def note(self, kind: str, body: Mapping[str, Any]) -> None:
        """Add an event that has no row: it changes nothing of the case."""
        with self._transaction(write=True) as connection:
            log.append(connection, self.writer, [(kind, body)])

    def close(self) -> None:
        """Let go of the file, and remember in the user's folder where its log ends."""
        home = self._writer.home if self._writer else None  # who wrote nothing was never asked for
        if home:
            with suppress(UsageError), self._transaction() as connection:
                end = log.ends(connection)
                if end:
                    heads.remember(home, self.path, end)
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def using(path: str | os.PathLike[str] | None, new: bool = True) -> Iterator[Case]:
    """A case file, or a temporary one where none is named.

    Raises:
        UsageError: it is no case, or it does not exist and may not be made.
    """
    if path is None:
        nobody = Writer(login())  # what is thrown away needs no signature
        with tempfile.TemporaryDirectory(prefix="bukti-") as folder, Case(Path(folder) / "case", nobody) as case:
            yield case
        return
    if not new and not Path(path).is_file():
        raise UsageError(f"{path} is no case: `bukti assess PATH --case {path}` makes one.")
    with Case(path) as case:
        yield case


def _unlisted(connection: sql.Connection, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the rows that the case does not list yet, each once."""
    new: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        new.setdefault((row["path"], row["sha256"]), row)
    paths = sorted({path for path, _ in new})
    known = connection.execute(sql.select(INPUTS.c.path, INPUTS.c.sha256).where(INPUTS.c.path.in_(paths)))
    for path, sha256 in known.all():
        new.pop((path, sha256), None)
    return list(new.values())


def _batched(inputs: Iterable[tuple[str, bytes]]) -> Iterator[Iterator[tuple[str, bytes]]]:
    """The inputs in batches; the bytes of one are let go of before the next is read."""
    rest = iter(inputs)
    for first in rest:
        yield chain([first], islice(rest, BATCH - 1))
