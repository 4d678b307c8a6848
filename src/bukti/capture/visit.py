"""From an address to a page: robots.txt first, redirects one by one, every step checked and recorded like the first."""

from __future__ import annotations

from dataclasses import dataclass, field

from bukti.capture.client import Client
from bukti.capture.facts import Capture, Exchange, Permission, moment
from bukti.capture.robots import Robots
from bukti.capture.target import Target, parse
from bukti.errors import InputError
from bukti.intake.base import Budget

REDIRECTS = frozenset({301, 302, 303, 307, 308})
HOPS = 10


def visit(url: str, client: Client, robots: Robots) -> Capture:
    """Fetch one page; that it cannot be fetched is a result too.

    Args:
        url: as the user gave it.
        client: sends the requests.
        robots: says what may be fetched.
    """
    started, way, page, fault = moment(), _Way(client, robots), b"", None
    try:
        last = way.walk(parse(url))
        page = last.content(Budget(client.conduct.limits))
        fault = None if page.strip() else InputError("empty", "The server sent an empty page: look at it in a browser.")
    except InputError as problem:
        fault = problem
    robots_asked = tuple(dict.fromkeys(way.robots_asked))
    return Capture(url, started, moment(), robots_asked, tuple(way.steps), tuple(way.permissions), page, fault)


@dataclass(slots=True)
class _Way:
    """The steps to a page."""

    client: Client
    robots: Robots
    robots_asked: list[Exchange] = field(default_factory=list)
    steps: list[Exchange] = field(default_factory=list)
    permissions: list[Permission] = field(default_factory=list)

    def walk(self, target: Target) -> Exchange:
        """The last exchange, which holds a whole page.

        Raises:
            InputError: there is none, and why.
        """
        seen: set[str] = set()
        while True:
            if target.url in seen or len(seen) > HOPS:
                raise InputError(
                    "redirect", f"The address redirects in a circle or more than {HOPS} times: ends at {target.url}."
                )
            seen.add(target.url)
            answer = self._step(target)
            if not _leads_on(answer):
                return answer
            target = target.joined(answer.header("location"))

    def _step(self, target: Target) -> Exchange:
        permission, asked = self.robots.ask(target)
        self.permissions.append(permission)
        self.robots_asked += asked
        if not permission.allowed and not permission.overridden:
            if asked[-1].fault is not None:  # the server cannot be reached, or may not: that says more
                raise asked[-1].fault
            raise InputError("robots", f"{permission.url}: {permission.why} Go on with --ignore-robots and a --reason.")
        self.steps.append(answer := self.client.get(target, permission.delay))
        if answer.fault is not None:
            raise answer.fault
        if answer.status != 200 and not _leads_on(answer):
            raise InputError("http-status", f"The server answered {answer.status}: check the address.")
        return answer


def _leads_on(answer: Exchange) -> bool:
    return answer.status in REDIRECTS and bool(answer.header("location"))
