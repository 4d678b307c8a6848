"""What of FollowTheMoney screening has to know: what can be searched, where names and links stand."""

from __future__ import annotations

from rigour.names import NameTypeTag

TAGS = {
    "Person": NameTypeTag.PER,
    "Company": NameTypeTag.ORG,
    "Organization": NameTypeTag.ORG,
    "PublicBody": NameTypeTag.ORG,
    "LegalEntity": NameTypeTag.ENT,
    "Thing": NameTypeTag.ENT,
    "Vessel": NameTypeTag.OBJ,
    "Airplane": NameTypeTag.OBJ,
    "Vehicle": NameTypeTag.OBJ,
    "Asset": NameTypeTag.OBJ,
}
VAGUE = ("", "Thing", "LegalEntity", "Organization")  # give way to whatever else is said of the same id, left to right
NAMES = ("name", "alias", "previousName", "weakAlias")
WEAK = "weakAlias"
LINKS = {  # schema of a link -> its properties that name entities: who has, what is had
    "Sanction": ("entity",),
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
    "UnknownLink": ("subject", "object"),
}
IDENTIFIERS = frozenset(
    {
        *(
            "registrationNumber",
            "idNumber",
            "innCode",
            "ogrnCode",
            "leiCode",
            "taxNumber",
            "passportNumber",
            "imoNumber",
        ),
        *("mmsi", "swiftBic", "permId", "okpoCode", "uniqueEntityId"),
    }
)
COUNTRIES = ("nationality", "citizenship", "country", "jurisdiction", "flag")


def searched(schema: str) -> bool:
    """Whether entities of a schema are looked for by name."""
    return schema in TAGS or not schema


def related(one: str, other: str) -> bool:
    """Whether one thing may have both schemata."""
    if not one or not other:
        return True
    tags = {TAGS.get(one, NameTypeTag.ENT), TAGS.get(other, NameTypeTag.ENT)}
    return len(tags) == 1 or (NameTypeTag.ENT in tags and NameTypeTag.OBJ not in tags)
