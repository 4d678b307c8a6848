"""A process that compares names with lists for `shared`: lines of JSON in, numbers out. `python -m` starts it.

The first line names the indexes and the threshold. Each further one has subjects, as [name, schema]; the answer is one
line: for each subject, for each index, the numbers of the names that are like enough. Only numbers come back, and
nothing is unpickled: what a score says is made again by who asked, for the few names that pass.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from bukti.model import Subject
from bukti.screening.index import Index
from bukti.screening.search import passing


def serve(incoming: Iterable[str], outgoing: IO[str]) -> None:
    """Answer every line until there are no more."""
    lines = iter(incoming)
    told = json.loads(next(lines))
    indexes = [Index(Path(file), file) for file in told["indexes"]]
    for number, line in enumerate(lines):
        subjects = [Subject(name, schema) for name, schema in json.loads(line)]
        answer = [[passing(index, subject, told["threshold"]) for index in indexes] for subject in subjects]
        outgoing.write(json.dumps(answer) + "\n")
        outgoing.flush()
        if number == 0:
            gc.freeze()  # names and sounds are loaded by now: not to be looked through again with every collection


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout)
