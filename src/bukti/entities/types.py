"""What a name may name, and the FollowTheMoney schema of each."""

from __future__ import annotations

from enum import StrEnum

from bukti.model import MentionKind


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
