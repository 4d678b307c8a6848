"""Who of the case's lists somebody may be, as the page of a name shows it: side by side, nothing merged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from bukti.acts import given
from bukti.model import Candidate, Chain, Entity
from bukti.report.screening import REACHED, holding_of
from bukti.web import held
from bukti.web.desk import View
from bukti.web.held import Link
from bukti.web.tongues import phrase

VERDICTS = (("same", phrase("Accept")), ("not same", phrase("Reject")), ("unsure", phrase("Undecided")))
TOLD = (  # what is compared side by side: heading, properties of FollowTheMoney
    (phrase("Born, founded"), ("birthDate", "incorporationDate")),
    (phrase("Countries"), ("nationality", "citizenship", "country", "jurisdiction", "flag")),
    (
        phrase("Numbers"),
        ("registrationNumber", "idNumber", "innCode", "ogrnCode", "leiCode", "passportNumber", "imoNumber"),
    ),
    (phrase("Office"), ("position",)),
)
VALUES = 4  # of one property


def of(entity: Entity) -> list[dict[str, Any]]:
    """Each candidate with what its section shows."""
    return [_candidate(one, entity) for one in entity.candidates]


def _candidate(one: Candidate, entity: Entity) -> dict[str, Any]:
    asked = next((f.query for f in one.features if f.name == "name"), entity.name)
    chain = one.chain
    links = held.of_chain(chain) if chain else []
    listed = [*(chain.listed if chain else ()), *([one.entity.id] if one.in_force else [])]
    return {
        "c": one,
        "asked": asked,
        "list": inside(one.path),
        "told": [(title, _values(one, names)) for title, names in TOLD],
        "links": [(link, inside(link.source)) for link in links],
        "names": chain.names if chain else {},
        "picture": held.picture(one.entity.id, links, chain.names, listed) if chain else None,
        "holdings": _holdings(chain) if chain else [],
        "circles": [chain.names[id_] for id_ in chain.circles] if chain else [],
    }


def _values(one: Candidate, names: tuple[str, ...]) -> str:
    found = dict.fromkeys(value for name in names for value in one.entity.properties.get(name, ()))
    return ", ".join(list(found)[:VALUES])


def _holdings(chain: Chain) -> list[tuple[str, str, str]]:
    """What listed owners hold, as a computation: of whom, the sum, what it would mean."""
    return [
        (chain.names.get(one.entity, one.entity), holding_of(one), REACHED[one.reached])
        for one in chain.holdings
        if one.high
    ]


def inside(path: str) -> str:
    """A list, or a place in one, by its name in the folder of lists: where that folder stands is told to nobody."""
    plain = given.shown(path)
    return PurePath(plain).name if plain.startswith("/") else plain


def stated(view: View, entity: Entity) -> held.Picture | None:
    """What the reports say of who owns whom, around an entity, as a picture."""
    ties = [tie for one in view.entities.values() for tie in one.ties] if entity.ties else []
    links = held.of_ties(ties)
    near = _near(entity.id, links)
    names: Mapping[str, str] = {name: one.name for name, one in view.entities.items()}
    marked = [tie.right for tie in ties if tie.kind == "Sanction"]
    return held.picture(entity.id, near, names, marked)


def _near(meant: str, links: list[Link]) -> list[Link]:
    """The links that hang together with one."""
    known, grown = {meant}, True
    while grown:
        more = {end for link in links if {link.owner, link.owned} & known for end in (link.owner, link.owned)}
        grown = not more <= known
        known |= more
    return [link for link in links if link.owner in known]
