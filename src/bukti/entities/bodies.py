"""Whether two names of bodies are one body's: own names that sound alike, words of trades that mean the same.

A wrong join hides an independent source, so both are asked for. Likeness was set on the 471 to 1,008 names of cities
that GeoNames has in Latin letters and in another script: of two drawn at random at most one pair in 1,000 passes.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from bukti.entities import sounds
from bukti.entities.acronyms import Link
from bukti.entities.gazetteer import fold
from bukti.entities.names import similar
from bukti.entities.trades import Body, around, body
from bukti.entities.types import FAMILY, NameType, Occurrence
from bukti.model import Document, Join

VOWELLED = frozenset({"LATIN", "CYRILLIC", "GREEK"})  # scripts whose transliterations are spelled alike
SPELLED = 0.9  # likeness of two own names in those
HEARD = 0.8  # of their consonants, where one is in another script
LETTERS = 0.5  # share of letters that they have in common, in their order
HAN, ABJAD = 0.75, 0.4  # the same two where Han letters lose consonants, and where a script has no vowels
WEIGHT = 2.4  # of the consonants of each that is not spelled to the letter as the other
LEAST = 4  # letters of those that are
CROWD = 40  # names of one sound from which it tells nothing
MAY_BE = FAMILY | {NameType.OTHER}  # kinds that a body's name may have been taken for
WEAK = frozenset({"group", "holding"})
NEAR = (  # trades that one firm is said to be in by one report and by another
    frozenset({"shipping", "transport", "shipyard"}),
    frozenset({"oil", "gas", "energy", "chemicals"}),
    frozenset({"steel", "mining", "engineering"}),
    frozenset({"electronics", "telecom", "engineering", "arms"}),
    frozenset({"bank", "investment"}),
    frozenset({"chemicals", "pharma"}),
    frozenset({"trading", "food", "textiles"}),
)
CACHED = 1 << 16


def same(a: Body, b: Body) -> str:
    """Why two names are one body's, in a sentence; "" where they are not, or where it cannot be told.

    Each word of a trade has to mean what one of the other's means, unless one name has none. Two names of one language
    whose trades are parts of them ("Altamar Shipping", "Altamar Maritime") need the same words.
    """
    if not _agree(a, b) or (a.code == b.code and a.proper and b.proper and a.proper != b.proper):
        return ""
    sound = like(a.core, b.core)
    if not sound:
        return ""
    if not a.words or not b.words:
        return f"{sound}; {'one' if a.words or b.words else 'each'} is without a word of its trade."
    return f"{sound}; {', '.join(a.words)} and {', '.join(b.words)} mean the same: {concepts(a)}."


def differ(a: Body, b: Body) -> bool:
    """Whether the words of trades of two names mean nothing that is the same or near, so that they name two bodies."""
    left, right = _strong(a), _strong(b)
    pairs = [(one, other) for some in left for others in right for one in some for other in others]
    return bool(pairs) and not any(one == other or _near(one, other) for one, other in pairs)


def _agree(a: Body, b: Body) -> bool:
    if not a.trades or not b.trades:
        return True
    left, right = _strong(a), _strong(b)
    if not left and not right:
        left, right = a.trades, b.trades
        return any(one & other for one in left for other in right)
    return bool(left and right) and _covered(left, right) and _covered(right, left)


def _strong(one: Body) -> tuple[frozenset[str], ...]:
    """The words of trades but those for several firms as one: a shipping firm's group may be named for it."""
    return tuple(options for options in one.trades if not options <= WEAK)


def _near(one: str, other: str) -> bool:
    return any(one in near and other in near for near in NEAR)


def concepts(one: Body) -> str:
    """What the words of trades of a name mean."""
    return ", ".join("/".join(sorted(options)) for options in one.trades)


def agreed(known: Iterable[Body]) -> Body | None:
    """The one of some bodies of one own name that stands for their trade; None where two have others."""
    traded = [one for one in known if one.trades]
    return traded[0] if traded and all(_agree(traded[0], one) for one in traded) else None


