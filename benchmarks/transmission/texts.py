"""The sentences that are passed on: NTREX, line by line in every language, and own sentences about sources."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.transmission.plan import COLUMNS, UNSPACED, Part
from benchmarks.transmission.sayings import SAY, said
from benchmarks.transmission.tables import CITING

NTREX = "ntrex/parallel.dev.jsonl.gz"
RUN = 8  # words in a row that two documents must not share, or the later one is left out
CITE = "cite:"
CLAUSE = re.compile(r"[,;:،，、]|\s[–—-]\s")  # where a clause ends


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence in a report.

    Attributes:
        keys: the sentences of the corpus that it says; several after joining. text: as it stands.
        origin: number of the report that wrote it first. opens: whether it begins a paragraph.
        kept: part of the sentence that is left after shortening, in (0, 1].
        changes: (old, new) numbers and Latin names that were changed; unlike words, they survive translation.
    """

    keys: tuple[str, ...]
    text: str
    origin: int
    opens: bool = True
    kept: float = 1.0
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """A corpus of parallel documents.

    Attributes:
        documents: name -> sentence keys, in order. sentences: key -> NTREX column -> text.
    """

    documents: Mapping[str, tuple[str, ...]]
    sentences: Mapping[str, Mapping[str, str]]

    def of(self, part: Part) -> list[str]:
        """Names of the documents of one part, sorted."""
        return sorted(name for name in self.documents if part in {"all", half(name)})

    def say(self, key: str, column: str) -> str:
        """One sentence in one language."""
        if key.startswith(CITE):
            return CITING[column.partition("-")[0]].format(key.removeprefix(CITE))
        return said(key, column) if key.startswith(SAY) else self.sentences[key][column]

    def pieces(self, keys: Sequence[str], column: str, origin: int, chance: Random) -> tuple[Piece, ...]:
        """Sentences as a report first writes them, in paragraphs of one to three; the first stands alone."""
        made, left = [], 1
        for place, key in enumerate(keys):
            left = left - 1 if place > 1 and left > 1 else 0
            made.append(Piece((key,), self.say(key, column), origin, opens=left == 0))
            left = left or chance.randint(1, 3)
        return tuple(made)

    def translated(self, pieces: Sequence[Piece], column: str) -> tuple[Piece, ...]:
        """The same sentences in another language: choice, order, shortening and changed details stay, wording goes."""
        return tuple(self._translated(piece, column) for piece in pieces)

    def _translated(self, piece: Piece, column: str) -> Piece:
        text = ("" if column in UNSPACED else " ").join(self.say(key, column) for key in piece.keys)
        text = shortened(text, piece.kept)
        for old, new in piece.changes:
            text = swapped(text, old, new)
        return replace(piece, text=text)


def half(name: str) -> str:
    """The part that a document belongs to, by a digest of its name: the same for ever."""
    return ("fit", "test")[sha256(name.encode()).digest()[0] % 2]


def swapped(text: str, old: str, new: str) -> str:
    """The text with one whole number or Latin word exchanged for another."""
    return re.sub(rf"(?<![A-Za-z0-9]){re.escape(old)}(?![A-Za-z0-9])", lambda _: new, text)


def shortened(text: str, kept: float) -> str:
    """The beginning of a sentence, up to the end of the clause or word nearest to a part of its length."""
    if kept >= 1.0:
        return text
    body, end = text.rstrip(".!?。"), "。" if text.endswith("。") else "."
    places = [m.start() for m in re.finditer(r"[,;:،，、;]|\s[–—-]\s", body)] or [
        m.start() for m in re.finditer(r"\s", body)
    ]
    place = min(places, key=lambda at: (abs(at - kept * len(body)), at), default=len(body))
    return body[:place].rstrip() + end


@cache  # 124 languages: each reading of the file takes a second
def rows(data: Path) -> tuple[Mapping[str, Any], ...]:
    """NTREX line by line: `doc`, `line`, and the sentence by the name of its column.

    Raises:
        FileNotFoundError: the corpus is not there.
    """
    return tuple(json.loads(line) for line in gzip.decompress((data / NTREX).read_bytes()).splitlines())


def load(data: Path) -> Texts:
    """NTREX from the folder of measuring data; a document that shares a run of words with an earlier one is left out.

    Raises:
        FileNotFoundError: the corpus is not there.
    """
    documents: dict[str, list[str]] = {}
    sentences: dict[str, dict[str, str]] = {}
    for row in rows(data):
        key = f"{row['doc']}:{row['line']}"
        documents.setdefault(row["doc"], []).append(key)
        sentences[key] = {column: row[column] for column in COLUMNS}
    seen: set[tuple[str, ...]] = set()
    kept = {}
    for name, keys in documents.items():
        runs = {run for key in keys for run in _runs(sentences[key]["eng"])}
        if not runs & seen:
            kept[name] = tuple(keys)
        seen |= runs
    return Texts(kept, sentences)


def _runs(sentence: str) -> list[tuple[str, ...]]:
    words = sentence.casefold().split()
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
