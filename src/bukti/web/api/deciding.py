"""What the API does: the acts of the workbench, by their one list."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bukti.acts import adding
from bukti.ledger.event import Event
from bukti.web.acts import ACTS, begin
from bukti.web.acts import Order as Asked
from bukti.web.answers import desk
from bukti.web.api import looking, records
from bukti.web.api.records import Empty, Named, Order
from bukti.web.jobs import Job

SINCE = 20  # events that a conflict lists


def acts(request: Request, _: Empty) -> records.Acts:
    """Every kind of act, and whether who asks may do it."""
    may = request.scope["person"].may
    items = [
        records.Act(
            name=name, title=one.title, asks=list(one.asks), tried=one.tried, right=one.right, may=may(one.right)
        )
        for name, one in ACTS.items()
    ]
    return records.Acts(items=items)


def act(request: Request, order: Order) -> records.Job:
    """Try an act or record it, unless the log has grown since its author looked."""
    name, place = request.path_params["act"], desk(request)
    if name not in ACTS:
        raise HTTPException(404, "There is no such act: /api/v1/acts lists them.")
    if order.trial and not ACTS[name].tried:
        raise HTTPException(400, 'This act cannot be tried: send "trial": false to record it.')
    looking.view(request)  # before there is a result nobody has seen what they decide on
    head = place.follow(order.head, order.fields)
    if head != place.status().head.digest:
        raise ClashError(place.clashing(head, order.fields))
    return looking.job(begin(place, name, Asked(order.fields, head, order.trial)))


class ClashError(Exception):
    """Somebody decided on the same thing after the end of the log that an order names.

    Attributes:
        added: what they did.
    """

    def __init__(self, added: Sequence[Event]) -> None:
        super().__init__()
        self.added = added[-SINCE:]


def job(request: Request, _: Empty) -> records.Job:
    """How far a task is, and what it gave."""
    return looking.job(_job(request))


def stop(request: Request, _: Empty) -> records.Job:
    """Stop a task; what it would have recorded is not recorded."""
    found = _job(request)
    found.stop(request.scope["person"].name)
    return looking.job(found)


def assess(request: Request, _: Empty) -> records.Job:
    """Assess the case again in the background, unless that is being done."""
    return looking.job(desk(request).assess())


def add(request: Request, named: Named) -> records.Added:
    """Add a file to the case: its exact bytes are kept, and read when the case is assessed again."""
    sha256, new = adding.keep(desk(request).case, named.name, request.scope["body"])
    return records.Added(name=named.name, sha256=sha256, new=new)


def _job(request: Request) -> Job:
    found = desk(request).jobs.find(request.path_params["job"])
    if found is None:
        raise HTTPException(404, "There is no such task of this run.")
    return found
