"""Page furniture: menus, notices, subscription boxes. What only furniture joins is not joined.

One report shows it by its words ("Read more", "we use cookies"); several by repeating a paragraph though they have next
to nothing else in common. Repeats are known by a sketch, the paragraph's smallest shingles, so that a date or the name
of the page inside makes no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bukti.derivation import words
from bukti.derivation.fingerprints import Shingles, runs, shared, shingle
from bukti.derivation.tokens import Tokens, find
from bukti.derivation.words import Form

FRAME = 250  # tokens of the longest paragraph that can be furniture
PLAIN = 60  # tokens above which a paragraph must show its kind by two forms, not one
LINE = 20  # tokens of a paragraph that only says where the report is from
SKETCH = 8  # shingles by which a paragraph is known again
REPEATED = 3  # reports that a paragraph must stand in to be looked at as furniture
EDGE = 2  # first paragraphs, and last ones, that two reports show to be furniture
NEIGHBOURS = 40  # reports of one paragraph that are compared
ENDS = ("head", "foot")
STRANGE = 0.3  # part of the shorter report's shingles below which two reports are strangers

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """What of a report is asked here.

    Attributes:
        language: code, or None. outlet: comparable name, or None. named: places of names, numbers and dates.
        flags: tokens that are furniture by their words. The rest as in `Prepared`.
    """

    language: str | None
    tokens: Tokens
    paragraphs: Sequence[Range]
    flags: Sequence[bool]
    shingles: Shingles
    outlet: str | None
    named: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph of the report at `place`, known by its smallest shingles; `end` is head, foot or neither."""

    place: int
    span: Range
    end: str
    keys: tuple[int, ...]


def by_words(code: str | None, tokens: Tokens, paragraphs: Sequence[Range]) -> tuple[bool, ...]:
    """One flag a token: those of paragraphs that belong to the page by their words.

    Args:
        code: language of the report, or None.
        tokens: of the report.
        paragraphs: token ranges.
    """
    forms = words.forms(code)
    flags = [False] * len(tokens)
    for start, end in paragraphs:
        inside = tokens.forms[start:end]
        if len(inside) > FRAME:
            continue
        known = set(inside)
        shown = sum(form[0] in known and find(inside, form) >= 0 for form in forms.footers)
        shown += any(inside[: len(form)] == form for form in forms.boilerplate)
        if shown >= (1 if len(inside) <= PLAIN else 2):
            flags[start:end] = [True] * len(inside)
    return tuple(flags)


def repeated(pages: Sequence[Page]) -> dict[int, list[Range]]:
    """Place of a report -> its paragraphs that strangers share.

    Three reports show a paragraph to be furniture wherever it stands. Two show it at the same end of both, if they are
    of one outlet, or if it is all that they share and holds no name, number or date, as news would.
    """
    parts = [part for place, page in enumerate(pages) for part in _parts(place, page)]
    common = {key for key, count in Counter(key for part in parts for key in part.keys).items() if count > 1}
    holders: dict[tuple[str, int], dict[int, int]] = {}  # (company, key) -> report -> tokens of its paragraph
    for part in parts:
        for group in _groups(part, pages[part.place]):
            for key in common.intersection(part.keys):
                holders.setdefault((group, key), {})[part.place] = part.span[1] - part.span[0]
    strangers = _Strangers(pages)
    frames = {
        name
        for name, places in holders.items()
        if len(places) >= (2 if name[0] else REPEATED) and strangers.are(places, alone=name[0] in ENDS)
    }
    found: dict[int, list[Range]] = {}
    for part in parts:
        groups = _groups(part, pages[part.place])
        if any(2 * sum((group, key) in frames for key in part.keys) > len(part.keys) for group in groups):
            found.setdefault(part.place, []).append(part.span)
    return found


def _parts(place: int, page: Page) -> list[_Part]:
    """Paragraphs that may be furniture and are not known to be."""
    left = [span for span in page.paragraphs if not page.flags[span[0]]]
    found = []
    hashes, size = runs(page.tokens)
    for number, (start, end) in enumerate(left):
        if end - start > FRAME or _cites(page.language, page.tokens.forms[start:end]):
            continue
        inside = hashes[start : max(start, end - size + 1)]
        keys = np.unique(inside)[:SKETCH].tolist() if len(inside) else [shingle(page.tokens.forms[start:end])]
        edge = ENDS[0] if number < EDGE else ENDS[1] if number >= len(left) - EDGE else ""
        found.append(_Part(place, (start, end), edge, tuple(keys)))
    return found


def _cites(code: str | None, inside: Form) -> bool:
    """Whether a paragraph is one line that says where the report is from: such lines are alike in any report."""
    forms = words.forms(code)
    return len(inside) <= LINE and any(find(inside, form) >= 0 for form in (*forms.before, *forms.after, *forms.final))


def _groups(part: _Part, page: Page) -> list[str]:
    """The kinds of company in which a paragraph's repeats count: any report; the same end of few."""
    groups = [""]
    if part.end and page.outlet:
        groups.append(f"{part.end} {page.outlet}")
    if part.end and page.named.isdisjoint(range(*part.span)):
        groups.append(part.end)
    return groups


class _Strangers:
    """Whether reports have next to nothing in common: most neighbours share less than `STRANGE` of the shorter one."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = pages
        self.known: dict[tuple[tuple[int, int], ...], bool] = {}

    def are(self, sizes: Mapping[int, int], *, alone: bool) -> bool:
        """The answer for reports that share a paragraph of so many tokens: all that they share, if `alone`."""
        ring = tuple((place, sizes[place] if alone else 0) for place in sorted(sizes)[:NEIGHBOURS])
        if ring not in self.known:
            pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
            strange = sum(self._strange(one, two, max(room, other)) for (one, room), (two, other) in pairs)
            self.known[ring] = strange * 2 > len(ring)
        return self.known[ring]

    def _strange(self, one: int, two: int, room: int) -> bool:
        left, right = self.pages[one].shingles, self.pages[two].shingles
        common = shared(left, right)
        return common < STRANGE * min(len(left), len(right)) and (common <= room or not room)
