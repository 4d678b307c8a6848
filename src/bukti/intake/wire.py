"""What passes between a run and the process that parses its files: frames of JSON and bytes, never pickled objects.

A hostile file may take over the parsing process; all it can then send is records that are checked again on arrival.
"""

from __future__ import annotations

import struct
from typing import IO, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from bukti.model import Failure, Ignored, Report

HEAD = struct.Struct(">cQ")  # kind, length of the payload in bytes
# From the run: limits, sources that crashed a parser before, path, bytes of the file.
LIMITS, REFUSED, PATH, FILE = b"L", b"X", b"P", b"B"
# From the worker: it is ready, bytes to keep, a record, the end of the file.
READY, KEEP, END = b"S", b"K", b"E"
RECORDS: dict[bytes, TypeAdapter[Any]] = {
    b"R": TypeAdapter(Report),
    b"F": TypeAdapter(Failure),
    b"I": TypeAdapter(Ignored),
}
KINDS = {Report: b"R", Failure: b"F", Ignored: b"I"}


def send(stream: IO[bytes], kind: bytes, payload: bytes = b"") -> None:
    """Write one frame.

    Raises:
        OSError: the other side is gone.
    """
    stream.write(HEAD.pack(kind, len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes], largest: int) -> tuple[bytes, bytes] | None:
    """The next frame as (kind, payload); None when the other side is gone, broke off, or sends nonsense.

    Args:
        stream: to read from.
        largest: longest payload accepted, in bytes.
    """
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, length = HEAD.unpack(head)
    if length > largest:
        return None
    payload = stream.read(length)
    return (kind, payload) if len(payload) == length else None


def pack(record: Report | Failure | Ignored) -> tuple[bytes, bytes]:
    """A record as kind and JSON; characters that UTF-8 cannot carry become U+FFFD."""
    return KINDS[type(record)], to_json(record, inf_nan_mode="constants")


def unpack(kind: bytes, payload: bytes) -> Report | Failure | Ignored | None:
    """The record of a frame, checked field by field; None when it is none."""
    shape = RECORDS.get(kind)
    if shape is None:
        return None
    try:
        record: Report | Failure | Ignored = shape.validate_json(payload)
    except ValidationError:
        return None
    return record
