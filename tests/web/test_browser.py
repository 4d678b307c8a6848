"""The workbench in Chromium: pages that everybody can use, and hostile reports that reach nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page
from tests.web.visits import Visit, running

from bukti.acts import noting, retracting
from bukti.acts.matrix import Matrix
from bukti.ledger.writer import Writer
from bukti.report.html import short
from bukti.store.case import Case
from bukti.web.desk import Desk, View

pytestmark = pytest.mark.browser
SAID = 'Is <img src=x onerror="window.hacked = 9"> it?'
PAGES = (
    *(
        "/",
        "/claims",
        "/claims/cl-second",
        "/reports",
        "/reports/{report}",
        "/reports/{report}/custody",
        "/log",
        "/work",
    ),
    *("/search?q=minister", "/descent", "/descent/{report}/{child}", "/timeline", "/incidents", "/incidents/ic-1"),
    *("/names", "/names/{name}", "/languages", "/review", "/review?of=incidents", "/hypotheses", "/add", "/check"),
    *("/export", "/lists", "/sources", "/profile", "/compare", "/compare?one={report}"),
    *("/hypotheses/main", "/hypotheses/main/R1/H1", "/reports/{child}?beside={report}"),
)
DARK = ("color-contrast",)  # what else axe looks at is the same in both schemes
# what axe looks at that words and their direction can change; the marks are the same in every language
WORDED = (
    *("aria-command-name", "aria-input-field-name", "aria-progressbar-name", "button-name", "document-title"),
    *("html-has-lang", "html-lang-valid", "label", "link-name", "select-name", "svg-img-alt"),
    "valid-lang",
)
FORMS = (
    *("/decide/retract?target={report}", "/decide/merge?claim=cl-second", "/decide/split?claim=cl-second", "/nothing"),
    *("/decide/incident-check?incident=ic-1", "/decide/incident-response?incident=ic-1"),
    *("/decide/incident-split?incident=ic-1", "/decide/note?on=report&target={report}"),
)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk over a case that holds nothing yet."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    with Case(tmp_path / "new.case", Writer("anna")):
        pass
    desk = Desk(tmp_path / "new.case")
    assert desk.assess().wait(60)
    return desk


@pytest.fixture
def address_of() -> Iterator[Callable[[Desk], str]]:
    """The printed address of a workbench that runs over a desk."""
    with ExitStack() as stack:
        yield lambda desk: stack.enter_context(running(desk))


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """The printed address of a running workbench."""
    with running(desk) as found:
        yield found


@pytest.mark.parametrize("tongue", ["en", "ar", "uk"])
def test_nothing_keeps_anybody_out(browser: Browser, address: str, desk: Desk, tongue: str) -> None:
    """Axe finds nothing serious on any page, a phone shows it whole, and no hostile text does anything there."""
    assert desk.view is not None
    report, child = (short(document.report.id) for document in desk.view.result.documents)
    names = {"report": report, "child": child, "name": next(iter(desk.view.entities))}
    matrix = Matrix(desk.case, result=desk.view.result)
    matrix.start(SAID)
    matrix.add_hypotheses([SAID, "<b>none</b>"])
    context = browser.new_context(color_scheme="light", locale=tongue, viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), address)
    for path in (*PAGES, *FORMS):
        visit.page.goto(visit.home + path.format(**names))
        assert visit.page.get_attribute("html", "lang") == tongue
        assert (path, visit.serious(*(() if tongue == "en" else WORDED))) == (path, [])
        if tongue == "en":
            visit.page.emulate_media(color_scheme="dark")
            assert (path, visit.serious(*DARK)) == (path, [])
            visit.page.emulate_media(color_scheme="light")
        assert visit.page.evaluate("window.hacked") is None
        visit.page.set_viewport_size({"width": 390, "height": 844})
        assert (path, visit.page.evaluate("document.documentElement.scrollWidth")) == (path, 390)
        visit.page.set_viewport_size({"width": 1280, "height": 900})
    context.close()
    assert visit.complaints == []


@pytest.fixture
def visit(browser: Browser, assessed: Desk, address: str) -> Iterator[Visit]:
    """A browser at the workbench over what the case really holds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = Visit(context.new_page(), address)
    yield opened
    context.close()
    assert opened.complaints == []


def _retract(page: Page, reason: str) -> None:
    """From the page of a claim to the trial of a retraction."""
    page.get_by_role("link", name="Retract", exact=False).first.click()
    page.get_by_label("Why").fill(reason)
    page.get_by_role("button", name="See what it would change").click()
    page.get_by_role("heading", name="what it would change").wait_for()


