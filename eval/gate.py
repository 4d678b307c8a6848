"""Quality gate: measured figures must not fall below the committed floors (eval/baseline.json).

    python eval/gate.py [--only NAME]                 compare; exit 1 below a floor or on a changed corpus
    python eval/gate.py --update [--allow-regression] write new floors, resources/error_rates.yml and docs/measured.md

Data is read from BUKTI_DATA (default ../shared/data). A measure whose data is absent is skipped and says so; it never
counts as passed. To add a measure, add its module's MEASURES to the tuple below: one line.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # so that `python eval/gate.py` finds its neighbours

from eval import (  # noqa: E402 - after the path above
    book,
    check,
    citations,
    claims,
    contradictions,
    copying,
    counter,
    derivation,
    drift,
    entities,
    factuality,
    fnc,
    grouping,
    incidents,
    merging,
    reading,
    retold,
    screening,
    text,
    translated_names,
    translations,
    transmission,
)
from eval.measures import Figure, Measure  # noqa: E402 - after the path above

from bukti import lexicon  # noqa: E402 - after the path above

MEASURES: tuple[Measure, ...] = (
    *(*text.MEASURES, *reading.MEASURES, *factuality.MEASURES, *entities.MEASURES, *translated_names.MEASURES),
    *(*counter.MEASURES, *derivation.MEASURES, *citations.MEASURES, *transmission.MEASURES, *translations.MEASURES),
    *retold.MEASURES,
    *(
        *claims.MEASURES,
        *check.MEASURES,
        *fnc.MEASURES,
        *grouping.MEASURES,
        *contradictions.MEASURES,
        *drift.MEASURES,
        *book.MEASURES,
        *copying.MEASURES,
        *incidents.MEASURES,
        *merging.MEASURES,
        *screening.MEASURES,
    ),
)
BASELINE = ROOT / "eval" / "baseline.json"
ERROR_RATES = ROOT / "resources" / "error_rates.yml"
MEASURED = ROOT / "docs" / "measured.md"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One measure's run: figures, corpus digest, and the faults found against its floors."""

    measure: Measure
    figures: dict[str, Figure]
    digest: str
    faults: tuple[str, ...]


def data_folder() -> Path:
    """Folder of the measuring data: BUKTI_DATA, else ../shared/data beside the repository."""
    return Path(os.environ.get("BUKTI_DATA") or ROOT.parent / "shared" / "data")


def faults_of(name: str, figures: Mapping[str, Figure], digest: str, baseline: Mapping[str, object]) -> tuple[str, ...]:
    """What is wrong with a measure's figures against its entry in the baseline."""
    entry = baseline.get(name)
    if not isinstance(entry, dict):
        return (f"{name} has no floors: run with --update",)
    faults = []
    if entry["digest"] != digest:
        faults.append(f"{name}: the corpus changed ({entry['digest'][:12]} -> {digest[:12]}): run with --update")
    for metric, floor in sorted(entry["floors"].items()):
        if metric not in figures:
            faults.append(f"{name} {metric}: no longer measured")
        elif figures[metric].value < floor:
            faults.append(f"{name} {metric}: {figures[metric].value:.3f} is below its floor {floor:.3f}")
    return tuple(faults)


