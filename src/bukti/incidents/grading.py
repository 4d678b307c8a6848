"""The grade of an incident by named rules (resources/incident_grades.yml)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bukti import lexicon
from bukti.incidents.ranges import independent
from bukti.model import Answer, Grade, GradeStep, Voice

HARMED = frozenset({"killed", "injured", "casualties"})
OWN = {
    "detention": frozenset({"detained"})
}  # what an incident of a kind is about; beside another kind it is no harm of it
INDEPENDENT = 2
Case = tuple[Sequence[Voice], Sequence[str], Answer, frozenset[str]]  # voices, perpetrators, their answer, harms


def harms(kind: str) -> frozenset[str]:
    """The harms to people by which an incident of a kind is graded."""
    return HARMED | OWN.get(kind, frozenset())


def telling(voices: Iterable[Voice], counted: frozenset[str]) -> int:
    """How many independent origins give a number of people who came to one of these harms."""
    return len(independent(v for v in voices if v.harm in counted and (v.low or v.high or 0) > 0))


def _conceded(case: Case) -> bool:
    told = any(voice.response and voice.harm in case[3] and (voice.low or 0) > 0 for voice in case[0])
    return told or any(harm in case[3] for harm, _, _ in case[2].conceded)


def _speaking(case: Case) -> int:
    return telling(case[0], case[3])


CONDITIONS: dict[str, Callable[[Case], bool]] = {
    "conceded": _conceded,
    "contested": lambda case: len(case[1]) > 1 and _speaking(case) > 0,
    "supported": lambda case: _speaking(case) >= INDEPENDENT,
    "single": lambda case: _speaking(case) == 1,
    "always": lambda _: True,
}


def grade(voices: Sequence[Voice], perpetrators: Sequence[str], answer: Answer, kind: str) -> Grade:
    """The first grade whose condition holds."""
    rules, case = lexicon.resource("incident_grades"), (voices, perpetrators, answer, harms(kind))
    met = next(rule for rule in rules["grades"] if CONDITIONS[rule["condition"]](case))
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
