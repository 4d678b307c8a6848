"""What a dossier says, free of format."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from bukti.model import (
    ByteLocator,
    ByteMode,
    Edge,
    EvidenceGraph,
    PageLocator,
    Relay,
    Report,
    SourceKind,
    Span,
)
from bukti.report import dossier


@pytest.mark.parametrize(
    ("low", "high", "extra", "shown"),
    [(1, 1, 0, "1"), (1, 3, 0, "1–3"), (0, 0, 2, "0 (+2 not established)"), (2, 3, 1, "2–3 (+1 not established)")],
)
def test_origins_are_an_interval_with_a_third_value(
    make: SimpleNamespace, low: int, high: int, extra: int, shown: str
) -> None:
    """What is not established stands beside the interval and never inside it."""
    assessment = make.assessment(origins_min=low, origins_max=high, not_established=extra)
    assert dossier.origins_interval(assessment) == shown


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [("short", 10, "short"), ("a  b\nc", 10, "a b c"), ("one two three four", 10, "one two…"), ("x" * 20, 5, "xxxxx…")],
)
def test_long_texts_are_cut_at_a_word(text: str, length: int, shown: str) -> None:
    """A cut text ends with an ellipsis and inside the length."""
    assert dossier.shortened(text, length) == shown


def test_the_answer_keeps_likelihood_and_confidence_apart(make: SimpleNamespace) -> None:
    """No sentence of the answer holds both (ICD 203)."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    (finding,) = make.result(document, [said], []).findings
    finding = replace(finding, assessment=make.assessment(likelihood="likely"))
    answer = dossier.answer(finding)
    assert "Likely (icd203)." in answer
    assert not any("ikely" in sentence and "confidence" in sentence for sentence in answer.split(". "))


def test_a_quotation_stands_in_its_sentence(make: SimpleNamespace) -> None:
    """The pieces of a quotation are the whole sentence, each with its role."""
    document = make.document("Before. A diplomat said the plant exists. After.")
    said = make.statement(document, "the plant exists", "A diplomat", "said", source_kind=SourceKind.ANONYMOUS)
    (quotation,) = dossier.quotations(make.result(document, [said], []), [said.id])
    assert [(p.role, p.text) for p in quotation.pieces] == [
        ("source", "A diplomat"),
        ("plain", " "),
        ("cue", "said"),
        ("plain", " "),
        ("content", "the plant exists"),
        ("plain", "."),
    ]
    assert quotation.who == "A diplomat"


def test_a_very_long_quotation_keeps_its_content(make: SimpleNamespace) -> None:
    """Context is cut, content never."""
    words = "so " * 2000 + "the plant exists"
    document = make.document(f"A diplomat said {words}.")
    said = make.statement(document, words, "A diplomat", "said")
    (quotation,) = dossier.quotations(make.result(document, [said], []), [said.id])
    assert "".join(p.text for p in quotation.pieces if p.role == "content") == words


@pytest.mark.parametrize(
    ("text", "charset", "span", "shown"),
    [
        ("héllo wörld", "utf-8", Span(6, 11), "characters 6–11, bytes 7–13"),
        ("héllo wörld", "latin-1", Span(6, 11), "characters 6–11, bytes 6–11"),
        ("abc", "utf-8", Span(0, 3), "characters 0–3, bytes 0–3"),
    ],
)
def test_bytes_are_counted_in_the_files_encoding(text: str, charset: str, span: Span, shown: str) -> None:
    """A place names the exact bytes inside a verbatim stretch."""
    locator = ByteLocator(Span(0, len(text)), 0, len(text.encode(charset)))
    report = Report("sha256:0", "text/plain", text, (locator,), charset=charset)
    assert dossier.place(report, span) == shown


def test_escaped_bytes_are_taken_whole() -> None:
    """A span that ends inside an escape names the whole escape."""
    locators = (ByteLocator(Span(0, 1), 0, 5, "mime:1", ByteMode.ESCAPED), ByteLocator(Span(1, 2), 5, 6, "mime:1"))
    report = Report("sha256:0", "text/html", "&b", locators, charset="utf-8")
    assert dossier.place(report, Span(0, 1)) == "characters 0–1, bytes 0–5 of mime:1"


def test_pdf_places_are_pages() -> None:
    """A span over two pages names both."""
    box = (0.0, 0.0, 1.0, 1.0)
    locators = (PageLocator(Span(0, 5), 1, box), PageLocator(Span(5, 9), 2, box))
    report = Report("sha256:0", "application/pdf", "abcdefghi", locators)
    assert dossier.place(report, Span(3, 7)) == "characters 3–7, page 1, 2"


def test_a_cycle_of_relays_ends_the_tree(make: SimpleNamespace) -> None:
    """Relays that repeat each other appear once on a branch."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    result = make.result(document, [said], [])
    (finding,) = result.findings
    relays = (Relay("a", "A", "F", (Edge("or-1"), Edge("b"))), Relay("b", "B", "F", (Edge("a"),)))
    graph = EvidenceGraph("c", finding.graph.origins, relays, ("a", "b"))
    (root,) = dossier.tree(result, replace(finding, graph=graph), "affirm")
    assert [child.name for child in root.children] == ["A"]
    assert [child.name for child in root.children[0].children] == ["B"]
    assert root.children[0].children[0].children == ()


def test_claims_of_one_report_stand_apart(make: SimpleNamespace) -> None:
    """Claims in several reports or denied are main; where there are none, the first are."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    result = make.result(document, [said], [])
    (finding,) = result.findings
    lone = replace(finding, claim=replace(finding.claim, id="cl-2"), assessment=make.assessment(reports=1))
    both = replace(result, findings=(finding, lone))
    assert dossier.main_findings(both) == (finding,)
    assert dossier.other_findings(both) == (lone,)
    assert dossier.main_findings(replace(result, findings=(lone,))) == (lone,)
