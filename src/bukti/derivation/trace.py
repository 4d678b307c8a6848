"""The stage: who copied, rewrote, translated or cited whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bukti.derivation import crosslingual, lineage, pairs, translations, weights
from bukti.derivation.align import Match
from bukti.derivation.candidates import JoinOptions
from bukti.derivation.citations import Citation, Resolver, cite, pages
from bukti.derivation.collection import SMALL, Collection
from bukti.derivation.crosslingual import Embedder
from bukti.derivation.graph import grow
from bukti.derivation.judge import court, judge
from bukti.derivation.names import inventory
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import prepare
from bukti.model import Document, Lineage, Statement

SHINGLES = 5  # shingles that two reports must share in a large collection


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
    observed = observe(documents, statements, embedder)
    prepared, chosen = observed.collection.prepared, observed.collection.weights
    bonds, ties = judge(court(prepared, chosen, observed.cited, observed.pairs), observed.pairs)
    forest = grow(prepared, bonds, ties, chosen)
    seen = lineage.Seen([c for c in observed.cited if c.parent is None], observed.pairs, observed.weak)
    return lineage.assemble(forest, ties, seen)


@dataclass(frozen=True, slots=True)
class Observed:
    """What can be seen of each two reports by themselves: citations, passages, and passages too few to join them."""

    collection: Collection
    cited: list[Citation]
    pairs: list[Pair]
    weak: list[Pair]


def observe(documents: Sequence[Document], statements: Sequence[Statement], embedder: Embedder | None) -> Observed:
    """Passages and citations of every two reports; arguments as of `trace`."""
    collection = Collection(prepare(documents, statements), weights.load(), embedder)
    compared = _within(collection)
    told = [pair.quotes_only or pairs.joins(pair, collection.weights) for pair in compared]
    same = [pair for pair, enough in zip(compared, told, strict=True) if enough]
    weak = [pair for pair, enough in zip(compared, told, strict=True) if not enough]
    cited = _citations(collection, statements, same)
    across = translations.across(collection, cited, {(pair.a, pair.b) for pair in same})
    return Observed(collection, cited, [*reworded(collection, same, cited), *across], weak)


def _within(collection: Collection) -> list[Pair]:
    """Pairs that may share text in one language."""
    prepared = collection.prepared
    floor = 2 if len(prepared) <= SMALL else SHINGLES
    candidates = collection.joined([one.shingles for one in prepared], JoinOptions(floor=floor))
    return [compared(collection, places) for places in candidates]


def compared(collection: Collection, places: tuple[int, int]) -> Pair:
    """What two reports share word by word; the smaller place comes first."""
    return pairs.compare(places, collection.prepared, collection.word_weight, collection.weights, collection.rarity)


def reworded(collection: Collection, found: Sequence[Pair], cited: Sequence[Citation]) -> list[Pair]:
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
        pair = known.get(places) or compared(collection, places)
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


def _citations(collection: Collection, statements: Sequence[Statement], found: Sequence[Pair]) -> list[Citation]:
    """Every citation of every report, but for credits of pictures."""
    alike = {(pair.a, pair.b): max(pair.share_a, pair.share_b) for pair in found}
    places = range(len(collection.prepared))
    return citations_of(places, collection, statements, lambda one, two: alike.get((one, two), 0.0))


def citations_of(
    places: Sequence[int],
    collection: Collection,
    statements: Sequence[Statement],
    alike: Callable[[int, int], float],
) -> list[Citation]:
    """Every citation of some reports, but for credits of pictures.

    Args:
        places: of the citing reports.
        collection: all reports.
        statements: those of these reports at least.
        alike: share of text of two reports that are joined by it, in [0, 1]; the smaller place comes first.
    """

    def related(one: int, two: int) -> float:
        key = (min(one, two), max(one, two))
        overlap = crosslingual.overlap(collection.anchors[key[0]], collection.anchors[key[1]], collection.anchor_weight)
        return overlap + alike(*key)

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
        for place in places
        for citation in cite(place, resolver, own.get(collection.prepared[place].id, ()))
        if citation.how != "photo"
    ]
