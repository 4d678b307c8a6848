"""One-sentence explanations after the templates of method.md 7.6.

Never more than two decimals; never a likelihood and a confidence in one sentence; the convention line always.
"""

from __future__ import annotations

from bukti.assessment import established, rules, vocabulary
from bukti.assessment.canonical import nodes
from bukti.assessment.counting import count
from bukti.assessment.profiles import Profile
from bukti.assessment.standards import CONVENTION, Step
from bukti.assessment.study import Study, reports_of
from bukti.assessment.worlds import letter
from bukti.model import Degree, EvidenceBasis, EvidenceGraph, Opinion, Origin, Polarity, Relay

BASIS_WORDS = {
    EvidenceBasis.PERCEIVED: "seen or heard at first hand",
    EvidenceBasis.DOCUMENTED: "documented and verified",
    EvidenceBasis.UNVERIFIED_DOCUMENT: "taken from a document that nobody verified",
    EvidenceBasis.INFERRED: "inferred",
    EvidenceBasis.UNSPECIFIED: "stated without saying how it is known",
    EvidenceBasis.HEARSAY: "heard from others",
}
DEGREE_WORDS = {
    Degree.CT: "certain",
    Degree.PR: "probable",
    Degree.WPR: "weakly probable",
    Degree.PS: "possible",
    Degree.UU: "open",
}
FLAG = 0.1  # difference between the worlds and the pure subjective-logic value that is told


def sentences(graph: EvidenceGraph, base: Study, step: Step, pure: Opinion) -> tuple[str, ...]:
    """All explanations of a result, in reading order."""
    return (
        *_opinion(base),
        *_origins(graph, base),
        *_inputs(graph, base),
        *_conflict(base),
        _admiralty(base),
        *_likelihood(base),
        _confidence(base),
        _standard(base, step),
        CONVENTION,
        *_method(base, pure),
    )


def parts(opinion: Opinion) -> tuple[int, int, int]:
    """Belief, disbelief and uncertainty as whole parts of 100 that add up to 100 (largest remainder)."""
    exact = [100.0 * mass for mass in (opinion.belief, opinion.disbelief, opinion.uncertainty)]
    whole = [int(value + 1e-9) for value in exact]
    order = sorted(range(3), key=lambda place: (whole[place] - exact[place], place))
    for place in order[: 100 - sum(whole)]:
        whole[place] += 1
    return whole[0], whole[1], whole[2]


def _opinion(base: Study) -> list[str]:
    opinion = base.result.opinion
    belief, disbelief, unknown = parts(opinion)
    told = (
        f"Of every 100 parts of belief, {belief} rest on reports that it happened, {disbelief} on reports that it did "
        f"not, and {unknown} are simply unknown."
    )
    return [
        told,
        f"If we had to bet with a neutral starting point of {opinion.base_rate:.2f}, {opinion.projected:.2f}.",
    ]


def _origins(graph: EvidenceGraph, base: Study) -> list[str]:
    counted = count(base.graph, Polarity.AFFIRM, base.seen, base.profile)
    names = {origin.id: origin.name for origin in graph.origins}
    listed = ", ".join(sorted({names[name] for name in counted.counted}))
    said = reports_of(graph)
    affirming = {report for one in graph.origins if one.polarity is Polarity.AFFIRM for report in said[one.id]}
    reports = len(affirming or set(graph.read))  # who denies it repeats nobody
    amount = str(counted.least) if counted.least == counted.most else f"{counted.least} to {counted.most}"
    noun = "origin" if counted.most == 1 else "origins"
    goes = "report goes" if reports == 1 else "reports go"
    rest = reports - counted.most
    told = f"{reports} {goes} back to {amount} independent {noun}"
    told += f": {listed}" if listed else ""
    told += f"; the other {rest} {'repeats' if rest == 1 else 'repeat'} them." if listed and rest > 0 else "."
    return [told, *established.sentences(base.graph, counted)]


def _inputs(graph: EvidenceGraph, base: Study) -> list[str]:
    """φ, τ, κ, β, ι and ρ of what entered the result."""
    live = {leaf.origin for leaf in base.network.leaves}
    origins = sorted((o for o in graph.origins if o.id in live), key=lambda o: (o.name, o.id))
    told: list[str] = []
    for origin in origins:
        told.extend(_origin(origin, base.profile))
    return [*told, *_groups(origins), *_relays(graph, base)]


