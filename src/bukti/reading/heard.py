"""A statement as a person reads it: what they say of it, and what its words tell besides."""

from __future__ import annotations

from dataclasses import replace

from bukti import ids
from bukti.model import Basis, Degree, Document, Heard, Stance, Statement
from bukti.reading.assemble import form_of
from bukti.reading.stance import Reading, weigh_words
from bukti.reading.units import held_by, read_units
from bukti.reading.vocabulary import vocabulary

PLAIN = Reading(Degree.CT, Basis.UNSPECIFIED, Stance.ASSERTS, False, ())


def identity(heard: Heard) -> str:
    """The id of the statement that a person reads; another reading of the same words is another statement."""
    content, source = ([list(span) for span in spans] for spans in (heard.content, heard.source))
    said = (heard.source_kind.value, heard.who, heard.stance.value, heard.degree.value, heard.basis.value, heard.via)
    return ids.content_id("st", heard.report, "person", content, source, said)


def as_heard(document: Document, heard: Heard, machine: Statement | None = None) -> Statement:
    """The statement that a person reads in a document.

    Form, numbers, times and whether the words negate follow from the text.

    Args:
        document: that holds it.
        heard: by the person.
        machine: the statement that it stands for; its cue, its holder and what was remarked on it are kept.
    """
    made = Statement(
        id=identity(heard),
        report=heard.report,
        content=heard.content,
        cue=machine.cue if machine else (),
        source=heard.source,
        source_kind=heard.source_kind,
        form=form_of(document, heard.content),
        stance=heard.stance,
        degree=heard.degree,
        basis=heard.basis,
        resolves_to=heard.who,
        via=heard.via,
        negative=heard.stance is Stance.DENIES or _negates(document, heard, machine),
        flags=_flags(heard, machine) if machine else (),
        parent=machine.parent if machine else None,
    )
    extent = made.extent
    return replace(made, quantities=held_by(document.quantities, extent), times=held_by(document.times, extent))


def _negates(document: Document, heard: Heard, machine: Statement | None) -> bool:
    """Whether the proposition itself is negated ("no acid was released"); the machine's word where its words stayed."""
    if machine is not None and machine.content == heard.content and machine.stance is not Stance.DENIES:
        return machine.negative
    words = vocabulary(document.language.code or "")
    if words is None:
        return False
    units, _ = read_units(document)
    tokens = [token for unit in units for token in unit.tokens]
    lows = [t.low for t in tokens if any(span.start <= t.start < span.end for span in heard.content)]
    return weigh_words(lows, PLAIN, words).negative


def _flags(heard: Heard, machine: Statement) -> tuple[str, ...]:
    """What was remarked on the machine's statement, but for what the person said otherwise."""
    gone = {"basic"}
    gone |= {"insufficient"} if heard.degree is not machine.degree else set()
    gone |= {"self-interest", "no-comment"} if heard.stance is not machine.stance else set()
    gone |= {"plural-source"} if (heard.source, heard.who) != (machine.source, machine.resolves_to) else set()
    return tuple(flag for flag in machine.flags if flag not in gone)
