"""How well killed, injured and places are read: own sentences (eval/incidents.tsv), and releases with structured truth.

Run alone it prints every figure and, with `--show`, each sentence of the developing part that came out otherwise:
`python eval/incidents.py [--show] [DATA]`. Failures of a third of the own sentences, chosen by digest, were not
looked at while words and rules were made; of the releases half, of which 17 had been read before.

A line of the table has a language, a sentence and what it tells, by words such as `k8` (killed, exactly), `i30+`
(injured, at least), `k20-25`, `k0` (nobody), `ko20` (dozens: the order of magnitude), `tk96` (a sum over many
incidents), `pk4.child` (a part of those told), `m`issing, `d`etained, `@ua` (country).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/incidents.py` finds its neighbours

from eval.measures import Figure, Measure

from bukti import incidents, reading
from bukti.derivation.tokens import tokenise
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.incidents.places import site
from bukti.incidents.words import load
from bukti.model import Document, Published, Report, Telling, Toll
from bukti.text import analyse

SENTENCES = Path(__file__).with_suffix(".tsv")
RELEASES = "isaf_press/dev.jsonl.gz"
PLACES = SENTENCES.with_name("incident_places.tsv")
LETTERS = {"killed": "k", "injured": "i", "missing": "m", "detained": "d", "casualties": "c"}
COUNTED = frozenset("ki")  # what the figure is about
RULE = "the first number before or behind a word of harm"
Fact = tuple[bool, bool, str, float | None, bool]  # total, part, letter, least, open upwards


@dataclass(frozen=True, slots=True)
class Sentence:
    """An annotated sentence: what it tells of killed and injured, and the country, if one is annotated."""

    language: str
    text: str
    facts: frozenset[Fact]
    who: frozenset[tuple[str, str]]
    country: str | None

    @property
    def unseen(self) -> bool:
        """Whether it belongs to the third that nothing was made on."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 3 == 0


@cache
def sentences() -> tuple[Sentence, ...]:
    """The annotated sentences, in order."""
    rows = (line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines())
    return tuple(_annotated(*row) for row in rows)


def _annotated(language: str, text: str, marks: str) -> Sentence:
    facts, who, country = set(), set(), None
    for mark in marks.split():
        if mark[0] == "@":
            country = mark[1:]
        found = re.fullmatch(r"(t?)(p?)([kimd])(o?)(\d+)(?:-\d+)?(\+?)(?:\.(\w+))?", mark)
        if found and found[3] in COUNTED:
            low = _order(float(found[5])) if found[4] else float(found[5])
            facts.add((bool(found[1]), bool(found[2]), found[3], low, bool(found[4] or found[6])))
            who |= {(found[3] + found[5], found[7])} if found[7] else set()
    return Sentence(language, text, frozenset(facts), frozenset(who), country)


def told(text: str, language: str, published: Published | None = None) -> tuple[Document, tuple[Telling, ...]]:
    """A text through the stages before, and what it tells."""
    report = Report(report_id(text.encode()), "text/plain", text, language=language, published=published)
    made = analyse(report)
    made = replace(made, mentions=mentions.find(made))
    return made, incidents.tellings(made, reading.read(made))


def facts(found: Sequence[Telling]) -> frozenset[Fact]:
    """Killed and injured as the annotation writes them."""
    return frozenset(
        (toll.total, toll.part, LETTERS[toll.harm], *_bound(toll.low, toll.high, toll.comparator))
        for telling in found
        for toll in telling.tolls
        if LETTERS[toll.harm] in COUNTED
    )


def _bound(low: float | None, high: float | None, comparator: str) -> tuple[float | None, bool]:
    """Least and whether it is open upwards; of "dozens" only the order of magnitude counts."""
    return (_order(low), True) if comparator == "order" and low else (low, high is None)


def _order(value: float) -> float:
    return 10.0 ** math.floor(math.log10(value))


def _trivial(sentence: Sentence) -> frozenset[Fact]:
    """What the trivial rule finds: one number beside the first word of harm."""
    made = analyse(Report(report_id(sentence.text.encode()), "text/plain", sentence.text, language=sentence.language))
    tokens, lexis = tokenise(sentence.text), load(sentence.language)
    for place in range(len(tokens)):
        concept = lexis.at(tokens.forms, place)[0]
        if concept in {"killed", "injured"} and made.quantities:
            start = tokens.starts[place]
            nearest = min(made.quantities, key=lambda q: (abs(q.span.start - start), q.span))
            return frozenset({(False, False, LETTERS[concept], *_bound(nearest.low, nearest.high, nearest.comparator))})
    return frozenset()


def own(_: Path) -> dict[str, Figure]:
    """Sentences of which every number of killed and injured is right and none invented; F1 of the numbers."""
    outcomes = [(one, facts(told(one.text, one.language)[1]), _trivial(one)) for one in sentences()]
    unseen = [outcome for outcome in outcomes if outcome[0].unseen]
    return {
        "sentences": _right(outcomes),
        "unseen": _right(unseen),
        "F1": _f1(outcomes),
        "unseen F1": _f1(unseen),
    }


