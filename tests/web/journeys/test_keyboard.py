"""Journeys without a mouse: the focus is always seen, nothing traps it, and a decision needs keys only."""

from __future__ import annotations

import pytest
from tests.web.visits import Visit

from bukti.acts import retracting
from bukti.web.desk import Desk

pytestmark = pytest.mark.browser
SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const name = one.tagName + " " + (one.getAttribute("href") ?? one.name ?? one.id);
  return {name, ring, wide: box.width > 0 && box.height > 0};
}"""


@pytest.mark.parametrize("path", ["/", "/claims", "/review", "/incidents", "/add", "/search?q=Talgar"])
def test_the_focus_is_seen_at_every_stop(reading: Visit, path: str) -> None:
    """Tab goes through the page and each stop has a ring of two pixels or more and a place on the page."""
    page = reading.go(path)
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(SEEN)
        if stop["name"].startswith("BODY"):
            break
        names.append(stop["name"])
        assert (stop["name"], stop["ring"], stop["wide"]) == (stop["name"], True, True)
    assert len(set(names)) >= 10
    assert names[0] == "A #main"


def test_the_skip_link_skips(reading: Visit) -> None:
    """The first key leads past the navigation to what the page is about."""
    page = reading.go("/claims")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")  # the address changes a little after the key
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_decision_needs_keys_only(visit: Visit, desk: Desk) -> None:
    """From the claim over the form to the record, with Tab, Enter and letters."""
    page = visit.go("/claims?q=crates")

    def reach(selector: str) -> None:
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("which => document.activeElement.matches(which)", selector):
                return
        raise AssertionError(selector)

    for selector in ("main a[href^='/claims/']", "main a[href^='/decide/retract']"):
        reach(selector)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    reach("textarea[name=reason]")
    page.keyboard.type("without a mouse")
    reach("button[value=try]")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="what it would change").wait_for()
    reach("button[value=record]")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="recorded").wait_for()
    assert [one.reason for one in retracting.decisions(desk.case)[0]] == ["without a mouse"]
