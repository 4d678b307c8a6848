"""Fixture policy: fixtures build small literal records or temporary folders; nothing here reads ../shared or a network.

`make` is a namespace of builders for records, so that a test states only what its property is about.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from bukti.ids import content_id, report_id
from bukti.model import (
    Assessment,
    Basis,
    ByteLocator,
    Claim,
    Degree,
    Document,
    Edge,
    EvidenceBasis,
    EvidenceGraph,
    Finding,
    Form,
    LanguageGuess,
    Lineage,
    Mention,
    MentionKind,
    Opinion,
    Origin,
    OriginShare,
    Polarity,
    ProfileStamp,
    Published,
    Relay,
    Report,
    Result,
    Sighting,
    SourceKind,
    Span,
    Stance,
    Statement,
    Unestablished,
)

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
SHARED = Path(os.environ.get("BUKTI_SHARED", Path(__file__).parents[2] / "shared"))
EPOCH = datetime(2024, 11, 25, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system; skips where there is none."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip(f"no Chromium: install one of {', '.join(CHROMIUM)}")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path=found, args=options)
        yield opened
        opened.close()


@pytest.fixture
def shared() -> Path:
    """The folder of measuring data and cases; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is absent: set BUKTI_SHARED to the folder with cases and data")
    return SHARED


def vector_cache(factory: pytest.TempPathFactory) -> Path:
    """Where sentence vectors are kept: one place for all processes of a run, since they are the same in each.

    `make test` gives one to all of its runs: vectors have nothing to do with a hash seed.
    """
    if folder := os.environ.get("BUKTI_TEST_VECTORS"):
        return Path(folder)
    base = factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"


@pytest.fixture(autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a test run lands in the user's folders, and files are parsed in this process."""
    monkeypatch.setenv("BUKTI_CACHE", str(vector_cache(tmp_path_factory)))
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.setenv(
        "BUKTI_ISOLATION", "off"
    )  # a process a test costs a second; tests/intake/test_isolated.py has it


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


def _unestablished(**changes: Any) -> Unestablished:
    """A source that does not count."""
    base: dict[str, Any] = {"id": "or-2", "name": "Blog", "reason": "Nobody is named who holds it.", "counted": False}
    return Unestablished(**(base | changes))


def _assessment(**changes: Any) -> Assessment:
    """An assessment of one affirming origin."""
    opinion = Opinion(0.31, 0.05, 0.64)
    share = OriginShare("or-1", "A diplomat (unnamed)", "anonymous", "F", "affirm", (), opinion, Opinion(0, 0.05, 0.95))
    base: dict[str, Any] = {
        "claim": "the plant exists",
        "opinion": opinion,
        "opinion_sl": opinion,
        "standard_error": 0.0,
        "conflict": 0.1,
        "reports": 2,
        "origins_min": 1,
        "origins_max": 2,
        "not_established": (),
        "origins": (share,),
        "scheme": "icd203",
        "likelihood": None,
        "likelihood_reason": "Too much is unknown (0.64).",
        "confidence": "low",
        "confidence_reason": "One origin.",
        "admiralty": "F3",
        "standard_met": "reasonable suspicion",
        "standard_next": "reasonable grounds to believe",
        "missing": ("a second independent origin",),
        "policy": "two-origins",
        "actionable": False,
        "actionable_why": ("Only one independent origin.",),
        "would_change": ("Without A diplomat (unnamed), b falls to 0.00.",),
        "sensitivity": ("F3 to F6 when letters move by one.",),
        "explanations": ("2 reports go back to 1 independent origin.",),
    }
    return Assessment(**(base | changes))


def _result(document: Document, affirming: list[Statement], denying: list[Statement], **changes: Any) -> Result:
    """A result with one claim over statements of one document."""
    statements = (*affirming, *denying)
    words = document.words(affirming[0].content[0])
    ids = (tuple(s.id for s in affirming), tuple(s.id for s in denying))
    claim = Claim("cl-0123456789abcdef", affirming[0].id, words, *ids, languages=("en",), reasons=("one proposition",))
    origin = Origin("or-1", "A diplomat (unnamed)", "F", Polarity.AFFIRM, Degree.CT, EvidenceBasis.UNSPECIFIED)
    relay = Relay(document.report.id, document.report.outlet or "", "F", (Edge("or-1"),))
    graph = EvidenceGraph("the plant exists", (origin,), (relay,), (document.report.id,))
    base: dict[str, Any] = {
        "profile": ProfileStamp("default", "1.0.0", "0" * 64),
        "version": "0.1.0",
        "documents": (document,),
        "lineage": Lineage(families=((document.report.id,),)),
        "statements": statements,
        "findings": (Finding(claim, graph, _assessment()),),
    }
    return Result(**(base | changes))


@pytest.fixture
def make() -> SimpleNamespace:
    """Builders: `make.document(text)`, `make.statement(document, content, source, cue)` and so on."""
    return SimpleNamespace(
        document=_document,
        statement=_statement,
        mention=_mention,
        assessment=_assessment,
        unestablished=_unestablished,
        result=_result,
    )
