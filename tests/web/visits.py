"""A browser at a running workbench, for every test that needs one."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import uvicorn
from playwright.sync_api import Page

from bukti.team.accounts import Team
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys, Members

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
# targets of WCAG 2.2 are none of what axe looks at by itself
ASKED = """async (rules) => {
  const meant = rules.length ? {runOnly: rules} : {rules: {"target-size": {enabled: true}}};
  const found = await axe.run({...meant, resultTypes: ["violations"], selectors: false});
  const grave = found.violations.filter((one) => ["serious", "critical"].includes(one.impact));
  const named = grave.flatMap((one) => one.nodes.map((node) => [one.id, node.html.slice(0, 200)]));
  return {passed: found.passes.length, grave: named};
}"""
COUNT = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(event.violatedDirective));
"""


@contextmanager
def running(desk: Desk, team: Team | None = None) -> Iterator[str]:
    """The address that opens a workbench which runs over a desk: with its key, or where its team signs in."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        keys = Keys(port)
        door = Members(team, None, secure=False) if team else keys
        server = uvicorn.Server(
            uvicorn.Config(
                application(desk, door, {f"127.0.0.1:{port}"}), log_level="error", timeout_graceful_shutdown=0
            )
        )
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        running.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}/" + ("" if team else f"?key={keys.link}")
        server.should_exit = True
        running.join(10)


class Visit:
    """A browser at the workbench, with everything that it complained about.

    Args:
        page: in a context of its own.
        address: that opens the workbench.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.home = page, address.partition("/?")[0].rstrip("/")
        self.complaints: list[str] = []
        page.set_default_timeout(60_000)
        page.on("console", lambda message: self._told(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.add_init_script(COUNT)
        page.goto(address)

    def _told(self, text: str) -> None:
        """A refusal has its status, and advice on the form of passwords is none of ours; all else is a fault."""
        if not text.startswith(("Failed to load resource", "[DOM]")):
            self.complaints.append(text)

    def go(self, path: str) -> Page:
        """Open a page of the workbench."""
        self.page.goto(self.home + path)
        return self.page

    def serious(self, *rules: str) -> list[tuple[str, str]]:
        """What axe finds on the page that is serious or critical, by these rules or all: the rule and the element."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate(ASKED, rules)
        assert found["passed"]
        return [(rule, element) for rule, element in found["grave"]]
