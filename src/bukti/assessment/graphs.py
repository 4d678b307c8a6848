"""The JSON of `bukti weigh` (interfaces.md): an evidence graph in, one assessment out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bukti.assessment.canonical import nodes
from bukti.errors import DataError, UsageError
from bukti.model import (
    Assessment,
    Degree,
    Edge,
    EvidenceBasis,
    EvidenceGraph,
    Opinion,
    Origin,
    Polarity,
    Relay,
    SourceKind,
)

GRAPH_KEYS = ("claim", "base_rate", "origins", "relays", "read")
ORIGIN_KEYS = (
    "id", "name", "reliability", "polarity", "certainty", "basis", "self_interest", "group", "group_rho", "could_be",
    "kind", "verified", "established", "word",
)  # fmt: skip
RELAY_KEYS = ("id", "name", "reliability", "parents")
EDGE_KEYS = ("id", "probability")
LETTERS = ("A", "B", "C", "D", "E", "F")
LARGEST = 2000  # origins and relays together; a claim with more needs hours, and no reader can follow it


def load(path: str | os.PathLike[str]) -> EvidenceGraph:
    """An evidence graph from a JSON file; `-` is standard input.

    Raises:
        UsageError: the file cannot be read or is no JSON.
        DataError: the graph is malformed, with the id and the reason.
    """
    try:
        raw = sys.stdin.read() if str(path) == "-" else Path(path).read_text("utf-8")
        return parse(json.loads(raw))
    except OSError as fault:
        raise UsageError(f"{path} cannot be read ({fault.strerror or fault}): check the path.") from fault
    except (ValueError, RecursionError) as fault:
        raise UsageError(f"{path} is no readable JSON graph ({fault}): see docs/assessment.md for its form.") from fault


def parse(data: Any) -> EvidenceGraph:
    """The evidence graph of a `bukti weigh` file.

    Args:
        data: the parsed JSON.

    Raises:
        DataError: malformed, an unknown key, id or value, an id used twice, a number out of range, or a cycle that
            rests on no origin; names the id and the reason.
    """
    _keys(data, "graph", GRAPH_KEYS, ("claim", "origins", "relays", "read"))
    known, passing = _list(data, "origins", "graph"), _list(data, "relays", "graph")
    size = len(known) + len(passing)
    if size > LARGEST:
        raise _fault("graph", f"has {size} origins and relays, more than {LARGEST}")
    claim = _text(data, "claim", "graph")
    rate = _number(data.get("base_rate", 0.5), "graph", "base_rate")
    if not 0.0 < rate < 1.0:
        raise _fault("graph", f"base_rate {rate} is not strictly between 0 and 1")
    origins = _same_rho(tuple(_origin(entry, place) for place, entry in enumerate(known)), known)
    relays = tuple(_relay(entry, place) for place, entry in enumerate(passing))
    read = tuple(_list(data, "read", "graph"))
    graph = EvidenceGraph(claim, origins, relays, read, rate)
    _check_ids(graph)
    _check_cycles(graph)
    return graph


def _fault(where: str, problem: str) -> DataError:
    return DataError(where, problem, "See docs/assessment.md for the form of the graph.")


def _keys(entry: Any, where: str, known: tuple[str, ...], needed: tuple[str, ...]) -> None:
    if not isinstance(entry, dict):
        raise _fault(where, f"expected an object, found {type(entry).__name__}")
    unknown = sorted(str(key) for key in entry if key not in known)
    if unknown:
        raise _fault(where, f"unknown key {unknown[0]!r}")
    missing = [key for key in needed if key not in entry]
    if missing:
        raise _fault(where, f"key {missing[0]!r} is missing")


def _list(entry: dict[str, Any], key: str, where: str) -> list[Any]:
    value = entry.get(key, [])
    if not isinstance(value, list):
        raise _fault(where, f"{key!r} must be a list, found {type(value).__name__}")
    return value


def _text(entry: dict[str, Any], key: str, where: str) -> str:
    value = entry[key]
    if not isinstance(value, str) or not value.strip():
        raise _fault(where, f"{key!r} must be a text that is not empty, found {value!r}")
    return value


def _number(value: Any, where: str, key: str) -> float:
    # JSON has whole numbers that no float can hold
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:
        raise _fault(where, f"{key!r} must be a number, found {str(value)[:40]}")
    return float(value)


def _share(value: Any, where: str, key: str) -> float:
    number = _number(value, where, key)
    if not 0.0 <= number <= 1.0:
        raise _fault(where, f"{key!r} {number} is not between 0 and 1")
    return number


def _flag(entry: dict[str, Any], key: str, default: bool, where: str) -> bool:
    value = entry.get(key, default)
    if not isinstance(value, bool):
        raise _fault(where, f"{key!r} must be true or false, found {value!r}")
    return value


def _choice(entry: dict[str, Any], key: str, choices: tuple[str, ...], where: str) -> str:
    value = entry.get(key)
    if value not in choices:
        raise _fault(where, f"{key!r} must be one of {', '.join(choices)}, found {value!r}")
    return str(value)


def _origin(entry: Any, place: int) -> Origin:
    where = _where("origin", entry, place)
    _keys(entry, where, ORIGIN_KEYS, ("id", "reliability", "polarity", "certainty", "basis"))
    group = entry.get("group")
    if group is not None and (not isinstance(group, str) or not group.strip()):
        raise _fault(where, f"'group' must be a text that is not empty, or null, found {group!r}")
    kind = entry.get("kind")
    word = entry.get("word")
    if word is not None and not isinstance(word, str):
        raise _fault(where, f"'word' must be a text or null, found {word!r}")
    return Origin(
        id=_text(entry, "id", where),
        name=_text(entry, "name" if "name" in entry else "id", where),
        reliability=_choice(entry, "reliability", LETTERS, where),
        polarity=Polarity(_choice(entry, "polarity", tuple(Polarity), where)),
        degree=Degree(_choice(entry, "certainty", tuple(Degree), where)),
        basis=EvidenceBasis(_choice(entry, "basis", tuple(EvidenceBasis), where)),
        self_interest=_flag(entry, "self_interest", False, where),
        group=group,
        group_rho=_share(0.0 if entry.get("group_rho") is None else entry["group_rho"], where, "group_rho"),
        could_be=tuple(_list(entry, "could_be", where)),
        kind=None if kind is None else SourceKind(_choice(entry, "kind", tuple(SourceKind), where)),
        verified=_flag(entry, "verified", False, where),
        established=_flag(entry, "established", True, where),
        word=word,
    )


def _where(noun: str, entry: Any, place: int) -> str:
    """How an error names an entry: by its id, or by its place where it has none."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return f"{noun} {name!r}" if isinstance(name, str) and name else f"{noun} number {place + 1}"


