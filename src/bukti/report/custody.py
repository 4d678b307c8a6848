"""The log of a case and the checks of it, for people and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from bukti.model import Check, Outcome, Verification
from bukti.report import plain
from bukti.report.plain import one_line
from bukti.report.terminal import rendered

VERDICTS = {
    True: "Nothing that was checked is other than the log says.",
    False: "Something is not as the log says: do not rely on it before you know why.",
}


def verification(found: Verification) -> str:
    """Every check with its outcome, then the verdict and the head of the log, for the next who checks."""
    lines = [_check(check) for check in found.checks]
    lines += ["", VERDICTS[found.passed]]
    if found.head:
        lines.append(f"Head of the log, event {found.events}: {found.head}")
        lines.append(f"Root over its events: {found.root}")
    return rendered([Text(line) for line in lines])


def _check(check: Check) -> str:
    number = f" ({check.number})" if check.number and check.outcome is not Outcome.FAILED else ""
    return f"{check.outcome:<11}  {check.name}{number}: {one_line(check.detail)}"


def verification_object(found: Verification) -> dict[str, Any]:
    """The checks as JSON."""
    checks = [{"name": c.name, "outcome": c.outcome, "detail": c.detail, "number": c.number} for c in found.checks]
    return {
        "passed": found.passed,
        "head": found.head or None,
        "root": found.root or None,
        "events": found.events,
        "checks": checks,
    }


def status(found: Mapping[str, Any]) -> str:
    """What a case holds, a line each."""
    return rendered([Text(f"{name:<9}  {value}") for name, value in found.items()])


def record(found: Mapping[str, Any]) -> str:
    """The custody record of an item: a line each, and a block for what has parts; digests are not broken."""
    rest = {name: value for name, value in found.items() if name != "custody"}
    lines = [line for name, value in rest.items() for line in _told(name, value)]
    return "\n".join([*lines, "custody", *(_step(one) for one in found["custody"]), ""])


def in_json(text: str, content: Mapping[str, Any]) -> str:
    """A dossier in JSON with its custody as the last field; arguments as of `html.with_custody`."""
    lines = plain.dumps(content, indent=1).replace("\n", "\n ")  # no text holds a line feed as such
    return text.removesuffix("\n}\n") + f',\n "custody": {lines}\n}}\n'


def _step(one: Mapping[str, Any]) -> str:
    who = f"{one['who']} ({one['key'][:8] or 'unsigned'})"
    return "  " + one_line(f"{one['event']:>4}  {one['at']}  {who}  {one['what']}")


def _told(name: str, value: object, indent: str = "") -> list[str]:
    """A field of a record, and below it its parts."""
    label, below = f"{indent}{name.replace('_', ' ')}", f"{indent}  "
    if isinstance(value, Mapping):
        return [label, *(line for key, one in value.items() for line in _told(str(key), one, below))]
    if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
        return [line for one in value for line in _told(name, one, indent)]
    if isinstance(value, list):
        value = " ".join(f"{one};" for one in value)[:-1]
    return [f"{label}: {one_line(str(value))}"] if value not in ("", None) else []


def log(contents: Sequence[Mapping[str, Any]], head: str) -> str:
    """Every event in a line, oldest first: when, who, what."""
    lines: list[RenderableType] = [Text(_event(content)) for content in contents]
    return rendered([*lines, Text(""), Text(f"Head of the log: {head}")])


def _event(content: Mapping[str, Any]) -> str:
    who = f"{content['author']} ({content['key'][:8] or 'unsigned'})"
    return one_line(f"{content['number']:>4}  {content['made']}  {who}  {what(content['kind'], content['body'])}")


def what(kind: str, body: Mapping[str, Any]) -> str:
    """What an event did; a kind that this version does not know, or whose fields are not its own, by its name."""
    try:
        return _what(kind, body)
    except (KeyError, TypeError, AttributeError):  # a stranger's log may hold anything: `verify` says what is wrong
        return f"{kind}, not as Bukti writes it"


def _what(kind: str, body: Mapping[str, Any]) -> str:
    told = kind
    match kind:
        case "case":
            told = f"begins the log{' of an older case' if body['before'] else ''}"
        case "input":
            told = f"adds {body['path']} ({body['bytes']} bytes, sha256 {body['sha256'][:12]}…)"
        case "decision":
            told = f"decides: {body['what']} {body['kind']} “{body['name']}”: {body['reason']} ({body['author']})"
        case "dossier":
            place = "standard output" if body["path"] == "-" else body["path"]
            told = f"writes {place} ({body['format']}, sha256 {body['sha256'][:12]}…)"
        case "export":
            told = f"exports the case to {body['name']}"
        case "release":
            shown = f"people named: {body['reason']}" if body["names"] else "people not named"
            told = f"releases {body['incidents']} incidents to {body['path']} ({body['format']}, coordinates to "
            told += f"{body['decimals']} decimals, {shown})"
        case "fetch":
            told = f"fetches {body['url']} ({body['failure'] or body['status']}): {body['reason']} ({body['who']})"
        case "account":
            told = f"account of {body['name']}: {body['what']}, role {body['role']}, key {body['key'][:8]}…"
        case "stamp":
            state = f"time stamp of {body['authority'] or 'an authority'}" if body["response"] else "time stamp pending"
            told = f"{state} over event {body['number']}"
        case "anchor":
            state = f"proof by {body['authority'] or 'OpenTimestamps'}" if body["response"] else "block pending"
            told = f"{state} over event {body['number']}"
        case "look":
            told = f"looks at “{body['question']}”"
        case "judgement":
            about = " ".join(filter(None, (body["row"], body["hypothesis"], body["value"].get("rating"))))
            told = f"judges in matrix {body['matrix']}: {body['what']} {about} ({body['author']})"
    return told
