"""Which names of a collection are one entity's, each with its reason.

Names that are joined: all that a list has under one key; equal names; names of two languages or scripts that are
spelled alike; what a person judged to be the same. Persons of one name whose reports have no other name in common stay
apart (apart.py). What is alike and not joined is an open question (questions.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bukti.entities.acronyms import Link
from bukti.entities.apart import apart
from bukti.entities.gazetteer import fold
from bukti.entities.groups import Group, Name, identity, meant, script
from bukti.entities.names import similar, skeleton
from bukti.entities.questions import Alike, ask
from bukti.entities.types import UNNAMED, NameType, Occurrence, family
from bukti.model import Decision, Join

SPELLED = 0.92  # likeness from which names of two languages are one: equal consonants ("Poutine", "Putin") give it
ALONE = 6  # letters that a name of one word needs to be joined by its spelling
CROWD = 60  # names of one sound from which it tells nothing by itself


@dataclass(frozen=True, slots=True)
class Beyond:
    """What is known beside the names of a collection.

    Attributes:
        across: names of one script that are names of another. families: ids of reports that are copies or translations.
    """

    across: Sequence[Link] = ()
    families: Sequence[Sequence[str]] = ()


def groups(
    seen: Sequence[Occurrence],
    languages: Mapping[str, str | None],
    links: Iterable[Link],
    judged: Sequence[Decision],
    beyond: Beyond | None = None,
) -> list[Group]:
    """The entities of a collection, in the order in which they are met.

    Args:
        seen: every occurrence, in order of reports.
        languages: of the reports, by id.
        links: names that stand for others of their report.
        judged: decisions on identity in force.
        beyond: what is known of names and reports from elsewhere than the names.
    """
    beyond = beyond or Beyond()
    names: dict[str, Name] = {}
    for one in seen:
        name = names.setdefault(one.key, Name(one.key))
        name.seen.append(one)
        name.languages.add(languages.get(one.report) or "")
    alike = _alike(list(names.values()))
    told = [*_listed(names), *_stated(links, names), *_equal(names), *_spelled(names, alike)]
    heard = (one for one in dict.fromkeys(beyond.across) if one[0] in names and one[2] in names)
    found = _grouped(names, [*told, *heard])
    found = apart(_judged(found, judged), judged, beyond.families)
    ask(found, alike, judged)
    return found


def _listed(names: Mapping[str, Name]) -> Iterator[Link]:
    """Names that differ and that a list has under one key."""
    for key, name in names.items():
        bases = {fold(one.base): one.base for one in name.seen}
        if name.listed and len(bases) > 1:
            told = ", ".join(bases[folded] for folded in sorted(bases))
            yield key, Join(name.base, name.base, "list", 1.0, f"A list has these under {key}: {told}."), key


def _stated(links: Iterable[Link], names: Mapping[str, Name]) -> Iterator[Link]:
    """What reports say of their own names, each once; the names stand under one key already."""
    for _, join, key in dict.fromkeys(links):
        if key in names:
            yield key, join, key


def _equal(names: Mapping[str, Name]) -> Iterator[Link]:
    """A name that no list has and that is spelled as a list's is in this collection."""
    listed = {fold(one.base): key for key, name in names.items() if name.listed for one in name.seen}
    for key, name in names.items():
        other = None if name.listed else listed.get(fold(name.base))
        if other is not None and _may_be(name, names[other]):
            reason = "The same name as one that a list has."
            yield key, Join(name.base, names[other].base, "same-name", 1.0, reason), other


def _alike(names: Sequence[Name]) -> Alike:
    """Pairs of names that share the sound of a word and are alike, whatever their languages."""
    sounds: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        heard = [skeleton(word) for word in fold(name.base).split()]
        for sound in {*heard, "=" + " ".join(sorted(heard))} if _comparable(name) else ():
            sounds[sound].append(name)
    found: Alike = {}
    for sound, crowd in sorted(sounds.items()):
        if len(crowd) > CROWD and not sound.startswith("="):
            continue
        for left, right in combinations(crowd[:CROWD], 2):
            pair = (left.key, right.key)
            if pair not in found and not (left.listed and right.listed) and _may_be(left, right):
                found[pair] = similar(left.base, right.base)
    return found


