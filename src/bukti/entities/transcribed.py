"""Persons' names in scripts without spaces and capitals: told by a dot, by a title, by being met in full before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bukti import lexicon
from bukti.entities.words import NameWords
from bukti.model import Span
from bukti.text.unspaced import CLASS, word_ends
from bukti.text.words import of

DOT = "·・‧•"
RUN = re.compile(f"[{CLASS}{DOT}A-Z]+")
PART = 7  # characters of one part of a transcribed name
GIVEN = 2  # characters of a given name behind a family name
KNOWN = 200  # names of a report whose later mentions are looked for: keeps the work linear in the text


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What names look like in one language: with a dot, and beside a title."""

    dotted: re.Pattern[str]
    spelled: re.Pattern[str]
    family: re.Pattern[str]
    never: frozenset[str]
    long: tuple[str, ...]


@cache
def _patterns(code: str | None) -> _Patterns | None:
    language = lexicon.load(code) if code else None
    words = language.section("names", NameWords) if language else NameWords()
    if not words.letters:
        return None
    speech = "|".join(re.escape(s) for s in sorted(of(code).speech, key=lambda s: (-len(s), s)))
    part = f"(?:[{re.escape(words.letters)}]{{1,{PART}}}|[A-Z])"
    title = "|".join(re.escape(t) for t in sorted(words.titles, key=lambda t: (-len(t), t)))
    surname = "|".join(re.escape(s) for s in sorted(words.surnames, key=lambda s: (-len(s), s)))
    letters = f"[{re.escape(words.letters)}]{{2,{PART}}}"
    long = tuple(sorted(s for s in words.surnames if len(s) > 1))
    alone = "|".join(re.escape(s) for s in sorted(long, key=lambda s: (-len(s), s))) or "(?!)"
    given = f"(?:(?:{surname})[{CLASS}]{{1,{GIVEN}}}|{alone})"
    return _Patterns(
        re.compile(rf"{part}(?:[{DOT}]{part})+"),
        re.compile(
            rf"(?:{title})(?P<behind>{letters})|(?<![{re.escape(words.letters)}])(?P<before>{letters})(?={title}|{speech})"
        ),
        re.compile(rf"(?:{title})(?P<behind>{given})|(?P<before>{given})(?={title}|{speech})"),
        words.never,
        long,
    )


def persons(text: str, code: str | None) -> list[Span]:
    """Spans of persons' names, sorted and apart; empty where the language does not tell how such names are written."""
    patterns = _patterns(code)
    if patterns is None:
        return []
    found: dict[int, int] = {}
    for run in RUN.finditer(text):
        ends = sorted({0, *word_ends(run[0])})
        for start, end in _in_run(run[0], ends, patterns):
            found[run.start() + start] = max(run.start() + end, found.get(run.start() + start, 0))
    spans = _apart(found)
    for start, end in _again(text, spans):
        found[start] = max(end, found.get(start, end))
    return _apart(found)


def _in_run(run: str, ends: list[int], patterns: _Patterns) -> Iterator[tuple[int, int]]:
    for match in patterns.dotted.finditer(run):
        yield _fitted(match.span(), ends)
    for match in patterns.spelled.finditer(run):
        start, end = _fitted(match.span(match.lastgroup or 0), ends)
        if end - start > 1:
            yield start, end
    for match in patterns.family.finditer(run):
        start, end = match.span(match.lastgroup or 0)
        end = next((i for i in range(start + 1, end) if run[i] in patterns.never), end)
        end -= end not in ends  # 发言人耿爽|表示
        inside = [place for place in ends if start <= place <= end]
        single = any(after - before == 1 for before, after in pairwise(inside))
        single = single or run.startswith(patterns.long, start)  # "田中|健一": no word of one character in it
        if not single or inside[0] != start or inside[-1] != end:
            continue  # the dictionary knows it: 金融|专家
        if end - start > 1:
            yield start, end


def _fitted(span: tuple[int, int], ends: list[int]) -> tuple[int, int]:
    """A span whose edges cut no word of the dictionary's: what it holds of one at an edge is left out."""
    start, end = span
    place = bisect_left(ends, start)
    start = ends[place] if place < len(ends) else start
    last = bisect_left(ends, end)
    if last < len(ends) and ends[last] != end:
        end = ends[last - 1]
    return start, max(start, end)


def _again(text: str, spans: list[Span]) -> Iterator[tuple[int, int]]:
    """Later mentions of the names: whole, or by their last part."""
    names = [text[span.start : span.end] for span in spans]
    forms = dict.fromkeys(form for name in names for form in (name, re.split(f"[{DOT}]", name)[-1]) if len(form) > 1)
    known = sorted(list(forms)[:KNOWN], key=lambda form: (-len(form), form))
    if known:
        for match in re.finditer("|".join(map(re.escape, known)), text):
            yield match.span()


def _apart(found: dict[int, int]) -> list[Span]:
    """Spans that do not overlap, from left to right, longer ones first where they begin together."""
    spans: list[Span] = []
    for start, end in sorted(found.items()):
        if end > start and (not spans or start >= spans[-1].end):
            spans.append(Span(start, end))
    return spans
