"""What is learnt of sources: from tables of claims, and from the claims that people resolved in their cases.

Nothing learnt is applied by itself: a person accepts a letter, as a decision that can be taken back.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bukti import casework, settings
from bukti.ach.resolve import resting
from bukti.assessment import history, targets
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.history import Resolved
from bukti.assessment.profiles import Profile
from bukti.casework import verdicts
from bukti.errors import UsageError
from bukti.model import Changes, Claims, Decision, History, Record
from bukti.pipeline import PathName, Run, study
from bukti.progress import Tick, silent
from bukti.store.case import using
from bukti.store.decisions import FALSE, TRUE, in_force
from bukti.truth import Fusion, reader
from bukti.truth import fuse as fuse_rows


def fuse(path: PathName, columns: Sequence[str] = reader.COLUMNS, values: str = "text") -> Fusion:
    """What is probably true in a table of claims, and which of its sources copy (`bukti sources table`).

    Args:
        path: a CSV, TSV or JSON Lines file; `-` is standard input.
        columns: which say who claims, of what, and what: names, or numbers from 1 where no line names the columns.
        values: `text`, or `names` for lists of people.

    Raises:
        UsageError: it cannot be read, a column is missing, an unknown kind of values.
    """
    limit = settings.from_environment().limits.file_bytes
    try:
        with sys.stdin.buffer if str(path) == "-" else Path(path).open("rb") as file:
            data = file.read(limit + 1)
    except OSError as fault:
        raise UsageError(f"{path} cannot be read ({fault.strerror or fault}): check the path.") from fault
    if len(data) > limit:
        raise UsageError(f"{path} has more than {limit} bytes: divide it, or raise BUKTI_LIMIT_FILE_BYTES.")
    return fuse_rows(reader.rows(data, reader.Columns(*columns), str(path)), values)


def claims(case: PathName, tick: Tick = silent) -> Claims:
    """The claims of a case, and what was decided on each (`bukti resolve --list`).

    Raises:
        UsageError: no such case.
    """
    with using(case, new=False) as opened:
        run = study(opened, settings.from_environment(), tick)
        made = casework.followed(opened.decisions())
    found, lost = verdicts.resolved(run.claims, in_force(made, TRUE, FALSE))
    decided = {claim.id: decision for claim, decision in found}
    ordered = sorted(run.claims, key=lambda claim: (claim.id not in decided, -claim.salience, claim.id))
    return Claims(tuple((claim, decided.get(claim.id)) for claim in ordered), lost, run.gathered.failed)


def resolve(  # noqa: PLR0913 - each is an option of the command
    claim: str,
    verdict: str,
    case: PathName,
    note: str = "",
    *,
    author: str | None = None,
    head: str | None = None,
    tick: Tick = silent,
) -> Decision:
    """Decide that a claim of a case is true or false, or open again (`bukti resolve`).

    Args:
        claim: the beginning of its id, its text, or words of any of its statements that no other claim has.
        verdict: `true`, `false` or `open`.
        case: an existing case file.
        note: on what grounds.
        author: who decides; without it the login name.
        head: digest of the end of the log that the author saw, where nothing may have been added since.
        tick: told about progress.

    Raises:
        UsageError: an unknown or ambiguous claim, another verdict, nothing to change, no such case.
    """
    why = (note.strip(), casework.author(author))
    with using(case, new=False) as opened:
        run = study(opened, settings.from_environment(), tick)
        meant = targets.claim(claim, run.claims, targets.said(run.documents, run.statements))
        decision = verdicts.verdict(verdict, meant, run.claims, casework.followed(opened.decisions()), why)
        opened.decide(decision, head=head)
    return decision


def learn(cases: Sequence[PathName], profile: str | None = None, tick: Tick = silent) -> History:
    """How often each source and outlet was right, over the resolved claims of cases (`bukti sources learn`).

    Args:
        cases: existing case files; letters in force are those of the first.
        profile: what the letters count for.
        tick: told about progress.

    Raises:
        UsageError: no such case, an unknown profile.
        DataError: a malformed profile.
    """
    chosen = _profile(cases, profile)
    return _history(_learnt(cases, chosen, tick), chosen)


@dataclass(frozen=True, slots=True)
class _Learnt:
    """One case with the records that it gives, yet without letters."""

    run: Run
    made: tuple[Decision, ...]
    context: Context
    records: tuple[Record, ...]
    lost: tuple[Decision, ...]


def _profile(cases: Sequence[PathName], profile: str | None) -> Profile:
    """What is weighed with: as asked, else as people chose for the first case."""
    if not cases:
        raise UsageError("No case given: name one with --case.")
    with using(cases[0], new=False) as opened:
        return casework.profile(opened, profile)


def _learnt(cases: Sequence[PathName], profile: Profile, tick: Tick) -> list[_Learnt]:
    parts = []
    for case in cases:
        with using(case, new=False) as opened:
            run = study(opened, settings.from_environment(), tick)
            made = casework.followed(opened.decisions())
        context = casework.settled(Context.of(run.documents, run.statements, run.lineage), made)
        graphs = {claim.id: evidence(claim, context, profile) for claim in run.claims}
        found, lost = verdicts.resolved(run.claims, in_force(made, TRUE, FALSE))
        resolved = [Resolved(claim, graphs[claim.id], decision.what == TRUE) for claim, decision in found]
        records = history.records(resolved, list(graphs.values()), context)
        parts.append(_Learnt(run, made, context, records, lost))
    return parts


def _history(parts: Sequence[_Learnt], profile: Profile) -> History:
    rated = casework.rated(profile, parts[0].made)
    joined = history.joined([record for part in parts for record in part.records])
    judged = (history.judged(record, rated) for record in joined)
    return History(
        records=tuple(sorted(judged, key=lambda r: (-len(r.outcomes), -r.copied, r.kind, r.name))),
        resolved=tuple(decision for part in parts for decision in in_force(part.made, TRUE, FALSE)),
        lost=tuple(decision for part in parts for decision in part.lost),
        failed=tuple(failure for part in parts for failure in part.run.gathered.failed),
    )


def accept(  # noqa: PLR0913 - each is an option of the command
    source: str,
    cases: Sequence[PathName],
    note: str = "",
    *,
    letter: str | None = None,
    profile: str | None = None,
    author: str | None = None,
    undo: bool = False,
    dry_run: bool = False,
    head: str | None = None,
    tick: Tick = silent,
) -> Changes:
    """Rate a source or an outlet: with the letter that its record supports, or another (`bukti sources accept`).

    Args:
        source: its name.
        cases: existing case files; the decision is made in the first, the record is that of all.
        note: why; the record itself is noted with it.
        letter: another letter than the proposed one.
        profile: what claims are weighed with.
        author: who decides; without it the login name.
        undo: the letter is taken back.
        dry_run: nothing is recorded.
        head: digest of the end of the log that the author saw, where nothing may have been added since.
        tick: told about progress.

    Raises:
        UsageError: an unknown or ambiguous source, too few resolved claims, no such case.
        DataError: a malformed profile.
    """
    chosen = _profile(cases, profile)
    parts = _learnt(cases, chosen, tick)
    run, made, context = parts[0].run, parts[0].made, parts[0].context
    why = (note.strip(), casework.author(author))
    if undo:
        decision = verdicts.unrated(source, made, why)
    else:
        known = _history(parts, chosen).records
        decision = verdicts.rating(verdicts.rateable(source, known, (run.claims, context, chosen)), letter, made, why)
    profiles = casework.rated(chosen, made), casework.rated(chosen, (*made, decision))
    changes = verdicts.changed(run.claims, context, profiles)
    with using(cases[0], new=False) as opened:
        dossiers = casework.looked(casework.touched(opened.dossiers(), decision, context))
        matrices = resting(opened.judgements(), [change.before.claim for change in changes])
        if not dry_run:
            opened.decide(decision, dossiers, head)
    return Changes(
        decision, not dry_run, run.documents, len(run.claims), changes, dossiers, matrices, run.gathered.failed
    )
