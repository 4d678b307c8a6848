"""What `bukti assess examples/xinjiang` costs: seconds and peak memory, first and second run, and what each part adds.

python benchmarks/assess.py     prints a table; every row is a process of its own, all in one run on one machine
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "bukti", "assess", str(ROOT / "examples" / "xinjiang"), "--format", "json")
ROWS: tuple[tuple[str, dict[str, str], tuple[str, ...]], ...] = (
    ("start of the program only", {}, ("--help",)),
    ("first run, empty cache", {"BUKTI_CACHE": "new"}, ()),
    ("second run", {"BUKTI_CACHE": "kept"}, ()),
    ("second run, files parsed in the main process", {"BUKTI_CACHE": "kept", "BUKTI_ISOLATION": "off"}, ()),
    ("without embeddings", {"BUKTI_EMBEDDINGS": "off"}, ()),
)


def run(cache: str, changes: dict[str, str], more: tuple[str, ...]) -> tuple[float, float]:
    """Wall seconds of one run, and CPU seconds of the process with its children."""
    environment = os.environ | changes | {"BUKTI_CACHE": cache}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run([*COMMAND, *more], env=environment, check=True, capture_output=True)  # noqa: S603 - our own command
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table; peak memory is that of the largest process of all runs so far."""
    print(f"{'bukti assess examples/xinjiang':48s} {'wall s':>7s} {'CPU s':>7s} {'of second run':>14s} {'peak MB':>8s}")
    measured = []
    with tempfile.TemporaryDirectory(prefix="bukti-bench-") as folder:
        for name, changes, more in ROWS:
            wall, cpu = run(folder, changes, more)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            measured.append((name, wall, cpu, peak))
    second = next(cpu for name, _, cpu, _ in measured if name == "second run")
    for name, wall, cpu, peak in measured:
        print(f"{name:48s} {wall:7.1f} {cpu:7.1f} {cpu / second:13.2f}× {peak:8.0f}")


if __name__ == "__main__":
    main()
