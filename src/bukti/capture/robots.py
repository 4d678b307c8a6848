"""What robots.txt allows (RFC 9309): asked once for each scheme, host and port, and kept with what it decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from bukti.capture.client import ROBOT, Client
from bukti.capture.facts import Exchange, Permission
from bukti.capture.target import Target
from bukti.errors import InputError
from bukti.ids import digest
from bukti.intake.base import Budget

LONGEST = 512_000  # bytes that are read; RFC 9309 asks for 500 KiB
HOPS = 5  # redirects that RFC 9309 asks to follow
SLOWEST = 60.0  # seconds between requests; who asks for more is asked once a minute


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of one origin, and how they were got."""

    exchanges: tuple[Exchange, ...]
    why: str
    parsed: Protego | None = None
    open: bool = True
    sha256: str = ""


class Robots:
    """The robots.txt of every origin that was asked.

    Args:
        client: sends the requests.
        override: go on where robots.txt says no; it is asked and recorded nevertheless.
    """

    def __init__(self, client: Client, *, override: bool = False) -> None:
        self._client, self._override = client, override
        self._known: dict[str, _Rules] = {}

    def ask(self, target: Target) -> tuple[Permission, tuple[Exchange, ...]]:
        """Whether a target may be fetched, and the exchanges from which this is known."""
        if target.origin not in self._known:
            self._known[target.origin] = self._rules(target)
        rules = self._known[target.origin]
        allowed, why, delay = rules.open, rules.why, 0.0
        if rules.parsed is not None:
            allowed = rules.parsed.can_fetch(target.url, ROBOT)
            delay = min(rules.parsed.crawl_delay(ROBOT) or 0.0, SLOWEST)
            why = f"Its rules {'allow' if allowed else 'forbid'} {target.path} to {ROBOT}."
        url = f"{target.origin}/robots.txt"
        overridden = self._override and not allowed
        return Permission(url, allowed, why, rules.sha256, overridden, delay), rules.exchanges

    def _rules(self, target: Target) -> _Rules:
        exchanges: list[Exchange] = []
        place = Target(target.scheme, target.host, target.port, "/robots.txt")
        while True:
            exchanges.append(answer := self._client.get(place))
            location = answer.header("location")
            if answer.fault or answer.status is None or not (300 <= answer.status < 400 and location):
                break
            if len(exchanges) > HOPS:
                return _Rules(tuple(exchanges), f"It redirects more than {HOPS} times, so there are no rules.")
            try:
                place = place.joined(location)
            except InputError:
                break
        return _judged(tuple(exchanges), self._budget)

    def _budget(self) -> Budget:
        return Budget(self._client.conduct.limits)


def _judged(exchanges: tuple[Exchange, ...], budget: Callable[[], Budget]) -> _Rules:
    """What the last answer means (RFC 9309, 2.3.1): no file allows all, a server that is in trouble allows nothing."""
    last = exchanges[-1]
    if last.fault is not None or last.status is None or last.status >= 500:
        got = last.fault.detail if last.fault else f"the server answered {last.status}."
        return _Rules(exchanges, f"It cannot be read, so everything counts as forbidden: {got}", open=False)
    if last.status != 200:
        return _Rules(exchanges, f"There is none (HTTP status {last.status}), so everything is allowed.")
    try:
        words = last.content(budget())[:LONGEST].decode("utf-8-sig", "replace")
    except InputError as fault:
        return _Rules(exchanges, f"It cannot be decoded, so everything counts as forbidden: {fault.detail}", open=False)
    return _Rules(exchanges, "", Protego.parse(words), sha256=digest(last.body))
