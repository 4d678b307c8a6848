"""Roles of a case, and what each may do; a role has all that the ones before it have."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bukti.errors import UsageError


class Right(StrEnum):
    """Something that a person may do.

    Attributes:
        READ: every page. RESTRICTED: also fields that are not for everybody, as names of victims; each such read is
            noted. DECIDE: acts on claims, reports, sources and names; assessing again. REVIEW: the last word, on how a
            claim turned out. KEEP: adding files, lists to screen against, the whole case
            as a file, backups, time over the log. ADMINISTER: accounts and roles.
    """

    READ = "read"
    RESTRICTED = "restricted"
    DECIDE = "decide"
    REVIEW = "review"
    KEEP = "keep"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What a person is in a case; NONE is an account that was closed."""

    NONE = "none"
    READER = "reader"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    CUSTODIAN = "custodian"
    ADMIN = "admin"


ADDED: Mapping[Role, tuple[Right, ...]] = {
    Role.NONE: (),
    Role.READER: (Right.READ,),
    Role.ANALYST: (Right.DECIDE, Right.RESTRICTED),
    Role.REVIEWER: (Right.REVIEW,),
    Role.CUSTODIAN: (Right.KEEP,),
    Role.ADMIN: (Right.ADMINISTER,),
}
EVERY = frozenset(Right)


def rights(role: Role) -> frozenset[Right]:
    """All that a role may do."""
    order = list(ADDED)
    return frozenset(right for one in order[: order.index(role) + 1] for right in ADDED[one])


def named(text: str) -> Role:
    """The role of a name.

    Raises:
        UsageError: there is none of it.
    """
    try:
        return Role(text)
    except ValueError as fault:
        raise UsageError(f"{text!r} is no role: use one of {', '.join(Role)}.") from fault
