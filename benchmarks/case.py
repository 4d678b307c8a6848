"""How fast a case takes files in, is looked at and verified, and whether that grows with the number of files only.

python benchmarks/case.py [--large] [--bytes N]    prints a row for each size; --large goes on to 100,000 files

Files are generated, 4 kB of text each, or N bytes: an event costs the same whatever its file holds, so that small files
show what events cost, and large ones (a page as it was saved has 60 kB and more) what bytes do. Everything is measured
through the same calls as `bukti case add`, `bukti case status`, `bukti verify` and `bukti case export`, with a key of
its own, in a folder for temporary files (TMPDIR): durable writes cost what that disk takes for them.
`command` is the whole of `bukti case status` in a process of its own, loading included, from compiled files, as pip and
the first call leave them. A wall clock counts what else the machine does meanwhile, CPU seconds do not; both are given.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
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
FILE = 4_000  # bytes, unless others are asked for
T = TypeVar("T")
WORDS = ("harbour", "minister", "closed", "reported", "strike", "water", "evening", "council", "ship", "denied")


def files(folder: Path, count: int, size: int) -> None:
    """Text files in folders of a thousand."""
    random = Random(count)  # noqa: S311 - repeatable texts, no secret
    for number in range(count):
        place = folder / f"{number // 1000:04}"
        place.mkdir(parents=True, exist_ok=True)
        text = " ".join(random.choices(WORDS, k=size // 6))
        (place / f"{number:06}.txt").write_text(f"Report {number}. {text}"[:size], "utf-8")


def timed(act: Callable[[], T]) -> tuple[float, float, T]:
    """Wall and CPU seconds of a call, and what it gives."""
    began, worked = time.perf_counter(), time.process_time()
    found = act()
    return time.perf_counter() - began, time.process_time() - worked, found


def command(case: Path) -> tuple[float, float]:
    """Wall and CPU seconds of `bukti case status` as a user calls it, the second time, when Python has compiled it."""
    call = [sys.executable, "-m", "bukti", "case", "status", str(case)]
    # what keeps Python from compiling is not set where people work, and would compile every library on every call
    rest = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = {**rest, "PYTHONPYCACHEPREFIX": str(case.parent / "compiled")}
    subprocess.run(call, check=True, capture_output=True, env=compiled)  # noqa: S603 - our own command
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(call, check=True, capture_output=True, env=compiled)  # noqa: S603 - our own command
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(count: int, size: int, folder: Path) -> str:
    """One row of the table."""
    case, given = folder / "x.case", folder / "given"
    files(given, count, size)
    keeping.new(case)
    added, worked, found = timed(lambda: adding.add(case, [given]))
    again, _, second = timed(lambda: adding.add(case, [given]))
    looked, _, status = timed(lambda: looking.status(case))
    called, ran = command(case)
    took, verified, checked = timed(lambda: audit(case))
    out, packed, _ = timed(lambda: keeping.export(case, folder / "x.zip"))
    assert (found.new, second.new, status.inputs, checked.passed) == (count, 0, count, True)  # noqa: S101 - a measurement of the wrong thing is none
    kept = case.stat().st_size + status.size
    return (
        f"{count:7d}  add {count / added:5.0f} files/s ({1e3 * worked / count:4.2f} CPU ms a file)  "
        f"again {count / again:5.0f} files/s  status {looked:5.3f} s, command {called:4.2f} s ({ran:4.2f} CPU s)  "
        f"verify {1e3 * verified / count:4.2f} CPU ms a file, {status.size / 1e6 / took:4.0f} MB/s "
        f"({status.size / 1e6 / verified:4.0f} by CPU)  "
        f"export {out:4.0f} s ({1e3 * packed / count:4.2f} CPU ms a file)  size {kept / status.size:4.2f} x bytes"
    )


def main() -> None:
    """Print a row for each size."""
    options = argparse.ArgumentParser()
    options.add_argument("--large", action="store_true")
    options.add_argument("--bytes", type=int, default=FILE)
    asked = options.parse_args()
    for count in (*SIZES, *(LARGE if asked.large else ())):
        with tempfile.TemporaryDirectory(prefix="bukti-") as name:
            os.environ["BUKTI_HOME"] = str(Path(name) / "home")
            print(measure(count, asked.bytes, Path(name)), flush=True)


if __name__ == "__main__":
    main()
