"""Sets of words, one for each statement; what pairs of them share, many pairs at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]
Flags = NDArray[np.bool_]


class Sets:
    """A set of each statement, as numbers.

    Args:
        sets: of each statement.
        number: of every word; without it words are numbered as they come.

    Attributes:
        size: of each set.
    """

    def __init__(self, sets: Sequence[Iterable[str]], number: Mapping[str, int] | None = None) -> None:
        known: dict[str, int] = dict(number or {})
        held = [sorted({known.setdefault(word, len(known)) for word in own}) for own in sets]
        self.size = np.array([len(own) for own in held], dtype=np.intp)
        self._start = np.cumsum(self.size) - self.size
        self._words = np.array([word for own in held for word in own], dtype=np.int64)
        self._known = max(len(known), 1)

    def shared(self, left: Places, right: Places) -> tuple[Places, NDArray[np.int64]]:
        """What each pair of places shares: the number of the pair and of the word, sorted by both."""
        # each side is sorted by pair and word already, so a stable sort merges the two in one go
        keys = np.sort(np.concatenate([self._keys(left), self._keys(right)]), kind="stable")
        both = keys[1:][keys[1:] == keys[:-1]]
        return both // self._known, both % self._known

    def count(self, left: Places, right: Places) -> Places:
        """How many words each pair of places shares."""
        return np.bincount(self.shared(left, right)[0], minlength=len(left))

    def strange(self, left: Places, right: Places, where: Flags | None = None) -> Flags:
        """Whether both have some and share none, told where it is asked; False elsewhere."""
        asked = (self.size[left] > 0) & (self.size[right] > 0)
        rows = np.flatnonzero(asked if where is None else asked & where)
        found = np.zeros(len(left), dtype=bool)
        found[rows] = self.count(left[rows], right[rows]) == 0
        return found

    def _keys(self, places: Places) -> NDArray[np.int64]:
        """A whole number for every pair and word of the sets at some places."""
        size = self.size[places]
        ends = np.cumsum(size)
        at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._start[places] - ends + size, size)
        return np.asarray(np.repeat(np.arange(len(places)) * self._known, size) + self._words[at], dtype=np.int64)
