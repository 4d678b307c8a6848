"""From drafts to statements: sources, resolution, chains, nesting, identity."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from bukti import ids
from bukti.model import Basis, Degree, Document, Form, SourceKind, Span, Stance, Statement
from bukti.reading.bound import bound
from bukti.reading.drafts import Draft, apart
from bukti.reading.resolve import Resolver, Speaker
from bukti.reading.scan import spans_of
from bukti.reading.sources import Classifier, Source
from bukti.reading.stance import Reading, weigh_words
from bukti.reading.superseded import superseded
from bukti.reading.units import Unit, held_by, trusted
from bukti.reading.vocabulary import Vocabulary
from bukti.text.letters import TOKEN

ADDRESSED = 12  # tokens behind a cue and its source in which the one spoken to may be named
NAMELESS = (SourceKind.NAMED_ORGANISATION, SourceKind.DOCUMENT)  # kinds of a description that may stand for a medium


@dataclass(frozen=True, slots=True)
class Settled:
    """Who a draft's source is: classified, what it stands for, and the media that it spoke to."""

    source: Source
    meant: Speaker | None
    via: tuple[str, ...]


def assemble(
    document: Document, units: list[Unit], drafts: list[Draft], vocabulary: Vocabulary
) -> tuple[Statement, ...]:
    """Statements in text order from a document's drafts."""
    drafts = [draft for draft in drafts if _parted(draft, document.report.text)]
    classifier = Classifier(document, vocabulary, units)
    settled = _settle(classifier, units, drafts, vocabulary)
    made: dict[str, Statement] = {}
    names: dict[str, str] = {}
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end, d.cue)):
        if id(draft) not in settled:
            continue
        who = settled[id(draft)]
        statement = _statement(classifier, draft, who, vocabulary)
        made.setdefault(statement.id, statement)
        names.setdefault(statement.id, (who.meant.name if who.meant else who.source.name) or "")
    return _nested(tuple(made.values()), names)


def _parted(draft: Draft, text: str) -> bool:
    """Part a draft's cue, source and content, which may share no word; False when no content is left."""
    if draft.source is not None and any(cue.overlaps(draft.source) for cue in draft.cue):
        rest = apart(text, draft.cue, [draft.source])  # a pronoun inside its verb: "a-t-|il| dit"
        if not rest:
            draft.source = next(iter(apart(text, [draft.source], draft.cue)), None)
        draft.cue = rest or draft.cue
    draft.content = apart(text, draft.content, draft.cue)
    return bool(draft.content)


def _settle(
    classifier: Classifier, units: list[Unit], drafts: list[Draft], vocabulary: Vocabulary
) -> dict[int, Settled]:
    """Classify and resolve the sources, in the order of their cues."""
    resolver = Resolver(classifier, vocabulary, units, bound(classifier.document))
    settled: dict[int, Settled] = {}
    spoke: dict[Span, Settled] = {}
    _passed_on(classifier, drafts)
    classifier.cited = frozenset(d.source for d in drafts if d.relays is not None and d.source is not None)
    for draft in sorted(drafts, key=_order):
        unit = units[draft.unit]
        source = classifier.classify(draft)
        if not _speaks(draft, source, unit, vocabulary):
            continue
        again = spoke.get(source.span) if source.span is not None else None  # "his brother said, |adding"
        meant = again.meant if again is not None else resolver.resolve(source, draft, unit)
        via = _told(classifier, draft, unit, vocabulary) or (again.via if again is not None else ())
        if draft.follows is not None and id(draft.follows) in settled:
            before = settled[id(draft.follows)]
            meant = before.meant or _speaker(resolver, before, unit) or meant
            via = before.via
        if draft.relays is not None and id(draft.relays) in settled:
            via = _relayed(resolver, settled[id(draft.relays)])
        if not via:
            via = meant.via if meant is not None else resolver.shared(source, unit)
        settled[id(draft)] = Settled(source, meant, via)
        if source.span is not None:
            spoke[source.span] = settled[id(draft)]
        resolver.remember(source, replace(meant, via=via) if meant else None, unit, via)
    return settled


