"""What kind of source a phrase is, what name it carries, and whether it is one or many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bukti.model import Document, Mention, MentionKind, SourceKind, Span
from bukti.reading.drafts import Draft
from bukti.reading.pieces import Piece
from bukti.reading.units import CLOSING, OPENING, Token, Tokens, Unit, held_by
from bukti.reading.vocabulary import Vocabulary
from bukti.text.letters import spelled

KIND_OF = {
    MentionKind.PERSON: SourceKind.NAMED_PERSON,
    MentionKind.ORGANISATION: SourceKind.NAMED_ORGANISATION,
    MentionKind.MEDIA: SourceKind.MEDIA,
    MentionKind.PLACE: SourceKind.NAMED_ORGANISATION,
    MentionKind.COUNTRY: SourceKind.NAMED_ORGANISATION,
}
BODY_OF = {**KIND_OF, MentionKind.PERSON: SourceKind.NAMED_ORGANISATION}  # a name that proved to be no person's
PARTS = re.compile(r"[\s·・]+")  # between the parts of a person's name
SHORTEST = 3  # letters of a name without the ending of its case
MARKS = OPENING | CLOSING | {"'"}
FULL = 2  # words of a person's name behind a firm's
ACRONYM = 5  # capitals of this length or less are a body's name
UNLISTED = 3  # words of a name that no list knows
HEADS = (("documents", "document"), ("persons", "person"), ("organisations", "organisation"), ("media", "media"))
OF_HEAD = {
    "document": SourceKind.DOCUMENT,
    "media": SourceKind.MEDIA,
    "organisation": SourceKind.NAMED_ORGANISATION,
    "person": SourceKind.ANONYMOUS,
    None: SourceKind.ANONYMOUS,
}


@dataclass(frozen=True, slots=True)
class Source:
    """A classified source.

    Attributes:
        span: the words that name it, None for running speech and impersonal forms. name: as it would be shown.
        definite: a description that points back ("the group", "kelompok tersebut"). partitive: "one of them".
        another: someone new of a kind that spoke before ("another diplomat").
        guessed: that it is a name is only likely.
        head: lower-case head noun, where one is known. relative: the source is a relative pronoun ("who").
    """

    kind: SourceKind
    span: Span | None
    name: str | None = None
    plural: bool = False
    definite: bool = False
    partitive: bool = False
    head: str | None = None
    relative: bool = False
    another: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A source phrase in words: as written, in lower case, whether capitalised, and where each stands."""

    span: Span
    words: list[str]
    capitals: list[bool]
    lows: list[str]
    spans: list[Span]
    head: tuple[str, str] | None  # head noun and its kind

    def part(self, first: int, last: int) -> Span:
        return Span(self.spans[first].start, self.spans[last].end)


