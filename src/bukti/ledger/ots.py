"""Proofs of OpenTimestamps in their detached form (.ots, version 1): what leads from a digest to what attests it.

Steps change a message (hash it, put bytes before or behind it) until something attests the outcome: a calendar, which
promises to have it put into a block, or a block of Bitcoin, whose header then holds it as its Merkle root. The form is
that of python-opentimestamps, the reference: `core/timestamp.py`, `op.py`, `notary.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
VERSION, SHA256 = 1, 0x08
APPEND, PREPEND = 0xF0, 0xF1
ATTESTATION, FORK = 0x00, 0xFF  # what begins an attestation; what stands before all but the last of several branches
PENDING, BITCOIN = bytes.fromhex("83dfe30d2ef90c8e"), bytes.fromhex("0588960d73d71901")
TAG, DEPTH, LARGEST_MESSAGE, LARGEST_PAYLOAD, LARGEST_URI = 8, 256, 4096, 8192, 1000
ADDRESS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/:")
HASHES: dict[int, Callable[[bytes], bytes] | None] = {
    SHA256: lambda data: hashlib.sha256(data).digest(),
    0x02: lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    0x03: None,  # RIPEMD-160, in proofs of 2016: not every system computes it, and what follows is not checked
    0x67: None,  # Keccak-256, likewise
    0xF2: lambda data: data[::-1],
    0xF3: lambda data: data.hex().encode(),
}


@dataclass(frozen=True, slots=True)
class Attestation:
    """What attests a message: its sort, and what that sort says."""

    tag: bytes
    payload: bytes

    @property
    def height(self) -> int | None:
        """Of the block of Bitcoin; None for another sort."""
        return _Reader(self.payload).number() if self.tag == BITCOIN else None

    @property
    def calendar(self) -> str:
        """Address of the calendar where it is pending; empty for another sort."""
        return _Reader(self.payload).bytes(LARGEST_URI).decode("ascii") if self.tag == PENDING else ""


@dataclass(frozen=True, slots=True)
class Node:
    """A message, what attests it, and the steps that lead on from it.

    Attributes:
        message: None where a step led here that this version cannot take.
        steps: operation, its argument, and where it leads.
    """

    message: bytes | None
    attestations: tuple[Attestation, ...] = ()
    steps: tuple[tuple[int, bytes, Node], ...] = ()

    def attested(self) -> Iterator[tuple[bytes, Attestation]]:
        """Every message that something attests, with what does."""
        if self.message is not None:
            for attestation in self.attestations:
                yield self.message, attestation
        for _, _, after in self.steps:
            yield from after.attested()

    def joined(self, place: bytes, more: Node) -> Node:
        """The same with what leads on from one of its messages."""
        here = self.message == place
        steps = tuple((step, argument, after.joined(place, more)) for step, argument, after in self.steps)
        return replace(
            self,
            attestations=tuple(dict.fromkeys(self.attestations + more.attestations * here)),
            steps=steps + more.steps * here,
        )


def read(data: bytes) -> Node:
    """A proof; its message is the digest that it is for (SHA-256).

    Raises:
        ValueError: it is none, in words.
    """
    reader = _Reader(data)
    if reader.take(len(MAGIC)) != MAGIC:
        raise ValueError("it is no proof of OpenTimestamps")
    if (version := reader.number()) != VERSION:
        raise ValueError(f"it has the version {version}, this Bukti knows {VERSION}")
    if reader.take(1)[0] != SHA256:
        raise ValueError("it is not for a SHA-256 digest")
    return branch(data[reader.place + 32 :], reader.take(32))


def branch(data: bytes, message: bytes) -> Node:
    """What leads on from a message, as a calendar answers it.

    Raises:
        ValueError: it is nothing of the sort, in words.
    """
    reader = _Reader(data)
    found = _node(reader, message, DEPTH)
    if reader.place != len(data):
        raise ValueError("something stands behind its end")
    return found


def written(node: Node) -> bytes:
    """A proof as bytes."""
    return MAGIC + bytes([VERSION, SHA256]) + (node.message or b"") + tail(node)


def tail(node: Node) -> bytes:
    """What leads on from a message, as bytes."""
    branches = [bytes([ATTESTATION]) + one.tag + _sized(one.payload) for one in node.attestations]
    for step, argument, after in node.steps:
        told = _sized(argument) if step in {APPEND, PREPEND} else b""
        branches.append(bytes([step]) + told + tail(after))
    return b"".join(bytes([FORK]) + one for one in branches[:-1]) + branches[-1]


def pending(calendar: str) -> Attestation:
    """The promise of a calendar."""
    return Attestation(PENDING, _sized(calendar.encode("ascii")))


def block(height: int) -> Attestation:
    """That a block of Bitcoin holds a message."""
    return Attestation(BITCOIN, _number(height))


def _node(reader: _Reader, message: bytes | None, depth: int) -> Node:
    if depth == 0:
        raise ValueError("it is nested too deeply")
    attestations: list[Attestation] = []
    steps: list[tuple[int, bytes, Node]] = []
    last = False
    while not last:
        kind = reader.take(1)[0]
        last = kind != FORK
        kind = kind if last else reader.take(1)[0]
        if kind == ATTESTATION:
            attestations.append(_attestation(reader))
        else:
            argument = reader.bytes(LARGEST_MESSAGE) if kind in {APPEND, PREPEND} else b""
            steps.append((kind, argument, _node(reader, _stepped(kind, argument, message), depth - 1)))
    return Node(message, tuple(attestations), tuple(steps))


def _attestation(reader: _Reader) -> Attestation:
    found = Attestation(reader.take(TAG), reader.bytes(LARGEST_PAYLOAD))
    if not ADDRESS.issuperset(found.calendar):  # these also raise where the payload is no address, or no number
        raise ValueError("it names a calendar whose address has strange characters")
    found.height  # noqa: B018 - asked for what it refuses
    return found


def _stepped(kind: int, argument: bytes, message: bytes | None) -> bytes | None:
    """The message after a step."""
    if kind in {APPEND, PREPEND}:
        found = None if message is None else (message + argument if kind == APPEND else argument + message)
    elif kind in HASHES:
        step = HASHES[kind]
        found = None if message is None or step is None else step(message)
    else:
        raise ValueError(f"it has the step {kind:#04x}, which is not known")
    if found is not None and len(found) > LARGEST_MESSAGE:
        raise ValueError("a message in it is too long")
    return found


def _sized(data: bytes) -> bytes:
    return _number(len(data)) + data


def _number(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


@dataclass(slots=True)
class _Reader:
    """Bytes, read from the left."""

    data: bytes
    place: int = 0

    def take(self, count: int) -> bytes:
        found = self.data[self.place : self.place + count]
        if len(found) != count:
            raise ValueError("it ends early")
        self.place += count
        return found

    def number(self) -> int:
        """Seven bits a byte, the lowest first."""
        found = 0
        for shift in range(0, 64, 7):
            byte = self.take(1)[0]
            found |= (byte & 0x7F) << shift
            if byte < 0x80:
                return found
        raise ValueError("a number in it is too large")

    def bytes(self, largest: int) -> bytes:
        size = self.number()
        if size > largest:
            raise ValueError("something in it is too long")
        return self.take(size)
