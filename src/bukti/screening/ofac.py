"""Lists of the US Treasury (OFAC): `SDN.XML`, `CONSOLIDATED.XML`, and `SDN.CSV` with its companions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bukti.model import Listed
from bukti.screening.base import Draft, Told, country, rows, sanction
from bukti.screening.dates import iso
from bukti.screening.tree import Node, nodes

AUTHORITY = "US Treasury, OFAC"
SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
IDENTIFIERS = {"passport": "passportNumber", "tax": "taxNumber", "registration": "registrationNumber"}
REMARKS = (  # what the remarks of the CSV form tell, by property
    ("birthDate", re.compile(r"\bDOB ([^;.]+)")),
    ("birthPlace", re.compile(r"\bPOB ([^;.]+)")),
    ("nationality", re.compile(r"\bnationality ([^;.(]+)")),
    ("citizenship", re.compile(r"\bcitizen ([^;.(]+)")),
    ("gender", re.compile(r"\bGender (\w+)")),
    ("passportNumber", re.compile(r"\bPassport (\w+)")),
    ("imoNumber", re.compile(r"\bIMO (\d{7})")),
)


class OfacXml:
    """The XML form."""

    kind = "OFAC XML"

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its root is the list."""
        return b"<sdnList" in head

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every entry and its programmes; the form tells no date of listing."""
        for node in nodes(path, "publshInformation", "sdnEntry"):
            if node.name == "publshInformation":
                told.date = iso(node.value("Publish_Date"), american=True)
            elif node.name == "sdnEntry":
                yield from _entry(node, told)


def _entry(node: Node, told: Told) -> Iterator[Listed]:
    uid = node.value("uid")
    if not uid:
        told.fault(f"An entry has no uid: {node.value('lastName')[:80]!r}.")
        return
    draft = Draft(f"ofac-{uid}", SCHEMATA.get(node.value("sdnType").casefold(), "Organization"), f"entry {uid}")
    draft.add("name", _name(node))
    for aka in node.all("akaList", "aka"):
        draft.add("weakAlias" if aka.value("category") == "weak" else "alias", _name(aka))
    draft.add("position", node.value("title"))
    draft.add("birthDate", *(iso(text) for text in node.values("dateOfBirthList", "dateOfBirthItem", "dateOfBirth")))
    draft.add("birthPlace", *node.values("placeOfBirthList", "placeOfBirthItem", "placeOfBirth"))
    draft.add("nationality", *map(country, node.values("nationalityList", "nationality", "country")))
    draft.add("citizenship", *map(country, node.values("citizenshipList", "citizenship", "country")))
    draft.add("country", *map(country, node.values("addressList", "address", "country")))
    for one in node.all("idList", "id"):
        draft.add(identifier(one.value("idType")), one.value("idNumber"))
    for vessel in node.all("vesselInfo"):
        draft.add("callSign", vessel.value("callSign"))
        draft.add("flag", country(vessel.value("vesselFlag")))
    draft.add("notes", node.value("remarks"))
    yield draft.done()
    for programme in node.values("programList", "program") or [""]:
        yield sanction(draft, {"authority": AUTHORITY, "program": programme})


def _name(node: Node) -> str:
    return f"{node.value('firstName')} {node.value('lastName')}".strip()


def identifier(kind: str) -> str:
    """The property of a document of this kind, in the words of the list."""
    low = kind.casefold()
    if "imo" in low.split() or "vessel" in low:
        return "imoNumber"
    return next((name for word, name in IDENTIFIERS.items() if word in low), "idNumber")


class OfacCsv:
    """The CSV form: no header; `ALT.CSV` and `ADD.CSV` beside it are read with it."""

    kind = "OFAC CSV"
    first = re.compile(rb'^\s*"?\d+"?,"[^"\n]+","?(-0- ?|individual|vessel|aircraft)"?,', re.IGNORECASE)

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its first row has a number, a name and a type."""
        return self.first.match(head.lstrip(b"\xef\xbb\xbf")) is not None

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every entry; other names and countries follow as further values of the same id."""
        for number, row in rows(path):
            if not "".join(row).strip():
                continue
            if len(row) < 12:
                told.fault(f"Row at line {number} has {len(row)} cells, not 12.")
                continue
            yield from _row(number, [_blank(cell) for cell in row])
        for name, put in (("alt", _alias), ("add", _address)):
            beside = companion(path, name)
            if beside is None:
                told.fault(f"{name.upper()}.CSV does not stand beside {path.name}: its names or countries are missing.")
                continue
            for number, row in rows(beside):
                if len(row) >= 5:
                    yield put([_blank(cell) for cell in row], f"{beside.name} line {number}")


def companion(path: Path, name: str) -> Path | None:
    """The file beside a list that has `alt` or `add` in place of `sdn` or `cons_prim`."""
    for own, other in (("sdn", name), ("cons_prim", f"cons_{name}")):
        if path.stem.casefold() == own:
            return next((one for one in sorted(path.parent.iterdir()) if one.name.casefold() == f"{other}.csv"), None)
    return None


def _row(number: int, row: list[str]) -> Iterator[Listed]:
    uid, name, kind, programmes, title, call_sign, _, _, _, flag, owner, remarks = row[:12]
    draft = Draft(f"ofac-{uid}", SCHEMATA.get(kind.casefold(), "Organization"), f"line {number}")
    draft.add("name", _turned(name) if kind.casefold() == "individual" else name)
    draft.add("position", title)
    draft.add("callSign", call_sign)
    draft.add("flag", country(flag) if flag else "")
    draft.add("notes", remarks, f"Owner: {owner}" if owner else "")
    for prop, pattern in REMARKS:
        for found in pattern.findall(remarks):
            text = found.strip()
            draft.add(prop, iso(text) if prop == "birthDate" else country(text) if prop == "nationality" else text)
    yield draft.done()
    for programme in re.split(r"\]\s*\[|;", programmes.strip("[] ")):
        yield sanction(draft, _measure(programme))


def _measure(programme: str) -> Mapping[str, str]:
    return {"authority": AUTHORITY, "program": programme.strip()}


def _alias(row: list[str], place: str) -> Listed:
    draft = Draft(f"ofac-{row[0]}", "", place)
    draft.add("alias", _turned(row[3]))
    return draft.done()


def _address(row: list[str], place: str) -> Listed:
    draft = Draft(f"ofac-{row[0]}", "", place)
    draft.add("country", country(row[4]) if row[4] else "")
    return draft.done()


def _blank(cell: str) -> str:
    text = cell.strip()
    return "" if text == "-0-" else text


def _turned(name: str) -> str:
    """`FAMILY, Given` with the given name first."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma else name
