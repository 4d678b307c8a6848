"""Builders of reading's own inputs: a text through the stages before it, its units, its scene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bukti import reading
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Document, Report, Span, Statement
from bukti.reading.units import Unit, read_units
from bukti.reading.vocabulary import Vocabulary, vocabulary
from bukti.text import analyse

Prepare = Callable[[str, str], Document]
Read = Callable[..., tuple[Statement, ...]]


def prepare_text(text: str, language: str | None) -> Document:
    """A text as the pipeline hands it to reading."""
    identity = report_id(text.encode("utf-8", "surrogatepass"))
    document = analyse(Report(identity, "text/plain", text, language=language))
    return replace(document, mentions=mentions.find(document))


@pytest.fixture(scope="session")
def prepare() -> Prepare:
    """A text and its language -> the document that reading gets."""
    return prepare_text


@pytest.fixture(scope="session")
def read_text() -> Read:
    """A text, English unless told otherwise -> its statements."""
    return lambda text, language="en": reading.read(prepare_text(text, language))


@pytest.fixture(scope="session")
def who_says(read_text: Read) -> Callable[..., list[tuple[str, str]]]:
    """A text, English unless told otherwise -> the words of source and content of each of its statements."""

    def told(text: str, language: str = "en") -> list[tuple[str, str]]:
        def words(spans: tuple[Span, ...]) -> str:
            return " … ".join(text[s.start : s.end] for s in spans)

        return [(words(made.source), words(made.content)) for made in read_text(text, language)]

    return told


@pytest.fixture(scope="session")
def unit() -> Callable[[str], Unit]:
    """A sentence -> its unit."""
    return lambda text: read_units(prepare_text(text, "en"))[0][0]


@pytest.fixture(scope="session")
def english() -> Vocabulary:
    """The English vocabulary."""
    words = vocabulary("en")
    assert words is not None
    return words


@pytest.fixture(scope="session")
def indonesian() -> Vocabulary:
    """The Indonesian vocabulary."""
    words = vocabulary("id")
    assert words is not None
    return words
