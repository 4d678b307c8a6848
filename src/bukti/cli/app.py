"""`bukti`: the commands, and the one seam where errors become a line on stderr and an exit code."""

from __future__ import annotations

import io
import sys

import typer

from bukti import __version__
from bukti.cli import assess, read, text, trace, weigh
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
for command in (assess.assess, read.read, trace.trace, text.text, weigh.weigh):
    app.command()(command)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"bukti {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", help="Print the version.", callback=_version, is_eager=True),
) -> None:
    """What is actually known: who says what, who copied whom, from how many independent origins."""


def main() -> None:
    """Run the command line; bad use is a line on stderr and exit code 1, an interrupt exit code 130."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        code = app(standalone_mode=False)
    except BuktiError as fault:
        tell(f"bukti: {fault}")
        sys.exit(WRONG)
    except OSError as fault:
        tell(f"bukti: {fault.strerror}: {fault.filename}: check the path, its permissions and the free space.")
        sys.exit(WRONG)
    except Exception as fault:  # click's own usage errors carry their message
        show = getattr(fault, "show", None)
        if show is None:
            raise
        show()
        sys.exit(WRONG)
    sys.exit(code or 0)
