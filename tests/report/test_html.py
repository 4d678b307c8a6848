"""The dossier as HTML."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from bukti.model import (
    AlignedPassage,
    Conflict,
    Damage,
    Derivation,
    DerivationKind,
    Drift,
    DriftEnd,
    Failure,
    Ignored,
    LanguageGuess,
    LatentOrigin,
    Lineage,
    NearMiss,
    Result,
    SourceKind,
    Span,
    Stance,
)
from bukti.report import html

TEXT = "A diplomat said the plant exists. Beijing denies it."
HOSTILE = 'A <script>alert(1)</script> diplomat said the "plant" exists & <img src=x onerror=y>. Beijing denies it.'


class _Marks(HTMLParser):
    """Collects marked quotations with their place, every tag, id and attribute, and every address."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[tuple[dict[str, str | None], str]] = []
        self.tags: list[str] = []
        self.names: list[str] = []
        self.ids: list[str | None] = []
        self.addresses: list[str | None] = []
        self.quotations: list[dict[str, str | None]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names += [name for name, _ in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        self.quotations += [dict(attrs)] if tag == "blockquote" else []
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
    """Every address stays inside the page, the policy forbids any request, and only the page's own style counts."""
    page = html.write(result)
    parsed = _parsed(page)
    assert all((address or "").startswith("#") for address in parsed.addresses)
    assert not [name for name in parsed.names if name == "style" or name.startswith("on")]
    style = page.partition("<style>")[2].partition("</style>")[0]
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'" in page
    assert not re.search(r"url\(|@import", page)


def test_every_link_leads_to_one_place(result: Result) -> None:
    """Ids occur once, and each address of the page is one of them."""
    parsed = _parsed(html.write(result))
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {(address or "").removeprefix("#") for address in parsed.addresses} <= set(parsed.ids)


def test_headings_go_down_one_level_at_a_time(result: Result) -> None:
    """One h1, no level left out; a screen reader finds header, navigation, main part and footer."""
    tags = _parsed(html.write(result)).tags
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [tags.count(tag) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]


def test_every_quotation_has_its_language_and_direction(make: SimpleNamespace) -> None:
    """A screen reader can change its voice, and Arabic runs from the right."""
    document = make.document("قال دبلوماسي إن المصنع موجود.", language=LanguageGuess("ar", 1.0))
    said = make.statement(document, "المصنع موجود", "دبلوماسي", "قال")
    page = html.write(make.result(document, [said], []))
    assert {(q["lang"], q["dir"]) for q in _parsed(page).quotations} == {("ar", "rtl")}
    assert 'lang="ar" dir="rtl">المصنع موجود</h3>' in page


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


def test_failures_and_damage_are_listed(make: SimpleNamespace) -> None:
    """The appendix names every failed input and ignored file; damage is shown beside the words."""
    text = "A diplomat said VladimirPutin knows. Later a diplomat said it."
    damage = Damage(Span(16, 29), "lost-space", "VladimirPutin", "Vladimir Putin", "two names joined")
    document = make.document(text, damage=(damage,))
    said = make.statement(document, "VladimirPutin knows", "A diplomat", "said")
    changes: dict[str, Any] = {
        "failed": (Failure("broken.pdf", "encrypted", "It needs a password: remove it.", "ab" * 32),),
        "ignored": (Ignored("key.json", "answer key"),),
    }
    page = html.write(make.result(document, [said], [], **changes))
    for words in ("broken.pdf", "encrypted", "key.json", "Vladimir Putin", "two names joined"):
        assert words in page


def test_a_change_is_drawn_at_its_hop(make: SimpleNamespace) -> None:
    """The chain down to the report that changed the claim, who left it out on the way, and what it changed."""
    outlets = ("Wire", "Hotel <b>", "Daily")
    documents = [make.document(f"A diplomat said the plant exists. {outlet}", outlet) for outlet in outlets]
    chain = tuple(document.report.id for document in documents)
    said = make.statement(documents[0], "the plant exists", "A diplomat", "said")
    result = make.result(documents[0], [said], [])
    (finding,) = result.findings
    sides = DriftEnd(chain[0], "possible", said.id), DriftEnd(chain[2], "certain")
    drift = (Drift("certainty", "surer", "strengthens", *sides, chain, "“may <i>” becomes certain."),)
    changed = replace(finding, claim=replace(finding.claim, drift=drift))
    page = html.write(replace(result, documents=tuple(documents), findings=(changed,)))
    steps = [step.partition("</li>")[0] for step in page.partition('<ol class="chain">')[2].split("<li")[1:4]]
    assert [outlet in step for outlet, step in zip(("Wire", "Hotel &lt;b&gt;", "Daily"), steps, strict=True)] == [
        True
    ] * 3
    assert ["silent" in step for step in steps] == [False, True, False]
    assert ["changed" in step for step in steps] == [False, False, True]
    assert "“may &lt;i&gt;” becomes certain." in page


def test_who_copied_whom_is_shown_with_both_wordings(make: SimpleNamespace) -> None:
    """An edge has its reasons and the aligned passages of both reports; outside origins go by name."""
    first, second = (
        make.document("The plant stands in the desert."),
        make.document("A plant stands in a desert.", "Copy"),
    )
    passage = AlignedPassage(Span(4, 31), Span(2, 26), 0.9)
    ends = (first.report.id, second.report.id)
    edges = (
        Derivation(*ends, DerivationKind.REWRITE, 0.97, True, 0.81, (passage,), ("They share one passage.",)),
        Derivation("ex-1", ends[0], DerivationKind.CITATION, 0.6, False, 0.0, (), ("It names a wire.",)),
    )
    lineage = Lineage(edges, (LatentOrigin("ex-1", ends[:1], (), "Norda Wire"),), (ends,))
    said = make.statement(first, "plant stands", "The", "")
    result = make.result(first, [said], [], documents=(first, second), lineage=lineage)
    page = html.write(result)
    for words in ("plant stands in the desert.</blockquote>", "plant stands in a desert</blockquote>", "Norda Wire"):
        assert words in page
    assert "rewrite, probability 0.97, 81 % of its words" in page
    assert "citation, direction unknown, probability 0.60" in page


def test_conflicts_narrower_claims_and_undecided_mentions_are_shown(make: SimpleNamespace) -> None:
    """What does not fit, what a claim takes in, and who only asks stand with the claim."""
    document = make.document("A diplomat said the plant exists. A reader asks where it is.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    asks = make.statement(document, "where it is", "A reader", "asks", stance=Stance.QUESTIONS)
    result = make.result(document, [said], [], statements=(said, asks))
    (finding,) = result.findings
    narrow = replace(finding, claim=replace(finding.claim, id="cl-narrow", text="the plant exists now"))
    wide = replace(
        finding,
        claim=replace(
            finding.claim,
            about=(asks.id,),
            specific=("cl-narrow",),
            conflicts=(Conflict("number", said.id, asks.id, "8 is not 80."),),
            near_miss=NearMiss(asks.id, "cl-narrow", said.id, "the plant is new: other predicate"),
        ),
    )
    page = html.write(replace(result, findings=(wide, narrow)))
    for words in ("1 mention without a position", "number: 8 is not 80.", 'href="#c-cl-narrow"'):
        assert words in page
    assert 'other predicate It is in <a class="said" href="#c-cl-narrow">the plant exists now</a>' in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-06-04", '<span class="day">2026-06-04</span>'),
        ("on 2026-06-04, and 2026-07", 'on <span class="day">2026-06-04</span>, and <span class="day">2026-07</span>'),
        ("في 2026-06-04.", 'في <span class="day">2026-06-04</span>.'),
        ("<2026-06-04>", '&lt;<span class="day">2026-06-04</span>&gt;'),
        ("a-2026-06-04.pdf", "a-2026-06-04.pdf"),
        ("12026-06-04", "12026-06-04"),
        ("2026-06-045", "2026-06-045"),
    ],
)
def test_a_day_stays_whole(text: str, shown: str) -> None:
    """No line ends within one, and no neighbour turns it round; a part of a number or a file name is no day."""
    assert html.visible(text) == shown


def test_no_day_of_the_page_may_break() -> None:
    """The style keeps it on one line, from left to right."""
    style = html.environment().get_template("dossier.css").render()
    assert ".day { white-space: nowrap; unicode-bidi: isolate; direction: ltr; }" in style
