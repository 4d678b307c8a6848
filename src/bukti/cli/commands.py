"""The commands, and the one seam where errors become a line on stderr and an exit code."""

from __future__ import annotations

import io
import sys

import typer

from bukti import __version__
from bukti.cli.console import WRONG, tell
from bukti.cli.later import LOOKS, group
from bukti.errors import BuktiError

# each command or group in the order of the help, with the line that stands there
COMMANDS = {
    "assess": "What is known, from how many origins, and how strong it is.",
    "read": "Who says what: every attributed statement of each report.",
    "check": "Who says so, who denies it, who merely speaks of it, and how strong it is.",
    "incidents": "Attacks and harm: what happened, where, when, who was harmed, by whose word.",
    "incident": "An attack by people's word: merge, split, verification, what a party's answer is.",
    "entities": "Who and what is named, in any script: names joined with reasons, what is said by and about each.",
    "trace": "Who copied whom: families of reports, with reasons.",
    "compare": "What two reports share, and why the one is held to come from the other or not.",
    "profile": "What claims of a case are weighed with: its parameters, who chose them, and another choice.",
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
    "statement": "What a report says by people's word: correct what was read, add what was missed.",
    "serve": "The workbench: a case in a browser on this machine.",
    "user": "Who shares a case on a server: accounts, roles and tokens.",
    "key": "Your name and public key, as they stand under all that you do, and where the key lies.",
    "case": "A case as a whole: begin, add, look, copy, give away, take in.",
}


app = typer.Typer(
    name="bukti",
    cls=group("bukti.cli", COMMANDS),
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
