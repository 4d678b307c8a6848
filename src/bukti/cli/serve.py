"""`bukti serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.cli.console import Profile, Reader, check_case, check_language, tell
from bukti.cli.overruled import tell_overruled
from bukti.errors import MissingExtraError


def serve(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    case: Annotated[Path, typer.Argument(metavar="CASE", help="An existing case file.")],
    port: Annotated[int, typer.Option(metavar="NUMBER", help="Port; 0 takes a free one.", min=0, max=65535)] = 8765,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="An address of this machine.")] = "127.0.0.1",
    team: Annotated[bool, typer.Option("--team", help="People sign in with the accounts of `bukti user`.")] = False,
    origin: Annotated[
        str, typer.Option(metavar="URL", help="Of a server in front of this one, as https://desk.example.org.")
    ] = "",
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="To speak TLS without one (PEM).", show_default=False)
    ] = None,
    certificate_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Of the certificate (PEM).", show_default=False)
    ] = None,
    provider: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A provider of identities, OpenID Connect (TOML).", show_default=False),
    ] = None,
    profile: Profile = None,
    reader: Reader = None,
) -> None:
    """The workbench: a case in a browser on this machine.

    Prints the address that opens it; whoever has the whole address can read the case and decide in it, unless --team
    asks everybody to sign in. Ctrl-C ends it.
    """
    check_case(case)
    tell_overruled(case, profile)
    check_language(reader)
    try:
        from bukti.web.desk import Desk  # noqa: PLC0415 - an extra that may be missing
        from bukti.web.server import Place  # noqa: PLC0415 - the same
        from bukti.web.server import serve as run  # noqa: PLC0415 - the same
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] in {"starlette", "uvicorn"}:
            raise MissingExtraError("web", "The workbench") from fault
        raise
    place = Place(host, port, team, origin, certificate, certificate_key, provider)
    run(Desk(case, profile, reader), place, lambda address: tell(f"Open {address}\nCtrl-C ends the workbench."))
