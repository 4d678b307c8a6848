"""`bukti case stamp`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import stamping
from bukti.cli.case.parts import CaseFile
from bukti.cli.console import SOME_FAILED, check_case, emit, tell
from bukti.errors import InputError, UsageError


def stamp(  # noqa: PLR0913 - each is an option of the command
    case: CaseFile,
    *,
    tsa: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask this authority now (RFC 3161).", show_default=False)
    ] = None,
    request: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the question, to be carried to one.", show_default=False)
    ] = None,
    calendar: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask this calendar now (OpenTimestamps).", show_default=False)
    ] = None,
    upgrade: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask it later for the block of Bitcoin.", show_default=False)
    ] = None,
    message: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what `ots stamp` is to be given.", show_default=False)
    ] = None,
    response: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Take in what was carried back, of both.", show_default=False)
    ] = None,
) -> None:
    """Have an authority sign, or a block of Bitcoin hold, that the log was there at a time.

    Only its digest is shown to anybody. Name one option.
    """
    check_case(case)
    ways: list[tuple[object, Callable[[], str]]] = [
        (tsa, lambda: stamping.dated(stamping.ask(case, str(tsa)))),
        (request, lambda: _carry(stamping.query, case, request)),
        (calendar, lambda: _submitted(case, str(calendar))),
        (upgrade, lambda: stamping.blocked(stamping.upgrade(case, str(upgrade)))),
        (message, lambda: _carry(stamping.message, case, message)),
        (response, lambda: stamping.answer(case, (response or Path()).read_bytes())),
    ]
    named = [act for given, act in ways if given]
    if len(named) != 1:
        raise UsageError("Name one of --tsa, --request, --calendar, --upgrade, --message and --response.")
    try:
        emit(named[0]())
    except InputError as fault:
        tell(f"{fault} It is pending: try later.")
        raise typer.Exit(SOME_FAILED) from fault


def _carry(write: Callable[[Path, Path], None], case: Path, target: Path | None) -> str:
    write(case, target or Path())
    tell(f"Written: {target}. It is pending until --response brings the answer.")
    return ""


def _submitted(case: Path, url: str) -> str:
    stamping.submit(case, url)
    return f"{url} has it. It is pending until a block holds it: ask with --upgrade in some hours."
