"""The standard of proof that an incident meets, by named rules (resources/incident_standards.yml)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from bukti import lexicon
from bukti.incidents.grading import harms, telling
from bukti.model import Analysis, Incident, ProofStep

PARTS = ("source", "technical", "content")  # of the verification, after the Berkeley Protocol
REVIEW = "review"  # a second look at all of them, by somebody else
NOT_DONE, CONTESTED = "not done", "contested"
FINDINGS = ("supports", "against", "inconclusive")
ENOUGH = 2  # origins


def counts(one: Incident, analysis: Analysis) -> bool:
    """Whether a finding counts: a review is a second look only under another key than all who analysed the incident."""
    if analysis.part != REVIEW:
        return True
    keys = {other.key for other in one.analyses if other.part != REVIEW}
    return bool(keys) and analysis.key not in keys and "" not in {*keys, analysis.key}


def part(one: Incident, name: str) -> str:
    """What people found in one part: a finding where all agree, `contested` where they differ, else `not done`."""
    found = {analysis.finding for analysis in one.analyses if analysis.part == name and counts(one, analysis)}
    return next(iter(found)) if len(found) == 1 else CONTESTED if found else NOT_DONE


@cache
def _rules() -> dict[str, Any]:
    """Standards, lowest first, and the words of their conditions."""
    found: dict[str, Any] = lexicon.resource("incident_standards")
    return found


def ladder() -> tuple[str, tuple[tuple[str, str], ...]]:
    """Version of the rules; and each standard, lowest first, with the text of its rule."""
    found = _rules()
    return found["version"], tuple((rule["name"], rule["rule"]) for rule in found["standards"])


def _technical(one: Incident) -> bool:
    return part(one, "technical") in {"supports", "inconclusive"}


CONDITIONS: dict[str, Callable[[Incident], bool]] = {
    "told": lambda one: bool(one.origins),
    "placed": lambda one: bool(one.places),
    "dated": lambda one: one.earliest is not None,
    "unopposed": lambda one: all(part(one, name) != "against" for name in (*PARTS, REVIEW)),
    "origins": lambda one: telling(one.voices, harms(one.kind)) >= ENOUGH,
    "source": lambda one: part(one, "source") == "supports",
    "content": lambda one: part(one, "content") == "supports",
    "technical": _technical,
    "reviewed": lambda one: part(one, REVIEW) == "supports",
    "agreed": lambda one: all(part(one, name) != CONTESTED for name in (*PARTS, REVIEW)),
    "undenied": lambda one: bool(one.categories) or one.answer.status not in {"non-credible", "contested"},
    "court": lambda _: False,
}


def standard(one: Incident) -> ProofStep:
    """The strictest standard of which all conditions hold, and of those before it; what the next one lacks."""
    rules = _rules()
    met: dict[str, str] = {"name": "", "rule": ""}
    for rule in rules["standards"]:
        lacks = tuple(rules["conditions"][name] for name in rule["conditions"] if not CONDITIONS[name](one))
        if lacks:
            return ProofStep(met["name"] or None, met["rule"], rule["name"], rule["rule"], lacks, rules["version"])
        met = rule
    return ProofStep(met["name"], met["rule"], version=rules["version"])
