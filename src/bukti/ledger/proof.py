"""What a dossier carries, so that one sentence of it can be checked without the case.

Each quoted passage leads to the text that it stands in, this to the bytes of its report, these to the event of the log
that took them in, and this by its Merkle path to the head of the log. The whole is signed.
"""

from __future__ import annotations

import json
from base64 import b64decode
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, ValidationError

from bukti.ledger import anchors, blocks, stamps
from bukti.ledger.event import ANCHOR, STAMP, Event, canonical, encoded, parsed, tree
from bukti.ledger.keys import DOSSIER, verified
from bukti.ledger.merkle import climb
from bukti.ledger.writer import Writer
from bukti.model import Check, Outcome, Told

SCHEMA = 1
INPUT = "input"  # kind of the events that take in bytes
Text = InstanceOf[str]  # names of files may hold what is no Unicode
Hex = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Strict(BaseModel):
    """A part of a proof: no field more or less, none of another sort."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Passage(_Strict):
    """Words of a report's text, in code points."""

    start: int
    end: int
    text: Text


class Place(_Strict):
    """Where a report was met: number of the event that took in the file, and the chain of containers inside it."""

    event: int
    container: list[Text]


class Conversion(_Strict):
    """How a report was read: from which file, with which encoding, to which text; and what is quoted from it."""

    media_type: Text
    charset: Text | None
    characters: int
    text_sha256: Hex
    places: list[Place]
    passages: list[Passage]

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    def words(self, start: int, end: int) -> str | None:
        """The words at a place, if a passage covers it; passages are sorted and do not overlap."""
        held = self.passages[max(0, bisect_right(self._starts, start) - 1)] if self.passages else None
        if held is None or not held.start <= start < end <= held.end:
            return None
        return held.text[start - held.start : end - held.start]


class Entry(_Strict):
    """An event of the log with its signature and its Merkle path (hexadecimal)."""

    event: dict[str, Any]
    signature: str
    path: list[Hex] = Field(max_length=64)


class Head(_Strict):
    """The end of the log: digests of its first and last event, their number, and the root over all of them."""

    case: Hex
    number: int
    digest: Hex
    root: Hex


class Dated(_Strict):
    """A time stamp, or a proof of OpenTimestamps, over an earlier end of the log.

    Attributes:
        number, digest, root: of that end. response: of the authority, or the proof; base64.
        paths: Merkle paths to that root, by the number of an event that it covers.
    """

    number: int
    digest: Hex
    root: Hex
    response: str
    paths: dict[str, list[Hex]]


class Proof(_Strict):
    """What is signed.

    Attributes:
        schema: of this form. version: of Bukti. document: SHA-256 of the dossier without its proof.
        reports: by id. events: those that took in the reports, and the first and the last.
        dated: a time stamp, where the log has one. anchored: a proof that names a block of Bitcoin, likewise.
        author: name. key: public, hexadecimal; empty where nothing signs.
    """

    form: Literal[1] = Field(alias="schema")
    version: str
    document: Hex
    head: Head
    reports: dict[str, Conversion]
    events: list[Entry]
    dated: Dated | None
    anchored: Dated | None = None
    author: Text
    key: str


class Signed(_Strict):
    """A proof with its signature."""

    signed: Proof
    signature: str
    text: str = Field(exclude=True)

    @classmethod
    def read(cls, text: str) -> Self:
        """A proof as a dossier carries it.

        Raises:
            ValueError: it is none, in one sentence.
        """
        try:
            value = json.loads(text)
            if written(value) != text:  # which also refuses names that are there twice
                raise ValueError("they are not in canonical form")
            found = cls.model_validate({**value, "text": canonical(value["signed"])})
        except (RecursionError, TypeError, KeyError) as fault:
            raise ValueError("they have not the form of proofs") from fault
        except ValidationError as fault:
            first = fault.errors()[0]
            raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from fault
        for entry in found.signed.events:
            parsed(canonical(entry.event))  # raises where it is none
        return found

    @cached_property
    def events(self) -> dict[int, dict[str, Any]]:
        """The events by their numbers."""
        return {entry.event["number"]: entry.event for entry in self.signed.events}


