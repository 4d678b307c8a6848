"""Open questions of identity: names that are alike, or that may be short for others, and were not joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bukti.entities.gazetteer import fold
from bukti.entities.groups import Group, meant
from bukti.entities.names import SAME
from bukti.entities.types import UNNAMED, NameType, short
from bukti.model import Alternative, Decision

ASKED = 8  # questions of one entity
Alike = dict[tuple[str, str], tuple[float, str]]  # keys of two names -> likeness, reason
Pair = tuple[str, str]  # ids of two groups


def ask(found: Sequence[Group], alike: Alike, judged: Sequence[Decision]) -> None:
    """Add to every group what else it may be, the likeliest first; what a person judged stays in sight.

    Args:
        found: groups, each with the questions that were asked already.
        alike: pairs of names.
        judged: decisions on identity in force.
    """
    groups = {group.id: group for group in found}
    asked: dict[Pair, tuple[float, str, str]] = {}
    for pair, (score, reason) in (*_likenesses(found, alike), *_parts(found)):
        asked[pair] = max(asked.get(pair, (0.0, "", "")), (score, reason, ""), key=lambda told: told[0])
    for pair, (verdict, reason) in _judgements(found, judged):
        asked[pair] = (asked[pair][0] if pair in asked else 0.0, reason, verdict)
    for (left, right), (score, reason, verdict) in asked.items():
        for one, other in ((left, right), (right, left)) if not _asked(groups[left], right) or verdict else ():
            groups[one].questions.append(Alternative(other, groups[other].lead.base, round(score, 3), reason, verdict))
    for group in found:
        group.questions = sorted(group.questions, key=lambda one: (-one.score, one.entity))[:ASKED]


def _asked(group: Group, other: str) -> bool:
    """Whether the question was asked when the two were kept apart."""
    return any(question.entity == other for question in group.questions)


def _pair(left: Group, right: Group) -> Pair:
    return min(left.id, right.id), max(left.id, right.id)


def _likenesses(found: Sequence[Group], alike: Alike) -> Iterator[tuple[Pair, tuple[float, str]]]:
    """Groups with names that are alike."""
    holders: dict[str, list[Group]] = defaultdict(list)
    for group in found:
        for name in group.names:
            holders[name.key].append(group)
    for (a, b), told in alike.items():
        for left in holders[a] if told[0] >= SAME else ():
            yield from ((_pair(left, right), told) for right in holders[b] if right is not left)


def _parts(found: Sequence[Group]) -> Iterator[tuple[Pair, tuple[float, str]]]:
    """A name of one word that others of other reports may be called by."""
    whole: dict[str, dict[str, Group]] = defaultdict(dict)
    for group in found:
        for name in group.names if not group.lead.listed else ():
            for word in short(fold(name.base).split(), group.lead.kind):
                whole[word][group.id] = group
    for group in found:
        others = whole.get(fold(group.lead.base), {}) if not group.lead.listed else {}
        for other in others.values() if len(others) <= ASKED else ():
            if other is not group and {group.lead.kind, NameType.OTHER} & {other.lead.kind, NameType.OTHER}:
                yield _pair(group, other), (SAME, f"{other.lead.base} may be called {group.lead.base}.")


def _judgements(found: Sequence[Group], judged: Sequence[Decision]) -> Iterator[tuple[Pair, tuple[str, str]]]:
    """Groups of which a person said that they are not one, or that it is not sure."""
    for made in judged:
        subject, entity = meant(made)
        for whole in found if made.what != "same" else ():
            for group in found if whole.id == entity else ():
                if group is not whole and any(fold(name.base) == subject for name in group.names):
                    yield _pair(group, whole), (made.what, f"{made.reason} ({made.author})")


def described(owned: Sequence[tuple[Group, Group]]) -> None:
    """Ask of everybody who is only described as somebody's whether another who is the same one's is meant.

    Args:
        owned: owners and what they own.
    """
    theirs: dict[str, dict[str, Group]] = defaultdict(dict)
    owners = {owner.id: owner.lead.base for owner, _ in owned}
    for owner, one in owned:
        theirs[owner.id][one.id] = one
    for id_, groups in theirs.items():
        for one in groups.values():
            for other in groups.values() if one.lead.key.startswith(UNNAMED) else ():
                reason = f"Both are said to belong to {owners[id_]}."
                for left, right in ((one, other), (other, one)) if one is not other else ():
                    if not _asked(left, right.id) and len(left.questions) < ASKED:
                        left.questions.append(Alternative(right.id, right.lead.base, 0.0, reason))
