"""The dossier as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest

from bukti.model import Damage, Drift, Failure, Ignored, Result, SourceKind, Span, Stance
from bukti.report import html

TEXT = "A diplomat said the plant exists. Beijing denies it."
HOSTILE = 'A <script>alert(1)</script> diplomat said the "plant" exists & <img src=x onerror=y>. Beijing denies it.'


class _Marks(HTMLParser):
    """Collects marked quotations with their place, every tag, and every address that a browser would load."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[tuple[dict[str, str | None], str]] = []
        self.tags: list[str] = []
        self.addresses: list[str | None] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in {"src", "href"}]
        if tag == "mark":
            self.marks.append((dict(attrs), ""))
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._open:
            attributes, words = self.marks[-1]
            self.marks[-1] = (attributes, words + data)


def _parsed(page: str) -> _Marks:
    parser = _Marks()
    parser.feed(page)
    return parser


@pytest.fixture
def result(make: SimpleNamespace) -> Result:
    """One claim with a denial."""
    document = make.document(TEXT)
    said = make.statement(document, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS)
    denied = make.statement(document, "it", "Beijing", "denies", stance=Stance.DENIES)
    made: Result = make.result(document, [said], [denied])
    return made


def test_each_quotation_is_the_text_at_its_offsets(result: Result) -> None:
    """What is marked is exactly what stands at the offsets that the mark names."""
    marks = _parsed(html.write(result)).marks
    assert marks
    for attributes, words in marks:
        span = Span(int(attributes["data-start"] or ""), int(attributes["data-end"] or ""))
        assert result.document(attributes["data-report"] or "").words(span) == words


def test_a_source_cannot_bring_markup(make: SimpleNamespace) -> None:
    """Source text with tags is shown as text; the page has no script, image, frame or form."""
    document = make.document(HOSTILE, outlet="<b>Evil</b> & Co")
    said = make.statement(document, 'the "plant" exists & <img src=x onerror=y>', "diplomat", "said")
    parsed = _parsed(html.write(make.result(document, [said], [])))
    assert not {"script", "img", "iframe", "form", "object", "embed"} & set(parsed.tags)
    assert "<b>Evil</b>" not in html.write(make.result(document, [said], []))
    assert parsed.marks[0][1] == 'the "plant" exists & <img src=x onerror=y>'


def test_the_page_asks_for_nothing(result: Result) -> None:
    """Every address stays inside the page, and the policy forbids any request."""
    page = html.write(result)
    assert all((address or "").startswith("#") for address in _parsed(page).addresses)
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import", page)


def test_the_same_result_gives_the_same_page(result: Result) -> None:
    """No clock and no order of sets reaches the page."""
    assert html.write(result) == html.write(result)


@pytest.mark.parametrize(
    ("char", "shown"), [("\u202e", "U+202E"), ("\u2066", "U+2066"), ("\x07", "U+0007"), ("\ud800", "U+D800")]
)
def test_unseen_characters_are_shown(char: str, shown: str) -> None:
    """Characters that reorder or hide text appear as their code points."""
    assert shown in html.visible(f"a{char}b")
    assert char not in html.visible(f"a{char}b")


@pytest.mark.parametrize(
    "words", ["A diplomat (unnamed)", "denied", "reasonable suspicion", "a second independent origin", "F3"]
)
def test_the_page_says_what_was_found(result: Result, words: str) -> None:
    """Origins, denial, standard, what is missing and the grade stand in the page."""
    assert words in html.write(result)


def test_failures_damage_and_drift_are_listed(make: SimpleNamespace) -> None:
    """The appendix names every failed input and ignored file; damage and drift are shown beside the words."""
    text = "A diplomat said VladimirPutin knows. Later a diplomat said it."
    damage = Damage(Span(16, 29), "lost-space", "VladimirPutin", "Vladimir Putin", "two names joined")
    document = make.document(text, damage=(damage,))
    said = make.statement(document, "VladimirPutin knows", "A diplomat", "said")
    again = make.statement(document, "it", "a diplomat", "")
    changes: dict[str, Any] = {
        "failed": (Failure("broken.pdf", "encrypted", "It needs a password: remove it.", "ab" * 32),),
        "ignored": (Ignored("key.json", "answer key"),),
    }
    (finding,) = make.result(document, [said, again], []).findings
    drift = (Drift("certainty", said.id, again.id, "may have", "did"),)
    changed = replace(finding, claim=replace(finding.claim, drift=drift))
    page = html.write(make.result(document, [said, again], [], findings=(changed,), **changes))
    for words in ("broken.pdf", "encrypted", "key.json", "Vladimir Putin", "two names joined", "may have", "did"):
        assert words in page
