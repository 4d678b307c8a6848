"""Owners across lists: a firm of a register whose owner stands in a list of sanctions.

Nothing is merged. From each entity of a chain the other lists are asked who may be the same: by a number of a register
or a tax office, an LEI or another identifier; by one id, where both lists are FollowTheMoney; or by a name that is all
but equal, with a country in common, where one entity alone has it. Each such match stands in the chain with its score
and reasons. Only those by number or id are sure; those by name count for the upper bound of what is held alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rigour.names import NameTypeTag

from bukti.model import Candidate, Chain, Feature, Joined, Listed, Share
from bukti.screening import keys
from bukti.screening.chains import MOST, circles, holdings, links_up
from bukti.screening.compare import compare
from bukti.screening.index import Index
from bukti.screening.listings import in_force, listings
from bukti.screening.schemata import COUNTRIES, IDENTIFIERS, NAMES, TAGS, related

EQUAL = 0.95  # likeness of names from which two lists may mean one
SOME = 3  # entities of one list that bear an identifier
SHARED_IDS = ("FollowTheMoney", "FollowTheMoney statements")  # kinds of lists whose ids mean the same everywhere
Node = tuple[int, str]  # number of a list, and an id there


class Across:
    """Chains of ownership over all lists of a search.

    Args:
        indexes: of the lists, open.
        day: ISO 8601, for what holds then; empty for the day that each list bears.
    """

    def __init__(self, indexes: Sequence[Index], day: str) -> None:
        self._indexes, self._day = indexes, day
        self._met: dict[Node, tuple[tuple[Node, Feature], ...]] = {}
        self._numbers = {index.list.path: number for number, index in enumerate(indexes)}

    def of(self, one: Candidate) -> Chain | None:
        """The owners of a candidate over all lists; its own list's where no other knows more."""
        number = self._numbers.get(one.path)
        if number is None or len(self._indexes) < 2:
            return one.chain
        home = (number, one.entity.id)
        entities: dict[Node, Listed | None] = {home: one.entity}
        shares, joined, waiting = list[Share](), list[Joined](), [home]
        while waiting and len(entities) < MOST:
            node = waiting.pop(0)
            upward = self._shares(node, number)
            beside = list(self._joined(node, entities[node], home, joined))
            shares += [share for _, share in upward]
            joined += [join for _, join in beside]
            for other in (*(owner for owner, _ in upward), *(far for far, _ in beside)):
                if other not in entities:
                    entities[other] = self._indexes[other[0]].get(other[1])
                    waiting.append(other)
        if not joined or not shares:
            return one.chain
        return self._chain(home, entities, tuple(dict.fromkeys(shares)), tuple(joined))

    def _chain(
        self, home: Node, entities: dict[Node, Listed | None], shares: tuple[Share, ...], joined: tuple[Joined, ...]
    ) -> Chain:
        names = {self._id(node, home[0]): one.caption if one else node[1] for node, one in entities.items()}
        own = _same(self._id(home, home[0]), joined)
        listed = tuple(
            self._id(node, home[0])
            for node, one in entities.items()
            if one is not None and self._id(node, home[0]) not in own and self._listed(node[0], one)
        )
        return Chain(names, shares, holdings(shares, listed, joined), listed, circles(shares), joined)

    def _listed(self, number: int, one: Listed) -> bool:
        index = self._indexes[number]
        return in_force(listings(index, one, self._day or index.list.date))

    def _id(self, node: Node, home: int) -> str:
        """The id of an entity in a chain: that of its list, with the list's digest before it where it is another's."""
        number, id_ = node
        return id_ if number == home else f"{self._indexes[number].list.sha256[:12]}:{id_}"

    def _shares(self, node: Node, home: int) -> list[tuple[Node, Share]]:
        """The links upwards that the list of an entity has."""
        number, id_ = node
        index = self._indexes[number]
        found = []
        for share in links_up(index, id_, self._day or index.list.date):
            owner = (number, share.owner)
            found.append((owner, replace(share, owner=self._id(owner, home), owned=self._id(node, home))))
        return found

    def _joined(
        self, node: Node, one: Listed | None, home: Node, known: Sequence[Joined]
    ) -> Iterator[tuple[Node, Joined]]:
        """Who of the other lists an entity may be, each pair once; by name only where nothing else tells.

        Whom a candidate itself may be by name is no part of its chain: every list is asked for that by itself.
        """
        if node not in self._met:
            others = (number for number in range(len(self._indexes)) if number != node[0])
            self._met[node] = tuple(pair for number in others for pair in self._alike(node, one, number))
        left, seen = self._id(node, home[0]), list(known)
        for far, feature in self._met[node]:
            right, sure = self._id(far, home[0]), feature.name != "name"
            told = any({left, right} == {join.left, join.right} for join in seen)
            if told or (not sure and (home in (node, far) or right in _same(left, seen))):
                continue
            seen.append(Joined(left, right, self._indexes[far[0]].list.path, feature.score, (feature,), sure))
            yield far, seen[-1]

    def _alike(self, node: Node, one: Listed | None, number: int) -> list[tuple[Node, Feature]]:
        """The entities of one list that an entity may be: by identifier, else by id, else by its name alone."""
        index, id_ = self._indexes[number], node[1]
        numbers = _numbers(one) if one else {keys.identifier(id_): ("id", id_)}  # a parent that its file leaves out
        found = []
        for place in index.identified(value for _, value in numbers.values())[:SOME]:
            entity = index.entity(place)
            if one is None or related(one.schema, entity.schema):
                found.append(((number, entity.id), _identified(numbers, entity)))
        if found:
            return found
        if self._kinds(node[0], number) and (index.get(id_) is not None or next(index.links(id_), None) is not None):
            return [((number, id_), Feature("id", 1.0, id_, id_, "the same id in two files of FollowTheMoney"))]
        return self._named(one, number) if one is not None else []

    def _kinds(self, one: int, other: int) -> bool:
        """Whether ids of two lists mean the same."""
        return all(self._indexes[number].list.kind in SHARED_IDS for number in (one, other))

    def _named(self, one: Listed, number: int) -> list[tuple[Node, Feature]]:
        """The only entity of a list that has a name of the same spelling and a country in common."""
        index, countries = self._indexes[number], _countries(one)
        best: dict[str, Feature] = {}
        for name in dict.fromkeys(value for kind in NAMES[:2] for value in one.properties.get(kind, ())[:SOME]):
            for near in index.named(index.nearest(name)) if countries else ():
                if near.weak or not related(one.schema, near.schema):
                    continue
                likeness = compare(name, near.text, TAGS.get(near.schema, NameTypeTag.ENT))
                entity = index.entity(near.entity) if likeness.score >= EQUAL else None
                shared = sorted(countries & _countries(entity)) if entity else []
                shared = shared if entity and _may_be(one, entity) else []
                if entity and shared and likeness.score > (best[entity.id].score if entity.id in best else 0.0):
                    detail = f"{likeness.detail}; country in common: {', '.join(shared)}"
                    best[entity.id] = Feature("name", round(likeness.score, 3), name, near.text, detail)
        return [((number, id_), feature) for id_, feature in best.items()] if len(best) == 1 else []


