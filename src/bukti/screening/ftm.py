"""FollowTheMoney: one entity a line, with or without entities nested inside, or one statement a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bukti.ids import content_id
from bukti.model import Listed
from bukti.screening.base import Draft, Told, lines, named, rows

COLUMNS = frozenset({"entity_id", "prop", "schema", "value"})  # of a table of statements
DEEPEST = 8  # entities inside entities
POINTS_BACK = {  # property of the outer entity that holds links -> property of the link that means the outer entity
    "sanctions": "entity",
    "ownershipOwner": "owner",
    "ownershipAsset": "asset",
    "directorshipDirector": "director",
    "directorshipOrganization": "organization",
    "membershipMember": "member",
    "membershipOrganization": "organization",
    "unknownLinkFrom": "subject",
    "unknownLinkTo": "object",
}


class FtmLines:
    """Lines of JSON: `entities.ftm.json`, `targets.nested.json`, an export of Aleph or of a register."""

    kind = "FollowTheMoney"

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """A JSON object that has a schema, or is a statement."""
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        return start.startswith(b"{") and b'"schema"' in head

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every entity, nested ones too; a line that is none is a fault."""
        for number, text in lines(path):
            try:
                value = json.loads(text)
                found = list(entities(value, f"line {number}"))
            except (ValueError, TypeError, KeyError, RecursionError) as fault:
                told.fault(f"Line {number} is no entity ({type(fault).__name__}: {fault}).")
                continue
            told.date = max(told.date, _changed(value))
            yield from found


class Statements:
    """A CSV table of statements: one value of one property of one entity a row (`statements.csv`)."""

    kind = "FollowTheMoney statements"

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its first row names the columns of a statement."""
        first = head.partition(b"\n")[0].decode("utf-8", "replace").lstrip("\ufeff")
        return {cell.strip(' "\r') for cell in first.split(",")} >= COLUMNS

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """One entity a row; the index puts those of one id together."""
        found = rows(path)
        _, columns = next(found)
        for number, row in found:
            if len(row) != len(columns):
                told.fault(f"Row at line {number} has {len(row)} cells, not {len(columns)}.")
                continue
            statement = named(columns, row)
            told.date = max(told.date, statement.get("last_seen", "")[:10])
            yield _statement(statement, f"line {number}")


def entities(value: Any, place: str, depth: int = 0) -> Iterator[Listed]:
    """The entity of a JSON object and all that are nested in it.

    Raises:
        ValueError, TypeError, KeyError: it is none.
    """
    if depth > DEEPEST:
        raise ValueError(f"entities stand more than {DEEPEST} deep")
    if "prop" in value and "value" in value:
        yield _statement({k: str(v) for k, v in value.items() if v is not None}, place)
        return
    draft = Draft(str(value["id"]), str(value["schema"]), place)
    if "statements" in value:
        for one in value["statements"]:
            yield _statement({k: str(v) for k, v in one.items() if v is not None}, place)
    for name, values in value.get("properties", {}).items():
        for one in values if isinstance(values, list) else [values]:
            if isinstance(one, Mapping):
                yield from _nested(one, name, draft, place, depth)
            else:
                draft.add(name, str(one))
    for name in ("datasets", "first_seen", "last_seen"):
        given = value.get(name) or ()
        draft.add(name, *([given] if isinstance(given, str) else map(str, given)))
    yield draft.done()


def _nested(value: Mapping[str, Any], name: str, outer: Draft, place: str, depth: int) -> Iterator[Listed]:
    """An entity inside another: the outer names it, and a link names the outer."""
    back = POINTS_BACK.get(name)
    inner = dict(value)
    if back is not None:
        inner["properties"] = {**value.get("properties", {}), back: [outer.id]}
    else:
        outer.add(name, str(value["id"]))
    inner.setdefault("id", content_id("nested", outer.id, name, json.dumps(value, sort_keys=True, default=str)))
    yield from entities(inner, place, depth + 1)


def _statement(row: Mapping[str, str], place: str) -> Listed:
    """The entity that one statement tells of."""
    draft = Draft(row.get("canonical_id") or row["entity_id"], row["schema"], place)
    if row["prop"] != "id":
        draft.add(row["prop"], row["value"])
    draft.add("datasets", row.get("dataset"))
    if row["prop"] == "id":
        draft.add("first_seen", row.get("first_seen"))
    return draft.done()


def _changed(value: Any) -> str:
    """The day when an entity was last seen, as the file says."""
    seen = value.get("last_seen")
    return seen[:10] if isinstance(seen, str) else ""
