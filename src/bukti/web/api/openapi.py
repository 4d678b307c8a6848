"""The OpenAPI 3.1 document of the API, made of the list of its calls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from bukti import __version__
from bukti.web.api.calls import ROOT, Call
from bukti.web.api.records import Conflict, Fault, Object

REFER = "#/components/schemas/{model}"
ABOUT = (
    "A case: who says what, who copied whom, from how many independent origins. What is shown is the last result; an "
    "act names the end of the log that its author saw, and is refused where something was added since."
)
# what every call may answer besides
FAULTS = {
    "400": "It cannot be done; the error says why.",
    "401": "No token, or one that is no longer good.",
    "403": "The role of who asks does not have the right.",
    "404": "There is no such thing.",
    "413": "The body is too large.",
    "422": "The query or the body is not as described.",
    "429": "Too many requests a minute, or tasks of one's own at once; the header Retry-After says when to ask again.",
    "503": "There is no result yet.",
}


def document(calls: Sequence[Call]) -> Object:
    """The document.

    Args:
        calls: every call of the API.
    """
    paths: dict[str, dict[str, Any]] = {}
    for call in calls:
        paths.setdefault(ROOT + call.path, {})[call.method.lower()] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bukti", "version": __version__, "description": ABOUT},
        "paths": paths,
        "components": {
            "schemas": _schemas(calls),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _operation(call: Call) -> Object:
    given: Object = {"summary": call.about, "parameters": [*_in_path(call), *_in_query(call)]}
    if call.takes is not None:
        given["requestBody"] = {"required": True, "content": _json(call.takes.__name__)}
    elif call.path == "/files":
        content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary", "minLength": 1}}}
        given["requestBody"] = {"required": True, "content": content}
    shown = _json(call.gives.__name__) if call.gives else {"application/json": {"schema": {"type": "object"}}}
    answers = {str(call.code): {"description": call.about, "content": shown}}
    answers |= {code: {"description": why, "content": _json(Fault.__name__)} for code, why in FAULTS.items()}
    if call.conflicts:
        answers["409"] = {"description": (Conflict.__doc__ or "").strip(), "content": _json(Conflict.__name__)}
    return {**given, "responses": answers}


def _in_path(call: Call) -> list[Object]:
    names = re.findall(r"{(\w+)}", call.path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _in_query(call: Call) -> list[Object]:
    shape = call.asks.model_json_schema()
    needed = shape.get("required", [])
    return (
        [
            {"name": name, "in": "query", "required": name in needed, "schema": schema}
            for name, schema in shape["properties"].items()
        ]
        if "properties" in shape
        else []
    )


def _schemas(calls: Sequence[Call]) -> Object:
    coming = [(call.takes, "validation") for call in calls if call.takes]
    going = [(call.gives, "serialization") for call in calls if call.gives]
    models: Any = [*coming, *going, (Fault, "serialization"), (Conflict, "serialization")]
    _, found = models_json_schema(models, ref_template=REFER)
    return dict(found["$defs"])


def _json(name: str) -> Object:
    return {"application/json": {"schema": {"$ref": REFER.format(model=name)}}}
