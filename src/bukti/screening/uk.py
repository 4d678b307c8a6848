"""The UK Sanctions List (XML and CSV) and the older consolidated list of OFSI (CSV)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bukti.errors import InputError
from bukti.model import Listed
from bukti.screening.base import Draft, Told, country, named, rows, sanction
from bukti.screening.dates import iso
from bukti.screening.tree import Node, nodes

AUTHORITY = "United Kingdom"
PARTS = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")  # the sixth is the family name, or a whole one
SCHEMATA = {"individual": "Person", "ship": "Vessel"}
NUMBERED = re.compile(r"\(\d+\)\s*")  # several values in one cell


class UkXml:
    """The UK Sanctions List as XML."""

    kind = "UK XML"

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its root."""
        return b"<Designations" in head

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every designation."""
        for node in nodes(path, "DateGenerated", "Designation"):
            if node.name == "DateGenerated":
                told.date = iso(node.text)
            elif node.name == "Designation":
                yield from _designation(node, told)


def _designation(node: Node, told: Told) -> Iterator[Listed]:
    number = node.value("UniqueID")
    if not number:
        told.fault("A designation has no UniqueID.")
        return
    schema = SCHEMATA.get(node.value("IndividualEntityShip").casefold(), "Organization")
    draft = Draft(f"uk-{number}", schema, f"UniqueID {number}")
    for name in node.all("Names", "Name"):
        whole = " ".join(name.value(part.replace(" ", "")) for part in PARTS)
        weak = "low" in name.value("AliasStrength").casefold()
        draft.add("weakAlias" if weak else _property(name.value("NameType")), whole)
    draft.add("alias", *node.values("NonLatinNames", "NonLatinName", "NameNonLatinScript"))
    draft.add("country", *map(country, node.values("Addresses", "Address", "AddressCountry")))
    for one in node.all("IndividualDetails", "Individual"):
        draft.add("birthDate", *map(iso, one.values("DOBs", "DOB")))
        draft.add("nationality", *map(country, one.values("Nationalities", "Nationality")))
        draft.add("position", *one.values("Positions", "Position"))
        draft.add("passportNumber", *one.values("PassportDetails", "Passport", "PassportNumber"))
    draft.add("imoNumber", *node.values("ShipDetails", "Ship", "IMONumbers", "IMONumber"))
    draft.add("notes", node.value("OtherInformation"))
    yield draft.done()
    values = {"program": node.value("RegimeName"), "listingDate": iso(node.value("DateDesignated"))}
    yield _measure(
        draft, {**values, "reason": node.value("UKStatementofReasons"), "provisions": node.value("SanctionsImposed")}
    )


class UkCsv:
    """The UK Sanctions List, or the list of OFSI, as CSV: a line with its date, a header, one row a name."""

    kind = "UK CSV"
    dated = re.compile(rb"\s*\"?(Last Updated|Report Date)", re.IGNORECASE)

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its columns."""
        return b"Name 6" in head and (b"Unique ID" in head or b"Group ID" in head)

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every row; rows of one id become one entity in the index."""
        columns: list[str] = []
        for number, row in rows(path):
            if not columns:
                if "Name 6" in [cell.strip() for cell in row]:
                    columns = [cell.strip() for cell in row]
                else:
                    told.date = told.date or iso(re.sub(r"^[^0-9]*", "", " ".join(row)))
                continue
            if len(row) < len(columns):
                told.fault(f"Row at line {number} has {len(row)} cells, not {len(columns)}.")
                continue
            yield from _row(named(columns, row), number, told)
        if not columns:
            raise InputError(
                "damaged", "No row names the columns (Name 6, Unique ID or Group ID): fetch the list again."
            )


def _row(row: Mapping[str, str], number: int, told: Told) -> Iterator[Listed]:
    own = row.get("Unique ID") or row.get("Group ID", "")
    if not own:
        told.fault(f"Row at line {number} has no id.")
        return
    kind = _of(row, "Designation Type", "Individual, Entity, Ship", "Group Type")
    draft = Draft(f"uk-{own}", SCHEMATA.get(kind.casefold(), "Organization"), f"line {number}")
    weak = "low" in _of(row, "Alias strength", "Alias Quality").casefold()
    whole = " ".join(row.get(part, "") for part in PARTS)
    draft.add("weakAlias" if weak else _property(_of(row, "Name type", "Alias Type")), whole)
    draft.add("alias", _of(row, "Name non-latin script", "Name Non-Latin Script"))
    draft.add("birthDate", *map(iso, _several(_of(row, "D.O.B", "DOB"))))
    draft.add("nationality", *map(country, _several(_of(row, "Nationality(/ies)", "Nationality"))))
    draft.add("country", country(_of(row, "Address Country", "Country")))
    draft.add("passportNumber", *_several(_of(row, "Passport number", "Passport Number")))
    draft.add("imoNumber", *_several(row.get("IMO number", "")))
    draft.add("position", row.get("Position"))
    yield draft.done()
    since = iso(_of(row, "Date Designated", "UK Sanctions List Date Designated", "Listed On"))
    values = {"program": _of(row, "Regime Name", "Regime"), "listingDate": since}
    yield _measure(draft, {**values, "provisions": row.get("Sanctions Imposed")})


def _measure(draft: Draft, values: Mapping[str, str | None]) -> Listed:
    return sanction(draft, {"authority": AUTHORITY, **values})


def _property(kind: str) -> str:
    return "name" if kind.casefold().startswith("primary name") and "variation" not in kind.casefold() else "alias"


def _of(row: Mapping[str, str], *names: str) -> str:
    """The first of these columns that there is."""
    return next((row[name] for name in names if row.get(name)), "")


def _several(cell: str) -> list[str]:
    return [part.strip() for part in NUMBERED.split(cell) if part.strip()]
