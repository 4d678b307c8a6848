"""What grouping costs: statements of NTREX in ten languages, as translated and at the end of chains of rewrites.

python benchmarks/grouping.py [SIZE ...]    prints processor seconds, the ratio to the row before, and peak memory;
                                            then what one report more costs, in the same process

Needs NTREX in the data folder. A report is a document of it in one language; in every tenth report each statement is
denied. Sentence vectors are computed before the clock runs and kept in the cache folder: a text is embedded once,
whatever it is grouped with. "One report more" groups the others first, then all of them by the clock.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python benchmarks/grouping.py` finds its neighbours

from benchmarks.transmission.texts import Texts, load
from eval.gate import data_folder
from eval.grouping import sample

from bukti import claims, settings
from bukti.claims.features import extract, of_report
from bukti.model import Document, Lineage, Stance, Statement
from bukti.text import embedding
from bukti.text.embedding import Embedder

SIZES = (1_000, 2_000, 5_000, 10_000)
LINES = 900  # of NTREX: enough for the largest size
DENYING = 10  # every so manieth report denies what it says

Reports = list[tuple[Document, list[Statement]]]


def reports(texts: Texts) -> Reports:
    """Every report with its statements, in an order by id, in which languages and documents are mixed."""
    found: Reports = []
    for rewritten in (False, True):
        drawn = sample(texts, "all", LINES, rewritten=rewritten)
        said: dict[str, list[Statement]] = {document.report.id: [] for document in drawn.documents}
        for statement in drawn.statements:
            said[statement.report].append(statement)
        found += [(document, said[document.report.id]) for document in drawn.documents]
    found.sort(key=lambda pair: pair[0].report.id)
    return [
        (document, [replace(s, stance=Stance.DENIES) for s in own] if n % DENYING == 0 else own)
        for n, (document, own) in enumerate(found)
    ]


def first(found: Reports, size: int) -> Reports:
    """Whole reports, until they have so many statements."""
    chosen: Reports = []
    count = 0
    for document, own in found:
        if count >= size:
            break
        chosen.append((document, own))
        count += len(own)
    return chosen


def grouped(found: Reports, embedder: Embedder | None) -> tuple[int, float, float]:
    """How many claims a collection has, and the seconds that grouping took: of processors and on the clock."""
    documents = [document for document, _ in found]
    began, clock = time.process_time(), time.perf_counter()
    alone = Lineage(families=tuple((document.report.id,) for document in documents))
    made = claims.group(documents, [s for _, own in found for s in own], alone, embedder)
    return len(made), time.process_time() - began, time.perf_counter() - clock


def main(sizes: Sequence[int]) -> None:
    """Print the table."""
    embedder = embedding.load(settings.from_environment())
    every = reports(load(data_folder()))
    before = 0.0
    for size in sizes:
        chosen = first(every, size)
        count = sum(len(own) for _, own in chosen[:-1])
        if embedder:
            features = extract([d for d, _ in chosen], [s for _, own in chosen for s in own])
            embedder.embed([f.full for f in features])
        of_report.cache_clear()
        made, took, _ = grouped(chosen[:-1], embedder)
        _, more, clock = grouped(chosen, embedder)
        ratio = f" (×{took / before:.1f})" if before else ""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{count:6d} statements: {took:6.1f} s{ratio}, {made} claims, peak {peak} MB")
        print(f"       one report more: {more:.1f} s, {clock:.1f} s on the clock", flush=True)
        before = took


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
