"""The twenty invariants of method.md 7.5, one test each, on random graphs.

Most compare two opinions and look at the opinion alone; where words or counts matter the whole is weighed. The long run
with many more examples is `pytest -m heavy tests/assessment`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, seed, settings
from hypothesis import strategies as st
from tests.assessment import sketch

from bukti.assessment import to_json, weigh
from bukti.assessment.canonical import nodes
from bukti.assessment.profiles import Profile
from bukti.assessment.rules import Facts
from bukti.assessment.standards import ladder, missing
from bukti.assessment.study import drop, study
from bukti.model import Degree, Edge, EvidenceGraph, Opinion, Polarity

PROFILE: Profile = sketch.PROFILE
opinion: Callable[..., Opinion] = sketch.opinion
FEW, MANY = 50, 3000
SLACK = 1e-9
LETTER = st.sampled_from("ABCDEF")

graphs = sketch.graphs
DAGS = graphs(cycles=False)


def examples(number: int) -> settings:
    """So many examples, without a limit on the time of one."""
    return settings(max_examples=number, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def added(graph: EvidenceGraph, letter: str = "B", **changes: Any) -> EvidenceGraph:
    """The graph with a new origin by a new relay that was read."""
    one = sketch.origin("new", **changes)
    outlet = sketch.relay("outlet", letter, "new")
    return replace(graph, origins=(*graph.origins, one), relays=(*graph.relays, outlet), read=(*graph.read, "outlet"))


def close(one: Opinion, other: Opinion) -> bool:
    """Equal up to rounding."""
    return (one.belief, one.disbelief) == pytest.approx((other.belief, other.disbelief), abs=SLACK)


def copies(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 1: copying an existing report changes nothing, whatever the copy's letter."""
    for report in graph.read:
        copy = sketch.relay("copy", letter, report)
        more = replace(graph, relays=(*graph.relays, copy), read=(*graph.read, "copy"))
        assert close(opinion(more), opinion(graph))


