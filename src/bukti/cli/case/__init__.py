"""`bukti case` and its commands."""

from __future__ import annotations

import typer

from bukti.cli.later import group

# each command in the order of the help, with the line that stands there
COMMANDS = {
    "new": "Begin an empty case.",
    "add": "Keep the exact bytes of files, without reading them; what is there already stays.",
    "status": "What a case holds, and where its log ends.",
    "custody": "The custody record of an item: where it is from, who had it, what was done with it.",
    "backup": "Make a second case that is the same, and check it; others may go on using the first.",
    "export": "Write a case with all its bytes as one file: a BagIt bag with RO-Crate metadata.",
    "import": "Make a case out of a bundle, if everything in it is as it should be.",
    "stamp": "Have an authority sign, or a block of Bitcoin hold, that the log was there at a time.",
}
app = typer.Typer(
    cls=group("bukti.cli.case", COMMANDS),
    help="A case as a whole: begin, add, look, copy, give away, take in.",
    no_args_is_help=True,
)
