"""Corrected statements: a person reads otherwise than the machine, or what it missed; claims and grades follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bukti import assessment, casework, reading, settings
from bukti.ach.resolve import resting
from bukti.acts.harm import Said
from bukti.assessment.evidence import Context
from bukti.assessment.retracted import withdraw
from bukti.casework import corrections
from bukti.casework.comparing import Side, compared
from bukti.errors import UsageError
from bukti.model import (
    Basis,
    Changes,
    Correction,
    Decision,
    Degree,
    Document,
    Heard,
    MentionKind,
    SourceKind,
    Span,
    Stance,
    Statement,
    Written,
)
from bukti.pipeline import PathName, Run, study
from bukti.progress import Tick, silent
from bukti.store.case import using
from bukti.store.decisions import CORRECT, READING, RESTORE, in_force

CORRECTING, ADDING, UNDOING = "correct", "add", "undo"
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
LEAST = 4  # characters of the beginning of an id that may stand for it
LISTED = 5  # ids that a message lists
LONGEST = 200  # characters of a name
CERTAINTIES = {
    "certain": Degree.CT,
    "probable": Degree.PR,
    "weakly-probable": Degree.WPR,
    "possible": Degree.PS,
    "open": Degree.UU,
}
CALLED = {degree: name for name, degree in CERTAINTIES.items()}
KIND_OF = {
    MentionKind.PERSON: SourceKind.NAMED_PERSON,
    MentionKind.MEDIA: SourceKind.MEDIA,
}
Word = TypeVar("Word", SourceKind, Stance, Basis)
NOBODY = "none"  # in place of words: there is no such thing


@dataclass(frozen=True, slots=True)
class Saying:
    """What a person says of a statement; what is empty stays as it is, or follows from the words.

    Attributes:
        content, source: `START-END` in code points of the report's text, several with commas between; or words that
            stand there once. `none` takes a source away.
        who: the name that the source stands for; `none` takes it away. kind: of `SourceKind`. stance: of `Stance`.
        certainty: of `CERTAINTIES`. basis: of `Basis`. via: media between, with semicolons; `none` takes them away.
    """

    content: str = ""
    source: str = ""
    who: str = ""
    kind: str = ""
    stance: str = ""
    certainty: str = ""
    basis: str = ""
    via: str = ""


def reread(  # noqa: PLR0913 - each is an option of the command
    what: str,
    name: str,
    saying: Saying,
    case: PathName,
    said: Said,
    *,
    profile: str | None = None,
    tick: Tick = silent,
) -> Changes:
    """Correct a statement, add one that was missed, or take that back, and what that changes (`bukti statement`).

    Args:
        what: `CORRECTING`, `ADDING` or `UNDOING`.
        name: the beginning of a statement's id; of a report's id, its title or file, to add to it; of the id of a
            correction or of its statement, to take it back.
        saying: what the person says of the statement.
        case: an existing case file.
        said: why and by whom.
        profile: what claims are weighed with, before and after.
        tick: told about progress.

    Raises:
        UsageError: an unknown name, words that are not there, nothing new, no reason, no such case.
        DataError: a malformed profile.
    """
    casework.reasoned(said.reason, said.dry_run)
    options = settings.from_environment()
    with using(case, new=False) as opened:
        made, run = opened.decisions(), study(opened, options, tick)
        decision, now = (
            _undone(name, made, said.why) if what == UNDOING else _made((what, name), saying, run, made, said.why)
        )
        after = study(opened, options, tick, made=(*made, decision))
        rated = casework.rated(casework.profile(opened, profile), made)
        sides = [Side(one.claims, casework.settled(_context(one), made), rated) for one in (run, after)]
        changes = compared(sides[0], sides[1], now)
        dossiers = casework.looked(_touched(opened.dossiers(), decision))
        matrices = resting(opened.judgements(), [change.before.claim for change in changes])
        if not said.dry_run:
            opened.decide(decision, dossiers, said.head)
    failed = run.gathered.failed
    return Changes(decision, not said.dry_run, run.documents, len(run.claims), changes, dossiers, matrices, failed)


def listed(case: PathName) -> tuple[dict[str, Document], tuple[Correction, ...]]:
    """The reports of a case by id, and every correction in force with what became of it (`bukti statement list`)."""
    with using(case, new=False) as opened:
        run = study(opened, settings.from_environment())
        gone = withdraw(_context(run), casework.matter(in_force(opened.decisions()))).retracted
    return {one.report.id: one for one in run.documents}, casework.silenced(run.corrections, gone)


def _context(run: Run) -> Context:
    return Context.of(run.documents, run.statements, run.lineage)


def _undone(name: str, made: Sequence[Decision], why: tuple[str, str]) -> tuple[Decision, dict[str, str]]:
    """The decision that takes a correction back, and the id that its statement has again."""
    one = corrections.named(name, made)
    decision = casework.decision(RESTORE, (READING, one.target, one.name), one.matter, why, one)
    return decision, _now(one, corrections.machine(one))


def _now(before: Decision, name: str) -> dict[str, str]:
    try:
        return {reading.identity(corrections.heard(before)): name} if name else {}
    except ValueError:
        return {}


def _made(
    meant: tuple[str, str], saying: Saying, run: Run, made: Sequence[Decision], why: tuple[str, str]
) -> tuple[Decision, dict[str, str]]:
    """The decision on a statement or on words that were missed, and the id that the statement has then."""
    what, name = meant
    before = _statement(name, run) if what == CORRECTING else None
    report = before.report if before else _report(name, run)
    document = next(one for one in run.documents if one.report.id == report)
    heard = _heard(document, saying, before)
    same = reading.identity(heard)
    if before and same == reading.identity(_as_read(before)):
        raise UsageError(f"{before.id} is read so already: say what is otherwise.")
    if twin := next((one for one in run.statements if _twins(one, heard, before)), None):
        raise UsageError(f"{twin.id} has these words already: correct that one.")
    earlier = next((one for one in made if before and one.id == before.decision), None)
    machine = corrections.machine(earlier) if earlier else before.id if before else ""
    target = earlier.target if earlier else corrections.target(heard, machine)
    words = " … ".join(document.words(span) for span in heard.content)
    last, keys = corrections.last(made, target), corrections.matter(heard, document, machine)
    decision = casework.decision(CORRECT, (READING, target, words), keys, why, last)
    return decision, {before.id: same} if before else {}


def _as_read(one: Statement) -> Heard:
    how = (one.source_kind, one.resolves_to, one.stance, one.degree, one.basis, one.via)
    return Heard(one.report, one.content, one.source, *how)


def _twins(one: Statement, heard: Heard, before: Statement | None) -> bool:
    """Whether another statement has the very words and the very source."""
    if before is not None and one.id == before.id:
        return False
    same = (one.report, one.content) == (heard.report, heard.content)
    return same and (one.source == heard.source or not heard.source)  # what somebody says, the report itself does not


def _heard(document: Document, saying: Saying, before: Statement | None) -> Heard:
    """Who says what, by a person's word where they gave it, else as it was read.

    Raises:
        UsageError: something is not there or means nothing.
    """
    content = _spans(document, saying.content, "content") if saying.content else before.content if before else ()
    if not any(map(str.isalnum, "".join(document.words(span) for span in content))):
        raise UsageError("A statement has words: give them with --content, as they stand in the report.")
    source = _source(document, saying, before)
    if any(one.overlaps(other) for one in source for other in content):
        raise UsageError("The words of the source and of what it says overlap: give each its own.")
    moved = before is None or source != before.source
    who = _named(saying.who) or (None if moved or saying.who else before.resolves_to if before else None)
    via = tuple(filter(None, map(str.strip, saying.via.split(";")))) if saying.via else before.via if before else ()
    return Heard(
        document.report.id,
        content,
        source,
        _kind(document, saying.kind, (source, who), None if moved or before is None else before),
        who,
        _choice(Stance, saying.stance, before.stance if before else Stance.ASSERTS),
        _degree(saying.certainty, before),
        _choice(Basis, saying.basis, before.basis if before else Basis.UNSPECIFIED),
        () if saying.via == NOBODY else via,
    )


def _source(document: Document, saying: Saying, before: Statement | None) -> tuple[Span, ...]:
    if saying.source == NOBODY:
        return ()
    return _spans(document, saying.source, "source") if saying.source else before.source if before else ()


def _named(who: str) -> str | None:
    """A name; None where it was taken away or none was given."""
    if len(who) > LONGEST:
        raise UsageError(f"A name has at most {LONGEST} characters, this one has {len(who)}.")
    return None if who == NOBODY else " ".join(who.split()) or None


def _kind(
    document: Document, kind: str, whose: tuple[tuple[Span, ...], str | None], before: Statement | None
) -> SourceKind:
    """What kind of source speaks: as said, as before, else by the name that stands there."""
    if kind:
        return _choice(SourceKind, kind, SourceKind.ANONYMOUS)
    source, who = whose
    if before is not None and (who is None or who == before.resolves_to):
        return before.source_kind
    for mention in document.mentions:
        if who == mention.name or any(span.contains(mention.span) for span in source):
            return KIND_OF.get(mention.kind, SourceKind.NAMED_ORGANISATION)
    if who is not None:
        raise UsageError(f"The report tells not what {who!r} is: say it with --kind, for example named_person.")
    return SourceKind.ANONYMOUS if source else SourceKind.NARRATOR


def _choice(kind: type[Word], given: str, otherwise: Word) -> Word:
    try:
        return kind(given) if given else otherwise
    except ValueError:
        words = ", ".join(kind)
        raise UsageError(f"{given!r} is none of {words}.") from None


def _degree(given: str, before: Statement | None) -> Degree:
    if given and given not in CERTAINTIES:
        raise UsageError(f"{given!r} is none of {', '.join(CERTAINTIES)}.")
    return CERTAINTIES[given] if given else before.degree if before else Degree.CT


def _spans(document: Document, given: str, what: str) -> tuple[Span, ...]:
    """Places in a report's text, without the space around their words.

    Raises:
        UsageError: they are not in it, or words stand there not exactly once.
    """
    parts = [PLACE.fullmatch(part.strip()) for part in given.split(",")]
    if all(parts):
        spans = sorted(Span(int(part[1]), int(part[2])) for part in parts if part)
    else:
        spans = [_found(document, given.strip(), what)]
    text = document.report.text
    trimmed: list[Span] = []
    for span in spans:
        words = text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        if span.end > len(text) or not words.strip() or (trimmed and start < trimmed[-1].end):
            raise UsageError(f"The {what} {given!r} is no place in the report, whose text has {len(text)} characters.")
        trimmed.append(Span(start, start + len(words.strip())))
    return tuple(trimmed)


def _found(document: Document, words: str, what: str) -> Span:
    text = document.report.text
    count = text.count(words) if words else 0
    if count != 1:
        raise UsageError(
            f"The {what} {words[:100]!r} stands in the report {count} times: give its words exactly as `bukti text` "
            "prints them, or its place as START-END."
        )
    start = text.index(words)
    return Span(start, start + len(words))


def _statement(name: str, run: Run) -> Statement:
    """The statement that a person means, by its id or by that of the machine's which was corrected."""
    found = {one.id: one for one in run.statements if len(name) >= LEAST and one.id.startswith(name)}
    for one in run.corrections:
        if one.statement and one.machine and len(name) >= LEAST and one.machine.id.startswith(name):
            found[one.statement.id] = one.statement
    if len(found) != 1:
        nearest = "".join(f"\n  {key}" for key in sorted(found)[:LISTED])
        raise UsageError(f"{name!r} begins {len(found)} statements: take an id from JSON or the reader.{nearest}")
    return next(iter(found.values()))


def _report(name: str, run: Run) -> str:
    found = [one for one in assessment.targets.reports(run.documents) if one.called(name)]
    if len(found) != 1:
        listed = "".join(f"\n  {one.id.removeprefix('sha256:')[:19]}  {one.names[0]}" for one in found[:LISTED])
        raise UsageError(f"{name!r} is {len(found)} reports of the case: name one by the beginning of its id.{listed}")
    return found[0].id


def _touched(dossiers: Sequence[Written], made: Decision) -> tuple[Written, ...]:
    """The dossiers that rest on the report, or tell of what is taken back."""
    report = ("report", corrections.report(made))
    return tuple(one for one in dossiers if report in one.matter or made.supersedes in one.decisions)
