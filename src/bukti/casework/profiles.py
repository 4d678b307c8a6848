"""What claims of a case are weighed with: the profile that people chose for it, whose bytes the case keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bukti import assessment
from bukti.assessment import profiles
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.profiles import Profile
from bukti.casework.decisions import decision
from bukti.errors import UsageError
from bukti.model import Change, Claim, Decision, Finding, ProfileStamp, Written
from bukti.progress import Tick, silent
from bukti.store.case import Case
from bukti.store.decisions import KEPT, PROFILE, REVERT, USE, last

DEFAULT = "default"


def applied(made: Sequence[Decision]) -> Decision | None:
    """The choice of a profile that counts: the latest that was not taken back; None where none is left."""
    choices = list[Decision]()
    for one in (one for one in made if one.kind == PROFILE):
        if one.what == USE:
            choices.append(one)
        elif one.what == REVERT and choices:
            choices.pop()
    return choices[-1] if choices else None


def profile(case: Case, asked: str | None = None) -> Profile:
    """What a case is weighed with: as asked for one run, else as people chose, else the packaged default.

    Args:
        case: opened.
        asked: name of a packaged profile or path of a TOML file.

    Raises:
        UsageError: there is no such profile, or the bytes of the chosen one are not in the case.
        DataError: a malformed profile, or kept bytes that are not what they were.
    """
    choice = applied(case.decisions())
    chosen = pinned(case, choice) if choice else None
    if asked is None:
        return chosen or profiles.load(DEFAULT)
    found = profiles.load(asked)
    if chosen is None or chosen.stamp == found.stamp:
        return found
    stamp = replace(found.stamp, overrules=called(chosen))
    return found.model_copy(update={"stamp": stamp})


def weighed(case: Case, stamp: ProfileStamp, asked: str | None = None) -> Profile:
    """The profile that a result was weighed with, whatever is chosen for the case by now.

    Args:
        case: opened.
        stamp: of the result.
        asked: as for `profile`, when the result was made.

    Raises:
        UsageError: nobody has its bytes any more: a file that was asked for by its path has changed since.
        DataError: kept bytes that are not what they were.
    """
    now = profile(case, asked)
    if now.stamp.sha256 != stamp.sha256:
        kept = (one for one in case.decisions() if one.kind == PROFILE and _key(one)[1] == stamp.sha256)
        known = [pinned(case, one) for one in kept] or [
            one for one in map(profiles.load, profiles.names()) if one.stamp.sha256 == stamp.sha256
        ]
        if not known:
            raise UsageError(
                f"The result was weighed with {stamp.name} {stamp.version} ({stamp.sha256[:12]}…), whose file has "
                "changed since: assess the case again."
            )
        now = known[0]
    return now.model_copy(update={"stamp": stamp})


def pinned(case: Case, choice: Decision) -> Profile:
    """The profile that a decision chose, from the bytes that the case keeps.

    Raises:
        UsageError: they are not there.
        DataError: they are not what they were, or this version reads them no longer.
    """
    _, sha256, name = _key(choice)
    return profiles.parse(case.blobs.read(sha256), name)


def _key(choice: Decision) -> tuple[str, ...]:
    return next(key for key in choice.matter if key[0] == KEPT)


def called(one: Profile) -> str:
    """Name and version of a profile."""
    return f"{one.name} {one.version}"


def chosen(found: Profile, file: str, made: Sequence[Decision], why: tuple[str, str]) -> Decision:
    """The decision that a case is weighed with a profile from now on.

    Args:
        found: the profile, whose bytes the case keeps.
        file: what its file is called.
        made: every decision of the case.
        why: reason and author.

    Raises:
        UsageError: it is chosen already, or another one has its name and version.
    """
    choice, sha256 = applied(made), found.stamp.sha256
    if choice and _key(choice)[1] == sha256:
        raise UsageError(
            f"The case is weighed with {called(found)} already ({choice.reason}, {choice.author}, {choice.made[:10]})."
        )
    others = {one.name: _key(one)[1] for one in made if one.what == USE and one.kind == PROFILE}
    others |= {called(one): one.stamp.sha256 for one in map(profiles.load, profiles.names())}
    if others.get(called(found), sha256) != sha256:
        raise UsageError(
            f"{called(found)} is the name and version of another profile ({others[called(found)][:12]}…): what is "
            "written names a profile by them, so change the name or the version in the file."
        )
    return decision(USE, (PROFILE, PROFILE, called(found)), ((KEPT, sha256, file),), why, last(made, PROFILE))


def reverted(name: str, made: Sequence[Decision], why: tuple[str, str]) -> Decision:
    """The decision that takes the choice in force back: what was chosen before it counts again.

    Args:
        name: beginning of the id of the choice; empty for whichever is in force.
        made: every decision of the case.
        why: reason and author.

    Raises:
        UsageError: there is none, or another one is in force.
    """
    choice = applied(made)
    if choice is None:
        raise UsageError("No profile was chosen for this case, so there is no choice to take back.")
    if not choice.id.startswith(name):
        raise UsageError(f"The choice in force is {choice.id} ({choice.name}), not {name!r}: name that, or none.")
    return decision(REVERT, (PROFILE, PROFILE, choice.name), choice.matter, why, last(made, PROFILE))


def reweighed(
    claims: Sequence[Claim], context: Context, sides: tuple[Profile, Profile], tick: Tick = silent
) -> tuple[Change, ...]:
    """Every claim of which anything changes with another profile, in order.

    Args:
        claims: of the run.
        context: what they are weighed on.
        sides: the profile before and after.
        tick: told about progress.
    """
    found = []
    for place, claim in enumerate(claims):
        tick("weighing", place, len(claims))
        before, after = (_finding(claim, context, side) for side in sides)
        if before != after and before.graph.relays:
            found.append(Change(before, after, reports=(), fallen=(), edges=()))
    return tuple(found)


def _finding(claim: Claim, context: Context, side: Profile) -> Finding:
    graph = evidence(claim, context, side)
    return Finding(claim, graph, assessment.weigh(graph, side))


def otherwise(dossiers: Iterable[Written], after: Profile) -> tuple[Written, ...]:
    """The dossiers that were written with another profile than the one in force from now on."""
    return tuple(one for one in dossiers if one.profile != called(after))
