"""Whose independence is not established, and why."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from tests.assessment import sketch

from bukti.assessment import weigh
from bukti.model import EvidenceGraph, SourceKind

origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each


def told(found: EvidenceGraph) -> list[tuple[str, bool, str]]:
    """Name, whether it counts at the upper end, and reason."""
    result = weigh(found, sketch.PROFILE)
    return [(one.name, one.counted, one.reason) for one in result.not_established]


def test_why_a_source_does_not_count() -> None:
    """Each kind of source without a known lineage has its own sentence; who is established has none."""
    kinds = (SourceKind.NARRATOR, SourceKind.IMPERSONAL, SourceKind.MEDIA)
    loose = [origin(kind.value, kind=kind, established=False) for kind in kinds]
    assert told(each(origin("witness"), *loose)) == [
        ("the impersonal", False, "Nobody is named who holds it."),
        ("the media", False, "It passes on what somebody unknown told."),
        ("the narrator", False, "A report in its own voice does not say who told it."),
    ]


def test_a_report_that_may_have_a_source_of_its_own() -> None:
    """A derivation that is likelier false than true leaves a report without a known source."""
    found = graph([origin("one")], [relay("wire", "B", "one"), relay("paper", "B", ("wire", 0.4))])
    assert ("the paper", False, "It is not known where this report has it from.") in told(found)


def test_why_a_source_counts_at_the_upper_end_only() -> None:
    """The sentence says what could be one, and whether a name is missing."""
    nameless: dict[str, Any] = {"kind": SourceKind.ANONYMOUS}
    pair = [origin("one", **nameless), origin("two", could_be=("one",), **nameless)]
    assert told(each(*pair)) == [("the two", True, "the two could be the one: neither is named.")]
    mixed = [origin("one", kind=SourceKind.NAMED_PERSON), origin("two", could_be=("one",), **nameless)]
    assert told(each(*mixed)) == [("the two", True, "the two could be the one: the two is not named.")]
    papers = [
        origin(name, kind=SourceKind.DOCUMENT, could_be=alike) for name, alike in (("one", ()), ("two", ("one",)))
    ]
    assert told(each(*papers)) == [("the two", True, "the two could be the one: neither document was seen.")]
    named = [
        origin("one", kind=SourceKind.NAMED_PERSON),
        origin("two", could_be=("one",), kind=SourceKind.NAMED_PERSON),
    ]
    (only,) = told(each(*named))
    assert only[2] == "Nothing shows that the two and the one know it independently of each other."


def test_what_only_an_unsure_edge_leads_to() -> None:
    """It is counted at the upper end, and the reader is told why not at the lower."""
    found = graph([origin("one"), origin("two")], [relay("wire", "B", "one"), relay("paper", "B", "one", ("two", 0.3))])
    assert told(found) == [("the two", True, "It is not sure that what was read goes back to the two.")]


@given(sketch.graphs())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_interval_is_as_wide_as_the_doubts(found: EvidenceGraph) -> None:
    """What counts at the upper end only is exactly the difference between the two ends."""
    result = weigh(found, sketch.PROFILE)
    assert result.origins_max - result.origins_min == sum(one.counted for one in result.not_established)
