"""The register of legal entity identifiers (GLEIF), as CSV or XML: entities (level 1) and who consolidates them (2).

A relationship says whose accounts take in whose, not a share; where a percentage is published with it, it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bukti.errors import InputError
from bukti.ids import content_id
from bukti.model import Listed
from bukti.screening.base import Draft, Told, country, named, rows
from bukti.screening.dates import iso
from bukti.screening.tree import Node, nodes

CONSOLIDATED = {  # relationship -> how it is told; each is from the entity up to its parent
    "IS_DIRECTLY_CONSOLIDATED_BY": "directly consolidated by",
    "IS_ULTIMATELY_CONSOLIDATED_BY": "ultimately consolidated by",
    "IS_INTERNATIONAL_BRANCH_OF": "international branch of",
    "IS_BRANCH_OF": "branch of",
}
OTHERS = {
    "IS_FUND-MANAGED_BY": "fund managed by",
    "IS_SUBFUND_OF": "sub-fund of",
    "IS_FEEDER_TO": "feeder to",
}
KINDS = {"SOLE_PROPRIETOR": "LegalEntity", "RESIDENT_GOVERNMENT_ENTITY": "PublicBody"}
OTHER = re.compile(r"\.(Transliterated)?OtherEntityName\.\d+$")
PREVIOUS = "PREVIOUS_LEGAL_NAME"
LEVELS = (  # in the names of files that belong together: of level 1, of level 2
    (re.compile(r"(?<![a-z0-9])lei2?(?![a-z0-9])"), "rr"),
    (re.compile(r"(?<![a-z0-9])level-?1(?![a-z0-9])"), "level2"),
)
ALONE = "This is level 2, which names nobody: give the file of level 1 (lei2), with this one beside it."
DAY = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)")


class GleifCsv:
    """The golden copy or the concatenated file as CSV; a file of level 2 beside it is read with it."""

    kind = "GLEIF CSV"

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its first row names the columns of level 1, or of level 2."""
        first = head.partition(b"\n")[0]
        return b"Entity.LegalName" in first or b"Relationship.StartNode" in first

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every entity, then every relationship."""
        told.date = _dated(path)
        for row, place in _table(path, told):
            if "Relationship.StartNode.NodeID" in row:
                raise InputError("unknown", ALONE)
            told.date = max(told.date, row.get("Registration.LastUpdateDate", "")[:10])
            yield from _company(row, place, told)
        beside = relations(path)
        if beside is None:
            told.faults.append(f"No file of level 2 (rr) stands beside {path.name}: parents are not known.")
        elif ".xml" in beside.name.casefold():
            yield from _links(beside, told)
        else:
            for row, place in _table(beside, told):
                yield from _link(row, f"{beside.name} {place}", told)


class GleifXml:
    """The same as XML."""

    kind = "GLEIF XML"

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its root."""
        return b"LEIData" in head or b"RelationshipData" in head

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every entity, then every relationship."""
        told.date = _dated(path)
        for node in nodes(path, "ContentDate", "LEIRecord"):
            if node.name == "RelationshipData":
                raise InputError("unknown", ALONE)
            if node.name == "ContentDate":
                told.date = iso(node.text)
            elif node.name == "LEIRecord":
                yield from _company(_flat(node), f"LEI {node.value('LEI')}", told)
        beside = relations(path)
        if beside is None:
            told.faults.append(f"No file of level 2 (rr) stands beside {path.name}: parents are not known.")
        else:
            yield from _links(beside, told)


def relations(path: Path) -> Path | None:
    """The file of level 2 that belongs to one of level 1: its name has `rr` where the other has `lei2`."""
    name = path.name.casefold()
    wanted = {own.sub(other, name) for own, other in LEVELS if own.search(name)}
    if not wanted or not path.parent.is_dir():
        return None
    return next((one for one in sorted(path.parent.iterdir()) if one.name.casefold() in wanted), None)


def _dated(path: Path) -> str:
    """The day in the name of a file."""
    found = DAY.search(path.name)
    return iso("-".join(found.groups())) if found else ""


def _table(path: Path, told: Told) -> Iterator[tuple[dict[str, str], str]]:
    """Rows by the names of their columns, with their place."""
    found = rows(path)
    _, columns = next(found)
    for number, row in found:
        if len(row) != len(columns):
            told.fault(f"{path.name}: row at line {number} has {len(row)} cells, not {len(columns)}.")
            continue
        yield named(columns, row), f"line {number}"


def _company(row: Mapping[str, str], place: str, told: Told) -> Iterator[Listed]:
    lei = row.get("LEI", "")
    if not lei:
        told.fault(f"{place} has no LEI.")
        return
    schema = KINDS.get(row.get("Entity.EntityCategory", ""), "Company")
    draft = Draft(_id(lei), schema, place)
    draft.add("name", row.get("Entity.LegalName"))
    for column, value in row.items():
        if re.search(r"\.(Transliterated)?OtherEntityName\.\d+$", column):
            kind = row.get(f"{column}.type", "")
            draft.add("previousName" if kind == PREVIOUS else "alias", value)
    draft.add("leiCode", lei)
    draft.add("registrationNumber", row.get("Entity.RegistrationAuthority.RegistrationAuthorityEntityID"))
    draft.add("jurisdiction", country(row.get("Entity.LegalJurisdiction", "")[:2]))
    for address in ("LegalAddress", "HeadquartersAddress"):
        draft.add("country", country(row.get(f"Entity.{address}.Country", "")))
    draft.add("incorporationDate", iso(row.get("Entity.EntityCreationDate", "")))
    draft.add("status", row.get("Entity.EntityStatus"))
    draft.add("sourceUrl", f"https://search.gleif.org/#/record/{lei}")
    yield draft.done()


def _link(row: Mapping[str, str], place: str, told: Told) -> Iterator[Listed]:
    """From an entity to its parent; one that is over keeps its end."""
    child, parent = row.get("Relationship.StartNode.NodeID", ""), row.get("Relationship.EndNode.NodeID", "")
    kind = row.get("Relationship.RelationshipType", "")
    if not child or not parent:
        told.fault(f"{place} does not name both ends of a relationship.")
        return
    owned = kind in CONSOLIDATED
    draft = Draft(content_id("rr", child, parent, kind), "Ownership" if owned else "UnknownLink", place)
    draft.add("asset" if owned else "subject", _id(child))
    draft.add("owner" if owned else "object", _id(parent))
    draft.add("role", CONSOLIDATED.get(kind) or OTHERS.get(kind) or kind.replace("_", " ").casefold())
    for number in _numbers(row, "Relationship.Quantifiers"):
        if row.get(f"Relationship.Quantifiers.{number}.QuantifierUnits", "").casefold() in {"percentage", "%"}:
            draft.add("percentage", row.get(f"Relationship.Quantifiers.{number}.QuantifierAmount"))
    for number in _numbers(row, "Relationship.Period"):
        if row.get(f"Relationship.Period.{number}.periodType") == "RELATIONSHIP_PERIOD":
            draft.add("startDate", iso(row.get(f"Relationship.Period.{number}.startDate", "")))
            draft.add("endDate", iso(row.get(f"Relationship.Period.{number}.endDate", "")))
    draft.add("status", row.get("Relationship.RelationshipStatus"))
    draft.add("sourceUrl", f"https://search.gleif.org/#/record/{child}")
    yield draft.done()


def _numbers(row: Mapping[str, str], head: str) -> list[str]:
    """The numbers under which a part of a row stands more than once."""
    found = (column.removeprefix(f"{head}.").partition(".")[0] for column in row if column.startswith(f"{head}."))
    return list(dict.fromkeys(found))


def _id(lei: str) -> str:
    return f"lei-{lei}"


REPEATED = {  # lists in the XML form -> the names of their columns in the CSV form
    "OtherEntityName": "Entity.OtherEntityNames.OtherEntityName",
    "TransliteratedOtherEntityName": "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName",
    "RelationshipPeriod": "Relationship.Period",
    "RelationshipQuantifier": "Relationship.Quantifiers",
}
RENAMED = {"StartDate": "startDate", "EndDate": "endDate", "PeriodType": "periodType"}


def _links(path: Path, told: Told) -> Iterator[Listed]:
    for node in nodes(path, "RelationshipRecord"):
        if node.name == "RelationshipRecord":
            row = _flat(node)
            yield from _link(row, f"{path.name}, {row.get('Relationship.StartNode.NodeID', 'a relationship')}", told)


def _flat(node: Node, head: str = "") -> dict[str, str]:
    """The values of a record of the XML form, by the names of columns in the CSV form."""
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for child in node.children:
        name = f"{head}.{child.name}" if head else child.name
        if child.name in REPEATED:
            counts[child.name] = counts.get(child.name, 0) + 1
            name = f"{REPEATED[child.name]}.{counts[child.name]}"
        elif child.name in RENAMED:
            name = f"{head}.{RENAMED[child.name]}"
        if child.text.strip():
            found[name] = child.text.strip()
        if child.get("type"):
            found[f"{name}.type"] = child.get("type")
        found |= _flat(child, name)
    return found
