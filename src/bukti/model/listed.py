"""Entities of sanctions lists and registers in the terms of FollowTheMoney, and what screening finds among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bukti.model.decision import Decision
from bukti.model.report import Failure
from bukti.model.span import Span

Properties = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity as a list has it.

    Attributes:
        id: of the list. schema: of FollowTheMoney, `Person` or `Sanction`. place: in the file, `line 7` or `id 306`.
        properties: values by the names of FollowTheMoney; dates may be partial (`1948-12`).
    """

    id: str
    schema: str
    properties: Properties
    place: str = ""

    def first(self, *names: str) -> str:
        """The first value of the first of these properties that has one, else the empty string."""
        return next((self.properties[name][0] for name in names if self.properties.get(name)), "")

    @property
    def caption(self) -> str:
        """What it is called."""
        return self.first("name", "alias", "weakAlias") or self.id


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list that was searched.

    Attributes:
        path: as the user named it. kind: of its loader. sha256: of its bytes. date: when it was published, as it says.
        entities: everything in it. names: names that can be found. faults: what is wrong with it, in sentences.
        complete: False where reading ended early or entries were left out, so that a name not found may be there.
    """

    path: str
    kind: str
    sha256: str
    date: str
    entities: int
    names: int
    faults: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what is looked for.

    Attributes:
        name: as written. schema: of FollowTheMoney, or empty where unknown. born, countries, identifiers: where known.
        where: where the name was found, for the reader.
    """

    name: str
    schema: str = ""
    born: str = ""
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason of a score: which two values were compared, and what that adds.

    Attributes:
        name: `name`, `identifier`, `birth date`, `country` or a feature of another scorer. score: 0 to 1, or what is
            taken off. query, candidate: the two values. detail: how they agree.
    """

    name: str
    score: float
    query: str
    candidate: str
    detail: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One measure against an entity, and whether it is in force.

    Attributes:
        state: `listed`, `not yet listed`, `delisted` or `unknown` on the day asked about.
        listed, ended: dates as the list has them, maybe partial, maybe empty. place: in the file.
    """

    authority: str
    programme: str
    state: str
    listed: str = ""
    ended: str = ""
    reason: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """One link of ownership or control, with its source.

    Attributes:
        owner, owned: ids. kind: schema of the link. low, high: per cent, the same where the list gives one figure; None
            where it gives none. since, until: as the list has them. source: address or place that says so.
        role: how the list calls the link, where it does.
    """

    owner: str
    owned: str
    kind: str
    low: float | None
    high: float | None
    since: str = ""
    until: str = ""
    source: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of an entity belongs to listed ones: a computation, not a verdict.

    Attributes:
        entity: id. low, high: per cent held by owners that are listed or half owned by such. shares: those that count.
        reached: True when `low` is at least half, False when `high` is below it, None between.
    """

    entity: str
    low: float
    high: float
    shares: tuple[Share, ...]
    reached: bool | None


@dataclass(frozen=True, slots=True)
class Joined:
    """Two entries of two lists that may be one: a match with its reasons, never a merge.

    Attributes:
        left, right: ids of the chain. path: of the list that has `right`. score: 0 to 1. features: its reasons.
        sure: by an identifier or a shared id; what is joined by name counts for an upper bound alone.
    """

    left: str
    right: str
    path: str
    score: float
    features: tuple[Feature, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """Who owns or controls an entity, as far up as the list knows, or all lists together.

    Attributes:
        names: of every id. shares: links upwards, nearest first. holdings: of the entity and of its owners.
        listed: ids of the owners that are listed. circles: ids that own themselves through others.
        joins: entries of two lists that may be one; an id of another list bears that list's digest in front.
    """

    names: Mapping[str, str]
    shares: tuple[Share, ...]
    holdings: tuple[Holding, ...]
    listed: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    joins: tuple[Joined, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity of a list that a subject may be; nothing is merged.

    Attributes:
        path: of the list. score: 0 to 1. judgement: of a person in the case: `same`, `not same`, `unsure` or empty.
        judged: the decision that says so.
    """

    path: str
    entity: Listed
    score: float
    features: tuple[Feature, ...]
    listings: tuple[Listing, ...] = ()
    chain: Chain | None = None
    judgement: str = ""
    judged: Decision | None = None

    @property
    def in_force(self) -> bool:
        """Whether a measure against it is in force on the day asked about."""
        return any(one.state == "listed" for one in self.listings)


@dataclass(frozen=True, slots=True)
class Screened:
    """What was found for one subject: every candidate from the threshold on, the likeliest first."""

    subject: Subject
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    """Who a report says belongs to somebody who may be listed: a finding, not a match.

    Attributes:
        owner: the name that has candidates under measures. owned: a name, or the words for it where `unnamed`.
        words, span: the sentence that says so. where: path of the report. statements: ids of those that it stands in.
    """

    owner: str
    owned: str
    unnamed: bool
    words: str
    where: str
    span: Span
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """The result of screening.

    Attributes:
        scorer: its name. threshold: from which a candidate is shown. as_of: the day asked about, or empty for each
            list's own date. lists: those searched. screened: every subject, in the order given.
        failed: lists that could not be searched whole, and reports that could not be read.
        owned: who reports say belongs to one of the screened.
    """

    scorer: str
    threshold: float
    as_of: str
    lists: tuple[ListFile, ...]
    screened: tuple[Screened, ...]
    failed: tuple[Failure, ...] = ()
    owned: tuple[Owned, ...] = ()
