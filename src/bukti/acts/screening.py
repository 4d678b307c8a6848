"""Screening: who of some lists may be meant by names, or by those who are named in reports."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from bukti import settings
from bukti.acts import reported
from bukti.casework import author, decision, reasoned
from bukti.entities.gazetteer import fold
from bukti.errors import InputError, UsageError
from bukti.ids import content_id
from bukti.model import Candidate, Decision, Document, Failure, ListFile, Screened, Screening, Subject
from bukti.progress import Tick, silent
from bukti.screening import base, build, dates, search, shared
from bukti.screening.across import Across
from bukti.screening.index import Index
from bukti.store.case import using
from bukti.store.decisions import OTHER, SAME, UNSURE, in_force, last

VERDICTS = (SAME, OTHER, UNSURE)
KIND = "identity"  # of these decisions
SUFFIXES = frozenset(
    [".json", ".jsonl", ".ndjson", ".ftm", ".ijson", ".csv", ".xml", ".gz", ".zip"]
)  # of lists in a folder
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
COLUMNS = {"birthdate": "born", "born": "born", "country": "countries", "id": "identifiers", "schema": "schema"}


class Answers(Protocol):
    """What a server answered: what was searched, candidates of each subject, what is missing."""

    searched: ListFile | None
    found: list[list[Candidate]]
    failed: list[Failure]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is looked for: names, tables of names, reports and cases; any of them may be empty."""

    names: Sequence[str] = ()
    tables: Sequence[Path] = ()
    paths: Sequence[Path] = ()
    case: Path | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How lists are searched: on which day, from which score on, by whose judgements, and on which servers besides."""

    as_of: str = ""
    threshold: float = search.THRESHOLD
    case: Path | None = None
    remote: Sequence[str] = ()


def screen(  # noqa: PLR0913 - each is an option of the command
    asked: Asked | Sequence[str],
    lists: Sequence[str | Path],
    as_of: str = "",
    threshold: float = search.THRESHOLD,
    tick: Tick = silent,
    *,
    remote: Sequence[str] = (),
) -> Screening:
    """Look for names in lists (`bukti screen`).

    Args:
        asked: names, or who else is looked for. With a case, what people decided on identity is shown; without other
            names, those in its reports are looked for.
        lists: files, or folders whose files are lists.
        as_of: ISO 8601 day for what is in force; empty for the date that each list bears.
        threshold: 0 to 1, from which a candidate is shown.
        tick: told about progress.
        remote: addresses of servers that match (yente), to which the names are sent; without one nothing is.

    Raises:
        UsageError: nothing to look for, no list, a bad day or threshold, no list that can be searched.
    """
    if isinstance(asked, str):
        raise UsageError(f"{asked!r} is one text: give the names as a list.")
    if not isinstance(asked, Asked):
        asked = Asked(asked)
    _check([*lists, *remote], as_of, threshold)
    found = _given(asked)
    documents: tuple[Document, ...] = ()
    failed: tuple[Failure, ...] = ()
    if asked.paths or (asked.case and not found):
        documents, failed = _documents(asked, tick)
    elif not found:
        raise UsageError("Nobody to look for: give names, --names FILE, reports, or --case FILE.")
    named = reported.read(documents)
    found += reported.subjects(named, documents)
    looked = look(list(dict.fromkeys(found)), lists, Look(as_of, threshold, asked.case, remote), tick)
    owned = reported.owned(named, documents, looked.screened)
    return replace(looked, failed=(*failed, *looked.failed), owned=owned)


def look(subjects: Sequence[Subject], lists: Sequence[str | Path], how: Look, tick: Tick = silent) -> Screening:
    """Look for subjects in lists, as `screen` does.

    Raises:
        UsageError: as there.
    """
    _check([*lists, *how.remote], how.as_of, how.threshold)
    with ExitStack() as stack:
        indexes, broken = _indexes(lists, stack, tick)
        servers = _asked(subjects, how, tick)
        broken += [fault for one in servers for fault in one.failed]
        if not (indexes or any(one.searched for one in servers)):
            told = "; ".join(one.detail for one in broken)
            raise UsageError(f"No list could be searched, so nothing is known of these names: {told}")
        judged, across = _judged(how.case), Across(indexes, how.as_of)
        found = []
        for done, (subject, names) in enumerate(_passing(subjects, indexes, how.threshold, stack), 1):
            ranked = [one for server in servers for one in server.found[done - 1]]
            ranked += [
                one
                for index, some in zip(indexes, names, strict=True)
                for one in search.search(index, subject, how.as_of, how.threshold, some)
            ]
            owned = [replace(one, chain=across.of(one)) for one in _ranked(subject, ranked, judged)]
            found.append(Screened(subject, tuple(owned)))
            tick("screening", done, len(subjects))
        local = tuple(index.list for index in indexes)
        searched = (*local, *(one.searched for one in servers if one.searched))
    incomplete = tuple(_incomplete(one) for one in local if not one.complete)
    return Screening(search.NAME, how.threshold, how.as_of, searched, tuple(found), (*broken, *incomplete))


def faults(lists: Sequence[str | Path], tick: Tick = silent) -> tuple[tuple[Failure, ...], tuple[Failure, ...]]:
    """What is wrong with some lists: those that cannot be searched, and those that were not read whole.

    Args:
        lists: files, or folders whose files are lists.
        tick: told about progress.
    """
    with ExitStack() as stack:
        indexes, broken = _indexes(lists, stack, tick)
        return tuple(broken), tuple(_incomplete(one.list) for one in indexes if not one.list.complete)


def _asked(subjects: Sequence[Subject], how: Look, tick: Tick) -> list[Answers]:
    """What the servers answer that the user named."""
    if not how.remote:
        return []
    from bukti.acts import asking  # noqa: PLC0415 - lists do without the net

    return [asking.ask(url, subjects, (how.as_of, how.threshold), tick) for url in how.remote]


def _passing(
    subjects: Sequence[Subject], indexes: Sequence[Index], threshold: float, stack: ExitStack
) -> Iterator[tuple[Subject, Sequence[Sequence[int] | None]]]:
    """Each subject with the names of each list that pass, where there are enough subjects to ask workers for that."""
    unknown = (None,) * len(indexes)
    count = shared.workers(len(subjects))
    if not count:
        yield from ((subject, unknown) for subject in subjects)
        return
    pool = stack.enter_context(shared.Shared(indexes, threshold, count))
    for subject, names in zip(subjects, pool.passing(subjects), strict=True):
        yield subject, unknown if names is None else names


def _check(lists: Sequence[str | Path], as_of: str, threshold: float) -> None:
    if not lists:
        raise UsageError(
            "No list given: name one with --list (docs/screening.md tells where they come from), or a --remote server."
        )
    check_day(as_of)
    if not 0 < threshold <= 1:
        raise UsageError(f"The threshold is {threshold}: use a number above 0 up to 1.")


def check_day(as_of: str) -> None:
    """Refuse what is no ISO 8601 day; empty is each list's own date.

    Raises:
        UsageError: it is none.
    """
    if as_of and not (DAY.match(as_of) and dates.iso(as_of) == as_of):
        raise UsageError(f"{as_of!r} is no day: write it as 2024-11-25.")


def _incomplete(one: ListFile) -> Failure:
    problem = f"{one.faults[0]} What was read was searched; a name that was not found may stand in the rest."
    return Failure(one.path, "incomplete", problem, one.sha256)


def _indexes(lists: Sequence[str | Path], stack: ExitStack, tick: Tick) -> tuple[list[Index], list[Failure]]:
    """The index of every list that can be searched, and why the others cannot."""
    folder = settings.from_environment().cache / "lists"
    found, failed = [], []
    for path in _files(lists):
        try:
            found.append(stack.enter_context(build.index(path, folder, partial(_told, tick, path.name))))
        except InputError as fault:
            failed.append(Failure(str(path), fault.reason, fault.detail))
        except OSError as fault:
            failed.append(Failure(str(path), "unreadable", f"{fault.strerror}: check the path and its permissions."))
    return found, failed


def _told(tick: Tick, name: str, done: int) -> None:
    tick(name, done, done)


def _files(lists: Iterable[str | Path]) -> Iterator[Path]:
    """The lists, each file of a folder among them; what is read with another list is no list of its own."""
    for path in map(Path, lists):
        if not path.is_dir():
            yield path
            continue
        files = [one for one in sorted(path.rglob("*")) if one.suffix.casefold() in SUFFIXES and one.is_file()]
        beside = {one for file in files for one in build.companions(file)}
        yield from (file for file in files if file not in beside)


def _given(asked: Asked) -> list[Subject]:
    """Who is looked for by name.

    Raises:
        UsageError: a name that is no text, or a table that cannot be read.
    """
    for name in asked.names:
        if not name.isascii() and any(0xD800 <= ord(c) < 0xE000 for c in name):
            raise UsageError(f"The name {name!r} has bytes that are not UTF-8: give it in UTF-8.")
    found = [Subject(" ".join(name.split())) for name in asked.names if name.strip()]
    for table in asked.tables:
        found += list(_rows(table))
    return found


def _documents(asked: Asked, tick: Tick) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """The reports asked about, and what could not be read."""
    from bukti import pipeline  # noqa: PLC0415 - names do without it, and it takes seconds to load

    if asked.paths:
        gathered = pipeline.gather(asked.paths, tick=tick)
    else:
        with using(asked.case, new=False) as case:
            gathered = pipeline.gather_case((), case, settings.from_environment(), tick)
    return pipeline.prepare(gathered.reports, tick=tick), gathered.failed


def _rows(table: Path) -> Iterator[Subject]:
    """The subjects of a file: one name a line, or CSV whose first row has a column `name`.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        text = table.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(
            f"{table} cannot be read as UTF-8 text ({fault}): name a file with one name a line."
        ) from fault
    lines = text.splitlines()
    header = [cell.strip().casefold() for cell in next(csv.reader(lines[:1]), [])]
    if "name" not in header:
        yield from (Subject(" ".join(line.split())) for line in lines if line.strip())
        return
    for row in csv.reader(lines[1:]):
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        if cells.get("name"):
            yield _row(cells)


