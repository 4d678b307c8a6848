"""The process in which a case is assessed (`python -m bukti.web.assessing`), so that no page waits for it.

The server tells it in one line of JSON what to assess; it tells how far it is, a line each time, and at last under what
the result is kept. It ends when the server does.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from bukti.acts import answering
from bukti.errors import BuktiError

OFTEN = 0.2  # seconds between two lines of one stage
MODEST = 5  # how much it gives way to the server, whose readers wait


class Teller:
    """What the server is told.

    Args:
        out: where it reads.
    """

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._last, self._stage = float("-inf"), ""

    def tick(self, stage: str, done: int, total: int) -> None:
        """How far it is; not every step."""
        if stage == self._stage and done < total and time.monotonic() - self._last < OFTEN:
            return
        self._last, self._stage = time.monotonic(), stage
        self.say("tick", [stage, done, total])

    def say(self, name: str, value: object) -> None:
        """One line."""
        self._out.write(json.dumps({name: value}) + "\n")
        self._out.flush()


def serve(incoming: IO[str], outgoing: IO[str]) -> None:
    """Assess what the first line names."""
    order, teller = json.loads(incoming.readline()), Teller(outgoing)
    threading.Thread(target=_until, args=(incoming,), daemon=True).start()
    try:
        kept = answering.keep(Path(order["case"]), order["profile"], order["reader"], teller.tick)
    except BrokenPipeError:  # nobody is there any more to be told
        return
    except (BuktiError, OSError) as fault:
        teller.say("fault", str(fault))
    else:
        teller.say("kept", kept)


def _until(incoming: IO[str]) -> None:
    """End with the server: what is kept is whole at any moment."""
    incoming.read()
    os._exit(1)


if __name__ == "__main__":
    with suppress(AttributeError, OSError):  # no such thing here
        os.nice(MODEST)
    told, sys.stdout = sys.stdout, sys.stderr  # nothing but lines of ours goes to the server
    serve(sys.stdin, told)
