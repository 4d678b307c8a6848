"""What a release does not show: as people name it, as its list tells it, and what is left of a cut event."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from bukti.errors import UsageError
from bukti.ids import digest
from bukti.ledger.event import SALT, Event, canonical, encoded
from bukti.store import log

Parts = list[tuple[int, int]]
AUTHOR = "author"  # can be cut out like the fields of a body
NEEDED = frozenset({"sha256", "bytes"})  # what the bytes of an input are checked by cannot


@dataclass(frozen=True, slots=True)
class Cut:
    """An event that shows some of its fields: the names of the others, and the digest of what is left."""

    names: frozenset[str]
    left: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a release does not show.

    Attributes:
        events: numbers. files: SHA-256. parts: bytes from and to, sorted, by the SHA-256 of their file.
        fields: what is cut out of events, by their number.
        remains: digest of what is left of a file without its parts, by the SHA-256 of the whole.
    """

    events: frozenset[int] = frozenset()
    files: frozenset[str] = frozenset()
    parts: Mapping[str, Parts] = field(default_factory=dict)
    fields: Mapping[int, Cut] = field(default_factory=dict)
    remains: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> bytes:
        """The list."""
        rows = {
            "events": sorted(self.events),
            "files": sorted(self.files),
            "parts": dict(self.parts),
            "remains": dict(self.remains),
            "fields": {str(n): {"names": sorted(cut.names), "left": cut.left} for n, cut in self.fields.items()},
        }
        return json.dumps(rows, separators=(",", ":"), sort_keys=True).encode()

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The list of a release.

        Raises:
            ValueError, KeyError, TypeError, AttributeError, RecursionError: it is none.
        """
        rows = json.loads(data)
        parts = {str(name): [(int(start), int(end)) for start, end in found] for name, found in rows["parts"].items()}
        fields = {int(n): Cut(frozenset(cut["names"]), str(cut["left"])) for n, cut in rows["fields"].items()}
        remains = {str(name): str(left) for name, left in rows["remains"].items()}
        found = cls(frozenset(rows["events"]), frozenset(rows["files"]), parts, fields, remains)
        if found.written() != data:
            raise ValueError("its list of what is withheld has a strange form")
        return found


def rest(content: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    """What is left of an event; its salt goes too, so that nobody confirms by guessing what was cut out."""
    body = {name: value for name, value in content["body"].items() if name not in names}
    gone = {SALT, *(names & {AUTHOR})}
    return {name: body if name == "body" else value for name, value in content.items() if name not in gone}


def left(content: Mapping[str, Any]) -> str:
    """Digest of what is left of an event."""
    return digest(encoded(canonical(content)))


def meant(words: Iterable[str], events: Sequence[Event]) -> Withheld:
    """What a person means to withhold.

    Args:
        words: `event:7`; `event:7:path` for a field of it; path or digest of an input; one of these with `@10-25` for
            some of its bytes.
        events: of the log.

    Raises:
        UsageError: there is no such event, input or part of it.
    """
    bodies = log.inputs(event.content for event in events)
    inputs = {body["body"]["sha256"]: body["body"]["bytes"] for body in bodies}
    names = {body["body"]["path"]: body["body"]["sha256"] for body in bodies} | {name: name for name in inputs}
    files: set[str] = set()
    parts: dict[str, Parts] = {}
    cut: dict[int, set[str | None]] = {}
    for word in words:
        part = re.fullmatch(r"(.*)@([0-9]+)-([0-9]+)", word, re.DOTALL)
        number = re.fullmatch("event:([0-9]{1,9})(?::(.+))?", word)
        if word in names:
            files.add(names[word])
        elif number and 1 <= int(number[1]) <= len(events) and number[2] in {None, *_fields(events, int(number[1]))}:
            cut.setdefault(int(number[1]), set()).add(number[2])
        elif part and part[1] in names and int(part[2]) < int(part[3]) <= inputs[names[part[1]]]:
            parts.setdefault(names[part[1]], []).append((int(part[2]), int(part[3])))
        else:
            raise UsageError(f"{word!r} is no event, no input and no part of one: look with `bukti log`.")
    numbers = {number for number, names in cut.items() if None in names}
    # bytes that another event shows go with an event that is withheld
    shown = {body["body"]["sha256"] for body in bodies if body["number"] not in numbers}
    files |= {body["body"]["sha256"] for body in bodies if body["number"] in numbers} & shown
    return Withheld(
        frozenset(numbers),
        frozenset(files),
        {name: _merged(found) for name, found in parts.items() if name not in files},
        {n: _cut(events[n - 1], frozenset(filter(None, names))) for n, names in cut.items() if n not in numbers},
    )


def _cut(event: Event, names: frozenset[str]) -> Cut:
    return Cut(names, left(rest(event.content, names)))


def _fields(events: Sequence[Event], number: int) -> frozenset[str]:
    """What can be cut out of an event."""
    content = events[number - 1].content
    return frozenset({AUTHOR, *content["body"]} - (NEEDED if content["kind"] == log.INPUT else frozenset()))


def _merged(parts: Parts) -> Parts:
    found: Parts = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