def _row(cells: dict[str, str]) -> Subject:
    told = {COLUMNS[name]: value for name, value in cells.items() if name in COLUMNS and value}
    countries = (base.country(told["countries"]),) if "countries" in told else ()
    identifiers = (told["identifiers"],) if "identifiers" in told else ()
    return Subject(cells["name"], told.get("schema", ""), dates.iso(told.get("born", "")), countries, identifiers)


def _ranked(subject: Subject, found: Iterable[Candidate], judged: dict[str, Decision]) -> tuple[Candidate, ...]:
    """Candidates of all lists, the likeliest first; those that a person ruled out come last, and stay."""
    told = []
    for one in found:
        made = judged.get(_target(subject.name, one.entity.id))
        told.append(replace(one, judgement=made.what, judged=made) if made else one)
    return tuple(sorted(told, key=order))


def order(one: Candidate) -> tuple[bool, float, str, str]:
    """How candidates are ranked: the likeliest first, those that a person ruled out last."""
    return one.judgement == OTHER, -one.score, one.path, one.entity.id


def _judged(case: Path | None) -> dict[str, Decision]:
    """Decisions on identity that are in force, by their targets."""
    if case is None:
        return {}
    with using(case, new=False) as held:
        return {one.target: one for one in in_force(held.decisions(), *VERDICTS)}


