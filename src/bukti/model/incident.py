"""Attacks and harm: what one sentence tells of them, with the place of every number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from bukti.model.decision import Decision
from bukti.model.document import Document
from bukti.model.report import Failure
from bukti.model.span import Span

Sourcing = Literal["named", "unnamed", "own"]
SOURCINGS: tuple[Sourcing, ...] = get_args(Sourcing)


@dataclass(frozen=True, slots=True)
class Toll:
    """How many people came to harm, as one report tells it; killed, injured, missing and detained are never mixed.

    Attributes:
        harm: `killed`, `injured`, `missing`, `detained`, or `casualties` where killed and injured are told together.
        low: fewest meant, 0 where nobody came to harm. high: most meant, None where it is open ("at least eight").
        comparator: as in `Quantity`; `none` for nobody, `one` and `pair` where a noun alone tells the number.
        who: `civilian`, `child`, `woman`, `belligerent` or `person`.
        span: the words that tell the number and who. words: as they stand.
        total: a sum over many incidents ("since the war began"); it belongs to none of them.
        part: some of those told beside it ("including three children"); never added to them.
        earlier: what an earlier version of the report said ("an earlier version of this article said seven"): nobody's
            word any more.
    """

    harm: str
    low: float | None
    high: float | None
    comparator: str
    who: str
    span: Span
    words: str
    total: bool = False
    part: bool = False
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Something told by a name: its key as in `Mention`, the name to show, its place in the text.

    Attributes:
        key: of a place that the gazetteer knows, `geonames:` and its number there, `region:` or `country:`; of
            coordinates `point:`.
        precision: of a place `exact` (coordinates), `locality`, `vicinity` ("near"), `region` or `country`; else empty.
    """

    key: str
    name: str
    span: Span
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """The answer of a party to what it is said to have done, in its own word; it is evidence for no number.

    Attributes:
        party: who answers; its key is that of its country or name, empty where only "the army" is told.
        what: `admits`, `denies`, `finds not credible`, `finds credible`, `has it twice`, `regrets` or `looks into it`.
        span: the words that tell so. sentence: where they stand.
        tolls: numbers of people in that sentence. statement: id of the statement that the words belong to, or None.
    """

    party: Named
    what: str
    span: Span
    sentence: Span
    tolls: tuple[Toll, ...] = ()
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence of a report tells of an attack.

    Attributes:
        id: derived from report and sentence. sentence: its span.
        kind: `airstrike`, `drone`, `missile`, `shelling`, `explosion`, `shooting`, `clash`, `detention`, `attack`, or
            `unknown`. kind_span: the word that tells it, None where none does.
        weapons: classes of weapons, sorted. targets: kinds of what was hit (`hospital`, `school`, `energy` …).
        places: the places named, the most precise first; where the sentence names none, those of the sentence nearest
            before it in the report, else behind it. Their spans tell which.
        earliest, latest: when it happened, aware and UTC; None where nothing tells. dated_by: the place of the words,
            which may stand in another sentence likewise.
        perpetrator: who is said to have done it, or None. alleged_by: whose word the sentence is; None for the report.
        statement: id of the statement that the sentence belongs to, or None.
        total: the sentence sums up many incidents. background: it recounts what somebody did before ("responsible for
            an attack that killed four"). attacks: how many it counts ("17 attacks"), else None.
        responses: what parties answer, in this sentence or in one right behind it that tells of no attack.
    """

    id: str
    report: str
    sentence: Span
    kind: str
    kind_span: Span | None
    weapons: tuple[str, ...]
    targets: tuple[str, ...]
    tolls: tuple[Toll, ...]
    places: tuple[Named, ...] = ()
    earliest: datetime | None = None
    latest: datetime | None = None
    dated_by: Span | None = None
    perpetrator: Named | None = None
    alleged_by: str | None = None
    statement: str | None = None
    total: bool = False
    background: bool = False
    attacks: float | None = None
    responses: tuple[Response, ...] = ()

    @property
    def precision(self) -> str:
        """How precisely it is placed: `exact`, `locality`, `vicinity`, `region`, `country` or `unknown`."""
        return self.places[0].precision if self.places else "unknown"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one origin says of one harm of an incident: its latest word, earlier ones are superseded.

    Attributes:
        origin: who says so, or the report that first told it in its own voice.
        low, high: as in `Toll`. telling: id of the one that holds. superseded: ids of the earlier ones.
        response: a party that is said to have done it; its word is kept apart and supports no range.
        sourcing: whether the origin is a named source, an unnamed one, or a report's own voice.
        tied: id of the decision by which it depends on another origin of the incident: both count as one; else "".
    """

    origin: str
    harm: str
    low: float | None
    high: float | None
    telling: str
    superseded: tuple[str, ...] = ()
    response: bool = False
    sourcing: Sourcing = "own"
    tied: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """How many came to one harm, over all origins (method.md section 4); never an average.

    Attributes:
        low: largest number that as many origins as needed support ("n killed" supports each number up to n); None
            where fewer origins speak. high: largest number of any origin. open: that origin says "at least".
        origins: how many speak. most: the bounds that more counted origins tell than any other, and how many do; None
            where one speaks or none is told oftener than the rest.
    """

    harm: str
    low: float | None
    high: float | None
    open: bool
    origins: int
    most: tuple[float | None, float | None, int] | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A named rule that an incident meets, with its text, and what the next one would take."""

    name: str
    rule: str
    missing: str
    version: str


@dataclass(frozen=True, slots=True)
class GradeStep:
    """A grade that an incident came to: by its reports in order of publication, then by what people decided.

    Attributes:
        grade: its name. since: day of publication or of the decision, ISO 8601; "" where a report has none.
        by: id of the report or decision that brought it.
    """

    grade: str
    since: str
    by: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the parties that are said to have done it answered, over all reports.

    Attributes:
        status: `not assessed`, `non-credible`, `credible` or `duplicate`, as the parties' own words have it; where
            they differ, `contested`. conceded: harm -> lowest and highest number that a party admits; no upper end
            where it says "at least".
        told: id of the telling and the response, in the order of the reports.
        bodies: name and answer of each body once: what reports in several languages call it is one.
        acts: the same, each with the places in `told` of all the words that tell of it; every place stands once.
    """

    status: str = "not assessed"
    conceded: tuple[tuple[str, float | None, float | None], ...] = ()
    told: tuple[tuple[str, Response], ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()
    acts: tuple[tuple[str, str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Allegation:
    """Who says of a party that it did it, and who denies it.

    Attributes:
        party: its name. key: as in `Named`.
        by: origins, sorted, each with how it is known; one that is the report's own word is the report's id.
        denied_by: names of those who deny it or find it not credible, in the order of the reports.
    """

    party: str
    key: str
    by: tuple[tuple[str, Sourcing], ...]
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Apart:
    """The incident that came nearest to another, and what kept the two apart."""

    incident: str
    reason: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a person found in one part of the verification (Berkeley Protocol); those of several people stay apart.

    Attributes:
        part: `source`, `technical`, `content` or `review`, the second look at all three.
        finding: `supports`, `against` or `inconclusive`. key: under which it was signed, "" where it was not.
        decision: its id. reason, author, made: as in `Decision`.
    """

    part: str
    finding: str
    key: str
    decision: str
    reason: str
    author: str
    made: str


@dataclass(frozen=True, slots=True)
class Category:
    """What people take a party's answer for, whatever the reports quote of it.

    Attributes:
        party: who answers, "" for any that is said to have done it. status: as in `Answer`.
        conceded: harm -> lowest and highest number that it concedes.
        decision: its id. reason, author, made: as in `Decision`.
    """

    party: str
    status: str
    conceded: tuple[tuple[str, float | None, float | None], ...]
    decision: str
    reason: str
    author: str
    made: str


@dataclass(frozen=True, slots=True)
class ProofStep:
    """The standard of proof that an incident meets by named rules, and what the next one would take.

    Attributes:
        met, next: names, None at the ends. rule, next_rule: their text. missing: sentences. version: of the rules.
    """

    met: str | None = None
    rule: str = ""
    next: str | None = None
    next_rule: str = ""
    missing: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """One attack as all reports tell it.

    Attributes:
        id: derived from its tellings. tellings: ids in order of publication and place.
        kind, weapons, targets, places, earliest, latest: as in `Telling`; the most telling of them.
        perpetrators: names of those said to have done it. origins: who tells of it by a word of their own, as far as
            that is established (`incidents.ranges.independent`).
        voices: what each origin says of each harm. ranges: by harm.
        reasons: why its tellings are one incident. answer: the response of those said to have done it, kept apart.
        decisions: ids of the merges and splits that name its tellings. analyses, categories: what people found.
        standard: the standard of proof that is met.
        history: the grades that it came to, the last one being that of `grade`.
        alleged: of each of the perpetrators who says so and who denies it.
    """

    id: str
    tellings: tuple[str, ...]
    kind: str
    weapons: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[Named, ...]
    earliest: datetime | None
    latest: datetime | None
    perpetrators: tuple[str, ...]
    origins: tuple[str, ...]
    voices: tuple[Voice, ...]
    ranges: tuple[Range, ...]
    grade: Grade
    reasons: tuple[str, ...] = ()
    near_miss: Apart | None = None
    answer: Answer = Answer()
    decisions: tuple[str, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    categories: tuple[Category, ...] = ()
    standard: ProofStep = ProofStep()
    history: tuple[GradeStep, ...] = ()
    alleged: tuple[Allegation, ...] = ()


@dataclass(frozen=True, slots=True)
class Incidents:
    """What `bukti incidents` gives: documents in input order, what their sentences tell, and the attacks they tell of.

    Sums over many incidents and what is background are tellings of no incident. `needed` is how many origins the lower
    end of a range needs. `grouping` has the merges and splits in force, `unfit` what of them cannot be kept to.
    """

    documents: tuple[Document, ...]
    tellings: tuple[Telling, ...]
    incidents: tuple[Incident, ...] = ()
    failed: tuple[Failure, ...] = ()
    needed: int = 2
    grouping: tuple[Decision, ...] = ()
    unfit: tuple[str, ...] = ()
