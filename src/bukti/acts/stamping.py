"""Time stamps over the log of a case: asked for on request, carried to an authority by hand, or still pending."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from bukti import casework, settings
from bukti.capture import authority
from bukti.errors import InputError, UsageError
from bukti.ledger import stamps
from bukti.ledger.event import Event, tree
from bukti.ledger.stamps import PENDING, Stamped
from bukti.pipeline import PathName
from bukti.store import log
from bukti.store.case import Case


def ask(case: PathName, url: str) -> datetime:
    """Have an authority stamp the head of a case (`bukti case stamp --tsa`).

    Args:
        case: which exists.
        url: of the authority.

    Returns:
        The time that it says (UTC).

    Raises:
        UsageError: no such case, no such address, or an answer that is no stamp of this head.
        InputError: the authority cannot be reached; that a stamp is pending is in the log then.
    """
    with casework.opened(case, new=False) as opened:
        head = _head(opened.events())
        try:
            response = authority.ask(url, stamps.request(head), settings.from_environment().limits.seconds)
        except InputError:
            _note(opened, head, url, b"")
            raise
        moment = _time(response, head)
        _note(opened, head, url, response)
    return moment


def query(case: PathName, target: Path) -> None:
    """Write what an authority is to be asked, to be carried there (`--request`); the stamp is pending then.

    Raises:
        UsageError: no such case, or the target exists.
    """
    with casework.opened(case, new=False) as opened:
        head = _head(opened.events())
        try:
            with target.open("xb") as out:
                out.write(stamps.request(head))
        except FileExistsError as fault:
            raise UsageError(f"{target} exists: name a new file.") from fault
        _note(opened, head, "", b"")


def answer(case: PathName, response: bytes) -> datetime:
    """Put the answer to a pending request into the log (`--response`).

    Returns:
        The time that it says (UTC).

    Raises:
        UsageError: no such case, or it answers no pending request.
    """
    with casework.opened(case, new=False) as opened:
        waiting = _pending(opened.events())
        for head in reversed(waiting):
            try:
                moment = stamps.time(response, head)
            except ValueError:
                continue
            _note(opened, head, "", response)
            return moment
        if waiting:
            _time(response, waiting[-1])  # says why
    raise UsageError("No time stamp is pending: write a request with --request first.")


def _head(events: tuple[Event, ...]) -> Stamped:
    return Stamped(events[0].digest, len(events), events[-1].digest, tree(events).root.hex())


def _pending(events: tuple[Event, ...]) -> list[Stamped]:
    """What was to be stamped and is not yet, the oldest first."""
    bodies = log.told([event.content for event in events], log.STAMP)
    answered = {body["number"] for body in bodies if body["response"] != PENDING}
    return [
        Stamped(events[0].digest, body["number"], body["digest"], body["root"])
        for body in bodies
        if body["response"] == PENDING and body["number"] not in answered
    ]


def _time(response: bytes, head: Stamped) -> datetime:
    try:
        return stamps.time(response, head)
    except ValueError as fault:
        raise UsageError(f"This is no time stamp of the case: {fault}.") from fault


def _note(case: Case, head: Stamped, url: str, response: bytes) -> None:
    body = {name: value for name, value in asdict(head).items() if name != "case"}
    case.note(log.STAMP, {**body, "authority": url, "response": b64encode(response).decode()})
