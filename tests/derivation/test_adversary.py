"""Texts made to break or to slow down derivation: each must be traced, in bounded time."""

from __future__ import annotations

import time

import pytest

from bukti import derivation
from bukti.ids import report_id
from bukti.model import Document, LanguageGuess, Report
from bukti.text.paragraphs import paragraphs
from bukti.text.sentences import sentences

ODD = {
    "empty": "",
    "surrogates": "\ud800\udfff " * 60,
    "NUL": "a\0b \0 c " * 60,
    "astral": "😀 𝔘𝔫𝔡 𠀀𠀁 " * 60,
    "marks only": "\u0301\u200d" * 60,
    "one long word": "a" * 100_000,
    "no spaces": "水泵昨晚又坏了" * 3000,
    "ligature that unfolds to eighteen letters": "ﷺ" * 1000,
    "one sentence": "The water rose over the bridge at four. " * 300,
}
SECONDS = 20  # of processor time for what takes two


def document(text: str, number: int) -> Document:
    """A report with its sentences, by a number that tells equal texts apart."""
    ranges = paragraphs(text)
    return Document(
        report=Report(report_id(f"{number}".encode()), "text/plain", text, language="en"),
        language=LanguageGuess("en", 1.0),
        paragraphs=ranges,
        sentences=sentences(text, ranges, "en"),
    )


def traced(texts: list[str]) -> int:
    """Number of families; fails where the trace takes long or loses a report."""
    documents = [document(text, number) for number, text in enumerate(texts)]
    began = time.process_time()
    families = derivation.trace(documents).families
    assert time.process_time() - began < SECONDS
    assert sorted(name for family in families for name in family) == sorted(one.report.id for one in documents)
    return len(families)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_traced(name: str) -> None:
    """Two of a kind beside a plain report take bounded time, and no report is lost."""
    assert traced([ODD[name], ODD[name], "Nobody was hurt in the flood."]) in {2, 3}


def test_many_identical_reports_are_one_family() -> None:
    """Reprints are compared with the first few only, so that their number costs no more than itself."""
    assert traced(["Water rose over the bridge at four in the morning, and nobody was hurt in the flood."] * 400) == 1
