"""People's decisions on a case, and the dossiers that were written from it."""

from __future__ import annotations

from dataclasses import dataclass

# ("report", id), ("statement", id, report), ("outside", name of an outlet), or the key of a source; of a grouping, ids
# of statements
Matter = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision: what carries evidence, what is one claim, whether it is true, how reliable a source is.

    Decisions are never changed: a later one on the same target supersedes the earlier.

    Attributes:
        id: derived from everything else.
        what: `retract`, `merge`, `split`, or `restore`, which takes one of them back; `true`, `false` or `open`; a
            letter from A to F or `unrated`; `accept` of a statement that a person read and found right; `correct` of
            one that they read otherwise, or that was missed; `dependent` of two sources, or `joined`; `use` of a
            profile, or `revert` to the one before it; `note`.
        kind: `report`, `origin` or `statement`; `claim`; `rating`; `reading`; `sources`;
            `profile`.
        target: id of the report, origin or claim; of a merge or split, what it is about; of a rating, the name.
        name: for the reader.
        matter: what it covers, told so that it is found again when reports were added to the case. Of a claim, its
            statements, each with its side; of a rating, keys of the source and each name that it is `called`. Of two
            sources, the keys of both, each name that they are `called`, and what they share. Of a profile,
            its file, which the case keeps. A merge
            names the statements of either claim, a split those that leave and those that stay.
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
        number: order of writing. format: `html`, `json` or `stix`.
        path: absolute; `-` for standard output, a bare name for what left by a browser.
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
