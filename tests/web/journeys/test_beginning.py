"""Journeys of a case's beginning and of long tasks: dropped files, pages of the web, limits, stopping, and a crash."""

from __future__ import annotations

import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.capture.conftest import PUBLIC, Local
from tests.web.journeys.conftest import Drawer, Opener
from tests.web.journeys.reports import REPRINT, WIRE
from tests.web.visits import Visit, running

from bukti import pipeline
from bukti.acts import fetching, retracting
from bukti.capture.client import Client, Conduct
from bukti.ledger.writer import Writer
from bukti.progress import Tick
from bukti.store.case import Case
from bukti.web.desk import Desk

pytestmark = pytest.mark.browser
DROP = """(files) => {
  const held = new DataTransfer();
  for (const [name, text] of files) held.items.add(new File([text], name));
  document.dispatchEvent(new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true}));
}"""
PAGE = (
    "<html lang=en><head><title>Workshop sealed</title></head><body><article><h1>Workshop sealed</h1><p>The police of "
    "Talgar said on Friday that they had sealed the workshop and taken 12 airframes.</p></article></body></html>"
)


@pytest.fixture
def blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk over a case that holds nothing yet."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    with Case(tmp_path / "new.case", Writer("anna")):
        pass
    made = Desk(tmp_path / "new.case")
    assert made.assess().wait(60)
    return made


@pytest.fixture
def begun(visiting: Opener, blank: Desk) -> Iterator[Visit]:
    """Somebody at the empty case."""
    with running(blank) as address:
        yield visiting(address)


def test_from_dropped_files_to_what_is_known(begun: Visit, blank: Desk) -> None:
    """Files fall on the page, are assessed, and lead to a claim whose two reports are one origin."""
    page = begun.page
    page.get_by_role("link", name="Add reports").click()
    page.wait_for_url("**/add")  # loaded: files that fall on the page before are not heard of
    page.evaluate(DROP, [["wire.txt", WIRE], ["reprint.txt", REPRINT]])
    page.get_by_role("button", name="Add and assess").click()
    page.get_by_role("heading", name="What is known").wait_for()
    page = begun.go("/claims?q=214")
    page.locator("main a[href^='/claims/']").first.click()
    told = page.locator("main").inner_text()
    assert "2 reports" in told
    assert "Mira Solent" not in page.locator("h1").inner_text()
    with Case(blank.case) as case:
        assert sorted(one.path for one in case.inputs()) == ["reprint.txt", "wire.txt"]


def test_the_same_file_twice_is_told(begun: Visit) -> None:
    """Nothing is added, nothing is assessed, and the page says why."""
    page = begun.page
    for expected in ("heading", "alert"):
        begun.go("/add")
        sent: Any = {"name": "wire.txt", "mimeType": "text/plain", "buffer": WIRE.encode()}
        page.get_by_label("Saved pages").set_input_files(sent)
        page.get_by_role("button", name="Add and assess").click()
        page.get_by_role(expected, name="What is known" if expected == "heading" else None).wait_for()
    assert "these bytes already" in page.get_by_role("alert").inner_text()


