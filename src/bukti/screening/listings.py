"""Which measures stand against an entity, and whether they are in force on a day."""

from __future__ import annotations

from bukti.model import Listed, Listing
from bukti.screening.dates import on
from bukti.screening.index import Index

MARK = "sanction"  # topic of an entity against which there is a measure


def listings(index: Index, entity: Listed, day: str) -> tuple[Listing, ...]:
    """Every measure against an entity, those in force first.

    Args:
        index: of the list.
        entity: of it.
        day: ISO 8601; empty for the day that the list bears.
    """
    asked = day or index.list.date
    found = [_listing(one, asked, index.list.date) for one in index.links(entity.id, "Sanction")]
    if not found and MARK in entity.properties.get("topics", ()):
        seen = entity.first("first_seen")[:10]
        sources = ", ".join(entity.properties.get("datasets", ()))
        found = [
            Listing(sources, "", on(seen, "", asked), listed=seen, reason="marked as sanctioned", place=entity.place)
        ]
    return tuple(sorted(found, key=lambda one: (one.state != "listed", one.listed, one.authority, one.programme)))


def _listing(one: Listed, day: str, published: str) -> Listing:
    since, until = one.first("listingDate", "startDate"), one.first("endDate")
    state = on(since, until, day)
    if state == "listed" and not since and day != published:
        state = "unknown"  # a list without dates tells only of its own day
    return Listing(
        authority=one.first("authority", "publisher", "datasets"),
        programme=one.first("program", "programId"),
        state=state,
        listed=since,
        ended=until,
        reason=one.first("reason", "provisions"),
        source=one.first("sourceUrl", "programUrl"),
        place=one.place,
    )


def in_force(found: tuple[Listing, ...]) -> bool:
    """Whether a measure is in force."""
    return any(one.state == "listed" for one in found)
