"""People's decisions on a case, and the dossiers that were written from it."""

from __future__ import annotations

from dataclasses import dataclass

Matter = tuple[str, ...]  # ("report", id), ("outside", name of an outlet), or the key of a source


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision on what carries evidence, on whether a claim is true, or on how reliable a source is.

    Decisions are never changed: a later one on the same target supersedes the earlier.

    Attributes:
        id: derived from everything else.
        what: `retract` or `restore`; `true`, `false` or `open`; a letter from A to F or `unrated`.
        kind: `report` or `origin`; `claim`; `rating`.
        target: id of the report, origin or claim; of a rating, the name. name: for the reader.
        matter: what it covers, told so that it is found again when reports were added to the case. Of a claim, its
            statements, each with its side; of a rating, keys of the source and each name that it is `called`.
        made: when, UTC, ISO 8601. supersedes: id of the decision on the same target before it, or None.
    """

    id: str
    what: str
    kind: str
    target: str
    name: str
    matter: tuple[Matter, ...]
    reason: str
    author: str
    made: str
    supersedes: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A dossier that was written from a case, as the case remembers it.

    Attributes:
        number: order of writing. path: absolute, or `-` for standard output. format: `html`, `json` or `stix`.
        sha256: of its bytes. written: when, UTC, ISO 8601. profile: name and version. claims: ids of those in it.
        matter: every report, outlet and source that carries evidence in it.
        decisions: ids of the retractions that it tells of.
        stale: ids of the decisions made since that touch what it rests on; empty when it still holds.
        state: whether the same bytes are still there: `there`, `changed`, `gone`, or empty when nobody looked.
    """

    number: int
    path: str
    format: str
    sha256: str
    written: str
    profile: str
    claims: tuple[str, ...]
    matter: tuple[Matter, ...]
    decisions: tuple[str, ...]
    stale: tuple[str, ...] = ()
    state: str = ""
