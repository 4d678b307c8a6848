"""Corpora with attribution, as cases: name, text with its sentences, gold statements.

NTREX is open; PolNeAR and German Wikinews are for measuring only, and nothing of them is in the repository.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.transmission.texts import rows
from eval.attribution import Attribution, Text

LABELS = ("source_kind", "form", "stance", "certainty")
# Language code -> its column in NTREX.
CODES = {
    "ar": "arb",
    "cs": "ces",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "he": "heb",
    "hi": "hin",
    "id": "ind",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "ms": "msa",
    "nl": "nld",
    "pl": "pol",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "sv": "swe",
    "tr": "tur",
    "uk": "ukr",
    "vi": "vie",
    "zh": "zho-CN",
}
PROJECTED = ("ar", "de", "es", "fa", "fr", "id", "ja", "pl", "ru", "tr", "uk", "zh")  # languages whose spans are known
Case = tuple[str, Text, list[Attribution]]
# Stems of English verbs and nouns of speech and writing, ours: PolNeAR's cues are also wants, supports and seems.
SPEECH = re.compile(
    r"\b(?:sa(?:y|id)|t(?:ell|old)|ask|add|stat|announc|claim|argu|not(?:e|ed|es|ing)\b|explain|accus|call|wr(?:ite|ote|itten)"
    r"|report|den(?:y|ied|ies)|declar|insist|warn|tweet|respond|repl|comment|remark|acknowledg|admit|alleg|according|assert"
    r"|confirm|conclud|continu|criti|describ|mention|predict|promis|pledg|propos|question|quot|read|recall|reject|releas|repeat"
    r"|request|reveal|speak|spoke|suggest|swore|talk|testif|thank|urg|vow|point(?:ed)? out)",
    re.IGNORECASE,
)


def ntrex(data: Path, language: str) -> Iterator[Case]:
    """NTREX documents: title in its own paragraph, the other sentences after it in one.

    In a language without projected spans a sentence that carries attribution is one statement as a whole.
    """
    column = CODES[language]
    gold = _ntrex_gold(data / "ntrex", language)
    documents: dict[str, list[tuple[int, str]]] = {}
    for row in rows(data):
        documents.setdefault(row["doc"], []).append((row["line"], row[column]))
    for name, lines in documents.items():
        text, spans = "", {}
        for number, (line, sentence) in enumerate(lines):
            text += "" if not number else "\n\n" if number == 1 else " "
            spans[line] = (len(text), len(text) + len(sentence))
            text += sentence
        known = language == "en" or language in PROJECTED
        whole = [Attribution((), (), [spans[line]]) for line in spans if gold.get(line)]
        yield name, Text(text, list(spans.values())), _merged(text, spans, gold) if known else whole


def _ntrex_gold(folder: Path, language: str) -> dict[int, list[dict[str, Any]]]:
    """Annotations by line, with the language's own spans in place of the English ones."""
    english = {row["line"]: row["statements"] for row in _lines(folder / "attribution.eng.dev.jsonl")}
    if language not in PROJECTED:
        return english
    spans = {(row["line"], row["i"]): row for row in _lines(folder / "spans" / f"{CODES[language]}.jsonl")}
    return {
        line: [
            {**made, **{k: spans[line, i][k] for k in ("source", "cue", "content", "form")}}
            for i, made in enumerate(statements)
            if (line, i) in spans and spans[line, i]["status"] != "lost" and spans[line, i]["content"]
        ]
        for line, statements in english.items()
    }


def _merged(text: str, spans: dict[int, tuple[int, int]], gold: dict[int, list[dict[str, Any]]]) -> list[Attribution]:
    """Attributions of one document; a quotation that runs on over sentences is one."""
    made: list[Attribution] = []
    last: tuple[int, int] | None = None  # attribution that quotation may run on from, and its last line
    for line, sentence in spans.items():
        for row in gold.get(line, []):
            content = _find(text, sentence, row["content"])
            if row["source_kind"] == "running" and last is not None and last[1] == line - 1:
                earlier = made[last[0]]
                made[last[0]] = dataclasses.replace(earlier, content=[*earlier.content, *content])
                last = (last[0], line)
                continue
            labels = {k: row[k] for k in LABELS}
            made.append(
                Attribution(_find(text, sentence, row["source"]), _find(text, sentence, row["cue"]), content, labels)
            )
            if row["form"] != "indirect":
                last = (len(made) - 1, line)
    return made


def _find(text: str, sentence: tuple[int, int], words: str | None) -> list[tuple[int, int]]:
    found = []
    for part in (words or "").split(" … "):
        start = text.find(part, *sentence) if part else -1
        if start >= 0:
            found.append((start, start + len(part)))
    return found


def articles(path: Path) -> Iterator[Case]:
    """Articles of PolNeAR or German Wikinews; those whose sentences the corpus lacks are left out, and named."""
    for row in _lines(path):
        if "sentences" not in row:
            print(f"left out: {row['id']}: the corpus has no sentences of it", file=sys.stderr)
            continue
        gold = [Attribution(_pairs(a["source"]), _pairs(a["cue"]), _pairs(a["content"])) for a in row["attributions"]]
        yield row["id"], Text(row["text"], [tuple(s) for s in row["sentences"]]), gold


def _pairs(spans: list[list[int]]) -> list[tuple[int, int]]:
    return [(start, end) for start, end in spans]


def seed(data: Path) -> Iterator[Case]:
    """The seed report; its gold names lines."""
    folder = data.parent / "cases" / "seed"
    text = (folder / "report.id.txt").read_text("utf-8")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    made = []
    for row in json.loads((folder / "gold.json").read_text("utf-8"))["statements"]:
        where = (starts[row["line"] - 1], starts[row["line"]])
        source, cue, content = (_find(text, where, row[k]) for k in ("source", "cue", "content"))
        made.append(Attribution(source, cue, content, {k: row[k] for k in LABELS}))
    lines = [(a, b - 1) for a, b in pairwise(starts) if b - 1 > a]
    yield "seed", Text(text, lines), made


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines():
        yield json.loads(line)


def speech(text: str, cue: Sequence[tuple[int, int]]) -> bool:
    """Whether a gold cue is one of speech or writing (English)."""
    return any(SPEECH.search(text, start, end) for start, end in cue)
