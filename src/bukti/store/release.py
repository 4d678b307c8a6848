"""A case for the public: a bag in which events, fields, files or parts of files are withheld and leave their digests.

A withheld event leaves its digest, which the next event holds, and its leaf of the Merkle tree, whose root is in the
last event; so does one with fields cut out, and the list holds the digest of what is left of it; a withheld file leaves
the digest in its event; a file with parts cut out fits the digest again when they are put back. What is withheld is
told in one list, whose digest is in the last event, which is signed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bukti.errors import DataError
from bukti.ids import digest
from bukti.ledger import anchors, stamps
from bukti.ledger.event import NONE, Event, canonical, encoded, tree
from bukti.ledger.heads import Head, Memory
from bukti.ledger.keys import verified
from bukti.ledger.merkle import Tree, leaf
from bukti.model import Check, Outcome, Told, Verification
from bukti.settings import Limits
from bukti.store import bag, log
from bukti.store.blobs import FAN, Blobs
from bukti.store.case import Case
from bukti.store.withheld import Parts, Withheld, left, meant, rest

LOG, KEYS, LIST, BYTES, CUT = "log.jsonl", "keys.txt", "withheld.json", "bytes", "cut"
HEAD = "Bukti-Head"
EXPECTED = re.compile(rf"{LOG}|{KEYS}|{LIST}|({BYTES}|{CUT})/[0-9a-f]{{{FAN}}}/[0-9a-f]{{{64 - FAN}}}")


def export(case: Path, target: Path, words: Sequence[str]) -> Head:
    """Write a release; that it was written is an event of the case, and the last one in it.

    Args:
        case: which exists.
        target: the release, which does not.
        words: what to withhold, as in `meant`.

    Returns:
        The head of the log.

    Raises:
        UsageError: the target exists, or nothing is called so.
        DataError: bytes of the case are not what they were.
    """
    bag.fresh(target)
    with Case(case) as opened:
        before = opened.events()
        withheld = meant(words, before)
        files = _files(opened.blobs, before, withheld)
        remains = {
            name: digest(data) for name in withheld.parts if isinstance(data := files.get(_place(CUT, name)), bytes)
        }
        withheld = replace(withheld, remains=remains)
        root = tree(before).root.hex()
        body = {"name": target.name, "withheld": digest(withheld.written()), "root": root, "events": len(before)}
        opened.note(log.EXPORT, body)
        events = opened.events()
        files |= {LOG: _lines(events, withheld), LIST: withheld.written()}
        files[KEYS] = _keys(event.content for n, event in enumerate(events, 1) if n not in withheld.events)
        bag.write(target, "release", files.items(), {HEAD: _head(events)})
    return Head(events[0].digest, len(events), events[-1].digest)


def _head(log: Sequence[Event | _Line]) -> str:
    """What bag-info.txt tells of the end of the log."""
    return f"{len(log)} {log[-1].digest}"


def _lines(events: Sequence[Event], withheld: Withheld) -> bytes:
    lines = []
    for number, event in enumerate(events, 1):
        stays = {"digest": event.digest, "leaf": leaf(encoded(event.text)).hex()}
        if number in withheld.events:
            lines.append(canonical({"withheld": stays}))
        elif number in withheld.fields:
            left = rest(event.content, withheld.fields[number].names)
            lines.append(canonical({"cut": {**stays, "event": left, "signature": event.signature}}))
        else:
            lines.append(f'{{"event":{event.text},"signature":"{event.signature}"}}')
    return encoded("".join(f"{line}\n" for line in lines))


def _keys(contents: Iterable[Mapping[str, Any]]) -> bytes:
    keys = sorted({key for content in contents if (key := content["key"])})
    return "".join(f"{key}\n" for key in keys).encode()


def _files(blobs: Blobs, events: Sequence[Event], withheld: Withheld) -> dict[str, Path | bytes]:
    """The bytes that are shown; those that came out of an input are not, since they may show what is withheld."""
    files: dict[str, Path | bytes] = {}
    shown = [event.content for number, event in enumerate(events, 1) if number not in withheld.events]
    for name in sorted({body["sha256"] for body in log.told(shown, log.INPUT)} - withheld.files):
        data = blobs.read(name)
        if name in withheld.parts:
            files[_place(CUT, name)] = _without(data, withheld.parts[name])
        else:
            files[_place(BYTES, name)] = data
    return files


def _place(folder: str, name: str) -> str:
    return f"{folder}/{name[:FAN]}/{name[FAN:]}"


def _without(data: bytes, parts: Parts) -> bytes:
    edges = [0, *(edge for part in parts for edge in part), len(data)]
    return b"".join(data[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def verify(path: Path, folder: Path, limits: Limits, told: Told, memory: Memory | None = None) -> Verification:
    """Check a release: what is shown is as the log says, and what is not shown is told to be withheld.

    Args:
        path: of the release.
        folder: empty, to unpack it into.
        limits: of archives.
        told: by whoever made it.
        memory: of the logs that were seen before, this one too if nothing failed; None remembers none.
    """
    try:
        count, info = bag.unpack(path, folder, EXPECTED, limits)
        release = _read(folder)
    except (DataError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as fault:
        return Verification((_failed("bundle", f"It is no release: {fault}"),))
    checks = [Check("bundle", Outcome.PASSED, "Every file is as its manifest says.", count), release.chain()]
    if checks[-1].outcome is not Outcome.FAILED:
        checks += [release.listed(), release.signatures(told.key), release.files(folder), release.end(told.head)]
        checks += release.times(told)
        if info != {HEAD: _head(release.lines)}:
            checks.append(_failed("bundle", f"{bag.INFO} tells {info!r}, the log only {HEAD}: {_head(release.lines)}."))
    if memory and all(check.outcome is not Outcome.FAILED for check in checks):
        checks = [*memory.joined(checks, [line.digest for line in release.lines], told.head)]
    last = release.lines[-1]
    return Verification(tuple(checks), last.digest, len(release.lines), release.root(len(release.lines)))


@dataclass(frozen=True, slots=True)
class _Line:
    """An event, or what is left of it.

    Attributes:
        event: None where it is not shown as a whole. content: its fields, or those that are left; None where none are.
    """

    digest: str
    leaf: bytes
    event: Event | None = None
    content: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class _Release:
    """A release that was unpacked, not yet believed."""

    lines: tuple[_Line, ...]
    withheld: Withheld
    list_digest: str

    def shown(self) -> dict[int, Mapping[str, Any]]:
        """The fields of the events that are shown as a whole, by number."""
        return {number: line.content for number, line in enumerate(self.lines, 1) if line.event and line.content}

    def told(self) -> dict[int, Mapping[str, Any]]:
        """The fields that are shown, of events with fields cut out too, by number."""
        return {number: line.content for number, line in enumerate(self.lines, 1) if line.content}

    def root(self, size: int) -> str:
        """Root over the first events."""
        return Tree(line.leaf for line in self.lines[:size]).root.hex()

    def chain(self) -> Check:
        """Whether each event follows the one before it, and what is withheld is what the last event says."""
        previous = NONE
        places = self.told()
        for number, line in enumerate(self.lines, 1):
            content = places.get(number)
            if content and (content.get("number"), content.get("previous")) != (number, previous):
                return _failed("log", f"Event {number} does not follow the one before it.")
            previous = line.digest
        last = self.shown().get(len(self.lines), {"kind": "", "body": {}})
        if last["kind"] != log.EXPORT:
            return _failed("log", "It does not end with the event that a release ends with.")
        size = last["body"].get("events")
        if not isinstance(size, int) or self.root(size) != last["body"].get("root"):
            return _failed("log", "An event that is withheld is not the one that it was.")
        hidden, cut = len(self.lines) - len(places), len(places) - len(self.shown())
        if hidden or cut:
            detail = f"Every event follows the one before it; {hidden} are withheld, {cut} in part, and left digests."
            return Check("log", Outcome.REDACTED, detail, len(self.lines))
        return Check("log", Outcome.PASSED, "Every event follows the one before it.", len(self.lines))

    def listed(self) -> Check:
        """Whether the list of what is withheld is the one that was signed, and names the events that are."""
        last, hidden = self.shown()[len(self.lines)], {*range(1, len(self.lines) + 1)} - self.told().keys()
        if last["body"].get("withheld") != self.list_digest or hidden != self.withheld.events:
            return _failed("withheld", "What is missing is not what was withheld.")
        cut = {number: left(self.told()[number]) for number in self.told().keys() - self.shown().keys()}
        for number in sorted(cut.keys() | self.withheld.fields.keys()):
            said = self.withheld.fields.get(number)
            if said is None or said.left != cut.get(number):
                return _failed("withheld", f"What is left of event {number} is not what was left when it was signed.")
        return Check("withheld", Outcome.PASSED, "Nothing is missing but what was withheld.", len(hidden))

    def signatures(self, key: str | None) -> Check:
        """Whether each event that is shown was signed by the key that it names."""
        signed: Counter[str] = Counter()
        for number, content in self.shown().items():
            event, own = self.lines[number - 1].event, content["key"]
            assert event is not None  # noqa: S101 - it is shown as a whole
            signed[own] += 1
            if key is not None and own != key:
                return _failed("signatures", f"Event {number} bears the key {own or 'of nobody'}, not {key}.")
            if not verified(own, event.text, event.signature):
                return _failed("signatures", f"Event {number} was not signed by the key that it names.")
        told = ", ".join(f"{number} by {name}" for name, number in sorted(signed.items()))
        return Check(
            "signatures", Outcome.PASSED, f"Every event that is shown whole is signed: {told}.", signed.total()
        )

    def files(self, folder: Path) -> Check:
        """Whether the bytes of each input that is shown are there, or told to be withheld."""
        bodies = log.told(list(self.told().values()), log.INPUT)
        sizes = {str(body.get("sha256")): body.get("bytes") for body in bodies}
        left = {str(p.relative_to(folder)) for top in (BYTES, CUT) for p in (folder / top).rglob("*") if p.is_file()}
        for name, size in sizes.items():
            parts = self.withheld.parts.get(name)
            place = _place(CUT if parts else BYTES, name)
            if name in self.withheld.files:
                continue
            if place not in left:
                return _failed("bytes", f"Those of {name} are missing, and nothing says that they are withheld.")
            left.remove(place)
            data = (folder / place).read_bytes()
            if parts and len(data) + sum(end - start for start, end in parts) != size:
                return _failed("bytes", f"More is missing of {name} than is withheld.")
            if parts and digest(data) != self.withheld.remains.get(name):
                return _failed("bytes", f"What is left of {name} is not what was left when the release was signed.")
            if not parts and digest(data) != name:
                return _failed("bytes", f"Those of {name} have the digest {digest(data)}.")
        if left:
            return _failed("bytes", f"{min(left)} is there, and no event tells of it.")
        return self._told(len(sizes), len(sizes.keys() & self.withheld.files), len(sizes.keys() & self.withheld.parts))

    def _told(self, total: int, files: int, cut: int) -> Check:
        if not files and not cut:
            return Check("bytes", Outcome.PASSED, "All are those that were kept.", total)
        detail = f"{files} are withheld, {cut} in part, of which the rest is as it was signed. All others are as kept."
        return Check("bytes", Outcome.REDACTED, detail, total)

    def times(self, told: Told) -> list[Check]:
        """Whether the time stamps and blocks that are shown are over the log."""
        ends = stamps.Ends(self.lines[0].digest, lambda n: self.lines[n - 1].digest, self.root)
        made = {number: str(content.get("made")) for number, content in self.told().items()}
        return anchors.times(list(self.shown().values()), ends, made, told)

    def end(self, head: str | None) -> Check:
        """Whether the log ends where one was told."""
        if head is None:
            detail = "Ask who made the release for the head of its log and give it with --head."
            return Check("head", Outcome.NOT_CHECKED, detail)
        if head != self.lines[-1].digest:
            return _failed("head", f"It ends with {self.lines[-1].digest}, you were told {head}.")
        return Check("head", Outcome.PASSED, "It is the one that you were told.", 1)


def _failed(name: str, detail: str) -> Check:
    return Check(name, Outcome.FAILED, detail)


def _read(folder: Path) -> _Release:
    """The log and the list.

    Raises:
        ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError: they are none.
    """
    lines = (folder / LOG).read_bytes().decode("utf-8", "surrogatepass").split("\n")[:-1]
    data = (folder / LIST).read_bytes()
    withheld = Withheld.read(data)
    if not lines:
        raise ValueError("its log is empty")
    read = tuple(_line(text) for text in lines)
    if (folder / KEYS).read_bytes() != _keys(line.content for line in read if line.content):
        raise ValueError("its keys are not those of its log")
    return _Release(read, withheld, digest(data))


def _line(text: str) -> _Line:
    value = json.loads(text)
    if canonical(value) != text:  # a name that is there twice shows one thing to people and another to programs
        raise ValueError("its log is written in another way than Bukti writes it")
    if gone := value.get("withheld"):
        return _Line(str(gone["digest"]), bytes.fromhex(gone["leaf"]))
    if cut := value.get("cut"):
        return _Line(str(cut["digest"]), bytes.fromhex(cut["leaf"]), None, dict(cut["event"]))
    event = Event(canonical(value["event"]), str(value["signature"]))
    return _Line(event.digest, leaf(encoded(event.text)), event, event.content)  # raises where it is no event
