"""Every parameter of a profile in plain words, for people who never saw its file; and what two profiles differ in.

The words are messages of the workbench too, so they stand here in full and are not put together from pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bukti.assessment.profiles import LETTERS, Condition, ConfidenceLevel, Policy, Profile, Standard
from bukti.report.plain import one_line

SCHEMES = {"icd203": "ICD 203", "phia": "PHIA"}
SINGLE = {
    "opinion.base_rate": "How probable a claim is before there is evidence",
    "opinion.prior_weight": "How much evidence counts as much as knowing nothing",
    "opinion.least_uncertainty": "What stays unknown, however good a single source is",
    "opinion.self_interest": "The share of its weight that a statement keeps where it serves its speaker",
    "dependence.same_organisation": "How much a source repeats another one of the same organisation",
    "dependence.same_event": "How much a source repeats another one of the same event",
    "dependence.same_interest": "How much a source repeats another one with the same interest",
    "dependence.one_origin": "From this share of repetition on, two sources are one origin",
    "edges.merge": "From this probability on, two reports are one family",
    "edges.arrow": "From this probability on, who copied whom is called known",
    "edges.sure": "Below this probability of a copy, a report may have asked the source that it names itself",
    "worlds.exact": "Up to so many open links, every combination is computed",
    "worlds.draws": "Beyond that, so many combinations are drawn by chance",
    "worlds.seed": "Where the drawing starts, so that it gives the same each time",
    "likelihood.most_uncertainty": "Where more than this is unknown, no likelihood is stated",
    "likelihood.single": "The strongest word for a claim of a single independent origin",
    "likelihood.strongest": "The strongest word for any claim",
    "likelihood.weakest": "The weakest word for any claim",
    "admiralty.unknown_above": "Credibility 6, cannot be judged: more than this is unknown",
    "admiralty.possible": "Credibility 3, possibly true: from this probability on",
    "admiralty.doubtful": "Credibility 4, doubtful: from this probability on; below it 5, if something contradicts it",
}
SCHEME, IN_FORCE, READER = (
    "The scheme of words for likelihood",
    "The policy in force: what is enough to act on",
    "The language in which claims are shown, where somebody says them in it",
)
ORIGIN, RELAY, CERTAINTY, BASIS = (
    "What a source counts for, by the letter of its reliability",
    "How faithfully a report passes on what others say, by the letter of its reliability",
    "What a statement counts for, by how certain its speaker is",
    "What a statement counts for, by how its source knows it",
)
HIGH, MODERATE = "High confidence needs all of", "Moderate confidence needs all of"
CONFIRMED, PROBABLE = "Credibility 1, confirmed, needs all of", "Credibility 2, probably true, needs all of"
STANDARD, POLICY, OR = "Standard of proof", "Policy", "at least one of these"
RATINGS = "Letters for sources and outlets that people give none to in the case"
CERTAINTIES = {
    "CT": "certain",
    "PR": "probable",
    "wPR": "less than probable",
    "PS": "possible",
    "Uu": "not committed to it",
}
BASES = {
    "perceived": "perceived it",
    "documented": "a verified document or measurement",
    "unverified_document": "a document that nobody verified",
    "inferred": "inferred it",
    "unspecified": "not told",
    "hearsay": "heard it from others",
}
MEASURED = {
    "origins": "independent origins",
    "origins_max": "independent origins, if all count that may",
    "belief": "belief",
    "disbelief": "disbelief",
    "uncertainty": "unknown",
    "conflict": "conflict",
    "direct": "origins with direct knowledge",
    "documents": "verified documents",
    "named": "origins with a name",
    "named_direct": "origins with a name and direct knowledge",
    "verified": "origins of which every check was done",
    "standard": "Standard of proof",
}
DOCUMENTED, RATIO, MORE, DIRECT, CHECKED, LIKELY = (
    "or independent origins, one with a verified document",
    "belief as a multiple of disbelief",
    "more belief than disbelief",
    "or a single origin with direct knowledge",
    "every check was done of every origin",
    "probability",
)
WORDS = (
    *SINGLE.values(),
    *(SCHEME, IN_FORCE, READER, ORIGIN, RELAY, CERTAINTY, BASIS, HIGH, MODERATE, CONFIRMED, PROBABLE),
    *(STANDARD, POLICY, OR, RATINGS, DOCUMENTED, RATIO, MORE, DIRECT, CHECKED, LIKELY),
    *CERTAINTIES.values(),
    *BASES.values(),
    *MEASURED.values(),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a parameter.

    Attributes:
        label: what it is the value of, one of `WORDS`, a letter, or a name in the file; empty where the parameter has
            a single one.
        value: as it is read, with its sign (`≥ 0.70`).
        own: whether the label is a name in the file, so that nobody translates it.
    """

    label: str
    value: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter.

    Attributes:
        key: its place in the file. words: what it is, one of `WORDS`. name: its own, of a standard or a policy.
        parts: its values. note: what the file says of it, in the words of its author.
    """

    key: str
    words: str
    parts: tuple[Part, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A parameter that is another in two profiles; None where one of them has none of its place."""

    before: Parameter | None
    after: Parameter | None


