"""Names of a collection, and groups of them that are one entity's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from rigour.text.scripts import codepoint_script

from bukti.entities.gazetteer import fold, shown
from bukti.entities.types import NameType, Occurrence, family
from bukti.ids import content_id
from bukti.model import Alternative, Decision, Join


@dataclass(eq=False)
class Name:
    """All occurrences of one key, and the languages of their reports."""

    key: str
    seen: list[Occurrence] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)

    @cached_property
    def base(self) -> str:
        """What a list shows it as; else the base form that its key is of and that is met most often, the longest."""
        own = [one.base for one in self.seen if f"name:{fold(one.base)}" == self.key]
        counted = Counter(own or [one.base for one in self.seen])
        often = max(sorted(counted), key=lambda base: (counted[base], len(base)))
        return shown().get(self.key, often) if self.listed else often

    @cached_property
    def kind(self) -> NameType:
        """What most of its occurrences say that it is."""
        return kind(self.seen)

    @property
    def listed(self) -> bool:
        """Whether a list has it."""
        return self.seen[0].listed


@dataclass(slots=True)
class Group:
    """Names that were joined with their reasons, and what else they may be."""

    id: str
    names: list[Name]
    joins: list[Join] = field(default_factory=list)
    questions: list[Alternative] = field(default_factory=list)

    @property
    def lead(self) -> Name:
        """The name that it is shown under: a list's, else the one met most often."""
        return max(self.names, key=lambda name: (name.listed, len(name.seen), name.key))

    @property
    def seen(self) -> list[Occurrence]:
        """Every occurrence of every name."""
        return [one for name in self.names for one in name.seen]

    @property
    def reports(self) -> list[str]:
        """The reports that have any of its names."""
        return list(dict.fromkeys(one.report for one in self.seen))


def kind(seen: Iterable[Occurrence]) -> NameType:
    """What most occurrences say that say anything; kinds of organisations count together, then the special ones."""
    counted = Counter(one.kind for one in seen if one.kind is not NameType.OTHER)
    if not counted:
        return NameType.OTHER
    families: Counter[NameType] = Counter()
    for one, count in counted.items():
        families[family(one)] += count
    best = max(sorted(families), key=lambda name: families[name])
    own = [one for one in sorted(counted) if family(one) == best]
    special = [one for one in own if one is not NameType.ORGANISATION]
    return max(special or own, key=lambda one: counted[one])


def script(text: str) -> str:
    """The script of the first letter by Unicode; "" where there is none."""
    letter = next((c for c in text if c.isalpha()), "")
    return (codepoint_script(ord(letter)) or "") if letter else ""


def identity(key: str, *apart: str) -> str:
    """The id of an entity: of its key, and of its first report where persons of one name are kept apart."""
    return content_id("en", key, *apart)


def meant(made: Decision) -> tuple[str, str]:
    """The folded name and the id of the entity that a judgement is on."""
    told = {key[0]: key[1] for key in made.matter}
    return told.get("subject", ""), told.get("entity", "")
