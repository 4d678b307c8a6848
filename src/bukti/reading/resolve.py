"""Whom a pronoun, a pointing description or a running quotation stands for, where the text allows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bukti.model import SourceKind
from bukti.reading.drafts import Draft
from bukti.reading.sources import Source
from bukti.reading.units import Unit
from bukti.reading.vocabulary import Vocabulary

SPEAKERS = (SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA, SourceKind.ANONYMOUS)
REACH = 4  # paragraphs


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who spoke or was named: name or description, kind, number, where."""

    name: str
    kind: SourceKind
    plural: bool
    paragraph: int
    start: int


@dataclass(slots=True)
class Memory:
    """Speakers of a document so far, in text order."""

    speakers: list[Speaker] = field(default_factory=list)

    def add(self, speaker: Speaker) -> None:
        """Remember a speaker."""
        self.speakers.append(speaker)

    def last(self, paragraph: int, kinds: tuple[SourceKind, ...], plural: bool | None = None) -> Speaker | None:
        """The latest speaker of some kinds within reach, of the right number where that is asked."""
        for speaker in reversed(self.speakers):
            if paragraph - speaker.paragraph > REACH:
                return None
            if speaker.kind in kinds and (plural is None or speaker.plural == plural):
                return speaker
        return None


def resolve(source: Source, draft: Draft, unit: Unit, memory: Memory, vocabulary: Vocabulary) -> str | None:
    """Name or description that a source points back to, or None when the text does not settle it."""
    if source.kind is SourceKind.RUNNING or (source.kind is SourceKind.PRONOUN and source.span is None):
        speaker = memory.last(unit.paragraph, SPEAKERS)
        return speaker.name if speaker else None
    if source.kind is SourceKind.PRONOUN:
        return _pronoun(source, unit, memory)
    if source.anonymous and source.span is not None:
        speaker = memory.last(unit.paragraph, (SourceKind.ANONYMOUS,), plural=True)
        return speaker.name if speaker and _partitive(source, draft, unit, vocabulary) else None
    if source.definite and source.kind is SourceKind.NAMED_ORGANISATION:
        speaker = memory.last(unit.paragraph, (SourceKind.NAMED_ORGANISATION,))
        return speaker.name if speaker else None
    if source.definite and source.kind is SourceKind.ANONYMOUS and not source.plural:
        speaker = memory.last(unit.paragraph, (SourceKind.NAMED_PERSON,))
        return speaker.name if speaker else None
    return None


def _pronoun(source: Source, unit: Unit, memory: Memory) -> str | None:
    if source.plural:
        speaker = memory.last(unit.paragraph, (SourceKind.ANONYMOUS, SourceKind.NAMED_ORGANISATION), plural=None)
        many = memory.last(unit.paragraph, (SourceKind.ANONYMOUS,), plural=True)
        speaker = many or speaker
    else:
        speaker = memory.last(unit.paragraph, (SourceKind.NAMED_PERSON,)) or memory.last(
            unit.paragraph, (SourceKind.ANONYMOUS,), plural=False
        )
    return speaker.name if speaker else None


def _partitive(source: Source, draft: Draft, unit: Unit, vocabulary: Vocabulary) -> bool:
    if source.span is None:
        return False
    lows = [t.low for t in unit.tokens if source.span.start <= t.start < source.span.end]
    return bool(vocabulary.phrases["partitives"].find(lows))
