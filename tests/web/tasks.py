"""Tasks of the workbench that a test waits for."""

from __future__ import annotations

from bukti.web.desk import Desk
from bukti.web.jobs import Job


def finished(desk: Desk, address: str, seconds: float = 60) -> Job:
    """The task whose page an answer leads to, when it has ended."""
    job = desk.jobs.find(address.rpartition("/")[2])
    assert job is not None
    assert job.wait(seconds)
    return job
