"""`bukti user`: who shares a case on a server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import members
from bukti.acts.members import Wanted
from bukti.cli.console import UsualFormat, emit, tell
from bukti.report import plain
from bukti.team.accounts import Account

app = typer.Typer(help="Who shares a case on a server: accounts, roles and tokens.", no_args_is_help=True)
CaseOf = Annotated[Path, typer.Argument(metavar="CASE", help="An existing case file.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the person, as it stands under what they do.")]
RoleOf = Annotated[str, typer.Option(metavar="ROLE", help="reader, analyst, reviewer, custodian or admin.")]
Format = Annotated[UsualFormat, typer.Option(help="table, or JSON.")]


@app.command()
def add(
    case: CaseOf,
    name: Name,
    role: RoleOf = "reader",
    subject: Annotated[
        str, typer.Option(metavar="TEXT", help="Who vouches for them: 'ISSUER SUBJECT' of OpenID Connect.")
    ] = "",
) -> None:
    """Add a person, with a key of their own; the password is asked for, unless somebody else vouches for them."""
    made = members.add(case, name, role, "" if subject else _password("Password", new=True), subject)
    tell(f"{made.name} is {made.role} now. Their key: {made.key}")


@app.command()
def role(
    case: CaseOf,
    name: Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help="As for add; none closes the account.")],
) -> None:
    """Give a person another role, at once; none closes the account."""
    made = members.give(case, name, role)
    tell(f"{made.name} is {made.role} now." if made.role != "none" else f"The account of {made.name} is closed.")


@app.command()
def password(case: CaseOf, name: Name) -> None:
    """Another password for who forgot theirs. They get another key too: the old one is locked for good."""
    made = members.renew(case, name, _password("New password", new=True))
    tell(f"{made.name} has a new password and a new key: {made.key}")


@app.command()
def token(
    case: CaseOf,
    name: Name,
    role: RoleOf = "reader",
    days: Annotated[int, typer.Option(metavar="NUMBER", help="How long it lasts.")] = 30,
    label: Annotated[str, typer.Option(metavar="TEXT", help="What it is for.")] = "",
) -> None:
    """Print a token with which a program acts for a person; it is shown once."""
    emit(members.token(case, name, _password("Password"), Wanted(label, role, days)))


@app.command("list")
def list_(case: CaseOf, format: Format = UsualFormat.TABLE) -> None:  # noqa: A002 - the option's name
    """Everybody with their role and key."""
    found = members.accounts(case)
    if format is UsualFormat.JSON:
        emit(plain.dumps([_object(one) for one in found], indent=1))
    else:
        emit("\n".join(f"{one.role:<9}  {plain.one_line(one.name)}  {one.key}" for one in found))


@app.command()
def reads(case: CaseOf, format: Format = UsualFormat.TABLE) -> None:  # noqa: A002 - the option's name
    """Who read when what is not for everybody, as names of victims."""
    found = members.reads(case)
    if format is UsualFormat.JSON:
        emit(plain.dumps([dict(zip(("at", "name", "what"), one, strict=True)) for one in found], indent=1))
    else:
        emit("\n".join("  ".join(map(plain.one_line, one)) for one in found))


def _object(one: Account) -> dict[str, str]:
    return {"name": one.name, "role": one.role.value, "key": one.key, "subject": one.subject, "made": one.made}


def _password(asked: str, *, new: bool = False) -> str:
    """A password; it never stands on a command line."""
    return str(typer.prompt(asked, hide_input=True, confirmation_prompt=new, err=True))
