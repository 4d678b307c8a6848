"""Where sentences end and which language a document is in, on NTREX (open): 24 languages, professional translations.

Run alone it prints every figure: `python eval/text.py`. A line of NTREX can hold two sentences, so precision has a
ceiling below 1.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/text.py` finds its neighbours

from benchmarks.transmission.texts import NTREX, rows
from eval.measures import Figure, Measure

from bukti.model import Span
from bukti.text.language import identify
from bukti.text.paragraphs import paragraphs
from bukti.text.sentences import sentences

CODES = {
    "eng": "en",
    "ind": "id",
    "msa": "ms",
    "rus": "ru",
    "ukr": "uk",
    "pol": "pl",
    "ces": "cs",
    "deu": "de",
    "nld": "nl",
    "swe": "sv",
    "fra": "fr",
    "spa": "es",
    "por": "pt",
    "ita": "it",
    "ron": "ro",
    "tur": "tr",
    "arb": "ar",
    "fas": "fa",
    "heb": "he",
    "hin": "hi",
    "zho-CN": "zh",
    "jpn": "ja",
    "kor": "ko",
    "vie": "vi",
}
UNSPACED = {"zho-CN", "jpn"}
SIMPLE = re.compile(r"(?<=[.!?。！？؟।])[\"'”’»）」』)]*(?:\s+|(?=[^\s\"'”’»）」』).!?。！？؟।]))")
FILES = (NTREX,)
Splitter = Callable[[str, str], set[int]]


def documents(data: Path, language: str) -> Iterator[tuple[str, set[int]]]:
    """Text of each document without its headline, and the places where its lines end, the last one left out."""
    lines: dict[str, list[str]] = {}
    for row in rows(data):
        lines.setdefault(row["doc"], []).append(row[language].strip())
    joint = "" if language in UNSPACED else " "
    for _, *rest in lines.values():
        ends, place = set(), 0
        for line in rest[:-1]:
            place += len(line)
            ends.add(place)
            place += len(joint)
        yield joint.join(rest), ends


def ours(text: str, code: str) -> set[int]:
    """Ends of Bukti's sentences, without the last."""
    made: tuple[Span, ...] = sentences(text, paragraphs(text), code)
    return {span.end for span in made[:-1]}


def simple(text: str, code: str) -> set[int]:  # noqa: ARG001 - the baseline's point is that it knows no language
    """Ends by one regular expression: closing punctuation and marks."""
    ends = {len(text[: match.end()].rstrip()) for match in SIMPLE.finditer(text)}
    return {end for end in ends if 0 < end < len(text)}


def f1(data: Path, language: str, split: Splitter) -> tuple[float, int]:
    """F1 of sentence ends, and how many there are."""
    hits = made = gold = 0
    for text, ends in documents(data, language):
        found = split(text, CODES[language])
        hits, made, gold = hits + len(found & ends), made + len(found), gold + len(ends)
    return (2 * hits / (made + gold) if made + gold else 0.0), gold


def _run(data: Path) -> dict[str, Figure]:
    scores = {language: (f1(data, language, ours), f1(data, language, simple)) for language in sorted(CODES)}
    made = {
        f"ends-{CODES[language]}": Figure(own[0], trivial[0], "one regular expression", count=own[1], unit="ends")
        for language, (own, trivial) in scores.items()
    }
    total = sum(own[1] for own, _ in scores.values())
    means = [sum(side[0] for side in sides) / len(scores) for sides in zip(*scores.values(), strict=True)]
    made["ends-mean"] = Figure(means[0], means[1], "one regular expression", count=total, unit="ends")
    asked = [(text, CODES[language]) for language in sorted(CODES) for text, _ in documents(data, language)]
    right = sum(identify(text).code == code for text, code in asked)
    most = 1 / len(CODES)
    made["language"] = Figure(right / len(asked), most, "always one language", count=len(asked), unit="documents")
    return made


MEASURES = (Measure("text/ntrex", "Sentence ends and language of a document, 24 languages (NTREX)", FILES, _run),)


def main() -> None:
    """Print every figure beside its baseline."""
    from eval.gate import data_folder, lines_of  # noqa: PLC0415 - the gate imports this module

    data = data_folder()
    for measure in MEASURES:
        if missing := measure.absent(data):
            print(f"skipped: {measure.name}: no {', '.join(missing)} in {data}")
            continue
        date = datetime.now(UTC).date().isoformat()
        print("\n".join(lines_of(measure, measure.run(data), measure.digest(data), date)))


if __name__ == "__main__":
    main()
