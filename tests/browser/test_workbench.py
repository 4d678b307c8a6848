"""The workbench in a real browser without JavaScript."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bukti.acts import retracting
from bukti.store.case import Case
from bukti.web.desk import Desk
from bukti.web.server import Place, serve

pytestmark = pytest.mark.browser
TEXT = b"A minister said the plant exists. The mayor denied it."


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    """One server for all journeys, and the address that opens it."""
    path = tmp_path_factory.mktemp("served") / "river.case"
    with Case(path) as case:
        case.add([("a.txt", TEXT)])
    desk, opened, found = Desk(path), threading.Event(), []

    def told(address: str) -> None:
        found.append(address)
        opened.set()

    threading.Thread(target=serve, args=(desk, Place("127.0.0.1", 0), told), daemon=True).start()
    assert opened.wait(30)
    return desk, found[0]


def test_a_report_is_retracted_by_hand(browser: Browser, served: tuple[Desk, str]) -> None:
    """From the printed address over the trial to the record: forms pass the guard as a browser sends them."""
    desk, address = served
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.goto(re.sub(r"\?.*", "reports", address))
    page.wait_for_selector("h1:has-text('Reports'), h1:has-text('What is known')", timeout=60_000)
    page.click("nav >> text=Reports")
    page.click(".tree a.said")
    page.click("text=Retract this report")
    page.fill("#f-reason", "withdrawn")
    page.click("text=See what it would change")
    page.wait_for_selector("h1:has-text('what it would change')", timeout=60_000)
    page.click("text=Record it")
    page.wait_for_selector("h1:has-text('recorded')", timeout=60_000)
    assert [one.reason for one in retracting.decisions(Path(desk.case))[0]] == ["withdrawn"]
    context.close()
