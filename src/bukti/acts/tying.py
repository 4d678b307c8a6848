"""Two sources that depend on each other, or are one: `bukti sources tie` and `bukti sources same` as Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bukti import casework, settings
from bukti.ach.resolve import resting
from bukti.acts.harm import Said
from bukti.assessment.evidence import Context
from bukti.casework.comparing import Side, compared
from bukti.incidents import Tied
from bukti.model import Changes, Result
from bukti.pipeline import PathName, study
from bukti.progress import Tick, silent
from bukti.report.effects import effect
from bukti.store.case import using

SHARED = "organisation"  # what sources share where nobody says more


@dataclass(frozen=True, slots=True)
class Asked:
    """What is decided.

    Attributes:
        names: of two sources or outlets, or the beginning of the id of a decision that is taken back.
        shared: what they share; empty where they are one. undo: whether it is taken back.
    """

    names: Sequence[str]
    shared: str = ""
    undo: bool = False


def spoken(result: Result) -> tuple[Tied, ...]:
    """The sentences on attacks of a result in which sources speak that people tied."""
    if not (result.ties and result.tellings):
        return ()
    context = Context.of(result.documents, result.statements, result.lineage)
    return casework.spoken(result.tellings, context, result.ties)


def tie(asked: Asked, case: PathName, said: Said, *, profile: str | None = None, tick: Tick = silent) -> Changes:
    """Decide that two sources depend on each other or are one, or take that back.

    Args:
        asked: what is decided on whom.
        case: an existing case file.
        said: why and by whom.
        profile: what claims are weighed with, before and after.
        tick: told about progress.

    Returns:
        The claims of which any figure changes, each before and after.

    Raises:
        UsageError: an unknown or ambiguous source, nothing to change, no reason, no such case.
        DataError: a malformed profile.
    """
    casework.reasoned(said.reason, said.dry_run)
    with using(case, new=False) as opened:
        run, made = study(opened, settings.from_environment(), tick), opened.decisions()
        context = Context.of(run.documents, run.statements, run.lineage)
        rated = casework.rated(casework.profile(opened, profile), made)
        if asked.undo:
            decision = casework.untied(asked.names[0] if asked.names else "", made, said.why)
        else:
            sides = casework.parties(asked.names, run.claims, context, rated)
            decision = casework.tie(sides, asked.shared, made, said.why)
        before, after = (casework.settled(context, known) for known in (made, (*made, decision)))
        found = compared(Side(run.claims, before, rated), Side(run.claims, after, rated), {})
        changes = tuple(change for change in found if effect(change) != "same")
        dossiers = casework.looked(casework.touched(opened.dossiers(), decision, context))
        matrices = resting(opened.judgements(), [change.before.claim for change in changes])
        if not said.dry_run:
            opened.decide(decision, dossiers, said.head)
    failed = run.gathered.failed
    return Changes(decision, not said.dry_run, run.documents, len(run.claims), changes, dossiers, matrices, failed)
