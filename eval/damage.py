"""False alarms of the damage finder on clean text; recall on planted lost spaces. `python eval/damage.py [DATA]`.

Five folds by document: the word list never holds the words of the text that it is tried on (else no word of it could
be flagged). NTREX-128 is CC BY-SA 4.0, idner-news-2k MIT. The trivial rule flags every word that is in no list.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from genscripts.words import vocabulary  # noqa: E402 - after the path above

from bukti.text import damage  # noqa: E402 - after the path above

FOLDS = 5
CODES = {"en": "eng", "id": "ind"}
SPACE = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")


def table(code: str, lines: Iterable[str]) -> damage.Table:
    """The packaged table with the words of these lines instead of the packaged ones."""
    words = vocabulary(lines)
    proper = frozenset(word for word in words if word[0].isupper())
    return replace(damage.load(code), vocabulary=frozenset(map(str.casefold, words)), proper=proper)


def linked(text: str, data: damage.Table) -> list[int]:
    """Spaces behind a country's name or before a function word: where links stood in the damaged reports seen."""
    places = []
    for match in SPACE.finditer(text):
        left = re.findall(r"\w+$", text[: match.start()])
        right = re.findall(r"^\w+", text[match.end() :])
        if left and right and (left[0] in data.countries or (right[0] in data.function and len(left[0]) > 3)):
            places.append(match.start())
    return places


def measure(code: str, documents: dict[str, list[str]], news: list[str]) -> None:
    """Print alarms for each 10,000 clean words, by kind, and recall of planted losses."""
    chance = random.Random(2026)  # noqa: S311 - a simulation, not a secret
    words, unknown, alarms = 0, 0, dict[str, int]()
    tried = {"link": [0, 0], "any": [0, 0]}
    names = sorted(documents)
    for fold in range(FOLDS):
        data = table(code, [line for i, n in enumerate(names) if i % FOLDS != fold for line in documents[n]] + news)
        for name in names[fold::FOLDS]:
            text = "\n".join(documents[name])
            words += len(text.split())
            unknown += sum(w.casefold() not in data.vocabulary for w in re.findall(r"[^\W\d_]{7,}", text))
            for found in damage.scan(text, data):
                alarms[found.kind] = alarms.get(found.kind, 0) + 1
            spaces = {"link": linked(text, data), "any": [m.start() for m in SPACE.finditer(text)]}
            for kind, places in spaces.items():
                for place in chance.sample(places, min(5, len(places))):
                    hit = any(
                        d.span.start < place < d.span.end for d in damage.scan(text[:place] + text[place + 1 :], data)
                    )
                    tried[kind][0] += hit
                    tried[kind][1] += 1
    shown = {kind: round(n * 1e4 / words, 2) for kind, n in sorted(alarms.items())}
    print(f"{code}: {words} words; false alarms per 10,000: {shown}; trivial rule {unknown * 1e4 / words:.0f}")
    print("  planted:", {k: f"{hit}/{n} = {hit / max(n, 1):.2f}" for k, (hit, n) in tried.items()})


def main(folder: Path) -> None:
    """Print all figures."""
    path = folder / "ntrex/parallel.dev.jsonl.gz"
    print(datetime.now(UTC).date(), path.name, hashlib.sha256(path.read_bytes()).hexdigest()[:12])
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        parallel = [json.loads(row) for row in rows]
    news = [row.split(" ")[0] for row in (folder / "idner_news_2k/train.txt").read_text("utf-8").splitlines()]
    for code, column in CODES.items():
        documents: dict[str, list[str]] = {}
        for row in parallel:
            documents.setdefault(row["doc"], []).append(row[column])
        measure(code, documents, news if code == "id" else [])


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
