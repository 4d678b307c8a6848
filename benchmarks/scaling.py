"""How time grows with the number of reports: a run over twice as many should take about twice as long, not four times.

python benchmarks/scaling.py [--large]    prints CPU seconds and the ratio to the row before

Texts are generated, no data needed. With --large derivation alone, over up to ten thousand reports of which nothing but
sentences is known.
"""

from __future__ import annotations

import resource
import sys
import time
from itertools import pairwise
from random import Random

from bukti import derivation, reading
from bukti.ids import report_id
from bukti.model import Document, LanguageGuess, Report
from bukti.text.document import analyse
from bukti.text.paragraphs import paragraphs
from bukti.text.sentences import sentences

SIZES = (100, 200, 400, 800)
LARGE = (2_000, 5_000, 10_000)
WORDS = 12  # of a sentence
SENTENCES = 12  # of a report
COPIES = 0.3  # share of reports that reuse half of an earlier one


def texts(size: int) -> list[str]:
    """Generated texts of pseudo-words; three in ten reuse six sentences of an earlier one."""
    random = Random(size)  # noqa: S311 - repeatable texts, no secret
    vocabulary = [
        "".join(random.choice("bdfgklmnprst") + random.choice("aeiou") for _ in range(3)) for _ in range(5000)
    ]
    written: list[list[str]] = []
    for _ in range(size):
        text = [" ".join(random.choices(vocabulary, k=WORDS)).capitalize() + "." for _ in range(SENTENCES)]
        if written and random.random() < COPIES:
            text[: SENTENCES // 2] = random.choice(written)[: SENTENCES // 2]
        written.append(text)
    return [" ".join(text) for text in written]


def report(text: str) -> Report:
    """A text as a report."""
    return Report(report_id(text.encode()), "text/plain", text, language="en")


def bare(text: str) -> Document:
    """A text with its sentences only."""
    ranges = paragraphs(text)
    found = sentences(text, ranges, "en")
    return Document(report=report(text), language=LanguageGuess("en", 1.0), paragraphs=ranges, sentences=found)


def seconds(size: int) -> dict[str, float]:
    """CPU seconds of each stage over a collection."""
    marks = [("", time.process_time())]
    documents = [analyse(report(text)) for text in texts(size)]
    marks.append(("text", time.process_time()))
    statements = [statement for document in documents for statement in reading.read(document)]
    marks.append(("reading", time.process_time()))
    derivation.trace(documents, statements)
    marks.append(("derivation", time.process_time()))
    return {name: now - before for (_, before), (name, now) in pairwise(marks)}


def large() -> None:
    """Print what a report costs derivation in large collections."""
    for size in LARGE:
        documents = [bare(text) for text in texts(size)]
        began = time.process_time()
        edges = len(derivation.trace(documents).edges)
        cost, peak = 1000 * (time.process_time() - began) / size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"{size:6d} reports: {cost:5.2f} ms a report, {edges} edges, peak {peak // 1024} MB", flush=True)


def main() -> None:
    """Print the table."""
    if "--large" in sys.argv[1:]:
        large()
        return
    before: dict[str, float] = {}
    for size in SIZES:
        found = seconds(size)
        cells = [
            f"{name} {took:6.2f} s" + (f" (×{took / before[name]:.1f})" if before else "")
            for name, took in found.items()
        ]
        print(f"{size:5d} reports: " + ", ".join(cells), flush=True)
        before = found


if __name__ == "__main__":
    main()