def test_what_is_too_large_is_refused_before_it_is_kept(
    begun: Visit, blank: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page names the limit; the case stays empty."""
    monkeypatch.setenv("BUKTI_LIMIT_FILE_BYTES", "20000")
    page = begun.go("/add")
    sent: Any = {"name": "large.txt", "mimeType": "text/plain", "buffer": b"a" * 30_000}
    page.get_by_label("Saved pages").set_input_files(sent)
    with page.expect_navigation():
        page.get_by_role("button", name="Add and assess").click()
    assert "20000 bytes" in page.locator("body").inner_text()
    assert blank.status().inputs == 0


class _Shown(http.server.BaseHTTPRequestHandler):
    """One page, and no rules for robots."""

    def do_GET(self) -> None:
        """Answer."""
        found = self.path == "/news"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if found else b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@contextmanager
def _site() -> Iterator[int]:
    """The port of a site on the address that plays the public net."""
    server = http.server.ThreadingHTTPServer((PUBLIC, 0), _Shown)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_a_pasted_address_is_fetched_and_read(begun: Visit, blank: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why it was collected stands in its custody; an address that is none comes back with what was typed."""
    with _site() as port:
        conduct = Conduct(policy=Local(frozenset({port})), resolve=lambda host, _: (PUBLIC,), delay=0.0)
        monkeypatch.setattr(fetching, "Client", lambda _: Client(conduct))
        page = begun.go("/add")
        page.get_by_label("Its address").fill(f"http://news.example:{port}/news")
        page.get_by_label("Why it is collected").fill("the police speak of Talgar")
        page.get_by_role("button", name="Fetch it").click()
        page.get_by_role("heading", name="What is known").wait_for()
    page.get_by_role("link", name="Reports", exact=True).click()
    page.locator("main a[href^='/reports/']").first.click()
    assert "12 airframes" in page.locator(".source").inner_text()
    page.get_by_role("link", name="Custody").click()
    assert "the police speak of Talgar" in page.locator("main").inner_text()


def test_a_page_of_this_network_is_refused_in_words(begun: Visit) -> None:
    """The browser is told that it was not fetched, and what was typed is still there."""
    page = begun.go("/add")
    page.get_by_label("Its address").fill("http://127.0.0.1:9/secret")
    page.get_by_role("button", name="Fetch it").click()
    page.get_by_role("alert").wait_for()
    assert "was not fetched" in page.get_by_role("alert").inner_text()


def test_a_long_task_is_stopped(visit: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """How far it is can be seen; stopped, nothing was lost and the last result stays readable."""

    def long(*, tick: Tick, **_: object) -> None:
        for number in range(6000):
            tick("claims", number, 6000)
            time.sleep(0.01)

    monkeypatch.setattr(pipeline, "assess", long)
    desk.assess()
    page = visit.go("/work")
    page.get_by_role("progressbar").wait_for()
    page.get_by_role("button", name="Stop it").click()
    page.get_by_text("was stopped").first.wait_for()
    assert "last result is still shown" in page.locator("main").inner_text()
    assert visit.go("/claims").locator("main a[href^='/claims/']").count() > 10


@contextmanager
def _program(case: Path, log: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`bukti serve` as people run it, and the address that it printed."""
    with log.open("w+", encoding="utf-8") as out:
        command = [sys.executable, "-u", "-m", "bukti", "serve", str(case), "--port", "0"]
        program = subprocess.Popen(command, stdout=out, stderr=out, text=True, env=dict(os.environ))  # noqa: S603 - ours
        try:
            for _ in range(600):
                if found := re.search(r"http://\S+key=\S+", log.read_text("utf-8")):
                    break
                time.sleep(0.1)
            assert found is not None, log.read_text("utf-8")
            yield program, found[0]
        finally:
            program.kill()
            program.wait()


def test_a_crash_loses_no_decision(
    visiting: Opener, drawer: Drawer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program is killed while a decision is being made; run again, it is made once, by the same name."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    shutil.copytree(drawer.folder, tmp_path, dirs_exist_ok=True)
    case = tmp_path / "talgar.case"
    with _program(case, tmp_path / "first.log") as (program, address):
        visit = visiting(address)
        visit.page.get_by_role("heading", name="What is known").wait_for()
        page = visit.go("/claims?q=crates")
        page.locator("main a[href^='/claims/']").first.click()
        page.get_by_role("link", name=re.compile("^Retract")).first.click()
        page.get_by_label("Why").fill("asked for just before the crash")
        page.get_by_role("button", name="See what it would change").click()
        page.get_by_role("heading", name="what it would change").wait_for()
        page.get_by_role("button", name="Record it").click(no_wait_after=True)
        for _ in range(500):
            if case.with_name("talgar.case.undone").exists():
                break
            time.sleep(0.01)
        program.kill()
        program.wait()
        visit.page.context.close()
    with _program(case, tmp_path / "second.log") as (_, address):
        page = visiting(address).page
        page.get_by_role("heading", name="What is known").wait_for()
        for _ in range(300):
            made = [one.reason for one in retracting.decisions(case)[0]]
            if made and not case.with_name("talgar.case.undone").exists():
                break
            time.sleep(0.1)
            page.reload()
        assert made == ["asked for just before the crash"]
