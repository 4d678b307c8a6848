"""A full-page picture of a fetched page, by a Chromium that never opens a connection itself.

Every request of the page is answered from here, through the same checks as the page itself. What goes round that (a
WebSocket, a redirect inside the browser, its own services, WebRTC) finds a proxy that does not exist, and no name is
ever looked up.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bukti.capture.client import Client, Conduct
from bukti.capture.facts import Capture, Exchange, Picture, moment
from bukti.capture.target import parse
from bukti.errors import InputError
from bukti.intake.base import Budget

if TYPE_CHECKING:
    from playwright.sync_api import Playwright, Route

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PARTS = 300  # of one page
HOPS = 10  # redirects of a part
WIDTH, HEIGHT = 1280, 900
ALONE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://nowhere.invalid:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-gpu",
)
# of the wire, not of the content
HOP_HEADERS = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"})


def take(capture: Capture, conduct: Conduct) -> Picture:
    """The picture of a page, or why there is none.

    Args:
        capture: of the page.
        conduct: within which its parts are fetched, without a delay between them, as a browser would.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if capture.fault is not None:
        return Picture(why="no page was fetched")
    if importlib.util.find_spec("playwright") is None:
        return Picture(why="the extra `screenshot` is not installed")
    if browser is None:
        return Picture(why=f"no browser is installed ({', '.join(BROWSERS)})")
    if "html" not in capture.media_type:
        return Picture(why=f"the page is {capture.media_type or 'of no stated type'}, not HTML")
    # Playwright refuses to run in a thread that has an event loop, as the caller's may: it gets one of its own.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_drawn, capture, conduct, browser).result()


def _drawn(capture: Capture, conduct: Conduct, browser: str) -> Picture:
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - an extra

    parts = _Parts(capture, Client(replace(conduct, delay=0.0)))
    try:
        with sync_playwright() as playwright:
            return _taken(playwright, browser, parts)
    except Error as fault:
        return Picture(why=f"the browser failed ({fault.message.splitlines()[0][:200]})", parts=tuple(parts.fetched))


def _taken(playwright: Playwright, path: str, parts: _Parts) -> Picture:
    rooted = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox refuses to run as root
    browser = playwright.chromium.launch(executable_path=path, chromium_sandbox=not rooted, args=list(ALONE))
    try:
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, service_workers="block", accept_downloads=False
        )
        context.add_init_script("delete window.RTCPeerConnection")
        context.route("**/*", parts.answer)
        page = context.new_page()
        page.goto(parts.address, wait_until="load", timeout=parts.seconds * 1000)
        taken = moment()
        png = page.screenshot(full_page=True, timeout=parts.seconds * 1000)
        return Picture(png, "", page.url, f"Chromium {browser.version}", taken, tuple(parts.fetched))
    finally:
        browser.close()


@dataclass  # no slots: Playwright hangs a note of its own on it
class _Parts:
    """Answers what a page asks for.

    Attributes:
        fetched: what was asked of the net, in order.
    """

    capture: Capture
    client: Client
    fetched: list[Exchange] = field(default_factory=list)
    _end: float = 0.0

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.seconds

    @property
    def address(self) -> str:
        """Of the page."""
        return self.capture.final.url if self.capture.final else ""

    @property
    def seconds(self) -> int:
        """That the picture may take."""
        return self.client.conduct.limits.seconds

    def answer(self, route: Route) -> None:
        """Answer one request of the browser."""
        request = route.request
        if request.url.split("#")[0] == self.address and request.is_navigation_request():
            route.fulfill(status=200, headers=_headers(self.capture.final), body=self.capture.page)
            return
        if request.method != "GET" or len(self.fetched) >= PARTS or time.monotonic() > self._end:
            route.abort()
            return
        try:
            answer, body = self._part(request.url)
        except InputError:
            route.abort()
        else:
            route.fulfill(status=answer.status or 502, headers=_headers(answer), body=body)

    def _part(self, url: str) -> tuple[Exchange, bytes]:
        """The answer to an address, redirects followed here, since the browser's own way would go round us.

        Raises:
            InputError: there is none.
        """
        target = parse(url)
        for _ in range(HOPS):
            answer = self.client.get(target)
            self.fetched.append(answer)
            if answer.fault is not None:
                raise answer.fault
            if not (answer.status and 300 <= answer.status < 400 and answer.header("location")):
                return answer, answer.content(Budget(self.client.conduct.limits))
            target = target.joined(answer.header("location"))
        raise InputError("redirect", f"{url} redirects more than {HOPS} times.")


def _headers(answer: Exchange | None) -> dict[str, str]:
    pairs = answer.headers if answer else ()
    return {name: value for name, value in pairs if name.lower() not in HOP_HEADERS}