class Classifier:
    """Classifies the source phrases of one document, whose units are given.

    `cited` are the media that another source has something from: nobody speaks to these.
    """

    def __init__(self, document: Document, vocabulary: Vocabulary, units: Sequence[Unit]) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self._tokens = Tokens(units)
        self.cited: frozenset[Span] = frozenset()
        self.mentions = sorted((m for m in document.mentions if m.kind is not MentionKind.OTHER), key=lambda m: m.span)
        self.places = frozenset(m.name for m in self.mentions if m.kind in (MentionKind.PLACE, MentionKind.COUNTRY))
        self._people = frozenset(m.name for m in self.mentions if m.kind is MentionKind.PERSON and " " in m.name)
        self._full = _full_names(document, self.mentions, vocabulary, self._tokens.all)

    def pieces(self, span: Span) -> Sequence[Token | Piece]:
        """The words and marks inside a span, in order."""
        return self._tokens.within(span) or list(self.vocabulary.pieces(self.document, span))

    def within(self, span: Span) -> list[Mention]:
        """Mentions inside a span, in order."""
        return list(held_by(self.mentions, span))

    def acronym(self, span: Span) -> bool:
        """Whether a span is an unknown acronym alone: whoever is told something is most often an agency then."""
        mention = next(iter(self.within(span)), None)
        if mention is None or mention.span != span or not mention.key.startswith("name:"):
            return False
        return mention.name.isupper() and len(mention.name) <= ACRONYM and self._body(spelled(mention.name)) is None

    def classify(self, draft: Draft) -> Source:
        """The source of a draft."""
        if draft.fused:
            return Source(SourceKind.PRONOUN, None, plural=draft.plural)
        if draft.source is None or draft.kind == "running":
            return Source(SourceKind.IMPERSONAL if draft.impersonal else SourceKind.RUNNING, None)
        return self.phrase(draft.source)

    def phrase(self, span: Span) -> Source:
        """The kind of a source phrase: pronoun, withheld name, name, or description by its head noun."""
        phrase = self._phrase(span)
        has, lows = self.vocabulary.has, phrase.lows
        owned = any(has(kind, lows[0]) for kind in ("determiners", "possessives"))  # "его |адвокат" is no pronoun
        alone = len(lows) == 1 or (len(lows) == 2 and not owned and not phrase.capitals[1])
        own = has("possessives", lows[0])  # "على حد |قوله"
        if alone and (own or has("pronouns", lows[0]) or has("relatives", lows[0])):
            plural = has("plural_pronouns", lows[0])
            return Source(SourceKind.PRONOUN, span, None, plural, relative=has("relatives", lows[0]))
        partitive = bool(self.vocabulary.phrases["partitives"].find(lows))
        head = phrase.head[0] if phrase.head else None
        plural = self._plural(phrase)
        if partitive or self.vocabulary.phrases["anonymous"].find(lows):
            many = plural and (not partitive or has("plurals", lows[0]))
            other = self._another(lows)
            return Source(SourceKind.ANONYMOUS, span, None, many, partitive=partitive, head=head, another=other)
        origin = self._origin(phrase)
        if origin is not None:
            return origin
        named = self._titled(phrase) or self._mentioned(phrase, plural) or self._capitalised(phrase, plural)
        named = named or self._known_at_end(phrase, plural)
        if named is not None and not self._kind_only(lows):
            return named
        bare = self.vocabulary.words.people.bare and len(lows) == 1 and not plural
        definite = bare or has("definite_before", lows[0]) or has("definite_after", lows[-1])
        definite = definite or (phrase.head is not None and self._articled(phrase.head[0]))
        if phrase.head is None and self._unlisted(phrase):
            return Source(SourceKind.NAMED_PERSON, span, self.document.words(span), guessed=True)
        kind = OF_HEAD[phrase.head[1] if phrase.head else None]
        return Source(kind, span, None, plural, definite, head=head, another=self._another(lows))

    def _kind_only(self, lows: list[str]) -> bool:
        """Whether a phrase only says what kind of body is meant, whatever its capitals ("the NGO")."""
        rest = [low for low in lows if not any(self.vocabulary.has(k, low) for k in ("determiners", "indefinite"))]
        return len(rest) == 1 and len(lows) > 1 and self.vocabulary.has("bodies", rest[0])

    def _titled(self, phrase: _Phrase) -> Source | None:
        """A name in quotation marks alone, which bodies have ("|«Синий меридиан»| отверг", "「オリオン貿易」|は")."""
        words = phrase.words
        start = int(len(words) > 3 and self.vocabulary.has("determiners", phrase.lows[0]))  # "A |“Nordlys”"
        marks = words[start] in MARKS and words[-1] in MARKS and not any(w in MARKS for w in words[start + 1 : -1])
        if not marks or len(words) < start + 3:
            return None
        if not phrase.capitals[start + 1] and not self.vocabulary.words.grammar.final.marks:
            return None
        name = phrase.part(start + 1, len(words) - 2)
        medium = any(m.kind is MentionKind.MEDIA for m in self.within(phrase.span))
        kind = SourceKind.MEDIA if medium else self._body(phrase.lows[-2]) or SourceKind.NAMED_ORGANISATION
        return Source(kind, name, self.document.words(name))

    def _articled(self, word: str) -> bool:
        """Whether a noun has the article written onto it."""
        articles = self.vocabulary.words.people.prefixes
        return bool(articles) and word.startswith(articles)

    def _unlisted(self, phrase: _Phrase) -> bool:
        """Whether nobody knows any word of a phrase in a script without capitals: then it is most often a name."""
        few = len(phrase.lows) <= UNLISTED and self.vocabulary.caseless and self.vocabulary.splitter is None
        articled = self._articled(phrase.words[0])
        return (
            few
            and not articled
            and all(w.isalpha() and len(w) > 1 and not self.vocabulary.knows(w) for w in phrase.lows)
        )

    def _another(self, lows: list[str]) -> bool:
        return any(self.vocabulary.has("others", w) for w in lows[:3])

    def _phrase(self, span: Span) -> _Phrase:
        found = self.pieces(span)
        capitals = [p.capital for p in found]
        lows = [p.low for p in found]
        core = lows[: self._core(capitals, lows)]
        last = self.vocabulary.words.grammar.adjuncts == "before"
        head = self._head(_end(core, capitals) if last else core)
        return _Phrase(span, [p.text for p in found], capitals, lows, [Span(p.start, p.end) for p in found], head)

    def _head(self, core: list[str]) -> tuple[str, str] | None:
        for place in range(len(core)) if self.vocabulary.words.people.head == "first" else reversed(range(len(core))):
            sizes = {name: self._reach(name, core, place) for name, _ in HEADS}
            name, kind = max(HEADS, key=lambda head: sizes[head[0]])  # the first of equals
            if sizes[name]:
                return core[place], kind
        return None

    def _reach(self, name: str, core: list[str], place: int) -> int:
        """How many words of a kind of head begin at a place ("bộ", "bộ trưởng"), 0 for none."""
        if any(self.vocabulary.has(name, form) for form in self.vocabulary.forms(core[place])):
            return max([1, *(size for size, _ in self.vocabulary.phrases[name].at(core, place))])
        return max((size for size, _ in self.vocabulary.phrases[name].at(core, place)), default=0)

    def _core(self, capitals: list[bool], lows: list[str]) -> int:
        """Where a phrase's own part ends: at its first preposition, relative pronoun or comma."""
        has, around = self.vocabulary.has, self.vocabulary.words.grammar.adjuncts == "around"
        return next(
            (
                i
                for i, w in enumerate(lows)
                if i and (has("relatives", w) or w == "," or (around and has("prepositions", w) and not capitals[i]))
            ),
            len(lows),
        )

    def _plural(self, phrase: _Phrase) -> bool:
        head = phrase.lows.index(phrase.head[0]) if phrase.head else 3
        if any(self.vocabulary.has("plurals", w) for w in phrase.lows[: min(3, head + 1)]):
            return True  # "kedua pejabat", not "pejabat kedua"
        endings = self.vocabulary.words.people.plural_endings
        person = phrase.head is not None and phrase.head[1] == "person"
        if phrase.head is None or not person:
            return False
        if self.vocabulary.has("collectives", phrase.head[0]):
            return True
        if phrase.capitals[head + 1 : head + 2] == [True] and self.vocabulary.has("titles", phrase.head[0]):
            return False  # "|Domare Paul Stern", plural or not by its ending
        word = phrase.head[0]
        if self.vocabulary.has("singulars", word):
            return False
        return any(word.endswith(e) and not word.endswith(2 * e) for e in endings)  # not "witness"

    def _origin(self, phrase: _Phrase) -> Source | None:
        """Evidence from someone: the source is whom the document is from."""
        if phrase.head is None or phrase.head[1] != "document":
            return None
        for place in range(1, len(phrase.lows) - 1):
            rest = phrase.lows[place + 1 :]
            if self.vocabulary.has("origins", phrase.lows[place]) and any(
                self.vocabulary.has("persons", w) for w in rest
            ):
                return self.phrase(phrase.part(place + 1, len(phrase.lows) - 1))
        return None

    def _mentioned(self, phrase: _Phrase, plural: bool) -> Source | None:
        """A source named by a mention in its own part, not in what hangs on it ("supporters of Trump")."""
        inside = [m for m in self.within(self._own_part(phrase)) if not self._owner(m, phrase.span.end)]
        role = phrase.head is not None and phrase.head[1] == "person"
        persons = [m for m in inside if m.kind is MentionKind.PERSON and self._human(m, phrase)]
        if role and "," in phrase.lows:
            after = phrase.spans[phrase.lows.index(",")].end
            beside = [m for m in self.within(Span(after, phrase.span.end)) if m.kind is MentionKind.PERSON]
            if beside and not plural:  # "the author of the study, Mark Bell"
                return Source(SourceKind.NAMED_PERSON, beside[0].span, beside[0].name)
        persons = [m for m in persons if self._closes(m, phrase)]
        core = self._core(phrase.capitals, phrase.lows)
        behind = self._named_behind(phrase, core) if role and not persons else None
        persons = [behind] if behind is not None else persons
        whose = bool(persons) and self._authored(persons[-1], phrase)
        if persons and not plural and not self._relational(phrase) and not whose:
            own = self._behind_firm(persons[-1], phrase)
            return Source(
                SourceKind.NAMED_PERSON, own, self.document.words(own) if own != persons[-1].span else persons[-1].name
            )
        others = [m for m in inside if m not in persons]
        if phrase.head is not None and self.vocabulary.has("collectives", phrase.head[0]):
            return self._local(phrase)
        if not others or role:
            return None
        best = next((m for m in others if m.kind is MentionKind.MEDIA), others[-1])
        ends = self._written(best.span)
        head = phrase.head[1] if phrase.head else None
        guessed = best.kind in {MentionKind.PERSON, MentionKind.PLACE} and len(ends) > 1
        kind = (
            self._body(spelled(ends[-1])) if guessed else None
        )  # "Meridian |Post" is neither, whatever stood before it
        if head == "document" and kind is None and phrase.head and phrase.head[0] != spelled(ends[-1]):
            return None  # "the Reuters |report", not "the Meridian |Post"
        kind = SourceKind.MEDIA if head == "media" else kind or BODY_OF[best.kind]
        whole = head in {"organisation", "media"} or best.span == phrase.span
        return Source(kind, phrase.span if whole else best.span, best.name)

    def _authored(self, mention: Mention, phrase: _Phrase) -> bool:
        """Whether a name only tells whose the document behind it is, where heads stand last."""
        document = phrase.head is not None and phrase.head[1] == "document"
        final = bool(self.vocabulary.words.grammar.final.used)
        return document and final and mention.span.end < phrase.span.end

    def _behind_firm(self, mention: Mention, phrase: _Phrase) -> Span:
        """A person's own name in a run of capitals that begins with a firm's ("mluvčí firmy |Most |Jan Novák")."""
        inside = [i for i, span in enumerate(phrase.spans) if mention.span.start <= span.start < mention.span.end]
        if len(inside) <= FULL or not inside[0] or self.vocabulary.words.people.head != "first":
            return mention.span
        before = phrase.lows[inside[0] - 1]
        firm = self.vocabulary.has("businesses", before)  # not "rzecznik agencji |Sutopo Purwo Nugroho"
        return phrase.part(inside[-FULL], inside[-1]) if firm else mention.span

    def _closes(self, mention: Mention, phrase: _Phrase) -> bool:
        """Whether a name is what a phrase is of: where names stand last, nothing but titles and brackets follow it."""
        if self.vocabulary.words.grammar.adjuncts == "around":
            return True
        after = [i for i, span in enumerate(phrase.spans) if span.start >= mention.span.end]
        after = after[1:] if after and phrase.words[after[0]] in MARKS else after  # 发言人"玛塔"
        first = next((i for i in after if phrase.lows[i] == "("), len(phrase.spans))
        return all(self.vocabulary.has("titles", phrase.lows[i]) or phrase.capitals[i] for i in after if i < first)

    def _own_part(self, phrase: _Phrase) -> Span:
        """A phrase's own part, with the whole of the name that its end cuts ("Corea |del Norte")."""
        own = phrase.part(0, self._core(phrase.capitals, phrase.lows) - 1)
        cut = next((m for m in self.within(phrase.span) if m.span.start < own.end < m.span.end), None)
        return own if cut is None else Span(own.start, cut.span.end)

    def _named_behind(self, phrase: _Phrase, core: int) -> Mention | None:
        """A person's name at the end of a role that a preposition goes on with ("trener drużyny z Łodzi |Jan Kot")."""
        last = next(reversed(self.within(phrase.span)), None)
        if last is None or last.kind is not MentionKind.PERSON or last.span.end != phrase.span.end:
            return None
        first = next((i for i, span in enumerate(phrase.spans) if span.start == last.span.start), 0)
        governed = self.vocabulary.has("prepositions", phrase.lows[first - 1])
        whole = core < first < len(phrase.lows) - 1 and not governed and "," not in phrase.lows
        return last if whole and (self.vocabulary.words.people.subjects or self._apart(phrase, first)) else None

    def _apart(self, phrase: _Phrase, name: int) -> bool:
        """Whether a full name is nobody's owner in a language without cases ("le capitaine de police |Paul Vernet")."""
        before = phrase.lows[name - 1]
        owner = any(self.vocabulary.has(k, before) for k in ("genitives", "determiners"))
        span = phrase.spans[name - 1]
        common = before[-1:].isalpha() and (not phrase.capitals[name - 1] or bool(self.within(span)))
        return self.vocabulary.words.people.head == "first" and common and not owner

    def _known_at_end(self, phrase: _Phrase, plural: bool) -> Source | None:
        """A role whose holder's name, known from elsewhere, ends its phrase ("die Senatorin für X |Ada Berg")."""
        role = phrase.head is not None and phrase.head[1] == "person" and not plural
        sizes = (size for size in (3, 2) if role and size < len(phrase.words))
        for first in (len(phrase.words) - size for size in sizes):
            span = phrase.part(first, len(phrase.words) - 1)
            owned = self.vocabulary.has("prepositions", phrase.lows[first - 1])  # "le chauffeur de |Paul Vernet"
            if not owned and self.document.words(span) in self._people:
                return Source(SourceKind.NAMED_PERSON, span, self.document.words(span))
        return None

    def _local(self, phrase: _Phrase) -> Source | None:
        """A body that its place names: "the police of Baton Rouge"."""
        starts = {m.span.start: m.kind for m in self.within(phrase.span)}
        placed = {MentionKind.PLACE, MentionKind.COUNTRY}
        known = "," not in phrase.lows and any(
            s.start in starts and (starts[s.start] in placed or self.vocabulary.has("prepositions", phrase.lows[i - 1]))
            for i, s in enumerate(phrase.spans)
        )
        return Source(SourceKind.NAMED_ORGANISATION, phrase.span, self.document.words(phrase.span)) if known else None

    def _human(self, mention: Mention, phrase: _Phrase) -> bool:
        """Whether a person's name is one: not "EU", not "Meridian |Post", not the end of "Layanan |Darurat Negara"."""
        words = self._written(mention.span)
        if len(words) == 1 and words[0].isupper() and len(words[0]) <= ACRONYM:
            return False
        first = self.vocabulary.words.people.head == "first"
        listed = len(words) > 1 or self.vocabulary.has("determiners", phrase.lows[0])  # "the Herald"
        ends = (words[0], words[-1]) if first else (words[-1],)  # "Bank Rolny", but also "National Weather Service"
        if listed and any(self._body(spelled(word)) is not None for word in ends):
            return False
        last = (
            phrase.head is not None and phrase.head[0] == phrase.lows[-1] and mention.span.end <= phrase.spans[-1].start
        )
        head = phrase.head if first or last or self._firm(mention, phrase) else None
        return head is None or head[1] not in {"organisation", "media"}

    def _firm(self, mention: Mention, phrase: _Phrase) -> bool:
        """Whether a firm stands right before its own name: "Firma Mirelle Niaga", "客运公司凯斯特"."""
        place = next((i for i, span in enumerate(phrase.spans) if span.start >= mention.span.start), 0)
        return place > 0 and self.vocabulary.bears(phrase.lows[place - 1])

    def _written(self, span: Span) -> list[str]:
        return [piece.text for piece in self.pieces(span)]

    def _body(self, word: str) -> SourceKind | None:
        """The kind of body that a word names, if it does."""
        if self.vocabulary.has("media", word):
            return SourceKind.MEDIA
        return SourceKind.NAMED_ORGANISATION if self.vocabulary.has("organisations", word) else None

    def _owner(self, mention: Mention, end: int) -> bool:
        """Whether a mention is a possessor ("Trump's lawyer"), or has an ending of its own before `end` ("AB'ye …")."""
        rest = self.document.report.text[mention.span.end : end]
        tail = rest.split(maxsplit=1)[0] if rest[:1].strip() else ""
        oblique = self.vocabulary.words.grammar.final.oblique
        inner = bool(tail) and mention.span.end + len(tail) < end and spelled(tail).endswith(oblique or ("\n",))
        return tail[:2] in {"'s", "’s"} or inner

    def _relational(self, phrase: _Phrase) -> bool:
        return any(self.vocabulary.has("relational", w) and not self._articled(w) for w in phrase.lows[:2])

    def _capitalised(self, phrase: _Phrase, plural: bool) -> Source | None:
        """A source named by capitals alone, where no mention tells."""
        has, lows = self.vocabulary.has, phrase.lows
        first = 1 if has("determiners", lows[0]) else 0
        core = self._core(phrase.capitals, lows)
        capitals = [i for i in range(first, core) if phrase.capitals[i] and not lows[i].endswith("'s")]
        head = phrase.head[1] if phrase.head else None
        if capitals == [0] and phrase.head is not None and lows[0] == phrase.head[0] and len(lows) > 1:
            return None  # "Kelompok tersebut": a common noun that opens the sentence
        if not capitals or head == "document" or (head == "person" and (plural or self._relational(phrase))):
            return None
        run = _last_run(phrase.words, capitals)
        led = head == "organisation" and self.vocabulary.words.people.head == "first" and run[-1] == core - 1
        if led or (head != "person" and any(has("organisations", lows[i]) for i in capitals)):  # "la agencia |Norda"
            return Source(SourceKind.NAMED_ORGANISATION, phrase.span, self.document.words(phrase.span))
        if any(has("media", lows[i]) for i in run) and head != "person":
            return Source(SourceKind.MEDIA, phrase.span, self.document.words(phrase.part(run[0], run[-1])))
        return self._proper(phrase, run, core)

    def _proper(self, phrase: _Phrase, run: list[int], core: int) -> Source | None:
        """A person's name, or a lone name of a body, at the end of a phrase."""
        has, lows = self.vocabulary.has, phrase.lows
        titles = [i for i in run if has("titles", lows[i]) or has("persons", lows[i])]
        names = [i for i in run if i > titles[-1]] if titles else run
        if not names or names[-1] != core - 1 or any(has("organisations", lows[i]) for i in names):
            return None
        place = names[0] - 1
        place -= place > 0 and lows[place] == "."  # "Mr. Stone"
        before = lows[place] if place >= 0 else ""
        titled = has("titles", before) or has("persons", before)
        last = phrase.words[names[-1]]
        known = any(m.kind is not MentionKind.PERSON for m in self.within(phrase.part(names[0], names[-1])))
        if titled and (known or (last.isupper() and len(last) <= ACRONYM)):
            return None  # "Pejabat Ukraina", "Diplomat UE"
        indefinite = has("indefinite", lows[0])
        if indefinite and not (titled and len(names) > 1):
            return None
        if phrase.head is not None and phrase.head[1] == "person" and not titled and len(names) == 1:
            return None
        span = phrase.part(names[0], names[-1])
        name = self._repaired(span)
        body = known or (last.isupper() and len(last) <= ACRONYM)
        person = " " in name or titled or not body or self._surname(name, span)  # most unknown lone names are people's
        return Source(SourceKind.NAMED_PERSON if person else SourceKind.NAMED_ORGANISATION, span, name)

    def _repaired(self, span: Span) -> str:
        """A name as it is meant: with the space that a damaged text lost ("MartaHolm")."""
        meant = [d.repaired for d in self.document.damage if d.span == span and d.kind == "lost-space"]
        return meant[0] if meant else self.document.words(span)

    def _surname(self, word: str, span: Span) -> bool:
        """Whether a lone name is part of a person's name earlier in the text, or ended a longer capitalised one."""
        return self._full.get(word, span.start) < span.start


