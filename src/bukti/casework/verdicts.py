"""Decisions on whether claims are true and how reliable sources are: what they mean now, and how a new one is made.

A claim is found again by its statements, a source by its names, when the case has grown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bukti import assessment, casework
from bukti.assessment import targets
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.history import LEAST
from bukti.assessment.profiles import Profile
from bukti.assessment.sources import OWN_WORDS
from bukti.errors import UsageError
from bukti.model import Change, Claim, Decision, Finding, Matter, Record
from bukti.store.decisions import FALSE, LETTERS, OPEN, TRUE, UNRATED, in_force

NEAREST = 5  # how many are listed
SHORTEST = 4  # characters of the beginning of an id
SHOWN = 100  # characters of a claim in a message
AFFIRMS, DENIES = "affirms", "denies"


def resolved(
    claims: Sequence[Claim], decided: Iterable[Decision]
) -> tuple[tuple[tuple[Claim, Decision], ...], tuple[Decision, ...]]:
    """What each verdict means now: the claim that has most of its statements; and the verdicts whose claim is gone.

    Where two verdicts come to mean one claim, the later stands.
    """
    by_id = {claim.id: claim for claim in claims}
    home = {key: claim.id for claim in claims for key in _matter(claim)}
    found: dict[str, tuple[Claim, Decision]] = {}
    lost = []
    for decision in decided:
        common = Counter(home[key] for key in decision.matter if key in home)
        if common:
            name = max(common, key=lambda one: (common[one], one))
            found[name] = (by_id[name], decision)
        else:
            lost.append(decision)
    return tuple(found.values()), tuple(lost)


def _matter(claim: Claim) -> tuple[Matter, ...]:
    sides = ((AFFIRMS, claim.affirming), (DENIES, claim.denying))
    return tuple((side, statement) for side, statements in sides for statement in statements)


def verdict(
    what: str, claim: Claim, claims: Sequence[Claim], made: Sequence[Decision], why: tuple[str, str]
) -> Decision:
    """The decision that a claim is true, false or open.

    Args:
        what: the verdict.
        claim: of the run.
        claims: all of the run.
        made: every decision of the case.
        why: grounds and author.

    Raises:
        UsageError: an unknown verdict, or it stands already.
    """
    if what not in (TRUE, FALSE, OPEN):
        raise UsageError(f"{what!r} is no verdict: use {TRUE}, {FALSE} or {OPEN}.")
    before, _ = resolved(claims, in_force(made, TRUE, FALSE, OPEN))
    last = next((decision for one, decision in before if one.id == claim.id), None)
    if (last.what if last else OPEN) == what:
        who = f" ({last.author}, {last.made[:10]})" if last else ""
        raise UsageError(f"“{_short(claim.text)}” is {what} already{who}: nothing changes.")
    target = (last.target, last.name) if last else (claim.id, claim.text)
    return casework.decision(what, ("claim", *target), _matter(claim), why, last)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def rateable(name: str, known: Sequence[Record], run: tuple[Sequence[Claim], Context, Profile]) -> Record:
    """The record of a source: out of resolved claims, else an empty one of whoever is called so in the case.

    Raises:
        UsageError: nobody or several are called so.
    """
    folded = name.casefold()
    found = [record for record in known if folded in map(str.casefold, record.names)]
    if not found:
        claims, context, profile = run
        every = targets.origins([evidence(claim, context, profile) for claim in claims], context)
        found = [_empty(one) for one in every if one.called(name) and all(key[0] != "described" for key in one.matter)]
    outlets = [record for record in found if record.kind == "outlet"]
    if len(found) == 1 or outlets:
        return (outlets or found)[0]  # an outlet that is quoted elsewhere is one with itself
    if found:
        raise UsageError(f"{name!r} is {len(found)} sources: give one a fuller name.")
    near = sorted({r.name for r in known if folded in r.name.casefold() or r.name.casefold() in folded})[:NEAREST]
    hint = f"the nearest are {', '.join(near)}" if near else "`bukti sources learn` shows who has a record"
    raise UsageError(f"No named source and no outlet is called {name!r}: {hint}. Unnamed sources cannot be rated.")


def _empty(one: targets.Target) -> Record:
    outlet = any(key[0] == "outlet" for key in one.matter)
    names = (*one.names, *(name + OWN_WORDS for name in one.names)) if outlet else one.names
    return Record("outlet" if outlet else "source", names, one.matter, ())


def rating(record: Record, letter: str | None, made: Sequence[Decision], why: tuple[str, str]) -> Decision:
    """The decision that a source has a letter; with its record as the reason.

    Raises:
        UsageError: no letter is proposed and none is given, or it is none, or it stands already.
    """
    chosen = (letter or record.letter).upper()
    total = len(record.outcomes)
    if chosen not in LETTERS:
        raise UsageError(f"{letter!r} is no letter of reliability: use A, B, C, D, E or F.")
    if letter is None and chosen == "F":
        raise UsageError(
            f"{record.name} took a side in {total} resolved claims, {LEAST} are needed: its reliability cannot be "
            "judged. Resolve more claims, or give a letter of your own with --letter."
        )
    last = _last(record.names, in_force(made, *LETTERS, UNRATED))
    if last and last.what == chosen:
        raise UsageError(f"{record.name} is rated {chosen} already ({last.author}, {last.made[:10]}).")
    facts = f"{record.right} of {total} resolved claims right" if total else "no resolved claim"
    if total:
        facts += f", 95 % interval {record.low:.2f}–{record.high:.2f}, supports {record.letter}"
    reason = "; ".join(part for part in (why[0], facts) if part)
    names = {*record.names, *(key[1] for key in (last.matter if last else ()) if key[0] == casework.CALLED)}
    keys = tuple(sorted({*((casework.CALLED, name) for name in names), *record.matter}))
    of = (last.target, last.name) if last else (f"rating:{record.name.casefold()}", record.name)
    return casework.decision(chosen, ("rating", *of), keys, (reason, why[1]), last)


def _last(names: Iterable[str], force: Sequence[Decision]) -> Decision | None:
    """The rating, among those in force, of whoever has one of these names."""
    called = {name.casefold() for name in names}
    own = (d for d in force if any(k[0] == casework.CALLED and k[1].casefold() in called for k in d.matter))
    return next(own, None)


def unrated(name: str, made: Sequence[Decision], why: tuple[str, str]) -> Decision:
    """The decision that takes a rating back, by the source's name or the beginning of the rating's id.

    Raises:
        UsageError: no such rating is in force.
    """
    force = in_force(made, *LETTERS)
    by_id = [d for d in force if len(name) >= SHORTEST and d.id.startswith(name)]
    last = by_id[0] if len(by_id) == 1 else _last((name,), force)
    if last is None:
        listed = "".join(f"\n  {d.id}  {d.what}  {d.name}" for d in force)
        raise UsageError(f"{name!r} has no letter by decision. In force: {listed or 'none.'}")
    return casework.decision(UNRATED, ("rating", last.target, last.name), last.matter, why, last)


def changed(claims: Iterable[Claim], context: Context, profiles: tuple[Profile, Profile]) -> tuple[Change, ...]:
    """The claims whose evidence is rated otherwise, before and after.

    Args:
        claims: of the run.
        context: the run.
        profiles: with the letters before and after.
    """
    found = []
    for claim in claims:
        before, after = (evidence(claim, context, profile) for profile in profiles)
        if before != after:
            was = Finding(claim, before, assessment.weigh(before, profiles[0]))
            now = Finding(claim, after, assessment.weigh(after, profiles[1]))
            found.append(Change(was, now, reports=(), fallen=(), edges=()))
    return tuple(found)