def test_disagree_and_see_the_grade_follow(visit: Visit, assessed: Desk) -> None:
    """From the board to a claim, a retraction tried and recorded, its effect, the log, and the taking back."""
    page = visit.page
    page.get_by_role("link", name="Claims").click()
    page.locator("main a[href^='/claims/']").first.click()
    _retract(page, "the author withdrew it")
    assert "→" in page.locator("main table").inner_text()
    before = assessed.status().head.number
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="recorded").wait_for()
    assert assessed.status().head.number == before + 1
    page.get_by_role("link", name="Log").click()
    assert "the author withdrew it" in page.locator("main").inner_text()
    page.go_back()
    page.get_by_role("link", name="Take it back").click()
    page.get_by_label("Why").fill("the author stands by it after all")
    page.get_by_role("button", name="See what it would change").click()
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="recorded").wait_for()
    assert assessed.status().head.number == before + 2


def test_two_people_at_once(visit: Visit, assessed: Desk) -> None:
    """Who sends a form after somebody else decided loses nothing typed, and reads what was added."""
    page = visit.page
    page.goto(visit.home + "/claims")
    page.locator("main a[href^='/claims/']").first.click()
    other = page.context.new_page()
    other.goto(page.url)
    _retract(page, "mine, typed at length")
    _retract(other, "theirs")
    other.get_by_role("button", name="Record it").click()
    other.get_by_role("heading", name="recorded").wait_for()
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("alert").wait_for()
    assert "nothing was recorded" in page.get_by_role("alert").inner_text()
    assert "theirs" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Why").input_value() == "mine, typed at length"


def test_arabic_is_read_from_the_right_and_found(visit: Visit) -> None:
    """Search finds words of any script, and the report stands in its direction."""
    page = visit.page
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words, in any script").fill("المصنع")
    page.get_by_role("button", name="Search").click()
    assert page.locator("mark").first.inner_text() == "المصنع"
    page.locator("main a[href^='/reports/']").first.click()
    assert page.locator("main [dir=rtl]").count() > 0


def test_a_case_begins_with_files_that_are_dropped(browser: Browser, empty: Desk, address_of: Any) -> None:
    """From nothing over files and the assessment to a claim, and the dossier's words on it."""
    context = browser.new_context()
    visit = Visit(context.new_page(), address_of(empty))
    page = visit.page
    page.get_by_role("link", name="Add reports").click()
    text = "A minister said on Monday that the dam had broken. The mayor denied it."
    sent: list[FilePayload] = [
        {"name": f"{n}.txt", "mimeType": "text/plain", "buffer": f"{text} {n}".encode()} for n in range(2)
    ]
    page.get_by_label("Saved pages").set_input_files(sent)
    page.get_by_role("button", name="Add and assess").click()
    page.get_by_role("heading", name="What is known").wait_for()
    page.get_by_role("link", name="Claims", exact=True).click()
    page.locator("main a[href^='/claims/']").first.click()
    assert "independent" in page.locator("main").inner_text()
    context.close()
    assert visit.complaints == []


def test_a_queue_is_reviewed_by_keyboard(visit: Visit, assessed: Desk) -> None:
    """Accept, next, previous, reject: one key each, nothing while somebody types, and the log has both verdicts."""
    page = visit.page
    page.goto(visit.home + "/review")
    page.keyboard.press("a")
    page.locator("[role=status]", has_text="2 of").wait_for()
    page.keyboard.press("k")
    page.locator("[role=status]", has_text="1 of").wait_for()
    page.keyboard.press("j")
    page.locator("[role=status]", has_text="2 of").wait_for()
    page.get_by_label("Why").fill("rrr aaa")
    assert "2 of" in page.locator("[role=status]").first.inner_text()
    page.get_by_role("heading", name="Review").click()
    with page.expect_navigation():
        page.keyboard.press("r")
    assert assessed.jobs.begin("last", lambda _: None).wait(60)
    assert [one.what for one in retracting.decisions(assessed.case)[0]] == ["accept", "retract"]


TOWNS = ["Kharkiv", "Odesa", "Kherson", "Lviv", "Dnipro", "Sumy", "Poltava", "Chernihiv", "Zhytomyr", "Rivne"]


@pytest.fixture
def struck(desk: Desk) -> Desk:
    """The desk over a case that tells of twenty attacks, each in a report of its own."""
    texts = [
        f"A missile strike on a market in {town} on {day} May 2024 killed {number + 2} people, the mayor said."
        for number, town in enumerate(TOWNS)
        for day in (3, 17)
    ]
    with Case(desk.case) as case:
        case.add([(f"{number}.txt", text.encode()) for number, text in enumerate(texts)])
    assert desk.assess().wait(120)
    return desk


