"""Killed mutants per module, from what `mutmut run` left. `python eval/mutation.py [MUTANTS] [FLOOR]`.

A mutant is killed when a test fails or when it runs into the time limit; those that were not run are told apart. Ends
with 1 below the floor.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

KILLED = {1, 3, 24, 36, 152, 255, -24}  # a failed test, an internal error of pytest, the time limit
FLOOR = 0.85


def results(folder: Path) -> dict[str, Counter[str]]:
    """Mutants killed, survived and not run, by module."""
    found: dict[str, Counter[str]] = {}
    for path in sorted(folder.rglob("*.py.meta")):
        codes = json.loads(path.read_text("utf-8"))["exit_code_by_key"].values()
        counted = Counter("not run" if code is None else "killed" if code in KILLED else "survived" for code in codes)
        if counted:
            found[path.name.removesuffix(".py.meta")] = counted
    return found


def main() -> None:
    """Print the table and compare with the floor."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("mutants")
    floor = float(sys.argv[2]) if len(sys.argv) > 2 else FLOOR
    found = results(folder / "src")
    total = sum(found.values(), Counter[str]())
    print("| module | mutants | run | killed | share |\n|---|---|---|---|---|")
    for name, counted in [*found.items(), ("all", total)]:
        run = counted["killed"] + counted["survived"]
        share = f"{counted['killed'] / run:.3f}" if run else "-"
        print(f"| {name} | {counted.total()} | {run} | {counted['killed']} | {share} |")
    run = total["killed"] + total["survived"]
    if run == 0 or total["killed"] / run < floor:
        sys.exit(f"killed {total['killed']} of {run}, below the floor {floor}: see `mutmut results`")


if __name__ == "__main__":
    main()
