"""The workbench in Chromium: pages that everybody can use, and hostile reports that reach nothing."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
PAGES = ("/", "/claims", "/claims/cl-second", "/reports", "/reports/{report}", "/log", "/search?q=minister", "/work")
FORMS = ("/decide/retract?target={report}", "/decide/merge?claim=cl-second", "/nothing")


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """The printed address of a running workbench."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        keys = Keys(port)
        server = uvicorn.Server(uvicorn.Config(application(desk, keys, {f"127.0.0.1:{port}"}), log_level="error"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        running.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}/?key={keys.link}"
        server.should_exit = True
        running.join(10)


class Visit:
    """A browser at the workbench, with everything that it complained about."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.home = page, address.partition("/?")[0]
        self.complaints: list[str] = []
        page.on("console", lambda message: self._told(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.goto(address)

    def _told(self, text: str) -> None:
        """A refusal has its status; whatever else a browser says is a fault."""
        if not text.startswith("Failed to load resource"):
            self.complaints.append(text)

    def serious(self) -> list[tuple[str, str]]:
        """What axe finds on the page that is serious or critical: the rule and the element."""
        self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate("axe.run()")
        assert found["passes"]
        grave = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
        return [(one["id"], node["html"][:200]) for one in grave for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anybody_out(browser: Browser, address: str, desk: Desk, scheme: Any) -> None:
    """Axe finds nothing serious on any page, in light and dark, and no hostile text does anything there."""
    assert desk.view is not None
    report = desk.view.result.documents[0].report.id
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    visit = Visit(context.new_page(), address)
    for path in (*PAGES, *FORMS):
        visit.page.goto(visit.home + path.format(report=report))
        assert (path, visit.serious()) == (path, [])
        assert visit.page.evaluate("window.hacked") is None
    context.close()
    assert visit.complaints == []


@pytest.fixture
def visit(browser: Browser, assessed: Desk, address: str) -> Iterator[Visit]:
    """A browser at the workbench over what the case really holds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = Visit(context.new_page(), address)
    opened.page.set_default_timeout(20_000)
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