def test_twenty_incidents_are_reviewed_by_keyboard(browser: Browser, struck: Desk, address: str) -> None:
    """Nineteen verdicts, a merge and its way back without a hand on the mouse; each is one event of the log."""
    assert struck.view is not None
    assert len(struck.view.incidents) == 20
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), address)
    page = visit.page
    page.set_default_timeout(20_000)
    before = struck.status().head.number
    page.goto(visit.home + "/review?of=incidents")
    for number in range(1, 20):
        page.locator("[role=status]", has_text=f"{number} of 20").wait_for()
        page.keyboard.press("r" if number % 7 == 0 else "a")
    page.locator("[role=status]", has_text="20 of 20").wait_for()
    page.keyboard.press("k")
    page.locator("[role=status]", has_text="19 of 20").wait_for()
    page.keyboard.press("j")
    page.locator("[role=status]", has_text="20 of 20").wait_for()
    assert struck.jobs.begin("last", lambda _: None).wait(120)
    while struck.assessing is not None and struck.assessing.running:
        assert struck.assessing.wait(120)
    assert struck.status().head.number == before + 19
    page.reload()
    page.keyboard.press("m")
    page.get_by_role("heading", name="Merge two incidents").wait_for()
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.get_by_label("Why").focus()
    page.keyboard.type("one strike, the second report has the wrong day")
    page.get_by_role("button", name="See what it would change").press("Enter")
    page.get_by_role("heading", name="what it would change").wait_for()
    assert "After: 1 incident" in page.locator("main").inner_text()
    page.get_by_role("button", name="Record it").press("Enter")
    page.get_by_role("heading", name="recorded").wait_for()
    page.locator("body").press("q")
    page.get_by_role("heading", name="Review").wait_for()
    assert struck.status().head.number == before + 20
    context.close()
    assert visit.complaints == []


def test_words_that_are_selected_lead_to_the_form_on_their_place(visit: Visit, assessed: Desk) -> None:
    """The place is that of the words in the text that `bukti text` prints, numbers and shown code points apart."""
    assert assessed.view is not None
    document = next(d for d in assessed.view.result.documents if "minister" in d.report.text)
    page = visit.page
    page.goto(f"{visit.home}/reports/{short(document.report.id)}")
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector(".source"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("denied");
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + 6);
            return;
          }
        }"""
    )
    page.get_by_role("link", name="Add a statement with the selected words").click()
    start = document.report.text.index("denied")
    assert page.locator("#f-content").input_value() == f"{start}-{start + 6}"
    page.evaluate(
        """() => {
          const [node] = [...document.querySelectorAll(".places p")].map((p) => p.firstChild);
          getSelection().setBaseAndExtent(node, 2, node, 10);
        }"""
    )
    page.get_by_role("button", name="who says it").click()
    assert "-" in page.locator("#f-source").input_value()


def test_two_texts_side_by_side_scroll_together(browser: Browser, address: str, desk: Desk) -> None:
    """What stands in the middle of one moves the other; without JavaScript both are read whole."""
    assert desk.view is not None
    report, child = (short(document.report.id) for document in desk.view.result.documents)
    context = browser.new_context(viewport={"width": 1280, "height": 500})
    visit = Visit(context.new_page(), address)
    visit.page.goto(f"{visit.home}/reports/{child}?beside={report}")
    assert visit.page.locator(".source.scrolls").count() == 2
    assert visit.page.locator("[dir=rtl]").count() > 0
    context.close()
    assert visit.complaints == []


def test_two_people_see_what_the_other_does(browser: Browser, desk: Desk, address: str) -> None:
    """It is told in one line; nothing is loaded again, so what is typed stays; progress moves by itself."""
    anna, ben = (Visit(browser.new_context().new_page(), address) for _ in range(2))
    with anna.page.expect_response("**/events"):
        anna.page.goto(anna.home + "/decide/note?on=case&target=case")
    reason = anna.page.locator("textarea[name=reason]")
    reason.fill("Half a thou")
    with ben.page.expect_response("**/events"):
        ben.page.goto(ben.home + "/claims")
    assert ben.page.locator("#news").inner_text() == ""
    noting.note(f"{SAID} \u202eit", ("case", "case", "river.case"), (), desk.case, author="Cem")
    for one, link in ((anna, "See it in another tab"), (ben, "Load this page again")):
        one.page.locator("#news a", has_text=link).wait_for(timeout=20_000)
        told = one.page.locator("#news").inner_text()
        assert "Cem" in told
        assert "U+202Eit" in told
    assert reason.input_value() == "Half a thou"
    desk.view = View(desk.view.result, desk.view.basis, datetime.now(UTC)) if desk.view else None
    ben.page.get_by_text("The case was assessed again").wait_for(timeout=20_000)
    ben.page.locator("#news a").click()
    ben.page.wait_for_load_state()
    assert ben.page.locator("#news").inner_text() == ""
    gate, seen = threading.Event(), threading.Event()

    def work(tick: Callable[[str, int, int], None]) -> None:
        tick("reading", 1, 4)
        assert seen.wait(30)
        tick("claims", 3, 4)
        assert gate.wait(30)

    desk.assessing = desk.jobs.begin("Assess the case", work)
    ben.page.goto(ben.home + "/work")
    ben.page.get_by_text("1 of 4").wait_for(timeout=20_000)
    ben.page.evaluate("window.same = true")
    seen.set()
    ben.page.get_by_text("3 of 4").wait_for(timeout=20_000)
    assert ben.page.evaluate("window.same")
    assert ben.page.locator("[data-job]").inner_text() == "Claims 3 of 4"
    gate.set()
    ben.page.wait_for_url(ben.home + "/", timeout=20_000)
    assert anna.complaints == ben.complaints == []