def _covered(some: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> bool:
    return all(any(options & other for other in others) for options in some)


@lru_cache(maxsize=CACHED)
def like(one: str, other: str) -> str:
    """Why two own names are taken for one, without a full stop; "" where they are not."""
    left, right = fold(one), fold(other)
    short = min(len(left.replace(" ", "")), len(right.replace(" ", "")))
    if left.replace(" ", "") == right.replace(" ", "") and short >= LEAST:
        return f"{one} and {other} are spelled alike"
    heard = sounds.consonants(one), sounds.consonants(other)
    if min(map(sounds.weight, heard)) < WEIGHT:
        return ""
    if {script(one), script(other)} <= VOWELLED:
        alike = similar(one, other)[0] >= SPELLED and len(left.split()) == len(right.split())
        return f"{one} and {other} are spelled alike" if alike else ""
    han, abjad = (any(map(mark.search, (one, other))) for mark in (sounds.HAN, sounds.ABJAD))
    least = HAN if han else HEARD
    if sounds.alike(*heard, least) < least:
        return ""
    letters = SequenceMatcher(None, left.replace(" ", ""), right.replace(" ", ""), autojunk=False).ratio()
    told = f"{other} sounds like {one}: {heard[1]} and {heard[0]}"
    return told if letters >= (ABJAD if abjad else LETTERS) else ""


def script(text: str) -> str:
    """The script of the first letter, by its Unicode name; "" where there is none."""
    letter = next((char for char in text if char.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0]


def links(documents: Sequence[Document], seen: Sequence[Occurrence]) -> list[Link]:
    """Names of bodies in several languages that are one body's, each pair with its reason.

    A name that has two trades in the collection joins nothing, nor does one that sounds like two of one language.
    """
    texts = {document.report.id: document for document in documents}
    found: dict[str, dict[Body, None]] = defaultdict(dict)
    bases: dict[str, str] = {}
    for one in seen:
        taken = _taken(texts[one.report], one) if one.key.startswith("name:") and one.kind in MAY_BE else None
        if taken is not None:
            found[one.key][taken] = None
            bases.setdefault(one.key, one.base)
    known = {key: named for key, own in found.items() if (named := agreed(own))}
    near: dict[str, list[str]] = defaultdict(list)
    for key, whole in known.items():
        for sound in keys(whole.core):
            near[sound].append(key)
    pairs = {pair for keys in near.values() for pair in combinations(keys, 2) if len(keys) <= CROWD}
    told = [(a, b, why) for a, b in sorted(pairs) if (why := same(known[a], known[b]))]
    partners: dict[str, set[str]] = defaultdict(set)
    for a, b, _ in told:
        partners[a].add(b)
        partners[b].add(a)
    clear = [pair for pair in told if not any(_torn(known, partners[key]) for key in pair[:2])]
    return [(b, Join(bases[b], bases[a], "trade", 1.0, why), a) for a, b, why in _spanning(clear)]


def keys(core: str) -> tuple[str, ...]:
    """Coarse keys of an own name: two that are alike share one; Han letters lose an r at the end of a syllable."""
    codes = sounds.codes(core)
    return tuple(sorted({fold(core), *codes, *(code.replace("R", "") for code in codes)} - {""}))


def _spanning(pairs: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """As many of the pairs as join all that they join."""
    part: dict[str, str] = {}
    for a, b, why in pairs:
        left, right = part.setdefault(a, a), part.setdefault(b, b)
        if left != right:
            part |= {key: left for key, other in part.items() if other == right}
            yield a, b, why


def _taken(document: Document, one: Occurrence) -> Body | None:
    """A name in a report with the words beside it, where these or its own are of a trade."""
    code = document.language.code or ""
    taken = body(document.words(around(document.report.text, one.span, code)), code)
    return taken if taken is not None and taken.trades else None


def _torn(known: Mapping[str, Body], partners: Iterable[str]) -> bool:
    """Whether two of the names that one is alike to stand in one language with other own names."""
    return any(
        known[a].code == known[b].code and fold(known[a].core) != fold(known[b].core)
        for a, b in combinations(sorted(partners), 2)
    )
