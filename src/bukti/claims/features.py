"""What one statement is about: names, quantities, times, words, and whether it affirms or denies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache

from bukti.claims import falsity, words
from bukti.claims.counts import Count, Counting
from bukti.claims.fillers import Filler, fill
from bukti.claims.inside import Inside, outside
from bukti.claims.parties import Role, cast
from bukti.claims.presupposed import presupposed
from bukti.claims.subjects import Understood, understood
from bukti.claims.words import Vocabulary
from bukti.derivation.tokens import Tokens, tokenise
from bukti.model import Degree, Document, Mention, MentionKind, SourceKind, Span, Stance, Statement, TimeRef
from bukti.reading.corrections import set_apart
from bukti.reading.stance import HEAD
from bukti.reading.vocabulary import vocabulary
from bukti.text.unspaced import UNSPACED

ELLIPTIC = 3  # content with fewer words that say something leans on its sentence
YEARS = (1900, 2100)  # a bare number in this range is read as a year
COMMA = re.compile(",")
MASK = "X"  # stands for a name where meaning is compared
YEAR = "c:year"  # what it counts is an age or a time
FEW = 12  # a smaller number may stand in a word that counts nothing: both, a pair, a dozen
PLAIN = 10  # terms and names of a statement that says one thing
CLAUSE = 8  # words from which the first clause of a statement can stand for it
ASIDE = 90  # code points of the longest description between commas behind a name
READ = 5_000  # reports whose features are kept from one grouping to the next
SENTENCE = 1200  # code points of a sentence before and behind a statement that are looked at
PLACES = frozenset({MentionKind.PLACE, MentionKind.COUNTRY})
ACTS = frozenset(  # concepts of what somebody does; two statements that share none are not about one act
    f"c:{name}"
    for name in (
        *("killed", "injured", "attack", "arrest", "hostage", "make", "found", "develop", "test", "send", "buy"),
        *("sell", "export", "import", "sanction", "verify", "meet", "agreement", "election", "trial", "research"),
    )
)


class Sign(Enum):
    """Whether a statement affirms the proposition in its words or negates it; unknown without a language file."""

    AFFIRMS = 1
    NEGATES = -1
    UNKNOWN = 0


@dataclass(frozen=True)
class Features:
    """One statement, ready for comparison.

    Attributes:
        order: place of its report in the input-independent order, then place in the report, then id.
        text: the content, its pieces joined. passage: the words of the report from its first piece to its last.
        full: what is embedded: what the content puts forward, or its sentence when elliptic, with names masked.
        tokens: folded words of the content. cued: those of the cue.
        speaker: terms of the source's words and of what it resolves to; empty for the report itself.
        terms: what the words stand for (concepts, stems); names, numbers, times and words of denial are left out.
        names: key -> kind of the names in the content. carried: keys taken over from its sentence when elliptic, and of
            whoever speaks where they are its subject.
        language: ISO 639 code or None. denies: whether something put forward by others is rejected.
        rejected: whether it is the cue that rejects, so that the words themselves are what is denied.
        debunks: whether the words call something untrue that was told ("the story is a hoax").
        roles: who does what to whom, as far as the order of words tells it.
        fillers: what it gives as the cause, owner, buyer and so on of something.
        unnumbered: whether no number stands in it beside those of dates, in its counts or not.
        subject: key of whoever speaks, where they are its subject and it does not name them.
    """

    statement: Statement
    order: tuple[str, str, Span, str]
    language: str | None
    text: str
    passage: str
    full: str
    tokens: tuple[str, ...]
    cued: tuple[str, ...]
    speaker: frozenset[str]
    terms: frozenset[str]
    names: tuple[tuple[str, MentionKind], ...]
    carried: frozenset[str]
    counts: tuple[Count, ...]
    times: tuple[TimeRef, ...]
    sign: Sign
    denies: bool
    rejected: bool
    elliptic: bool
    debunks: bool = False
    roles: frozenset[Role] = frozenset()
    fillers: tuple[Filler, ...] = ()
    subject: frozenset[str] = frozenset()
    unnumbered: bool = False

    # What pairs of statements are compared by is made once for each; most statements are in a hundred pairs.

    @cached_property
    def keys(self) -> frozenset[str]:
        """Name keys in the content and those carried over."""
        return frozenset(key for key, _ in self.names) | self.carried

    @cached_property
    def places(self) -> frozenset[str]:
        """Keys of the places and countries in the content."""
        return frozenset(key for key, kind in self.names if kind in PLACES)

    @cached_property
    def neutral_keys(self) -> frozenset[str]:
        """Those of `keys` that are the same in every language."""
        return neutral(self.keys)

    @cached_property
    def neutral_places(self) -> frozenset[str]:
        """Those of `places` that are the same in every language."""
        return neutral(self.places)

    @cached_property
    def acts(self) -> frozenset[str]:
        """Those of the terms that say what somebody does."""
        return self.terms & ACTS

    @cached_property
    def harmed(self) -> bool:
        """Whether it gives a number of killed or injured."""
        return any(count.harm for count in self.counts)

    @cached_property
    def sized(self) -> bool:
        """Whether it gives an amount of something other than people harmed: 700,000 barrels, four boats."""
        return any(count.unit and not count.harm for count in self.counts)

    @cached_property
    def amount(self) -> bool:
        """Whether an amount is what it tells, and no detail: it says one thing, of more than `FEW` of a known kind."""
        counts = (c for c in self.counts if not c.harm and c.unit and c.unit[:2] == "c:" and c.unit != YEAR)
        return self.plain and any((c.high or c.low or 0) > FEW for c in counts)

    @cached_property
    def plain(self) -> bool:
        """Whether it says one thing, so that an amount is what is told and no detail among others."""
        return 0 < len(self.terms) + len(self.keys) <= PLAIN

    @property
    def hollow(self) -> bool:
        """Whether it denies without a word of its own ("denied the allegations"): its report alone tells what."""
        return self.denies and not self.terms and not self.keys

    @cached_property
    def bag(self) -> tuple[str, ...]:
        """Its terms, names (`k:`) and numbers (`n:`), sorted."""
        numbers = {f"n:{c.low:g}" for c in self.counts if c.low is not None}
        return tuple(sorted({*self.terms, *(f"k:{key}" for key in self.keys), *numbers}))

    @cached_property
    def dated(self) -> bool:
        """Whether it states a date that is not counted from publication."""
        return any(t.earliest is not None and t.latest is not None and not t.relative for t in self.times)

    @cached_property
    def verbal(self) -> bool:
        """Whether some word looks like a finite verb; True in a language where that cannot be told."""
        grammar, known = vocabulary(self.language or ""), words.load(self.language).verbs
        return grammar is None or any(grammar.verbal(token) or token in known for token in self.tokens)

    @property
    def takes_position(self) -> bool:
        """Whether it asserts or denies; questions, demands and uncommitted mentions do not."""
        return takes_position(self.statement)


def neutral(keys: frozenset[str]) -> frozenset[str]:
    """Keys that are the same in every language; a name in words of one language has none in another."""
    return frozenset(key for key in keys if not key.startswith("name:"))


def takes_position(statement: Statement) -> bool:
    """Whether a statement asserts or denies something (method.md section 5: Uu is never evidence either way)."""
    return statement.stance in {Stance.ASSERTS, Stance.DENIES} and statement.degree is not Degree.UU


def extract(documents: Sequence[Document], statements: Iterable[Statement]) -> tuple[Features, ...]:
    """Features of every statement with content, in an order that does not depend on the order of the input.

    A statement of a report that is not among the documents, or without content, is left out.
    """
    said: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.content:
            said.setdefault(statement.report, []).append(statement)
    read = [of_report(d, tuple(said[d.report.id])) for d in documents if d.report.id in said]
    unique = {f.statement.id: f for found in read for f in found}
    return tuple(sorted(unique.values(), key=lambda f: f.order))


@lru_cache(maxsize=READ)
def of_report(document: Document, statements: tuple[Statement, ...]) -> tuple[Features, ...]:
    """Features of the statements of a document; they depend on nothing else, so a report that is read is kept."""
    reader = _Reader(document, statements)
    return tuple(reader.features(statement) for statement in statements)


class _Reader:
    """Reads statements of one document; tokens and indexes are made once."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self.document = document
        self.contents = Inside((span, span) for statement in statements for span in statement.content)
        self.tokens: Tokens = tokenise(document.report.text)
        self.vocabulary: Vocabulary = words.load(document.language.code)
        self.counting = Counting(document, self.tokens, self.vocabulary)
        self.falsity = falsity.load(document.language.code)
        self.grammar = vocabulary(document.language.code or "")
        classes = self.grammar.classes if self.grammar else {}
        self.that, self.relatives = (classes.get(name, frozenset()) for name in ("complementisers", "relatives"))
        self.sentences = sorted(document.sentences)
        self.mentions = Inside((m.span, m) for m in document.mentions)
        self.times = Inside((t.span, t) for t in document.times)
        self.quantities = Inside((q.span, q) for q in document.quantities)
        self.changes = Inside(self._changes())
        self.timed = self._touched(t.span for t in document.times)
        self.fixed = self.timed | self._touched(q.span for q in document.quantities)
        self.named = self._touched(m.span for m in document.mentions)
        self.placed = self._touched(m.span for m in document.mentions if m.kind in PLACES)
        self.asides = self._asides()
        published = document.report.published
        self.when = published.earliest.isoformat() if published else "~"

    def features(self, statement: Statement) -> Features:
        document, forms = self.document, self.tokens.forms
        content = [place for span in statement.content for place in range(*self.tokens.inside(span))]
        tokens = tuple(forms[place] for place in content)
        unsaid, counted = self._unsaid(statement.content)
        unsaid |= self._granted([place for place in content if place not in unsaid])
        said = [place for place in content if place not in unsaid]
        untrue = self.falsity.find([forms[place] for place in said])
        denied = self.vocabulary.denied([forms[place] for place in said]) or untrue
        places = self._head(self._core(said, denied, behind=denied is not untrue), statement)
        core = self._spans(places) or statement.content
        names = self._names(core)
        terms = frozenset(self.vocabulary.terms(self._plain(places)))
        asked = statement if terms and denied is None else None  # "it is false" says nothing of whoever speaks
        spoken = understood(document, [forms[place] for place in places], asked)
        elliptic = len(terms) + len(names) + len(spoken.keys) < ELLIPTIC
        elliptic |= not spoken.keys and self._without_subject(tokens)
        sentence = self._sentence(statement.extent)
        denies = denied is not None or statement.stance is Stance.DENIES
        return Features(
            statement=statement,
            order=(self.when, statement.report, statement.extent, statement.id),
            language=document.language.code,
            text=" ".join(document.words(span).strip() for span in statement.content),
            passage=document.words(statement.extent).strip(),
            full=self._full(self._leaning(sentence, statement) if elliptic else core, places, spoken),
            tokens=tokens,
            cued=tuple(form for span in statement.cue for form in forms[slice(*self.tokens.inside(span))]),
            speaker=self._speaker(statement),
            terms=terms,
            names=names,
            carried=spoken.keys | (self._carried(sentence, statement) if elliptic else frozenset()),
            counts=tuple(replace(count, unit=count.unit or counted) for count in self._counts(statement, core)),
            times=statement.times or tuple(self.times.of(statement.content)),
            sign=Sign.NEGATES if denies else self._sign(statement, tokens),
            denies=denies,
            rejected=statement.stance is Stance.DENIES and not self._worded_as_denial(tokens, denied),
            elliptic=elliptic,
            debunks=untrue is not None,
            roles=cast(document, self.tokens, places, statement),
            fillers=fill(document, self.tokens, places),
            subject=spoken.keys,
            unnumbered=not self.quantities.of(statement.content) and not any(self._number(p) for p in content),
        )

    def _number(self, place: int) -> bool:
        """Whether a word outside dates has digits or is a number above one, which may count something or not."""
        form = self.tokens.forms[place]
        spelled = self.grammar is not None and form in self.grammar.numerals
        return place not in self.timed and (spelled or any(letter.isdigit() for letter in form))

    def _full(self, spans: Sequence[Span], places: Sequence[int], spoken: Understood) -> str:
        """What is embedded, with whoever speaks as a name where they are the subject."""
        said = self._masked(self._spans(places[spoken.words :]) or spans)
        return f"{spoken.shown or MASK} {said}" if spoken.keys else self._masked(spans)

    def _leaning(self, sentence: Span, statement: Statement) -> list[Span]:
        """The sentence that a brief statement leans on, without what else it states: two of one sentence differ."""
        others = [span for span in self.contents.of([sentence]) if not any(map(span.overlaps, statement.content))]
        return outside(sentence, others)

    def _granted(self, places: Sequence[int]) -> set[int]:
        """Places of a toll that only tells which event is meant, with its clause; where that was is kept."""
        clause = presupposed([self.tokens.forms[p] for p in places], self.grammar) if self.grammar else ()
        found = [places[n] for n in clause if places[n] not in self.placed]
        spans = self._spans(found)
        return set(found) if any(self.counting.harm(q.span, spans) for q in self.quantities.of(spans)) else set()

    def _worded_as_denial(self, tokens: Sequence[str], denied: tuple[int, int] | None) -> bool:
        """Whether the words themselves say no: "the claim is false", "it knows of no project"."""
        if denied is not None or self.grammar is None:
            return denied is not None
        head = list(tokens[:HEAD])  # where reading looks for words of denial
        return bool(self.grammar.phrases["denial"].find(head)) or any(self.grammar.has("negators", t) for t in head)

    def _sign(self, statement: Statement, tokens: Sequence[str]) -> Sign:
        """The sign of a statement that does not deny; of two joined clauses the negation may concern either."""
        if statement.negative:
            joined = [place for place, form in enumerate(tokens) if form in self.vocabulary.joints]
            apart = any(
                min(len(self.vocabulary.terms(part)) for part in (tokens[:place], tokens[place + 1 :])) > 1
                for place in joined
            )
            return Sign.UNKNOWN if apart else Sign.NEGATES
        return Sign.AFFIRMS if self.document.support == "full" else Sign.UNKNOWN

    def _core(self, content: Sequence[int], denied: tuple[int, int] | None, *, behind: bool) -> list[int]:
        """Places of the words that say what is put forward or denied: frames, denial and asides left out.

        What is denied stands behind a word of denial, if enough does, and anywhere beside one of falsity.

        "An assessment points to a plant …" → "a plant …"; "we reject the allegation that …" → what is alleged;
        "the firm, a state arms maker, is under sanctions" → "the firm is under sanctions".
        """
        tokens = [self.tokens.forms[place] for place in content]
        first = next((n for n, place in enumerate(content) if place != content[0] + n), len(content))
        starts = [
            self.vocabulary.framed(tokens[:first]),
            denied[1] if denied and behind else 0,
        ]  # a frame opens the first piece
        rejecting = set(content[denied[0] : denied[1]]) if denied else set()
        for start in sorted(starts, reverse=True):
            kept = [place for place in content[start:] if place not in rejecting and place not in self.asides]
            if len(self.vocabulary.terms([self.tokens.forms[place] for place in kept])) >= ELLIPTIC:
                return kept
        return [place for place in content if place not in rejecting]

    def _head(self, places: list[int], statement: Statement) -> list[int]:
        """The first clause of what a source says at length; what follows a comma or another "that" is beside it.

        A comma behind a place does not end a clause: "in Tarsk, the capital of Gorum".
        """
        text, tokens = self.document.report.text, self.tokens
        if statement.source_kind is SourceKind.NARRATOR:
            return places
        verb = False
        for n, place in enumerate(places):
            before = places[n - 1]
            gap = text[tokens.ends[before] : tokens.starts[place]] if n else ""
            doubled = tokens.forms[before] in self.vocabulary.joints and tokens.forms[place] in self.that
            if n >= CLAUSE and verb and before not in self.placed and ("," in gap or ";" in gap or doubled):
                return places[:n]
            verb = verb or self._verb(tokens.forms[place])
        return places

    def _without_subject(self, tokens: Sequence[str]) -> bool:
        """Whether a content begins with its verb ("located in the province"): its sentence says of what."""
        return 0 < len(tokens) < CLAUSE and self._verb(tokens[0])

    def _verb(self, form: str) -> bool:
        return self.grammar is not None and (self.grammar.verbal(form) or form in self.vocabulary.verbs)

    def _speaker(self, statement: Statement) -> frozenset[str]:
        told = (statement.resolves_to or "", *(self.document.words(span) for span in statement.source))
        return frozenset(term for part in told for term in self.vocabulary.terms(tokenise(part).forms))

    def _spans(self, places: Sequence[int]) -> list[Span]:
        """Runs of consecutive words as spans of the text."""
        found: list[Span] = []
        for before, place in zip((None, *places), places, strict=False):
            here = self.tokens.span(place, place + 1)
            if found and before is not None and place == before + 1:
                found[-1] = Span(found[-1].start, here.end)
            else:
                found.append(here)
        return found

    def _touched(self, spans: Iterable[Span]) -> set[int]:
        """Places of the words that overlap any of the spans."""
        starts, ends = self.tokens.starts, self.tokens.ends
        return {p for span in spans for p in range(bisect_right(ends, span.start), bisect_left(starts, span.end))}

    def _asides(self) -> set[int]:
        """Places of words between commas that only describe: "Ozerka, a state arms maker, …", "diplomats, who …, …".

        A name that stands between commas itself has ended its description: "an arms maker, Ozerka, sold …".
        """
        text, mentions = self.document.report.text, self.document.mentions
        begins = {m.span.start for m in mentions}
        named = {m.span.end: m.kind for m in mentions if not text[: m.span.start].rstrip().endswith(",")}
        found: set[int] = set()
        for match in COMMA.finditer(text):
            start = match.start()
            end = text.find(",", start + 1, start + ASIDE)
            first, last = self.tokens.inside(Span(start, end)) if end > 0 else (0, 0)
            if last == first or "\n" in text[start:end] or not self.fixed.isdisjoint(range(first, last)):
                continue
            name = named.get(start) not in {None, *PLACES} and self.tokens.starts[first] not in begins
            if name or self.tokens.forms[first] in self.relatives:
                found.update(range(first, last))
        return found

    def _unsaid(self, content: Sequence[Span]) -> tuple[set[int], str | None]:
        """Places of words that only say what is not so, beside what is, and what a number among them counts.

        "|not 40 but| 400 boats came back"; of what shares the rest of the clause, the number alone: "|no| murieron |40|
        personas, |sino| cuatro".
        """
        if self.grammar is None:
            return set(), None
        found, counted = set(), None
        for apart in set_apart(self.document, content, self.grammar):
            places = sorted(self._touched([apart]))
            numbers = self.quantities.of([apart])
            rest = [self.tokens.forms[place] for place in sorted(self._touched(content)) if place > places[-1]]
            if numbers and len(self.vocabulary.terms(rest)) < ELLIPTIC:
                places = [places[0], *self._touched(number.span for number in numbers), places[-1]]
            found.update(places)
            after = next((self.vocabulary.term(form) for form in rest), None)
            counted = next((unit for number in numbers if (unit := self.counting.count(number, content).unit)), after)
        return found, counted

    def _changes(self) -> Iterable[tuple[Span, tuple[Span, str]]]:
        """What stands otherwise in the embedded text: names are masked, lost spaces and calques repaired."""
        yield from ((m.span, (m.span, MASK)) for m in self.document.mentions if not self._noun(m))
        yield from ((d.span, (d.span, d.repaired)) for d in self.document.damage)

    def _noun(self, mention: Mention) -> bool:
        """Whether an unlisted name of one word may be any noun, because all nouns have capitals."""
        capitals = self.grammar is not None and self.grammar.words.grammar.capital_nouns
        unlisted = mention.kind is MentionKind.OTHER and mention.key.startswith("name:")
        return capitals and unlisted and " " not in mention.name

    def _masked(self, spans: Sequence[Span]) -> str:
        """The words of spans for the embedding, changed as `_changes` says.

        Names are compared by key. Left in, they decide alone: "X was born in Y" would equal "X commands Y".
        """
        text = self.document.report.text
        found = []
        for span in spans:
            words, place = "", span.start
            for old, new in self.changes.of([span]):
                if old.start >= place:
                    words += text[place : old.start] + new
                    place = old.end
            found.append((words + text[place : span.end]).strip())
        return " ".join(found)

    def _names(self, spans: Sequence[Span]) -> tuple[tuple[str, MentionKind], ...]:
        return tuple(sorted({(m.key, m.kind) for m in self.mentions.of(spans)}))

    def _plain(self, places: Sequence[int]) -> list[str]:
        """Folded words outside names, numbers and times; characters of scripts without spaces as pairs."""
        inside = set(places)
        found: list[str] = []
        for place in places:
            if place in self.named or place in self.fixed:
                continue
            form = self.tokens.forms[place]
            follows = place + 1 in inside and len(form) == 1 and UNSPACED.match(form)
            found.append(form + self.tokens.forms[place + 1] if follows else form)
        return found

    def _carried(self, sentence: Span, statement: Statement) -> frozenset[str]:
        """Keys of the names in a sentence outside its attribution: the source is not what is spoken of."""
        said_by = (*statement.source, *statement.cue)
        names = self.mentions.of([sentence])
        return frozenset(m.key for m in names if not any(m.span.overlaps(s) for s in said_by))

    def _sentence(self, extent: Span) -> Span:
        """The sentences that an extent touches, as one span; the extent itself where there are none.

        Of a sentence without end only what stands around the extent: a text of cue words alone is one sentence, and
        each of its thousands of statements would read it whole.
        """
        first = max(0, bisect_right(self.sentences, Span(extent.start, extent.start)) - 1)
        touched = [
            s for s in self.sentences[first : bisect_left(self.sentences, Span(extent.end, 0))] if s.overlaps(extent)
        ]
        if not touched:
            return extent
        return Span(max(touched[0].start, extent.start - SENTENCE), min(touched[-1].end, extent.end + SENTENCE))

    def _counts(self, statement: Statement, core: Sequence[Span]) -> Iterable[Count]:
        for quantity in self.quantities.of(core):
            if not self.timed.isdisjoint(self._touched([quantity.span])):
                continue
            if quantity.unit is None and quantity.low is not None and YEARS[0] <= quantity.low <= YEARS[1]:
                continue
            yield self.counting.count(quantity, statement.content)
