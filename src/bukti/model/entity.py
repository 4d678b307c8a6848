"""Who and what the reports of a collection name, and why names were joined."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model.document import Document
from bukti.model.listed import Candidate, ListFile
from bukti.model.report import Failure
from bukti.model.span import Span
from bukti.model.statement import Statement

Place = tuple[str, Span]  # id of a report, and where in its text


@dataclass(frozen=True, slots=True)
class SeenName:
    """A name as it stands in reports.

    Attributes:
        text: its words. base: its base form, in its own script. script: of its first letter, as Unicode calls it.
        languages: of the reports, sorted. places: every place, in order of reports.
    """

    text: str
    base: str
    script: str
    languages: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Why two names were taken for one entity's; never without a reason.

    Attributes:
        kind: `list`, `same-name`, `short`, `acronym`, `spelling`, `trade` or `judgement`.
        score: likeness in [0, 1]; 1 where a list, the text or a person says so.
    """

    left: str
    right: str
    kind: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Called:
    """A description that stands for a name of its report ("the French agency"), as one name alone fits it.

    Attributes:
        words: as they stand. place: where. rule: `class`, or `class and country`. reason: what a reader can check.
    """

    words: str
    place: Place
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """An open question: another entity that may be the same. Both are kept.

    Attributes:
        entity: its id. score: likeness in [0, 1]. judgement: `not same` or `unsure` where a person said so.
    """

    entity: str
    name: str
    score: float
    reason: str
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Sayer:
    """An origin of what is said about an entity: id and name as in the claims' assessments, and those claims' ids."""

    id: str
    name: str
    kind: str
    established: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two entities that a report states.

    Attributes:
        kind: a schema of FollowTheMoney: `Ownership`, or `Sanction`. left, right: ids of the owner and what it owns, or
            of who imposes sanctions and on whom. words, place: the sentence that states it.
        statements: ids of those that it stands in.
    """

    kind: str
    left: str
    right: str
    words: str
    place: Place
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """Names that were joined with stated reasons, and what the reports say by and about who bears them.

    Attributes:
        id: derived from its key. key: a list's key (`country:cn`) or `name:` and the folded name it is most called by.
        kind: `person`, `organisation`, `media`, `place`, `country`, `vessel`, `aircraft`, `product` or `other`.
        schema: of FollowTheMoney, `LegalEntity` where the kind is unknown. told: what the kind was told by.
        reports: ids, in order of the collection. questions: who else it may be.
        called: descriptions in reports that stand for it.
        by, relayed, about: ids of statements that it makes, passes on, or is named in.
        sayers: origins of the claims about it. fewest: independent origins that its best supported claim has at least.
        candidates: entities of lists that it may be, where lists were given.
    """

    id: str
    key: str
    name: str
    kind: str
    schema: str
    told: tuple[str, ...]
    names: tuple[SeenName, ...]
    reports: tuple[str, ...]
    joins: tuple[Join, ...] = ()
    questions: tuple[Alternative, ...] = ()
    called: tuple[Called, ...] = ()
    by: tuple[str, ...] = ()
    relayed: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    sayers: tuple[Sayer, ...] = ()
    fewest: int = 0
    ties: tuple[Tie, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Entities:
    """What `bukti entities` gives.

    Attributes:
        documents: in input order. statements: of them. entities: those in most reports first.
        lists: those searched, where any were given. as_of: the day asked about, or empty for each list's own date.
        failed: reports and lists that could not be read whole.
    """

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    lists: tuple[ListFile, ...] = ()
    as_of: str = ""
    failed: tuple[Failure, ...] = ()
