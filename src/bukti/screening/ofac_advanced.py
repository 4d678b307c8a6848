"""The advanced form of the lists of the US Treasury: `SDN_ADVANCED.XML` and `CONS_ADVANCED.XML`.

Parties, their names part by part, and the measures stand in sections of their own and refer to each other by numbers;
what the numbers mean stands at the beginning of the file (ReferenceValueSets).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bukti.ids import content_id
from bukti.model import Listed
from bukti.screening.base import Draft, Told, country, sanction
from bukti.screening.dates import iso
from bukti.screening.ofac import AUTHORITY, SCHEMATA, identifier
from bukti.screening.tree import Node, nodes

SECTIONS = (
    *("DateOfIssue", "ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty"),
    *("ProfileRelationship", "SanctionsEntry"),
)
LAST = ("last name", "maiden name")  # parts of a name that are written at its end
ENDED = ("removed", "deleted", "delisted")
DETAILS = {  # what the feature's type says -> property
    "place of birth": "birthPlace",
    "title": "position",
    "gender": "gender",
    "website": "website",
    "email address": "email",
    "vessel call sign": "callSign",
    "swift/bic": "swiftBic",
    "mmsi": "mmsi",
    "d-u-n-s number": "dunsCode",
}
COUNTRIES = {"nationality country": "nationality", "citizenship country": "citizenship", "vessel flag": "flag"}
OWNED, DIRECTED = "owned or controlled by", ("leader or official of", "principal executive officer")


@dataclass(slots=True)
class _Terms:
    """What the numbers of a file mean.

    Attributes:
        words: of each set of reference values, the text of each number, in small letters where it is compared.
        kinds: the party type of each sub-type. laws: short title of each legal basis.
        places: country of each location. documents: property and value of each identity's documents.
        parties: number of the party of each profile.
    """

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    laws: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    documents: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)

    def learn(self, node: Node) -> None:
        """Take in the sets of reference values."""
        for one in (value for values in node.children for value in values.children):
            text = " ".join(one.text.split())
            self.words[one.name, one.get("ID")] = text
            if one.name == "PartySubType":
                self.kinds[one.get("ID")] = one.get("PartyTypeID")
            elif one.name == "LegalBasis":
                self.laws[one.get("ID")] = one.get("LegalBasisShortRef") or text

    def low(self, kind: str, number: str) -> str:
        """A reference value in small letters; empty where there is none."""
        return self.words.get((kind, number), "").casefold()


class OfacAdvanced:
    """The advanced XML form."""

    kind = "OFAC advanced XML"

    def detects(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - of the contract
        """Its root, and the date or the reference values with which it begins."""
        return b"<Sanctions" in head and (b"<DateOfIssue" in head or b"<ReferenceValueSets" in head)

    def load(self, path: Path, told: Told) -> Iterator[Listed]:
        """Every party, then the relations and the measures."""
        terms = _Terms()
        for node in nodes(path, *SECTIONS):
            match node.name:
                case "DateOfIssue":
                    told.date = told.date or _day(node)
                case "ReferenceValueSets":
                    terms.learn(node)
                case "Location":
                    terms.places[node.get("ID")] = _place(node, terms)
                case "IDRegDocument":
                    kind = identifier(terms.low("IDRegDocType", node.get("IDRegDocTypeID")))
                    value = node.value("IDRegistrationNo")
                    terms.documents.setdefault(node.get("IdentityID"), []).append((kind, value))
                case "DistinctParty":
                    yield from _party(node, terms, told)
                case "ProfileRelationship":
                    yield from _relation(node, terms, told)
                case "SanctionsEntry":
                    yield from _entry(node, terms, told)


def _party(party: Node, terms: _Terms, told: Told) -> Iterator[Listed]:
    number = party.get("FixedRef")
    if not number:
        told.fault("A party has no FixedRef.")
        return
    profiles = list(party.all("Profile"))
    kind = next((terms.kinds.get(one.get("PartySubTypeID"), "") for one in profiles), "")
    sub = next((terms.low("PartySubType", one.get("PartySubTypeID")) for one in profiles), "")
    schema = SCHEMATA.get(sub) or SCHEMATA.get(terms.low("PartyType", kind), "Organization")
    draft = Draft(f"ofac-{number}", schema, f"FixedRef {number}")
    draft.add("notes", party.value("Comment"), *(one.value("Comment") for one in profiles))
    for profile in profiles:
        terms.parties[profile.get("ID")] = number
        for identity in profile.all("Identity"):
            _names(draft, identity, terms)
            for name, value in terms.documents.get(identity.get("ID"), ()):
                draft.add(name, value)
        for feature in profile.all("Feature"):
            _feature(draft, feature, terms)
    yield draft.done()


def _names(draft: Draft, identity: Node, terms: _Terms) -> None:
    """Every alias in every script; the parts in the order in which the name is spoken."""
    groups = {
        one.get("ID"): terms.low("NamePartType", one.get("NamePartTypeID"))
        for one in identity.all("NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
    }
    for alias in identity.all("Alias"):
        own = alias.get("Primary") == "true" and identity.get("Primary") != "false"
        prop = "weakAlias" if alias.get("LowQuality") == "true" else "name" if own else "alias"
        for documented in alias.all("DocumentedName"):
            parts = [
                (groups.get(part.get("NamePartGroupID"), "") in LAST, part.text)
                for part in documented.all("DocumentedNamePart", "NamePartValue")
            ]
            draft.add(prop, " ".join(text for _, text in sorted(parts, key=lambda part: part[0])))


def _feature(draft: Draft, feature: Node, terms: _Terms) -> None:
    kind = terms.low("FeatureType", feature.get("FeatureTypeID"))
    for version in feature.all("FeatureVersion"):
        details = [
            terms.words.get(("DetailReference", one.get("DetailReferenceID")), "") or one.text
            for one in version.all("VersionDetail")
        ]
        places = [terms.places.get(one.get("LocationID"), "") for one in version.all("VersionLocation")]
        if kind == "birthdate":
            draft.add("birthDate", *_span(version))
        elif kind in COUNTRIES:
            draft.add(COUNTRIES[kind], *places, *map(country, details))
        elif kind == "location":
            draft.add("country", *places)
        elif kind in DETAILS:
            draft.add(DETAILS[kind], *(one.casefold() if kind == "gender" else one for one in details))
        elif details and any(word in kind for word in ("vessel", "imo")) and "imo" in kind:
            draft.add("imoNumber", *details)
        else:
            draft.add("notes", *(f"{kind}: {one}" for one in details if one.strip()))


def _span(version: Node) -> list[str]:
    """A date, as far as it is exact: one day, or the years between which it lies."""
    found = list[str]()
    for period in version.all("DatePeriod"):
        days = [_day(one) for end in ("Start", "End") for name in ("From", "To") for one in period.all(end, name)]
        days = sorted(day for day in days if day)
        if days and days[0] == days[-1]:
            found.append(days[0])
        elif days and days[0][:7] == days[-1][:7]:
            found.append(days[0][:7])
        elif days:
            found += dict.fromkeys(day[:4] for day in (days[0], days[-1]))
    return found


def _day(node: Node) -> str:
    parts = [node.value(name) for name in ("Year", "Month", "Day")]
    return iso("-".join(part.zfill(2) for part in parts if part))


def _place(node: Node, terms: _Terms) -> str:
    found = [terms.words.get(("Country", one.get("CountryID")), "") for one in node.all("LocationCountry")]
    found += [terms.words.get(("AreaCode", one.get("AreaCodeID")), "") for one in node.all("LocationAreaCode")]
    return next((country(one) for one in found if one and one.casefold() != "undetermined"), "")


def _relation(node: Node, terms: _Terms, told: Told) -> Iterator[Listed]:
    """A link between two parties: owned or controlled, led, or another that is told in the words of the list."""
    ends = [terms.parties.get(node.get(name), "") for name in ("From-ProfileID", "To-ProfileID")]
    if not all(ends):
        told.fault(f"Relationship {node.get('ID')} names a profile that the list does not have.")
        return
    one, other = (f"ofac-{end}" for end in ends)
    role = terms.words.get(("RelationType", node.get("RelationTypeID")), "")
    low, former = role.casefold(), node.get("Former") == "true"
    schema, left, right = "UnknownLink", ("subject", one), ("object", other)
    if low.startswith(OWNED) and not former:
        schema, left, right = "Ownership", ("owner", other), ("asset", one)
    elif low.startswith(DIRECTED) and not former:
        schema, left, right = "Directorship", ("director", one), ("organization", other)
    made = Draft(content_id("link", node.get("ID"), one, other), schema, f"relationship {node.get('ID')}")
    for name, value in (left, right):
        made.add(name, value)
    made.add("role", f"formerly {low}" if former else role)
    made.add("summary", node.value("Comment"))
    yield made.done()


def _entry(node: Node, terms: _Terms, told: Told) -> Iterator[Listed]:
    """The measures of one entry: one for each programme, each with the day of the entry and its legal basis."""
    party = terms.parties.get(node.get("ProfileID"))
    if party is None:
        told.fault(f"Sanctions entry {node.get('ID')} names a profile that the list does not have.")
        return
    events = [(terms.low("EntryEventType", one.get("EntryEventTypeID")), one) for one in node.all("EntryEvent")]
    begun = sorted(day for kind, one in events if not kind.startswith(ENDED) for day in map(_day, one.all("Date")))
    ended = sorted(day for kind, one in events if kind.startswith(ENDED) for day in map(_day, one.all("Date")))
    laws = dict.fromkeys(terms.laws.get(one.get("LegalBasisID"), "") for _, one in events)
    measures = [
        (terms.low("SanctionsType", one.get("SanctionsTypeID")), one.value("Comment"))
        for one in node.all("SanctionsMeasure")
    ]
    programmes = [text for kind, text in measures if kind == "program" and text]
    others = [text or kind for kind, text in measures if kind != "program"]
    target = Draft(f"ofac-{party}", "", f"entry {node.get('ID')}")
    values = {
        "authority": AUTHORITY,
        "publisher": terms.words.get(("List", node.get("ListID")), ""),
        "listingDate": next(iter(begun), ""),
        "endDate": next(iter(reversed(ended)), ""),
        "reason": ", ".join(filter(None, laws)),
        "provisions": ", ".join(filter(None, others)),
    }
    for programme in dict.fromkeys(programmes) or [""]:
        yield sanction(target, {**values, "program": programme})
