"""How fast reading is: against textacy side by side, and whether its cost grows with the text only.

    python benchmarks/reading.py [--large]     prints ratios; all in one run on one machine, one core

Texts are PolNeAR's development articles (BUKTI_DATA), or the example's reports where that is absent. Rows: `statements`
is sentences, quotation marks, names and reading with the language given, which is what textacy does as well;
`all of text` adds the language, times, quantities and damage. textacy runs in .tools/peers (benchmarks/peers.txt).
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bukti import reading
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Document, LanguageGuess, Report
from bukti.text import analyse
from bukti.text.paragraphs import paragraphs
from bukti.text.quotations import quotations
from bukti.text.sentences import sentences

ROOT = Path(__file__).parents[1]
PEER = ROOT / ".tools" / "peers" / "bin" / "python"
ROUNDS = 3
# Texts that cost most a word: cues without end, quotations that nothing closes, no full stop.
HOSTILE = (
    "said ",
    "(said ",
    "said; ",
    "He said that ",
    "told Reuters ",
    "“said, ",
    "reports that ",
    "according to him, ",
)


def texts() -> tuple[str, list[str]]:
    """Name of the corpus, and its texts."""
    folder = Path(os.environ.get("BUKTI_DATA") or ROOT.parent / "shared" / "data")
    articles = folder / "polnear" / "dev.jsonl.gz"
    if articles.is_file():
        return "PolNeAR dev", [json.loads(line)["text"] for line in gzip.decompress(articles.read_bytes()).splitlines()]
    files = sorted((ROOT / "examples" / "xinjiang").glob("*.txt"))
    return "the example's text files, 40 times", [path.read_text("utf-8") for path in files] * 40


def statements(text: str) -> int:
    """Number of statements, from sentences, quotation marks and names alone."""
    report = Report(report_id(text.encode("utf-8", "surrogatepass")), "text/plain", text, language="en")
    ranges = paragraphs(text)
    document = Document(
        report=report,
        language=LanguageGuess("en", 1.0),
        paragraphs=ranges,
        sentences=sentences(text, ranges, "en"),
        quotations=quotations(text, ranges),
    )
    return len(reading.read(replace(document, mentions=mentions.find(document))))


def whole(text: str) -> int:
    """Number of statements, with everything that the text stage finds."""
    document = analyse(Report(report_id(text.encode()), "text/plain", text, language="en"))
    return len(reading.read(replace(document, mentions=mentions.find(document))))


def seconds(read: Callable[[str], int], corpus: Sequence[str]) -> float:
    """CPU seconds of one round."""
    began = time.process_time()
    for text in corpus:
        read(text)
    return time.process_time() - began


def peer(corpus: Sequence[str]) -> float | None:
    """CPU seconds of textacy, or None where it is not installed."""
    if not PEER.is_file():
        return None
    command = [str(PEER), str(ROOT / "benchmarks" / "peer_textacy.py")]
    made = subprocess.run(command, input=json.dumps(corpus), capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    return float(json.loads(made.stdout)["seconds"])


def compare(corpus: Sequence[str], words: int) -> None:
    """Print words a second of each, best of some alternating rounds, and the ratio to textacy."""
    rounds = [(seconds(statements, corpus), seconds(whole, corpus), peer(corpus)) for _ in range(ROUNDS)]
    best = {"statements": min(r[0] for r in rounds), "all of text": min(r[1] for r in rounds)}
    others = [r[2] for r in rounds if r[2] is not None]
    if others:
        best["textacy"] = min(others)
    else:
        print("textacy: not installed (make bench does); no ratio")
    for name, spent in best.items():
        ratio = f"  {best['textacy'] / spent:5.1f} × textacy" if others else ""
        print(f"{name:14s} {words / spent:9.0f} words a CPU-second{ratio}")


def grow(corpus: Sequence[str], sizes: Sequence[int]) -> None:
    """Print CPU microseconds a character at growing sizes: news, then hostile strings."""
    news = "\n\n".join(corpus)
    for size in sizes:
        text = (news * (size // len(news) + 1))[:size]
        print(f"news    {size / 1e6:6.2f} MB  {1e6 * seconds(statements, [text]) / size:7.2f} µs a character")
    for unit in HOSTILE:
        costs = [1e6 * seconds(statements, [(unit * size)[:size]]) / size for size in (5_000, 20_000)]
        print(f"hostile {unit!r:20s} {costs[0]:7.1f} µs a character at 5 kB, {costs[1]:7.1f} at 20 kB")


def main() -> None:
    """Print both parts."""
    name, corpus = texts()
    words = sum(len(text.split()) for text in corpus)
    print(f"{name}, {words} words")
    statements(corpus[0])  # loads the language outside the measurement
    compare(corpus, words)
    grow(corpus, (100_000, 1_000_000, *((10_000_000,) if "--large" in sys.argv[1:] else ())))


if __name__ == "__main__":
    main()
