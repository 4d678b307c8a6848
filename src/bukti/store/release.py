"""A case for the public: a bag in which events, files or parts of files are withheld and leave their digests.

A withheld event leaves its digest, which the next event holds, and its leaf of the Merkle tree, whose root is in the
last event; a withheld file leaves the digest in its event; a file with parts cut out fits the digest again when they
are put back. What is withheld is told in one list, whose digest is in the last event, which is signed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bukti.errors import DataError, UsageError
from bukti.ids import digest
from bukti.ledger import anchors, stamps
from bukti.ledger.event import NONE, Event, canonical, encoded, tree
from bukti.ledger.heads import Head
from bukti.ledger.keys import verified
from bukti.ledger.merkle import Tree, leaf
from bukti.model import Check, Outcome, Told, Verification
from bukti.settings import Limits
from bukti.store import bag, log
from bukti.store.blobs import FAN, Blobs
from bukti.store.case import Case

LOG, KEYS, LIST, BYTES, CUT = "log.jsonl", "keys.txt", "withheld.json", "bytes", "cut"
EXPECTED = re.compile(rf"{LOG}|{KEYS}|{LIST}|({BYTES}|{CUT})/[0-9a-f]{{{FAN}}}/[0-9a-f]{{{64 - FAN}}}")
Parts = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a release does not show.

    Attributes:
        events: numbers. files: SHA-256. parts: bytes from and to, sorted, by the SHA-256 of their file.
    """

    events: frozenset[int] = frozenset()
    files: frozenset[str] = frozenset()
    parts: Mapping[str, Parts] = field(default_factory=dict)

    def written(self) -> bytes:
        """The list."""
        rows = {"events": sorted(self.events), "files": sorted(self.files), "parts": dict(self.parts)}
        return json.dumps(rows, separators=(",", ":"), sort_keys=True).encode()


def meant(words: Iterable[str], events: Sequence[Event]) -> Withheld:
    """What a person means to withhold.

    Args:
        words: `event:7`; path or digest of an input; one of these with `@10-25` for some of its bytes.
        events: of the log.

    Raises:
        UsageError: there is no such event, input or part of it.
    """
    bodies = [body for event in events if (body := event.content)["kind"] == log.INPUT]
    inputs = {body["body"]["sha256"]: body["body"]["bytes"] for body in bodies}
    names = {body["body"]["path"]: body["body"]["sha256"] for body in bodies} | {name: name for name in inputs}
    numbers: set[int] = set()
    files: set[str] = set()
    parts: dict[str, Parts] = {}
    for word in words:
        part = re.fullmatch(r"(.*)@([0-9]+)-([0-9]+)", word, re.DOTALL)
        number = re.fullmatch("event:([0-9]+)", word)
        if word in names:
            files.add(names[word])
        elif number and 1 <= int(number[1]) <= len(events):
            numbers.add(int(number[1]))
        elif part and part[1] in names and int(part[2]) < int(part[3]) <= inputs[names[part[1]]]:
            parts.setdefault(names[part[1]], []).append((int(part[2]), int(part[3])))
        else:
            raise UsageError(f"{word!r} is no event, no input and no part of one: look with `bukti log`.")
    # bytes that another event shows go with an event that is withheld
    shown = {body["body"]["sha256"] for body in bodies if body["number"] not in numbers}
    files |= {body["body"]["sha256"] for body in bodies if body["number"] in numbers} & shown
    cut = {name: _merged(found) for name, found in parts.items() if name not in files}
    return Withheld(frozenset(numbers), frozenset(files), cut)


def _merged(parts: Parts) -> Parts:
    found: Parts = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


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
        root = tree(before).root.hex()
        body = {"name": target.name, "withheld": digest(withheld.written()), "root": root, "events": len(before)}
        opened.note(log.EXPORT, body)
        events = opened.events()
        files = {
            LOG: _lines(events, withheld.events),
            LIST: withheld.written(),
            **_files(opened.blobs, events, withheld),
        }
        shown = [event for number, event in enumerate(events, 1) if number not in withheld.events]
        files[KEYS] = _keys(shown)
        bag.write(target, "release", files.items(), {"Bukti-Head": f"{len(events)} {events[-1].digest}"})
    return Head(events[0].digest, len(events), events[-1].digest)


def _lines(events: Sequence[Event], hidden: frozenset[int]) -> bytes:
    lines = []
    for number, event in enumerate(events, 1):
        if number in hidden:
            left = {"digest": event.digest, "leaf": leaf(encoded(event.text)).hex()}
            lines.append(json.dumps({"withheld": left}, separators=(",", ":")))
        else:
            lines.append(f'{{"event":{event.text},"signature":"{event.signature}"}}')
    return encoded("".join(f"{line}\n" for line in lines))


def _keys(events: Iterable[Event]) -> bytes:
    keys = sorted({key for event in events if (key := event.content["key"])})
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


def verify(path: Path, folder: Path, limits: Limits, told: Told) -> Verification:
    """Check a release: what is shown is as the log says, and what is not shown is told to be withheld.

    Args:
        path: of the release.
        folder: empty, to unpack it into.
        limits: of archives.
        told: by whoever made it.
    """
    try:
        count = bag.unpack(path, folder, EXPECTED, limits)
        release = _read(folder)
    except (DataError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError) as fault:
        return Verification((_failed("bundle", f"It is no release: {fault}"),))
    checks = [Check("bundle", Outcome.PASSED, "Every file is as its manifest says.", count), release.chain()]
    if checks[-1].outcome is not Outcome.FAILED:
        checks += [release.listed(), release.signatures(told.key), release.files(folder), release.end(told.head)]
        checks += release.times(told)
    last = release.lines[-1]
    return Verification(tuple(checks), last.digest, len(release.lines), release.root(len(release.lines)))


