"""The commands, and the one seam where errors become a line on stderr and an exit code."""

from __future__ import annotations

import io
import sys

import typer

from bukti import __version__
from bukti.cli import (
    ach,
    assess,
    case,
    check,
    claims,
    fetch,
    languages,
    log,
    read,
    resolve,
    retract,
    sources,
    text,
    trace,
    verify,
    weigh,
)
from bukti.cli.console import WRONG, tell
from bukti.errors import BuktiError

app = typer.Typer(
    name="bukti",
    help="What is actually known: who says what, who copied whom, from how many independent origins.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    assess.assess,
    read.read,
    check.check,
    trace.trace,
    retract.retract,
    resolve.resolve,
    fetch.fetch,
    log.log,
    verify.verify,
    text.text,
    weigh.weigh,
    languages.languages,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(sources.app)
app.add_typer(ach.app, name="ach")
app.add_typer(claims.app)
app.add_typer(case.app, name="case")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"bukti {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", help="Print the version.", callback=_version, is_eager=True),
) -> None:
    """What is actually known: who says what, who copied whom, from how many independent origins."""


def run() -> int:
    """Run the command line and give its exit code; bad use is a message on stderr and 1, an interrupt 130."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        return app(standalone_mode=False) or 0
    except BuktiError as fault:
        tell(f"bukti: {fault}")
    except OSError as fault:
        tell(f"bukti: {fault.strerror}: {fault.filename}: check the path, its permissions and the free space.")
    except Exception as fault:  # click's own usage errors carry their message
        show = getattr(fault, "show", None)
        if show is None:
            raise
        show()
    return WRONG
