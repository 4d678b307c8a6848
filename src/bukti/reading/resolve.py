"""Whom a pronoun, a pointing description or a running quotation stands for, where the text allows it; else None."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from bukti.model import Basis, Mention, MentionKind, SourceKind, Span
from bukti.reading.bound import Bound
from bukti.reading.drafts import Draft
from bukti.reading.phrases import antecedent
from bukti.reading.sources import Classifier, Source
from bukti.reading.units import OPENING, TERMINAL, Unit
from bukti.reading.vocabulary import Vocabulary
from bukti.text.letters import spelled

SPEAKERS = (SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA, SourceKind.ANONYMOUS)
PEOPLE = (SourceKind.NAMED_PERSON, SourceKind.ANONYMOUS)
BODIES = (SourceKind.NAMED_ORGANISATION, SourceKind.MEDIA, SourceKind.DOCUMENT)
SENTENCES = 8  # sentences that a pronoun looks back
REACH = 4  # paragraphs that a reference looks back
MEMORY = 100  # speakers that a reference looks back
NAMED = 40  # names that a role looks back
BELOW = 300  # code points below a headline in which whom it describes is named
STEM, ENDING = 4, 2  # letters of a role noun that stay in all its cases, and of its endings
APPOSED = (*TERMINAL, ",", ")")  # what ends an apposition
AROUND = 60  # code points beside a name in which its role may stand


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who spoke: name or description (`named` tells which), kind, number, where, the words around it, media."""

    name: str
    kind: SourceKind
    plural: bool
    paragraph: int
    near: frozenset[str] = frozenset()
    via: tuple[str, ...] = ()
    named: bool = True
    unit: int = -1


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one document in the order in which they speak."""

    classifier: Classifier
    vocabulary: Vocabulary
    units: list[Unit]
    bound: Sequence[Bound] = ()
    speakers: list[Speaker] = field(default_factory=list)

    def resolve(self, source: Source, draft: Draft, unit: Unit) -> Speaker | None:
        """The speaker that a source points back to, or None."""
        return self._bound(source, unit) or self._ahead(source, unit) or self._back(source, draft, unit)

    def _ahead(self, source: Source, unit: Unit) -> Speaker | None:
        """Whom a headline describes: the first of this role or kind that is named below it ("|NGO| says P")."""
        if not unit.headline or source.head is None or source.plural or source.name:
            return None
        mentions = self.classifier.mentions
        first = bisect_left(mentions, unit.span.end, key=lambda m: m.span.start)
        for mention in mentions[first : first + NAMED]:
            if mention.span.start > unit.span.end + BELOW:
                break
            words = self._words(mention.span)
            person = mention.kind is MentionKind.PERSON and source.kind is SourceKind.ANONYMOUS
            if person and " " in mention.name and self._beside(source.head, mention.span):
                return Speaker(mention.name, SourceKind.NAMED_PERSON, False, unit.paragraph, unit=unit.number)
            if source.kind is SourceKind.NAMED_ORGANISATION and source.head in words and len(words) > 1:
                return Speaker(mention.name, source.kind, False, unit.paragraph, unit=unit.number)
        return None

    def _back(self, source: Source, draft: Draft, unit: Unit) -> Speaker | None:
        """The speaker that a source points back to by the order in which they speak."""
        if source.kind is SourceKind.RUNNING:
            return self._last(unit, SPEAKERS) if draft.kind == "running" else None
        if source.kind is SourceKind.PRONOUN and source.span is None:
            return self._dropped(source, draft, unit)
        if source.relative:
            return self._relative(source, unit)
        if source.kind is SourceKind.PRONOUN:
            return self._pronoun(source, draft, unit)
        if source.partitive:
            return self._last(unit, (SourceKind.ANONYMOUS,), plural=True)
        return self._description(source, unit) if source.definite else None

    def _bound(self, source: Source, unit: Unit) -> Speaker | None:
        """Whom a description that is a source by itself stands for, where one name of the text alone fits it."""
        span, text = source.span, self.classifier.document.report.text
        one = next((b for b in self.bound if span is not None and span.contains(b.core)), None)
        if (
            one is None
            or span is None
            or re.search(r"\w", text[span.start : one.span.start] + text[one.span.end : span.end])
        ):
            return None
        kind = next((m.kind for m in self.classifier.mentions if m.key == one.key), MentionKind.ORGANISATION)
        medium = SourceKind.MEDIA if kind is MentionKind.MEDIA else SourceKind.NAMED_ORGANISATION
        return Speaker(one.name, medium, False, unit.paragraph, unit=unit.number)

    def _dropped(self, source: Source, draft: Draft, unit: Unit) -> Speaker | None:
        """Whom a verb without a subject means; no person shows what documents do ("Z dokumentów |wynika, że P")."""
        if draft.basis is Basis.DOCUMENTED:
            return None
        return self._several(unit) if source.plural else self._salient(draft, unit) or self._last(unit, SPEAKERS)

    def remember(self, source: Source, meant: Speaker | None, unit: Unit, via: tuple[str, ...]) -> None:
        """Note who spoke."""
        if meant is not None:
            plural = source.plural or (not source.partitive and meant.plural)
            self.speakers.append(replace(meant, paragraph=unit.paragraph, unit=unit.number, plural=plural))
        elif source.kind in (*SPEAKERS, SourceKind.DOCUMENT) and source.span is not None:
            name = source.name or self.describe(source.span)
            near = self._near(source.span, unit)
            self.speakers.append(
                Speaker(
                    name,
                    source.kind,
                    source.plural,
                    unit.paragraph,
                    near,
                    via,
                    named=bool(source.name),
                    unit=unit.number,
                )
            )

    def shared(self, source: Source, unit: Unit) -> tuple[str, ...]:
        """The media that another of a kind spoke to: those of the one before ("another diplomat")."""
        before = self._last(unit, (SourceKind.ANONYMOUS,)) if source.another else None
        return before.via if before is not None else ()

    def describe(self, span: Span) -> str:
        """A description without its quantifiers, articles and relative clauses."""
        text = self.classifier.document.report.text
        has = self.vocabulary.has
        words = self.classifier.pieces(span)
        lows = [piece.low for piece in words]
        end = next((i for i, low in enumerate(lows) if i and has("relatives", low)), len(lows))
        counts = ("plurals", "determiners", "indefinite")
        plain = (i for i in range(end) if (i and has("persons", lows[i])) or not any(has(k, lows[i]) for k in counts))
        first = next(plain, 0)
        return text[words[first].start : words[end - 1].end]

    def _last(
        self, unit: Unit, kinds: tuple[SourceKind, ...], plural: bool | None = None, named: bool = False
    ) -> Speaker | None:
        for speaker in self.speakers[: -MEMORY - 1 : -1]:
            if unit.paragraph - speaker.paragraph > REACH:
                return None
            if speaker.kind in kinds and plural in {None, speaker.plural} and named <= speaker.named:
                return speaker
        return None

    def _near(self, span: Span, unit: Unit) -> frozenset[str]:
        """The words beside a span in which its role may stand: up to the nearest role before it, and behind it.

        Behind it only an apposition counts, for others are spoken of there ("Prosecutor A accused the |engineer"); in
        words that no full stop ends, all that follows.
        """
        size = len(self.classifier.document.report.text)
        before = self._words(Span(max(0, span.start - AROUND), span.start))
        role = next((i for i in reversed(range(len(before))) if self.vocabulary.has("persons", before[i])), 0)
        while role > 0 and self.vocabulary.has("persons", before[role - 1]):
            role -= 1
        ends = bool(unit.tokens) and unit.tokens[-1].text in TERMINAL
        last = max(unit.span.end, span.end) if ends else size
        behind = self._words(Span(span.end, min(last, span.end + AROUND)))
        beside = behind[:1] in ([","], ["("]) or self.vocabulary.words.grammar.verb_first
        others = behind[0 if behind[:1] not in ([","], ["("]) else 1 :] if beside else ()
        apposed = list(takewhile(lambda word: not self._ends_apposition(word), others))
        return frozenset([*before[role:], *self._words(span), *(apposed if ends else behind)])

    def _ends_apposition(self, word: str) -> bool:
        return word in APPOSED or word in OPENING or self.vocabulary.has("complementisers", word)

    def _pronoun(self, source: Source, draft: Draft, unit: Unit) -> Speaker | None:
        words = spelled(self.classifier.document.words(source.span)) if source.span else ""
        if self.vocabulary.has("neuter", words):
            return self._near_body(unit, BODIES)
        return self._several(unit) if source.plural else self._salient(draft, unit)

    def _several(self, unit: Unit) -> Speaker | None:
        """Whom "they" means: the unnamed speakers before, else the body that spoke last."""
        several = self._last(unit, (SourceKind.ANONYMOUS,), plural=True)
        return several or self._near_body(unit, (SourceKind.NAMED_ORGANISATION,))

    def _near_body(self, unit: Unit, kinds: tuple[SourceKind, ...]) -> Speaker | None:
        """The body that spoke last, if it did so at most one sentence back."""
        speaker = self._last(unit, kinds)
        return speaker if speaker is not None and unit.number - speaker.unit <= 1 else None

    def _salient(self, draft: Draft, unit: Unit) -> Speaker | None:
        """The person that a singular pronoun most likely means: who spoke last, or is named first, one sentence back.

        Sentence by sentence backwards, a speaker before a person who is merely named.
        """
        here = min(s.start for s in draft.cue) if draft.cue else draft.start
        recent = self.speakers[: -MEMORY - 1 : -1]
        for place in range(unit.number, max(-1, unit.number - SENTENCES), -1):
            back = self.units[place]
            if unit.paragraph - back.paragraph > REACH:
                return None
            spoke = [s for s in recent if s.unit == place and s.kind in PEOPLE and not s.plural]
            if spoke:
                return spoke[0]
            named = [
                m for m in self.classifier.within(back.span) if m.kind is MentionKind.PERSON and m.span.end <= here
            ]
            if named and place < unit.number:
                return Speaker(named[0].name, SourceKind.NAMED_PERSON, False, back.paragraph, unit=place)
        return None

    def _description(self, source: Source, unit: Unit) -> Speaker | None:
        """A name for a description that points back; for an unnamed person also the description before it."""
        if source.kind in {SourceKind.MEDIA, SourceKind.NAMED_ORGANISATION}:
            titled = self._titled(source, unit)
            if titled is not None or source.kind is SourceKind.MEDIA:
                return titled or self._last(unit, (SourceKind.MEDIA,), named=True)
            return self._general(source, unit)
        if source.kind is SourceKind.DOCUMENT and self._owned(source):
            return self._general(source, unit)
        if source.kind is not SourceKind.ANONYMOUS or source.head is None:
            return None
        person = None if source.plural else self._last(unit, (SourceKind.NAMED_PERSON,))
        if person is not None and source.head in person.near:
            return person
        alike = self._alike(source.head, unit)
        return self._holder(source, unit) if alike is None and not source.plural else alike

    def _holder(self, source: Source, unit: Unit) -> Speaker | None:
        """The person named last right beside a role: "the president" after "President Ada Moreno"."""
        for mention in self._named(source, NAMED):
            person = mention.kind is MentionKind.PERSON and " " in mention.name
            if person and source.head is not None and self._beside(source.head, mention.span):
                return Speaker(mention.name, SourceKind.NAMED_PERSON, False, unit.paragraph, unit=unit.number)
        return None

    def _named(self, source: Source, most: int) -> list[Mention]:
        """The names before a source, nearest first; none where it has no words of its own."""
        if source.span is None:
            return []
        mentions = self.classifier.mentions
        before = bisect_left(mentions, source.span.start, key=lambda m: m.span.start)
        return mentions[max(0, before - most) : before][::-1]

    def _beside(self, head: str, name: Span) -> bool:
        """Whether the nearest role before a name, or in an apposition to it, is this one, in whatever case."""
        text = self.classifier.document.report.text
        before = self.vocabulary.words_of(text[max(0, name.start - AROUND) : name.start])
        behind = self.vocabulary.words_of(text[name.end : name.end + AROUND // 2])
        after = takewhile(lambda word: word not in TERMINAL, behind if behind[:1] == [","] else [])
        stem = head[: max(STEM, len(head) - ENDING)] if self.vocabulary.words.people.bare else head
        for words in (reversed(before), after):
            role = next((word for word in words if self.vocabulary.has("persons", word)), "")
            if role == head or (len(stem) >= STEM and stem != head and role.startswith(stem)):
                return True
        return False

    def _general(self, source: Source, unit: Unit) -> Speaker | None:
        """The body that spoke last for a description that says no more than that it is one ("the group").

        No country or place is meant by one, and no ministry by "the company".
        """
        words = self._words(source.span) if source.span else []
        has = self.vocabulary.has
        business = any(has("businesses", w) for w in words)
        speaker = self._last(unit, (SourceKind.NAMED_ORGANISATION, SourceKind.NAMED_PERSON), named=True)
        if speaker is not None and speaker.kind is SourceKind.NAMED_PERSON and " " in speaker.name:
            speaker = self._last(unit, (SourceKind.NAMED_ORGANISATION,), named=True)  # a lone name may be a firm's
        if speaker is None or not (business or any(has("bodies", w) for w in words)):
            return None
        name = self.vocabulary.words_of(speaker.name)
        other = any(has("organisations", w) and not has("businesses", w) for w in name)
        return None if speaker.name in self.classifier.places or (business and other) else speaker

    def _titled(self, source: Source, unit: Unit) -> Speaker | None:
        """The body named last whose name holds the head of a description: "the ministry" after "Ministry of Health"."""
        for mention in self._named(source, MEMORY):
            words = self._words(mention.span)
            if source.head in words and len(words) > 1:
                return Speaker(mention.name, source.kind, False, unit.paragraph, unit=unit.number)
        return None

    def _words(self, span: Span) -> list[str]:
        return [piece.low for piece in self.classifier.pieces(span)]

    def _owned(self, source: Source) -> bool:
        """Whether a document's phrase says whose it is ("research by the charity")."""
        words = self._words(source.span) if source.span else []
        return any(self.vocabulary.has("organisations", w) for w in words)

    def _alike(self, head: str, unit: Unit) -> Speaker | None:
        """The last unnamed speaker of the same role: "The diplomats …. The same |diplomat …"."""
        endings = self.vocabulary.words.people.plural_endings
        forms = {head, *(head + e for e in endings), *(head[: -len(e)] for e in endings if head.endswith(e))}
        speaker = self._last(unit, (SourceKind.ANONYMOUS,))
        return speaker if speaker is not None and forms & set(self.vocabulary.words_of(speaker.name)) else None

    def _relative(self, source: Source, unit: Unit) -> Speaker | None:
        """The noun phrase before a relative pronoun, named if it holds a name."""
        place = next(
            (i for i, t in enumerate(unit.tokens) if source.span is not None and t.start == source.span.start), None
        )
        phrase = antecedent(unit, self.vocabulary, place) if place else None
        if phrase is None:
            return None
        span = Span(unit.tokens[phrase[0]].start, unit.tokens[phrase[1] - 1].end)
        inside = [m for m in self.classifier.within(span) if m.kind is MentionKind.PERSON]
        if inside:
            return Speaker(inside[0].name, SourceKind.NAMED_PERSON, False, unit.paragraph)
        meant = self.classifier.phrase(span)
        return Speaker(meant.name or self.describe(span), meant.kind, meant.plural, unit.paragraph)
