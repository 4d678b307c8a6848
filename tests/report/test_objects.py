"""The JSON objects of interfaces.md."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from bukti.model import (
    CERTAINTY_WORD,
    AlignedPassage,
    Basis,
    Derivation,
    DerivationKind,
    Drift,
    DriftEnd,
    Form,
    LatentOrigin,
    Lineage,
    PageLocator,
    ParagraphLocator,
    Quantity,
    SourceKind,
    Span,
    Stance,
)
from bukti.report import objects
from bukti.report.writers import WRITERS

TEXT = "A diplomat said at least eight people died."
# the keys of interfaces.md, dotted; a list is entered at its first element; more keys may be added
READ = "report report.id report.path report.input_id report.language sentences statements"
STATEMENT = """id content content.start content.end content.text cue source source_kind resolves_to via form stance
certainty basis"""
TRACE = """reports reports.id reports.path reports.input_id families edges latent latent.id latent.members
latent.reasons
failed"""
EDGE = """parent child kind probability direction share_of_child passages passages.parent passages.child passages.score
reasons"""
WEIGH = """reports origins origins.min origins.max origins.list origins.list.id origins.list.name origins.list.kind
origins.list.reliability origins.list.reports opinion opinion.belief opinion.disbelief opinion.uncertainty
opinion.base_rate projected conflict likelihood likelihood.scheme likelihood.term confidence admiralty standard
standard.met standard.next standard.missing actionable actionable.policy actionable.pass actionable.why explanations"""
CLAIM = f"""id text languages asserted_by denied_by drift drift.kind drift.from drift.to drift.hop drift.severity
drift.sentence {WEIGH}"""
ASSESS = """profile profile.name profile.version profile.sha256 reports derivations statements claims incidents entities
failed"""


def _lacks(made: Any, keys: str) -> list[str]:
    """The dotted keys that an object lacks."""
    return [key for key in keys.split() if not _has(made, key.split("."))]


def _has(made: Any, names: list[str]) -> bool:
    for name in names:
        made = made[0] if isinstance(made, list) else made
        if name not in made:
            return False
        made = made[name]
    return True


def test_every_key_of_the_interface_is_there(make: SimpleNamespace) -> None:
    """Programs that others wrote rely on each of them, in every object."""
    document, other = make.document(TEXT), make.document("Two.")
    said = make.statement(document, "at least eight people died", "A diplomat", "said")
    ends = (document.report.id, other.report.id)
    passage = AlignedPassage(Span(0, 4), Span(0, 3), 0.9)
    edge = Derivation(*ends, DerivationKind.COPY, 0.9, direction_known=True, share_of_child=0.8, passages=(passage,))
    lineage = Lineage((edge,), (LatentOrigin("ex-1", ends, ("named",), "Wire"),), (ends,))
    (finding,) = make.result(document, [said], []).findings
    sides = DriftEnd(ends[0], "possible", said.id), DriftEnd(ends[1], "certain")
    drift = (Drift("certainty", "surer", "strengthens", *sides, ends, "It becomes surer."),)
    finding = replace(finding, claim=replace(finding.claim, drift=drift))
    assessed = objects.assessed(make.result(document, [said], [], findings=(finding,), lineage=lineage))
    read, traced = objects.reading(document, [said]), objects.trace([document, other], lineage)
    for made, keys in (
        (read, READ),
        (read["statements"], STATEMENT),
        (traced, TRACE),
        (traced["edges"], EDGE),
        (objects.assessment_object(finding.assessment), WEIGH),
        (assessed, ASSESS),
        (assessed["claims"], CLAIM),
        (assessed["derivations"], EDGE),
        (assessed["statements"], STATEMENT),
    ):
        assert _lacks(made, keys) == []


def test_the_words_of_the_interface_are_closed_lists(make: SimpleNamespace) -> None:
    """Source kinds, forms, stances, certainties and bases are those of interfaces.md; the narrator is our own."""
    kinds = "named_person named_organisation media document anonymous pronoun impersonal running narrator"
    assert [kind.value for kind in SourceKind] == kinds.split()
    assert [form.value for form in Form] == ["direct", "indirect", "mixed"]
    assert [stance.value for stance in Stance] == ["asserts", "denies", "questions", "directs"]
    assert set(CERTAINTY_WORD.values()) == {"certain", "probable", "possible", "open"}
    bases = ["perceived", "documented", "inferred", "assumed", "reported", "unspecified"]
    assert [basis.value for basis in Basis] == bases
    kinds = "copy rewrite translation citation common_origin"
    assert [kind.value for kind in DerivationKind] == kinds.split()


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
            "direction_probability": 1.0,
            "share_of_child": 0.81,
            "passages": [{"parent": [0, 4], "child": [0, 3], "score": 0.9}],
            "reasons": [],
        }
    ]
    assert made["families"] == [list(ends)]
    assert made["latent"][0]["name"] == "Reuters"


def test_an_assessment_can_be_read_back(make: SimpleNamespace) -> None:
    """The JSON of `bukti assess` is one object, equal to the record's."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    result = make.result(document, [said], [])
    assert json.loads(WRITERS["json"](result)) == json.loads(json.dumps(objects.assessed(result)))


def test_names_are_listed_by_key_with_the_forms_seen(make: SimpleNamespace) -> None:
    """Equal keys are one entry with each form and its count."""
    document = make.document("Beijing and China and Beijing.")
    first = make.mention(document, "Beijing", "country:cn")
    second = make.mention(document, "China", "country:cn")
    document = make.document("Beijing and China and Beijing.", mentions=(first, second))
    said = make.statement(document, "China", "Beijing", "and")
    (entry,) = objects.assessed(make.result(document, [said], []))["entities"]
    assert entry["key"] == "country:cn"
    assert entry["mentions"] == {"Beijing": 2, "China": 1}


def test_a_statement_leads_to_the_preserved_bytes(make: SimpleNamespace) -> None:
    """With the report's id, the locators of a statement are all that a stranger needs to check its words."""
    document = make.document("A diplomat said the plant exists.")
    said = make.statement(document, "the plant exists", "A diplomat", "said")
    (made,) = objects.assessed(make.result(document, [said], []))["statements"]
    assert (made["report"], made["locators"]) == (
        document.report.id,
        [{"text": [0, 33], "bytes": [0, 33], "part": "", "mode": "verbatim"}],
    )


def test_locators_of_a_span_name_bytes_pages_or_paragraphs(make: SimpleNamespace) -> None:
    """Each kind of locator has its own form."""
    report = make.document("One.").report
    assert objects.locators(report, Span(0, 2)) == [{"text": [0, 4], "bytes": [0, 4], "part": "", "mode": "verbatim"}]
    box = (1.0, 2.0, 3.0, 4.0)
    paged = make.document("Two.").report
    places = (PageLocator(Span(0, 2), 3, box), ParagraphLocator(Span(2, 4), "word/document.xml", 7))
    paged = type(paged)(**{n: getattr(paged, n) for n in paged.__slots__} | {"locators": places})
    assert objects.locators(paged, Span(0, 4)) == [
        {"text": [0, 2], "page": 3, "box": list(box)},
        {"text": [2, 4], "part": "word/document.xml", "paragraph": 7},
    ]
