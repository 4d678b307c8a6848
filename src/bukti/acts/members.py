"""The people of a case that a team shares (`bukti user`): each change is an event of the case too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bukti import settings
from bukti.errors import UsageError
from bukti.store import log
from bukti.store.case import using
from bukti.team import locks, roles
from bukti.team.accounts import Account, Member, RefusedError, Team
from bukti.team.roles import Role

ADDED, ROLE, KEY = "added", "another role", "another key"  # what an event tells
DAY = 86_400  # seconds
LONGEST = 366  # days of a token


def add(case: Path, name: str, role: str, password: str, subject: str = "") -> Account:
    """Add a person to a case, with a key of their own (`bukti user add`).

    Args:
        case: an existing case file.
        name: as it will stand under what they do.
        role: of `bukti.team.roles`.
        password: to sign in with; not used with a subject.
        subject: who vouches for them instead of a password: an issuer and what it calls them, with a space between.

    Raises:
        UsageError: no such case or role, the name is taken, the password too short.
    """
    given = _open(role)
    if subject:
        password = locks.of_server(settings.from_environment().home)
    with using(case, new=False) as opened, opened_team(case, new=True) as team:
        made = team.add(name, given, password, subject)
        opened.note(log.ACCOUNT, _told(made, ADDED))
    return made


def give(case: Path, name: str, role: str) -> Account:
    """Give a person another role; `none` closes the account (`bukti user role`).

    Raises:
        UsageError: no such account or role, or nobody would be left who administers.
    """
    given = roles.named(role)
    with using(case, new=False) as opened, opened_team(case) as team:
        made = team.give(name, given)
        opened.note(log.ACCOUNT, _told(made, ROLE))
    return made


def renew(case: Path, name: str, password: str) -> Account:
    """Another password for who forgot theirs; their key was locked with the old one, so they get another key.

    Raises:
        UsageError: no such account, or the password is too short.
    """
    with using(case, new=False) as opened, opened_team(case) as team:
        if team.find(name).subject:
            raise UsageError(f"Somebody else vouches for {name}: there is no password of theirs here.")
        made = team.change_password(name, password)
        opened.note(log.ACCOUNT, _told(made, KEY))
    return made


@dataclass(frozen=True, slots=True)
class Wanted:
    """A token: what it is for, the role that it is good for at most, and the days that it lasts."""

    label: str = ""
    role: str = "reader"
    days: int = 30


def token(case: Path, name: str, password: str, wanted: Wanted) -> str:
    """A secret with which a program acts for a person (`bukti user token`).

    Raises:
        RefusedError: the password is not the account's.
        UsageError: no such role, or too many days.
    """
    with opened_team(case) as team:
        session = team.sign_in(name, password)
        try:
            return token_of(team, team.member(session), wanted)
        finally:
            team.sign_out(session)


def token_of(team: Team, member: Member | None, wanted: Wanted) -> str:
    """The same for who is signed in.

    Raises:
        UsageError: as for `token`.
    """
    if not 1 <= wanted.days <= LONGEST:
        raise UsageError(f"A token lasts 1 to {LONGEST} days, not {wanted.days}.")
    given = _open(wanted.role)
    if member is None:
        raise RefusedError("The account was closed.")
    return team.token(member, wanted.label, given, wanted.days * DAY)


def accounts(case: Path) -> tuple[Account, ...]:
    """Everybody, in the order in which they were added (`bukti user list`)."""
    with opened_team(case) as team:
        return team.accounts()


def reads(case: Path) -> tuple[tuple[str, str, str], ...]:
    """Who read when what is not for everybody: time, name and page (`bukti user reads`)."""
    with opened_team(case) as team:
        return team.reads()


@contextmanager
def opened_team(case: Path, *, new: bool = False) -> Iterator[Team]:
    """The team of an existing case.

    Raises:
        UsageError: no such case, or it has no team and none may be made.
    """
    if not case.is_file():
        raise UsageError(f"{case} is no case: `bukti case new {case}` makes one.")
    with closing(Team(case, new=new)) as team:
        yield team


def _open(role: str) -> Role:
    given = roles.named(role)
    if given is Role.NONE:
        raise UsageError("Without a role nobody gets in: name another one.")
    return given


def _told(made: Account, what: str) -> dict[str, str]:
    return {"name": made.name, "what": what, "role": made.role.value, "key": made.key}
