"""Short builders, random graphs and a brute-force oracle for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import fsum
from typing import Any

from hypothesis import strategies as st

from bukti.assessment import Profile, load
from bukti.assessment.study import study
from bukti.model import Assessment, Degree, Edge, EvidenceBasis, EvidenceGraph, Opinion, Origin, Polarity, Relay

PROFILE = load()
AFFIRM, DENY = Polarity.AFFIRM, Polarity.DENY
LETTERS = "ABCDEF"
# letters of relays from the least to the most faithful: F, not judged, lies between D and C
FAITHFUL = "EDFCBA"
CERTAINTY = (Degree.UU, Degree.PS, Degree.WPR, Degree.PR, Degree.CT)


def origin(name: str, letter: str = "B", polarity: Polarity = AFFIRM, **changes: Any) -> Origin:
    """A certain statement at first hand."""
    base: dict[str, Any] = {"degree": Degree.CT, "basis": EvidenceBasis.PERCEIVED}
    return Origin(name, f"the {name}", letter, polarity, **(base | changes))


def relay(name: str, letter: str, *parents: str | tuple[str, float]) -> Relay:
    """A relay over sure edges, or uncertain ones as pairs."""
    edges = tuple(Edge(p) if isinstance(p, str) else Edge(*p) for p in parents)
    return Relay(name, f"the {name}", letter, edges)


def graph(origins: Iterable[Origin], relays: Iterable[Relay], read: Iterable[str] | None = None) -> EvidenceGraph:
    """A graph; without `read` every relay was read."""
    passed = tuple(relays)
    return EvidenceGraph("it happened", tuple(origins), passed, tuple(read or (r.id for r in passed)))


def each(*origins: Origin, letter: str = "B") -> EvidenceGraph:
    """Every origin by an outlet of its own."""
    return graph(origins, [relay(f"r{n}", letter, o.id) for n, o in enumerate(origins)])


def opinion(found: EvidenceGraph, profile: Profile = PROFILE) -> Opinion:
    """The opinion alone, without words and variations."""
    return study(found, profile).result.opinion


def told(result: Assessment) -> list[str]:
    """Every sentence that a reader sees, one each."""
    texts = (
        *result.explanations,
        *result.would_change,
        *result.sensitivity,
        *result.missing,
        *result.actionable_why,
        result.likelihood_reason,
        result.confidence_reason,
    )
    return [sentence for text in texts for sentence in text.replace(": ", ":\n").replace(". ", ".\n").split("\n")]


@st.composite
def graphs(draw: st.DrawFn, *, cycles: bool = True, uncertain: bool = True, links: bool = True) -> EvidenceGraph:
    """Random graphs of up to four origins and five relays, with shared relays and everything that is switched on."""
    names = [f"o{n}" for n in range(draw(st.integers(1, 4)))]
    rho = {"g": draw(st.sampled_from((0.0, 0.2, 0.5, 0.7, 1.0))), "h": draw(st.sampled_from((0.3, 0.5)))}
    origins = [draw(_origins(name, names[:place], rho if links else {})) for place, name in enumerate(names)]
    relays: list[Relay] = []
    for place in range(draw(st.integers(1, 5))):
        above = [*names, *(r.id for r in relays), *([f"r{place + 1}"] if cycles and place < 4 else [])]
        # every third relay hears what the one before hears, so that ways in parallel are common
        twin = relays and draw(st.integers(0, 2)) == 0
        drawn = draw(_relays(f"r{place}", above, uncertain))
        same = tuple(edge for edge in relays[-1].parents if edge.id != drawn.id) if twin else drawn.parents
        relays.append(replace(drawn, parents=same))
    known = {*names, *(r.id for r in relays)}
    relays = [replace(r, parents=tuple(e for e in r.parents if e.id in known)) for r in relays]
    read = draw(st.lists(st.sampled_from([r.id for r in relays]), min_size=1, unique=True))
    return graph(origins, relays, read)


@st.composite
def _origins(draw: st.DrawFn, name: str, before: Sequence[str], rho: dict[str, float]) -> Origin:
    group = draw(st.sampled_from((None, *rho, *list(rho)[:1])))
    alike = draw(st.lists(st.sampled_from(before), unique=True, max_size=1)) if rho and before else []
    return origin(
        name,
        draw(st.sampled_from(LETTERS)),
        draw(st.sampled_from((AFFIRM, AFFIRM, AFFIRM, DENY))),
        degree=draw(st.sampled_from((*CERTAINTY, Degree.CT, Degree.CT))),
        basis=draw(st.sampled_from(tuple(EvidenceBasis))),
        self_interest=draw(st.booleans()),
        group=group,
        group_rho=0.0 if group is None else rho[group],
        could_be=tuple(alike),
        established=draw(st.sampled_from((True, True, True, False))),
    )


@st.composite
def _relays(draw: st.DrawFn, name: str, above: Sequence[str], uncertain: bool) -> Relay:
    # every third relay hears relays only: copies, sure and unsure, are the commonest reports
    relays = [name for name in above if name.startswith("r")]
    pool = relays if relays and draw(st.integers(0, 2)) == 0 else above
    parents = draw(st.lists(st.sampled_from(pool), max_size=3, unique=True))
    chances = (1.0, 1.0, 0.8, 0.4) if uncertain else (1.0,)
    return relay(name, draw(st.sampled_from(LETTERS)), *((p, draw(st.sampled_from(chances))) for p in parents))


def oracle(found: EvidenceGraph, profile: Profile = PROFILE) -> tuple[float, float, float]:
    """(b, d, u) of method.md 7.2 by enumeration of all relays and edges, no reduction; for graphs without could-be."""
    relays = {r.id: r for r in found.relays}
    edges = [(r.id, e.id, e.probability) for r in found.relays for e in r.parents if e.probability < 1.0]
    strengths = {o.id: _strength(o, profile) for o in found.origins}
    carried = {name: _carried(name, relays, found) for name in (*relays, *strengths)}
    parts: list[tuple[float, float, float]] = []
    for states in product((True, False), repeat=len(relays) + len(edges)):
        chances = [profile.relay[r.reliability] for r in relays.values()] + [p for _, _, p in edges]
        weight = 1.0
        for holds, chance in zip(states, chances, strict=True):
            weight *= chance if holds else 1.0 - chance
        faithful = {name for name, holds in zip(relays, states, strict=False) if holds}
        missing = {edge[:2] for edge, holds in zip(edges, states[len(relays) :], strict=True) if not holds}
        amounts = [
            _amount(found, side, profile, *_attested(found, side, (faithful, missing, carried, strengths), profile))
            for side in (AFFIRM, DENY)
        ]
        total = sum(amounts) + profile.opinion.prior_weight
        parts.append((weight * amounts[0] / total, weight * amounts[1] / total, weight * 2.0 / total))
    belief, disbelief, unknown = (fsum(column) for column in zip(*parts, strict=True))
    return belief, disbelief, unknown


def _strength(one: Origin, profile: Profile) -> float:
    interest = profile.opinion.self_interest if one.self_interest else 1.0
    product_ = profile.origin[one.reliability] * profile.certainty[one.degree] * profile.basis[one.basis] * interest
    return min(product_, 1.0 - profile.opinion.least_uncertainty)


def _carried(name: str, relays: dict[str, Relay], found: EvidenceGraph) -> set[str]:
    speaking = {o.id for o in found.origins if o.degree is not Degree.UU}
    return set(_walk([name], lambda n: [e.id for e in relays[n].parents] if n in relays else [])) & speaking


def _walk(start: Iterable[str], further: Any) -> Iterator[str]:
    seen: set[str] = set()
    pending = list(start)
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            yield name
            pending.extend(further(name))


def _attested(
    found: EvidenceGraph, side: Polarity, world: tuple[Any, Any, Any, dict[str, float]], profile: Profile
) -> tuple[set[str], list[float]]:
    """Origins of one side that reach the reader in a world, and the strengths of the stand-ins that do."""
    faithful, missing, carried, strengths = world
    relays = {r.id: r for r in found.relays}
    of_side = {o.id for o in found.origins if o.polarity is side}

    def further(name: str) -> list[str]:
        if name not in relays:
            return []
        there = [e.id for e in relays[name].parents if (name, e.id) not in missing]
        return [n for n in there if n not in relays or n in faithful]

    reached = set(_walk([name for name in found.read if name in faithful], further))
    unknown = profile.origin["F"] * profile.certainty["CT"] * profile.basis["unspecified"]
    stand_ins = []
    for name in reached & relays.keys():
        carrying = [e.id for e in relays[name].parents if carried[e.id] & of_side]
        if carrying and all((name, other) in missing for other in carrying):
            covers = {o for other in carrying for o in carried[other] & of_side}
            stand_ins.append(min(unknown, max(strengths[o] for o in covers)))
    return reached & of_side, stand_ins


def _amount(found: EvidenceGraph, side: Polarity, profile: Profile, reached: set[str], stand_ins: list[float]) -> float:
    """R or S of one world: per group max e + (1 - rho)(sum e - max e); unknown lineage counts once."""
    live = {o.id for o in found.origins if o.polarity is side and _leads(found, o.id)}
    groups: dict[str, list[Origin]] = {}
    for one in found.origins:
        if one.id in live:
            groups.setdefault(one.group or f"alone {one.id}", []).append(one)
    weight, total, unknown = profile.opinion.prior_weight, 0.0, [0.0, *stand_ins]
    for members in groups.values():
        here = [_strength(o, profile) for o in members if o.id in reached]
        if not any(o.established for o in members):
            unknown += here
            continue
        amounts = [weight * b / (1.0 - b) for b in here]
        rho = max(o.group_rho for o in members)
        total += max(amounts, default=0.0) + (1.0 - rho) * (sum(amounts) - max(amounts, default=0.0))
    most = max(unknown)
    return total + weight * most / (1.0 - most)


def _leads(found: EvidenceGraph, name: str) -> bool:
    relays = {r.id: r for r in found.relays}
    return name in _walk(found.read, lambda n: [e.id for e in relays[n].parents] if n in relays else [])