def written(value: Mapping[str, Any]) -> str:
    """A value as one line of ASCII with sorted names."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True, allow_nan=False)


def sign(content: Mapping[str, Any], log: Sequence[Event], numbers: set[int], writer: Writer) -> str:
    """The proof that a dossier carries.

    Args:
        content: `version`, `document` and `reports`, as in `Proof`.
        log: of the case, not empty.
        numbers: of the events that took in the reports.
        writer: who signs.
    """
    whole, end = tree(log), len(log)
    events = [
        {
            "event": log[number - 1].content,
            "signature": log[number - 1].signature,
            "path": [step.hex() for step in whole.path(number - 1)],
        }
        for number in sorted({1, *numbers, end})
    ]
    head = {"case": log[0].digest, "number": end, "digest": log[-1].digest, "root": whole.root.hex()}
    key = writer.signer.key if writer.signer else ""
    signed = {**content, "schema": SCHEMA, "head": head, "events": events, "author": writer.author, "key": key}
    signed["dated"] = _dated(log, numbers, STAMP, lambda response: response != stamps.PENDING)
    signed["anchored"] = _dated(log, numbers, ANCHOR, anchors.blocked)
    signature = writer.signer.sign(canonical(signed), DOSSIER) if writer.signer else ""
    return written({"signed": signed, "signature": signature})


def _dated(
    log: Sequence[Event], numbers: set[int], kind: str, answered: Callable[[str], bool]
) -> dict[str, Any] | None:
    """The first time stamp, or proof of a block, that covers these events, else the last one."""
    told = [event.content["body"] for event in log if event.content["kind"] == kind]
    bodies = [body for body in told if answered(body["response"])]
    if not bodies:
        return None
    body = next((body for body in bodies if body["number"] >= max(numbers, default=1)), bodies[-1])
    size = body["number"]
    whole = tree(log[:size])
    paths = {str(n): [step.hex() for step in whole.path(n - 1)] for n in sorted(numbers) if n <= size}
    return {name: body[name] for name in ("number", "digest", "root", "response")} | {"paths": paths}


def checks(found: Signed, told: Told) -> Iterator[Check]:
    """Whether a proof holds in itself: signature, events of the log, and their tie to the reports.

    Args:
        found: the proof.
        told: by whoever keeps the case.
    """
    yield _signature(found, told.key)
    yield _log(found)
    yield _reports(found)
    if found.signed.dated:
        yield _date(found, found.signed.dated, told.roots)
    if found.signed.anchored:
        yield _block(found, found.signed.anchored, told.headers)


def _failed(name: str, detail: str) -> Check:
    return Check(name, Outcome.FAILED, detail)


def _signature(found: Signed, key: str | None) -> Check:
    own = found.signed.key
    if key is not None and own != key:
        return _failed("signature", f"It bears the key {own or 'of nobody'}, not {key}.")
    if not own:
        return Check("signature", Outcome.NOT_CHECKED, "It bears none: whoever had the file could change it.")
    if not verified(own, found.text, found.signature, DOSSIER):
        return _failed("signature", f"The proofs were not signed by the key that they name ({own[:16]}…).")
    whose = "as you were told" if key else "ask them whether it is theirs"
    return Check("signature", Outcome.PASSED, f"Signed by {found.signed.author} with the key {own}, {whose}.")


def _log(found: Signed) -> Check:
    head = found.signed.head
    digests = {}
    for entry in found.signed.events:
        event = Event(canonical(entry.event), entry.signature)
        number, key = entry.event["number"], entry.event["key"]
        path = [bytes.fromhex(step) for step in entry.path]
        root = climb(encoded(event.text), number - 1, head.number, path)
        if root is None or root.hex() != head.root:
            return _failed("log", f"Event {number} is not in the log whose head is named.")
        if key and not verified(key, event.text, event.signature):
            return _failed("log", f"Event {number} was not signed by the key that it names.")
        digests[number] = event.digest
    if (digests.get(1), digests.get(head.number)) != (head.case, head.digest):
        return _failed("log", "The head is not that of its first and last event.")
    return Check("log", Outcome.PASSED, f"Every event is in the log that ends at event {head.number}.", len(digests))


def _date(found: Signed, dated: Dated, pem: bytes) -> Check:
    name = "time stamp"
    try:
        moment, trusted = stamps.believed(b64decode(dated.response, validate=True), _stamped(found, dated), pem)
        _covered(found, dated)
    except ValueError as fault:
        return _failed(name, f"It does not hold: {fault}.")
    detail = f"{len(dated.paths)} of the events that took in reports were there on {moment:%Y-%m-%d at %H:%M:%S} UTC"
    if not trusted:
        detail += ", says an authority; whether one that you trust: give its root certificate with --roots"
    return Check(name, Outcome.PASSED if trusted else Outcome.NOT_CHECKED, f"{detail}.", len(dated.paths))


def _block(found: Signed, dated: Dated, headers: bytes) -> Check:
    name = "block"
    try:
        node = anchors.proof(b64decode(dated.response, validate=True), _stamped(found, dated))
        block = anchors.held(node, blocks.read(headers))
        _covered(found, dated)
    except ValueError as fault:
        return _failed(name, f"It does not hold: {fault}.")
    if block is None:
        return _failed(name, "It does not hold: it names no block.")
    told = f"{len(dated.paths)} of the events that took in reports"
    if block.time is None:
        detail = f"Block {block.height} of Bitcoin should hold {told}: give its header with --headers."
        return Check(name, Outcome.NOT_CHECKED, detail, len(dated.paths))
    detail = f"{told} were there on {block.time:%Y-%m-%d at %H:%M} UTC, when block {block.height} of Bitcoin was made."
    return Check(name, Outcome.PASSED, detail, len(dated.paths))


def _stamped(found: Signed, dated: Dated) -> stamps.Stamped:
    return stamps.Stamped(found.signed.head.case, dated.number, dated.digest, dated.root)


def _covered(found: Signed, dated: Dated) -> None:
    """Whether what is dated is over the events that it names.

    Raises:
        ValueError: over one it is not.
    """
    events = {str(number): event for number, event in found.events.items()}
    for number, path in dated.paths.items():
        event, steps = events.get(number), [bytes.fromhex(step) for step in path]
        root = climb(encoded(canonical(event)), event["number"] - 1, dated.number, steps) if event else None
        if root is None or root.hex() != dated.root:
            raise ValueError(f"it is not over event {number[:20]}")


def _reports(found: Signed) -> Check:
    inside = 0
    for name, report in found.signed.reports.items():
        if not report.places:
            return _failed("reports", f"No event took in the bytes of {name}.")
        for place in report.places:
            event = found.events.get(place.event)
            if event is None or event["kind"] != INPUT:
                return _failed("reports", f"Event {place.event}, which should have taken in {name}, is not there.")
            if not place.container and name != f"sha256:{event['body'].get('sha256')}":
                return _failed("reports", f"Event {place.event} took in other bytes than those of {name}.")
        inside += all(place.container for place in report.places)
    told = f" {inside} of them lie inside a file: only its bytes show that." if inside else ""
    return Check(
        "reports", Outcome.PASSED, f"Each was taken in by an event of the log.{told}", len(found.signed.reports)
    )
