"""The JSON objects of interfaces.md."""

from __future__ import annotations

import json
from types import SimpleNamespace

from bukti.model import (
    AlignedPassage,
    Derivation,
    DerivationKind,
    LatentOrigin,
    Lineage,
    PageLocator,
    ParagraphLocator,
    Quantity,
    SourceKind,
    Span,
)
from bukti.report import WRITERS, objects

TEXT = "A diplomat said at least eight people died."


def test_a_reading_has_the_keys_of_the_interface(make: SimpleNamespace) -> None:
    """`bukti read` gives report, sentences and statements with their words and offsets."""
    document = make.document(TEXT)
    number = Quantity(Span(16, 30), 8, None, "at-least", "people")
    said = make.statement(
        document,
        "at least eight people died",
        "A diplomat",
        "said",
        source_kind=SourceKind.ANONYMOUS,
        quantities=(number,),
    )
    made = objects.reading(document, [said])
    assert {"id", "path", "input_id", "language"} <= set(made["report"])
    assert made["sentences"] == [[0, len(TEXT)]]
    (statement,) = made["statements"]
    assert statement["content"] == [{"start": 16, "end": 42, "text": "at least eight people died"}]
    assert statement["source_kind"] == "anonymous"
    assert statement["certainty"] == "certain"
    assert statement["resolves_to"] is None
    assert statement["quantities"][0] == {
        "text": "at least eight",
        "low": 8,
        "high": None,
        "comparator": "at-least",
        "unit": "people",
    }


def test_an_edge_has_the_keys_of_the_interface(make: SimpleNamespace) -> None:
    """`bukti trace` gives families, edges with passages, and latent origins."""
    first, second = make.document("One."), make.document("Two.")
    passage = AlignedPassage(Span(0, 4), Span(0, 3), 0.9)
    ends = (first.report.id, second.report.id)
    edge = Derivation(*ends, DerivationKind.COPY, 0.97, direction_known=False, share_of_child=0.81, passages=(passage,))
    latent = LatentOrigin("ex-1", (second.report.id,), ("(Reuters)",), "Reuters")
    made = objects.trace([first, second], Lineage((edge,), (latent,), (ends,)))
    assert made["edges"] == [
        {
            "parent": first.report.id,
            "child": second.report.id,
            "kind": "copy",
            "probability": 0.97,
            "direction": "unknown",
            "share_of_child": 0.81,
            "passages": [{"parent": [0, 4], "child": [0, 3], "score": 0.9}],
            "reasons": [],
        }
    ]
    assert made["families"] == [list(ends)]
    assert made["latent"][0]["name"] == "Reuters"


def test_an_assessment_has_the_keys_of_the_interface(make: SimpleNamespace) -> None:
    """`bukti assess` gives every key of a claim, and JSON can be read back."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    made = json.loads(WRITERS["json"](make.result(document, [said], [])))
    keys = {"profile", "reports", "derivations", "statements", "claims", "incidents", "entities", "failed"}
    assert keys <= set(made)
    (claim,) = made["claims"]
    wanted = {"id", "text", "languages", "asserted_by", "denied_by", "reports", "origins", "opinion", "projected"}
    wanted |= {"conflict", "likelihood", "confidence", "admiralty", "standard", "actionable", "drift", "explanations"}
    assert wanted <= set(claim)
    assert claim["origins"]["min"] == 1
    assert set(claim["likelihood"]) >= {"scheme", "term"}
    assert set(claim["standard"]) == {"met", "next", "missing"}
    assert set(claim["actionable"]) == {"policy", "pass", "why"}


def test_names_are_listed_by_key_with_the_forms_seen(make: SimpleNamespace) -> None:
    """Equal keys are one entry with each form and its count."""
    document = make.document("Beijing and China and Beijing.")
    first = make.mention(document, "Beijing", "country:cn")
    second = make.mention(document, "China", "country:cn")
    document = make.document("Beijing and China and Beijing.", mentions=(first, second))
    (entry,) = objects.entities([document])
    assert entry["key"] == "country:cn"
    assert entry["mentions"] == {"Beijing": 1, "China": 1}


def test_locators_of_a_span_name_bytes_pages_or_paragraphs(make: SimpleNamespace) -> None:
    """Each kind of locator has its own form."""
    report = make.document("One.").report
    assert objects.locators(report, Span(0, 2)) == [{"bytes": [0, 4], "part": "", "mode": "verbatim"}]
    box = (1.0, 2.0, 3.0, 4.0)
    paged = make.document("Two.").report
    places = (PageLocator(Span(0, 2), 3, box), ParagraphLocator(Span(2, 4), "word/document.xml", 7))
    paged = type(paged)(**{n: getattr(paged, n) for n in paged.__slots__} | {"locators": places})
    assert objects.locators(paged, Span(0, 4)) == [
        {"page": 3, "box": list(box)},
        {"part": "word/document.xml", "paragraph": 7},
    ]
