"""What people read in reports otherwise than the machine: how a decision tells it, and how every run applies it.

A decision keeps the exact words of each place that it names. It is applied only where the report still says them there,
so that no correction ever moves to other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bukti import reading
from bukti.casework.kept import Ground, Read
from bukti.errors import UsageError
from bukti.ids import content_id
from bukti.model import (
    Basis,
    Correction,
    Decision,
    Degree,
    Document,
    Heard,
    Matter,
    SourceKind,
    Span,
    Stance,
    Statement,
)
from bukti.store.decisions import CLAIM, CORRECT, FALSE, MERGE, OPEN, READING, SPLIT, TRUE, in_force

STATEMENT, CONTENT, SOURCE, WHO, VIA, HOW = "statement", "content", "source", "who", "via", "how"
GONE = "Its report is not in the case."
OTHER_WORDS = "The report has other words there now, so it is not applied: read the report, then correct it again."
MALFORMED = "It is not as Bukti writes it, so it is not applied."
RETRACTED = "Its report is retracted: it carries nothing."
UNREAD = "The machine reads no such statement any more: this one stands beside what it reads now."


def matter(heard: Heard, document: Document, machine: str = "") -> tuple[Matter, ...]:
    """All that a person says of a statement, as a decision keeps it.

    Args:
        heard: by the person.
        document: that holds it.
        machine: id of the statement that it stands for; empty where the reader missed it.
    """
    places = ((CONTENT, heard.content), (SOURCE, heard.source))
    return (
        (STATEMENT, machine, heard.report),
        *((role, str(s.start), str(s.end), document.words(s)) for role, spans in places for s in spans),
        *([(WHO, heard.who)] if heard.who else []),
        *((VIA, name) for name in heard.via),
        (HOW, heard.source_kind.value, heard.stance.value, heard.degree.value, heard.basis.value),
    )


def target(heard: Heard, machine: str = "") -> str:
    """What a correction is about: the machine's statement, or the words that the reader missed."""
    return content_id("co", machine or [heard.report, *([*span] for span in heard.content)])


def heard(decision: Decision) -> Heard:
    """What a person says of a statement.

    Raises:
        ValueError: the decision is not as `matter` writes it.
    """
    ((_, _, report),) = _of(decision, STATEMENT)
    ((_, kind, stance, degree, basis),) = _of(decision, HOW)
    who = next((key[1] for key in _of(decision, WHO)), None)
    content, source = (_spans(decision, role) for role in (CONTENT, SOURCE))
    if not content:
        raise ValueError("no content")
    via = tuple(key[1] for key in _of(decision, VIA))
    how = (SourceKind(kind), who, Stance(stance), Degree(degree), Basis(basis))
    return Heard(report, content, source, *how, via)


def _of(decision: Decision, role: str) -> list[Matter]:
    return [key for key in decision.matter if key[0] == role]


def _spans(decision: Decision, role: str) -> tuple[Span, ...]:
    return tuple(Span(int(start), int(end)) for _, start, end, _ in _of(decision, role))


def machine(decision: Decision) -> str:
    """Id of the statement that a correction stands for; empty where the reader missed it."""
    return next((key[1] for key in _of(decision, STATEMENT)), "")


def report(decision: Decision) -> str:
    """Id of the report that a correction is about."""
    return next((key[2] for key in _of(decision, STATEMENT)), "")


def words(decision: Decision) -> str:
    """What is said, in the words of the report."""
    return " … ".join(key[3] for key in _of(decision, CONTENT))


def corrected(ground: Ground, made: Sequence[Decision]) -> Ground:
    """The ground with each report as people read it, and what became of each correction in force.

    Args:
        ground: as the machine reads the reports.
        made: every decision of the case.
    """
    waiting: dict[str, list[Decision]] = {}
    force = in_force(made, CORRECT)
    for decision in force:
        waiting.setdefault(report(decision), []).append(decision)
    if not waiting:
        return ground
    done: dict[str, Correction] = {}
    found = []
    for read in ground.reads:
        corrections = [_correction(read, one) for one in waiting.get(read.document.report.id, ())]
        done |= {one.decision.id: one for one in corrections}
        found.append(_applied(read, [one for one in corrections if one.statement]))
    told = tuple(done.get(one.id, Correction(one, None, problem=GONE)) for one in force)
    return replace(ground, reads=tuple(found), corrections=told)


