"""Direction: what speaks for one report as the parent, and by how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.derivation.conftest import Told

from bukti.derivation import weights
from bukti.derivation.align import Match
from bukti.derivation.direction import Direction, Evidence, direction
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import Prepared, prepare
from bukti.model import Document, MachineTranslation

CHOSEN = weights.load().direction


def way(parent: Document, child: Document, pair: Pair | None = None, evidence: Evidence | None = None) -> Direction:
    """The weighing of parent → child."""
    one, two = (_prepared(document) for document in (parent, child))
    return direction(one, two, pair, evidence or Evidence(), CHOSEN)


def _prepared(document: Document) -> Prepared:
    return prepare([document])[0]


def shared(share_a: float, share_b: float) -> Pair:
    """A pair whose passage is the first eight tokens of both."""
    return Pair(0, 1, (Match(0, 8, 0, 8, 8, 8),), share_a, share_b, 0.9)


def test_nothing_known_is_even(told: Told) -> None:
    """Undated reports without citation and passages have no direction."""
    judged = way(told("One text.", hours=None), told("Another text.", hours=None))
    assert (judged.odds, judged.probability, judged.reasons) == (0.0, 0.5, ())


@pytest.mark.parametrize(("hours", "sign"), [(2, 1), (-2, -1), (0.25, 0), (None, 0)])
def test_the_earlier_report_is_the_likelier_parent(told: Told, hours: float | None, sign: int) -> None:
    """A stated time counts from half an hour on, in either direction; a missing one never."""
    assert way(told("One text."), told("Another text.", hours=hours)).odds == sign * CHOSEN.earlier


def test_who_slips_is_the_child(told: Told) -> None:
    """The report with the misspelt word is the child, and the reader is shown the word."""
    one, two = told("One text.", hours=None), told("Another text.", hours=None)
    judged = way(one, two, evidence=Evidence(slips=("brigde",)))
    assert judged.odds == pytest.approx(CHOSEN.slips)
    assert "“brigde”" in judged.reasons[0]
    assert way(two, one, evidence=Evidence(right=("brigde",))).odds == pytest.approx(-CHOSEN.slips)


def test_a_citation_decides_against_the_clock(told: Told) -> None:
    """A child that cites a parent dated later is still its child, and the reader is told of the contradiction."""
    judged = way(told("One text.", hours=5), told("Another text."), evidence=Evidence(cited=1.0))
    assert judged.probability > CHOSEN.arrow
    assert "By the stated times the parent is later." in judged.reasons


def test_a_parent_that_is_later_by_minutes_is_said_to_be(told: Told) -> None:
    """Too little to count, yet no report derives from a later one without the reader being told."""
    assert (
        "By the stated times the parent is later." in way(told("One text.", hours=0.25), told("Another text.")).reasons
    )
    assert way(told("One text."), told("Another text.", hours=0.25)).reasons == ()


def test_the_time_of_an_update_is_no_contradiction(told: Told) -> None:
    """A cited report that was changed after publication may have been there before its stated time."""
    parent = told("One text.", hours=5)
    assert parent.report.published is not None
    later = parent.report.published.earliest + timedelta(hours=1)
    changed = replace(parent.report.published, earliest=later, latest=later)
    updated = replace(parent, report=replace(parent.report, modified=changed))
    judged = way(updated, told("Another text."), evidence=Evidence(cited=1.0))
    assert judged.odds == CHOSEN.cited
    assert judged.reasons == ("The parent's stated time may be that of an update.",)
    mirrored = way(told("Another text."), updated, evidence=Evidence(citing=1.0))
    assert mirrored.odds == -CHOSEN.cited


def test_turning_the_pair_turns_the_sign(told: Told) -> None:
    """Parent → child and child → parent weigh the same with opposite signs."""
    one = told("“We opened the gates as soon as we could see,” he told us.", "Herald")
    two = told("He said that the gates were opened early by them.", "Mirror", 3)
    pair, back = shared(0.3, 0.95), shared(0.95, 0.3)
    evidence, turned = Evidence(cited=0.5, credited=True), Evidence(citing=0.5, crediting=True)
    assert way(one, two, pair, evidence).odds == pytest.approx(-way(two, one, back, turned).odds)


def test_more_of_the_child_lies_in_the_parent(told: Told) -> None:
    """The report that is contained in the other is its child."""
    judged = way(told("One text.", hours=None), told("Another.", hours=None), shared(0.2, 0.8))
    assert judged.odds == pytest.approx(0.6 * CHOSEN.containment)


def test_a_frame_around_a_text_is_the_child(told: Told) -> None:
    """A report that holds the whole other one in a frame was made from it."""
    one, two = told("One text.", hours=None), told("Another.", hours=None)
    assert way(one, two, shared(0.95, 0.85)).odds > way(one, two, shared(0.85, 0.75)).odds
    assert way(one, two, shared(0.85, 0.95)).odds < way(one, two, shared(0.75, 0.85)).odds


def test_material_of_its_own_marks_the_parent(told: Told) -> None:
    """A report that heard something itself is the parent of one that did not."""
    heard, plain = told("The gates jammed, she told us.", hours=None), told("The gates jammed.", hours=None)
    assert way(heard, plain).odds == CHOSEN.first_hand
    assert way(plain, heard).odds == -CHOSEN.first_hand


def test_quotations_are_shortened_on_the_way(told: Told) -> None:
    """Of two reports the one with more of a passage in quotation marks is the parent."""
    whole = told("“We opened the gates at four sharp,” he said.", hours=None)
    plain = told("We opened the gates at four sharp, he said.", hours=None)
    pair = Pair(0, 1, (Match(0, 9, 0, 9, 9, 9), Match(0, 7, 0, 7, 7, 7)), 0.5, 0.5, 0.9)
    assert way(whole, plain, pair).odds == CHOSEN.compressed
    assert way(plain, whole, pair).odds == -CHOSEN.compressed
    assert way(whole, plain, replace(pair, translated=True)).odds == 0.0


def test_machine_translations_are_children(told: Told) -> None:
    """A report that reads like a machine translation from the other's language is its child."""
    plain = told("The gates jammed.", hours=None)
    made = told("Gerbang itu macet.", hours=None, language="id")
    made = replace(made, machine_translation=MachineTranslation(True, "en", ()))
    assert way(plain, made).odds == CHOSEN.machine
    assert way(made, plain).odds == -CHOSEN.machine
    other = replace(made, machine_translation=MachineTranslation(True, "ru", ()))
    assert way(plain, other).odds == 0.0


def test_a_credited_outlet_is_an_agency(told: Told) -> None:
    """An outlet that other reports credit is the likelier parent."""
    one, two = told("One text.", hours=None), told("Another text.", hours=None)
    assert way(one, two, evidence=Evidence(credited=True)).odds == CHOSEN.agency
    assert way(one, two, evidence=Evidence(crediting=True)).odds == -CHOSEN.agency
    assert way(one, two, evidence=Evidence(credited=True, crediting=True)).odds == 0.0
