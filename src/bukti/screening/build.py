"""Builds the index of a list: entities of one id are put together, names get their keys, links their ends."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

from bukti.errors import InputError
from bukti.model import Listed
from bukti.screening import LOADERS, keys
from bukti.screening.base import BROKEN, FAULTS, HEAD, Loader, Told, opened
from bukti.screening.gleif import relations
from bukti.screening.index import FORMAT, Index
from bukti.screening.ofac import companion
from bukti.screening.schemata import IDENTIFIERS, LINKS, NAMES, VAGUE, WEAK, searched

WRONG = (  # how files begin that people take for lists: what they are, and the remedy
    ((b"\xff\xfe", b"\xfe\xff"), "is UTF-16: save it as UTF-8."),
    ((b"<!doctype html", b"<html"), "is a web page: perhaps a form to sign in; fetch the list itself."),
    ((b"%pdf",), "is a PDF: fetch the XML, CSV or JSON of the list."),
    ((b"[",), "is one JSON array: make it one object a line, as `jq -c '.[]'` does."),
    ((b'{"records"', b'{ "records"'), "is one JSON object with records: fetch the CSV or XML of the list."),
    (
        (b"pk\x03\x04", b"\xd0\xcf\x11\xe0"),
        "is a spreadsheet or an archive in another: save the list as CSV or unpack it.",
    ),
)
SEGMENT = 200_000  # names whose keys are held in memory together
TABLES = """
CREATE TABLE list (told TEXT NOT NULL);
CREATE TABLE entity (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, schema TEXT NOT NULL, place TEXT NOT NULL,
                     body TEXT NOT NULL);
CREATE TABLE name (number INTEGER PRIMARY KEY, entity INTEGER NOT NULL, text TEXT NOT NULL, weak INTEGER NOT NULL);
CREATE TABLE posting (key TEXT NOT NULL, segment INTEGER NOT NULL, numbers BLOB NOT NULL, PRIMARY KEY (key, segment))
    WITHOUT ROWID;
CREATE TABLE identifier (value TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (value, entity)) WITHOUT ROWID;
CREATE TABLE link (target TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (target, number)) WITHOUT ROWID;
"""


def index(path: Path, folder: Path, tick: Callable[[int], None] = lambda _: None) -> Index:
    """The index of a list, built unless it is there already.

    Args:
        path: of the list.
        folder: where indexes are kept; they can be deleted at any time.
        tick: told how many entities were read.

    Raises:
        InputError: it is no list that is known, or nothing in it can be read.
    """
    loader = known(path)
    sha256 = _digest(path)
    file = folder / f"{sha256}-{FORMAT}.sqlite"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(f".{os.getpid()}")
        try:
            _build(path, loader, sha256, beside, tick)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    return Index(file, str(path))


def known(path: Path) -> Loader:
    """The loader of a file.

    Raises:
        InputError: there is none, or the file is empty.
    """
    try:
        with opened(path) as handle:
            head = handle.read(HEAD)
    except BROKEN as fault:
        raise InputError("damaged", f"{path} cannot be read ({fault}).") from fault
    if not head.strip():
        raise InputError("empty", f"{path} is empty: fetch the list again.")
    for loader in LOADERS:
        if loader.detects(path, head):
            return loader
    kinds = ", ".join(loader.kind for loader in LOADERS)
    raise InputError(
        "unknown", f"{path} {_looks(head) or f'is no list that is known ({kinds}): look at how it begins.'}"
    )


def _looks(head: bytes) -> str:
    """What a file is that is no list, and what to do; empty where that is not plain."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((told for marks, told in WRONG if start.startswith(marks)), "")


def companions(path: Path) -> list[Path]:
    """The files that are read with a list."""
    found = [companion(path, name) for name in ("alt", "add")]
    return [one for one in (*found, relations(path)) if one]


def _digest(path: Path) -> str:
    """SHA-256 of the bytes of a list and of the files that are read with it."""
    total = hashlib.sha256()
    for part in (path, *companions(path)):
        with part.open("rb") as handle:
            while data := handle.read(1 << 20):
                total.update(data)
    return total.hexdigest()