def _relay(entry: Any, place: int) -> Relay:
    where = _where("relay", entry, place)
    _keys(entry, where, RELAY_KEYS, ("id", "reliability"))
    return Relay(
        id=_text(entry, "id", where),
        name=_text(entry, "name" if "name" in entry else "id", where),
        reliability=_choice(entry, "reliability", LETTERS, where),
        parents=tuple(_edge(parent, where) for parent in _list(entry, "parents", where)),
    )


def _edge(entry: Any, where: str) -> Edge:
    _keys(entry, f"{where}, parent", EDGE_KEYS, ("id",))
    name = _text(entry, "id", f"{where}, parent")
    probability = _share(entry.get("probability", 1.0), f"{where}, parent {name!r}", "probability")
    if probability == 0.0:
        raise _fault(f"{where}, parent {name!r}", "'probability' 0 means that there is no edge: leave it out")
    return Edge(name, probability)


def _same_rho(origins: tuple[Origin, ...], entries: list[Any]) -> tuple[Origin, ...]:
    """Origins with the one ρ that their group states; members that state none take it."""
    stated: dict[str, float] = {}
    for entry, origin in zip(entries, origins, strict=True):
        if origin.group is None or entry.get("group_rho") is None:
            continue
        rho = stated.setdefault(origin.group, origin.group_rho)
        if rho != origin.group_rho:
            raise _fault(f"origin {origin.id!r}", f"group {origin.group!r} has group_rho {origin.group_rho} and {rho}")
    for origin in origins:
        if origin.group is not None and origin.group not in stated:
            raise _fault(f"origin {origin.id!r}", f"group {origin.group!r} has no group_rho")
    return tuple(o if o.group is None else replace(o, group_rho=stated[o.group]) for o in origins)


