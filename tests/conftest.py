"""Fixture policy: fixtures build small literal records or temporary folders; nothing here reads ../shared or a network.

`make` is a namespace of builders for records, so that a test states only what its property is about.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bukti.ids import content_id, report_id
from bukti.model import (
    Basis,
    ByteLocator,
    Degree,
    Document,
    Form,
    LanguageGuess,
    Mention,
    MentionKind,
    Published,
    Report,
    Sighting,
    SourceKind,
    Span,
    Stance,
    Statement,
)

SHARED = Path(os.environ.get("BUKTI_SHARED", Path(__file__).parents[2] / "shared"))
EPOCH = datetime(2024, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture
def shared() -> Path:
    """The folder of measuring data and cases; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: set BUKTI_SHARED to the folder with cases and data")
    return SHARED


@pytest.fixture(autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentence vectors of a test run never land in the user's cache."""
    monkeypatch.setenv("BUKTI_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


def _document(text: str, outlet: str = "The Harbour Post", hours: int = 0, **changes: Any) -> Document:
    """A document of one paragraph whose sentences end at full stops, published `hours` after a fixed time."""
    data = text.encode()
    published = EPOCH + timedelta(hours=hours)
    report = Report(
        id=report_id(data),
        media_type="text/plain",
        text=text,
        locators=(ByteLocator(Span(0, len(text)), 0, len(data)),),
        sightings=(Sighting(f"{outlet.casefold().replace(' ', '-')}.txt"),),
        outlet=outlet,
        title=text.split(".", maxsplit=1)[0],
        published=Published(published, published, "second", "header"),
        charset="utf-8",
    )
    sentences, start = [], 0
    for place, char in enumerate(text):
        if char == "." or place == len(text) - 1:
            sentences.append(Span(start, place + 1))
            start = place + 2
    base: dict[str, Any] = {
        "report": report,
        "language": LanguageGuess("en", 1.0),
        "paragraphs": (Span(0, len(text)),),
        "sentences": tuple(sentences),
    }
    return Document(**(base | changes))


def _statement(document: Document, content: str, source: str = "", cue: str = "", **changes: Any) -> Statement:
    """A statement whose spans are found in the document by their words."""

    def spans(words: str) -> tuple[Span, ...]:
        start = document.report.text.index(words)
        return (Span(start, start + len(words)),) if words else ()

    base: dict[str, Any] = {
        "id": content_id("st", document.report.id, content, source, cue, sorted(map(str, changes.items()))),
        "report": document.report.id,
        "content": spans(content),
        "cue": spans(cue),
        "source": spans(source),
        "source_kind": SourceKind.NAMED_ORGANISATION if source else SourceKind.NARRATOR,
        "form": Form.INDIRECT,
        "stance": Stance.ASSERTS,
        "degree": Degree.CT,
        "basis": Basis.UNSPECIFIED,
    }
    return Statement(**(base | changes))


def _mention(document: Document, words: str, key: str, kind: MentionKind = MentionKind.ORGANISATION) -> Mention:
    """A mention found in the document by its words."""
    start = document.report.text.index(words)
    return Mention(Span(start, start + len(words)), kind, key, words)


@pytest.fixture
def make() -> SimpleNamespace:
    """Builders: `make.document(text, …)`, `make.statement(document, content, source, cue, …)`, `make.mention(…)`."""
    return SimpleNamespace(document=_document, statement=_statement, mention=_mention)
