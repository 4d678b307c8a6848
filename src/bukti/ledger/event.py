"""Events of a case and the chain that they form: each holds the digest of the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NoReturn

from bukti.errors import UsageError
from bukti.ids import digest
from bukti.ledger.merkle import Tree, leaf

SCHEMA, KNOWN = 2, (1, 2)  # 1 had no salt
STAMP, ANCHOR = "stamp", "anchor"  # kinds of events: of an authority, of a block
NONE = "0" * 64  # what the first event holds as the digest of the one before it
FIELDS = {
    **dict.fromkeys(("author", "key", "kind", "made", "previous"), str),
    **dict.fromkeys(("number", "schema"), int),
    "body": dict,
}
SALT = "salt"  # so that nobody confirms by guessing what an event says that is withheld from them


class DamagedEventError(UsageError, ValueError):
    """An event of a log that is none.

    Attributes:
        problem: what is wrong with it.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(f"An event of the log {problem}: `bukti verify` says where; restore the case from a copy.")
        self.problem = problem


@dataclass(frozen=True)
class Event:
    """One entry of the log; what follows from its text is computed once.

    Attributes:
        text: the event as canonical JSON: number, kind, body, author, when it was made (UTC, ISO 8601), digest of the
            event before it, public key of the author (hexadecimal, empty where nothing signs), and a salt.
        signature: Ed25519 over the text, hexadecimal; empty where the event is not signed.
    """

    text: str
    signature: str

    @cached_property
    def digest(self) -> str:
        """What the next event holds: it covers the text and, through it, the whole log before."""
        return digest(encoded(self.text))

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """The fields of the text.

        Raises:
            DamagedEventError: the text is no event in canonical form.
        """
        try:
            return parsed(self.text)
        except ValueError as fault:
            raise DamagedEventError(str(fault)) from fault


def canonical(value: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces, so that one value has one text (RFC 8785, without fractions).

    Raises:
        TypeError: something is neither text, whole number, truth value, null, list nor mapping.
    """
    _check(value)
    return _WRITER.encode(value)


def encoded(text: str) -> bytes:
    """The bytes of a canonical text; file names that are no Unicode keep their lone surrogates."""
    return text.encode("utf-8", "surrogatepass")


def parsed(text: str) -> dict[str, Any]:
    """The fields of an event's text.

    Raises:
        ValueError: it is no JSON, lacks a field or has a strange one, or is not in canonical form.
    """
    try:
        value = _READER.decode(text)
        written = _WRITER.encode(value)
    except RecursionError as fault:
        raise ValueError("is nested too deeply") from fault
    except json.JSONDecodeError as fault:
        raise ValueError(f"is no JSON ({fault})") from fault
    if not isinstance(value, dict) or value.keys() != (fields := fields_of(value.get("schema"))).keys():
        raise ValueError("has not the fields of an event")
    if any(type(value[name]) is not sort for name, sort in fields.items()):  # a truth value is no number
        raise ValueError("has a field of the wrong sort")
    if written != text:
        raise ValueError("is not in canonical form")
    return value


def fields_of(schema: object) -> dict[str, type]:
    """The fields of an event of a schema, and their sorts."""
    return FIELDS if schema == 1 else {**FIELDS, SALT: str}


def tree(events: Iterable[Event]) -> Tree:
    """The Merkle tree over the texts of a log."""
    return Tree(leaf(encoded(event.text)) for event in events)


def breaks(events: Sequence[Event]) -> Iterator[tuple[int, str]]:
    """Where the chain does not hold: the number that an event has or should have, and what is wrong there."""
    previous = NONE
    for place, event in enumerate(events, 1):
        try:
            content = event.content
        except DamagedEventError as fault:
            yield place, f"event {place} {fault.problem}"
        else:
            if content["schema"] not in KNOWN:
                yield place, f"event {place} has schema {content['schema']!r}, this version knows {SCHEMA}"
            if content["number"] != place:
                yield place, f"event {content['number']} stands where event {place} should"
            elif content["previous"] != previous:
                yield place, f"event {place} does not follow the one before it"
        previous = event.digest


def _fraction(text: str) -> NoReturn:
    raise ValueError(_many_texts(text))


def _many_texts(value: object) -> str:
    return f"{value} has no canonical text: use text or whole numbers"


# made once: a log has many events. What is read has texts for its names and no fractions, so that it needs no check.
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
_READER = json.JSONDecoder(parse_float=_fraction, parse_constant=_fraction)


def _check(value: object) -> None:
    if value is None or isinstance(value, (str, int)):  # nearly all of them, so they come first
        return
    if isinstance(value, (list, tuple)):
        for inner in value:
            _check(inner)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"{key!r} is no name of a field: use text")
            _check(inner)
    else:
        raise TypeError(_many_texts(repr(value)))
