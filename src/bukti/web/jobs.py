"""Long tasks, one after the other in each lane, each in a thread: how far it is, then what it gave or why it failed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context
from secrets import token_hex
from typing import Any

from bukti.errors import BuktiError
from bukti.progress import Tick

UNEXPECTED = (
    "Something went wrong that Bukti did not expect ({}). The terminal that runs “bukti serve” has the details."
)
MOMENT = 0.5  # seconds that most acts over small cases take at most
Work = Callable[[Tick], Any]


class StoppedError(BuktiError):
    """Somebody stopped a task before it was done."""


class Job:
    """One long task.

    Attributes:
        id: by which it is found. name: what it does, for the reader.
        stage, done, total: how far it is; total is 0 before it begins.
        outcome: what it gave. fault: why it failed, empty where it did not. error: the same as it was raised.
        about: what it was begun with, for who reads the outcome.
        stopped_by: who asked it to end; empty where nobody did.
    """

    def __init__(self, name: str, about: Any = None, known: str = "") -> None:
        self.id = known or token_hex(8)
        self.name = name
        self.about = about
        self.stage, self.done, self.total = "waiting", 0, 0
        self.outcome: Any = None
        self.fault = ""
        self.error: BaseException | None = None
        self._ended = threading.Event()
        self.stopped_by = ""

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return not self._ended.is_set()

    @property
    def state(self) -> str:
        """`waiting`, `running`, `done`, `stopped` or `failed`."""
        if self.running:
            return "running" if self.total else "waiting"
        return "stopped" if isinstance(self.error, StoppedError) else "failed" if self.fault else "done"

    def stop(self, who: str) -> None:
        """Ask it to end before it is done; it does with its next step, and records nothing after that.

        Args:
            who: asks.
        """
        self.stopped_by = who

    def wait(self, seconds: float) -> bool:
        """Wait for its end, at most so long; tells whether it ended."""
        return self._ended.wait(seconds)

    def slow(self) -> bool:
        """Whether it has not ended, nor does within a moment: only then is a page on how far it is worth its while."""
        return not self.wait(MOMENT)

    def ended(self) -> None:
        """Wait for its end, however long that takes."""
        self._ended.wait()

    def tick(self, stage: str, done: int, total: int) -> None:
        """Note how far it is.

        Raises:
            StoppedError: somebody asked it to end.
        """
        if self.stopped_by:
            raise StoppedError(f"{self.stopped_by} stopped it, so nothing was recorded.")
        self.stage, self.done, self.total = stage, done, total

    def run(self, work: Work) -> None:
        """Do the work; a failure is kept for the reader, and one that nobody expected is raised too."""
        try:
            self.outcome = work(self.tick)
        except (BuktiError, OSError) as fault:
            self.fault, self.error = str(fault), fault
        except BaseException as fault:
            self.fault = UNEXPECTED.format(type(fault).__name__)
            raise
        finally:
            self._ended.set()


class Jobs:
    """The tasks of a workbench, the newest last; those of each lane run one by one, in the order of their begin."""

    KEPT = 20  # tasks that are remembered; older ones are forgotten once they ended

    def __init__(self) -> None:
        self._known: list[Job] = []
        self._last: dict[str, Job] = {}  # by lane
        self._listed = threading.Lock()

    def begin(self, name: str, work: Work, about: Any = None, known: str = "", lane: str = "") -> Job:
        """Begin a task, or queue it behind the last one of its lane; it acts for whom the request acts that began it.

        Args:
            name: for the reader.
            work: is done in a thread, and told how to tell how far it is.
            about: for who reads the outcome.
            known: the id of a task that an earlier run of the program did not end.
            lane: what it waits for: tasks of the same lane.
        """
        job, context = Job(name, about, known), copy_context()
        with self._listed:
            self._known = [*(one for one in self._known if one.running), *self._ended(), job]
            before, self._last[lane] = self._last.get(lane), job

        def run() -> None:
            if before is not None:
                before.ended()
            context.run(job.run, work)

        threading.Thread(target=run, name=name, daemon=True).start()  # ends with the program: acts are transactions
        return job

    @property
    def running(self) -> list[Job]:
        """Those that have not ended, the one that runs first."""
        return [job for job in self._known if job.running]

    def find(self, name: str) -> Job | None:
        """The task of an id."""
        return next((job for job in self._known if job.id == name), None)

    def _ended(self) -> list[Job]:
        return [job for job in self._known if not job.running][-self.KEPT :]
