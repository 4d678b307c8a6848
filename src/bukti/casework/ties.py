"""Two sources that depend on each other, or are one: whom a person means, the decision, and a run that keeps to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bukti.assessment import targets
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.profiles import Profile
from bukti.assessment.retracted import withdraw
from bukti.assessment.sources import OWN_WORDS, Sources
from bukti.assessment.targets import Target
from bukti.assessment.tied import CALLED, HOW, SHARED, bind, how
from bukti.casework.decisions import decision, matter
from bukti.errors import UsageError
from bukti.ids import content_id
from bukti.incidents import Tied
from bukti.model import Claim, Decision, Telling
from bukti.store.decisions import DEPENDENT, ONE, RESTORE, SOURCES, in_force

SHORTEST = 4  # characters of the beginning of an id
WORDS = {DEPENDENT: "depend on each other", ONE: "are one"}


def settled(context: Context, made: Sequence[Decision]) -> Context:
    """A run as people decided: what is retracted carries nothing, who is tied counts accordingly."""
    return bind(withdraw(context, matter(in_force(made))), in_force(made, DEPENDENT, ONE))


def spoken(told: Iterable[Telling], context: Context, made: Sequence[Decision]) -> tuple[Tied, ...]:
    """The sentences on attacks in which each source that people tied speaks, or a report in its own voice.

    Args:
        told: in order of publication and place.
        context: the run without ties.
        made: every decision of the case.
    """
    force = in_force(made, DEPENDENT, ONE)
    known = bind(context, force)
    sources, meant = Sources(known), dict[str, set[str]]()
    for telling in told if force else ():
        statement = known.statements.get(telling.statement or "") if telling.alleged_by else None
        family = known.family.get(telling.report, telling.report)
        own = (family, known.outlet(telling.report) + OWN_WORDS)
        node = content_id("or", *sources.of(statement).key) if statement else ""
        for tie in known.tied:
            if node in tie.nodes or (statement is None and own in tie.own):
                meant.setdefault(tie.id, set()).add(telling.id)
    return tuple(
        Tied(tie.id, "" if tie.shared else " and ".join(tie.names), frozenset(meant[tie.id]))
        for tie in known.tied
        if tie.id in meant
    )


def parties(names: Sequence[str], claims: Iterable[Claim], context: Context, profile: Profile) -> tuple[Target, Target]:
    """The two sources that a person means, as the reports name them: earlier ties join none of them.

    Args:
        names: of a source or an outlet; or an id, of an origin, or of a report for its own voice.
        claims: of the run.
        context: the run without ties.
        profile: what claims are weighed with.

    Raises:
        UsageError: not two names, nobody or several are called so, or both are one.
    """
    if len(names) != 2 or not all(name.strip() for name in names):
        raise UsageError("Name two sources or outlets.")
    known = targets.origins([evidence(claim, context, profile) for claim in claims], context)
    reports = targets.reports(document for _, document in sorted(context.documents.items()))
    first, second = (_party(name.strip(), known, reports) for name in names)
    if set(first.matter) & set(second.matter):
        raise UsageError(f"{names[0]!r} and {names[1]!r} are one source already: name another one.")
    return first, second


def _party(name: str, known: Sequence[Target], reports: Sequence[Target]) -> Target:
    short = name.removesuffix(OWN_WORDS)
    found = [one for one in known if any(content_id("or", *key) == name for key in one.matter)]
    found = found or [one for one in known if one.called(short)] or [one for one in reports if one.called(short)]
    if len(found) == 1:
        return found[0].shown_as(short)
    if found:
        listed = "".join(f"\n  {one.id}  {one.names[0]}" for one in found)
        raise UsageError(f"{name!r} is {len(found)} sources, name one by its id:{listed}")
    near = ", ".join(one.names[0] for one in targets.nearest(short, known))
    hint = f"the nearest are {near}." if near else "`bukti assess --case FILE` shows who is there."
    raise UsageError(f"No source behind a claim and no outlet is called {name!r}: {hint}")


def tie(sides: tuple[Target, Target], shared: str, made: Sequence[Decision], why: tuple[str, str]) -> Decision:
    """The decision that two sources depend on each other, or are one; it supersedes an earlier one on both.

    Args:
        sides: the two sources.
        shared: what they share, one of `HOW`; empty where they are one.
        made: every decision of the case.
        why: reason and author.

    Raises:
        UsageError: they share something else, or it is decided already.
    """
    if shared and shared not in HOW:
        raise UsageError(f"{shared!r} is nothing that sources share: use {', '.join(HOW[:-1])} or {HOW[-1]}.")
    what, (first, second) = DEPENDENT if shared else ONE, sides
    own = [d for d in reversed(made) if d.kind == SOURCES and all(set(side.matter) & set(d.matter) for side in sides)]
    last = own[0] if own else None
    if last and last in in_force(made, what) and how(last.matter) == shared:
        raise UsageError(f"{last.name} {WORDS[what]} already ({last.reason}, {last.author}, {last.made[:10]}).")
    names = tuple((CALLED, side.names[0]) for side in sides)
    keys = tuple(sorted({*first.matter, *second.matter}))
    share = ((SHARED, shared),) if shared else ()
    target = last.target if last else content_id("so", *sorted(side.id for side in sides))
    name = f"{first.names[0]} and {second.names[0]}"
    return decision(what, (SOURCES, target, name), (*names, *share, *keys), why, last)


def untied(name: str, made: Sequence[Decision], why: tuple[str, str]) -> Decision:
    """The decision that takes a tie back, by the beginning of its id.

    Raises:
        UsageError: not exactly one in force is meant.
    """
    force = in_force(made, DEPENDENT, ONE)
    found = [one for one in force if len(name) >= SHORTEST and one.id.startswith(name)]
    if len(found) != 1:
        listed = "".join(f"\n  {one.id}  {one.name} {WORDS[one.what]}" for one in found or force)
        raise UsageError(f"{name!r} is no single decision on two sources in force. In force: {listed or 'none.'}")
    (last,) = found
    return decision(RESTORE, (SOURCES, last.target, last.name), last.matter, why, last)
