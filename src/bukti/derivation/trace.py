"""The stage: who copied, rewrote, translated or cited whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bukti.derivation import crosslingual, lineage, pairs, weights
from bukti.derivation.candidates import JoinOptions, join
from bukti.derivation.citations import Citation, Resolver, cite, pages
from bukti.derivation.crosslingual import Embedder
from bukti.derivation.direction import Evidence, direction
from bukti.derivation.fingerprints import shingle
from bukti.derivation.graph import Bond, Tie, grow
from bukti.derivation.names import inventory
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import Prepared, idf, prepare
from bukti.derivation.weights import Weights, probability
from bukti.model import Document, Lineage, Statement

SMALL = 300  # reports up to which every two of them may be compared
RELATED = 0.06  # anchor overlap from which two reports of different languages are aligned
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
    def anchors(self) -> tuple[Mapping[str, int], ...]:
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
    collection = Collection(prepare(documents), weights.load(), embedder)
    if not collection.prepared:
        return Lineage()
    found = [*_within(collection), *_across(collection)]
    cited = _citations(collection, statements, found)
    bonds, ties = _directed(collection, found, cited)
    forest = grow(collection.prepared, bonds, collection.weights)
    return lineage.assemble(forest, ties, [c for c in cited if c.parent is None], found)


def _within(collection: Collection) -> list[Pair]:
    """Pairs that share text in one language."""
    prepared = collection.prepared
    size = len(prepared)
    cap = max(50, size) if size <= SMALL else 50
    floor = 2 if size <= SMALL else 5
    candidates = [(a, b) for a, b, _ in join([one.shingles for one in prepared], JoinOptions(cap, floor))]
    compared = [pairs.compare(places, prepared, collection.word_weight, collection.weights) for places in candidates]
    keep = collection.weights.edge.keep
    return [pair for pair in compared if pair.probability >= keep or pair.quotes_only]


def _across(collection: Collection) -> list[Pair]:
    """Pairs that share sentences across languages."""
    prepared = collection.prepared
    candidates = [
        (a, b)
        for a, b in _anchored(collection)
        if prepared[a].language != prepared[b].language
        and crosslingual.overlap(collection.anchors[a], collection.anchors[b], collection.anchor_weight) >= RELATED
    ]
    involved = {place: prepared[place] for pair in candidates for place in pair}
    found = crosslingual.embedded(involved, collection.embedder)
    aligned = [_translated(collection, (a, b), found) for a, b in candidates]
    return [pair for pair in aligned if pair.matches]


def _anchored(collection: Collection) -> list[tuple[int, int]]:
    """Pairs that may be about the same thing: all of a small collection, else those that share rare anchors."""
    size = len(collection.prepared)
    if size <= SMALL:
        return [(a, b) for a in range(size) for b in range(a + 1, size)]
    rows = [sorted({shingle((anchor,)) for anchor in anchors}) for anchors in collection.anchors]
    return [(a, b) for a, b, _ in join(rows, JoinOptions(50, ANCHORS))]


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
    odds = weight.constant + weight.share * max(share_a, share_b) + weight.anchors * overlap
    odds += weight.order * crosslingual.order(matches)
    machine = [one.document.machine_translation.likely for one in (a, b)]
    odds += weight.machine if any(machine) else 0.0
    reason = f"{len(matches)} sentences say the same in {a.language} and {b.language}, or agree in names and numbers."
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


def _directed(collection: Collection, found: Sequence[Pair], cited: Sequence[Citation]) -> tuple[list[Bond], list[Tie]]:
    """Every two reports with evidence: a bond where the direction is known, else a tie."""
    by_citation = {(c.parent, c.child): c for c in cited if c.parent is not None}
    by_pair = {(pair.a, pair.b): pair for pair in found}
    credited = {c.parent for c in cited if c.how == "credit" and c.parent is not None}
    both = {(min(p, c), max(p, c)) for p, c in by_citation if p is not None}
    bonds, ties = [], []
    for key in sorted(by_pair.keys() | both):
        judged = _judge(collection, key, by_pair.get(key), by_citation, credited)
        if isinstance(judged, Bond):
            bonds.append(judged)
        elif judged is not None:
            ties.append(judged)
    return bonds, ties


def _judge(
    collection: Collection,
    places: tuple[int, int],
    pair: Pair | None,
    by_citation: Mapping[tuple[int | None, int], Citation],
    credited: set[int],
) -> Bond | Tie | None:
    """One pair of reports: a bond, a tie, or None where the evidence does not reach the merge threshold."""
    forward, backward = by_citation.get(places), by_citation.get((places[1], places[0]))
    evidence = Evidence(
        _force(forward, collection.weights),
        _force(backward, collection.weights),
        places[0] in credited,
        places[1] in credited,
    )
    one, two = (collection.prepared[place] for place in places)
    judged = direction(one, two, pair, evidence, collection.weights.direction)
    flip = judged.odds < 0
    if flip:
        evidence = Evidence(evidence.citing, evidence.cited, evidence.crediting, evidence.credited)
        turned = _turned(pair) if pair else None
        judged = direction(two, one, turned, evidence, collection.weights.direction)
    parent, child = (places[1], places[0]) if flip else places
    citation = backward if flip else forward
    chance = _chance(pair, citation, collection.weights)
    if chance < collection.weights.edge.keep:
        return None
    reasons = (*((citation.reason,) if citation else ()), *(pair.reasons if pair else ()), *judged.reasons)
    side = (_turned(pair) if flip else pair) if pair else None
    if judged.probability >= collection.weights.direction.arrow:
        return _bond(parent, child, side, citation, (chance, judged.probability, reasons))
    if side is None:
        return None
    unique = collection.weights.kind.unique
    common = min(1 - side.share_a, 1 - side.share_b) >= unique and not side.translated
    return Tie(replace(side, probability=chance), parent, child, judged.odds, common, reasons)


def _force(citation: Citation | None, chosen: Weights) -> float:
    """How far a citation decides the direction, in [0, 1]: wholly, but for a name without a citing word."""
    if citation is None:
        return 0.0
    return 0.5 if citation.probability <= chosen.citation.named else 1.0


def _chance(pair: Pair | None, citation: Citation | None, chosen: Weights) -> float:
    """Probability that an edge exists: by its text or by its citation, as if these were independent."""
    text = 0.0 if pair is None or pair.quotes_only else pair.probability
    # a translation is proposed on anchors alone only where it is beyond doubt; a citation lowers that bar
    if pair is not None and pair.translated and citation is None and text < 0.8:
        text = 0.0
    named = citation.probability if citation else 0.0
    return max(text, named) if min(text, named) < chosen.edge.keep else 1 - (1 - text) * (1 - named)


def _turned(pair: Pair) -> Pair:
    """The pair with its sides exchanged; its places follow."""
    matches = tuple(sorted(m.turned() for m in pair.matches))
    return replace(pair, a=pair.b, b=pair.a, matches=matches, share_a=pair.share_b, share_b=pair.share_a)


def _bond(
    parent: int, child: int, side: Pair | None, citation: Citation | None, judged: tuple[float, float, tuple[str, ...]]
) -> Bond:
    chance, arrow, reasons = judged
    return Bond(
        parent=parent,
        child=child,
        matches=side.matches if side else (),
        share=side.share_b if side else 0.0,
        score=side.score if side else 0.0,
        probability=chance,
        direction=arrow,
        citation=citation,
        translated=side.translated if side else False,
        quotes_only=side.quotes_only if side else False,
        reasons=reasons,
    )
