"""Journeys of who reads: scripts and directions, search, descent, custody, phones, paper, the dark, no JavaScript."""

from __future__ import annotations

import re

import pytest
from tests.web.journeys.conftest import Opener
from tests.web.visits import Visit

from bukti.report.html import short
from bukti.web.desk import Desk

pytestmark = pytest.mark.browser
PAPER = "() => getComputedStyle(document.querySelector('nav')).display"
GROUND = "() => getComputedStyle(document.body).backgroundColor"


def _address(shelf: Desk, file: str) -> str:
    """The page of the report that was read from a file."""
    assert shelf.view is not None
    return next(f"/reports/{name}" for name, one in shelf.view.reports.items() if file in one.report.path)


@pytest.mark.parametrize(
    ("word", "file"),
    [("دبلوماسيين", "al-mina"), ("作坊", "gangkou"), ("мастерская", "stepnoi"), ("CUSTOMS officer", "harbour")],
)
def test_words_are_found_in_their_own_script(reading: Visit, shelf: Desk, word: str, file: str) -> None:
    """Typed, searched, marked; the place leads to itself in the report."""
    page = reading.page
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words, in any script").fill(word)
    page.get_by_role("button", name="Search").click()
    assert word.split(maxsplit=1)[0].casefold() in " ".join(page.locator("mark").all_inner_texts()).casefold()
    page.locator(f"main a[href*='{_address(shelf, file)}']").first.click()
    assert word.rsplit(maxsplit=1)[-1].casefold() in page.locator(".source").inner_text().casefold()


def test_an_arabic_report_is_read_beside_the_one_it_was_made_from(reading: Visit, shelf: Desk) -> None:
    """Each in its own direction, with the same numbers on the passages that stand for each other."""
    page = reading.go(_address(shelf, "al-mina"))
    assert page.locator(".source p[dir=rtl]").count() >= 5
    box = page.locator(".source p").nth(2)
    assert box.evaluate("one => getComputedStyle(one).direction") == "rtl"
    page.get_by_role("link", name="side by side").click()
    own, other = page.locator(".beside .source").all()
    assert own.get_attribute("lang") == "ar"
    assert other.get_attribute("lang") == "en"
    assert other.locator("p[dir=rtl]").count() == 0
    numbers = [set(side.locator(".aligned-ref").all_inner_texts()) for side in (own, other)]
    assert numbers[0] == numbers[1] != set()


def test_a_chinese_report_is_read_beside_the_one_it_was_made_from(reading: Visit, shelf: Desk) -> None:
    """Its language is told to the browser, and a passage leads to the one that it stands for."""
    page = reading.go(_address(shelf, "gangkou"))
    assert page.locator(".source").get_attribute("lang") == "zh"
    assert "214架攻击无人机" in page.locator(".source").inner_text().replace("\n", "")
    page.get_by_role("link", name="side by side").click()
    passage = page.locator(".beside .source").first.locator(".aligned-ref").first
    number, target = passage.inner_text(), passage.get_attribute("href")
    assert target is not None
    passage.click()
    assert page.locator(target).inner_text() == number
    assert page.locator(target).is_visible()


