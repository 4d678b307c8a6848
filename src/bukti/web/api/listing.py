"""Lists of names that a case is screened against: which there are, and taking one in."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import asdict, replace

from starlette.requests import Request

from bukti.acts import given, lists
from bukti.acts.given import Sent
from bukti.ledger.writer import called
from bukti.model import Decision
from bukti.progress import Tick
from bukti.store.decisions import KEPT
from bukti.web import begun
from bukti.web.answers import desk
from bukti.web.api import looking, records
from bukti.web.api.deciding import ClashError
from bukti.web.api.records import Empty, ListSent
from bukti.web.pages.lists import card
from bukti.web.tongues import phrase


def all_of(request: Request, _: Empty) -> records.Lists:
    """The lists that the case is screened against, with what came of each search."""
    here, shown = desk(request), looking.view(request)
    items = [
        records.ChosenList(
            name=chosen["name"],
            reason=chosen["decision"].reason,
            author=chosen["decision"].author,
            made=chosen["decision"].made,
            kept=[key[1] for key in chosen["decision"].matter if key[0] == KEPT],
            searched=[asdict(file) | {"path": within} for file, within in chosen["searched"]],
            failed=[
                {"path": within, "reason": fault.reason, "detail": fault.detail} for fault, within in chosen["failed"]
            ],
        )
        for chosen in card(shown.listed, lists.chosen(here.case))
    ]
    return records.Lists(head=here.status().head.digest, items=items)


def take(request: Request, sent: ListSent) -> records.Job:
    """Take a list in: its reader checks it, then its bytes are kept and the case is assessed again."""
    here = desk(request)
    looking.view(request)  # before there is a result nobody has seen what they decide on
    files = tuple((file.name, b64decode(file.data)) for file in sent.files)
    made = Sent(files, sent.reason, sent.partly, called())
    meant = {"list": made.name}
    if here.follow(sent.head, meant) != here.status().head.digest:
        raise ClashError(here.clashing(sent.head, meant))

    def work(tick: Tick) -> Decision:
        done = given.take(replace(made, head=here.follow(sent.head, meant)), here.case, tick)
        here.assess()
        return done

    return looking.job(here.jobs.begin(phrase("Take in a list"), work, lane=begun.LANE))