def affirmations(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 2: an affirming origin by a new relay never lowers b, never raises d or u."""
    before, after = opinion(graph), opinion(added(graph, letter))
    assert after.belief >= before.belief - SLACK
    assert after.disbelief <= before.disbelief + SLACK
    assert after.uncertainty <= before.uncertainty + SLACK


def affirmations_in_a_group(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 2, second half: inside an existing group it never lowers b."""
    for one in graph.origins:
        if one.group is not None:
            more = added(graph, letter, group=one.group, group_rho=one.group_rho)
            assert opinion(more).belief >= opinion(graph).belief - SLACK


def denials(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 3: adding a denial never raises b, never lowers d."""
    before, after = opinion(graph), opinion(added(graph, letter, polarity=Polarity.DENY))
    assert after.belief <= before.belief + SLACK
    assert after.disbelief >= before.disbelief - SLACK


def fidelity(graph: EvidenceGraph, _: str) -> None:
    """Invariant 4: raising any φ never lowers b + d."""
    before = opinion(graph)
    for place, one in enumerate(graph.relays):
        better = sketch.FAITHFUL[min(sketch.FAITHFUL.index(one.reliability) + 1, 5)]
        relays = (*graph.relays[:place], replace(one, reliability=better), *graph.relays[place + 1 :])
        assert opinion(replace(graph, relays=relays)).uncertainty <= before.uncertainty + SLACK


def dependence(graph: EvidenceGraph, _: str) -> None:
    """Invariant 5: raising any ρ never raises b + d."""
    origins = tuple(
        one if one.group is None else replace(one, group_rho=min(1.0, one.group_rho + 0.3)) for one in graph.origins
    )
    assert opinion(replace(graph, origins=origins)).uncertainty >= opinion(graph).uncertainty - SLACK
    loose, tight = (
        replace(graph, origins=tuple(replace(one, group="one", group_rho=rho) for one in graph.origins))
        for rho in (0.2, 0.6)
    )
    assert opinion(tight).uncertainty >= opinion(loose).uncertainty - SLACK


def negation(graph: EvidenceGraph, _: str) -> None:
    """Invariant 6: negating every statement swaps b and d."""
    other = {Polarity.AFFIRM: Polarity.DENY, Polarity.DENY: Polarity.AFFIRM}
    turned = replace(graph, origins=tuple(replace(o, polarity=other[o.polarity]) for o in graph.origins))
    one, two = opinion(graph), opinion(turned)
    assert (two.belief, two.disbelief) == pytest.approx((one.disbelief, one.belief), abs=SLACK)


def hops(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 7: inserting a hop on any edge never raises b + d."""
    before = opinion(graph)
    for place, one in enumerate(graph.relays):
        for at, edge in enumerate(one.parents):
            parents = (*one.parents[:at], Edge("hop", edge.probability), *one.parents[at + 1 :])
            longer = (*graph.relays[:place], replace(one, parents=parents), *graph.relays[place + 1 :])
            more = replace(graph, relays=(*longer, sketch.relay("hop", letter, edge.id)))
            assert opinion(more).uncertainty >= before.uncertainty - SLACK


def masses(graph: EvidenceGraph, _: str) -> None:
    """Invariant 8: b + d + u = 1, all in [0, 1], u above 0; also for the pure value beside it."""
    result = weigh(graph, PROFILE)
    for one in (result.opinion, result.opinion_sl):
        assert one.belief + one.disbelief + one.uncertainty == pytest.approx(1.0, abs=1e-12)
        assert min(one.belief, one.disbelief) >= 0.0
        assert 0.0 < one.uncertainty <= 1.0 + 1e-12


def caps(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 10: if every path crosses one relay, b ≤ φ of that relay."""
    neck = sketch.relay("neck", letter, *graph.read)
    assert opinion(replace(graph, relays=(*graph.relays, neck), read=("neck",))).belief <= PROFILE.relay[letter] + SLACK


def discoveries(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 12: finding that a report derives from another, instead of having an own origin, never raises b."""
    apart = added(graph, letter)
    for report in graph.read:
        derived = sketch.relay("outlet", letter, report)
        relays = tuple(derived if one.id == "outlet" else one for one in apart.relays)
        found = replace(apart, origins=graph.origins, relays=relays)
        assert opinion(found).belief <= opinion(apart).belief + SLACK


def questions(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 13: an open statement adds nothing: no mass, no count, no source of unknown lineage."""
    before, after = (weigh(one, PROFILE) for one in (graph, added(graph, letter, degree=Degree.UU)))
    assert close(after.opinion, before.opinion)
    assert (after.origins_min, after.origins_max) == (before.origins_min, before.origins_max)
    assert after.uncounted == before.uncounted


def certainty(graph: EvidenceGraph, _: str) -> None:
    """Invariant 15: weakening a statement's certainty never raises the mass of its polarity."""
    before = opinion(graph)
    for place, one in enumerate(graph.origins):
        weaker = sketch.CERTAINTY[max(sketch.CERTAINTY.index(one.degree) - 1, 1)]
        if one.degree in (Degree.UU, Degree.PS):
            continue
        origins = (*graph.origins[:place], replace(one, degree=weaker), *graph.origins[place + 1 :])
        after = opinion(replace(graph, origins=origins))
        mass = (after.belief, before.belief) if one.polarity is Polarity.AFFIRM else (after.disbelief, before.disbelief)
        assert mass[0] <= mass[1] + SLACK


def counts(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 16: n_min ≤ n_max ≤ origins, copies never raise either end, and one ministry is one origin."""
    before = weigh(graph, PROFILE)
    assert 0 <= before.origins_min <= before.origins_max <= len(graph.origins)
    assert before.origins_max + before.uncounted <= len(graph.origins) + len(graph.relays)
    for report in graph.read:
        copy = sketch.relay("copy", letter, report)
        after = weigh(replace(graph, relays=(*graph.relays, copy), read=(*graph.read, "copy")), PROFILE)
        assert (after.origins_min, after.origins_max) == (before.origins_min, before.origins_max)
        assert after.uncounted == before.uncounted
    ministry = tuple(replace(one, group="ministry", group_rho=0.7) for one in graph.origins)
    together = weigh(replace(graph, origins=ministry), PROFILE)
    assert together.origins_min <= together.origins_max <= 1


def fissions(graph: EvidenceGraph, _: str) -> None:
    """Invariant 18: the opinion without an origin, as shown, is that of the graph without it."""
    for share in weigh(graph, PROFILE).origins:
        assert close(share.without, opinion(drop(graph, share.id)))


def generality(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 20: a more general claim, with further support and fewer denials, is believed at least as much."""
    general = added(graph, letter)
    for one in graph.origins:
        if one.polarity is Polarity.DENY:
            general = drop(general, one.id)
    assert opinion(general).belief >= opinion(graph).belief - SLACK


def agreement(graph: EvidenceGraph, _: str) -> None:
    """Invariant 14 and 7.2 as a whole: cycles end, and reduced worlds equal the enumeration of all relays and edges."""
    found = opinion(graph)
    assert (found.belief, found.disbelief, found.uncertainty) == pytest.approx(sketch.oracle(graph), abs=SLACK)


ON_ANY: list[Callable[[EvidenceGraph, str], None]] = [
    copies, affirmations, affirmations_in_a_group, denials, fidelity, dependence, negation, hops, masses, caps,
    discoveries, questions, certainty, counts, fissions, generality,
]  # fmt: skip


@pytest.mark.parametrize("holds", ON_ANY, ids=lambda rule: str(rule.__name__))
def test_invariant(holds: Callable[[EvidenceGraph, str], None]) -> None:
    """What the rule's sentence says holds on random graphs with shared relays, uncertain edges, links and cycles."""
    examples(FEW)(given(graphs(), LETTER)(holds))()


@pytest.mark.heavy
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("holds", [*ON_ANY, agreement], ids=lambda rule: str(rule.__name__))
def test_invariant_on_many_graphs(holds: Callable[[EvidenceGraph, str], None]) -> None:
    """The same on three thousand graphs."""
    drawn = graphs(links=False) if holds is agreement else graphs()
    examples(MANY)(given(drawn, LETTER)(holds))()


@examples(FEW)
@given(graphs(links=False), LETTER)
def test_worlds_equal_enumeration(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 14: with cycles and uncertain edges the result is that of all worlds, one by one."""
    assume(len(graph.relays) + sum(e.probability < 1.0 for r in graph.relays for e in r.parents) <= 9)
    agreement(graph, letter)


@examples(FEW)
@given(graphs(cycles=False, uncertain=False), st.data())
def test_citing_back_changes_nothing(graph: EvidenceGraph, data: st.DataObject) -> None:
    """Invariant 14: a cycle among reports that are all read equals the graph without the citation back."""
    graph = replace(graph, read=tuple(r.id for r in graph.relays))
    place = data.draw(st.integers(0, len(graph.relays) - 1))
    one = graph.relays[place]
    later = [r.id for r in graph.relays[place + 1 :] if r.id not in {e.id for e in one.parents}]
    back = tuple(Edge(name) for name in later)
    relays = (*graph.relays[:place], replace(one, parents=(*one.parents, *back)), *graph.relays[place + 1 :])
    assert close(opinion(replace(graph, relays=relays)), opinion(graph))


@examples(FEW)
@given(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF"), st.lists(LETTER, max_size=4))
def test_first_hop_of_a_chain(letter: str, first: str, others: list[str]) -> None:
    """Invariant 7: on a single chain, removing a hop multiplies b by exactly 1/φ."""
    letters = [first, *others]
    relays = [sketch.relay(f"r{n}", one, f"r{n - 1}" if n else "o") for n, one in enumerate(letters)]
    whole = opinion(sketch.graph([sketch.origin("o", letter)], relays, [relays[-1].id]))
    relays[0] = replace(relays[0], reliability="A")
    shorter = opinion(sketch.graph([sketch.origin("o", letter)], relays, [relays[-1].id]))
    assert whole.belief == pytest.approx(shorter.belief * PROFILE.relay[first] / PROFILE.relay["A"], abs=1e-12)


@examples(FEW)
@given(graphs(), st.randoms(use_true_random=False))
def test_order_and_names_do_not_matter(graph: EvidenceGraph, random: Any) -> None:
    """Invariant 9: permuting and renaming everything gives bit-identical numbers; permuting alone equal sentences."""
    mixed = replace(
        graph,
        origins=tuple(random.sample(graph.origins, len(graph.origins))),
        relays=tuple(
            replace(r, parents=tuple(random.sample(r.parents, len(r.parents))))
            for r in random.sample(graph.relays, len(graph.relays))
        ),
        read=tuple(random.sample(graph.read, len(graph.read))),
    )
    one, other = to_json(weigh(graph, PROFILE)), to_json(weigh(mixed, PROFILE))
    for result in (one, other):
        for share in result["origins"]["list"]:
            share["reports"].sort()
    assert one == other
    old = [node.id for node in nodes(graph)]
    new = {name: f"n{number}" for name, number in zip(old, random.sample(range(len(old)), len(old)), strict=True)}
    renamed = replace(
        mixed,
        origins=tuple(
            replace(o, id=new[o.id], could_be=tuple(new[c] for c in o.could_be), group=o.group and f"x{o.group}")
            for o in mixed.origins
        ),
        relays=tuple(
            replace(r, id=new[r.id], parents=tuple(replace(e, id=new[e.id]) for e in r.parents)) for r in mixed.relays
        ),
        read=tuple(new[name] for name in mixed.read),
    )
    third = to_json(weigh(renamed, PROFILE))
    for key in ("opinion", "opinion_sl", "conflict", "projected", "admiralty", "standard", "likelihood"):
        assert third[key] == one[key], key


@examples(FEW)
@given(graphs(uncertain=False), LETTER)
def test_single_origin_cap(graph: EvidenceGraph, letter: str) -> None:
    """Invariant 11: with one affirming origin b ≤ τ of that origin, whatever the number of relays."""
    only = sketch.origin("o0", letter)
    denying = tuple(replace(o, polarity=Polarity.DENY, could_be=()) for o in graph.origins if o.id != "o0")
    assert opinion(replace(graph, origins=(only, *denying))).belief <= PROFILE.origin[letter] + SLACK


MASSES = st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0)).map(
    lambda v: Opinion(v[0], (1 - v[0]) * v[1], 1 - v[0] - (1 - v[0]) * v[1])
)
FACTS = st.builds(
    Facts,
    opinion=MASSES,
    conflict=st.floats(0.0, 1.0),
    origins=st.integers(0, 5),
    direct=st.integers(0, 2),
    all_verified=st.booleans(),
)


@examples(300)
@given(FACTS, st.integers(0, 4), st.floats(0.0, 0.3))
def test_standards_are_nested(facts: Facts, place: int, rise: float) -> None:
    """Invariant 17: a higher threshold never raises the standard met; who meets one meets all weaker ones."""
    met = [not missing(facts, standard) for standard in PROFILE.standards]
    assert met == sorted(met, reverse=True)
    assert ladder(facts, PROFILE).rank == sum(met)
    raised = list(PROFILE.standards)
    raised[place] = raised[place].model_copy(update={"belief": raised[place].belief + rise})
    higher = PROFILE.model_copy(update={"standards": tuple(raised)})
    assert ladder(facts, higher).rank <= ladder(facts, PROFILE).rank


DRAWN = PROFILE.model_copy(update={"worlds": PROFILE.worlds.model_copy(update={"exact": 0})})


@seed(20241125)  # a sampling bound fails once in ten thousand; which examples are seen must not change from run to run
@examples(40)
@given(graphs())
def test_drawn_worlds_agree_with_exact_ones(graph: EvidenceGraph) -> None:
    """Invariant 19: Monte Carlo lies within four standard errors of the exact value, and says its error."""
    assume(len(study(graph, PROFILE).worlds.variables) > 0)
    exact, drawn = study(graph, PROFILE).result, study(graph, DRAWN).result
    assert exact.error == 0.0
    assert 0.0 <= drawn.error <= 0.0036
    for one, other in (
        (exact.opinion.belief, drawn.opinion.belief),
        (exact.opinion.disbelief, drawn.opinion.disbelief),
        (exact.opinion.uncertainty, drawn.opinion.uncertainty),
    ):
        assert abs(one - other) <= 4.0 * drawn.error + 1e-12
