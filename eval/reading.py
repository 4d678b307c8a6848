"""How well reading finds who says what, in every language, against trivial baselines.

python eval/reading.py                          every figure
python eval/reading.py --only de --errors FILE  one measure (part of its name); what was missed or made up goes to FILE
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/reading.py` finds its neighbours

from eval.attribution import (
    METRICS,
    Attribution,
    Counts,
    Text,
    counts,
    every_sentence,
    f1,
    interval,
    match,
    precision,
    recall,
)
from eval.corpora import CODES, LABELS, PROJECTED, Case, articles, ntrex, seed, speech
from eval.measures import Figure, Measure

from bukti import lexicon, reading
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Report, Statement
from bukti.text import analyse

TRIVIAL = "every sentence is content"
Show = Callable[[str], None]


def read_text(text: str, language: str) -> tuple[Statement, ...]:
    """Statements of a plain text through the stages that the pipeline runs before reading."""
    document = analyse(Report(report_id(text.encode()), "text/plain", text, language=language))
    return reading.read(dataclasses.replace(document, mentions=mentions.find(document)))


def predicted(statements: tuple[Statement, ...]) -> list[Attribution]:
    """Statements in the form that is scored."""
    return [Attribution(s.source, s.cue, s.content, {k: str(getattr(s, k)) for k in LABELS}) for s in statements]


@dataclasses.dataclass(slots=True)
class Tally:
    """Counts over the documents of one corpus; `ours` and `trivial` hold one entry a document for each metric."""

    ours: dict[str, list[Counts]]
    trivial: dict[str, list[Counts]]
    pairs: Counter[tuple[str, str, str]]  # label, wanted value, value found
    spoken: list[Counts]

    def add(self, text: Text, gold: Sequence[Attribution], made: Sequence[Attribution]) -> None:
        """Count one document."""
        for side, guess in ((self.ours, made), (self.trivial, every_sentence(text))):
            for metric, value in counts(text, gold, guess).items():
                side.setdefault(metric, []).append(value)
        pairs = match([text.tokens(a.content) for a in gold], [text.tokens(a.content) for a in made])
        wanted = {i for i, a in enumerate(gold) if speech(text.text, a.cue)}
        hits = float(sum(i in wanted for i, _ in pairs))
        self.spoken.append((hits, hits, hits, len(wanted)))
        for i, j in pairs:
            one, other = gold[i].labels, made[j].labels
            if one is not None and other is not None:
                self.pairs.update((label, one[label], other[label]) for label in LABELS)


def figures(
    cases: Iterable[Case], language: str, metrics: Sequence[str] = METRICS, show: Show | None = None
) -> dict[str, Figure]:
    """F1 by metric, both parts of content's, recall of contents with a speech cue, and label accuracies where known."""
    tally = Tally({}, {}, Counter(), [])
    for name, text, gold in cases:
        made = predicted(read_text(text.text, language))
        tally.add(text, gold, made)
        if show is not None:
            show(f"### {name}\n" + "\n".join(_faults(text, gold, made)))
    scored = {m: _figure(tally.ours[m], tally.trivial[m], f1) for m in metrics}
    if "content" in metrics:
        for score in (precision, recall):
            scored[score.__name__] = _figure(tally.ours["content"], tally.trivial["content"], score)
    if "exact" in metrics:
        count = int(sum(v[3] for v in tally.spoken))
        scored["speech"] = Figure(
            recall(tally.spoken), 0.0, "none found", count=count, unit="contents with a speech cue"
        )
    return scored | _labels(tally.pairs)


def _figure(ours: list[Counts], trivial: list[Counts], score: Callable[[Iterable[Counts]], float]) -> Figure:
    return Figure(score(ours), score(trivial), TRIVIAL, *interval(ours, score=score), len(ours))


def _labels(pairs: Counter[tuple[str, str, str]]) -> dict[str, Figure]:
    """Accuracy of each label over matched statements, and F1 of `denies`."""
    made: dict[str, Figure] = {}
    for label in LABELS:
        rows = [(wanted, found, n) for (name, wanted, found), n in pairs.items() if name == label]
        total = sum(n for *_, n in rows)
        if not total:
            continue
        common: Counter[str] = Counter()
        for wanted, _, n in rows:
            common[wanted] += n
        top = min(common, key=lambda value: (-common[value], value))
        right = sum(n for wanted, found, n in rows if wanted == found)
        made[label] = Figure(
            right / total, common[top] / total, f"always {top!r}", count=total, unit="matched statements"
        )
    stance = [(wanted, found, n) for (name, wanted, found), n in pairs.items() if name == "stance"]
    both = sum(n for wanted, found, n in stance if wanted == found == "denies")
    either = sum(n * ((wanted == "denies") + (found == "denies")) for wanted, found, n in stance)
    gold = sum(n for wanted, _, n in stance if wanted == "denies")
    if gold:
        made["denies"] = Figure(2 * both / either, 0.0, "never a denial", count=gold, unit="matched denials")
    return made