def _end(lows: list[str], capitals: list[bool]) -> list[str]:
    """The last word of a phrase that is no part of a name and stands outside brackets."""
    end = lows.index("(") if "(" in lows[1:] else len(lows)
    while end > 1 and (capitals[end - 1] or not lows[end - 1][:1].isalnum()):
        end -= 1
    return lows[end - 1 : end]


def _full_names(
    document: Document, mentions: list[Mention], vocabulary: Vocabulary, tokens: Sequence[Token]
) -> dict[str, int]:
    """Words that are part of a longer name, with where they first are."""
    found: dict[str, int] = {}
    for left, right in pairwise(tokens):
        named = left.capital and right.start == left.end + 1 and left.text.isalpha()
        if named and not vocabulary.has("determiners", left.low):
            found.setdefault(right.text, right.start)
    for mention in mentions:
        words = PARTS.split(document.words(mention.span)) if mention.kind is MentionKind.PERSON else []
        for word in words if len(words) > 1 else ():
            found[word] = -1  # a title may name by surname whom the text names in full
    for word, start in list(found.items()):
        for stem in _stems(word, vocabulary.words.people.name_endings):
            found[stem] = min(start, found.get(stem, start))
    return found


def _stems(word: str, endings: tuple[str, ...]) -> list[str]:
    """A name as it may be in the first case, from any other: "Trumpowi" may be of a Trump or a Trumpo."""
    return [word[: -len(e)] for e in endings if word.endswith(e) and len(word) - len(e) >= SHORTEST]


def _last_run(words: list[str], capitals: list[int]) -> list[int]:
    """The last run of capitalised words, bridging particles and full stops of initials."""
    run = [capitals[-1]]
    for place in reversed(capitals[:-1]):
        gap = words[place + 1 : run[0]]
        if len(gap) > 2 or not all(len(w) <= 3 and w not in {",", "and", "dan"} for w in gap):
            break
        run.insert(0, place)
    return run
