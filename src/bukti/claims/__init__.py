"""Statements about the same thing become one claim, in any mix of languages; denials and conflicts stay visible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bukti.claims import assemble, decided, denial
from bukti.claims.alignment import aligned
from bukti.claims.assemble import Grouping
from bukti.claims.cluster import candidates, groups, linkage
from bukti.claims.compare import Comparer
from bukti.claims.features import Features, extract
from bukti.claims.fillers import causes
from bukti.claims.propositions import leftover
from bukti.claims.query import Collection, ask
from bukti.claims.tongue import spoken
from bukti.claims.vectors import Embedder, cause_vectors, centred
from bukti.model import Claim, Decision, Document, Lineage, Statement

__all__ = ["Collection", "ask", "group", "spoken", "worded"]


def group(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    lineage: Lineage,
    embedder: Embedder | None,
    decisions: Sequence[Decision] = (),
) -> tuple[Claim, ...]:
    """Group statements into claims.

    Args:
        documents: with mentions; their order does not matter.
        statements: attributed ones and the reports' own.
        lineage: derivation edges; statements in aligned passages are strong evidence for one claim.
        embedder: sentence vectors; with None, names, numbers, dates and words decide.
        decisions: merges and splits in force, in the order in which they were made; the machine keeps to them.

    Returns:
        Claims, most salient first. Every statement that asserts or denies a proposition is in exactly one; questions,
        demands and uncommitted mentions are under `about` of the claim they belong to, or in none. Headings, notices
        and scraps (propositions.py) are in none.
    """
    every = extract(documents, statements)
    left = leftover(every, documents, lineage)
    nodes = _nodes([f for f in every if f.statement.id not in left], decided.marks(decisions))
    if not nodes:
        return ()
    features = [copies[0] for copies in nodes]
    vectors = None
    if embedder is not None:
        vectors = centred([f.full for f in features], [f.language for f in features], embedder)
    place = {f.statement.id: node for node, copies in enumerate(nodes) for f in copies}
    bounds = decided.bounds(decisions, place)
    known = cause_vectors(causes([f.fillers for f in features]), [f.language for f in features], embedder)
    comparer = Comparer(features, vectors, _between_nodes(nodes, lineage), bounds=bounds, causes=known)
    pairs = candidates(comparer)
    held = [node for node, f in enumerate(features) if f.takes_position]
    positions = set(held)
    grouped = [
        g for g in groups(len(nodes), [p for p in pairs if positions.issuperset(p)], comparer) if g[0] in positions
    ]
    grouping = Grouping(
        comparer=comparer,
        copies=nodes,
        groups=grouped,
        denies=bounds.answers(grouped, denial.attach(grouped, pairs, comparer, nodes, lineage), features),
        about=_about(grouped, pairs, comparer),
        pairs=pairs,
        lineage=lineage,
        decisions=decisions,
        documents={document.report.id: document for document in documents},
        shown=_shown(documents),
    )
    return assemble.claims(grouping)


def worded(claims: Iterable[Claim], reader: str | None) -> tuple[Claim, ...]:
    """The claims, each in the words of its best statement in the reader's language, where it has one there.

    Args:
        claims: their texts are replaced, never translated; nothing else changes.
        reader: ISO 639 code, or None for the texts as they are.
    """
    found = []
    for claim in claims:
        own = next((one for one in claim.wordings if one.language == reader), None)
        found.append(replace(claim, lead=own.statement, text=own.text) if own else claim)
    return tuple(found)


def _nodes(features: Sequence[Features], marks: Mapping[str, tuple[str, ...]]) -> list[list[Features]]:
    """Statements with the same words, language, sign and stance, as one node each, in order of the first.

    What left a claim by a person's decision is no copy of what stayed; "on Monday" is not the Monday of a week later.
    """
    found: dict[tuple[object, ...], list[Features]] = {}
    for f in features:
        # an elliptic statement means what its sentence makes of it ("no" is not "no"), "I paid" whoever speaks
        said = (f.language, f.tokens, f.sign, f.takes_position, f.statement.stance, f.full if f.elliptic else "")
        days = tuple((t.earliest, t.latest) for t in f.times)
        key = (*said, f.subject, days, marks.get(f.statement.id))
        found.setdefault(key, []).append(f)
    return list(found.values())


def _between_nodes(nodes: Sequence[Sequence[Features]], lineage: Lineage) -> dict[tuple[int, int], float]:
    """Alignment of statements, carried over to their nodes."""
    flat = [(f, node) for node, copies in enumerate(nodes) for f in copies]
    found: dict[tuple[int, int], float] = {}
    for (a, b), share in aligned([f for f, _ in flat], lineage).items():
        left, right = sorted((flat[a][1], flat[b][1]))
        if left != right:
            found[left, right] = max(share, found.get((left, right), 0.0))
    return dict(sorted(found.items()))


def _about(
    grouped: Sequence[tuple[int, ...]], pairs: Sequence[tuple[int, int]], comparer: Comparer
) -> Mapping[int, Sequence[int]]:
    """Nodes without position, by the group that they speak of."""
    home = {node: n for n, members in enumerate(grouped) for node in members}
    near: dict[int, set[int]] = {}
    for a, b in pairs:
        for loose, other in ((a, b), (b, a)):
            if loose not in home and other in home:
                near.setdefault(loose, set()).add(home[other])
    found: dict[int, list[int]] = {}
    for loose in sorted(near):
        open_to = [n for n in near[loose] if not comparer.bounds.part([loose], grouped[n])]
        comparer.know((loose, node) for n in open_to for node in grouped[n])
        best, n = max(((linkage([loose], grouped[n], comparer, signed=False), -n) for n in open_to), default=(0.0, 0))
        if best > 0:
            found.setdefault(-n, []).append(loose)
    return found


def _shown(documents: Sequence[Document]) -> dict[str, str]:
    """The name to show for each key: the most frequent one, ties by alphabet."""
    count: dict[tuple[str, str], int] = {}
    for document in documents:
        for mention in document.mentions:
            count[mention.key, mention.name] = count.get((mention.key, mention.name), 0) + 1
    ranked = sorted(count, key=lambda pair: (pair[0], count[pair], pair[1]))
    return dict(ranked)