def _faults(text: Text, gold: Sequence[Attribution], made: Sequence[Attribution]) -> Iterator[str]:
    """What was missed (-), made up (+), or labelled otherwise (~), in the order of the text."""
    pairs = match([text.tokens(a.content) for a in gold], [text.tokens(a.content) for a in made])
    matched = {i for i, _ in pairs}, {j for _, j in pairs}
    rows = [("-", a) for i, a in enumerate(gold) if i not in matched[0]]
    rows += [("+", a) for j, a in enumerate(made) if j not in matched[1]]
    lines = [(min(a.content)[0], f"{mark} {_told(text.text, a)}") for mark, a in rows if a.content]
    for i, j in pairs:
        one, other = gold[i].labels, made[j].labels
        differ = [f"{k}: {one[k]} not {other[k]}" for k in LABELS if one and other and one[k] != other[k]]
        if text.tokens(gold[i].source) and not text.tokens(gold[i].source) & text.tokens(made[j].source):
            differ.append(f"source: {_words(text.text, gold[i].source)!r} not {_words(text.text, made[j].source)!r}")
        if differ:
            lines.append((min(gold[i].content)[0], f"~ {'; '.join(differ)} :: {_told(text.text, made[j])}"))
    for place, line in sorted(lines):
        near = next((s for s in text.sentences if s[0] <= place < s[1]), None)
        yield line + (f"\n    in: {text.text[slice(*near)]}" if near else "")


def _words(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " … ".join(text[a:b] for a, b in spans)


def _told(text: str, made: Attribution) -> str:
    return f"[{_words(text, made.source)}] {{{_words(text, made.cue)}}} {_words(text, made.content)}"


def _run_ntrex(language: str, data: Path, show: Show | None = None) -> dict[str, Figure]:
    known = language == "en" or language in PROJECTED
    return figures(ntrex(data, language), language, ("content", "triple", "sentence") if known else ("sentence",), show)


def _run_polnear(data: Path, show: Show | None = None) -> dict[str, Figure]:
    return figures(articles(data / "polnear" / "dev.jsonl.gz"), "en", (*METRICS, "exact"), show)


def _run_wikinews(data: Path, show: Show | None = None) -> dict[str, Figure]:
    return figures(articles(data / "de_wikinews" / "dev.jsonl.gz"), "de", ("content", "triple", "sentence"), show)


def _run_seed(data: Path, show: Show | None = None) -> dict[str, Figure]:
    """Share of gold statements found, and of its denials told as such."""
    _, text, gold = next(seed(data))
    made = predicted(read_text(text.text, "id"))
    if show is not None:
        show("\n".join(_faults(text, gold, made)))
    pairs = match([text.tokens(a.content) for a in gold], [text.tokens(a.content) for a in made])
    lines = match([text.tokens(a.content) for a in gold], [text.tokens([s]) for s in text.sentences])
    count = len(gold)
    denied = [i for i, a in enumerate(gold) if a.labels is not None and a.labels["stance"] == "denies"]
    hits = sum(i in denied and (made[j].labels or {})["stance"] == "denies" for i, j in pairs)
    return {
        "found": Figure(len(pairs) / count, len(lines) / count, TRIVIAL, count=count, unit="statements"),
        "denials": Figure(hits / len(denied), 0.0, "never a denial", count=len(denied), unit="denials"),
    }


NTREX = ("ntrex/parallel.dev.jsonl.gz", "ntrex/attribution.eng.dev.jsonl")
SHOWN = ("content", "triple", "sentence")
LEAST = {"content": 0.58, "triple": 0.48, "sentence": 0.82}  # what reading must reach for a language to be called full


def _ntrex_measure(language: str, name: str) -> Measure:
    """NTREX in one language: with spans where they are known, else sentences alone."""
    known = language in PROJECTED
    files = (*NTREX, f"ntrex/spans/{CODES[language]}.jsonl") if known else NTREX
    title = f"Who says what, {name} news (NTREX{', spans projected' if known else ''})"
    shown = SHOWN if known or language == "en" else ("sentence",)
    least = LEAST if known else {"sentence": LEAST["sentence"]}
    run = partial(_run_ntrex, language)
    return Measure(f"reading/ntrex-{CODES[language]}", title, files, run, shown, language, least)


LANGUAGES = tuple(
    _ntrex_measure(code, loaded.name)
    for code in lexicon.supported()
    if code in CODES and (loaded := lexicon.load(code))
)
MEASURES = (
    *LANGUAGES,
    Measure(
        "reading/polnear",
        "Who says what, English political news (PolNeAR)",
        ("polnear/dev.jsonl.gz",),
        _run_polnear,
        SHOWN,
        "en",
    ),
    Measure(
        "reading/seed",
        "Who says what, one damaged translation",
        ("../cases/seed/report.id.txt", "../cases/seed/gold.json"),
        _run_seed,
        (),
        "id",
    ),
    *(
        (
            Measure(
                "reading/wikinews",
                "Who says what, German news (Wikinews)",
                ("de_wikinews/dev.jsonl.gz",),
                _run_wikinews,
                SHOWN,
                "de",
            ),
        )
        if "de" in lexicon.supported()
        else ()
    ),
)


def main() -> None:
    """Print every figure beside its baseline."""
    from eval.gate import data_folder, lines_of  # noqa: PLC0415 - the gate imports this module

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="NAME", help="measures whose name holds this, or a language code")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write what was missed or made up")
    options = parser.parse_args()
    data = data_folder()
    wanted = CODES.get(options.only, options.only)
    lines: list[str] = []
    for measure in (m for m in MEASURES if wanted in m.name):
        missing = measure.absent(data)
        if missing:
            print(f"skipped: {measure.name}: no {', '.join(missing)} in {data}")
            continue
        made = measure.run(data, lines.append) if options.errors else measure.run(data)
        print("\n".join(lines_of(measure, made, measure.digest(data), datetime.now(UTC).date().isoformat())))
    if options.errors:
        options.errors.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
