"""Reports that attack who reads them: markup in every field that a source controls reaches no page as markup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.web.journeys.conftest import Opener
from tests.web.visits import COUNT, running

from bukti.ledger.writer import Writer
from bukti.report.html import short
from bukti.store.case import Case
from bukti.web.desk import Desk

pytestmark = pytest.mark.browser
EVIL = "<img src=x onerror=\"window.hacked='{}'\"><script>window.hacked='{}'</script>\"'><svg onload=window.hacked=1>"
REFUSED = "window.refused.length"


def _evil(field: str) -> str:
    return EVIL.replace("{}", field)


def _page() -> str:
    """A saved page whose every field is hostile, in the ways in which pages name them."""
    held = {
        "@type": "NewsArticle",
        "headline": _evil("headline"),
        "author": {"@type": "Person", "name": _evil("author")},
        "publisher": {"@type": "Organization", "name": _evil("publisher")},
        "datePublished": "2024-03-12",
        "keywords": _evil("keywords"),
    }
    fields = ("title", "byline", "site", "text")
    title, byline, site, text = (_evil(field).replace("<", "&lt;").replace('"', "&quot;") for field in fields)
    linked = json.dumps(held).replace("</", "<\\/")
    return (
        f'<html lang=en><head><title>{title}</title><meta name=author content="{byline}"><meta property=og:site_name '
        f'content="{site}"><link rel=canonical href="https://evil.example/?q=%22%3E%3Cscript%3Ewindow.hacked=2">'
        f"<script type=application/ld+json>{linked}</script></head><body><article><h1>{title}</h1>"
        f"<p>Minister Anna Wolf said on Tuesday that the plant of {text} had opened in Kyiv, and 3 people "
        f"were killed by a drone there.</p>"
        f"<p>“{text}”, Anna Wolf told Reuters.</p></article></body></html>"
    )


SAID = f"The Nordwall Group said on Monday that {_evil('line')} was false. A shell killed 2 people in Lviv, it said."
LINE = json.dumps(
    {
        "id": _evil("id"),
        "text": SAID,
        "url": f"javascript:window.hacked='url'//{_evil('url')}",
        "outlet": _evil("outlet"),
        "title": _evil("line-title"),
        "published": "2024-03-13",
    }
)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk over files that attack, by their names too, read by the real intake."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    with Case(tmp_path / "<b onmouseover=alert(1)>.case", Writer(_evil("writer"))) as case:
        case.add(
            [
                (f"{_evil('file').replace('/', '')}.html", _page().encode()),
                (f"{_evil('jsonl').replace('/', '')}.jsonl", LINE.encode()),
            ]
        )
        case.add([("broken<script>window.hacked=3<.pdf", b"%PDF-1.4 nothing")])
    made = Desk(case.path)
    assert made.assess().wait(60)
    return made


def test_no_field_of_a_source_is_markup_anywhere(visiting: Opener, hostile: Desk) -> None:
    """On every page: nothing ran, the policy had nothing to refuse, and no address leads into a script."""
    view = hostile.view
    assert view is not None
    assert len(view.result.documents) == 2
    assert "window.hacked='headline'" in "".join(one.report.title or "" for one in view.result.documents)
    paths = ["/", "/claims", "/reports", "/descent", "/timeline", "/incidents", "/names", "/log", "/review"]
    paths += [f"/claims/{name}" for name in list(view.findings)[:4]]
    paths += [f"/reports/{short(one.report.id)}{more}" for one in view.result.documents for more in ("", "/custody")]
    paths += [f"/incidents/{name}" for name in view.incidents] + [f"/names/{name}" for name in list(view.entities)[:6]]
    paths += [f"/decide/split?claim={name}" for name in list(view.findings)[:1]]
    paths += ["/search?q=window.hacked", "/search?q=%3Cscript%3Ewindow.hacked=9%3C/script%3E", "/hypotheses?new=1"]
    with running(hostile) as address:
        visit = visiting(address)
        for path in paths:
            page = visit.go(path)
            assert (path, page.evaluate("window.hacked ?? null")) == (path, None)
            assert (path, page.evaluate(REFUSED)) == (path, 0)
            assert page.locator("[onerror], [onload], [onmouseover], a[href^='javascript' i], img").count() == 0
            assert page.locator("script:not([src^='/script-'])").count() == 0


def test_the_policy_would_have_refused_it(browser: Browser, hostile: Desk) -> None:
    """The counter counts: markup that is set by a script is refused by the policy of the page, and told."""
    with running(hostile) as address:
        page = browser.new_page()
        page.add_init_script(COUNT)
        page.goto(address)
        page.evaluate("() => { try { document.body.innerHTML = '<b>x</b>' } catch { /* refused */ } }")
        page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
        assert page.evaluate(REFUSED) == 1
        page.close()
