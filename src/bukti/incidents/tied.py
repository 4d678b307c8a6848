"""Sources that people tied: of those that depend on each other one counts, those that are one speak once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from bukti.model import Voice


@dataclass(frozen=True, slots=True)
class Tied:
    """Sentences whose sources a person tied.

    Attributes:
        id: of the decision. name: what the source is called, where both are one; "" where they depend on each other.
        tellings: ids of the sentences that either of them speaks in.
    """

    id: str
    name: str
    tellings: frozenset[str]


def names(tied: Iterable[Tied]) -> dict[str, str]:
    """Telling -> the one name of its source, where people said that sources are one; chains of such are one, too."""
    ones = [one for one in tied if one.name]
    graph = nx.Graph((one.id, telling) for one in ones for telling in sorted(one.tellings))
    found: dict[str, str] = {}
    for part in nx.connected_components(graph):
        name = next(one.name for one in ones if one.id in part)
        found |= dict.fromkeys(sorted(telling for one in ones if one.id in part for telling in one.tellings), name)
    return found


def bound(voices: Sequence[Voice], speaking: Mapping[str, Iterable[str]], tied: Iterable[Tied]) -> tuple[Voice, ...]:
    """Voices of one incident, each with the decision by which it depends on another of them.

    Args:
        voices: of the incident.
        speaking: origin -> ids of the tellings that it speaks in.
        tied: what people decided.
    """
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    own = [one for one in tied if not one.name]
    for one in own:
        meant = [origin for origin, tellings in sorted(speaking.items()) if not one.tellings.isdisjoint(tellings)]
        graph.add_edges_from((("by", one.id), ("of", origin)) for origin in meant if len(meant) > 1)
    by: dict[str, str] = {}
    for part in nx.connected_components(graph):
        decision = min(name for kind, name in part if kind == "by")
        by |= {name: decision for kind, name in part if kind == "of"}
    return tuple(replace(voice, tied=by[voice.origin]) if voice.origin in by else voice for voice in voices)
