"""The same name is not the same person: persons of one name whose reports have no other name in common stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bukti.entities.gazetteer import fold
from bukti.entities.groups import Group, Name, identity, meant
from bukti.entities.types import UNNAMED, NameType
from bukti.model import Alternative, Decision, Join

FAMILY = "family:"  # beside the ids of what a report names: what it was copied from
TOLD = 3  # names told that reports have in common
ASKED = 8  # others of one name that a person is asked about
APART = "The names agree, but their reports have no other name in common but countries'."


def apart(found: Sequence[Group], judged: Sequence[Decision], families: Sequence[Sequence[str]] = ()) -> list[Group]:
    """Every group, or its parts; why equal names of several reports were joined is told.

    Args:
        found: groups of names.
        judged: decisions in force; `same` on a name and the id of a part joins that part to the first.
        families: ids of reports of which one is copied or translated from another: they name the same persons.
    """
    around = _around(found)
    for number, family in enumerate(families):
        for report in family:
            around[report].add(f"{FAMILY}{number}")
    names = {group.id: group.lead.base for group in found}
    return [part for group in found for part in _parts(group, around, names, judged)]


def _around(found: Sequence[Group]) -> dict[str, set[str]]:
    """Ids of what each report names but countries."""
    around: dict[str, set[str]] = defaultdict(set)
    for group in found:
        for report in group.reports if not group.lead.key.startswith("country:") else ():
            around[report].add(group.id)
    return around


def _parts(
    group: Group, around: Mapping[str, set[str]], names: Mapping[str, str], judged: Sequence[Decision]
) -> list[Group]:
    reports = group.reports
    if len(reports) < 2:
        return [group]
    person = group.lead.kind is NameType.PERSON
    may_part = person and not group.lead.listed  # whether to part it is asked of persons alone: it costs most
    sets = _components(reports, {report: around[report] - {group.id} for report in reports}) if may_part else []
    if len(sets) < 2:
        group.joins.append(_same(group, around, names if person else {}))
        return [group]
    parts = [_part(group, set(one)) for one in sets]
    return _asked(_together(parts, judged))


def _components(reports: Sequence[str], around: Mapping[str, set[str]]) -> list[list[str]]:
    """Reports that have other names in common, directly or through others; the largest part first."""
    parts: list[tuple[list[str], set[str]]] = []
    for report in reports:
        near = [part for part in parts if part[1] & around[report]]
        far = [part for part in parts if not part[1] & around[report]]
        whole = [one for part in near for one in part[0]] + [report]
        parts = [*far, (whole, around[report].union(*(part[1] for part in near)))]
    return sorted((part[0] for part in parts), key=lambda part: (-len(part), reports.index(part[0])))


def _same(group: Group, around: Mapping[str, set[str]], names: Mapping[str, str]) -> Join:
    """Why equal names of several reports are one entity's."""
    if group.lead.key.startswith(UNNAMED):
        reason = f"{len(group.reports)} reports of one family describe it."
        return Join(group.lead.base, group.lead.base, "same-name", 1.0, reason)
    counts: dict[str, int] = defaultdict(int)
    for report in group.reports:
        for id_ in around[report] - {group.id}:
            counts[id_] += 1
    common = sorted((id_ for id_ in counts if counts[id_] > 1 and id_ in names), key=lambda id_: (-counts[id_], id_))
    reason = f"{len(group.reports)} reports have the name"
    if common:
        reason += f", and some of them also have {', '.join(names[id_] for id_ in common[:TOLD])}"
    return Join(group.lead.base, group.lead.base, "same-name", 1.0, f"{reason}.")


def _part(group: Group, reports: set[str]) -> Group:
    """What a group has of some reports."""
    names = []
    for name in group.names:
        seen = [one for one in name.seen if one.report in reports]
        names += [Name(name.key, seen, name.languages)] if seen else []
    bases = {name.base for name in names} | {one.base for name in names for one in name.seen}
    first = next(one for one in group.reports if one in reports)
    joins = [join for join in group.joins if join.left in bases and join.right in bases]
    return Group(identity(group.lead.key, first), names, joins)


def _together(parts: list[Group], judged: Sequence[Decision]) -> list[Group]:
    """Parts that a person judged to be the same are one again."""
    same = {meant(made): made for made in judged if made.what == "same"}
    kept = parts[:1]
    for part in parts[1:]:
        made = same.get((fold(part.lead.base), part.id))
        if made is None:
            kept.append(part)
            continue
        reason = f"{made.reason} ({made.author})"
        kept[0].names += part.names
        kept[0].joins += [*part.joins, Join(part.lead.base, part.lead.base, "judgement", 1.0, reason)]
    return kept


def _asked(parts: list[Group]) -> list[Group]:
    for part in parts if len(parts) > 1 else ():
        others = [one for one in parts if one is not part][:ASKED]
        part.questions += [Alternative(one.id, one.lead.base, 1.0, APART) for one in others]
    return parts
