"""The dossier in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bukti.model import Result, Span

pytestmark = pytest.mark.browser
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
MARKS = "[...document.querySelectorAll('mark')].map(m => ({...m.dataset, shown: m.textContent}))"
BRING_IN = "([node, text]) => document.body.append(Object.assign(document.createElement(node), {textContent: text}))"
DIRECTIONS = "all => [...new Set(all.map(quotation => getComputedStyle(quotation).direction))]"
FOLDED = "all => all.filter(node => node.textContent.trim() && !node.getBoundingClientRect().height).length"
COLOURS = "names => names.map(name => getComputedStyle(document.documentElement).getPropertyValue(name))"


def test_nothing_is_asked_for_and_nothing_goes_wrong(opened: Any, dossier: Path) -> None:
    """The file itself is the only request, and the console stays empty, with every fold open."""
    opened.page.evaluate(OPEN_ALL)
    opened.page.wait_for_timeout(200)
    assert opened.requests == [dossier.as_uri()]
    assert opened.complaints == []


def test_markup_of_a_report_is_inert(opened: Any) -> None:
    """Scripts, event handlers, closing tags and links of a source are text and nothing else."""
    page = opened.page
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked === undefined")
    assert page.locator("script, img, iframe, form, a[href^='javascript'], [onclick], [onload], [onerror]").count() == 0
    assert page.locator("style").count() == 1
    assert '<img src=x onerror="window.hacked = 1">' in page.locator("main").inner_text()


def test_text_cannot_be_reordered(opened: Any) -> None:
    """Characters that change the direction appear as code points."""
    opened.page.evaluate(OPEN_ALL)
    shown = opened.page.locator("main").inner_text()
    assert "U+202E" in shown
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("node", ["style", "script"])
def test_the_policy_stops_what_is_brought_in(opened: Any, node: str) -> None:
    """A style or script that is not the page's own is refused by the browser."""
    content = "window.hacked = 5" if node == "script" else "body { display: none }"
    opened.page.evaluate(BRING_IN, [node, content])
    assert opened.page.evaluate("window.hacked === undefined && getComputedStyle(document.body).display === 'block'")
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1400])
def test_the_page_never_scrolls_sideways(opened: Any, width: int) -> None:
    """Long words, right-to-left texts and tables stay inside the window, with every fold open."""
    opened.page.set_viewport_size({"width": width, "height": 900})
    opened.page.evaluate(OPEN_ALL)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_quotation_is_the_reports_text(opened: Any, result: Result) -> None:
    """What is marked stands in the report at the offsets that the mark names; unseen characters as code points."""
    marks = opened.page.evaluate(MARKS)
    assert len(marks) == 4
    for mark in marks:
        words = result.document(mark["report"]).words(Span(int(mark["start"]), int(mark["end"])))
        assert mark["shown"] == words.replace("\u202e", "U+202E").replace("\u202c", "U+202C")


def test_links_lead_to_what_they_name(opened: Any) -> None:
    """A link of the list of claims brings its claim to the top; a report inside a fold would be opened."""
    page = opened.page
    links = page.locator("nav a, #claims a, article a")
    assert links.count() > 5
    for target in {link.get_attribute("href") for link in links.all()}:
        page.goto(page.url.partition("#")[0] + target)
        assert page.evaluate("id => document.getElementById(id).checkVisibility()", target[1:])
        box = page.locator(f"[id='{target[1:]}']").bounding_box()
        assert box["y"] < 900


def test_the_keyboard_reaches_claims_and_folds(opened: Any) -> None:
    """The first stop skips to the claims, and a fold opens with the space bar."""
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the claims"
    page.keyboard.press("Enter")
    page.wait_for_url("**#claims")  # the address changes a little after the key
    page.locator("summary").first.focus()
    page.keyboard.press("Space")
    assert page.evaluate("document.querySelector('details').open")


def test_a_screen_reader_finds_its_way(opened: Any) -> None:
    """Landmarks, one first heading, and a name for every region, figure of strength and table column."""
    page = opened.page
    page.evaluate(OPEN_ALL)
    assert page.get_by_role("banner").count() == page.get_by_role("main").count() == 1
    assert page.get_by_role("navigation", name="Sections").count() == 1
    assert page.get_by_role("heading", level=1).all_inner_texts() == ["What is known, and from whom"]
    assert (
        page.get_by_role("article").count()
        == page.get_by_role("article", name="plant").or_(page.locator("article")).count()
    )
    for bar in page.get_by_role("img").all():
        assert "unknown" in bar.get_attribute("aria-label")
    assert page.locator("table:not(:has(th[scope=col]))").count() == 0
    assert page.locator("blockquote:not([lang])").count() == 0


def test_scripts_run_in_their_own_direction(opened: Any) -> None:
    """An Arabic quotation starts at the right, an English one at the left."""
    page = opened.page
    page.evaluate(OPEN_ALL)
    assert page.locator("blockquote[lang=ar]").evaluate_all(DIRECTIONS) == ["rtl"]
    assert page.locator("blockquote[lang=en]").evaluate_all(DIRECTIONS) == ["ltr"]


def test_print_shows_what_is_folded(opened: Any) -> None:
    """On paper nothing can be opened, so everything is."""
    page = opened.page
    page.emulate_media(media="print")
    assert page.locator("details > *:not(summary)").evaluate_all(FOLDED) == 0
    assert not page.locator("nav").is_visible()


def test_dark_and_light_follow_the_system(opened: Any) -> None:
    """The colours change with the system's choice, and text keeps a contrast of at least 4.5 to 1 in both."""
    seen = set()
    for scheme in ("light", "dark"):
        opened.page.emulate_media(color_scheme=scheme)
        names = ["--paper", "--card", "--ink", "--soft", "--accent", "--d"]
        colours = opened.page.evaluate(COLOURS, names)
        paper, card, *inks = map(_luminance, colours)
        seen.add(paper)
        assert min(_contrast(ink, ground) for ink in inks for ground in (paper, card)) >= 4.5
    assert len(seen) == 2


def _luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.1)."""
    parts = [int(colour.strip()[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
