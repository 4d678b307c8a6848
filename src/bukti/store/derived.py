"""What was computed from a case, kept beside it in `<case>.derived`, so that it need not be computed again.

It is no part of the case: no event tells of it, no bundle or backup takes it along, and whoever removes the file loses
nothing but time. It is never trusted for lying there: a row counts only where the user's own key signed it, for this
case, this place and this basis, so what somebody else wrote or changed is computed again. SQLite through the standard
library; a file that cannot be used is not used.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from bukti.ids import digest
from bukti.ledger.keys import Signer, verified

PURPOSE = b"bukti derived 1\n"  # so that the signature means nothing elsewhere
TABLE = "CREATE TABLE kept (place TEXT PRIMARY KEY, basis TEXT, value BLOB, signature TEXT)"
FORM = [("table", "kept", TABLE), ("index", "sqlite_autoindex_kept_1", None)]  # all that the file holds
LOOKUP = 500  # places of one query; SQLite allows 999 variables in its oldest builds


class Derived:
    """Values by their place; each has the basis that it was computed from.

    Args:
        path: of the file, made on first use.
        case: digest of the first event, which no other case has.
        signer: the user's key; without one nothing is kept.
    """

    def __init__(self, path: Path, case: str, signer: Signer | None) -> None:
        self.path = path
        self._case = case
        self._signer = signer

    def find(self, wanted: Mapping[str, str]) -> dict[str, bytes]:
        """What is kept at these places, where it was computed from the basis that each is given with."""
        found: dict[str, bytes] = {}
        if self._signer is None or not self.path.is_file():
            return found
        places = list(wanted)
        with suppress(sqlite3.Error), closing(sqlite3.connect(self.path)) as base:
            if _form(base) != FORM:
                return found
            for start in range(0, len(places), LOOKUP):
                part = places[start : start + LOOKUP]
                marks = ",".join("?" * len(part))
                query = f"SELECT place, basis, value, signature FROM kept WHERE place IN ({marks})"  # noqa: S608 - only question marks
                own = (row for row in base.execute(query, part) if row[1] == wanted[row[0]] and self._own(*row))
                found.update((place, value) for place, _, value, _ in own)
        return found

    def keep(self, made: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep values at their places, each as (basis, value); what was there is replaced."""
        if self._signer is None or not made:
            return
        rows = [(place, *row, self._signer.sign(self._text(place, *row), PURPOSE)) for place, row in made.items()]
        with suppress(sqlite3.Error, OSError), self._writing() as base:
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)

    def prune(self, held: Mapping[str, str | None]) -> None:
        """Remove what no longer matches, and give its space back to the disk where it is most of the file.

        Args:
            held: the places that a run may ask for, each with its basis; None where it may have any.
        """
        if self._signer is None or not self.path.is_file():
            return
        with suppress(sqlite3.Error, OSError), self._writing() as base:
            base.execute("CREATE TEMP TABLE held (place TEXT PRIMARY KEY, basis TEXT)")
            base.executemany("INSERT INTO held VALUES (?, ?)", held.items())
            base.execute(
                "DELETE FROM kept WHERE NOT EXISTS (SELECT * FROM held "
                "WHERE held.place = kept.place AND (held.basis IS NULL OR held.basis = kept.basis))"
            )
            base.commit()
            free, pages = (base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
            if free * 2 > pages:
                base.execute("VACUUM")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction on the file; one that is no database any more, or another's, is begun anew."""
        for last in (False, True):
            base = sqlite3.connect(self.path, timeout=30)
            try:
                _begin(base)
            except sqlite3.OperationalError:
                base.close()
                raise
            except sqlite3.DatabaseError:
                base.close()
                self.path.unlink()
                if last:
                    raise
            else:
                break
        with closing(base), base:
            yield base

    def _own(self, place: str, basis: str, value: object, signature: object) -> bool:
        if self._signer is None or not isinstance(value, bytes):
            return False
        return verified(self._signer.key, self._text(place, basis, value), str(signature), PURPOSE)

    def _text(self, place: str, basis: str, value: bytes) -> str:
        return "\n".join((self._case, place, basis, digest(value)))


def _begin(base: sqlite3.Connection) -> None:
    """Make the table where nothing is there.

    Raises:
        sqlite3.DatabaseError: it is no database, or holds what Bukti never puts there.
    """
    base.execute("PRAGMA synchronous = OFF")  # what a crash damages is found, and computed again
    if (form := _form(base)) and form != FORM:
        raise sqlite3.DatabaseError("It holds what Bukti never puts there.")
    base.execute(TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))


def _form(base: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    """What a file holds: a view or a trigger of somebody else would run, and might never end."""
    return base.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