def test_a_line_of_the_descent_leads_to_its_evidence(reading: Visit) -> None:
    """From the picture, by keyboard too, to the passages of both reports and the reasons."""
    page = reading.page
    page.get_by_role("link", name="Descent").click()
    line = page.locator("svg a[href^='/descent/']").first
    line.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/descent/*/*")
    assert page.locator("main").get_by_text("probability").count() > 0
    assert page.locator("main blockquote, main q, main td").count() >= 2


def test_an_origin_is_one_however_many_repeat_it(reading: Visit) -> None:
    """The claim says how many reports and how few origins, and shows the denial beside it."""
    page = reading.go("/claims?q=214")
    page.locator("main a[href^='/claims/']").first.click()
    told = page.locator("main").inner_text()
    assert "4 reports" in told
    assert re.search(r"\b(one|1)\b[^.]{0,40}\borigin", told)
    assert "denied" in told


def test_custody_tells_where_a_file_came_from(reading: Visit, shelf: Desk) -> None:
    """Its digest, its name, who added it, and the event of the log, one click away."""
    page = reading.go(_address(shelf, "stepnoi"))
    page.get_by_role("link", name="Custody").click()
    told = page.locator("main").inner_text()
    assert shelf.view is not None
    report = next(one.report for one in shelf.view.result.documents if "stepnoi" in one.report.path)
    assert report.id[7:] in told
    assert "anna" in told
    page.get_by_role("link", name=re.compile("Event")).first.click()
    assert "stepnoi-vestnik.txt" in page.locator("main").inner_text()


def test_a_phone_shows_each_text_whole(visiting: Opener, library: str, shelf: Desk) -> None:
    """Nothing is wider than the screen, the links can be hit, and the text has its size."""
    visit = visiting(library, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    for path in ("/", "/claims", _address(shelf, "al-mina"), "/incidents", "/descent"):
        page = visit.go(path)
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, 390)
        size = page.locator("main").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert size >= 16
    page.get_by_role("link", name="Claims", exact=True).tap()
    page.get_by_role("heading", level=1).wait_for()


def test_paper_gets_the_text_and_nothing_to_click(reading: Visit, shelf: Desk) -> None:
    """Printed, a report is black on white without navigation, forms and notices."""
    page = reading.go(_address(shelf, "al-mina"))
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "none"
    assert page.evaluate(GROUND) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert page.locator(".source").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_dark_is_dark_and_can_be_read(visiting: Opener, library: str, shelf: Desk) -> None:
    """The ground is dark, and axe finds every contrast large enough."""
    visit = visiting(library, color_scheme="dark")
    for path in ("/", _address(shelf, "al-mina"), "/incidents"):
        page = visit.go(path)
        parts = [int(part) for part in re.findall(r"\d+", page.evaluate(GROUND))[:3]]
        assert max(parts) < 80
        assert (path, visit.serious("color-contrast")) == (path, [])


def test_everything_is_read_without_javascript(visiting: Opener, library: str, shelf: Desk) -> None:
    """Search, filters, side by side and the layers of a text are links, forms and style."""
    visit = visiting(library, java_script_enabled=False)
    page = visit.go("/search?q=Talgar")
    assert page.locator("mark").count() > 0
    page = visit.go("/claims?disputed=yes")
    assert page.locator("main a[href^='/claims/']").count() > 0
    page = visit.go(_address(shelf, "al-mina"))
    page.get_by_role("link", name="side by side").click()
    page.locator(".beside .source").nth(1).wait_for()
    names = page.get_by_label("names", exact=True)
    names.check()
    assert names.is_checked()
    for path in ("/timeline", "/incidents", "/names", "/log", "/languages", "/hypotheses?new=1", "/review"):
        assert visit.go(path).get_by_role("heading", level=1).count() == 1


def test_a_first_visit_is_light(visiting: Opener, library: str, shelf: Desk) -> None:
    """Any page with its style, script and icon takes 250 kB at most over the wire, and asks nobody else."""
    assert shelf.view is not None
    report = _address(shelf, "al-mina")
    beside = short(next(one.report.id for one in shelf.view.result.documents if "harbour" in one.report.path))
    claim, incident = next(iter(shelf.view.findings)), next(iter(shelf.view.incidents))
    name = next(iter(shelf.view.entities))
    paths = ["/", "/claims", f"/claims/{claim}", "/reports", report, f"{report}?beside={beside}", f"{report}/custody"]
    paths += ["/descent", "/timeline", "/incidents", f"/incidents/{incident}", "/names", f"/names/{name}", "/review"]
    paths += ["/hypotheses?new=1", "/log", "/search?q=Talgar", "/languages", "/add"]
    visit, sizes, asked = visiting(library), list[float](), set[str]()
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})  # so each page is a first one
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    visit.page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    for path in paths:
        sizes.clear()
        visit.go(path)
        assert (path, len(sizes) >= 3) == (path, True)  # the page, its style, its script
        assert (path, sum(sizes) <= 250_000) == (path, True)
    assert asked == {library.partition("/?")[0]}
