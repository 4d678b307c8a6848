"""The STIX 2.1 bundle."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
import stix2

from bukti.model import Opinion
from bukti.report import stix


def test_the_bundle_is_valid_stix(make: SimpleNamespace) -> None:
    """The reference implementation reads every object and every reference leads to an object of the bundle."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    printed = stix.write(make.result(document, [said], []))
    bundle = stix2.parse(printed)
    ids = {entry.id for entry in bundle.objects}
    assert {entry.type for entry in bundle.objects} == {"identity", "report", "note", "opinion"}
    for entry in json.loads(printed)["objects"]:
        assert set(entry.get("object_refs", ())) <= ids
    assert printed == stix.write(make.result(document, [said], []))


@pytest.mark.parametrize(
    ("grade", "confidence"), [("B1", 90), ("F2", 70), ("F3", 50), ("C4", 30), ("D5", 10), ("F6", None)]
)
def test_confidence_follows_appendix_a(make: SimpleNamespace, grade: str, confidence: int | None) -> None:
    """Admiralty credibility gives the table's value; 6 leaves the property out."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    result = make.result(document, [said], [])
    finding = replace(result.findings[0], assessment=make.assessment(admiralty=grade))
    bundle = json.loads(stix.write(replace(result, findings=(finding,))))
    (opinion,) = [entry for entry in bundle["objects"] if entry["type"] == "opinion"]
    assert opinion.get("confidence") == confidence


@pytest.mark.parametrize(
    ("belief", "disbelief", "word"),
    [
        (0.2, 0.29, "neutral"),
        (0.5, 0.1, "agree"),
        (0.71, 0.1, "strongly-agree"),
        (0.1, 0.5, "disagree"),
        (0.1, 0.8, "strongly-disagree"),
    ],
)
def test_an_opinion_follows_belief_and_disbelief(
    make: SimpleNamespace, belief: float, disbelief: float, word: str
) -> None:
    """Below the first standard nothing is agreed or disagreed with."""
    document = make.document("A diplomat said the plant exists.")
    result = make.result(document, [make.statement(document, "the plant exists", "A diplomat", "said")], [])
    opinion = Opinion(belief, disbelief, 1 - belief - disbelief)
    finding = replace(result.findings[0], assessment=make.assessment(opinion=opinion))
    bundle = json.loads(stix.write(replace(result, findings=(finding,))))
    assert [entry["opinion"] for entry in bundle["objects"] if entry["type"] == "opinion"] == [word]


def test_a_report_names_its_address_and_its_hash(make: SimpleNamespace) -> None:
    """With an address the hash stands beside it; a report without a date says so and the bundle stays valid."""
    document = make.document("A diplomat said the plant exists.")
    report = replace(document.report, url="https://outlet.example/1", published=None)
    document = replace(document, report=report)
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    bundle = stix2.parse(stix.write(make.result(document, [said], [])))
    (found,) = [entry for entry in bundle.objects if entry.type == "report"]
    assert found.external_references[0].hashes["SHA-256"] == report.id.removeprefix("sha256:")
    assert found.labels == ["publication-date-unknown"]