def _comparable(name: Name) -> bool:
    return not name.key.startswith(("country:", "place:", UNNAMED)) and len(fold(name.base)) > 2


def _may_be(left: Name, right: Name) -> bool:
    """Whether what two names name may be of one kind."""
    kinds = {family(left.kind), family(right.kind)} - {NameType.OTHER}
    return len(kinds) < 2


def _spelled(names: Mapping[str, Name], alike: Alike) -> Iterator[Link]:
    """Names of two languages or scripts that are spelled alike, where no third is as much alike."""
    pairs = [(a, b) for (a, b), (score, _) in alike.items() if score >= SPELLED and _one(names[a], names[b])]
    partners: dict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        partners[a].append(b)
        partners[b].append(a)
    for a, b in pairs:
        if not any(_ambiguous([names[key] for key in partners[one]]) for one in (a, b)):
            score, reason = alike[a, b]
            yield b, Join(names[b].base, names[a].base, "spelling", round(score, 3), reason), a


def _one(left: Name, right: Name) -> bool:
    """Whether two names that are alike differ as languages and scripts make names differ."""
    same = script(left.base) == script(right.base) and left.languages & right.languages
    words = fold(left.base).split(), fold(right.base).split()
    sexed = any(a + "a" == b or b + "a" == a for a in words[0] for b in words[1])  # "Petrov", "Petrova"
    short = len(words[0]) == 1 and len(fold(left.base)) < ALONE
    return not (same or sexed or short) and len(words[0]) == len(words[1])


def _ambiguous(partners: Sequence[Name]) -> bool:
    """Whether two of the names that one is alike to stand in one language, so that they are told apart there."""
    return any(a.languages & b.languages and script(a.base) == script(b.base) for a, b in combinations(partners, 2))


def _grouped(names: Mapping[str, Name], links: Iterable[Link]) -> list[Group]:
    """Names with all that links join to them."""
    above = {key: key for key in names}

    def root(key: str) -> str:
        while above[key] != key:
            key = above[key]
        return key

    told = list(links)
    for key, _, other in told:
        above[root(key)] = root(other)
    members: dict[str, Group] = {}
    for key, name in names.items():
        members.setdefault(root(key), Group("", [])).names.append(name)
    for key, join, _ in told:
        members[root(key)].joins.append(join)
    for group in members.values():
        group.id = identity(group.lead.key)
    return list(members.values())


def _judged(found: list[Group], judged: Sequence[Decision]) -> list[Group]:
    """The groups as people decided: a name joins the entity that it means, and leaves the one that it does not."""
    for made in judged:
        subject, entity = meant(made)
        for whole in [group for group in found if group.id == entity]:
            named = [(group, name) for group in found for name in group.names if fold(name.base) == subject]
            if made.what == "same":
                found = [one for one in found if one is whole or all(one is not group for group, _ in named)]
                for group, name in named:
                    _join(whole, group, name, f"{made.reason} ({made.author})")
            elif made.what == "not same" and len(whole.names) > 1:
                left = [name for group, name in named if group is whole]
                whole.names = [one for one in whole.names if one not in left]
                whole.joins = [one for one in whole.joins if one.left not in {name.base for name in left}]
                found = [*found, *(Group(identity(name.key), [name]) for name in left)]
    return found


def _join(whole: Group, group: Group, name: Name, reason: str) -> None:
    """Take a group's names into another on a person's word."""
    if group is not whole and name not in whole.names:
        whole.joins += [*group.joins, Join(name.base, whole.lead.base, "judgement", 1.0, reason)]
        whole.names += group.names
