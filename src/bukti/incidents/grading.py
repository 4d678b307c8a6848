"""The grade of an incident by named rules (resources/incident_grades.yml)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bukti import lexicon
from bukti.incidents.ranges import independent
from bukti.model import Answer, Grade, GradeStep, Voice

HARMED = frozenset({"killed", "injured", "casualties"})
INDEPENDENT = 2
Case = tuple[Sequence[Voice], Sequence[str], Answer]  # voices, perpetrators, their answer


def _conceded(case: Case) -> bool:
    told = any(voice.response and voice.harm in HARMED and (voice.low or 0) > 0 for voice in case[0])
    return told or any(harm in HARMED for harm, _, _ in case[2].conceded)


def _speaking(case: Case) -> int:
    return len(independent(v for v in case[0] if v.harm in HARMED and (v.low or v.high or 0) > 0))


CONDITIONS: dict[str, Callable[[Case], bool]] = {
    "conceded": _conceded,
    "contested": lambda case: len(case[1]) > 1 and _speaking(case) > 0,
    "supported": lambda case: _speaking(case) >= INDEPENDENT,
    "single": lambda case: _speaking(case) == 1,
    "always": lambda _: True,
}


def grade(voices: Sequence[Voice], perpetrators: Sequence[str], answer: Answer) -> Grade:
    """The first grade whose condition holds."""
    rules = lexicon.resource("incident_grades")
    met = next(rule for rule in rules["grades"] if CONDITIONS[rule["condition"]]((voices, perpetrators, answer)))
    return Grade(met["name"], met["rule"], met["missing"], rules["version"])


def history(found: Iterable[tuple[str, str, Grade]]) -> tuple[GradeStep, ...]:
    """The steps at which the grade is another than before.

    Args:
        found: day, what brought it, and the grade from then on, in order.
    """
    steps: list[GradeStep] = []
    for since, by, met in found:
        if not steps or steps[-1].grade != met.name:
            steps.append(GradeStep(met.name, since, by))
    return tuple(steps)
