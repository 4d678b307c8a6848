"""What those said to have done it answered, over all incidents; conceded numbers against told ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bukti.model import Incident

STATUSES = ("not assessed", "non-credible", "credible", "duplicate", "contested")
Spans = Iterable[tuple[str, float | None, float | None]]


@dataclass(frozen=True, slots=True)
class Against:
    """Sums of one harm over the incidents in which anything of it is conceded, and over all in which it is told.

    Attributes:
        harm: as in `Toll`. incidents: in which a number of it is conceded.
        conceded: sums of the lowest and the highest conceded numbers; None where one of them is "at least".
        told: sums of the lower and upper ends of the ranges of the same incidents. every: of all incidents. A lower
            end that is not established adds nothing.
    """

    harm: str
    incidents: int
    conceded: tuple[float, float | None]
    told: tuple[float, float]
    every: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ResponseSum:
    """The answers to all incidents.

    Attributes:
        incidents: how many there are. statuses: each of `STATUSES` -> how many have it.
        by_people: how many of them have it from people, not from the words of reports.
        harms: conceded against told, by harm; harms that are told of in no incident are left out.
    """

    incidents: int
    statuses: dict[str, int]
    by_people: int
    harms: tuple[Against, ...]


def status(one: Incident) -> str:
    """What the answer is taken for by people, else as the parties' words have it; `contested` where they differ."""
    found = sorted({category.status for category in one.categories}) or [one.answer.status]
    return found[0] if len(found) == 1 else "contested"


def conceded(one: Incident) -> dict[str, tuple[float, float | None]]:
    """By harm, the lowest and highest number that people take an answer to concede, else those in its words."""
    taken = [span for category in one.categories for span in category.conceded]
    return _widest(taken or one.answer.conceded)


def _widest(spans: Spans) -> dict[str, tuple[float, float | None]]:
    found: dict[str, tuple[float, float | None]] = {}
    for harm, low, high in spans:
        least, most = found.get(harm, (low or 0.0, high))
        found[harm] = min(least, low or 0.0), None if most is None or high is None else max(most, high)
    return found


def response_sum(found: Sequence[Incident]) -> ResponseSum:
    """The answers to all of these incidents."""
    answers = [status(one) for one in found]
    harms = sorted(
        {span.harm for one in found for span in one.ranges} | {harm for one in found for harm in conceded(one)}
    )
    return ResponseSum(
        len(found),
        {name: answers.count(name) for name in STATUSES},
        sum(bool(one.categories) for one in found),
        tuple(_against(harm, found) for harm in harms),
    )


def _against(harm: str, found: Sequence[Incident]) -> Against:
    answered = [(one, spans[harm]) for one in found if harm in (spans := conceded(one))]
    highs = [high for _, (_, high) in answered]
    most = None if None in highs else sum(high or 0.0 for high in highs)
    own = _told(harm, [one for one, _ in answered])
    return Against(harm, len(answered), (sum(low for _, (low, _) in answered), most), own, _told(harm, found))


def _told(harm: str, found: Iterable[Incident]) -> tuple[float, float]:
    spans = [span for one in found for span in one.ranges if span.harm == harm]
    return sum(span.low or 0.0 for span in spans), sum(span.high or 0.0 for span in spans)
