"""Write every command's `--help` into docs/cli.md between its markers; `--check` fails when one is stale."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "cli.md"
BLOCK = re.compile(r"<!-- help: (.*?) -->\n```text\n.*?```\n", re.DOTALL)


def help_text(command: str) -> str:
    """What `bukti COMMAND --help` prints at 100 columns, without colours."""
    env = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
    call = [sys.executable, "-m", "bukti", *command.split(), "--help"]
    printed = subprocess.run(call, env=env, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command
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
        sys.exit("docs/cli.md is stale: run `make docs-cli`")


if __name__ == "__main__":
    main()
