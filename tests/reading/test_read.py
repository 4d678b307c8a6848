"""Reading as a whole: any text, bounded work, equal answers."""

from __future__ import annotations

import gzip
import json
import random
import sys
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bukti import lexicon, reading
from bukti.model import Document, Span, Statement
from bukti.reading import units
from bukti.reading.vocabulary import vocabulary

ROOM = str(Path(reading.__file__).parent)
PIECES = st.sampled_from(
    (
        *("“", "”", "‘", "’", '"', "'", "«", "»", "「", "」", "\n\n", "\n", ", ", ". ", ": ", "? ", "; ", "- ", "…"),
        *("He said ", "said ", "Nina Harrow ", "the minister ", "according to ", "katanya ", "kata dia ", "yang "),
        *("bahwa ", "not ", "denied ", "that ", "is believed to ", "reportedly ", "citing ", "claim that ", "she "),
        *("who ", "told Reuters ", "in May ", "One of them ", "the group ", "asked ", "(EU) ", "1,000 ", "Мінск "),
        *("北京", "\u0000", "\u202e", "\u0301"),
    )
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))
CODES = (*lexicon.supported(), "bg")  # Bulgarian has no file


def _forms(code: str) -> list[str]:
    """Some forms of every kind of cue of a language."""
    words = vocabulary(code)
    if words is None:
        return []
    found = [*(v.forms for v in words.words.verbs), words.words.according, *(n.forms for n in words.words.nouns)]
    return [form.replace("*", "") + " " for forms in found for form in forms[:6]]


def _in(code: str) -> st.SearchStrategy[tuple[str, str]]:
    pieces = st.one_of(PIECES, st.sampled_from(_forms(code) or ["a "]))
    return st.tuples(st.one_of(TEXTS, st.lists(pieces, max_size=60).map("".join)), st.just(code))


def _random(code: str, number: int) -> str:
    """A text of random code points, cues and marks; the same for the same number."""
    chance = random.Random(number)  # noqa: S311 - test data, no secret
    words = _forms(code) or ["a "]
    planes = (
        (0x20, 0x7F),
        (0xA0, 0x24F),
        (0x370, 0x6FF),
        (0x900, 0xE7F),
        (0x3000, 0x9FFF),
        (0xAC00, 0xD7A3),
        (0x1F300, 0x1F6FF),
    )
    made = []
    for _ in range(chance.randrange(60)):
        low, high = chance.choice(planes)
        made.append(
            chance.choice((chr(chance.randint(low, high)), chance.choice(words), chance.choice("“”«»\"'.,:—\n ")))
        )
    return "".join(made)


def _check(document: Document, statement: Statement) -> None:
    length = len(document.report.text)
    spans = (*statement.content, *statement.cue, *statement.source)
    assert all(0 <= s.start < s.end <= length for s in spans)
    assert all(one.end <= other.start for one, other in pairwise(statement.content))
    apart: list[tuple[Span, ...]] = [statement.cue, statement.source]
    assert not any(c.overlaps(s) for c in apart[0] for s in apart[1])
    assert not any(c.overlaps(s) for c in statement.cue for s in statement.content)
    assert all(document.words(s) == document.report.text[s.start : s.end] for s in spans)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(CODES).flatmap(_in))
def test_any_text_is_read_without_a_crash_and_spans_lie_in_it(prepare: Any, told: tuple[str, str]) -> None:
    """Spans lie inside the text, contents are disjoint, and a source or a content never holds its own cue."""
    _read(prepare, *told)


@pytest.mark.parametrize("code", CODES)
def test_random_texts_are_read_in_every_language(prepare: Any, code: str) -> None:
    """A thousand and more texts of random code points and cues, forty-two a language, keep the same promises."""
    for number in range(42):
        _read(prepare, _random(code, number), code)


def test_every_language_of_the_corpus_is_read(prepare: Any, shared: Path) -> None:
    """A short document in each of NTREX's 124 languages keeps them too, whatever language it is taken for."""
    rows = gzip.decompress((shared / "data" / "ntrex" / "parallel.dev.jsonl.gz").read_bytes()).splitlines()[:4]
    columns = [json.loads(row) for row in rows]
    languages = [name for name in columns[0] if name not in {"line", "doc"}]
    assert len(languages) == 125  # English and 124 more
    for name in languages:
        _read(prepare, "\n\n".join(row[name] for row in columns), None)


def _read(prepare: Any, text: str, code: str | None) -> None:
    document = prepare(text, code)
    statements = reading.read(document)
    for statement in (*statements, *reading.narrate(document, statements)):
        _check(document, statement)
    assert len({s.id for s in statements}) == len(statements)


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_reading_twice_gives_equal_statements(prepare: Any, text: str) -> None:
    """Nothing outlives a reading: the same document gives the same records."""
    document = prepare(text, "en")
    assert reading.read(document) == reading.read(document)


def _work(document: Document) -> int:
    """Lines of reading's code that run on a document: a count of work that no clock disturbs."""
    lines = 0

    def count(frame: FrameType, event: str, _: object) -> Any:
        nonlocal lines
        if not frame.f_code.co_filename.startswith(ROOM):
            return None
        lines += event in {"line", "call"}
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        reading.read(document)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        ('"', "en"),
        ("“a” ", "en"),
        ("“So it is,” said he. ", "en"),
        ("said ", "en"),
        ("He said that she said that ", "en"),
        ("\n\n“We saw it burn,” ", "en"),
        ("“We saw it burn. ", "en"),
        ("according to Nina Harrow, ", "en"),
        ("katanya, ", "id"),
        ("“Ми бачили, ", "uk"),
    ],
)
def test_work_grows_with_the_text_and_no_faster(
    prepare: Any, monkeypatch: pytest.MonkeyPatch, piece: str, code: str
) -> None:
    """Four times the text is at most five times the work, whatever it repeats; units are cut short to be quick."""
    monkeypatch.setattr(units, "LONGEST", 20)
    small, large = (_work(prepare(piece * (size // len(piece)), code)) for size in (400, 1_600))
    assert large <= 5 * small + 2_000


def test_a_hundred_kilobytes_of_quotation_marks_are_read(prepare: Any) -> None:
    """The longest row of marks that a page may hold gives no statement and no crash."""
    assert reading.read(prepare("“" * 50_000 + '"' * 50_000, "en")) == ()