def silenced(corrections: Iterable[Correction], retracted: frozenset[str]) -> tuple[Correction, ...]:
    """Corrections, of which those in retracted reports are told to carry nothing."""
    return tuple(
        replace(one, problem=RETRACTED) if one.statement and report(one.decision) in retracted else one
        for one in corrections
    )


def misfits(corrections: Iterable[Correction]) -> tuple[str, ...]:
    """What is odd about corrections, in sentences."""
    return tuple(
        f"The correction of “{one.decision.name}” ({one.decision.author}, {one.decision.made[:10]}, "
        f"{one.decision.id}): {one.problem}"
        for one in corrections
        if one.problem
    )


def _correction(read: Read, decision: Decision) -> Correction:
    """A correction on its own report, as far as it still fits."""
    document, meant = read.document, machine(decision)
    before = next((one for one in read.statements if one.id == meant), None)
    try:
        said = heard(decision)
        same = all(
            document.words(Span(int(start), int(end))) == text
            for role in (CONTENT, SOURCE)
            for _, start, end, text in _of(decision, role)
        )
    except ValueError:
        return Correction(decision, None, before, MALFORMED)
    if not same:
        return Correction(decision, None, before, OTHER_WORDS)
    statement = replace(reading.as_heard(document, said, before), decision=decision.id)
    return Correction(decision, statement, before, UNREAD if meant and before is None else "")


def _applied(read: Read, corrections: Sequence[Correction]) -> Read:
    """What a report gives with these corrections."""
    if not corrections:
        return read
    new = {one.machine.id: one.statement.id for one in corrections if one.machine and one.statement}
    added = {one.statement.id: one.statement for one in corrections if one.statement}
    kept = [one for one in (*read.attributed, *added.values()) if one.id not in new]
    kept = [replace(one, parent=new.get(one.parent, one.parent)) if one.parent else one for one in kept]
    own = [one for one in kept if one.source_kind is SourceKind.NARRATOR]
    attributed = _ordered(one for one in kept if one.source_kind is not SourceKind.NARRATOR)
    narrated = [
        one for one in reading.narrate(read.document, attributed) if one.id not in new and not _within(one, own)
    ]
    return Read(read.document, attributed, _ordered((*narrated, *own)))


def _ordered(found: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(found, key=lambda one: (one.extent, one.id)))


def _within(one: Statement, others: Iterable[Statement]) -> bool:
    """Whether words of a statement stand in another."""
    return any(a.overlaps(b) for other in others for a in one.content for b in other.content)


def followed(made: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions of a case, in which merges, splits and verdicts name each statement as it is read now.

    Who decided that a statement belongs to a claim meant what it says, whoever's reading of it holds.
    """
    now = _renamed(made)
    if not now:
        return tuple(made)
    return tuple(
        replace(one, matter=tuple(tuple(now.get(part, part) for part in key) for key in one.matter))
        if one.what in (TRUE, FALSE, OPEN) or (one.what in (MERGE, SPLIT) and one.kind == CLAIM)
        else one
        for one in made
    )


def _renamed(made: Sequence[Decision]) -> dict[str, str]:
    """Every other id that a corrected statement has or had -> its id now."""
    chains: dict[str, list[Decision]] = {}
    for one in made:
        if one.kind == READING:
            chains.setdefault(one.target, []).append(one)
    found: dict[str, str] = {}
    for chain in chains.values():
        try:
            had = [reading.identity(heard(one)) for one in chain]
        except ValueError:
            continue  # it is not applied either
        names = {machine(one) for one in chain} - {""}
        now = had[-1] if chain[-1].what == CORRECT else next(iter(sorted(names)), "")
        found |= {name: now for name in (*had, *sorted(names)) if now and name != now}
    return found


def last(made: Sequence[Decision], about: str) -> Decision | None:
    """The latest decision on what a correction is about."""
    return next((one for one in reversed(made) if one.kind == READING and one.target == about), None)


def named(name: str, made: Sequence[Decision]) -> Decision:
    """The correction in force that a person means: by the beginning of its id, or of that of its statement.

    Raises:
        UsageError: not exactly one.
    """
    force = in_force(made, CORRECT)
    found = [one for one in force if len(name) >= 4 and any(key.startswith(name) for key in _names(one))]
    if len(found) != 1:
        listed = "".join(f"\n  {one.id}  {one.name}" for one in found or force)
        raise UsageError(f"{name!r} is no single correction in force. In force: {listed or 'none.'}")
    return found[0]


def _names(decision: Decision) -> tuple[str, ...]:
    try:
        return decision.id, reading.identity(heard(decision)), machine(decision)
    except ValueError:
        return (decision.id,)
