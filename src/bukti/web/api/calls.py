"""What can be called, each with its address, what goes in and what comes out: the one list of the API.

Routes and the OpenAPI document are both made of `CALLS`, so neither can say what the other does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request

from bukti.web.api import deciding, listing, looking, weighing
from bukti.web.api.records import (
    Acts,
    Added,
    After,
    Case,
    ClaimsWanted,
    Empty,
    Entries,
    Job,
    Listed,
    Lists,
    ListSent,
    Me,
    Named,
    Object,
    Order,
    Pair,
    Part,
)

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Call:
    """One thing that can be called.

    Attributes:
        method, path: of HTTP, under `ROOT`. does: called with the request and what was given in the query or the body.
        asks: of the query. takes: of the body, as JSON. gives: with `code`; None is an object of docs/outputs.md.
        conflicts: whether it may come too late.
    """

    method: str
    path: str
    does: Callable[[Request, Any], BaseModel | Object]
    gives: type[BaseModel] | None = None
    asks: type[BaseModel] = Empty
    takes: type[BaseModel] | None = None
    code: int = 200
    conflicts: bool = False

    @property
    def about(self) -> str:
        """What it does, in a sentence."""
        return (self.does.__doc__ or "").strip().split("\n")[0]


CALLS = (
    Call("GET", "/me", looking.me, Me),
    Call("GET", "/case", looking.case, Case),
    Call("GET", "/claims", looking.claims, Listed, ClaimsWanted),
    Call("GET", "/claims/{claim}", looking.claim),
    Call("GET", "/reports", looking.reports, Listed, Part),
    Call("GET", "/reports/{report}", looking.report),
    Call("POST", "/compare", weighing.compare, Job, takes=Pair, code=202),
    Call("GET", "/profile", looking.profile),
    Call("GET", "/log", looking.log, Entries, After),
    Call("GET", "/acts", deciding.acts, Acts),
    Call("POST", "/acts/{act}", deciding.act, Job, takes=Order, code=202, conflicts=True),
    Call("GET", "/jobs/{job}", deciding.job, Job),
    Call("POST", "/jobs/{job}/stop", deciding.stop, Job, code=202),
    Call("POST", "/assess", deciding.assess, Job, code=202),
    Call("POST", "/files", deciding.add, Added, Named, code=201),
    Call("GET", "/lists", listing.all_of, Lists),
    Call("POST", "/lists", listing.take, Job, takes=ListSent, code=202, conflicts=True),
)
