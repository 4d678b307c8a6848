"""Write every command's `--help` into docs/cli.md between its markers; `--check` fails when one is stale."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from typer.testing import CliRunner

from bukti.cli.commands import app

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "cli.md"
BLOCK = re.compile(r"<!-- help: (.*?) -->\n```text\n.*?```\n", re.DOTALL)


def help_text(command: str) -> str:
    """What `bukti COMMAND --help` prints, without colours."""
    call = [*command.split(), "--help"]
    printed = CliRunner().invoke(app, call, prog_name="bukti", env={"TERM": "dumb", "NO_COLOR": "1"}).stdout
    return "\n".join(line.rstrip() for line in printed.strip().splitlines()) + "\n"


def fresh(page: str) -> str:
    """The page with every help block as the program prints it now."""
    return BLOCK.sub(lambda m: f"<!-- help: {m[1]} -->\n```text\n{help_text(m[1])}```\n", page)


def main() -> None:
    """Rewrite the page, or with `--check` exit with 1 when it is stale."""
    page = PAGE.read_text("utf-8")
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(fresh(page), "utf-8")
    elif fresh(page) != page:
        sys.exit("docs/cli.md is stale: run `.venv/bin/python genscripts/cli_docs.py`")


if __name__ == "__main__":
    main()
