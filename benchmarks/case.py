"""How fast a case takes files in, is looked at and verified, and whether that grows with the number of files only.

python benchmarks/case.py [--large]    prints a row for each size; --large goes on to 100,000 files

Files are generated, 4 kB of text each. Everything is measured through the same calls as `bukti case add`, `bukti case
status` and `bukti verify` (loading the program, some seconds, is not in it), with a key of its own, in a folder beside
the repository's temporary files (TMPDIR): durable writes cost what that disk takes for them.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeVar

from bukti.acts import adding, keeping, looking
from bukti.store.audit import audit

SIZES = (1_000, 3_000, 10_000)
LARGE = (30_000, 100_000)
FILE = 4_000  # bytes
T = TypeVar("T")
WORDS = ("harbour", "minister", "closed", "reported", "strike", "water", "evening", "council", "ship", "denied")


def files(folder: Path, count: int) -> None:
    """Text files in folders of a thousand."""
    random = Random(count)  # noqa: S311 - repeatable texts, no secret
    for number in range(count):
        place = folder / f"{number // 1000:04}"
        place.mkdir(parents=True, exist_ok=True)
        text = " ".join(random.choices(WORDS, k=FILE // 6))
        (place / f"{number:06}.txt").write_text(f"Report {number}. {text}"[:FILE], "utf-8")


def timed(act: Callable[[], T]) -> tuple[float, float, T]:
    """Wall and CPU seconds of a call, and what it gives."""
    began, worked = time.perf_counter(), time.process_time()
    found = act()
    return time.perf_counter() - began, time.process_time() - worked, found


def measure(count: int, folder: Path) -> str:
    """One row of the table."""
    case, given = folder / "x.case", folder / "given"
    files(given, count)
    keeping.new(case)
    added, worked, found = timed(lambda: adding.add(case, [given]))
    again, _, second = timed(lambda: adding.add(case, [given]))
    looked, _, status = timed(lambda: looking.status(case))
    _, verified, checked = timed(lambda: audit(case))
    assert (found.new, second.new, status.inputs, checked.passed) == (count, 0, count, True)  # noqa: S101 - a measurement of the wrong thing is none
    kept = case.stat().st_size + status.size
    return (
        f"{count:7d}  add {count / added:5.0f} files/s ({1e3 * worked / count:4.2f} CPU ms a file)  "
        f"again {count / again:5.0f} files/s  status {looked:6.3f} s  "
        f"verify {1e3 * verified / count:4.2f} CPU ms a file  size {kept / status.size:4.2f} x bytes"
    )


def main() -> None:
    """Print a row for each size."""
    for count in (*SIZES, *(LARGE if "--large" in sys.argv[1:] else ())):
        with tempfile.TemporaryDirectory(prefix="bukti-") as name:
            os.environ["BUKTI_HOME"] = str(Path(name) / "home")
            print(measure(count, Path(name)), flush=True)


if __name__ == "__main__":
    main()
