"""Time over the log of a case: asked for on request, carried by hand, or still pending.

An authority signs it (RFC 3161), or a block of Bitcoin holds it (OpenTimestamps, by way of a calendar).
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from bukti import settings
from bukti.capture import authority, proxies
from bukti.capture.client import Conduct
from bukti.errors import InputError, UsageError
from bukti.ledger import anchors, ots, stamps
from bukti.ledger.event import ANCHOR, STAMP, Event, tree
from bukti.ledger.ots import Node
from bukti.ledger.stamps import PENDING, Stamped
from bukti.pipeline import PathName
from bukti.store import log
from bukti.store.case import Case, using

LATER = frozenset({"unreachable", "too-slow", "truncated"})  # what may go away: the question stays open


def ask(case: PathName, url: str, *, public: bool = False) -> datetime:
    """Have an authority stamp the head of a case (`bukti case stamp --tsa`).

    Args:
        case: which exists.
        url: of the authority.
        public: a server asks for its users, so no host of its own network is asked.

    Returns:
        The time that it says (UTC).

    Raises:
        UsageError: no such case, no such address, or an answer that is no stamp of this head.
        InputError: the authority cannot be reached, then that a stamp is pending is in the log; or the address is
            refused, or refuses, then nothing is.
    """
    with using(case, new=False) as opened:
        head = _head(opened.events())
        try:
            response = authority.ask(url, stamps.request(head), _seconds(), _conduct(public))
        except InputError as fault:
            if fault.reason in LATER:
                _note(opened, STAMP, head, url, b"")
            raise
        moment = _time(response, head)
        _note(opened, STAMP, head, url, response)
    return moment


def submit(case: PathName, url: str, *, public: bool = False) -> None:
    """Have a calendar put the head of a case into a block (`--calendar`); it is pending then.

    Args:
        case: which exists.
        url: of the calendar.
        public: as for `ask`.

    Raises:
        UsageError: no such case, no such address, or an answer that is no proof.
        InputError: the calendar cannot be reached, then that a proof is pending is in the log; or the address is
            refused, or refuses, then nothing is.
    """
    with using(case, new=False) as opened:
        head = _head(opened.events())
        digest = anchors.digest(head)
        try:
            node = _branch(authority.submit(url, digest, _seconds(), _conduct(public)), digest)
        except InputError as fault:
            if fault.reason in LATER:
                _note(opened, ANCHOR, head, url, b"")
            raise
        _note(opened, ANCHOR, head, url, ots.written(node))


def upgrade(case: PathName, url: str, *, public: bool = False) -> tuple[int, ...]:
    """Ask a calendar what became of the proofs that are pending there (`--upgrade`).

    Only the calendar that the person names is asked, never one that a log names: logs come from strangers too.

    Args:
        case: which exists.
        url: of the calendar.
        public: as for `ask`.

    Returns:
        Heights of the blocks that hold the log now.

    Raises:
        UsageError: no such case, no such address, an answer that is no proof, or nothing is pending there.
        InputError: the calendar cannot be reached, or has no block yet.
    """
    found: list[int] = []
    with using(case, new=False) as opened:
        waiting = [(head, node) for head, node in _unheld(opened.events()) if _asked(node, url)]
        if not waiting:
            raise UsageError(f"No proof is pending at {url}: `bukti verify` says where one is.")
        for head, node in waiting:
            whole = node
            for message in _asked(node, url):
                given = authority.upgrade(url, message, _seconds(), _conduct(public))
                whole = whole.joined(message, _branch(given, message))
            if heights := _heights(whole):
                _note(opened, ANCHOR, head, url, ots.written(whole))
                found += heights
    if not found:
        raise InputError("pending", f"{url} has no block yet that holds it.")
    return tuple(sorted(set(found)))


def query(case: PathName, target: Path) -> None:
    """Write what an authority is to be asked, to be carried there (`--request`); the stamp is pending then.

    Raises:
        UsageError: no such case, or the target exists.
    """
    _carried(case, target, STAMP)


def message(case: PathName, target: Path) -> None:
    """Write what `ots stamp` of OpenTimestamps is to be given (`--message`); the proof is pending then.

    Raises:
        UsageError: no such case, or the target exists.
    """
    _carried(case, target, ANCHOR)


def answer(case: PathName, response: bytes) -> str:
    """Put into the log what was carried back (`--response`): a stamp of an authority, or a proof (.ots).

    Returns:
        What it says, in words.

    Raises:
        UsageError: no such case, or it answers nothing that the log has asked.
    """
    with using(case, new=False) as opened:
        events = opened.events()
        if response.startswith(ots.MAGIC):
            return _anchored(opened, events, response)
        waiting = _pending(events)
        for head in reversed(waiting):
            try:
                moment = stamps.time(response, head)
            except ValueError:
                continue
            _note(opened, STAMP, head, "", response)
            return dated(moment)
        if waiting:
            _time(response, waiting[-1])  # says why
    raise UsageError("No time stamp is pending: write a request with --request first.")


def dated(moment: datetime) -> str:
    """What is told of a stamp."""
    return f"The log was there on {moment:%Y-%m-%d at %H:%M:%S} UTC; `bukti verify --roots` checks who says so."


def blocked(heights: tuple[int, ...]) -> str:
    """What is told of blocks."""
    named = ", ".join(map(str, heights))
    return f"The log is said to be in block {named} of Bitcoin; `bukti verify --headers` checks it."


def _anchored(case: Case, events: tuple[Event, ...], response: bytes) -> str:
    """Keep a proof that was carried back."""
    try:
        node = ots.read(response)
    except ValueError as fault:
        raise UsageError(f"This is no proof of the case: {fault}.") from fault
    head = next((head for head, _ in _anchors(events) if anchors.digest(head) == node.message), None)
    if head is None:
        raise UsageError("This is no proof of the case: it is for something else. Write the message with --message.")
    _note(case, ANCHOR, head, "", ots.written(node))
    if heights := _heights(node):
        return blocked(heights)
    return f"The proof is pending at {', '.join(anchors.calendars(node)) or 'no calendar that is known'}."


def _carried(case: PathName, target: Path, kind: str) -> None:
    """Write a question to a file."""
    with using(case, new=False) as opened:
        head = _head(opened.events())
        try:
            with target.open("xb") as out:
                out.write(stamps.request(head) if kind == STAMP else head.message)
        except FileExistsError as fault:
            raise UsageError(f"{target} exists: name a new file.") from fault
        _note(opened, kind, head, "", b"")


def _seconds() -> float:
    return settings.from_environment().limits.seconds


def _conduct(public: bool) -> Conduct | None:
    options = settings.from_environment()
    return Conduct(limits=options.limits, proxies=proxies.from_environment(), delay=0.0) if public else None


def _head(events: tuple[Event, ...]) -> Stamped:
    return Stamped(events[0].digest, len(events), events[-1].digest, tree(events).root.hex())


def _pending(events: tuple[Event, ...]) -> list[Stamped]:
    """What was to be stamped and is not yet, the oldest first."""
    bodies = log.told([event.content for event in events], STAMP)
    answered = {body["number"] for body in bodies if body["response"] != PENDING}
    return [
        Stamped(events[0].digest, body["number"], body["digest"], body["root"])
        for body in bodies
        if body["response"] == PENDING and body["number"] not in answered
    ]


def _anchors(events: tuple[Event, ...]) -> list[tuple[Stamped, str]]:
    """What was to be put into a block, and its proof in base64, the newest first."""
    bodies = log.told([event.content for event in events], ANCHOR)
    return [
        (Stamped(events[0].digest, body["number"], body["digest"], body["root"]), body["response"])
        for body in reversed(bodies)
    ]


def _unheld(events: tuple[Event, ...]) -> list[tuple[Stamped, Node]]:
    """The newest proof of each head that no block holds yet; what is no proof is for `verify` to tell."""
    found: dict[int, tuple[Stamped, Node]] = {}
    for head, response in _anchors(events):
        if response != PENDING and head.number not in found:
            try:
                found[head.number] = head, anchors.proof(b64decode(response), head)
            except ValueError:
                continue
    return [(head, node) for head, node in found.values() if not _heights(node)]


def _asked(node: Node, url: str) -> list[bytes]:
    """The messages of a proof that are pending at a calendar."""
    return [text for text, one in node.attested() if one.calendar and one.calendar.rstrip("/") == url.rstrip("/")]


def _heights(node: Node) -> tuple[int, ...]:
    """Of the blocks that a proof names."""
    return tuple(sorted({one.height for _, one in node.attested() if one.height is not None}))


def _branch(data: bytes, message: bytes) -> Node:
    try:
        return ots.branch(data, message)
    except ValueError as fault:
        raise UsageError(f"The calendar answered what is no proof: {fault}.") from fault


def _time(response: bytes, head: Stamped) -> datetime:
    try:
        return stamps.time(response, head)
    except ValueError as fault:
        raise UsageError(f"This is no time stamp of the case: {fault}.") from fault


def _note(case: Case, kind: str, head: Stamped, url: str, response: bytes) -> None:
    body = {name: value for name, value in asdict(head).items() if name != "case"}
    case.note(kind, {**body, "authority": url, "response": b64encode(response).decode()})
