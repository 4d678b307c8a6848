"""Journeys of who decides: every act is tried, recorded, told on the pages that it concerns, and taken back."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page
from tests.web.journeys.conftest import Opener
from tests.web.visits import Visit

from bukti.acts import looking, retracting
from bukti.web.desk import Desk

pytestmark = pytest.mark.browser


def _record(page: Page, reason: str) -> None:
    """From a filled form over what it would change to the record, and the assessment with it."""
    page.get_by_label("Why").fill(reason)
    page.get_by_role("button", name="See what it would change").click()
    page.get_by_role("heading", name="what it would change").wait_for()
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="recorded").wait_for()


def _settle(desk: Desk) -> None:
    """Until no task runs."""
    while running := desk.jobs.running:
        assert running[0].wait(60)


def _claim(visit: Visit, words: str) -> Page:
    """The page of the first claim that has words."""
    page = visit.go(f"/claims?q={words}")
    page.locator("main a[href^='/claims/']").first.click()
    return page


def _grade(page: Page) -> str:
    """The Admiralty grade of the page of a claim."""
    found = re.search(r"\b[A-F][1-6]\b", page.locator("main").inner_text())
    assert found is not None
    return found[0]


def _made(desk: Desk) -> list[str]:
    return [one.what for one in retracting.decisions(desk.case)[0]]


def test_a_retracted_origin_takes_its_claims_along_and_comes_back(visit: Visit, desk: Desk) -> None:
    """The trial tells what falls, the overview and the claim say so afterwards, and undo brings all of it back."""
    page = _claim(visit, "214")
    grade, address = _grade(page), page.url
    page.get_by_role("link", name=re.compile("^Retract")).first.click()
    _record(page, "the desk withdrew it")
    assert re.search(r"\d+ claims?", page.locator("main").inner_text())
    _settle(desk)
    assert "Retracted by decision" in visit.go("/").locator("main").inner_text()
    page.goto(address)
    assert "the desk withdrew it" in page.locator("main").inner_text()
    page.get_by_role("link", name="Take it back").first.click()
    _record(page, "the desk stands by it")
    _settle(desk)
    page.goto(address)
    assert _grade(page) == grade
    assert "Retracted by decision" not in visit.go("/").locator("main").inner_text()
    assert _made(desk) == ["retract", "restore"]


def test_a_damaged_statement_is_rejected(visit: Visit, desk: Desk) -> None:
    """Its damage is shown and not repaired; rejected, it says so in its report and carries nothing."""
    assert desk.view is not None
    name = next(key for key, one in desk.view.reports.items() if "valley" in one.report.path)
    page = visit.go(f"/reports/{name}")
    assert "shown and not repaired" in page.locator("main").inner_text()
    page.locator("#notes ~ ol li").get_by_role("link", name="reject", exact=True).last.click()
    assert "Kazakhstanfrom" in page.locator("main").inner_text()
    _record(page, "two words are glued in the saved page")
    _settle(desk)
    page = visit.go(f"/reports/{name}")
    assert page.get_by_text("rejected", exact=True).count() == 1
    page.get_by_role("link", name="accept after all").click()
    page.get_by_label("On what grounds").fill("checked against the paper")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="recorded").wait_for()
    _settle(desk)
    assert visit.go(f"/reports/{name}").get_by_text("rejected", exact=True).count() == 0


def test_two_claims_become_one_and_are_two_again(visit: Visit, desk: Desk) -> None:
    """The other is found by its words; the board has one claim fewer, and after undo as many as before."""
    assert desk.view is not None
    before = len(desk.view.findings)
    page = _claim(visit, "cannery")
    page.get_by_role("link", name="Merge it with another claim").click()
    page.get_by_label("Look for the other claim").fill("fish factory")
    page.get_by_role("button", name="Look").click()
    page.get_by_label("soldiers now guard").check()
    _record(page, "the cannery is the fish factory")
    undo = page.get_by_role("link", name="Take it back").get_attribute("href")
    _settle(desk)
    assert len(desk.view.findings) == before - 1
    assert "soldiers now guard" in _claim(visit, "cannery").locator("main").inner_text()
    assert undo is not None
    page = visit.go(undo)
    _record(page, "the mayor meant another factory")
    _settle(desk)
    assert len(desk.view.findings) == before
    assert _made(desk) == ["merge", "restore"]


def test_a_statement_leaves_its_claim(visit: Visit, desk: Desk) -> None:
    """The split is shown before and after; the claim has lost what left."""
    page = _claim(visit, "crates")
    page.get_by_role("link", name="Split it").click()
    box = page.locator("input[type=checkbox]").last
    box.check()
    _record(page, "another border post")
    assert page.get_by_role("heading", name=re.compile("^Before: 1 claim")).count() == 1
    assert page.get_by_role("heading", name=re.compile("^After: 2 claims")).count() == 1
    _settle(desk)
    assert "another border post" in visit.go("/log").locator("main").inner_text()
    assert _made(desk) == ["split"]


def test_a_claim_turns_out_false(visit: Visit, desk: Desk) -> None:
    """How it turned out stands in its history with the grounds."""
    page = _claim(visit, "crates")
    address = page.url
    page.get_by_role("link", name="Say how it turned out").click()
    page.get_by_label("false").check()
    page.get_by_label("On what grounds").fill("the ledger of the border post has no such day")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="recorded").wait_for()
    _settle(desk)
    page.goto(address)
    assert "the ledger of the border post" in page.locator("main").inner_text()


def test_notes_in_any_script_stay_where_they_were_written(visit: Visit, desk: Desk) -> None:
    """One on a report, one on a claim, with lines of their own; nothing in them is markup."""
    assert desk.view is not None
    name = next(key for key, one in desk.view.reports.items() if "gangkou" in one.report.path)
    text = "第一行 <b>bold</b>\nالسطر الثاني"
    for page in (visit.go(f"/reports/{name}"), _claim(visit, "crates")):
        address = page.url
        page.get_by_role("link", name="Write a note").click()
        page.get_by_label("Note").fill(text)
        page.get_by_role("button", name="Record it").click()
        page.get_by_role("heading", name="recorded").wait_for()
        _settle(desk)
        page.goto(address)
        assert "第一行 <b>bold</b>" in page.locator("main").inner_text()
        assert "السطر الثاني" in page.locator("main").inner_text()


def test_a_matrix_is_filled_cell_by_cell(visit: Visit, desk: Desk) -> None:
    """From a question over hypotheses and rows to the form of each cell, and how the hypotheses stand."""
    page = visit.go("/hypotheses?new=1")
    page.get_by_label(re.compile("question", re.IGNORECASE)).fill("Who runs the workshop?")
    page.get_by_role("button", name=re.compile("Start|Begin|Make")).click()
    for text in ("A state arms maker runs it", "A farm supplier runs it"):
        page.get_by_label("A hypothesis", exact=True).fill(text)
        page.get_by_role("button", name="Add the hypothesis").click()
    page.get_by_role("button", name="Add the claim").click()
    page.get_by_label("Evidence that is no claim here").fill("Fences were raised in February")
    page.get_by_label("How credible").fill("B")
    page.get_by_role("button", name="Add the evidence").click()
    page.get_by_role("link", name="R1, H1: blank").click()
    for letter in itertools.cycle(("C", "II", "N", "I")):
        page.locator(f"input[name=rating][value={letter}]").check()
        with page.expect_navigation():
            page.get_by_role("button", name="Record, next blank cell").click()
        if page.get_by_role("heading", name="How they stand").count():
            break
    assert page.get_by_role("link", name=re.compile("blank")).count() == 0
    assert page.get_by_role("link", name="R1, H2: II").count() == 1
    assert _made(desk) == []


def test_two_people_decide_at_once(visiting: Opener, served: str, desk: Desk) -> None:
    """The later one is told what was added and by whom, keeps what was typed, and can go on from there."""
    one, other = visiting(served), visiting(served)
    for who, reason in ((one, "mine, at length"), (other, "theirs")):
        page = _claim(who, "crates")
        page.get_by_role("link", name=re.compile("^Retract")).first.click()
        page.get_by_label("Why").fill(reason)
        page.get_by_role("button", name="See what it would change").click()
        page.get_by_role("heading", name="what it would change").wait_for()
    other.page.get_by_role("button", name="Record it").click()
    other.page.get_by_role("heading", name="recorded").wait_for()
    one.page.get_by_role("button", name="Record it").click()
    told = one.page.get_by_role("alert").inner_text()
    assert "nothing was recorded" in told
    assert "theirs" in told
    assert one.page.get_by_label("Why").input_value() == "mine, at length"
    assert _made(desk) == ["retract"]


def test_twenty_verdicts_by_keyboard_alone(visit: Visit, desk: Desk) -> None:
    """Accept and reject by one key each, twenty times; each is one event, in the order of the verdicts."""
    page = visit.go("/review")
    before = len(looking.log(desk.case))
    for number in range(20):
        with page.expect_navigation():
            page.keyboard.press("r" if number % 5 == 4 else "a")
        page.locator("[role=status]", has_text=f"{number + 2} of").wait_for()
    _settle(desk)
    assert len(looking.log(desk.case)) == before + 20
    assert _made(desk) == ["accept", "accept", "accept", "accept", "retract"] * 4
