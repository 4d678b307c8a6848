"""Who took from whom: log-likelihood ratios of method.md section 3, each with its sentence.

A time stamp is evidence, not truth: pages are undated, updated, or in the wrong zone. An explicit citation decides also
against it, since nobody can cite what does not exist yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bukti.derivation import words
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import Prepared
from bukti.derivation.tokens import find
from bukti.derivation.weights import DirectionWeights, probability

WIDE = 1.2  # how much more quoted text one side must have to count as the longer


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one of two reports as the parent.

    Attributes:
        cited: how far the child's citation of the parent decides, in [0, 1]. citing: the reverse.
        credited: other reports credit the parent's outlet, as they do an agency. crediting: the child's.
    """

    cited: float = 0.0
    citing: float = 0.0
    credited: bool = False
    crediting: bool = False


@dataclass(frozen=True, slots=True)
class Direction:
    """Log-likelihood ratio for parent → child against child → parent, and its reasons."""

    odds: float
    reasons: tuple[str, ...]

    @property
    def probability(self) -> float:
        """That the child took from the parent, given that one took from the other."""
        return probability(self.odds)


def direction(
    parent: Prepared, child: Prepared, pair: Pair | None, evidence: Evidence, weights: DirectionWeights
) -> Direction:
    """Weigh one direction.

    Args:
        parent: the supposed parent.
        child: the supposed child.
        pair: what they share, with side a the parent; None when there is only a citation.
        evidence: citations and credits.
        weights: of each feature.
    """
    parts = [
        _cited(evidence, weights),
        _times(parent, child, evidence, weights),
        _first_hand(parent, child, weights),
        _machine(parent, child, weights),
        _agency(evidence, weights),
    ]
    if pair is not None and pair.matches:
        parts += [_containment(pair, weights), _quotes(parent, child, pair, weights), _template(pair, weights)]
    odds = sum(value for value, _ in parts)
    return Direction(odds, tuple(reason for value, reason in parts if value and reason))


def _cited(evidence: Evidence, weights: DirectionWeights) -> tuple[float, str]:
    return weights.cited * (evidence.cited - evidence.citing), ""


def _times(parent: Prepared, child: Prepared, evidence: Evidence, weights: DirectionWeights) -> tuple[float, str]:
    """Stated times, unless the later one may be that of an update of a report that the other cites."""
    first, second = parent.document.report.published, child.document.report.published
    if first is None or second is None:
        return 0.0, ""
    margin = timedelta(minutes=weights.margin)
    if first.latest + margin <= second.earliest:
        if _updated(child) and evidence.citing:
            return 0.0, "The child's stated time may be that of an update."
        return weights.earlier, "By the stated times the parent is earlier."
    if second.latest + margin <= first.earliest:
        if _updated(parent) and evidence.cited:
            return 0.0, "The parent's stated time may be that of an update."
        return -weights.earlier, "By the stated times the parent is later."
    return 0.0, ""


def _updated(one: Prepared) -> bool:
    """Whether a report states another time of last change, so that its time may be that of the update."""
    report = one.document.report
    return report.modified is not None and report.published is not None and report.modified != report.published


def _first_hand(parent: Prepared, child: Prepared, weights: DirectionWeights) -> tuple[float, str]:
    here, there = _witnessed(parent), _witnessed(child)
    if here and not there:
        return weights.first_hand, "Only the parent shows material of its own."
    return (-weights.first_hand, "Only the child shows material of its own.") if there and not here else (0.0, "")


def _witnessed(one: Prepared) -> bool:
    return any(find(one.tokens.forms, form) >= 0 for form in words.forms(one.language).first_hand)


def _machine(parent: Prepared, child: Prepared, weights: DirectionWeights) -> tuple[float, str]:
    def made(one: Prepared, other: Prepared) -> bool:
        signs = one.document.machine_translation
        origin = signs.original_language
        return signs.likely and one.language != other.language and origin in {None, other.language}

    if made(child, parent) and not made(parent, child):
        return weights.machine, "The child reads like a machine translation."
    if made(parent, child) and not made(child, parent):
        return -weights.machine, "The parent reads like a machine translation."
    return 0.0, ""


def _agency(evidence: Evidence, weights: DirectionWeights) -> tuple[float, str]:
    if evidence.credited == evidence.crediting:
        return 0.0, ""
    if evidence.credited:
        return weights.agency, "Other reports credit the parent's outlet."
    return -weights.agency, "Other reports credit the child's outlet."


def _containment(pair: Pair, weights: DirectionWeights) -> tuple[float, str]:
    difference = pair.share_b - pair.share_a
    reason = "More of the child lies in the parent than of the parent in the child." if difference > 0.1 else ""
    return weights.containment * difference, reason


def _quotes(parent: Prepared, child: Prepared, pair: Pair, weights: DirectionWeights) -> tuple[float, str]:
    theirs = sum(sum(parent.quoted[m.a0 : m.a1]) for m in pair.matches)
    ours = sum(sum(child.quoted[m.b0 : m.b1]) for m in pair.matches)
    if pair.translated or max(theirs, ours) < 8:
        return 0.0, ""
    if theirs > WIDE * ours:
        return weights.compressed, "The child shortens quotations of the parent."
    return (-weights.compressed, "") if ours > WIDE * theirs else (0.0, "")


def _template(pair: Pair, weights: DirectionWeights) -> tuple[float, str]:
    if pair.share_a >= 0.9 > pair.share_b:
        return weights.template, "The child is a frame around the parent's text."
    return (-weights.template, "") if pair.share_b >= 0.9 > pair.share_a else (0.0, "")
