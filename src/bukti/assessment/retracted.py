"""Retracted matter: which nodes of the evidence it is, and what falls with it (docs/retraction.md).

Ids of described sources and of outlets' reports depend on what else is in the case. A decision therefore names its
matter by keys, and each run finds the nodes that those keys mean now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bukti import lexicon
from bukti.assessment.sources import Context, Source
from bukti.ids import content_id
from bukti.model import EvidenceGraph, Matter

GONE = "retracted"  # first part of the key of a source as only retracted matter names it


def withdraw(context: Context, matter: Iterable[Matter]) -> Context:
    """The same run, in which this matter carries no evidence."""
    return replace(context, retracted=nodes(context, matter))


def nodes(context: Context, matter: Iterable[Matter]) -> frozenset[str]:
    """Ids of the nodes and statements that keys mean in this run: families and outlets grow with the case."""
    return frozenset(node for key in matter for node in _nodes(context, *key))


def rests_on(graph: EvidenceGraph) -> frozenset[Matter]:
    """Everything that carries evidence in a graph: reports that were read, other media, sources."""
    reports = {("report", relay) for relay in graph.read}
    media = {("outside", relay.name) for relay in graph.relays if relay.id not in graph.read}
    sources = {key for origin in graph.origins if not origin.retracted for key in origin.keys}
    return frozenset(reports | media | sources)


def gone(source: Source) -> Source:
    """A source as only retracted matter names it: nobody's evidence, and another origin than where others name it."""
    return replace(source, key=(GONE, *source.key), named=None)


def via_id(name: str) -> str:
    """The node of a medium that a statement names and that has no report of the same claim."""
    return content_id("via", name.casefold())


def _nodes(context: Context, kind: str, first: str, *rest: str) -> Iterable[str]:
    if kind in {"report", "statement"}:
        return (first,)
    if kind == "outside":
        return _media(context, first)
    if kind == "outlet":
        reports = next((known for known in context.outlets.values() if first in known), (first,))
        return (*reports, content_id("or", kind, reports[0]))
    return (content_id("or", kind, context.family.get(first, first), *rest),)


def _media(context: Context, name: str) -> Iterable[str]:
    """Every node of a medium outside the collection, by each of its names."""
    outlet = next((known for known in lexicon.outlets() if name in known.names), None)
    names = {one.casefold() for one in (outlet.names if outlet else (name,))}
    latent = [node.id for node in context.lineage.latent if node.name and node.name.casefold() in names]
    speaks = [content_id("or", "name", outlet.key, "")] if outlet else []
    return (*latent, *sorted(map(via_id, names)), *speaks)
