"""Who and what the reports of a collection name, and who of some lists they may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bukti import pipeline
from bukti.acts import screening
from bukti.acts.screening import Look
from bukti.entities import collected
from bukti.entities.gazetteer import fold
from bukti.model import Candidate, Entities, Entity, Subject
from bukti.pipeline import PathName
from bukti.progress import Tick, silent
from bukti.screening.search import THRESHOLD

SEARCHED = frozenset({"person", "organisation", "media", "vessel", "aircraft", "other"})  # kinds that lists hold
FORMS = 6  # names of an entity that are looked for, the most frequent


def entities(  # noqa: PLR0913 - each is an option of the command
    paths: Sequence[PathName] = (),
    case: PathName | None = None,
    *,
    lists: Sequence[Path] = (),
    as_of: str = "",
    threshold: float = THRESHOLD,
    tick: Tick = silent,
) -> Entities:
    """Everybody and everything that reports name, with what is said by and about each (`bukti entities`).

    Args:
        paths: as for `assess`.
        case: as for `assess`; what people judged of names and entities is kept to.
        lists: where each is looked for under the names that reports give it; none, to look in no list.
        as_of: as for `screen`.
        threshold: as for `screen`.
        tick: told about progress.

    Raises:
        UsageError: bad paths, neither paths nor a case, a list that cannot be searched, a bad day.
    """
    result = pipeline.assess(paths, case, tick=tick)
    found = Entities(result.documents, result.statements, collected.entities(result), failed=result.failed)
    if not lists:
        return found
    how = Look(as_of, threshold, Path(case) if case else None)
    return listed(found, lists, how, tick)


def listed(found: Entities, lists: Sequence[Path], how: Look, tick: Tick = silent) -> Entities:
    """The same with the entities of lists that each may be."""
    asked = [(one.id, subject) for one in found.entities for subject in subjects(one)]
    looked = screening.look([subject for _, subject in asked], lists, how, tick)
    best: dict[str, dict[tuple[str, str], Candidate]] = {}
    for (id_, _), screened in zip(asked, looked.screened, strict=True):
        own = best.setdefault(id_, {})
        for one in sorted(screened.candidates, key=screening.order):
            known = own.get((one.path, one.entity.id), one)
            own[one.path, one.entity.id] = _likest(one, known)
    made = [(one, sorted(best.get(one.id, {}).values(), key=screening.order)) for one in found.entities]
    entities_ = tuple(replace(one, candidates=tuple(candidates)) for one, candidates in made)
    return replace(
        found, entities=entities_, lists=looked.lists, as_of=how.as_of, failed=(*found.failed, *looked.failed)
    )


def _likest(one: Candidate, other: Candidate) -> Candidate:
    """The same of a list under two names: with the higher score, and with what was judged last of either name."""
    judged = max((c.judged for c in (one, other) if c.judged), key=lambda made: made.made, default=None)
    best = min(one, other, key=lambda c: -c.score)
    return replace(best, judged=judged, judgement=judged.what) if judged else best


def subjects(one: Entity) -> list[Subject]:
    """An entity under each of its names that can be looked for; a single word is no person's name."""
    if one.kind not in SEARCHED:
        return []
    whole = [seen for seen in one.names if one.kind != "person" or " " in seen.base]
    bases = {fold(base): base for base in (*reversed([seen.base for seen in whole[:FORMS]]), one.name)}
    lone = one.kind == "person" and " " not in one.name
    return [Subject(base, one.schema) for folded, base in bases.items() if folded and not (lone and base == one.name)]
