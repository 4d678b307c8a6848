"""Headers of Bitcoin blocks out of a file that the user trusts: when a block was made, and what its Merkle root is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

SIZE = 80  # bytes of a header
FIRST = "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"  # hash of block 0
EASIEST = 0xFFFF << 208  # no block of Bitcoin was ever allowed less work than this target asks for


@dataclass(frozen=True, slots=True)
class Header:
    """One header, 80 bytes."""

    data: bytes

    @property
    def root(self) -> bytes:
        """The Merkle root, as it stands there."""
        return self.data[36:68]

    @property
    def time(self) -> datetime:
        """When the block was made, by whoever made it (UTC); it may be wrong by two hours."""
        return datetime.fromtimestamp(int.from_bytes(self.data[68:72], "little"), UTC)

    @property
    def hash(self) -> str:
        """As people write it, hexadecimal."""
        return _hashed(self.data)[::-1].hex()

    @property
    def worked(self) -> bool:
        """Whether its hash is as small as it says itself that it must be, and that is not too easy."""
        size, digits = self.data[75], int.from_bytes(self.data[72:75], "little")
        target = digits << 8 * (size - 3) if size >= 3 else digits >> 8 * (3 - size)
        return int.from_bytes(_hashed(self.data), "little") <= target <= EASIEST


Blocks = Callable[[int], Header | None]


def read(data: bytes) -> Blocks:
    """Headers by height: all of them from block 0 on, 80 bytes each, or some, a line each: height, header (hex).

    Raises:
        ValueError: it is neither; one does not follow the one before it, or lacks the work that it tells of.
    """
    if len(data) >= SIZE and Header(data[:SIZE]).hash == FIRST:
        return _whole(data)
    found = {}
    for line in data.decode("ascii", "replace").splitlines():
        height, _, header = line.strip().partition(" ")
        try:
            one = Header(bytes.fromhex(header))
        except ValueError:
            one = Header(b"")
        if not height.isdecimal() or len(one.data) != SIZE:
            raise ValueError("a line of the headers is not: height, space, 160 hexadecimal digits")
        if not one.worked:
            raise ValueError(f"the header of block {height} lacks the work that it tells of")
        found[int(height)] = one
    return found.get


def _whole(data: bytes) -> Blocks:
    """All headers from the first on; each must follow the one before it."""
    if len(data) % SIZE:
        raise ValueError("the file of headers ends inside of one")
    previous = bytes(32)
    for place in range(0, len(data), SIZE):
        header = data[place : place + SIZE]
        if header[4:36] != previous:
            raise ValueError(f"the header of block {place // SIZE} does not follow the one before it")
        previous = _hashed(header)

    def at(height: int) -> Header | None:
        one = Header(data[height * SIZE : (height + 1) * SIZE])
        if not one.data:
            return None
        if not one.worked:
            raise ValueError(f"the header of block {height} lacks the work that it tells of")
        return one

    return at


def _hashed(data: bytes) -> bytes:
    return sha256(sha256(data).digest()).digest()