@dataclass(frozen=True, slots=True)
class _Line:
    """An event, or what a withheld one left."""

    digest: str
    leaf: bytes
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class _Release:
    """A release that was unpacked, not yet believed."""

    lines: tuple[_Line, ...]
    withheld: Withheld
    list_digest: str

    def shown(self) -> Iterator[tuple[int, Event, Mapping[str, Any]]]:
        """Number, event and fields of what is not withheld."""
        for number, line in enumerate(self.lines, 1):
            if line.event:
                yield number, line.event, line.event.content

    def root(self, size: int) -> str:
        """Root over the first events."""
        return Tree(line.leaf for line in self.lines[:size]).root.hex()

    def chain(self) -> Check:
        """Whether each event follows the one before it, and what is withheld is what the last event says."""
        previous = NONE
        places = {number: content for number, _, content in self.shown()}
        for number, line in enumerate(self.lines, 1):
            content = places.get(number)
            if content and (content["number"], content["previous"]) != (number, previous):
                return _failed("log", f"Event {number} does not follow the one before it.")
            previous = line.digest
        last = places.get(len(self.lines), {"kind": "", "body": {}})
        if last["kind"] != log.EXPORT:
            return _failed("log", "It does not end with the event that a release ends with.")
        size = last["body"].get("events")
        if not isinstance(size, int) or self.root(size) != last["body"].get("root"):
            return _failed("log", "An event that is withheld is not the one that it was.")
        if hidden := len(self.lines) - len(places):
            detail = f"Every event follows the one before it; {hidden} are withheld and left their digests."
            return Check("log", Outcome.REDACTED, detail, len(self.lines))
        return Check("log", Outcome.PASSED, "Every event follows the one before it.", len(self.lines))

    def listed(self) -> Check:
        """Whether the list of what is withheld is the one that was signed, and names the events that are."""
        *_, (_, _, last) = self.shown()
        hidden = {number for number, line in enumerate(self.lines, 1) if line.event is None}
        if last["body"].get("withheld") != self.list_digest or hidden != self.withheld.events:
            return _failed("withheld", "What is missing is not what was withheld.")
        return Check("withheld", Outcome.PASSED, "Nothing is missing but what was withheld.", len(hidden))

    def signatures(self, key: str | None) -> Check:
        """Whether each event that is shown was signed by the key that it names."""
        signed: Counter[str] = Counter()
        for number, event, content in self.shown():
            own = content["key"]
            signed[own] += 1
            if key is not None and own != key:
                return _failed("signatures", f"Event {number} bears the key {own or 'of nobody'}, not {key}.")
            if not verified(own, event.text, event.signature):
                return _failed("signatures", f"Event {number} was not signed by the key that it names.")
        told = ", ".join(f"{number} by {name}" for name, number in sorted(signed.items()))
        return Check("signatures", Outcome.PASSED, f"Every event that is shown is signed: {told}.", signed.total())

    def files(self, folder: Path) -> Check:
        """Whether the bytes of each input that is shown are there, or told to be withheld."""
        bodies = log.told([content for _, _, content in self.shown()], log.INPUT)
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
            if not parts and digest(data) != name:
                return _failed("bytes", f"Those of {name} have the digest {digest(data)}.")
        if left:
            return _failed("bytes", f"{min(left)} is there, and no event tells of it.")
        return self._told(len(sizes), len(sizes.keys() & self.withheld.files), len(sizes.keys() & self.withheld.parts))

    def _told(self, total: int, files: int, cut: int) -> Check:
        if not files and not cut:
            return Check("bytes", Outcome.PASSED, "All are those that were kept.", total)
        detail = (
            f"{files} are withheld, {cut} in part: what is left of these cannot be checked. All others are as kept."
        )
        return Check("bytes", Outcome.REDACTED, detail, total)

    def times(self, told: Told) -> list[Check]:
        """Whether the time stamps and blocks that are shown are over the log."""
        ends = stamps.Ends(self.lines[0].digest, lambda n: self.lines[n - 1].digest, self.root)
        shown = {number: content for number, _, content in self.shown()}
        return anchors.times(list(shown.values()), ends, {n: content["made"] for n, content in shown.items()}, told)

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
    rows = json.loads(data)
    parts = {str(name): [(int(start), int(end)) for start, end in found] for name, found in rows["parts"].items()}
    withheld = Withheld(frozenset(rows["events"]), frozenset(rows["files"]), parts)
    if withheld.written() != data or not lines:
        raise ValueError("its list of what is withheld has a strange form")
    read = tuple(_line(text) for text in lines)
    if (folder / KEYS).read_bytes() != _keys(line.event for line in read if line.event):
        raise ValueError("its keys are not those of its log")
    return _Release(read, withheld, digest(data))


def _line(text: str) -> _Line:
    value = json.loads(text)
    if left := value.get("withheld"):
        return _Line(str(left["digest"]), bytes.fromhex(left["leaf"]))
    event = Event(canonical(value["event"]), str(value["signature"]))
    event.content  # noqa: B018 - raises where it is no event
    return _Line(event.digest, leaf(encoded(event.text)), event)
