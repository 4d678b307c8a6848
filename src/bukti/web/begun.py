"""Checks and exports: tasks whose outcome is for who began them and for nobody else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from bukti.ledger.writer import called
from bukti.web.answers import answer, desk
from bukti.web.jobs import Job, Work
from bukti.web.tongues import gettext

LANE = "begun"  # their own: nobody's decision waits for an export of hours
MOST = 3  # tasks of one person that have not ended
PAUSE = 1  # seconds until a page that waits looks again
SECRET = "passphrase"  # noqa: S105 - the name of a field, which no page shows again


@dataclass(frozen=True, slots=True)
class Begun:
    """What a task was begun with: its kind, who asked for it, and what they typed, no secret among it."""

    kind: str
    who: str
    fields: Mapping[str, str] = field(default_factory=dict)


def begin(request: Request, title: str, work: Work, kind: str, known: str = "") -> Job:
    """Begin a task for who asks, which only they can fetch.

    Args:
        request: whose form it was.
        title: for the reader.
        work: as for `Jobs.begin`.
        kind: by which the page of its outcome knows it.
        known: its id, where the work needs it.
    """
    fields = {name: value for name, value in request.scope.get("form", {}).items() if name != SECRET}
    return desk(request).jobs.begin(title, work, Begun(kind, _who(request), fields), known, LANE)


def busy(request: Request) -> str:
    """Why who asks may begin no other task now: each reads the whole case; empty where they may."""
    running = [job for job in desk(request).jobs.running if _is_own(request, job)]
    if len(running) < MOST:
        return ""
    told = gettext("%(number)s checks and exports of yours have not ended: wait for one, or stop one.")
    return told % {"number": len(running)}


def own(request: Request, kinds: Collection[str]) -> Job | None:
    """The task that an address names, if who asks began it and it is of one of these kinds."""
    job = desk(request).jobs.find(request.path_params["job"])
    return job if job is not None and _is_own(request, job) and job.about.kind in kinds else None


def waiting(request: Request, job: Job) -> Response:
    """How far a task is; the page asks again by itself until it has ended."""
    return answer(request, "work.html", job=job, refresh=PAUSE, own=True)


def may_stop(request: Request, job: Job) -> bool:
    """Whether who asks may stop a task: one of theirs, or, with the right to decide, any."""
    return request.scope["person"].may("decide") or _is_own(request, job)


def _is_own(request: Request, job: Job) -> bool:
    return isinstance(job.about, Begun) and job.about.who == _who(request)


def _who(request: Request) -> str:
    return request.scope["person"].name or called()