def _build(path: Path, loader: Loader, sha256: str, file: Path, tick: Callable[[int], None]) -> None:
    file.unlink(missing_ok=True)
    told, complete = Told(), True
    connection = sqlite3.connect(file)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
        writer = _Writer(connection)
        try:
            for number, one in enumerate(_named(loader.load(path, told), told), 1):
                writer.add(one)
                if number % 1000 == 0:
                    tick(number)
        except InputError as fault:
            complete = False
            told.fault(f"{fault} Read up to there.")
        writer.flush()
        if not writer.names:
            problem = " ".join(told.faults[:3]) or "It names nobody."
            raise InputError("empty", f"Nothing in {path} can be searched: {problem}")
        if writer.repeated:
            told.faults.append(f"{writer.repeated} ids stand more than once; what is said of one id was put together.")
        if told.faulty > FAULTS:
            told.faults.append(f"{told.faulty - FAULTS} further faults are not listed.")
        summary = {"kind": loader.kind, "sha256": sha256, "date": told.date, "entities": writer.entities}
        faults = {"names": writer.names, "faults": told.faults, "complete": complete and not told.faulty}
        connection.execute("INSERT INTO list VALUES (?)", (json.dumps({**summary, **faults}),))
        connection.commit()
    finally:
        connection.close()


def _named(found: Iterator[Listed], told: Told) -> Iterator[Listed]:
    """Those that have an id; characters that UTF-8 cannot carry would break the index."""
    for one in found:
        if one.id.strip() and one.id.isprintable():
            yield one
        else:
            told.fault(f"{one.place or 'An entry'} has no id that can be used.")


class _Writer:
    """Fills the tables; what is said later of an id is added to what was said before."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.entities = self.names = self.repeated = 0
        self._postings: dict[str, array[int]] = {}
        self._held = self._segment = 0
        self._whole = False  # of the entity at hand: seen before as a whole entry

    def add(self, one: Listed) -> None:
        """Add an entity or a part of one."""
        number, new = self._put(one)
        for name, values in new.items():
            if name in NAMES and searched(one.schema):
                for value in values:
                    self._name(number, value, weak=name == WEAK)
            if name in IDENTIFIERS:
                rows = [(keys.identifier(value), number) for value in values]
                self._connection.executemany("INSERT OR IGNORE INTO identifier VALUES (?, ?)", rows)
            if name in LINKS.get(one.schema, ()):
                rows = [(value, number) for value in values]
                self._connection.executemany("INSERT OR IGNORE INTO link VALUES (?, ?)", rows)

    def _put(self, one: Listed) -> tuple[int, dict[str, list[str]]]:
        """Number of the entity, and the values that are new to it."""
        row = self._connection.execute("SELECT number, schema, body FROM entity WHERE id = ?", (one.id,)).fetchone()
        given = {name: list(values) for name, values in one.properties.items()}
        if row is None:
            self.entities += 1
            body = json.dumps(given, ensure_ascii=False)
            entry = (self.entities, one.id, one.schema, one.place, body)
            self._connection.execute("INSERT INTO entity VALUES (?, ?, ?, ?, ?)", entry)
            return self.entities, given
        number, schema, body = row
        before: dict[str, list[str]] = json.loads(body)
        new = {name: [v for v in values if v not in before.get(name, ())] for name, values in given.items()}
        self.repeated += "name" in given and "name" in before and bool(new["name"])
        merged = {name: [*before.get(name, ()), *new.get(name, ())] for name in {**before, **new}}
        better = min((schema, one.schema), key=lambda s: -VAGUE.index(s) if s in VAGUE else -len(VAGUE))
        update = (better, json.dumps(merged, ensure_ascii=False), number)
        self._connection.execute("UPDATE entity SET schema = ?, body = ? WHERE number = ?", update)
        return number, new

    def _name(self, entity: int, text: str, weak: bool) -> None:
        self.names += 1
        self._connection.execute("INSERT INTO name VALUES (?, ?, ?, ?)", (self.names, entity, text, weak))
        for some in keys.of(text):
            for key in some:
                self._postings.setdefault(key, array("I")).append(self.names)
        self._held += 1
        if self._held == SEGMENT:
            self.flush()

    def flush(self) -> None:
        """Write the keys that are held in memory."""
        self._segment += 1
        rows = ((key, self._segment, numbers.tobytes()) for key, numbers in sorted(self._postings.items()))
        self._connection.executemany("INSERT INTO posting VALUES (?, ?, ?)", rows)
        self._postings, self._held = {}, 0
