"""How near the reading's factuality of events comes to people's, beside the constant 3. `python eval/factuality.py`.

UW (crowd) and MEANTIME, labels -3 … 3: measuring only, so nothing of them stands here or in a report. Each sentence is
read by itself, in natural spelling. `nearness` is 1 - MAE / 3, so that higher is better as in every figure (an MAE of
.48 is .840); `r` is Pearson's correlation, which is 0 for a constant.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import correlation, fmean

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/factuality.py` finds its neighbours

from eval.measures import Figure, Measure

from bukti import reading
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Report
from bukti.text import analyse

FILE = "factuality/dev.jsonl.gz"
CONSTANT = 3.0  # what two of three events are: a strong baseline
GLUED = re.compile(r"n['’]t|['’](?:s|re|ll|ve|m|d)?|[.,;:!?%)]", re.IGNORECASE)
WRITTEN = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


def natural(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """Text of treebank tokens as people write it ("did n't ." as "didn't."), and where each token begins in it."""
    text, starts = "", []
    for token in tokens:
        word = WRITTEN.get(token, token)
        if text and not text.endswith("(") and not GLUED.fullmatch(word):
            text += " "
        starts.append(len(text))
        text += word
    return text, starts


def values(text: str, places: Sequence[int]) -> list[float]:
    """How factual an English text puts the events at some places, through the stages that run before."""
    document = analyse(Report(report_id(text.encode()), "text/plain", text, language="en"))
    document = dataclasses.replace(document, mentions=mentions.find(document))
    statements = reading.read(document)
    return reading.factuality(document, (*statements, *reading.narrate(document, statements)), places)


def _pairs(data: Path, corpus: str) -> Iterator[tuple[float, float]]:
    """Label and value of each event of a corpus."""
    with gzip.open(data / FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["_set"] != corpus:
                continue
            text, starts = natural(row["text"].split(" "))
            made = values(text, [starts[target["span1"][0]] for target in row["targets"]])
            yield from zip((target["label"] for target in row["targets"]), made, strict=True)


def _run(corpus: str, data: Path) -> dict[str, Figure]:
    pairs = list(_pairs(data, corpus))
    wanted, found = [one for one, _ in pairs], [other for _, other in pairs]
    count, unit = len(pairs), "events"

    def nearness(guess: Sequence[float]) -> float:
        return 1 - fmean(abs(one - other) for one, other in zip(wanted, guess, strict=True)) / CONSTANT

    return {
        "nearness": Figure(nearness(found), nearness([CONSTANT] * count), "always 3", count=count, unit=unit),
        "r": Figure(correlation(wanted, found), 0.0, "always 3", count=count, unit=unit),
    }


MEASURES = tuple(
    Measure(
        f"factuality/{name.lower()}", f"How factual an event is, English news ({name})", (FILE,), partial(_run, name)
    )
    for name in ("UW", "MEANTIME")
)


def main() -> None:
    """Print every figure beside its baseline."""
    from eval.gate import data_folder, lines_of  # noqa: PLC0415 - the gate imports this module

    data = data_folder()
    for measure in MEASURES:
        missing = measure.absent(data)
        if missing:
            print(f"skipped: {measure.name}: no {', '.join(missing)} in {data}")
            continue
        figures = measure.run(data)
        print("\n".join(lines_of(measure, figures, measure.digest(data), datetime.now(UTC).date().isoformat())))
        ours, trivial = (CONSTANT * (1 - v) for v in (figures["nearness"].value, figures["nearness"].baseline))
        print(f"  MAE {ours:.3f}, of the constant {trivial:.3f}")


if __name__ == "__main__":
    main()
