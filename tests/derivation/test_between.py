"""Two reports by themselves: the figures of the lineage where it has an edge, and why it has none elsewhere."""

from __future__ import annotations

from math import exp, isclose

from tests.derivation.conftest import Told
from tests.derivation.test_trace import ELECTION, FLOOD, TEXT

from bukti.derivation import trace
from bukti.derivation.between import between, route
from bukti.model import DerivationKind, Document, Lineage

SPEECH = "We shall reopen the northern quarry before the first snow and pay every driver what was promised in spring"


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def test_a_copy_has_the_figures_of_its_edge(told: Told) -> None:
    """Probability, kind of evidence and passages are those of the lineage; the terms add up to them."""
    first, copy = told(TEXT(FLOOD), "One", 0), told(TEXT(FLOOD[:9]), "Two", 5)
    other = told(TEXT(ELECTION), "Three", 2)
    (edge,) = trace([first, copy, other]).edges
    found = between([other, copy, first], (), None, (copy.report.id, first.report.id))
    assert (found.parent, found.child) == (edge.parent, edge.child) == (first.report.id, copy.report.id)
    assert (found.probability, found.passages) == (edge.probability, edge.passages)
    assert (found.direction, found.shares[1], found.against) == (edge.direction, edge.share_of_child, ())
    assert isclose(_chance(sum(term.odds for term in found.exists)), found.text, abs_tol=0.01)
    assert any("earlier" in term.about and term.odds > 0 for term in found.order)


def test_reports_that_share_nothing_say_so(told: Told) -> None:
    """No passage, no citation, no order: as they were asked for, either way round."""
    one, other = told(TEXT(FLOOD), "Tern Daily", 0), told(TEXT(ELECTION), "Owl Post", 0)
    for ends in ((one.report.id, other.report.id), (other.report.id, one.report.id)):
        found = between([one, other], (), None, ends)
        assert (found.parent, found.child) == ends
        assert (found.passages, found.exists, found.order, found.probability) == ((), (), (), 0.0)
        assert "No passage" in found.against[0]


def test_one_speech_joins_no_two_reports(told: Told) -> None:
    """Both may have heard the speaker; the passage is shown all the same."""
    one = told(f"{TEXT(FLOOD)} “{SPEECH},” the mayor Nils Orre said.", "One", 0)
    other = told(f"{TEXT(ELECTION)} Nils Orre, the mayor, said: “{SPEECH}.”", "Two", 9)
    found = between([one, other], (), None, (one.report.id, other.report.id))
    assert [one.report.text[p.parent.start : p.parent.end] for p in found.passages if found.parent == one.report.id]
    assert "quoted from named speakers" in found.against[0]
    assert trace([one, other]).edges == ()


def test_what_both_have_from_an_outlet_that_is_not_here_is_no_tie(told: Told) -> None:
    """Each credits it, neither the other: the outlet is named."""
    one = told(f"{TEXT(FLOOD)} (AFP)", "One", 0)
    other = told(f"{TEXT(FLOOD)} (AFP)", "Two", 4)
    found = between([one, other], (), None, (one.report.id, other.report.id))
    assert found.text > 0.9
    assert "Agence France-Presse" in found.against[0] or "AFP" in found.against[0]


def test_little_in_common_is_told_with_its_figure(told: Told) -> None:
    """One sentence among many: the probability and the floor that it misses."""
    one = told(TEXT(FLOOD), "One", 0)
    other = told(TEXT([*ELECTION, "Nobody was hurt, but families had to leave their homes."]), "Two", 9)
    found = between([one, other], (), None, (one.report.id, other.report.id))
    assert 0 < found.probability < 0.5
    assert f"{found.probability:.2f}, is below 0.50" in found.against[0]


def test_a_citation_counts_beside_the_text(told: Told) -> None:
    """A link makes the edge, and it is told with its own probability."""
    url = "https://one.example/flood"
    one = told(TEXT(FLOOD), "One", 0, url=url)
    other = told(f"{TEXT(ELECTION)} As One reported, the bridge was flooded.", "Two", 9, links=(("One reported", url),))
    found = between([one, other], (), None, (other.report.id, one.report.id))
    assert (found.parent, found.against) == (one.report.id, ())
    ((chance, reason),) = found.cited
    assert found.probability >= chance > 0.9
    assert url in reason


def _family(told: Told) -> tuple[list[Document], Lineage]:
    reports = [told(TEXT(FLOOD[:size]), f"N{size}", hours) for hours, size in enumerate((12, 10, 8))]
    return reports, trace(reports)


def test_the_way_through_others_is_shown(told: Told) -> None:
    """Siblings hang together by their parent; strangers by nothing."""
    reports, lineage = _family(told)
    stranger = told(TEXT(ELECTION), "Three", 2)
    ids = [one.report.id for one in reports]
    steps = route(lineage, (ids[1], ids[2]))
    assert steps
    assert {ids[1], ids[2]} <= {end for edge in steps for end in (edge.parent, edge.child)}
    assert all(edge.kind is not DerivationKind.COMMON_ORIGIN for edge in steps)
    assert route(lineage, (ids[0], stranger.report.id)) == ()
