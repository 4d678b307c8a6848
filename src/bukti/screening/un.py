"""The consolidated list of the United Nations Security Council (XML)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bukti.model import Listed
from bukti.screening.base import Draft, Told, country, sanction
from bukti.screening.dates import iso
from bukti.screening.tree import Node, nodes

AUTHORITY = "United Nations Security Council"
PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


class UnXml:
    """The list as one XML file."""

    kind = "UN XML"

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its root."""
        return b"<CONSOLIDATED_LIST" in head

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every individual and entity."""
        for node in nodes(path, "INDIVIDUAL", "ENTITY"):
            if node.name in {"INDIVIDUAL", "ENTITY"}:
                yield from _entry(node, told)
            else:
                told.date = iso(node.get("dateGenerated"))


def _entry(node: Node, told: Told) -> Iterator[Listed]:
    number = node.value("DATAID")
    if not number:
        told.fault(f"An entry has no DATAID: {node.value('FIRST_NAME')[:80]!r}.")
        return
    person = node.name == "INDIVIDUAL"
    draft = Draft(f"un-{number}", "Person" if person else "Organization", f"DATAID {number}")
    draft.add("name", " ".join(node.value(part) for part in PARTS))
    draft.add("alias", node.value("NAME_ORIGINAL_SCRIPT"))
    for alias in node.all(f"{node.name}_ALIAS"):
        draft.add("weakAlias" if alias.value("QUALITY") == "Low" else "alias", alias.value("ALIAS_NAME"))
    for birth in node.all("INDIVIDUAL_DATE_OF_BIRTH"):
        years = [birth.value(name) for name in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")]
        draft.add("birthDate", *(iso(text) for text in years))
    draft.add("nationality", *map(country, node.values("NATIONALITY", "VALUE")))
    draft.add("country", *map(country, node.values(f"{node.name}_ADDRESS", "COUNTRY")))
    draft.add("position", *node.values("DESIGNATION", "VALUE"))
    for document in node.all("INDIVIDUAL_DOCUMENT"):
        passport = "passport" in document.value("TYPE_OF_DOCUMENT").casefold()
        draft.add("passportNumber" if passport else "idNumber", document.value("NUMBER"))
    draft.add("notes", node.value("COMMENTS1"))
    yield draft.done()
    values = {
        "authority": AUTHORITY,
        "program": node.value("UN_LIST_TYPE"),
        "authorityId": node.value("REFERENCE_NUMBER"),
    }
    yield sanction(
        draft, {**values, "listingDate": iso(node.value("LISTED_ON")), "endDate": iso(node.value("DELISTED_ON"))}
    )
