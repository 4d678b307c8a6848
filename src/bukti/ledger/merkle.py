"""Merkle trees (RFC 9162, section 2.1): one digest for a whole log, and a short proof that an event is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

LEAF, NODE = b"\0", b"\1"  # a node can never be passed off as an event, nor an event as a node


def leaf(data: bytes) -> bytes:
    """Digest of one entry, 32 bytes."""
    return sha256(LEAF + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Digest over two subtrees, 32 bytes."""
    return sha256(NODE + left + right).digest()


class Tree:
    """The tree over some entries, in their order.

    Args:
        leaves: digest of each, as `leaf` gives it.
    """

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self._levels = [list(leaves)]
        while len(below := self._levels[-1]) > 1:
            pairs = [node(left, right) for left, right in zip(below[::2], below[1::2], strict=False)]
            self._levels.append(pairs + below[len(pairs) * 2 :])  # a last one without a partner moves up as it is

    @property
    def root(self) -> bytes:
        """The digest of all entries; that of nothing where there are none."""
        return self._levels[-1][0] if self._levels[-1] else sha256().digest()

    def path(self, place: int) -> tuple[bytes, ...]:
        """The inclusion proof of an entry: the digests that lead from it to the root, the nearest first.

        Args:
            place: of the entry, from 0.

        Raises:
            IndexError: there is no such entry.
        """
        if not 0 <= place < len(self._levels[0]):
            raise IndexError(place)
        found = []
        for level in self._levels[:-1]:
            if (beside := place ^ 1) < len(level):
                found.append(level[beside])
            place >>= 1
        return tuple(found)


def climb(entry: bytes, place: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a proof leads to (RFC 9162, 2.1.3.2); None where it is no proof in a tree of this size.

    Args:
        entry: bytes of the entry.
        place: of the entry, from 0.
        size: how many entries the tree has.
        path: as `Tree.path` gives it.
    """
    if not 0 <= place < size:
        return None
    found, last = leaf(entry), size - 1
    for beside in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            found = node(beside, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, beside)
        place, last = place >> 1, last >> 1
    return found if last == 0 else None
