"""The lists that a case is screened against: chosen by name, or kept in the case (`given`), as decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bukti import settings
from bukti.acts import entities, given, screening
from bukti.acts.given import LIST
from bukti.casework import author, decision, reasoned
from bukti.entities.gazetteer import fold
from bukti.errors import BuktiError, UsageError
from bukti.ids import content_id
from bukti.model import Decision, Entities, Failure
from bukti.pipeline import PathName
from bukti.progress import Tick, silent
from bukti.store.case import using
from bukti.store.decisions import LEAVE, SEARCH, in_force, last

NO_FOLDER = "No folder of lists is set: start Bukti with BUKTI_LISTS=FOLDER, and put the lists there."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A list that a case is screened against: its name in the folder, and the decision that says so."""

    name: str
    decision: Decision


def available() -> tuple[str, ...]:
    """Names of the lists in the folder that is set, sorted; a folder in it is one name. Empty where none is set."""
    folder = settings.from_environment().lists
    if folder is None or not folder.is_dir():
        return ()
    inside = folder.resolve()
    found = (one for one in folder.iterdir() if not one.name.startswith(".") and one.resolve().is_relative_to(inside))
    return tuple(sorted(one.name for one in found if one.is_dir() or one.suffix.casefold() in screening.SUFFIXES))


def chosen(case: PathName) -> tuple[Chosen, ...]:
    """The lists that a case is screened against, by name.

    Raises:
        UsageError: no such case.
    """
    with using(case, new=False) as held:
        made = in_force(held.decisions(), SEARCH)
    return tuple(sorted((Chosen(one.name, one) for one in made), key=lambda one: one.name))


def choose(  # noqa: PLR0913 - each is a field of the form
    name: str, case: PathName, reason: str, *, leave: bool = False, by: str | None = None, head: str | None = None
) -> Decision:
    """Screen a case against a list from now on, or no longer.

    Args:
        name: of `available`; nothing else is opened.
        case: an existing case.
        reason: why.
        leave: no longer.
        by: who decides; without it the login name.
        head: digest of the end of the log that the author saw, where nothing may have been added since.

    Raises:
        UsageError: no such list, it is so already, no reason, no such case.
    """
    reasoned(reason, dry_run=False)
    what, target = LEAVE if leave else SEARCH, content_id("li", fold(name), name)
    with using(case, new=False) as held:
        before = last(held.decisions(), target)
        if (before.what if before else LEAVE) == what:
            raise UsageError(f"The case is {'not ' if leave else ''}screened against {name!r} already.")
        if not leave and name not in available():
            some = ", ".join(available()) or NO_FOLDER
            raise UsageError(f"There is no list {name!r} in the folder of lists. There: {some}")
        made = decision(what, (LIST, target, name), ((LIST, name),), (reason.strip(), author(by)), before)
        held.decide(made, (), head)
    return made


def screened(case: PathName, found: Entities, tick: Tick = silent, as_of: str = "") -> Entities:
    """Whom the reports of a case name, with who of its lists each may be.

    A list that is not there or cannot be read is among the failed ones; where none can be searched, nobody has a
    candidate and no list stands among those that were searched.

    Args:
        case: an existing case.
        found: whom its reports name.
        tick: told about progress.
        as_of: ISO 8601 day for what is in force; empty for the date that each list bears.

    Raises:
        UsageError: no such case, or no such day.
    """
    screening.check_day(as_of)
    paths, failed = list[Path](), list[Failure]()
    for one in chosen(case):
        try:
            paths.append(_path(one, case))
        except (BuktiError, OSError) as fault:
            failed.append(Failure(one.name, "missing", str(fault)))
    made = _listed(found, paths, screening.Look(as_of, case=Path(case)), tick) if paths else found
    short = [_short(one) for one in made.failed[len(found.failed) :]]
    return Entities(
        found.documents, found.statements, made.entities, made.lists, made.as_of, (*found.failed, *failed, *short)
    )


def _path(one: Chosen, case: PathName) -> Path:
    """Where a list lies: what the case keeps of it, else in the folder of lists.

    Raises:
        UsageError: nowhere.
    """
    with using(case, new=False) as held:
        kept = given.placed(one.decision, held)
    if kept is not None:
        return kept
    folder = settings.from_environment().lists
    if folder is None or one.name not in available():
        raise UsageError("It is not in the folder of lists: put it there." if folder else NO_FOLDER)
    return folder / one.name


def _listed(found: Entities, paths: Sequence[Path], how: screening.Look, tick: Tick) -> Entities:
    broken = tuple[Failure, ...]()
    try:
        return entities.listed(found, paths, how, tick)
    except UsageError as fault:  # none of them can be searched
        broken = tuple(Failure(str(path), "unreadable", str(fault)) for path in paths)
    return Entities(found.documents, found.statements, found.entities, failed=(*found.failed, *broken))


def _short(one: Failure) -> Failure:
    """A failure by the name of its list."""
    return Failure(given.shown(one.path), one.reason, given.shown(one.detail))
