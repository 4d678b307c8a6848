"""The acts and pages of the workbench as JSON, for programs: /api/v1, documented by /api/v1/openapi.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bukti.ledger.event import Event
from bukti.web.answers import desk, fault
from bukti.web.api import looking, records
from bukti.web.api.calls import CALLS, ROOT, Call
from bukti.web.api.deciding import ClashError
from bukti.web.api.openapi import document
from bukti.web.entries import conflict


def _handler(call: Call) -> Callable[[Request], Response]:
    """The handler of a call: what is given is checked before anything is done."""

    def handler(request: Request) -> Response:
        try:
            given = call.asks.model_validate(dict(request.query_params))
            if call.takes is not None:
                given = call.takes.model_validate_json(request.scope.get("body", b""))
        except ValidationError as wrong:
            return fault(422, _told(wrong))
        try:
            made = call.does(request, given)
        except ClashError as clash:
            return _clash(request, clash.added)
        told = made.model_dump(mode="json") if isinstance(made, BaseModel) else made
        return _json(told, call.code)

    return handler


def _clash(request: Request, added: Sequence[Event]) -> Response:
    """What an order came too late for, in words and as entries."""
    told = records.Conflict(
        error=conflict(added),
        head=desk(request).status().head.digest,
        since=[looking.entry(one, request) for one in added],
    )
    return _json(told.model_dump(mode="json"), 409)


def _told(wrong: ValidationError) -> str:
    """What is wrong with a request, one thing after the other."""
    found = wrong.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'body'}: {one['msg']}" for one in found[:10])


def _json(value: object, code: int = 200) -> Response:
    """Names of files may hold what is no Unicode: it stays escaped."""
    return Response(json.dumps(value), code, media_type="application/json")


def openapi(_request: Request) -> Response:
    """What this API is, for programs that read OpenAPI 3.1."""
    return JSONResponse(document(CALLS))


ROUTES = (
    Route(f"{ROOT}/openapi.json", openapi),
    *(Route(ROOT + call.path, _handler(call), methods=[call.method]) for call in CALLS),
)
