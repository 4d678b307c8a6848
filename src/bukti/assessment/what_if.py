"""What would change the result: leave one origin out, move a letter, move ρ (method.md 7.5 invariant 18, 7.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bukti.assessment import rules, vocabulary
from bukti.assessment.network import members, probability
from bukti.assessment.profiles import Profile
from bukti.assessment.rules import Facts
from bukti.assessment.standards import ladder
from bukti.assessment.study import Study, restudied, study, without
from bukti.assessment.worlds import letter, reweighted, varied
from bukti.model import Opinion

__all__ = ["counterfactuals", "distance", "neighbours", "sensitivity", "without"]

STEP = 0.2  # how far ρ is moved
SMALLEST = 0.005  # a change below half a hundredth is not told


@dataclass(frozen=True, slots=True)
class Grade:
    """The short form of a result that ranges are told in."""

    belief: float
    rank: int
    admiralty: str
    level: int | None


def distance(one: Opinion, other: Opinion) -> float:
    """The larger change of belief and disbelief, in [0, 1]."""
    return max(abs(one.belief - other.belief), abs(one.disbelief - other.disbelief))


def counterfactuals(base: Study, gone: dict[str, Study]) -> tuple[str, ...]:
    """One sentence for each origin without which the result differs, strongest first."""
    told = []
    names = {origin.id: origin.name for origin in base.graph.origins}
    for origin, other in gone.items():
        change = distance(base.result.opinion, other.result.opinion)
        if change >= SMALLEST:
            told.append((-change, names[origin], _without(names[origin], base, other)))
    return tuple(dict.fromkeys(sentence for _, _, sentence in sorted(told)))


def _without(name: str, base: Study, other: Study) -> str:
    before, after = base.result.opinion, other.result.opinion
    parts = []
    if abs(after.belief - before.belief) >= SMALLEST:
        verb = "falls" if after.belief < before.belief else "rises"
        parts.append(f"belief {verb} from {before.belief:.2f} to {after.belief:.2f}")
    if abs(after.disbelief - before.disbelief) >= SMALLEST:
        verb = "falls" if after.disbelief < before.disbelief else "rises"
        parts.append(f"disbelief {verb} from {before.disbelief:.2f} to {after.disbelief:.2f}")
    met, left = ladder(base.facts, base.profile).met, ladder(other.facts, base.profile).met
    if met != left:
        parts.append(f"the standard met changes from {met or 'none'} to {left or 'none'}")
    listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    return f"Without {name}, {listed}."


def neighbours(reliability: str) -> tuple[str, ...]:
    """The letters one step away; F lies between C and D (Mandel et al. 2023)."""
    return {"A": ("B",), "B": ("A", "C"), "C": ("B", "D"), "D": ("C", "E"), "E": ("D",)}.get(reliability, ("C", "D"))


def sensitivity(base: Study) -> tuple[str, ...]:
    """Ranges of the result when every letter is moved by one step, and every ρ by .2, one at a time."""
    centre = _grade(base.facts, base.profile)
    told = []
    for what, grades in (
        ("any single reliability letter moves by one step", [*_origin_letters(base), *_relay_letters(base)]),
        ("the dependence within groups moves by 0.2", list(_dependence(base))),
    ):
        if grades:
            told.extend(_range(what, [centre, *grades], base.profile))
    return tuple(told)


def _grade(facts: Facts, profile: Profile) -> Grade:
    word, _ = rules.likelihood(facts, profile)
    terms = [band.term for band in vocabulary.SCHEMES[profile.scheme]]
    place = None if word is None else terms.index(word)
    return Grade(facts.opinion.belief, ladder(facts, profile).rank, rules.admiralty(facts, profile), place)


def _origin_letters(base: Study) -> Iterator[Grade]:
    """Grades with the letter of one origin moved."""
    graph = base.graph
    live = {leaf.origin for leaf in base.network.leaves}
    for place, origin in enumerate(graph.origins):
        if origin.id not in live:
            continue
        for other in neighbours(letter(origin.reliability)):
            moved = replace(origin, reliability=other)
            origins = (*graph.origins[:place], moved, *graph.origins[place + 1 :])
            yield _grade(restudied(base, replace(graph, origins=origins)).facts, base.profile)


def _relay_letters(base: Study) -> Iterator[Grade]:
    """Grades with the letter of one relay moved; the worlds stay, their probabilities change."""
    letters = {relay.id: letter(relay.reliability) for relay in base.graph.relays}
    for name, node in base.network.nodes.items():
        for relay in members(node.faithful):
            for other in neighbours(letters[relay]):
                changed = {**letters, relay: other}
                chance = probability(node.faithful, lambda r, c=changed: base.profile.relay[c[r]])  # type: ignore[misc]  # bound now
                yield _grade(_reweighed(base, name, chance, changed), base.profile)


def _reweighed(base: Study, node: str, chance: float, letters: dict[str, str]) -> Facts:
    weights = reweighted(base.worlds, node, chance)
    if weights is None:
        relays = tuple(replace(relay, reliability=letters[relay.id]) for relay in base.graph.relays)
        return study(replace(base.graph, relays=relays), base.profile).facts
    result = varied(base.found, weights, base.graph.base_rate)
    return replace(base.facts, opinion=result.opinion, conflict=result.conflict)


def _dependence(base: Study) -> Iterator[Grade]:
    """Grades with every group's ρ moved down, then up."""
    graph = base.graph
    if all(origin.group is None for origin in graph.origins):
        return
    for shift in (-STEP, STEP):
        origins = tuple(
            # rounded, because 0.7 - 0.2 is just below the 0.5 from which a group is one origin
            o if o.group is None else replace(o, group_rho=min(1.0, max(0.0, round(o.group_rho + shift, 9))))
            for o in graph.origins
        )
        yield _grade(restudied(base, replace(graph, origins=origins)).facts, base.profile)


def _range(what: str, grades: list[Grade], profile: Profile) -> list[str]:
    """Three sentences: belief and standard, Admiralty, and the word, each in its own."""
    low, high = min(g.belief for g in grades), max(g.belief for g in grades)
    names = ["none", *(standard.name for standard in profile.standards)]
    ranks = [grade.rank for grade in grades]
    digits = sorted({grade.admiralty[1] for grade in grades})
    levels = sorted({-1 if grade.level is None else grade.level for grade in grades})
    words = ["none" if place < 0 else vocabulary.term(profile.scheme, place) for place in levels]
    return [
        f"If {what}, belief stays between {low:.2f} and {high:.2f}.",
        f"If {what}, the standard met {_between(names[min(ranks)], names[max(ranks)])}.",
        f"If {what}, the credibility digit {_between(digits[0], digits[-1])}.",
        f"If {what}, the likelihood {_between(words[0], words[-1])}.",
    ]


def _between(low: str, high: str) -> str:
    return f"stays: {low}" if low == high else f"ranges from {low} to {high}"