def _numbers(one: Listed) -> dict[str, tuple[str, str]]:
    """The identifiers of an entity, without what parts them -> property and value."""
    pairs = ((name, value) for name in sorted(IDENTIFIERS) for value in one.properties.get(name, ()))
    return {keys.identifier(value): (name, value) for name, value in pairs}


def _identified(numbers: dict[str, tuple[str, str]], entity: Listed) -> Feature:
    folded, (name, value) = next(iter((k, v) for k, v in _numbers(entity).items() if k in numbers))
    return Feature("identifier", 1.0, numbers[folded][1], value, f"the same {name}")


def _countries(one: Listed) -> set[str]:
    return {value.casefold() for name in COUNTRIES for value in one.properties.get(name, ())}


def _may_be(one: Listed, other: Listed) -> bool:
    """Whether a name and a country may tell one: of persons, with the same day of birth alone."""
    if "Person" not in (one.schema, other.schema):
        return True
    return bool(set(one.properties.get("birthDate", ())) & set(other.properties.get("birthDate", ())))


def _same(id_: str, joined: Sequence[Joined]) -> set[str]:
    """An id with all that it may be the same as."""
    found, grown = {id_}, True
    while grown:
        more = {end for j in joined if {j.left, j.right} & found for end in (j.left, j.right)}
        grown = not more <= found
        found |= more
    return found
