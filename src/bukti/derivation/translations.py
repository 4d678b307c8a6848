"""Pairs of reports that tell the same in two languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import sqrt

from bukti.derivation import crosslingual, pairs
from bukti.derivation.candidates import JoinOptions
from bukti.derivation.citations import Citation
from bukti.derivation.collection import SMALL, Collection
from bukti.derivation.fingerprints import features
from bukti.derivation.pairs import Pair
from bukti.derivation.weights import probability

RELATED = 0.06  # anchor overlap from which two reports of different languages are aligned
ANCHORS = 4  # anchors that two reports must share in a large collection


def across(collection: Collection, cited: Sequence[Citation], known: AbstractSet[tuple[int, int]]) -> list[Pair]:
    """Pairs that share sentences across languages: those about one thing, and those where one cites the other.

    What shares words (`known`) is no translation, and neither is what stands in an unknown language.
    """
    prepared = collection.prepared
    named = {(min(c.parent, c.child), max(c.parent, c.child)) for c in cited if c.parent is not None}
    about = {*named, *_anchored(collection)} - known
    foreign = sorted((a, b) for a, b in about if _foreign(prepared[a].language, prepared[b].language))
    candidates = [places for places in foreign if places in named or _related(collection, places)]
    involved = {place: prepared[place] for pair in candidates for place in pair}
    found = crosslingual.embedded(involved, collection.embedder)
    aligned = [_translated(collection, (a, b), found) for a, b in candidates]
    return [pair for pair in aligned if pair.matches]


def _foreign(one: str | None, two: str | None) -> bool:
    """Whether two languages are known and differ."""
    return one is not None and two is not None and one != two


def _related(collection: Collection, places: tuple[int, int]) -> bool:
    """Whether two reports share enough anchors to be about one thing."""
    one, two = (collection.anchors[place] for place in places)
    return crosslingual.overlap(one, two, collection.anchor_weight) >= RELATED


def _anchored(collection: Collection) -> list[tuple[int, int]]:
    """Pairs that may be about the same thing: all of a small collection, else those that share rare anchors."""
    size = len(collection.prepared)
    if size <= SMALL:
        return [(a, b) for a in range(size) for b in range(a + 1, size)]
    return collection.joined([features(anchors) for anchors in collection.anchors], JoinOptions(floor=ANCHORS))


def _translated(collection: Collection, places: tuple[int, int], found: Mapping[int, crosslingual.Sentences]) -> Pair:
    """Two reports of different languages as a pair."""
    a, b = (collection.prepared[place] for place in places)
    matches = crosslingual.pair(found[places[0]], found[places[1]], collection.anchor_weight)
    share_a = pairs.share(matches, a)
    share_b = pairs.share(tuple(m.turned() for m in matches), b)
    weight = collection.weights.translation
    overlap = crosslingual.overlap(
        collection.anchors[places[0]], collection.anchors[places[1]], collection.anchor_weight
    )
    odds = weight.constant if found[places[0]].vectors is None else weight.vectors
    odds += weight.share * sqrt(share_a * share_b) + weight.anchors * overlap
    odds += weight.order * crosslingual.order(matches)
    machine = [one.document.machine_translation.likely for one in (a, b)]
    odds += weight.machine if any(machine) else 0.0
    said = "One sentence says" if len(matches) == 1 else f"{len(matches)} sentences say"
    reason = f"{said} the same in {a.language} and {b.language}, or agree in names and numbers."
    return Pair(*places, matches, share_a, share_b, probability(odds), translated=True, reasons=(reason,))
