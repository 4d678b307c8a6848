"""Accounts: who is let in, as whom, until when, and what lies in the file."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from bukti.errors import UsageError
from bukti.ledger.keys import verified
from bukti.team import accounts, locks, roles
from bukti.team.accounts import RefusedError, Team
from bukti.team.roles import Right, Role

WORDS = "three quiet herons"


class Clock:
    """A clock that goes when a test says so."""

    at = 1_800_000_000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.at


@pytest.fixture
def clock() -> Clock:
    """The clock of the team."""
    return Clock()


@pytest.fixture
def team(tmp_path: Path, clock: Clock) -> Iterator[Team]:
    """A team of one admin."""
    with closing(Team(tmp_path / "river.case", new=True, clock=clock)) as made:
        made.add("Ada", Role.ADMIN, WORDS)
        yield made


def test_who_signs_in_acts_with_their_own_key(team: Team) -> None:
    """The key that the session opens is the account's, whatever capitals and spaces the name was typed with."""
    member = team.member(team.sign_in("  aDA ", WORDS))
    assert member is not None
    assert member.signer.key == member.account.key
    assert verified(member.account.key, "text", member.signer.sign("text"))


@pytest.mark.parametrize(("name", "password"), [("Ada", "x"), ("Ada", ""), ("Ben", WORDS), ("", ""), ("Ada", "\udc80")])
def test_nobody_else_is_let_in(team: Team, name: str, password: str) -> None:
    """A wrong name and a wrong password are told with the same words."""
    with pytest.raises(RefusedError, match="Name and password do not fit together"):
        team.sign_in(name, password)


def test_the_file_holds_no_secret(team: Team) -> None:
    """Password, session and private key stand nowhere in it, and only its owner can read it."""
    session = team.sign_in("Ada", WORDS)
    member = team.member(session)
    assert member is not None
    team.close()
    data = b"".join(path.read_bytes() for path in team.path.parent.iterdir())
    for secret in (WORDS.encode(), session.encode(), member.signer.private, member.signer.private.hex().encode()):
        assert secret not in data
    assert stat.S_IMODE(team.path.stat().st_mode) == 0o600
    assert b"$argon2id$v=19$m=19456,t=2,p=1$" in data


def test_each_session_is_new_and_ends(team: Team, clock: Clock) -> None:
    """By signing out, by not being used, and by its time, however much it is used."""
    first, second = team.sign_in("Ada", WORDS), team.sign_in("Ada", WORDS)
    assert first != second
    team.sign_out(first)
    assert team.member(first) is None
    clock.at += accounts.IDLE - 1
    assert team.member(second) is not None
    clock.at += accounts.IDLE + 1
    assert team.member(second) is None
    third = team.sign_in("Ada", WORDS)
    for _ in range(12):
        clock.at += 3590
        assert team.member(third) is not None
    clock.at += 200
    assert team.member(third) is None


def test_a_role_counts_at_once_and_a_closed_account_ends_everything(team: Team) -> None:
    """Sessions that are open get the other role with the next request."""
    team.add("Ben", Role.ANALYST, WORDS)
    session = team.sign_in("Ben", WORDS)
    member = team.member(session)
    assert member is not None
    assert Right.DECIDE in member.rights
    team.give("Ben", Role.READER)
    member = team.member(session)
    assert member is not None
    assert member.rights == {Right.READ}
    team.give("Ben", Role.NONE)
    assert team.member(session) is None
    with pytest.raises(RefusedError):
        team.sign_in("Ben", WORDS)


def test_a_token_is_good_for_its_role_and_no_more(team: Team) -> None:
    """Nor for more than its owner may do."""
    admin = team.member(team.sign_in("Ada", WORDS))
    assert admin is not None
    token = team.token(admin, "script", Role.ANALYST, 60)
    member = team.member(token)
    assert member is not None
    assert member.rights == roles.rights(Role.ANALYST)
    team.add("Ben", Role.ADMIN, WORDS)
    team.give("Ada", Role.READER)
    member = team.member(token)
    assert member is not None
    assert member.rights == {Right.READ}


def test_another_password_keeps_the_key_where_the_old_one_is_known(team: Team) -> None:
    """Who forgot theirs gets another key: nobody could open the old one. Either way every pass ends."""
    session = team.sign_in("Ada", WORDS)
    key = team.find("Ada").key
    with pytest.raises(RefusedError):
        team.change_password("Ada", "another four words", "wrong")
    assert team.change_password("Ada", "another four words", WORDS).key == key
    assert team.member(session) is None
    assert team.change_password("Ada", WORDS).key != key
    member = team.member(team.sign_in("Ada", WORDS))
    assert member is not None
    assert member.signer.key == member.account.key


@pytest.mark.parametrize("name", ["", "  ", "ADA", "Ａda", "a" * 81, "Be\u202en", "a\x00"])
def test_names_are_told_apart_and_can_be_seen(team: Team, name: str) -> None:
    """No name is another's but for capitals or width, empty, too long, or holds what cannot be seen."""
    with pytest.raises(UsageError):
        team.add(name, Role.READER, WORDS)


def test_what_cannot_be_is_told(team: Team, tmp_path: Path) -> None:
    """Short passwords, the last admin, accounts and roles that are not there, a file of another program."""
    with pytest.raises(UsageError, match="12 to 1024"):
        team.add("Ben", Role.READER, "short")
    with pytest.raises(UsageError, match="only admin"):
        team.give("Ada", Role.READER)
    with pytest.raises(UsageError, match="no account of 'Ben'"):
        team.give("Ben", Role.READER)
    with pytest.raises(UsageError, match="no role"):
        roles.named("owner")
    with pytest.raises(UsageError, match="bukti user add"):
        Team(tmp_path / "other.case")
    (tmp_path / "third.case.team").write_bytes(b"no database at all, but long enough")
    with pytest.raises(UsageError, match=r"third\.case\.team"):
        Team(tmp_path / "third.case")


def test_each_role_has_all_of_the_one_before() -> None:
    """Which is how docs/workbench.md tells of them."""
    order = list(Role)
    assert [len(roles.rights(role)) for role in order] == [0, 1, 3, 4, 5, 6]
    for lower, higher in pairwise(order):
        assert roles.rights(lower) < roles.rights(higher)


def test_what_is_locked_opens_with_its_own_secret_only() -> None:
    """A changed byte, another secret or another password open nothing."""
    locked = locks.by_secret("one", b"key")
    assert locks.open_by_secret("one", locked) == b"key"
    assert locks.open_by_secret("two", locked) is None
    assert locks.open_by_secret("one", locked[:-1] + bytes([locked[-1] ^ 1])) is None
    assert locks.open_by_password(WORDS, b"") is None