def _origin(origin: Origin, profile: Profile) -> list[str]:
    rated = letter(origin.reliability)
    p = 0.5 + profile.certainty[origin.degree.value] / 2.0
    p = p if origin.polarity is Polarity.AFFIRM else 1.0 - p
    basis = profile.basis[origin.basis.value]
    word = origin.word or DEGREE_WORDS[origin.degree]
    told = [
        f"{origin.name} is rated {rated}, used as {two(profile.origin[rated])}.",
        f"{origin.name} said '{word}', read as {two(p)}.",
        f"What {origin.name} says was {BASIS_WORDS[origin.basis]}, counted at {two(basis)}.",
    ]
    if origin.self_interest:
        told.append(f"It serves {origin.name} to say so, so it counts {two(profile.opinion.self_interest)}.")
    return [*told, *(f"{sentence}." for sentence in origin.merged)]


def _groups(origins: list[Origin]) -> list[str]:
    groups: dict[tuple[str, str], list[Origin]] = {}
    for origin in origins:
        if origin.group is not None:  # who affirms takes nothing from the weight of who denies
            groups.setdefault((origin.group, origin.polarity.value), []).append(origin)
    told = []
    for (name, _), members in sorted(groups.items()):
        rho = max(member.group_rho for member in members)
        if len(members) > 1 and rho > 0.0:
            listed = " and ".join(member.name for member in members)
            told.append(f"{listed} share {name}, so each after the first counts {two(1.0 - rho)}.")
    return told


def _relays(graph: EvidenceGraph, base: Study) -> list[str]:
    read, names = set(graph.read), {node.id: node.name for node in nodes(graph)}
    relays = sorted((r for r in base.graph.relays if r.id in read), key=lambda r: (r.name, r.id))
    return [_relay(relay, names, base.profile) for relay in relays]


def _relay(relay: Relay, names: dict[str, str], profile: Profile) -> str:
    sources = sorted({names[edge.id] for edge in relay.parents})
    unread = f", not {' or '.join(sources)}" if sources else ""
    share = two(profile.relay[letter(relay.reliability)])
    return f"We read {relay.name}{unread}; we take it that it passes on faithfully {share} of the time."


def _conflict(base: Study) -> list[str]:
    support, against = base.result.support, base.result.against
    if against <= 0.0:
        return []
    return [f"{two(against)} of {two(support + against)} evidence units deny."]


def _admiralty(base: Study) -> str:
    grade = rules.admiralty(base.facts, base.profile)
    source, information = vocabulary.RELIABILITY[grade[0]], vocabulary.CREDIBILITY[grade[1]]
    origins = rules.number(base.facts.origins, "independent origin")
    return f"{grade}: source {source}; information {information} because of {origins}."


def _likelihood(base: Study) -> list[str]:
    word, reason = rules.likelihood(base.facts, base.profile)
    if word is None:
        return [reason]
    told = [f"In the words of {vocabulary.SCHEME_NAMES[base.profile.scheme]} it is: {word}."]
    return [*told, reason] if reason else told


def _confidence(base: Study) -> str:
    level, reason = rules.confidence(base.facts, base.profile)
    return f"Confidence in this assessment is {level}. {reason}"


def _standard(base: Study, step: Step) -> str:
    belief, origins = _shown(base, step), rules.number(base.facts.origins, "origin")
    needs = " ".join(step.missing)
    if step.met is None:
        return f"Meets no standard of proof (b {belief}, {origins}); {step.next} would need: {needs}"
    threshold = two(base.profile.standards[step.rank - 1].belief)
    told = f"Meets {step.met} (b {belief} ≥ {threshold}, {origins})"
    return f"{told}." if step.next is None else f"{told}; {step.next} would need: {needs}"


def _shown(base: Study, step: Step) -> str:
    """The belief, never printed as the threshold of the next standard while it is below."""
    belief = base.result.opinion.belief
    if step.rank == len(base.profile.standards):
        return two(belief)
    bound = base.profile.standards[step.rank].belief
    return rules.under(belief, bound) if belief < bound else two(belief)


def _method(base: Study, pure: Opinion) -> list[str]:
    told = []
    if not base.worlds.exact:
        draws, error = base.profile.worlds.draws, base.result.error
        told.append(f"Computed from {draws} drawn worlds; the standard error is at most {rules.over(error, error)}.")
    belief, other = base.result.opinion.belief, pure.belief
    if abs(belief - other) > FLAG:
        told.append(f"Plain subjective logic gives a belief of {two(other)} where the worlds give {two(belief)}.")
    return told


def two(value: float) -> str:
    """A number with two decimals."""
    return f"{value:.2f}"
