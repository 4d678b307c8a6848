"""Journeys of acts that need no case of their own: on one workbench, one after the other, each leaving it as it was."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.web.journeys.conftest import Drawer, Opener
from tests.web.visits import Visit, running

from bukti.acts import looking, profiling, proofs, retracting
from bukti.report import html
from bukti.web.desk import Desk

pytestmark = pytest.mark.browser
# the first sentence of the third paragraph, as a pointer would select it
SELECT = """() => {
  const text = document.querySelectorAll(".source p")[2].firstChild;
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, Math.min(40, text.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture(scope="module")
def bench(drawer: Drawer, surroundings: None, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of this file."""
    return drawer.opened(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def address(bench: Desk) -> Iterator[str]:
    """Where it is served."""
    with running(bench) as found:
        yield found


@pytest.fixture
def visit(visiting: Opener, address: str) -> Visit:
    """Somebody who decides there."""
    return visiting(address)


def _settle(desk: Desk) -> None:
    while jobs := desk.jobs.running:
        assert jobs[0].wait(60)


def _record(page: Page, reason: str) -> None:
    """From a filled form over what it would change to the record."""
    page.get_by_label("Why").fill(reason)
    page.get_by_role("button", name="See what it would change").click()
    page.get_by_role("heading", name="what it would change").wait_for()
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="recorded").wait_for()


def _taken(page: Page, button: str, folder: Path) -> Path:
    """The file that a button of the page of exports makes."""
    page.get_by_role("button", name=button, exact=True).click()
    link = page.get_by_role("link", name=re.compile("^Save "))
    link.wait_for()
    with page.expect_download() as told:
        link.click()
    place = folder / told.value.suggested_filename
    told.value.save_as(place)
    return place


def test_a_claim_in_ones_own_words_is_checked(visit: Visit) -> None:
    """From the question to the origins that say so; another one has no answer, and the page says that."""
    page = visit.go("/check")
    page.get_by_label("The claim").fill("A workshop in Talgar assembled 214 attack drones for Russia\nOtters paint")
    page.get_by_role("button", name="Check it").click()
    page.locator("article.checked").first.wait_for()
    assert page.locator("article.checked").count() == 2
    assert "In your words; nearest to them" in page.locator("article.checked").first.inner_text()
    assert "No statement speaks of it." in page.locator("article.checked").last.inner_text()
    assert visit.serious() == []


def test_a_dossier_and_the_case_leave_and_are_verified(visit: Visit, bench: Desk, tmp_path: Path) -> None:
    """Both files are checked as a stranger would; the log names both."""
    page = visit.go("/export")
    assert visit.serious() == []
    dossier = _taken(page, "Dossier to read (HTML)", tmp_path)
    assert proofs.verify(dossier, place=bench.case).passed
    visit.go("/export")
    bundle = _taken(page, "The whole case as one file", tmp_path)
    assert zipfile.is_zipfile(bundle)
    assert proofs.verify(bundle).passed
    assert [event.content["kind"] for event in looking.latest(bench.case, 2)] == ["dossier", "export"]


def test_a_statement_is_corrected_by_selecting_its_words(visit: Visit, bench: Desk) -> None:
    """Selected words are what is said; afterwards the reading is theirs, and taken back it is the machine's again."""
    assert bench.view is not None
    name = next(key for key, one in bench.view.reports.items() if "Mira Solent" in one.report.text)
    meant = next(s for s in bench.view.result.statements if html.short(s.report) == name and s.source)
    page = visit.go(f"/decide/statement-correct?target={meant.id}")
    page.evaluate(SELECT)
    page.get_by_role("button", name="what is said").click()
    assert page.locator("#f-content").input_value()
    page.locator("#f-stance").select_option("denies")
    _record(page, "read against the paper")
    undo = page.get_by_role("link", name="Take it back").get_attribute("href")
    _settle(bench)
    assert "read against the paper" in visit.go(f"/reports/{name}").locator("main").inner_text()
    assert undo is not None
    visit.go(undo)
    _record(page, "it was right after all")
    _settle(bench)
    assert [one.what for one in retracting.decisions(bench.case)[0]][-2:] == ["correct", "restore"]


def test_a_source_gets_a_letter_and_loses_it(visit: Visit, bench: Desk) -> None:
    """What becomes of each grade is told first; taken back, the claim is as it was."""
    page = visit.go("/claims?q=214")
    page.locator("main a[href^='/claims/']").first.click()
    address = page.url
    before = page.locator("main .stamp b").first.inner_text()
    page.get_by_role("link", name="Say how reliable it is").first.click()
    page.get_by_label("A: completely reliable").check()
    _record(page, "known for twenty years")
    undo = page.get_by_role("link", name="Take it back").get_attribute("href")
    _settle(bench)
    page.goto(address)
    assert page.locator("main .stamp b").first.inner_text() != before
    assert undo is not None
    visit.go(undo)
    _record(page, "not of this desk")
    _settle(bench)
    page.goto(address)
    assert page.locator("main .stamp b").first.inner_text() == before


@pytest.mark.parametrize(
    ("link", "what"),
    [("depends on another source", "dependent"), ("It is one with another source", "joined")],
)
def test_two_sources_are_tied_and_untied(visit: Visit, bench: Desk, link: str, what: str) -> None:
    """From the origins of a claim, with the effect told first; the page then says who did it, and undo restores."""
    page = visit.go("/claims?q=214")
    page.locator("main a[href^='/claims/']").first.click()
    address = page.url
    before = page.locator("main article").inner_text()
    page.get_by_role("link", name=link).first.click()
    assert visit.serious() == []
    page.locator("input[name=other]").first.check()
    _record(page, "both were at one briefing")
    undo = page.get_by_role("link", name="Take it back").get_attribute("href")
    _settle(bench)
    page.goto(address)
    assert "both were at one briefing" in page.locator("main article").inner_text()
    assert undo is not None
    visit.go(undo)
    _record(page, "they were not")
    _settle(bench)
    assert [one.what for one in retracting.decisions(bench.case)[0]][-2:] == [what, "restore"]
    page.goto(address)
    after = page.locator("main article").inner_text()
    assert after.upper().partition("DECIDED ON IT")[0] == before.upper().partition("DECIDED ON IT")[0]


def test_what_others_decide_is_told_on_an_open_page(visiting: Opener, address: str, bench: Desk) -> None:
    """The page does not load itself again: one line says what came, with a link."""
    reader, other = visiting(address), visiting(address)
    page = reader.go("/claims")
    other.go("/decide/note?on=case&target=case").get_by_label("Note").fill("seen at the archive")
    other.page.get_by_role("button", name="Record it").click()
    other.page.get_by_role("heading", name="recorded").wait_for()
    page.locator("#news", has_text="seen at the archive").or_(page.locator("#news:not(:empty)")).first.wait_for()
    assert page.locator("#news a").count() >= 1
    assert retracting.decisions(bench.case)[0][-1].reason == "seen at the archive"


def test_a_list_is_sent_checked_searched_and_withdrawn(visit: Visit, bench: Desk) -> None:
    """A page to sign in, saved in place of the list, is refused in the reader's words; the list itself is searched."""
    page = visit.go("/lists")
    rows = Path(__file__).parents[3] / "examples" / "lists" / "register.ftm.json"
    for data in (b"<!DOCTYPE html><html>Sign in</html>", rows.read_bytes()):
        page.get_by_label("A sanctions list or a register").set_input_files(
            {"name": "register.ftm.json", "mimeType": "application/json", "buffer": data}
        )
        page.get_by_label("Why").fill("of this week, from the publisher")
        page.get_by_role("button", name="Check it and screen against it").click()
        if data.startswith(b"<"):
            page.get_by_role("alert").wait_for()
            assert "is a web page" in page.get_by_role("alert").inner_text()
            assert page.get_by_label("Why").input_value() == "of this week, from the publisher"
        else:
            page.get_by_role("heading", name="What is known").wait_for()
    _settle(bench)
    page = visit.go("/lists")
    assert "searched, FollowTheMoney" in page.locator("main").inner_text()
    assert visit.serious() == []
    page.get_by_role("link", name="No longer").click()
    page.get_by_label("On what grounds").fill("outdated")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="recorded").wait_for()
    _settle(bench)
    assert "None." in visit.go("/lists").locator("main").inner_text()
    assert visit.complaints == []


def test_another_profile_is_sent_tried_recorded_and_taken_back(visit: Visit, bench: Desk, tmp_path: Path) -> None:
    """From the foot of a page to the file of the profile in force, changed and sent, over its effect to the record."""
    page = visit.go("/")
    page.get_by_role("link", name="profile default 1.0.0").click()
    with page.expect_download() as told:
        page.get_by_role("link", name="Its file").click()
    text = Path(told.value.path()).read_text("utf-8")
    broken, ours = tmp_path / "broken.toml", tmp_path / "ours.toml"
    broken.write_text(text.replace("F = 0.375", "F = 7"), "utf-8")
    ours.write_text(
        text.replace('name = "default"', 'name = "Talgar desk"', 1).replace("F = 0.375", "F = 0.6"), "utf-8"
    )
    page.get_by_label("A profile (TOML)").set_input_files(broken)
    page.get_by_role("button", name="Read it and see what it would change").click()
    assert "origin.F: Input should be less than or equal to 1" in page.get_by_role("alert").inner_text()
    page.get_by_label("A profile (TOML)").set_input_files(ours)
    page.get_by_role("button", name="Read it and see what it would change").click()
    page.get_by_role("heading", name="what it would change").wait_for()
    assert "F6 → F3" in page.locator(".turns").inner_text()
    assert "F: 0.6" in page.get_by_role("group", name="Parameters that differ").inner_text()
    page.get_by_label("Why").fill("sources here have no names")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="recorded").wait_for()
    _settle(bench)
    page = visit.go("/profile")
    assert "Talgar desk 1.0.0" in page.get_by_role("heading", level=2).first.inner_text()
    assert "profile Talgar desk 1.0.0" in page.locator("footer").inner_text()
    assert visit.serious() == []
    page.get_by_role("link", name="Take it back").click()
    _record(page, "they have names after all")
    _settle(bench)
    assert profiling.standing(bench.case).choice is None
