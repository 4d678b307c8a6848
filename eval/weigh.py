"""Whether `bukti weigh` gives the figures of method.md. `python eval/weigh.py [FOLDER]` prints ours beside those.

The cases are tests/cases/assessment: graphs and what must come out. The trivial baseline, `naive`, takes every report
that was read as an independent origin: discount each one's best chain, fuse them all.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bukti.assessment import Profile, load, parse, subjective, weigh
from bukti.assessment.worlds import strength
from bukti.model import Assessment, EvidenceGraph, Opinion, Polarity

CASES = Path(__file__).parents[1] / "tests" / "cases" / "assessment"
VECTORS = "vectors.json"


@dataclass(frozen=True, slots=True)
class Case:
    """One weighed graph of a case file: its file, the entry, the graph and the profile that it asks for."""

    scenario: str
    entry: dict[str, Any]
    graph: EvidenceGraph
    profile: Profile

    @property
    def name(self) -> str:
        """Scenario and entry, for people."""
        return f"{self.scenario}: {self.entry['name']}"


def cases(folder: Path = CASES) -> Iterator[Case]:
    """All weighed graphs, in the order of files and entries."""
    for path in sorted(folder.glob("*.json")):
        if path.name == VECTORS:
            continue
        body = json.loads(path.read_text("utf-8"))
        for entry in body["weighed"]:
            changed = {key: {**getattr(load(), key), **table} for key, table in entry.get("profile", {}).items()}
            yield Case(body["id"], entry, parse(copied(entry)), load().model_copy(update=changed))


def copied(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry's graph with the verbatim copies that it asks for, all read."""
    graph: dict[str, Any] = json.loads(json.dumps(entry["graph"]))
    for wanted in entry.get("copies", []):
        for number in range(1, wanted["count"] + 1):
            name = f"{wanted['of']}, copy {number}"
            graph["relays"].append(
                {"id": name, "name": name, "reliability": wanted["reliability"], "parents": [{"id": wanted["of"]}]}
            )
            graph["read"].append(name)
    return graph


def naive(graph: EvidenceGraph, profile: Profile) -> Opinion:
    """The baseline: each read report's best chain to each origin, discounted and then fused as if independent."""
    relays = {relay.id: relay for relay in graph.relays}
    heard = []
    for report in graph.read:
        best = {report: profile.relay[relays[report].reliability]}
        pending = [report]
        while pending:
            name = pending.pop()
            for edge in relays[name].parents if name in relays else ():
                passed = profile.relay[relays[edge.id].reliability] if edge.id in relays else 1.0
                if best[name] * edge.probability * passed > best.get(edge.id, 0.0):
                    best[edge.id] = best[name] * edge.probability * passed
                    pending.append(edge.id)
        for origin in graph.origins:
            belief = strength(origin, profile)
            affirms = origin.polarity is Polarity.AFFIRM
            opinion = Opinion(belief if affirms else 0.0, 0.0 if affirms else belief, 1.0 - belief, graph.base_rate)
            heard.append(subjective.discount(best.get(origin.id, 0.0), opinion))
    return subjective.cumulative(heard)


def figures(case: Case, result: Assessment) -> dict[str, float]:
    """The numbers that a case may state."""
    return {
        "belief": result.opinion.belief,
        "disbelief": result.opinion.disbelief,
        "belief_sl": result.opinion_sl.belief,
        "naive": naive(case.graph, case.profile).belief,
    }


def vectors(folder: Path = CASES) -> Iterator[tuple[dict[str, Any], Opinion]]:
    """The rows of the table of vectors, each with what our operator gives."""
    for row in json.loads((folder / VECTORS).read_text("utf-8")):
        yield row, evaluate(row)


def evaluate(value: Any) -> Opinion:
    """An opinion of the table: masses with an optional base rate, or an operator with its inputs."""
    if isinstance(value, list):
        return Opinion(*value)
    inputs = [evaluate(one) for one in value["inputs"]]
    operator = getattr(subjective, value["operator"])
    many = ("cumulative", "averaging", "weighted", "compromise", "constraint")
    found: Opinion = operator(inputs) if value["operator"] in many else operator(*inputs)
    return found


def main() -> None:
    """Print both tables and the digest of what they come from."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CASES
    print("| vector | method.md (b, d, u) | ours |\n|---|---|---|")
    for row, found in vectors(folder):
        ours = " ".join(f"{mass:.6f}" for mass in (found.belief, found.disbelief, found.uncertainty))
        print(f"| {row['id']} | {' '.join(f'{mass:.6g}' for mass in row['expected'])} | {ours} |")
    print("\n| case | figure | method.md | ours | n | grade |\n|---|---|---|---|---|---|")
    for case in cases(folder):
        result = weigh(case.graph, case.profile)
        expect = case.entry["expect"]
        count = f"{result.origins_min} to {result.origins_max}"
        for key, value in figures(case, result).items():
            if key in expect:
                stated = f"{expect[key]:.3f}" if key in case.entry["method"] else "-"
                print(f"| {case.name} | {key} | {stated} | {value:.4f} | {count} | {result.admiralty} |")
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.json")))).hexdigest()
    print(f"\ncases {digest[:16]}, profile {load().stamp.name} {load().stamp.version} {load().stamp.sha256[:16]}")


if __name__ == "__main__":
    main()
