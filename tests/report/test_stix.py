"""The STIX 2.1 bundle."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
import stix2

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
