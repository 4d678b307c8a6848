"""Who of a list a subject may be: candidates by their keys, scores with reasons, measures and owners of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rigour.names import NameTypeTag

from bukti.model import Candidate, Feature, Listed, Subject
from bukti.screening import keys
from bukti.screening.chains import chain
from bukti.screening.compare import WEAK, compare
from bukti.screening.index import Found, Index
from bukti.screening.listings import listings
from bukti.screening.schemata import COUNTRIES, IDENTIFIERS, TAGS, related

NAME = "rigour"  # of the scorer
THRESHOLD = 0.7  # from which a candidate is shown
SHOWN = 10  # candidates of one list
NOBODY = Feature("name", 0.0, "", "", "")
OTHER_YEAR, OTHER_DAY, OTHER_COUNTRY = 0.25, 0.15, 0.1  # taken off a name's score where these differ


def search(
    index: Index, subject: Subject, day: str, threshold: float = THRESHOLD, names: Sequence[int] | None = None
) -> list[Candidate]:
    """The entities of a list that a subject may be, the likeliest first.

    Args:
        index: of the list.
        subject: who is looked for.
        day: ISO 8601, for what is in force; empty for the day that the list bears.
        threshold: 0 to 1; what scores less is left out.
        names: what `passing` gave, where it was asked before.
    """
    found = []
    near = index.nearest(subject.name) if names is None else names
    for number, features in sorted(_features(index, subject, threshold, near).items()):
        entity = index.entity(number)
        told = (*features, *differences(subject, entity))
        score = round(max(f.score for f in features) + sum(f.score for f in told[len(features) :]), 3)
        if score >= threshold:
            found.append((-score, entity.id, entity, told))
    return [
        Candidate(index.list.path, entity, -score, told, listings(index, entity, day), chain(index, entity, day))
        for score, _, entity, told in sorted(found, key=lambda one: one[:2])[:SHOWN]
    ]


def passing(index: Index, subject: Subject, threshold: float) -> list[int]:
    """Numbers of the names of a list that are like enough a subject's, the likeliest by keys first."""
    near = index.named(index.nearest(subject.name))
    return [number for number, feature in _alike(subject, near) if feature.score >= threshold]


def _features(index: Index, subject: Subject, threshold: float, near: Sequence[int]) -> dict[int, list[Feature]]:
    """What speaks for each entity: an identifier, the likest of its names."""
    found: dict[int, list[Feature]] = {}
    for number in index.identified(subject.identifiers):
        found[number] = [_identified(subject, index.entity(number))]
    likest: dict[int, Feature] = {}
    named = index.named(near)
    entities = {one.number: one.entity for one in named}
    for number, feature in _alike(subject, named):
        entity = entities[number]
        if feature.score >= threshold and feature.score > likest.get(entity, NOBODY).score:
            likest[entity] = feature
    for entity, feature in likest.items():
        found.setdefault(entity, []).append(feature)
    return found


def _alike(subject: Subject, near: Sequence[Found]) -> Iterator[tuple[int, Feature]]:
    """Number of each name that may be the subject's by its schema, and how alike it is."""
    return ((one.number, _named(subject.name, one)) for one in near if related(subject.schema, one.schema))


def _named(name: str, near: Found) -> Feature:
    likeness = compare(name, near.text, TAGS.get(near.schema, NameTypeTag.ENT))
    score, detail = likeness.score, likeness.detail
    if near.weak:
        score, detail = score * WEAK, f"{detail}; a weak alias, × {WEAK}"
    return Feature("name", round(score, 3), name, near.text, detail)


def _identified(subject: Subject, entity: Listed) -> Feature:
    own = {keys.identifier(value): value for value in subject.identifiers}
    pairs = ((name, value) for name in sorted(IDENTIFIERS) for value in entity.properties.get(name, ()))
    name, value = next((name, value) for name, value in pairs if keys.identifier(value) in own)
    return Feature("identifier", 1.0, own[keys.identifier(value)], value, f"the same {name}")


def differences(subject: Subject, entity: Listed) -> list[Feature]:
    """What speaks against an entity: another birth date, no country in common. What one side lacks says nothing."""
    found = []
    born = entity.properties.get("birthDate", ())
    if subject.born and born and not any(_agree(subject.born, one) for one in born):
        same_year = any(subject.born[:4] == one[:4] for one in born)
        off, detail = (OTHER_DAY, "another day") if same_year else (OTHER_YEAR, "another year")
        found.append(Feature("birth date", -off, subject.born, ", ".join(born), detail))
    countries = {value for name in COUNTRIES for value in entity.properties.get(name, ())}
    if subject.countries and countries and not countries & set(subject.countries):
        values = ", ".join(subject.countries), ", ".join(sorted(countries))
        found.append(Feature("country", -OTHER_COUNTRY, *values, "none in common"))
    return found


def _agree(one: str, other: str) -> bool:
    """Whether two dates agree as far as both are told."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
