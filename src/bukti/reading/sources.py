"""What kind of source a phrase is, and whether it is one or many."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from bukti.model import Document, Mention, MentionKind, SourceKind, Span
from bukti.reading.drafts import Draft
from bukti.reading.units import TOKEN, Unit
from bukti.reading.vocabulary import Vocabulary

KIND_OF = {
    MentionKind.PERSON: SourceKind.NAMED_PERSON,
    MentionKind.ORGANISATION: SourceKind.NAMED_ORGANISATION,
    MentionKind.MEDIA: SourceKind.MEDIA,
    MentionKind.PLACE: SourceKind.NAMED_ORGANISATION,
    MentionKind.COUNTRY: SourceKind.NAMED_ORGANISATION,
}


@dataclass(frozen=True, slots=True)
class Source:
    """A classified source.

    Attributes:
        span: the words that name it. name: how it would be shown, or None for pronouns and the like.
        definite: a description that points back ("the group", "kelompok tersebut").
    """

    kind: SourceKind
    span: Span | None
    name: str | None = None
    plural: bool = False
    definite: bool = False
    anonymous: bool = False


class Classifier:
    """Classifies source phrases of one document."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.mentions = sorted(document.mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self.mentions]

    def within(self, span: Span) -> list[Mention]:
        """Mentions inside a span, in order."""
        found = []
        for mention in self.mentions[bisect_left(self._starts, span.start) :]:
            if mention.span.start >= span.end:
                break
            if mention.span.end <= span.end and mention.kind is not MentionKind.OTHER:
                found.append(mention)
        return found

    def classify(self, draft: Draft, unit: Unit) -> Source:
        """The kind of a draft's source."""
        if draft.kind == "running":
            return Source(SourceKind.RUNNING, None)
        if draft.fused:
            return Source(SourceKind.PRONOUN, None)
        if draft.source is None:
            return Source(SourceKind.IMPERSONAL if draft.impersonal else SourceKind.RUNNING, None)
        return self.phrase(draft.source)

    def phrase(self, span: Span) -> Source:
        """The kind of a source phrase, by its head word, its names, its role nouns."""
        words = [m.group() for m in TOKEN.finditer(self.document.report.text, span.start, span.end)]
        lows = [w.lower().replace("’", "'") for w in words]
        has = self.vocabulary.has
        definite = bool(lows) and (has("definite_before", lows[0]) or has("definite_after", lows[-1]))
        plural = self._plural(lows)
        hidden = bool(self.vocabulary.phrases["anonymous"].find(lows)) or bool(
            self.vocabulary.phrases["partitives"].find(lows)
        )
        if len(lows) <= 2 and any(has("pronouns", w) or has("relatives", w) for w in lows[:1]):
            return Source(SourceKind.PRONOUN, span, None, any(has("plural_pronouns", w) for w in lows))
        kind, name, narrowed = self._named(span, words, lows)
        if hidden or kind is None:
            kind, name, narrowed = self._described(words, lows, definite), None, span
        if hidden:
            kind = SourceKind.ANONYMOUS
        return Source(kind, narrowed, name, plural, definite and name is None, hidden)

    def _plural(self, lows: list[str]) -> bool:
        endings = self.vocabulary.words.people.plural_endings
        if any(self.vocabulary.has("plurals", w) for w in lows[:3]):
            return True
        heads = [w for w in lows if self.vocabulary.has("persons", w)]
        return bool(heads) and bool(endings) and heads[-1].endswith(endings) and not heads[-1].endswith("'s")

    def _named(self, span: Span, words: list[str], lows: list[str]) -> tuple[SourceKind | None, str | None, Span]:
        mentions = self.within(span)
        head = self._head(lows)
        persons = [m for m in mentions if m.kind is MentionKind.PERSON]
        if persons:
            return SourceKind.NAMED_PERSON, persons[-1].name, persons[-1].span
        whole = [m for m in mentions if m.span.end - m.span.start >= 0.6 * (span.end - span.start)]
        if whole:
            return KIND_OF[whole[-1].kind], whole[-1].name, span
        media = [m for m in mentions if m.kind is MentionKind.MEDIA]
        if media and head not in {"anonymous", "document"}:
            return SourceKind.MEDIA, media[-1].name, span
        return self._by_capitals(span, words, lows, head)

    def _by_capitals(
        self, span: Span, words: list[str], lows: list[str], head: str | None
    ) -> tuple[SourceKind | None, str | None, Span]:
        """Names without a mention: runs of capitalised words."""
        has = self.vocabulary.has
        first = 1 if words and (has("determiners", lows[0])) else 0
        capitals = [i for i in range(first, len(words)) if words[i][:1].isupper()]
        if not capitals:
            return None, None, span
        run = _run(words, capitals)
        names = [i for i in run if not has("titles", lows[i])]
        if any(has("organisations", lows[i]) for i in capitals) and not (
            head == "anonymous" and words[-1][:1].islower()
        ):
            return SourceKind.NAMED_ORGANISATION, self.document.words(span), span
        if any(has("media", lows[i]) for i in run):
            return SourceKind.MEDIA, " ".join(words[i] for i in run), span
        if head in {"anonymous", "document", "organisation", "media"} and run and run[-1] != len(words) - 1:
            return None, None, span
        if not names:
            return None, None, span
        narrowed = self._narrow(span, names[0], names[-1])
        person = len(names) > 1 or len(run) > len(names) or self._surname(words[names[-1]], narrowed)
        if len(names) == 1 and first and len(words) == 2:
            person = False
        kind = SourceKind.NAMED_PERSON if person else SourceKind.NAMED_ORGANISATION
        return kind, self.document.words(narrowed), narrowed

    def _surname(self, word: str, span: Span) -> bool:
        """Whether a lone capitalised word ends a longer name earlier in the text, or is nowhere a country or body."""
        text = self.document.report.text
        place = text.find(word)
        while 0 <= place < span.start:
            before = text[:place].rstrip().rsplit(None, 1)[-1:] if place else []
            if (
                before
                and before[0][:1].isupper()
                and before[0].isalpha()
                and not self.vocabulary.has("determiners", before[0].lower())
            ):
                return True
            place = text.find(word, place + 1)
        return False

    def _narrow(self, span: Span, first: int, last: int) -> Span:
        matches = list(TOKEN.finditer(self.document.report.text, span.start, span.end))
        return Span(matches[first].start(), matches[last].end())

    def _head(self, lows: list[str]) -> str | None:
        """Kind of the head noun, or None."""
        order = lows if self.vocabulary.words.people.head == "first" else self._before_genitive(lows)[::-1]
        for word in order:
            for name, kind in (
                ("documents", "document"),
                ("persons", "anonymous"),
                ("organisations", "organisation"),
                ("media", "media"),
            ):
                if self.vocabulary.has(name, word):
                    return kind
        return None

    def _before_genitive(self, lows: list[str]) -> list[str]:
        cut = next(
            (
                i
                for i, w in enumerate(lows)
                if i and (self.vocabulary.has("prepositions", w) or self.vocabulary.has("relatives", w) or w == ",")
            ),
            len(lows),
        )
        return lows[:cut]

    def _described(self, words: list[str], lows: list[str], definite: bool) -> SourceKind:
        head = self._head(lows)
        if head == "document":
            return SourceKind.DOCUMENT
        if head == "media":
            return SourceKind.MEDIA
        if head == "organisation":
            return SourceKind.NAMED_ORGANISATION
        return SourceKind.ANONYMOUS


def _run(words: list[str], capitals: list[int]) -> list[int]:
    """The last run of capitalised words, bridging particles and initials."""
    run = [capitals[-1]]
    for i in reversed(capitals[:-1]):
        gap = words[i + 1 : run[0]]
        if all(len(w) <= 3 and w not in {",", "and", "dan"} for w in gap) and len(gap) <= 2:
            run.insert(0, i)
        else:
            break
    return run
