"""The consolidated list of the European Union (financial sanctions, XML 1.0 and 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bukti.model import Listed
from bukti.screening.base import Draft, Told, country, sanction
from bukti.screening.dates import iso
from bukti.screening.tree import Node, nodes

AUTHORITY = "European Union"
UNKNOWN = frozenset({"", "00"})  # codes of a country that nobody knows


class EuXml:
    """The export of the European Commission."""

    kind = "EU XML"

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its root and namespace."""
        return b"<export" in head and (b"fpi/fsd/export" in head or b"<sanctionEntity" in head)

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every entity, its regulations as measures."""
        for node in nodes(path, "sanctionEntity"):
            if node.name == "sanctionEntity":
                yield from _entity(node, told)
            elif node.name == "export":
                told.date = iso(node.get("generationDate"))


def _entity(node: Node, told: Told) -> Iterator[Listed]:
    number = node.get("logicalId") or node.get("euReferenceNumber")
    if not number:
        told.fault("An entity has neither a number nor a reference.")
        return
    person = any(
        kind.get("code") == "person" or kind.get("classificationCode") == "P" for kind in node.all("subjectType")
    )
    draft = Draft(f"eu-{number}", "Person" if person else "Organization", f"logicalId {number}")
    for alias in node.all("nameAlias"):
        parts = (alias.get("firstName"), alias.get("middleName"), alias.get("lastName"))
        draft.add("weakAlias" if alias.get("strong") == "false" else "name", alias.get("wholeName") or " ".join(parts))
        draft.add("position", alias.get("function"))
        draft.add("gender", {"M": "male", "F": "female"}.get(alias.get("gender"), ""))
    for birth in node.all("birthdate"):
        draft.add("birthDate", iso(birth.get("birthdate") or birth.get("year")))
        draft.add("birthPlace", birth.get("place") or birth.get("city"))
    for name, prop in (("citizenship", "nationality"), ("address", "country")):
        draft.add(prop, *(_country(one) for one in node.all(name)))
    for one in node.all("identification"):
        passport = one.get("identificationTypeCode") == "passport"
        draft.add("passportNumber" if passport else "idNumber", one.get("number"))
    draft.add("notes", *node.values("remark"))
    yield draft.done()
    for rule in node.all("regulation"):
        values = {"authority": AUTHORITY, "program": rule.get("programme"), "reason": rule.get("numberTitle")}
        since = node.get("designationDate") or rule.get("entryIntoForceDate") or rule.get("publicationDate")
        yield sanction(draft, {**values, "listingDate": iso(since), "sourceUrl": rule.value("publicationUrl")})


def _country(node: Node) -> str:
    code = node.get("countryIso2Code")
    return country(node.get("countryDescription") if code in UNKNOWN else code)