Outcome = tuple[Sentence, frozenset[Fact], frozenset[Fact]]


def _right(outcomes: Sequence[Outcome]) -> Figure:
    right = sum(found == one.facts for one, found, _ in outcomes) / len(outcomes)
    base = sum(trivial == one.facts for one, _, trivial in outcomes) / len(outcomes)
    return Figure(right, base, RULE, count=len(outcomes), unit="sentences")


def _f1(outcomes: Sequence[Outcome]) -> Figure:
    true = sum(len(one.facts) for one, _, _ in outcomes)
    return Figure(
        _overlap([(one.facts, found) for one, found, _ in outcomes]),
        _overlap([(one.facts, trivial) for one, _, trivial in outcomes]),
        RULE,
        count=true,
        unit="numbers",
    )


def _overlap(sides: Sequence[tuple[frozenset[Fact], frozenset[Fact]]]) -> float:
    """F1 of the second of each pair against the first."""
    return 2 * sum(len(true & found) for true, found in sides) / sum(len(true) + len(found) for true, found in sides)


DATELINE = re.compile(r"\b(\w+)\.? (\d{1,2})(?:, (\d{4}))?\b")
NUMBER = re.compile(r"\b(20\d\d)-\d\d-\w+-\d+")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Release:
    """A press release with its text, what it tells by the people who coded it, and its halves by digest."""

    text: str
    truth: dict[str, Any]
    found: tuple[Telling, ...]
    published: datetime | None
    days: frozenset[str]

    @property
    def unseen(self) -> bool:
        """Whether it belongs to the half that nothing was made on."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def releases(data: Path) -> Iterator[Release]:
    """The releases, read as reports of the day in their dateline."""
    with gzip.open(data / RELEASES, "rt", encoding="utf-8") as lines:
        for line in lines:
            _, asked, answer = (turn["value"] for turn in json.loads(line)["conversations"])
            text = asked.removeprefix("PRESS RELEASE TEXT: ")
            day = _dateline(text)
            published = Published(day, day + timedelta(days=1), "day", "text") if day else None
            document, found = told(text, "en", published)
            named = {time.earliest for time in document.times if time.earliest and time.precision == "day"}
            days = frozenset(one.date().isoformat() for one in {*named, *([day] if day else [])})
            yield Release(text, json.loads(answer), found, day, days)


def _dateline(text: str) -> datetime | None:
    """The day in brackets behind the place; without a year that of the release's number."""
    numbered = NUMBER.search(text)
    for match in DATELINE.finditer(text):
        month = match[1][:3].lower()
        year = match[3] or (numbered[1] if numbered else None)
        if month in MONTHS and year:
            return datetime(int(year), MONTHS.index(month) + 1, int(match[2]), tzinfo=UTC)
    return None


def killed(release: Release) -> float:
    """Most that one sentence tells as killed, sums over many incidents and other dates left out."""
    return max((sum(t.low or 0 for t in told if not t.part) for told in _current(release, "killed")), default=0.0)


def _current(release: Release, harm: str) -> Iterator[list[Toll]]:
    for one in release.found:
        counted = [toll for toll in one.tolls if toll.harm == harm and not toll.total]
        if counted and not one.background:
            yield counted


def day(release: Release) -> str | None:
    """First day that a sentence about an attack tells, else the day of the release."""
    told_day = next((one.earliest for one in release.found if one.earliest and not one.background), release.published)
    return told_day.date().isoformat() if told_day else None


def region(release: Release) -> str | None:
    """The first name beside a word for a region, else the first place."""
    order = ("region", "locality", "vicinity", "exact", "country")
    named = sorted((order.index(p.precision), p.span, p.name) for one in release.found for p in one.places)
    return named[0][2] if named else None


def kind(release: Release) -> str:
    """The event in the coders' words."""
    killing, taking = killed(release) > 0, any(_current(release, "detained"))
    if any(one.kind == "airstrike" for one in release.found if one.tolls):
        return "airstrike"
    return "captureandkill" if killing and taking else "insurgentskilled" if killing else "detention"


def fields(data: Path) -> dict[str, Figure]:
    """Fields of the releases, over all and over the half that was not looked at."""
    every = list(releases(data))
    figures: dict[str, Figure] = {}
    for name, part in (("", every), ("unseen ", [one for one in every if one.unseen])):
        figures |= {name + key: figure for key, figure in _fields(part).items()}
    return figures


