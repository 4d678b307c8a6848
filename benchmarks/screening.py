"""Time of `bukti screen`: names against a made-up list. `python benchmarks/screening.py [NAMES] [ENTITIES]`.

Processor time is that of all processes; the load is that of the machine, so that a figure from a busy one shows.

The list is drawn, seeded, from the name parts of names/negatives_*.csv (MIT, BUKTI_DATA), so that it has far fewer
different words than a real list has: what is looked for meets more candidates than usual.
"""

from __future__ import annotations

import csv
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from bukti import screen

DATA = Path(os.environ.get("BUKTI_DATA", "../shared/data")) / "names"


def main(names: int, entities: int) -> None:
    """Print the time of building the index, and of screening."""
    rows = []
    for kind in ("global", "us"):
        with (DATA / f"negatives_{kind}.csv").open(encoding="utf-8") as handle:
            rows += list(csv.DictReader(handle))
    given, family = [row["first_name"] for row in rows], [row["last_name"] for row in rows]
    draw = random.Random(7)  # noqa: S311 - a benchmark

    def name() -> str:
        return f"{draw.choice(given)} {draw.choice(family)}".strip()

    with tempfile.TemporaryDirectory() as folder:
        os.environ["BUKTI_CACHE"] = folder
        path = Path(folder) / "list.json"
        with path.open("w", encoding="utf-8") as out:
            for number in range(entities):
                entity = {"id": f"e{number}", "schema": "Person", "properties": {"name": [name()]}}
                out.write(json.dumps(entity) + "\n")
        for title, wanted in (("index, load and 1 name", 1), (f"{names} names, index there", names)):
            began, used = time.perf_counter(), sum(os.times()[:4])
            screen([name() for _ in range(wanted)], [path])
            passed, used = time.perf_counter() - began, sum(os.times()[:4]) - used
            print(f"{title}: {passed:.1f} s, processor {used:.1f} s, load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:3] or (10_000, 200_000)))
