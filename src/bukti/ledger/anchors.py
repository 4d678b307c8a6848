"""Time by OpenTimestamps over the head of a log: a block of Bitcoin that holds it was made after it.

Nobody has to be trusted for it but the chain of blocks: its headers come from a file that whoever checks gives.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from bukti.ledger import blocks, ots, stamps
from bukti.ledger.blocks import Blocks
from bukti.ledger.event import ANCHOR
from bukti.ledger.ots import Node
from bukti.ledger.stamps import PENDING, Ends, Stamped
from bukti.model import Check, Outcome, Told

SLACK = timedelta(hours=3)  # the time of a block may be wrong by two, the clocks of two machines by one
NAME = "blocks"


@dataclass(frozen=True, slots=True)
class Held:
    """A block that a proof names: its height, and when it was made; None where its header is not at hand."""

    height: int
    time: datetime | None


def digest(head: Stamped) -> bytes:
    """What is put into a block, by way of other hashes."""
    return sha256(head.message).digest()


def proof(response: bytes, head: Stamped) -> Node:
    """The proof for a head.

    Raises:
        ValueError: it is none, or for something else, in words.
    """
    found = ots.read(response)
    if found.message != digest(head):
        raise ValueError("it is for something else")
    return found


def blocked(response: str) -> bool:
    """Whether a proof, in base64, names a block."""
    try:
        return any(one.height is not None for _, one in ots.read(b64decode(response)).attested())
    except ValueError:
        return False


def calendars(found: Node) -> list[str]:
    """Where a proof is pending."""
    return sorted({one.calendar for _, one in found.attested() if one.calendar})


def held(found: Node, at: Blocks) -> Held | None:
    """The first block that a proof names, if it holds the message; None where it names none.

    Args:
        found: the proof.
        at: headers of blocks.

    Raises:
        ValueError: a block that it names holds something else, or its header is none.
    """
    named = sorted((one.height, message) for message, one in found.attested() if one.height is not None)
    known = []
    for height, message in named:
        header = at(height)
        if header is not None and header.root != message:
            raise ValueError(f"block {height} does not hold it")
        known.append(Held(height, header.time if header else None))
    return min(known, key=lambda one: (one.time is None, one.height), default=None)


def times(contents: Sequence[Mapping[str, Any]], ends: Ends, made: Mapping[int, str], told: Told) -> list[Check]:
    """The checks of time stamps (RFC 3161) and of blocks, where a log has them; arguments as in `check`."""
    both = stamps.check(contents, ends, made, told.roots), check(contents, ends, made, told.headers)
    return [one for one in both if one]


def check(contents: Sequence[Mapping[str, Any]], ends: Ends, made: Mapping[int, str], headers: bytes) -> Check | None:
    """Whether the proofs of OpenTimestamps in a log are over it, and in which block; None where it has none.

    Args:
        contents: fields of its events.
        ends: where it stood.
        made: when each event that is known says that it was made.
        headers: of blocks; empty where none are known.
    """
    anchors = [content for content in contents if content["kind"] == ANCHOR]
    if not anchors:
        return None
    try:
        at = blocks.read(headers)
    except ValueError as fault:
        return Check(NAME, Outcome.FAILED, f"The headers cannot be used: {fault}.", len(anchors))
    found: dict[int, Held] = {}
    waiting: set[str] = set()
    for content in anchors:
        if content["body"].get("response") == PENDING:
            continue
        try:
            number, block, asked = _checked(content, ends, made, at)
        except (ValueError, TypeError, KeyError) as fault:
            detail = f"The proof of event {content['number']} does not hold: {fault}."
            return Check(NAME, Outcome.FAILED, detail, len(anchors))
        waiting.update(asked)
        if block and (number not in found or found[number].time is None):
            found[number] = block
    return _told(len(anchors), found, sorted(waiting))


def _checked(
    content: Mapping[str, Any], ends: Ends, made: Mapping[int, str], at: Blocks
) -> tuple[int, Held | None, list[str]]:
    """Number of the event that a proof is over, the block that holds it, and where it is pending."""
    number = content["body"]["number"]
    if not 1 <= number < content["number"]:
        raise ValueError("it is over events that were not there yet")
    node = proof(b64decode(content["body"]["response"], validate=True), ends.at(number))
    block = held(node, at)
    if block and block.time:
        before, after = made.get(number), content["made"]
        if before and block.time < datetime.fromisoformat(before) - SLACK:
            raise ValueError(f"block {block.height} is of {block.time:%Y-%m-%d %H:%M}, event {number} of {before}")
        if block.time > datetime.fromisoformat(after) + SLACK:
            raise ValueError(f"block {block.height} is of {block.time:%Y-%m-%d %H:%M}, after it was put into the log")
    return number, block, calendars(node)


def _told(total: int, found: Mapping[int, Held], waiting: list[str]) -> Check:
    timed = {number: block for number, block in found.items() if block.time}
    if timed:
        number = max(timed)
        block = timed[number]
        when = f"{block.time:%Y-%m-%d at %H:%M} UTC"
        detail = f"Event {number} and all before it were there on {when}, when Bitcoin's block {block.height} was made."
        return Check(NAME, Outcome.PASSED, detail, total)
    if found:
        number = max(found)
        detail = f"Block {found[number].height} of Bitcoin should hold event {number}: give its header with --headers."
        return Check(NAME, Outcome.NOT_CHECKED, detail, total)
    place = f" at {', '.join(waiting)}" if waiting else ""
    return Check(NAME, Outcome.NOT_CHECKED, f"The proofs are pending{place}: no block holds them yet.", total)
