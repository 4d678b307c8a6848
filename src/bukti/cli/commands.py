"""The commands, and the one seam where errors become a line on stderr and an exit code."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bukti import __version__
from bukti.cli.console import WRONG, tell
from bukti.errors import BuktiError

# Each command or group in the order of the help, with the line that stands there. It lives in the file of its name,
# as a function of its name or, for a group, as `app`, and is loaded when it is called: the pipeline takes seconds.
COMMANDS = {
    "assess": "What is known, from how many origins, and how strong it is.",
    "read": "Who says what: every attributed statement of each report.",
    "check": "Who says so, who denies it, who merely speaks of it, and how strong it is.",
    "incidents": "Attacks and harm: what happened, where, when, who was harmed, by whose word.",
    "trace": "Who copied whom: families of reports, with reasons.",
    "retract": "What rests on a report or an origin, and what is left without it.",
    "resolve": "How a claim turned out: true or false, on a person's word.",
    "screen": "Who of sanctions lists and registers may be meant: scores with reasons, measures, owners.",
    "judge": "Whether a name means an entity of a list, on a person's word.",
    "fetch": "Fetch pages from the net, with a record of who was contacted and what went over the wire.",
    "log": "What was done in a case, by whom and when: every input, decision and dossier.",
    "verify": "Whether a case, bundle or dossier is what its log or its proofs say.",
    "text": "The text that all offsets refer to, and one line feed after it.",
    "weigh": "Assesses an evidence graph made by hand, without any text.",
    "languages": "Which languages are read, and how well: measured, beside a trivial baseline.",
    "sources": "How reliable sources are, and which of them copy.",
    "ach": "Analysis of competing hypotheses: you judge, the evidence weighs.",
    "claims": "What is one claim, and what is not: merge and split.",
    "serve": "The workbench: a case in a browser on this machine.",
    "case": "A case as a whole: begin, add, look, copy, give away, take in.",
}
LOOKS: dict[str, Any] = {"add_completion": False, "pretty_exceptions_enable": False, "rich_markup_mode": None}


def loaded(name: str) -> Any:
    """The command or group of a name.

    Args:
        name: one of `COMMANDS`.
    """
    module, home = import_module(f"bukti.cli.{name}"), typer.Typer(**LOOKS)
    if hasattr(module, "app"):
        home.add_typer(module.app, name=name)
    else:
        home.command(name)(getattr(module, name))
    return typer.main.get_group(home).commands[name]


class _Later(TyperCommand):
    """Stands for a command until it is called."""

    def make_context(self, info_name: str | None, *args: Any, **options: Any) -> Any:
        return loaded(str(self.name)).make_context(info_name, *args, **options)


class _Commands(TyperGroup):
    """All commands, none of them loaded yet."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, line in COMMANDS.items():
            self.add_command(_Later(name, callback=None, help=line))


app = typer.Typer(
    name="bukti",
    cls=_Commands,
    help="What is actually known: who says what, who copied whom, from how many independent origins.",
    no_args_is_help=True,
    **LOOKS,
)


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
