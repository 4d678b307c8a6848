"""How often something may be tried: a window that slides, by who tries and what they try."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

WINDOW = 300  # seconds
MOST_BY_NAME, MOST_BY_ADDRESS = 5, 30  # failures in a window: of one name from one address, of one address
KEPT = 10_000  # names and addresses that are remembered


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
