"""Merging and splitting claims by decision: what `bukti claims` does, as Python; claims/decided.py applies it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bukti import casework, claims, settings
from bukti.assessment import targets
from bukti.assessment.evidence import Context
from bukti.casework.comparing import Side, compared
from bukti.claims.decided import unfit
from bukti.errors import UsageError
from bukti.ids import content_id
from bukti.model import Claim, Decision, Matter, Regrouped, Statement, Written
from bukti.pipeline import PathName, Run, study
from bukti.progress import Tick, silent
from bukti.store.case import using
from bukti.store.decisions import CLAIM, MERGE, RESTORE, groupings, last
from bukti.text import embedding

LEAST = 4  # characters of the beginning of an id that may stand for it
WORDS = 70  # characters of a claim or statement in a message


def regroup(  # noqa: PLR0913 - each is an option of the command
    what: str,
    names: Sequence[str],
    case: PathName,
    reason: str = "",
    *,
    profile: str | None = None,
    author: str | None = None,
    dry_run: bool = False,
    head: str | None = None,
    tick: Tick = silent,
) -> Regrouped:
    """Decide that claims are one or that statements leave one, or take that back (`bukti claims`).

    Args:
        what: `merge` two claims, `split` a claim and the statements that leave it, or `restore` a decision.
        names: of these, by the beginning of their ids; a claim also by words of its text.
        case: an existing case file.
        reason: why; only a trial does without.
        profile: what claims are weighed with, before and after.
        author: who decides; without it the login name.
        dry_run: nothing is recorded.
        head: digest of the end of the log that the author saw, where nothing may have been added since.
        tick: told about progress.

    Raises:
        UsageError: an unknown or ambiguous name, no reason, no such case.
        DataError: a malformed profile.
    """
    casework.reasoned(reason, dry_run)
    options, why = settings.from_environment(), (reason.strip(), casework.author(author))
    with using(case, new=False) as opened:
        made, run = opened.decisions(), study(opened, options, tick)
        decision = _decision(what, names, run, made, why)
        force = groupings(casework.followed((*made, decision)))
        after = claims.group(run.documents, run.statements, run.lineage, embedding.load(options), force)
        context = casework.settled(Context.of(run.documents, run.statements, run.lineage), made)
        rated = casework.rated(casework.profile(opened, profile), made)
        changes = compared(Side(run.claims, context, rated), Side(after, context, rated), {})
        dossiers = casework.looked(_touched(opened.dossiers(), run.claims, after))
        if not dry_run:
            opened.decide(decision, dossiers, head)
    before, now = (_concerned(found, decision) for found in (run.claims, after))
    told, failed = unfit(force, after), run.gathered.failed
    return Regrouped(decision, not dry_run, before, now, told, dossiers, failed, changes, len(run.claims))


def _decision(
    what: str,
    names: Sequence[str],
    run: Run,
    made: Sequence[Decision],
    why: tuple[str, str],
) -> Decision:
    """The decision, on the claims of a run; `why` has reason and author.

    Raises:
        UsageError: a name means nothing or several things, or there is nothing to do.
    """
    if what == RESTORE:
        if len(names) != 1:
            raise UsageError("Name one decision to take back, by the beginning of its id.")
        return _restoration(names[0], made, why)
    if len(names) < 2 or (what == MERGE and len(names) > 2):
        raise UsageError("Name two claims to merge, or a claim and the statements that leave it.")
    said = targets.said(run.documents, run.statements)
    first = targets.claim(names[0], run.claims, said)
    second = targets.claim(names[1], run.claims, said) if what == MERGE else None
    sides = _merged(first, second) if second else _split(first, names[1:], run.statements)
    target = content_id("gr", what, *sides)  # again the same once it was taken back: that is what it supersedes
    return casework.decision(what, (CLAIM, target, _short(first.text)), sides, why, last(made, target))


def _merged(first: Claim, second: Claim) -> tuple[Matter, Matter]:
    if second.id == first.id:
        raise UsageError(f"Both names mean {first.id}: name two claims.")
    return _positions(first), _positions(second)


def _split(claim: Claim, names: Sequence[str], statements: Iterable[Statement]) -> tuple[Matter, Matter]:
    held = (*_positions(claim), *claim.about)
    own = [statement for statement in statements if statement.id in held]
    leaving = {_statement(name, own) for name in names}
    if not set(_positions(claim)) - leaving:
        raise UsageError("Every statement of the claim would leave: name only those that do not belong to it.")
    return tuple(name for name in held if name in leaving), tuple(name for name in held if name not in leaving)


def _positions(claim: Claim) -> Matter:
    return (*claim.affirming, *claim.denying)


def _restoration(name: str, made: Sequence[Decision], why: tuple[str, str]) -> Decision:
    """The decision that takes a merge or split back, by the beginning of its id.

    Raises:
        UsageError: not exactly one in force is meant.
    """
    force = groupings(made)
    found = [one for one in force if len(name) >= LEAST and one.id.startswith(name)]
    if len(found) != 1:
        listed = "".join(f"\n  {one.id}  {one.what} of “{one.name}”" for one in found or force)
        raise UsageError(f"{name!r} is no single merge or split in force. In force: {listed or 'none.'}")
    (one,) = found
    return casework.decision(RESTORE, (one.kind, one.target, one.name), one.matter, why, one)


def _touched(dossiers: Sequence[Written], before: Sequence[Claim], after: Sequence[Claim]) -> tuple[Written, ...]:
    """The dossiers that show a claim which is no longer there."""
    gone = {claim.id for claim in before} - {claim.id for claim in after}
    return tuple(written for written in dossiers if not gone.isdisjoint(written.claims))


def _concerned(found: Iterable[Claim], made: Decision) -> tuple[Claim, ...]:
    """The claims that hold a statement which a decision names."""
    named = {name for side in made.matter for name in side}
    return tuple(one for one in found if not named.isdisjoint((*_positions(one), *one.about)))


def _statement(name: str, own: Iterable[Statement]) -> str:
    """Id of the one statement that begins with a name.

    Raises:
        UsageError: none or several do.
    """
    found = [one.id for one in own if len(name) >= LEAST and one.id.startswith(name)]
    if len(found) != 1:
        many = f"begins {len(found)} statements" if found else "is no statement"
        raise UsageError(f"{name!r} {many} of the claim: take an id from JSON.")
    return found[0]


def _short(text: str) -> str:
    return text if len(text) <= WORDS else text[: WORDS - 1].rstrip() + "…"
