"""What a name may name, the FollowTheMoney schema of each, and a name where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bukti.model import MentionKind, Span


class NameType(StrEnum):
    """What a name names."""

    PERSON = "person"
    COMPANY = "company"
    PUBLIC_BODY = "public-body"
    ORGANISATION = "organisation"
    MEDIA = "media"
    PLACE = "place"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    PRODUCT = "product"
    OTHER = "other"


OF_MENTION = {
    MentionKind.PERSON: NameType.PERSON,
    MentionKind.ORGANISATION: NameType.ORGANISATION,
    MentionKind.MEDIA: NameType.MEDIA,
    MentionKind.PLACE: NameType.PLACE,
    MentionKind.COUNTRY: NameType.PLACE,
    MentionKind.OTHER: NameType.OTHER,
}
FAMILY = frozenset({NameType.COMPANY, NameType.PUBLIC_BODY, NameType.ORGANISATION, NameType.MEDIA})
SCHEMATA = {  # of FollowTheMoney 4; it has none for a country; what may be anybody is a legal entity
    NameType.PERSON: "Person",
    NameType.COMPANY: "Company",
    NameType.PUBLIC_BODY: "PublicBody",
    NameType.ORGANISATION: "Organization",
    NameType.MEDIA: "Organization",
    NameType.PLACE: "Address",
    NameType.VESSEL: "Vessel",
    NameType.AIRCRAFT: "Airplane",
    NameType.PRODUCT: "Asset",
    NameType.OTHER: "LegalEntity",
}


UNNAMED = "unnamed:"  # key of who is only described: the owner's and the first report of the family of copies behind it


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name where it stands.

    Attributes:
        key: a list's, or `name:` and the folded base form; where the name stands for another of its report, that one's.
        base: in its own script. reasons: what its kind was told by; none where it was merely guessed.
    """

    report: str
    span: Span
    text: str
    key: str
    kind: NameType
    base: str
    reasons: tuple[str, ...]

    @property
    def listed(self) -> bool:
        """Whether a list has the name."""
        return not self.key.startswith(("name:", UNNAMED))


def family(one: NameType) -> NameType:
    """A kind, all kinds of organisations as one."""
    return NameType.ORGANISATION if one in FAMILY else one


def short(words: Sequence[str], one: NameType) -> set[str]:
    """Words by which who has been named in full is called again: of a body the first, else the first and the last."""
    kind = family(one)
    if len(words) < 2 or kind not in (NameType.PERSON, NameType.ORGANISATION, NameType.OTHER):
        return set()
    return {words[0]} if kind is NameType.ORGANISATION else {words[0], words[-1]}
