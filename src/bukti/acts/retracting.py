"""Retractions: a person decides that a report or an origin carries no evidence any more, or that it does again."""

from __future__ import annotations

from functools import partial

from bukti import casework, settings
from bukti.ach.resolve import resting
from bukti.assessment.evidence import Context
from bukti.assessment.tied import bind
from bukti.model import Changes, Decision, Written
from bukti.pipeline import PathName, study
from bukti.progress import Tick, silent
from bukti.store.case import using
from bukti.store.decisions import DEPENDENT, ONE, in_force


def retract(  # noqa: PLR0913 - each is an option of the command
    target: str,
    case: PathName,
    reason: str = "",
    *,
    profile: str | None = None,
    author: str | None = None,
    undo: bool = False,
    dry_run: bool = False,
    head: str | None = None,
    tick: Tick = silent,
) -> Changes:
    """Decide that a report or an origin carries no evidence any more, and what that changes (`bukti retract`).

    Args:
        target: a report's id, the beginning of it, its title, file name or address; an origin's id or name.
        case: an existing case file.
        reason: why; only a trial does without.
        profile: what claims are weighed with, before and after.
        author: who decides; without it the login name.
        undo: the retraction is taken back.
        dry_run: nothing is recorded.
        head: digest of the end of the log that the author saw, where nothing may have been added since.
        tick: told about progress.

    Raises:
        UsageError: an unknown or ambiguous target, no reason, no such case.
        DataError: a malformed profile.
    """
    casework.reasoned(reason, dry_run)
    options = settings.from_environment()
    why = (reason.strip(), casework.author(author))
    with using(case, new=False) as opened:
        run, made = study(opened, options, tick), opened.decisions()
        plain = Context.of(run.documents, run.statements, run.lineage)
        context = bind(plain, in_force(made, DEPENDENT, ONE))  # who is one falls as one
        chosen = casework.rated(casework.profile(opened, profile), made)
        meant = partial(casework.target, target, run.claims, context, chosen)
        decision = (
            casework.restoration(target, made, meant, why) if undo else casework.retraction(meant(), made, context, why)
        )
        sides = tuple(casework.settled(plain, known) for known in (made, (*made, decision)))
        changes = casework.changed(run.claims, (sides[0], sides[1]), decision, chosen)
        dossiers = casework.looked(casework.touched(opened.dossiers(), decision, context))
        matrices = resting(opened.judgements(), [change.before.claim for change in changes])
        if not dry_run:
            opened.decide(decision, dossiers, head)
    failed = run.gathered.failed
    return Changes(decision, not dry_run, run.documents, len(run.claims), changes, dossiers, matrices, failed)


def decisions(case: PathName) -> tuple[tuple[Decision, ...], tuple[Written, ...]]:
    """Every decision of a case, and every dossier that was written from it (`bukti retract --list`)."""
    with using(case, new=False) as opened:
        return opened.decisions(), casework.looked(opened.dossiers())
