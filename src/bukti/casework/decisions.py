"""A decision: how it is made, by whom and why, and what those in force cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bukti.assessment.profiles import Profile
from bukti.errors import UsageError
from bukti.ids import content_id
from bukti.ledger.writer import now, speaks_for
from bukti.model import Decision, Matter
from bukti.store.decisions import LETTERS, in_force

CALLED = "called"  # first part of a key that is a name


def decision(
    what: str, of: tuple[str, str, str], keys: tuple[Matter, ...], why: tuple[str, str], last: Decision | None
) -> Decision:
    """A new decision.

    Args:
        what: of `model.Decision`.
        of: its kind, target and name.
        keys: its matter.
        why: reason and author.
        last: the decision that it supersedes.
    """
    made, supersedes = now(), last.id if last else None
    return Decision(content_id("de", what, *of, keys, *why, made, supersedes), what, *of, keys, *why, made, supersedes)


def reasoned(reason: str, dry_run: bool) -> None:
    """Refuse a decision without its reason.

    Raises:
        UsageError: there is none, and it is no trial.
    """
    if not (reason.strip() or dry_run):
        raise UsageError("A decision needs its reason: add --reason, or --dry-run to see what it would change.")


def author(name: str | None) -> str:
    """Who decides: as given, else the login name; on a server who is signed in, whatever is given."""
    return speaks_for(name)


def matter(decisions: Iterable[Decision]) -> tuple[Matter, ...]:
    """Everything that these decisions cover."""
    return tuple(key for decision in decisions for key in decision.matter)


def rated(profile: Profile, made: Sequence[Decision]) -> Profile:
    """A profile with the letters that people of the case decided on; they go before its own."""
    letters = {key[1]: d.what for d in in_force(made, *LETTERS) for key in d.matter if key[0] == CALLED}
    return profile.model_copy(update={"ratings": {**letters, **profile.ratings, **letters}})