def parameters(profile: Profile) -> tuple[Parameter, ...]:
    """Every parameter of a profile, in the order of its file."""
    policy = profile.policies[profile.policy]
    return (
        Parameter("scheme", SCHEME, (Part("", SCHEMES[profile.scheme]),)),
        Parameter("policy", IN_FORCE, (Part("", profile.policy),), note=policy.description),
        *_single(profile, "opinion"),
        Parameter("origin", ORIGIN, _letters(profile.origin)),
        Parameter("relay", RELAY, _letters(profile.relay)),
        Parameter("certainty", CERTAINTY, tuple(Part(w, _plain(profile.certainty[k])) for k, w in CERTAINTIES.items())),
        Parameter("basis", BASIS, tuple(Part(word, _plain(profile.basis[key])) for key, word in BASES.items())),
        *(one for part in ("dependence", "edges", "worlds", "likelihood") for one in _single(profile, part)),
        Parameter("confidence.high", HIGH, _confidence(profile.confidence.high)),
        Parameter("confidence.moderate", MODERATE, _confidence(profile.confidence.moderate)),
        *_admiralty(profile),
        *(Parameter(f"standards.{one.name}", STANDARD, _standard(one), one.name) for one in profile.standards),
        *(_policy(name, one) for name, one in sorted(profile.policies.items())),
        Parameter("ratings", RATINGS, tuple(Part(name, letter, True) for name, letter in profile.ratings.items())),
        *((Parameter("reader", READER, (Part("", profile.reader),)),) if profile.reader else ()),
    )


def differences(before: Profile, after: Profile) -> tuple[Difference, ...]:
    """The parameters that are another in two profiles, in the order of the second."""
    old, new = ({one.key: one for one in parameters(profile)} for profile in (before, after))
    keys = (*new, *(key for key in old if key not in new))
    return tuple(Difference(old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key))


def told(one: Parameter | None) -> str:
    """The values of a parameter on one line, as the terminal shows them."""
    if one is None:
        return "none"
    parts = "; ".join(f"{part.label}: {part.value}" if part.label else part.value for part in one.parts)
    return one_line(parts or "none") + (f" ({one_line(one.note)})" if one.note else "")


def _single(profile: Profile, table: str) -> Iterator[Parameter]:
    """The parameters of a table that are one value each."""
    part = getattr(profile, table)
    for key, words in SINGLE.items():
        if key.startswith(f"{table}."):
            value = getattr(part, key.removeprefix(f"{table}."))
            yield Parameter(key, words, (Part("", value if isinstance(value, str) else _plain(value)),))


def _letters(table: dict[str, float]) -> tuple[Part, ...]:
    return tuple(Part(letter, _plain(table[letter])) for letter in LETTERS)


def _confidence(one: ConfidenceLevel) -> tuple[Part, ...]:
    return (
        Part(MEASURED["uncertainty"], _most(one.most_uncertainty)),
        Part(MEASURED["conflict"], _most(one.most_conflict)),
        Part(MEASURED["origins"], _least(one.origins)),
        Part(DOCUMENTED, _least(one.origins_with_document)),
    )


def _admiralty(profile: Profile) -> Iterator[Parameter]:
    bounds, single = profile.admiralty, {one.key: one for one in _single(profile, "admiralty")}
    sure, near = bounds.confirmed, bounds.probable
    parts = Part(MEASURED["belief"], _least(sure.belief)), Part(MEASURED["disbelief"], _most(sure.disbelief))
    yield Parameter("admiralty.confirmed", CONFIRMED, (Part(MEASURED["origins"], _least(sure.origins)), *parts))
    parts = Part(LIKELY, _least(near.projected)), Part(MEASURED["uncertainty"], _most(near.uncertainty))
    yield Parameter("admiralty.probable", PROBABLE, parts)
    yield from (single[f"admiralty.{name}"] for name in ("possible", "doubtful", "unknown_above"))


def _standard(one: Standard) -> tuple[Part, ...]:
    demands = (
        (True, Part(MEASURED["belief"], _least(one.belief))),
        (one.disbelief < 1.0, Part(MEASURED["disbelief"], _most(one.disbelief))),
        (one.ratio > 0.0, Part(RATIO, _least(one.ratio))),
        (one.strictly_more, Part(MORE, "✓")),
        (one.origins > 0, Part(MEASURED["origins"], _least(one.origins))),
        (one.direct_instead, Part(DIRECT, "✓")),
        (one.verified, Part(CHECKED, "✓")),
    )
    return tuple(part for made, part in demands if made)


def _policy(name: str, policy: Policy) -> Parameter:
    return Parameter(f"policies.{name}", POLICY, tuple(_conditions(policy.conditions)), name, policy.description)


def _conditions(conditions: Sequence[Condition]) -> Iterator[Part]:
    """Each condition that must hold, then those of which one is enough, behind the words that say so."""
    yield from (_bound(one) for one in conditions if one.measure)
    for one in conditions:
        if one.any:
            yield Part(OR, "")
            yield from (_bound(inner) for inner in _alternatives(one.any))


def _alternatives(conditions: Sequence[Condition]) -> Iterator[Condition]:
    """The conditions of which one is enough; one of one of them is one of them."""
    for one in conditions:
        if one.any:
            yield from _alternatives(one.any)
        else:
            yield one


def _bound(one: Condition) -> Part:
    label = MEASURED[one.measure or ""]
    if isinstance(one.at_least, str):
        return Part(label, f"≥ {one.at_least}")
    return Part(label, _most(one.at_most) if one.at_least is None else _least(one.at_least))


def _plain(value: float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _least(value: float) -> str:
    return f"≥ {_plain(value)}"


def _most(value: float | None) -> str:
    return f"≤ {_plain(value or 0.0)}"
