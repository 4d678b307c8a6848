"""How well names are found and compared. `python eval/names.py [DATA]` prints figures beside trivial baselines.

idner-news-2k and the name pairs are MIT.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from rigour.text.distance import levenshtein

from bukti.entities import mentions, names
from bukti.ids import report_id
from bukti.model import Document, LanguageGuess, Report, Span

CAPITALS = re.compile(r"\b[A-Z]\w*(?:[ .-]{1,2}[A-Z]\w*)*")


def f1(right: int, found: int, gold: int) -> str:
    """Precision, recall and F1 in one line."""
    p, r = right / max(found, 1), right / max(gold, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}"


def document(text: str, language: str, sentences: tuple[Span, ...]) -> Document:
    """A bare document."""
    report = Report(report_id(text.encode()), "text/plain", text, language=language)
    return Document(report, LanguageGuess(language, 1.0), sentences, sentences)


def conll(path: Path) -> tuple[str, set[tuple[int, int]], tuple[Span, ...]]:
    """Text, gold spans and sentences of a CoNLL file; one line a sentence."""
    text, sentences = "", list[Span]()
    gold: set[tuple[int, int]] = set()
    for block in path.read_text("utf-8").strip().split("\n\n"):
        start = len(text)
        opened: int | None = None
        for row in block.split("\n"):
            word, _, tag = [*row.split(" "), "O", "O"][:3]
            if opened is not None and not tag.startswith("I-"):
                gold.add((opened, len(text) - 1))
                opened = None
            opened = len(text) if tag.startswith("B-") else opened
            text += word + " "
        if opened is not None:
            gold.add((opened, len(text) - 1))
        text += "\n"
        sentences.append(Span(start, len(text) - 1))
    return text, gold, tuple(sentences)


def indonesian(data: Path) -> None:
    """Exact spans of names, types ignored."""
    text, gold, sentences = conll(data / "idner_news_2k/dev.txt")
    found = {(m.span.start, m.span.end) for m in mentions.find(document(text, "id", sentences))}
    base = {m.span() for m in CAPITALS.finditer(text)}
    print(f"idner dev, exact span, n={len(gold)}:", f1(len(found & gold), len(found), len(gold)))
    print("  baseline, all capitalised runs:", f1(len(base & gold), len(base), len(gold)))


def pairs(data: Path) -> None:
    """Labelled pairs of names."""
    with (data / "names/name_bench_cases.csv").open(encoding="utf-8") as handle:
        rows = [r for r in csv.DictReader(handle) if r["is_match"] in ("true", "false")]
    gold = [r["is_match"] == "true" for r in rows]
    ours = [names.similar(r["name1"], r["name2"])[0] >= names.SAME for r in rows]
    plain = [
        1 - levenshtein(a, b) / max(len(a), len(b), 1) >= 0.7
        for a, b in ((r["name1"].lower(), r["name2"].lower()) for r in rows)
    ]
    for title, said in (("similar", ours), ("baseline Levenshtein .7", plain)):
        print(
            f"name pairs, n={len(rows)}, {title}:",
            f1(sum(map(min, zip(said, gold, strict=True))), sum(said), sum(gold)),
        )


def main(data: Path) -> None:
    """Print all figures."""
    print(
        datetime.now(UTC).date(),
        *(
            f"{n} {hashlib.sha256((data / n).read_bytes()).hexdigest()[:12]}"
            for n in ("idner_news_2k/dev.txt", "names/name_bench_cases.csv")
        ),
    )
    indonesian(data)
    pairs(data)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
