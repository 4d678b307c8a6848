"""Run bandit over the package; what it finds must be excused on its line, for ruff's rule of the same number.

Ruff has ported bandit's rules (S608 is B608) and checks them too; its excuses carry a reason, so they stand once.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SKIPPED = "B404"  # the import of subprocess; its use is what counts (B603)
COMMAND = [sys.executable, "-m", "bandit", "-q", "-r", "src/bukti", "-f", "json", "-s", SKIPPED]


def found() -> list[dict[str, Any]]:
    """What bandit finds."""
    done = subprocess.run(COMMAND, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    told = json.loads(done.stdout)
    if told["errors"]:
        sys.exit(f"bandit could not read all: {told['errors']}")
    return list(told["results"])


def excused(finding: dict[str, Any]) -> bool:
    """Whether a line of it bears the excuse for its rule."""
    lines = (ROOT / finding["filename"]).read_text("utf-8").splitlines()
    rule = finding["test_id"].replace("B", "S")
    return any(re.search(rf"# noqa: .*\b{rule}\b.* - ", lines[number - 1]) for number in finding["line_range"])


def main() -> None:
    """Print what is not excused, and exit with 1 if there is anything."""
    open_ = [one for one in found() if not excused(one)]
    for one in open_:
        print(f"{one['filename']}:{one['line_number']}: {one['test_id']} {one['issue_text']}")
    sys.exit(bool(open_))


if __name__ == "__main__":
    main()