def _target(name: str, entity: str) -> str:
    return content_id("id", fold(name), entity)


def judge(  # noqa: PLR0913 - each is an option of the command
    name: str,
    entity: str,
    verdict: str,
    case: Path,
    reason: str,
    *,
    by: str | None = None,
    head: str | None = None,
) -> Decision:
    """Decide whether a name means an entity of a list; a later decision supersedes an earlier (`bukti judge`).

    Args:
        name: as it was looked for; scripts and capitals do not matter.
        entity: id of the list's entity.
        verdict: `same`, `not same` or `unsure`.
        case: an existing case file.
        reason: why.
        by: who decides; without it the login name.
        head: digest of the end of the log that the author saw, where nothing may have been added since.

    Raises:
        UsageError: another verdict, no reason, no such case, or that is decided already.
    """
    if verdict not in VERDICTS:
        raise UsageError(f"{verdict!r} is no verdict: use {', '.join(VERDICTS)}.")
    reasoned(reason, dry_run=False)
    target = _target(name, entity)
    with using(case, new=False) as held:
        before = last(held.decisions(), target)
        if before and before.what == verdict:
            raise UsageError(f"That is decided already ({before.id}, {before.author}): give another verdict.")
        keys = (("subject", fold(name)), ("entity", entity))
        made = decision(verdict, (KIND, target, f"{name} = {entity}"), keys, (reason.strip(), author(by)), before)
        held.decide(made, (), head)
    return made
