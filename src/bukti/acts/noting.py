"""What a person writes beside the evidence: that a statement was read right, and notes. Neither changes a figure."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_hex

from bukti import casework
from bukti.errors import UsageError
from bukti.ids import content_id
from bukti.ledger.writer import now
from bukti.model import Decision, Matter
from bukti.pipeline import PathName
from bukti.store.case import using
from bukti.store.decisions import ACCEPT, NOTE, last

LONGEST = 4000  # characters of a note
KINDS = ("case", "claim", "report", "statement", "incident", "entity")


def note(  # noqa: PLR0913 - each is a field of the form
    text: str,
    about: tuple[str, str, str],
    matter: Sequence[Matter],
    case: PathName,
    *,
    author: str | None = None,
    head: str | None = None,
) -> Decision:
    """Write a note. It is an entry of the log like every decision, and no figure follows from it.

    Args:
        text: of the note.
        about: kind (of `KINDS`), id and name of what it is on.
        matter: what it covers, as of a decision of that kind, so that it is found again when the case has grown.
        case: an existing case.
        author: who writes; without it the login name.
        head: digest of the end of the log that the author saw, where nothing may have been added since.

    Raises:
        UsageError: no words, too many, a kind that there is not, or no such case.
    """
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise UsageError(f"A note has 1 to {LONGEST} characters, this one has {len(words)}.")
    if about[0] not in KINDS:
        raise UsageError(f"{about[0]!r} takes no note: {', '.join(KINDS)} do.")
    kind, name, shown = about
    target = content_id("no", kind, name, words, now(), token_hex(8))  # of its own: a note supersedes nothing
    made = casework.decision(NOTE, (kind, target, shown), tuple(matter), (words, casework.author(author)), None)
    with using(case, new=False) as opened:
        opened.decide(made, (), head)
    return made


def accept(
    statement: tuple[str, str, str],
    case: PathName,
    reason: str,
    *,
    author: str | None = None,
    head: str | None = None,
) -> Decision:
    """Say that a statement was read right; a rejection of it that is in force is taken back by that.

    Args:
        statement: its id, the id of its report, and its words.
        case: an existing case.
        reason: on what grounds.
        author: as for `note`.
        head: as for `note`.

    Raises:
        UsageError: it is accepted already, no reason, or no such case.
    """
    casework.reasoned(reason, dry_run=False)
    name, report, words = statement
    with using(case, new=False) as opened:
        before = last([one for one in opened.decisions() if one.what != NOTE], name)
        if before is not None and before.what == ACCEPT:
            raise UsageError(f"{name} is accepted already ({before.reason}, {before.author}, {before.made[:10]}).")
        why = (reason.strip(), casework.author(author))
        made = casework.decision(ACCEPT, ("statement", name, words), (("statement", name, report),), why, before)
        opened.decide(made, (), head)
    return made
