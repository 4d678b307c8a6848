"""How often something may be asked for or tried, by who asks and what for; remembered while the program runs."""

from __future__ import annotations

import ipaddress
import re
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bukti.settings import Rates

MINUTE = 60.0  # seconds
ROUNDING = 1e-6  # of a token: who waits as long as told has a whole one
NETWORK = 64  # bits of an IPv6 address that name who has it: whoever has one has 2⁶⁴ of them
WINDOW = 300  # seconds
MOST_BY_NAME, MOST_BY_ADDRESS = 5, 30  # failures in a window: of one name from one address, of one address
KEPT = 10_000  # names and addresses that are remembered


class Weight(StrEnum):
    """What a request costs, so what it is counted with."""

    PLAIN = "plain"
    DEAR = "dear"
    NEWS = "news"


# news of the case and of tasks, that scripts and programs ask for again and again
NEWS = re.compile(r"/events|/api/v1/(?:events|jobs/[^/]+)")
# what computes little although it is no GET …
LIGHT = re.compile(r"/review|/language|/sign-out|/sign-in/again|/work/[^/]+/stop|/api/v1/jobs/[^/]+/stop")
# … and what computes or sends much although it is one: the log is checked as a whole; a file of up to gigabytes
COSTLY = re.compile(r"/reports/[^/]+/custody|/export/[^/]+/file")
NEWS_TIMES = 4  # times as often as pages: a look at a task costs that much less


def weight(method: str, path: str) -> Weight:
    """What a request costs. What decides, checks, takes in or gives out is dear: it is tried over the whole case."""
    if method in ("GET", "HEAD"):
        read = Weight.NEWS if NEWS.fullmatch(path) else Weight.PLAIN
        return Weight.DEAR if COSTLY.fullmatch(path) else read
    return Weight.PLAIN if LIGHT.fullmatch(path) else Weight.DEAR


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is too much: so many requests a minute are allowed (`most`), the next one in so many seconds (`wait`)."""

    most: int
    wait: int


class Pace:
    """Requests, by who makes them: a bucket of tokens each, that holds those of a minute and fills up steadily.

    What is refused takes no token, so who goes on asking is still served as often as is allowed. At most `KEPT`
    buckets are remembered; who has not asked for longest is forgotten first, which is to have a full bucket again.

    Args:
        rates: requests a minute.
        clock: seconds that never go back.
    """

    def __init__(self, rates: Rates, clock: Callable[[], float] = time.monotonic) -> None:
        self._rates, self._clock = rates, clock
        self._left: OrderedDict[tuple[str, ...], tuple[float, float]] = OrderedDict()  # tokens, and when
        self._turn = threading.Lock()

    def take(self, who: tuple[str, ...], asked: Weight, *, known: bool) -> Refusal | None:
        """Count a request; what is too much where it is one.

        Args:
            who: makes it.
            asked: what it costs.
            known: whether somebody is signed in; if not, `who` is an address.
        """
        most = self._most(asked, known=known)
        at, key = self._clock(), (*who, asked)
        with self._turn:
            left, since = self._left.get(key, (float(most), at))
            left = min(float(most), left + (at - since) * most / MINUTE)
            enough = left > 1 - ROUNDING
            self._left[key] = (left - 1 if enough else left, at)
            self._left.move_to_end(key)
            while len(self._left) > KEPT:
                self._left.popitem(last=False)
        return None if enough else Refusal(most, int((1 - left) * MINUTE / most) + 1)

    def _most(self, asked: Weight, *, known: bool) -> int:
        if asked is Weight.DEAR:
            return self._rates.dear
        if not known:
            return self._rates.strangers
        return self._rates.requests * (NEWS_TIMES if asked is Weight.NEWS else 1)


def network(address: str) -> str:
    """Who has an address: itself, of IPv6 the network of a subscriber (RFC 6177)."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, NETWORK), strict=False))


class Tries:
    """Failures to sign in, remembered while the program runs.

    A name is counted together with the address, so that a stranger cannot lock anybody out who sits elsewhere.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[tuple[str, ...], deque[float]] = OrderedDict()
        self._turn = threading.Lock()

    def wait(self, name: str, address: str) -> int:
        """Seconds until this may be tried; 0 is now."""
        at = self._clock()
        limits = (((name.casefold(), address), MOST_BY_NAME), ((address,), MOST_BY_ADDRESS))
        with self._turn:
            waits = [self._first(key, at, most) for key, most in limits]
        return max(waits)

    def fail(self, name: str, address: str) -> None:
        """Note a failure."""
        with self._turn:
            for key in ((name.casefold(), address), (address,)):
                self._failed.setdefault(key, deque(maxlen=MOST_BY_ADDRESS)).append(self._clock())
                self._failed.move_to_end(key)
            while len(self._failed) > KEPT:
                self._failed.popitem(last=False)

    def _first(self, key: tuple[str, ...], at: float, most: int) -> int:
        failed = self._failed.get(key, deque())
        while failed and failed[0] + WINDOW <= at:
            failed.popleft()
        return 0 if len(failed) < most else max(1, int(failed[0] + WINDOW - at) + 1)