def _passed_on(classifier: Classifier, drafts: list[Draft]) -> None:
    """Tell which draft passes another one on: a medium's that points at what somebody else said."""
    for draft in drafts:
        said = draft.repeats
        medium = said is not None and classifier.classify(draft).kind is SourceKind.MEDIA
        if said is not None and said.relays is None and medium and draft.stance is Stance.ASSERTS:
            said.relays = draft


def _order(draft: Draft) -> tuple[int, int, bool]:
    """Drafts by their cues, who cites before what is cited."""
    first = draft if draft.relays is None else draft.relays
    return first.unit, first.cue[0].start if first.cue else first.start, first is not draft


def _speaks(draft: Draft, source: Source, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether a draft's source can be one: a wrong statement is worse than a missed one.

    Quoted words vouch for a source that the words do not tell. Else it must be given, be no first person (the
    narrator's own thoughts), and, for a bare noun phrase as content or after "according to", have a known head or name.
    """
    if source.kind is SourceKind.IMPERSONAL or draft.fused:
        return True
    if any(t.quoted and any(s.start <= t.start < s.end for s in draft.content) for t in unit.tokens):
        return True
    if source.span is None:
        return draft.kind == "running"
    first = next((t.low for t in unit.tokens if t.start >= source.span.start), "")
    withheld = source.relative and vocabulary.phrases["anonymous"].find(unit.lows)  # "who |asked not to be named"
    if vocabulary.has("first_person", first) or (withheld and draft.stance is Stance.DIRECTS):
        return False
    bare = draft.kind == "according" or (draft.loose and draft.stance is not Stance.DIRECTS)
    unknown = (source.kind is SourceKind.ANONYMOUS and source.head is None) or (
        source.guessed and draft.loose and draft.stance is not Stance.DENIES
    )
    return not (bare and unknown) and not (draft.loose and source.relative)


def _speaker(resolver: Resolver, before: Settled, unit: Unit) -> Speaker | None:
    if before.source.span is None:
        return None
    name = before.source.name or resolver.describe(before.source.span)
    return Speaker(name, before.source.kind, before.source.plural, unit.paragraph, via=before.via)


def _relayed(resolver: Resolver, before: Settled) -> tuple[str, ...]:
    """The chain through a statement's own source."""
    name = before.meant.name if before.meant is not None else before.source.name
    if not name and before.source.span is not None and before.source.kind is not SourceKind.PRONOUN:
        name = resolver.describe(before.source.span)
    return (*((name,) if name else ()), *before.via)


def _told(classifier: Classifier, draft: Draft, unit: Unit, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The medium that a source spoke to: "told Reuters", "speaking to X on condition of anonymity, diplomats said"."""
    if draft.recipient is not None and draft.kind != "running":
        source = classifier.phrase(draft.recipient)
        known = source.kind is SourceKind.MEDIA or classifier.acronym(draft.recipient)
        return (source.name,) if known and source.name else ()
    if not draft.cue or (draft.source is None and not (draft.fused and draft.kind in {"tag", "forward"})):
        return ()
    speaker = draft.source or draft.cue[0]  # a verb whose subject is dropped: "dijo a |Reuters|"
    start, end = min(speaker.start, draft.cue[0].start), max(speaker.end, draft.cue[0].end)
    before = [t for t in unit.tokens if t.end <= start and t.speech < 0]
    after = [t for t in unit.tokens if t.start >= end][:ADDRESSED]
    after = list(
        takewhile(lambda t: t.speech < 0 and not any(s.start <= t.start < s.end for s in draft.content), after)
    )
    bare = vocabulary.words.grammar.capital_nouns  # "sagte er |der Nachrichtenagentur Reuters"
    heard = ("media",) if bare else ("hearers",) if draft.source is None else ()
    addressed = ("prepositions", "addressees", *heard)
    after = list(dropwhile(lambda t: not any(vocabulary.has(k, t.low) for k in addressed), after))
    names: list[str] = []
    if any(vocabulary.has("speaking", t.low) for t in before[:4]):
        names = _media(classifier, Span(unit.span.start, start), vocabulary)
    between = any(speaker.end <= s.start < draft.cue[0].start for s in draft.content)  # an object before its verb
    if vocabulary.words.grammar.adjuncts == "inside" and speaker.end < draft.cue[0].start and not between:
        names = names or _media(classifier, Span(speaker.end, draft.cue[0].start), vocabulary)
    if not names and after:
        names = _media(classifier, Span(after[0].end, after[-1].end), vocabulary)
        to = after[1] if vocabulary.has("addressing", after[0].low) and len(after) > 1 else None
        if to is not None and not names and classifier.acronym(Span(to.start, to.end)):
            names = [to.text]
    return tuple((names or _between(classifier, speaker, draft.cue[0].start, unit))[:1])


def _between(classifier: Classifier, source: Span, cue: int, unit: Unit) -> list[str]:
    """The medium addressed between a source and its verb ("他|对路透社|说")."""
    has = classifier.vocabulary.has
    to = [t for t in unit.tokens if source.end <= t.start < cue and has("addressing", t.low)]
    return _media(classifier, Span(to[0].end, cue), classifier.vocabulary) if to else []


def _media(classifier: Classifier, span: Span, vocabulary: Vocabulary) -> list[str]:
    """Names of media in a span: mentions, else a capitalised phrase with a media word."""
    inside = [m for m in classifier.within(span) if m.span not in classifier.cited]
    named = [m.name for m in inside if classifier.phrase(m.span).kind is SourceKind.MEDIA]
    if named or classifier.mentions:
        return named
    words = classifier.pieces(span)
    for place, word in enumerate(words):
        if word.capital and vocabulary.has("media", word.low):
            last = place
            while last + 1 < len(words) and words[last + 1].capital:
                last += 1
                if vocabulary.has("prepositions", words[last].low):
                    last -= 1
                    break
            return [classifier.document.report.text[word.start : words[last].end]]
    return []


def _statement(classifier: Classifier, draft: Draft, settled: Settled, vocabulary: Vocabulary) -> Statement:
    source, document = settled.source, classifier.document
    content = spans_of(draft)
    words = _words(classifier, content)
    start = Reading(draft.degree, draft.basis, draft.stance, False, draft.flags)
    reading = weigh_words(words, start, vocabulary)
    if source.kind is SourceKind.DOCUMENT and reading.basis is Basis.UNSPECIFIED:
        reading = replace(reading, basis=Basis.DOCUMENTED)
    stance, house = reading.stance, None
    if stance is Stance.ASSERTS and superseded(document, source, content[0]):
        stance, house = Stance.DENIES, document.report.outlet  # who takes back what it said has no interest in that
    spans = (source.span,) if source.span is not None else ()
    extent = Span(content[0].start, content[-1].end)
    parts = [[list(s) for s in group] for group in (content, draft.cue, spans)]
    return Statement(
        id=ids.content_id("st", document.report.id, *parts),
        report=document.report.id,
        content=content,
        cue=tuple(draft.cue),
        source=spans,
        source_kind=SourceKind.MEDIA if house else _kind(settled),
        form=form_of(document, content),
        stance=stance,
        degree=reading.degree,
        basis=reading.basis,
        resolves_to=house or (settled.meant.name if settled.meant else None),
        via=settled.via,
        negative=reading.negative,
        flags=_flags(draft, source, reading, words, vocabulary),
        quantities=held_by(document.quantities, extent),
        times=held_by(document.times, extent),
    )


def _kind(settled: Settled) -> SourceKind:
    """The kind of a source; a role that stands for someone named ("the minister") is that person, a body a medium."""
    source, meant = settled.source, settled.meant
    if meant is not None and meant.kind is SourceKind.MEDIA and source.kind in NAMELESS:
        return SourceKind.MEDIA
    role = source.kind is SourceKind.ANONYMOUS and source.definite and not source.plural
    named = meant is not None and meant.named and meant.kind is SourceKind.NAMED_PERSON
    return SourceKind.NAMED_PERSON if role and named else source.kind


def _words(classifier: Classifier, content: tuple[Span, ...]) -> list[str]:
    """Words of a content in lower case; names keep their capital, so that "in May" is no "may".

    Where every noun has a capital, one behind "a" or "as" loses it ("nannte es eine |Lüge").
    """
    words: list[str] = []
    nouns = classifier.vocabulary.words.grammar.capital_nouns
    for piece in (p for s in content for p in classifier.pieces(s)):
        word = piece.text
        name = bool(words) and words[-1][-1:].isalnum() and word[:1].isupper() and word[1:2].islower()
        noun = nouns and bool(words) and any(classifier.vocabulary.has(k, words[-1]) for k in ("indefinite", "roles"))
        words.append(word if name and not noun else piece.low)
    return words


def _flags(draft: Draft, source: Source, reading: Reading, words: list[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    flags = set(reading.flags)
    if source.plural:
        flags.add("plural-source")
    if draft.kind == "headline":
        flags.add("headline")
    own = any(vocabulary.has("first_person", w) or vocabulary.has("own", w) for w in words)
    routine = draft.kind == "forward" and reading.degree is Degree.CT  # "denied it", not "doubts it"
    if reading.stance is Stance.DENIES and source.kind is not SourceKind.DOCUMENT and (own or routine):
        flags.add("self-interest")
    return tuple(sorted(flags))


def form_of(document: Document, content: tuple[Span, ...]) -> Form:
    """Direct when all words of the content stand inside quotation marks, indirect when none does, else mixed."""
    spans = [
        s for s in _quoted(document, Span(content[0].start, content[-1].end)) if any(s.overlaps(c) for c in content)
    ]
    if not spans:
        return Form.INDIRECT
    words = [m.start() for c in content for m in TOKEN.finditer(document.report.text, *c) if m.group()[0].isalnum()]
    inside = sum(any(s.start <= place < s.end for s in spans) for place in words)
    if not inside:
        return Form.INDIRECT
    return Form.DIRECT if inside >= 0.95 * len(words) else Form.MIXED


def _quoted(document: Document, extent: Span) -> list[Span]:
    """Quotations that overlap a span, and perhaps one before it."""
    place = bisect_left(document.quotations, extent.end, key=lambda q: q.span.start)
    spans: list[Span] = []
    while place and (not spans or spans[-1].end > extent.start or document.quotations[place].depth):
        place -= 1  # outer quotations are disjoint: what stands before one that ends before the span does so too
        spans.append(trusted(document.quotations[place], document).span)
    return spans


def _nested(statements: tuple[Statement, ...], names: dict[str, str]) -> tuple[Statement, ...]:
    """Statements with their parents; a nested one's chain ends with whoever reports it."""
    made: list[Statement] = []
    for statement in statements:
        holder = _holder(statement, made)
        if holder is None:
            made.append(statement)
            continue
        relays = holder.stance is not Stance.DENIES and names[holder.id] != names[statement.id]
        link = names[holder.id] if relays else ""  # who denies a claim passes it on from nobody
        via = dict.fromkeys(name for name in (*statement.via, link, *holder.via) if name)
        made.append(replace(statement, parent=holder.id, via=tuple(via)))
    return tuple(made)


def _holder(statement: Statement, earlier: list[Statement]) -> Statement | None:
    """The smallest earlier statement whose content holds this one's content, and its cue."""
    if statement.source_kind is SourceKind.RUNNING:
        return None
    held = (*statement.content, *statement.cue[:1])
    last = max(part.end for part in held)
    holders = [
        s
        for s in earlier[-40:]
        if s.content[-1].end >= last
        and s.content != statement.content
        and all(any(c.contains(part) for c in s.content) for part in held)
    ]
    return min(holders, key=lambda s: s.extent.end - s.extent.start, default=None)
