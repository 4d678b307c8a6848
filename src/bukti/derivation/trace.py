"""The stage: who copied, rewrote, translated or cited whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from bukti.derivation import crosslingual, lineage, pairs, weights
from bukti.derivation.align import Match
from bukti.derivation.candidates import JoinOptions, join
from bukti.derivation.citations import Citation, Resolver, cite, pages
from bukti.derivation.crosslingual import Embedder
from bukti.derivation.fingerprints import shingle
from bukti.derivation.graph import grow
from bukti.derivation.judge import court, judge
from bukti.derivation.names import inventory
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import Prepared, idf, prepare
from bukti.derivation.weights import Weights, probability
from bukti.model import Document, Lineage, Statement

SMALL = 300  # reports up to which every two of them may be compared
RELATED = 0.06  # anchor overlap from which two reports of different languages are aligned
SHINGLES = 5  # shingles that two reports must share in a large collection
ANCHORS = 4  # anchors that two reports must share in a large collection


@dataclass(frozen=True)
class Collection:
    """Everything that the steps share."""

    prepared: tuple[Prepared, ...]
    weights: Weights
    embedder: Embedder | None

    @cached_property
    def word_weight(self) -> Mapping[str, float]:
        """Inverse document frequency of words."""
        return idf(self.prepared)

    @cached_property
    def anchor_weight(self) -> Mapping[str, float]:
        """Inverse document frequency of anchors."""
        return idf(self.prepared, anchors=True)

    @cached_property
    def anchors(self) -> tuple[Counter[str], ...]:
        """Anchors of each report."""
        return tuple(one.anchors for one in self.prepared)


def trace(
    documents: Sequence[Document], statements: Sequence[Statement] = (), embedder: Embedder | None = None
) -> Lineage:
    """Who copied, rewrote, translated or cited whom (method.md section 3).

    Args:
        documents: every report once, in any order.
        statements: attributed statements of these reports; media in them are cited.
        embedder: sentence vectors for translations; without it names, numbers and dates have to do.

    Returns:
        Edges sorted by child and parent, latent origins, and families that together hold every report once. The
        result does not depend on the order of the input.
    """
    collection = Collection(prepare(documents, statements), weights.load(), embedder)
    if not collection.prepared:
        return Lineage()
    same = _within(collection)
    cited = _citations(collection, statements, same)
    found = [*_reworded(collection, same, cited), *_across(collection, cited, {(pair.a, pair.b) for pair in same})]
    bonds, ties = judge(court(collection.prepared, collection.weights, cited), found)
    forest = grow(collection.prepared, bonds, collection.weights)
    return lineage.assemble(forest, ties, [c for c in cited if c.parent is None], found)


def _within(collection: Collection) -> list[Pair]:
    """Pairs that share text in one language."""
    prepared = collection.prepared
    floor = 2 if len(prepared) <= SMALL else SHINGLES
    candidates = _joined(collection, [one.shingles for one in prepared], JoinOptions(floor=floor))
    compared = [pairs.compare(places, prepared, collection.word_weight, collection.weights) for places in candidates]
    keep = collection.weights.edge.keep
    return [pair for pair in compared if pair.probability >= keep or pair.quotes_only]


def _joined(collection: Collection, rows: Sequence[Sequence[int]], options: JoinOptions) -> list[tuple[int, int]]:
    """Pairs of places that share features, earlier reports leading; undated ones come last."""

    def first(place: int) -> tuple[bool, float, int]:
        published = collection.prepared[place].document.report.published
        return published is None, published.earliest.timestamp() if published else 0.0, place

    order = sorted(range(len(rows)), key=first)
    found = join([rows[place] for place in order], options)
    return sorted((min(order[a], order[b]), max(order[a], order[b])) for a, b, _ in found)


def _reworded(collection: Collection, found: Sequence[Pair], cited: Sequence[Citation]) -> list[Pair]:
    """The pairs, with sentences that a child retells in words of its own from a report that it links or credits.

    Likeness of meaning alone would join every two reports on one event, so it is asked only where a citation says so.
    """
    known = {(pair.a, pair.b): pair for pair in found}
    named = {(c.parent, c.child) for c in cited if c.parent is not None and c.how in {"link", "credit"}}
    asked = sorted(p for p in named if collection.prepared[p[0]].language == collection.prepared[p[1]].language)
    involved = {place: collection.prepared[place] for places in asked for place in places}
    sentences = crosslingual.embedded(involved, collection.embedder)
    for parent, child in asked:
        places = (min(parent, child), max(parent, child))
        pair = known.get(places) or pairs.compare(
            places, collection.prepared, collection.word_weight, collection.weights
        )
        fresh = crosslingual.retold(
            sentences[child],
            sentences[parent],
            collection.anchor_weight,
            [_side(m, pair.a == child) for m in pair.matches],
        )
        known[places] = pairs.extended(pair, [_side(m, pair.a == child) for m in fresh], collection.prepared)
    return [pair for _, pair in sorted(known.items()) if pair.matches]


def _side(match: Match, first: bool) -> Match:
    """The match with the wanted report on side a."""
    return match if first else match.turned()


def _across(collection: Collection, cited: Sequence[Citation], known: AbstractSet[tuple[int, int]]) -> list[Pair]:
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
    rows = [sorted({shingle((anchor,)) for anchor in anchors}) for anchors in collection.anchors]
    return _joined(collection, rows, JoinOptions(floor=ANCHORS))


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


def _citations(collection: Collection, statements: Sequence[Statement], found: Sequence[Pair]) -> list[Citation]:
    """Every citation of every report."""
    alike = {(pair.a, pair.b): max(pair.share_a, pair.share_b) for pair in found}

    def related(one: int, two: int) -> float:
        key = (min(one, two), max(one, two))
        overlap = crosslingual.overlap(collection.anchors[key[0]], collection.anchors[key[1]], collection.anchor_weight)
        return overlap + alike.get(key, 0.0)

    resolver = Resolver(
        collection.prepared,
        inventory(collection.prepared),
        pages(collection.prepared),
        related,
        collection.weights.citation,
    )
    own: dict[str, list[Statement]] = {}
    for statement in statements:
        own.setdefault(statement.report, []).append(statement)
    return [
        citation
        for place, one in enumerate(collection.prepared)
        for citation in cite(place, resolver, own.get(one.id, ()))
    ]
