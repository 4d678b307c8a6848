"""The profile that a case is weighed with: `bukti profile` as Python."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from pathlib import Path

from bukti import casework, settings
from bukti.ach.resolve import resting
from bukti.acts.harm import Said
from bukti.assessment import profiles
from bukti.assessment.evidence import Context
from bukti.assessment.profiles import Profile
from bukti.errors import UsageError
from bukti.model import Changes, Decision
from bukti.pipeline import PathName, study
from bukti.progress import Tick, silent
from bukti.report.effects import effect
from bukti.store.case import Case, using
from bukti.store.decisions import KEPT, PROFILE

LARGEST = 1 << 15  # bytes of a profile's file: letters for some thousand outlets
LONGEST = 200  # characters of its name


@dataclass(frozen=True, slots=True)
class Sent:
    """A profile's file.

    Attributes:
        name: what it is called; it is shown, and never becomes a path. data: its bytes.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reweighed(Changes):
    """What another profile changes.

    Attributes:
        sides: the profile before and after.
    """

    sides: tuple[Profile, Profile] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case is weighed with.

    Attributes:
        profile: in force; its stamp names what it overrules, where one run was asked to use another.
        choice: that made it so; None where nobody chose, or one run was asked to use another.
        made: every decision on the profile, the oldest first.
    """

    profile: Profile
    choice: Decision | None
    made: tuple[Decision, ...]


def standing(case: PathName, asked: str | None = None) -> Standing:
    """The profile that a case is weighed with, and who chose it (`bukti profile show`).

    Args:
        case: an existing case file.
        asked: name or path of another profile for this run.

    Raises:
        UsageError: no such case or profile.
        DataError: a malformed profile.
    """
    with using(case, new=False) as opened:
        made = opened.decisions()
        choice = casework.applied(made) if asked is None else None
        return Standing(casework.profile(opened, asked), choice, tuple(one for one in made if one.kind == PROFILE))


def packaged(name: str) -> Sent:
    """The file of a packaged profile.

    Raises:
        UsageError: there is none of this name.
    """
    return Sent(f"{name}.toml", profiles.packaged(name))


def named(name: str) -> Sent:
    """A packaged profile by name, else a file of this machine by its path.

    Raises:
        UsageError: there is neither, or the file is too large.
    """
    if name in profiles.names():
        return packaged(name)
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"There is no profile {name!r}: use {', '.join(profiles.names())} or the path of a TOML file.")
    with path.open("rb") as file:
        return Sent(path.name, file.read(LARGEST + 1))


def read(sent: Sent) -> Profile:
    """A profile's file as its reader understands it.

    Raises:
        UsageError: it is too large, or its name is none.
        DataError: it is malformed; the message is the reader's.
    """
    if len(sent.data) > LARGEST:
        raise UsageError(f"The file has more than {LARGEST >> 10} KiB, which no profile needs: send a profile (TOML).")
    if not sent.name.isprintable() or not 0 < len(sent.name) <= LONGEST:
        raise UsageError(f"The name of the file is empty or longer than {LONGEST} characters: give it another one.")
    return profiles.parse(sent.data, sent.name)


def packed(data: bytes) -> str:
    """The bytes of a file as a field of a form, which would change ends of lines (base64, RFC 4648 section 5)."""
    return urlsafe_b64encode(data).decode()


def unpacked(name: str, text: str) -> Sent:
    """The file that a field of a form holds.

    Raises:
        UsageError: the field holds none.
    """
    try:
        return Sent(name, urlsafe_b64decode(text.encode("ascii")))
    except ValueError as fault:
        raise UsageError("The content of the file is not in base64 (RFC 4648): send the file once more.") from fault


def file(case: PathName, sha256: str) -> bytes | None:
    """The bytes of a shipped profile, or of one that was chosen for a case; None where they are of neither.

    Raises:
        DataError: they are not what they were.
    """
    shipped = {profiles.load(name).stamp.sha256: name for name in profiles.names()}
    with using(case, new=False) as opened:
        made = (one for one in opened.decisions() if one.kind == PROFILE)
        if any(key[1] == sha256 for one in made for key in one.matter if key[0] == KEPT):
            return opened.blobs.read(sha256)
    return profiles.packaged(shipped[sha256]) if sha256 in shipped else None


def use(sent: Sent, case: PathName, said: Said, tick: Tick = silent) -> Reweighed:
    """Weigh a case with a profile from now on (`bukti profile use`); its bytes are kept in the case.

    Args:
        sent: the profile.
        case: an existing case file.
        said: why and by whom.
        tick: told about progress.

    Returns:
        The claims of which any figure changes, each before and after.

    Raises:
        UsageError: it is chosen already, another has its name and version, no reason, no such case.
        DataError: a malformed profile.
        ConflictError: the log has another end than the author saw.
    """
    casework.reasoned(said.reason, said.dry_run)
    after = read(sent)
    with using(case, new=False) as opened:
        decision = casework.chosen(after, sent.name, opened.decisions(), said.why)
        if not said.dry_run:
            opened.blobs.keep(sent.data)
        return _decided(opened, decision, after, said, tick)


def undo(name: str, case: PathName, said: Said, tick: Tick = silent) -> Reweighed:
    """Take the choice of a profile back, so that the one before it counts again (`bukti profile undo`).

    Args:
        name: beginning of the id of the choice in force; empty for whichever it is.
        case: as for `use`.
        said: as for `use`.
        tick: told about progress.

    Raises:
        UsageError: there is no such choice in force, no reason, no such case.
        DataError: the bytes of the profile before it are not what they were.
        ConflictError: the log has another end than the author saw.
    """
    casework.reasoned(said.reason, said.dry_run)
    with using(case, new=False) as opened:
        made = opened.decisions()
        decision = casework.reverted(name, made, said.why)
        before = casework.applied((*made, decision))
        after = casework.pinned(opened, before) if before else profiles.load()
        return _decided(opened, decision, after, said, tick)


def _decided(opened: Case, decision: Decision, after: Profile, said: Said, tick: Tick) -> Reweighed:
    """What a decision on the profile changes, and the record of it."""
    made, run = opened.decisions(), study(opened, settings.from_environment(), tick)
    context = casework.settled(Context.of(run.documents, run.statements, run.lineage), made)
    before = casework.profile(opened)
    sides = casework.rated(before, made), casework.rated(after, made)
    found = casework.reweighed(run.claims, context, sides, tick)
    changes = tuple(change for change in found if effect(change) != "same")
    dossiers = casework.looked(casework.otherwise(opened.dossiers(), after))
    matrices = resting(opened.judgements(), [change.before.claim for change in changes])
    if not said.dry_run:
        opened.decide(decision, dossiers, said.head)
    told = decision, not said.dry_run, run.documents, len(run.claims), changes, dossiers, matrices, run.gathered.failed
    return Reweighed(*told, sides=(before, after))
