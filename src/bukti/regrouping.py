"""Merging and splitting claims by decision: what `bukti claims` does, as Python; claims/decided.py applies it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from bukti import casework, claims, settings
from bukti.claims.decided import unfit
from bukti.errors import UsageError
from bukti.ids import content_id
from bukti.model import Claim, Decision, Matter, Regrouped, Statement, Written
from bukti.pipeline import PathName, Tick, silent, study
from bukti.store.decisions import MERGE, RESTORE, SPLIT, in_force
from bukti.text import embedding

LEAST = 4  # characters of the beginning of an id that may stand for it
LISTED = 8
WORDS = 70  # characters of a claim or statement in a message
Item = TypeVar("Item", Claim, Statement)


def regroup(  # noqa: PLR0913 - each is an option of the command
    what: str,
    names: Sequence[str],
    case: PathName,
    reason: str = "",
    *,
    author: str | None = None,
    dry_run: bool = False,
    tick: Tick = silent,
) -> Regrouped:
    """Decide that claims are one or that statements leave one, or take that back (`bukti claims`).

    Args:
        what: `merge` two claims, `split` a claim and the statements that leave it, or `restore` a decision.
        names: of these, by the beginning of their ids; a claim also by words of its text.
        case: an existing case file.
        reason: why; only a trial does without.
        author: who decides; without it the login name.
        dry_run: nothing is recorded.
        tick: told about progress.

    Raises:
        UsageError: an unknown or ambiguous name, no reason, no such case.
    """
    casework.reasoned(reason, dry_run)
    options, why = settings.from_environment(), (reason.strip(), casework.author(author))
    with casework.opened(case, new=False) as opened:
        made, run = opened.decisions(), study(opened, options, tick)
        decision = _decision(what, names, (run.claims, run.statements), made, why)
        force = in_force((*made, decision), MERGE, SPLIT)
        after = claims.group(run.documents, run.statements, run.lineage, embedding.load(options), force)
        dossiers = casework.looked(_touched(opened.dossiers(), run.claims, after))
        if not dry_run:
            opened.decide(decision, dossiers)
    before, now = (_concerned(found, decision) for found in (run.claims, after))
    return Regrouped(decision, not dry_run, before, now, unfit(force, after), dossiers, run.gathered.failed)


def _decision(
    what: str,
    names: Sequence[str],
    run: tuple[Sequence[Claim], Iterable[Statement]],
    made: Sequence[Decision],
    why: tuple[str, str],
) -> Decision:
    """The decision, on claims as they stand and every statement; `why` has reason and author.

    Raises:
        UsageError: a name means nothing or several things, or there is nothing to do.
    """
    standing, statements = run
    if what == RESTORE:
        return _restoration(names[0], made, why)
    if len(names) < 2 or (what == MERGE and len(names) > 2):
        raise UsageError("Name two claims to merge, or a claim and the statements that leave it.")
    first = _meant(names[0], standing, lambda claim: claim.text, "claim")
    sides = _merged(first, names[1], standing) if what == MERGE else _split(first, names[1:], statements)
    return casework.decision(what, ("claim", content_id("gr", what, *sides), _short(first.text)), sides, why, None)


def _merged(first: Claim, name: str, standing: Sequence[Claim]) -> tuple[Matter, Matter]:
    second = _meant(name, standing, lambda claim: claim.text, "claim")
    if second.id == first.id:
        raise UsageError(f"Both names mean {first.id}: name two claims.")
    return _positions(first), _positions(second)


def _split(claim: Claim, names: Sequence[str], statements: Iterable[Statement]) -> tuple[Matter, Matter]:
    held = (*_positions(claim), *claim.about)
    own = [statement for statement in statements if statement.id in held]
    leaving = {_meant(name, own, lambda _: "", "statement of the claim").id for name in names}
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
    force = in_force(made, MERGE, SPLIT)
    found = [one for one in force if len(name) >= LEAST and one.id.startswith(name)]
    if len(found) != 1:
        listed = "".join(f"\n  {one.id}  {one.what} of “{one.name}”" for one in found or force)
        raise UsageError(f"{name!r} is no single merge or split in force. In force: {listed or 'none.'}")
    (last,) = found
    return casework.decision(RESTORE, (last.kind, last.target, last.name), last.matter, why, last)


def _touched(dossiers: Sequence[Written], before: Sequence[Claim], after: Sequence[Claim]) -> tuple[Written, ...]:
    """The dossiers that show a claim which is no longer there."""
    gone = {claim.id for claim in before} - {claim.id for claim in after}
    return tuple(written for written in dossiers if not gone.isdisjoint(written.claims))


def _concerned(found: Iterable[Claim], made: Decision) -> tuple[Claim, ...]:
    """The claims that hold a statement which a decision names."""
    named = {name for side in made.matter for name in side}
    return tuple(one for one in found if not named.isdisjoint((*_positions(one), *one.about)))


def _meant(name: str, among: Sequence[Item], text: Callable[[Item], str], kind: str) -> Item:
    """The one thing that a name means: the beginning of an id, or words of a text.

    Raises:
        UsageError: nothing or several are meant.
    """
    words = " ".join(name.casefold().split())
    found = [one for one in among if len(name) >= LEAST and one.id.startswith(name)]
    found = found or [one for one in among if words and words in text(one).casefold()]
    exact = [one for one in found if text(one).casefold() == words]
    if len(exact or found) == 1:
        return (exact or found)[0]
    listed = "".join(f"\n  {one.id}  {_short(text(one))}" for one in (found or among)[:LISTED])
    many = f"means {len(found)} things" if found else f"is no {kind}"
    raise UsageError(f"{name!r} {many}: take an id from `bukti claims list`, or from JSON.{listed}")


def _short(text: str) -> str:
    return text if len(text) <= WORDS else text[: WORDS - 1].rstrip() + "…"