def _fields(part: Sequence[Release]) -> dict[str, Figure]:
    def share(right: Sequence[bool], base: Sequence[bool], rule: str) -> Figure:
        return Figure(sum(right) / len(part), sum(base) / len(part), rule, count=len(part), unit="releases")

    truth = [one.truth for one in part]
    off = [abs(killed(one) - one.truth["min_killed"]) for one in part]
    zero = [t["min_killed"] for t in truth]
    days = [(day(one), one.truth["start_date"]) for one in part]
    fallback = [one.published.date().isoformat() == one.truth["start_date"] if one.published else False for one in part]
    kinds = [(kind(one), one.truth["event_type"][0].split(";")[0]) for one in part]
    tellable = [one for one in part if one.truth["start_date"] in one.days]
    right = sum(day(one) == one.truth["start_date"] for one in tellable) / len(tellable)
    detained = [t["event_type"][0] == "detention" for t in truth]
    return {
        "killed": share([o == 0 for o in off], [z == 0 for z in zero], "nobody"),
        "killed within 1": share([o <= 1 for o in off], [z <= 1 for z in zero], "nobody"),
        "date": share([found == true for found, true in days], fallback, "the day of the release"),
        "date within 1": share([_near(*pair) for pair in days], fallback, "the day of the release"),
        "province": share([_same(region(one), one.truth["province"][0]) for one in part], [False] * len(part), "none"),
        "date ceiling": Figure(
            len(tellable) / len(part),
            sum(fallback) / len(part),
            "the day of the release",
            count=len(part),
            unit="releases",
        ),
        "date where told": Figure(right, 0.0, "none", count=len(tellable), unit="releases"),
        "event": share([one == two for one, two in kinds], detained, "detention"),
        "event F1": Figure(
            _event_f1(kinds),
            _event_f1([("detention", two) for _, two in kinds]),
            "detention",
            count=len(part),
            unit="releases",
        ),
    }


def _event_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """F1 of each kind of event, weighted by how often the coders gave it."""
    found, true = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    both = Counter(one for one, two in pairs if one == two)
    return sum(2 * both[name] / (found[name] + true[name]) * true[name] for name in sorted(true)) / len(pairs)


def _near(found: str | None, true: str) -> bool:
    return bool(found) and abs(datetime.fromisoformat(str(found)) - datetime.fromisoformat(true)) <= timedelta(days=1)


def _same(found: str | None, true: str) -> bool:
    """Whether two spellings of a province agree but for vowels."""
    return bool(found) and re.sub("[^a-z]|[aeiouy]", "", str(found).lower()) == re.sub("[^a-z]|[aeiouy]", "", true)


def placed(_: Path) -> dict[str, Figure]:
    """Sentences whose first place has the right country, and the right country and first-level region."""
    right = {"country": 0, "region": 0, "base": 0}
    rows = [line.split("\t") for line in PLACES.read_text("utf-8").splitlines()]
    for language, country, region_, text in rows:
        document, found = told(text, language)
        named = [place for one in found for place in one.places]
        known = site(named[0].key) if named else None
        right["country"] += known is not None and known.country == country
        right["region"] += known is not None and (known.country, known.region) == (country, region_)
        right["base"] += f"country:{country}" in {mention.key for mention in document.mentions}
    many = len(rows)
    base = right["base"] / many
    return {
        "country": Figure(right["country"] / many, base, "a country that is named", count=many, unit="sentences"),
        "region": Figure(right["region"] / many, 0.0, "none", count=many, unit="sentences"),
    }


MEASURES: tuple[Measure, ...] = (
    Measure(
        "incidents/places",
        "Country and first-level region of an attack on a town (12 languages, own sentences)",
        (),
        placed,
        shown=("country", "region"),
        own=(PLACES,),
    ),
    Measure(
        "incidents/own",
        "Killed and injured read from sentences (12 languages, own sentences)",
        (),
        own,
        shown=("sentences", "F1"),
        own=(SENTENCES,),
    ),
    Measure(
        "incidents/isaf",
        "Fields of one-sided press releases against their coded truth (English)",
        (RELEASES,),
        fields,
        shown=("killed", "killed within 1", "date", "date where told", "province", "event F1"),
    ),
)


def main() -> None:
    """Print every figure; with `--show` what came out otherwise in the developing parts."""
    data = Path(os.environ.get("BUKTI_DATA") or Path(__file__).parents[2] / "shared" / "data")
    if "--show" in sys.argv:
        for one in sentences():
            found = facts(told(one.text, one.language)[1])
            if not one.unseen and found != one.facts:
                print(f"{one.language} {one.text}")
                print(f"   missed {_written(one.facts - found)} invented {_written(found - one.facts)}")
    for measure in MEASURES:
        if measure.absent(data):
            print(f"skipped: {measure.name}: no {', '.join(measure.absent(data))}")
            continue
        for name, figure in measure.run(data).items():
            trivial = f"(trivial {figure.baseline:.3f})"
            print(f"{measure.name} {name}: {figure.value:.3f} {trivial}, {figure.count} {figure.unit}")


def _written(found: frozenset[Fact]) -> list[str]:
    """Facts in the notation of the table."""
    return sorted(f"{'t' * total}{'p' * part}{harm}{low}{'+' * up}" for total, part, harm, low, up in found)


if __name__ == "__main__":
    main()