def _check_ids(graph: EvidenceGraph) -> None:
    known: set[str] = set()
    for node in nodes(graph):
        if node.id in known:
            raise _fault(f"id {node.id!r}", "is used twice")
        known.add(node.id)
    origins = {origin.id for origin in graph.origins}
    for origin in graph.origins:
        _check_known(origin.could_be, origins, f"origin {origin.id!r}", "could_be", "origin")
        if origin.id in origin.could_be:
            raise _fault(f"origin {origin.id!r}", "'could_be' names the origin itself")
    for relay in graph.relays:
        names = [edge.id for edge in relay.parents]
        _check_known(names, known, f"relay {relay.id!r}", "parents", "id")
    _check_known(graph.read, known - origins, "graph", "read", "relay")


def _check_known(names: Sequence[object], known: set[str], where: str, key: str, noun: str) -> None:
    """Refuse names that are not known, and names that stand twice in one list."""
    seen: set[str] = set()
    for name in names:
        if not isinstance(name, str) or name not in known:
            raise _fault(where, f"{key!r} names the unknown {noun} {name!r}")
        if name in seen:
            raise _fault(where, f"{key!r} names {name!r} twice")
        seen.add(name)


def _check_cycles(graph: EvidenceGraph) -> None:
    """Refuse cycles that the method does not define: a relay citing itself, or a cycle that rests on no origin."""
    parents = {relay.id: {edge.id for edge in relay.parents} for relay in graph.relays}
    rooted = {origin.id for origin in graph.origins}
    for name, own in parents.items():
        if name in own:
            raise _fault(f"relay {name!r}", "names itself as its parent: a report is no source of its own")
    # A relay without parents is a report without a source; it rests on nothing, but it is no cycle.
    rooted |= {name for name, own in parents.items() if not own}
    grown = True
    while grown:
        more = {name for name, own in parents.items() if own & rooted} - rooted
        rooted |= more
        grown = bool(more)
    loose = sorted(set(parents) - rooted)
    if loose:
        raise _fault(f"relay {loose[0]!r}", "lies on a cycle of relays that rests on no origin")


def to_json(result: Assessment) -> dict[str, Any]:
    """The assessment with the keys of a claim in interfaces.md; opinions keep full precision."""
    return {
        "text": result.claim,
        "reports": result.reports,
        "origins": {
            "min": result.origins_min,
            "max": result.origins_max,
            "not_established": [asdict(one) for one in result.not_established],
            "list": [
                {
                    "id": share.id,
                    "name": share.name,
                    "kind": share.kind,
                    "reliability": share.reliability,
                    "polarity": share.polarity,
                    "established": share.established,
                    "reports": list(share.reports),
                    "opinion": _opinion(share.opinion),
                    "without": _opinion(share.without),
                }
                for share in result.origins
            ],
        },
        "opinion": _opinion(result.opinion),
        "opinion_sl": _opinion(result.opinion_sl),
        "standard_error": result.standard_error,
        "projected": result.opinion.projected,
        "conflict": result.conflict,
        "likelihood": {"scheme": result.scheme, "term": result.likelihood, "reason": result.likelihood_reason},
        "confidence": result.confidence,
        "confidence_reason": result.confidence_reason,
        "admiralty": result.admiralty,
        "standard": {"met": result.standard_met, "next": result.standard_next, "missing": list(result.missing)},
        "actionable": {"policy": result.policy, "pass": result.actionable, "why": list(result.actionable_why)},
        "would_change": list(result.would_change),
        "sensitivity": list(result.sensitivity),
        "explanations": list(result.explanations),
    }


def _opinion(value: Opinion) -> dict[str, float]:
    return {
        "belief": value.belief,
        "disbelief": value.disbelief,
        "uncertainty": value.uncertainty,
        "base_rate": value.base_rate,
    }
