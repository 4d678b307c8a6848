"""Builders for the tests of grouping: documents with their names, statements, features, an embedder of plain words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bukti import reading
from bukti.claims.compare import Comparer
from bukti.claims.features import Features, extract
from bukti.entities import mentions
from bukti.ids import content_id, report_id
from bukti.model import (
    AlignedPassage,
    Basis,
    Degree,
    Derivation,
    DerivationKind,
    Document,
    Form,
    Lineage,
    Published,
    Report,
    SourceKind,
    Span,
    Stance,
    Statement,
)
from bukti.text import analyse

START = datetime(2024, 11, 25, 9, 0, tzinfo=UTC)


class Words:
    """An embedder that puts each word on an axis of its own, as far as 256 axes go."""

    def embed(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """Unit rows of shape (n, 256)."""
        rows = np.full((len(texts), 256), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.casefold().split():
                row[hashlib.sha256(word.encode()).digest()[0]] += 1.0
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _document(text: str, language: str = "en", hours: int = 0, outlet: str | None = None) -> Document:
    """A report through the stages before reading, published `hours` after a fixed time."""
    when = START + timedelta(hours=hours)
    report = Report(
        id=report_id(f"{outlet} {hours}\n{text}".encode()),
        media_type="text/plain",
        text=text,
        language=language,
        outlet=outlet,
        published=Published(when, when, "second", "header"),
    )
    document = analyse(report)
    return replace(document, mentions=mentions.find(document))


def _statement(document: Document, content: str, source: str = "", cue: str = "", **changes: Any) -> Statement:
    """A statement whose spans are found by their words; pieces of content are divided by ` … `."""
    text = document.report.text

    def spans(words: str) -> tuple[Span, ...]:
        return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words.split(" … ") if w)

    base: dict[str, Any] = {
        "id": content_id("st", document.report.id, content, source, sorted(map(str, changes.items()))),
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


def _said(documents: Sequence[Document]) -> list[Statement]:
    """What reading finds in documents, the reports' own words included."""
    found: list[Statement] = []
    for document in documents:
        attributed = reading.read(document)
        found += (*attributed, *reading.narrate(document, attributed))
    return found


def _features(*texts: str, language: str = "en") -> tuple[Features, ...]:
    """Features of whole texts, each the statement of a report of its own, in the order given."""
    documents = [_document(text, language, hours) for hours, text in enumerate(texts)]
    return extract(documents, [_statement(d, d.report.text) for d in documents])


def _comparer(*features: Features, aligned: dict[tuple[int, int], float] | None = None) -> Comparer:
    """A comparer without vectors."""
    return Comparer(features, None, aligned or {})


def _edge(parent: Document, child: Document, kind: DerivationKind = DerivationKind.COPY, **changes: Any) -> Derivation:
    """An arrow whose passage covers both texts."""
    passage = AlignedPassage(Span(0, len(parent.report.text)), Span(0, len(child.report.text)), 1.0)
    base: dict[str, Any] = {"direction_known": True, "share_of_child": 1.0, "passages": (passage,)}
    return Derivation(parent.report.id, child.report.id, kind, 0.95, **(base | changes))


def _lineage(documents: Sequence[Document], *edges: Derivation) -> Lineage:
    """Families of one, except for those that the edges join."""
    joined = tuple(sorted({name for e in edges for name in (e.parent, e.child)}))
    alone = tuple((d.report.id,) for d in documents if d.report.id not in joined)
    return Lineage(edges=edges, families=((joined,) if joined else ()) + alone)


@pytest.fixture(scope="session")
def build() -> SimpleNamespace:
    """Builders: `build.document(text)`, `build.statement(document, content)`, `build.features(text, text)` and more."""
    return SimpleNamespace(
        document=_document,
        statement=_statement,
        said=_said,
        features=_features,
        extract=extract,
        comparer=_comparer,
        edge=_edge,
        lineage=_lineage,
        embedder=Words(),
    )
