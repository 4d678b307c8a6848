"""The form on two sources: which other origins of a claim one of them may depend on, or be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bukti.model import Finding, Origin, Polarity
from bukti.web.desk import View
from bukti.web.tongues import phrase

ACTS = ("tie", "same")
TIED = frozenset({"name", "described", "outlet"})  # kinds of keys that stand for somebody
SHARED = (
    ("organisation", phrase("one organisation: they speak for it, or have it from it")),
    ("event", phrase("one event: both were told on the same occasion")),
    ("interest", phrase("one interest: both want it believed")),
)
SIDES = {Polarity.AFFIRM: phrase("affirms it"), Polarity.DENY: phrase("denies it")}


@dataclass(frozen=True, slots=True)
class Form:
    """What the form shows.

    Attributes:
        named: what the first source is called; empty where it is still to be typed.
        others: that it may be tied to: id, name, what it says of the claim.
    """

    named: str
    others: tuple[tuple[str, str, str], ...]


def form(view: View, fields: Mapping[str, str]) -> Form:
    """The form on the source that the fields name, with the other origins of their claim."""
    source, finding = fields.get("source", ""), view.findings.get(fields.get("claim", ""))
    found = parties(finding) if finding else []
    named = next((origin.name for name, origin in found if name == source), source)
    return Form(named, tuple((name, o.name, SIDES[o.polarity]) for name, o in found if name != source))


def parties(finding: Finding) -> list[tuple[str, Origin]]:
    """The origins of a claim that can be tied, each by what stands for it: a report stands for its own voice."""
    found = [(party(origin), origin) for origin in finding.graph.origins if not origin.retracted]
    return [(name, origin) for name, origin in found if name]


def party(origin: Origin) -> str:
    """What stands for an origin where two are tied; empty where it is nobody that can be named."""
    if any(key[0] in TIED for key in origin.keys):
        return origin.id
    return next((key[1] for key in origin.keys if key[0] == "narrator"), "")