def _support_faults(measure: Measure, figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """A language file that calls its support full although its reading misses what that takes."""
    if measure.language is None or lexicon.support(measure.language) == "basic":
        return ()
    return tuple(
        f"{measure.name} {metric}: {figures[metric].value:.3f} is below {least:.2f}: "
        f"write `support: basic` into resources/languages/{measure.language}.yml until it passes"
        for metric, least in measure.least.items()
        if figures[metric].value < least
    )


def lines_of(measure: Measure, figures: Mapping[str, Figure], digest: str, date: str) -> list[str]:
    """Figures of a measure as printed: value, interval, trivial baseline, sample, corpus, date."""
    lines = [f"{measure.name}  corpus {digest[:12]}  {date}"]
    for metric, figure in figures.items():
        spread = f" [{figure.low:.3f} {figure.high:.3f}]" if figure.low is not None and figure.high is not None else ""
        lines.append(
            f"  {metric:12s} {figure.value:.3f}{spread:16s}  baseline {figure.baseline:.3f} ({figure.trivial}), "
            f"{figure.count} {figure.unit}"
        )
    return lines


def updated(
    old: Mapping[str, object], outcomes: Sequence[Outcome], date: str, allow_regression: bool
) -> dict[str, object]:
    """The new baseline.

    Raises:
        SystemExit: a floor would fall and that was not allowed.
    """
    new = dict(old)
    for outcome in outcomes:
        floors = {metric: math.floor(figure.value * 1000) / 1000 for metric, figure in outcome.figures.items()}
        entry = old.get(outcome.measure.name)
        before = entry["floors"] if isinstance(entry, dict) else {}
        lower = [m for m in sorted(before) if floors.get(m, -1.0) < before[m]]
        if lower and not allow_regression:
            sys.exit(
                f"{outcome.measure.name}: floors of {', '.join(lower)} would fall; use --allow-regression to accept it"
            )
        new[outcome.measure.name] = {"digest": outcome.digest, "measured": date, "floors": floors}
    return dict(sorted(new.items()))


def error_rates(old: str, outcomes: Sequence[Outcome], date: str) -> str:
    """resources/error_rates.yml: figures of the shown metrics; measures that did not run keep their entries."""
    entries = {name: block for name, block in _blocks(old).items() if name not in {o.measure.name for o in outcomes}}
    for outcome in outcomes:
        if not outcome.measure.shown:
            continue
        rows = [f"- measure: {outcome.measure.name}", f"  title: {json.dumps(outcome.measure.title)}"]
        rows += [f"  language: {outcome.measure.language}"] if outcome.measure.language else []
        rows += [f"  corpus: {outcome.digest}", f'  measured: "{date}"', "  figures:"]
        rows += [_row(metric, outcome.figures[metric]) for metric in outcome.measure.shown]
        entries[outcome.measure.name] = "\n".join(rows) + "\n"
    head = "# Measured error rates, shown in each dossier. Written by `python eval/gate.py --update`; do not edit.\n"
    return head + "rates:\n" + "".join(entries[name] for name in sorted(entries))


def _blocks(text: str) -> dict[str, str]:
    blocks: dict[str, str] = {}
    for part in text.split("- measure: ")[1:]:
        blocks[part.split("\n", 1)[0].strip()] = "- measure: " + part
    return blocks


def _row(metric: str, figure: Figure) -> str:
    low, high = ("null" if v is None else f"{v:.3f}" for v in (figure.low, figure.high))
    return (
        f"  - {{metric: {metric}, value: {figure.value:.3f}, low: {low}, high: {high}, "
        f"baseline: {figure.baseline:.3f}, trivial: {json.dumps(figure.trivial)}, "
        f"count: {figure.count}, unit: {json.dumps(figure.unit)}}}"
    )


def measured(old: str, outcomes: Sequence[Outcome], date: str) -> str:
    """docs/measured.md with the figures of the measures that ran; others keep theirs."""
    head, *parts = old.split("\n```text\n")
    blocks = {part.split("  ", 1)[0]: part.split("```", 1)[0] for part in parts}
    for outcome in outcomes:
        lines = lines_of(outcome.measure, outcome.figures, outcome.digest, date)
        blocks[outcome.measure.name] = "\n".join(lines) + "\n"
    known = {measure.name for measure in MEASURES}
    return head.rstrip() + "\n" + "".join(f"\n```text\n{blocks[n]}```\n" for n in sorted(blocks) if n in known)


def run(data: Path, only: str | None, baseline: Mapping[str, object], date: str) -> list[Outcome]:
    """Run the measures whose data is there, one on each core; print figures, skips and faults in their order."""
    outcomes = []
    chosen = [measure for measure in MEASURES if not only or only in measure.name]
    # A fork has MEASURES as they are here, so a measure goes by its name and need not be picklable.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("fork")) as pool:
        runs = {m.name: pool.submit(_figures, m.name, data) for m in chosen if not m.absent(data)}
        for measure in chosen:
            if measure.name not in runs:
                print(f"skipped: {measure.name}: no {', '.join(measure.absent(data))} in {data} (not passed)")
                continue
            (figures, seconds), digest = runs[measure.name].result(), measure.digest(data)
            faults = (*faults_of(measure.name, figures, digest, baseline), *_support_faults(measure, figures))
            outcomes.append(Outcome(measure, figures, digest, faults))
            print("\n".join(lines_of(measure, figures, digest, date)), f"  ({seconds:.0f} s)", sep="\n", flush=True)
    return outcomes


def _figures(name: str, data: Path) -> tuple[dict[str, Figure], float]:
    """A measure's figures, and the seconds of processor time that they took: CI has few to give."""
    begun = time.process_time()
    figures = next(measure for measure in MEASURES if measure.name == name).run(data)
    return figures, time.process_time() - begun


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; the exit code is 1 when a figure is below its floor or a corpus changed without an update."""
    parser = argparse.ArgumentParser(description="Quality gate on the measuring data")
    parser.add_argument("--update", action="store_true", help="write new floors and the error rates")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    parser.add_argument("--only", metavar="NAME", help="measures whose name contains NAME")
    options = parser.parse_args(arguments)
    baseline = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    date = datetime.now(UTC).date().isoformat()
    outcomes = run(data_folder(), options.only, baseline, date)
    if options.update:
        new = updated(baseline, outcomes, date, options.allow_regression)
        BASELINE.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", "utf-8")
        old = ERROR_RATES.read_text("utf-8") if ERROR_RATES.exists() else ""
        ERROR_RATES.write_text(error_rates(old, outcomes, date), "utf-8")
        MEASURED.write_text(measured(MEASURED.read_text("utf-8"), outcomes, date), "utf-8")
        print(f"wrote {BASELINE.name}, {ERROR_RATES.name} and {MEASURED.name}; run genscripts/build.py")
        return 0
    faults = [fault for outcome in outcomes for fault in outcome.faults]
    for fault in faults:
        print(f"FAILED: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
