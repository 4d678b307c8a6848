"""Parameters as pages show them; whom letters name is not for everybody where incidents tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from bukti.assessment.profiles import Profile
from bukti.report.parameters import Parameter, differences, parameters
from bukti.report.withheld import Names
from bukti.web import named
from bukti.web.desk import View


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter with its values: label, value, and whether the label is a name in the file."""

    row: Parameter
    parts: tuple[tuple[str, str, bool], ...]


def rows(request: Request, view: View, profile: Profile) -> list[Row]:
    """Every parameter of a profile."""
    found = parameters(profile)
    who = _names(request, view, found)
    return [row for one in found if (row := _row(one, who))]


def differing(request: Request, view: View, sides: tuple[Profile, Profile]) -> list[tuple[Row | None, Row | None]]:
    """The parameters that are another in two profiles, before and after."""
    found = differences(*sides)
    who = _names(request, view, [side for one in found for side in (one.before, one.after) if side])
    return [(_row(one.before, who), _row(one.after, who)) for one in found]


def _names(request: Request, view: View, found: Sequence[Parameter]) -> Names:
    """How names are shown; a team is told of a read only where there is a name to read."""
    return named.names(request, view) if any(part.own for one in found for part in one.parts) else view.withheld


def _row(one: Parameter | None, who: Names) -> Row | None:
    if one is None:
        return None
    labels = (who.text(part.label) if part.own else part.label for part in one.parts)
    return Row(one, tuple((label, part.value, part.own) for label, part in zip(labels, one.parts, strict=True)))
