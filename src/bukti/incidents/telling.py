"""From a document to what each of its sentences tells of an attack."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bukti.derivation.tokens import tokenise
from bukti.ids import content_id
from bukti.incidents.circumstances import (
    asserted,
    cared,
    kind_of,
    perpetrator_of,
    places_of,
    source_of,
    targets_of,
    time_of,
)
from bukti.incidents.marks import COMMAS, Sentence
from bukti.incidents.places import COUNTRY, home
from bukti.incidents.responses import OFFICE, denial_of, response_of
from bukti.incidents.tolls import ATTACKS, summed, tolls
from bukti.incidents.words import load
from bukti.intake.frontline import dated
from bukti.model import (
    Document,
    Mention,
    MentionKind,
    Named,
    Quantity,
    Response,
    SourceKind,
    Span,
    Stance,
    Statement,
    Telling,
    TimeRef,
    Toll,
)
from bukti.reading.corrections import set_apart
from bukti.reading.vocabulary import vocabulary

Told = TypeVar("Told")
DAYS = frozenset({"second", "minute", "hour", "part-of-day", "day"})  # precise enough to date other sentences
NEXT = 3  # sentences behind a telling that may go on with it, or answer to it
LEADING = frozenset("—–-:：")  # between a dateline and the text: "Harta, 12 June —", "Correction, 14 June:"
AHEAD = 2  # tokens that a day lies farther from a word that stands behind it, unless verbs end the clause
HEAD, TOWN = 4, 2  # words before the date of a dateline; of one that is a sentence of its own ("Harta, 12 June.")
NAME = 6  # … or of a line of its own, with an outlet's name and what parts it from the date
OPEN, CLOSE = frozenset("(（"), frozenset(")）")
Placed = TypeVar("Placed", Mention, Named, Quantity, TimeRef)


def tellings(document: Document, statements: Sequence[Statement] = ()) -> tuple[Telling, ...]:
    """What a report tells of attacks and harm, sentence by sentence.

    Args:
        document: with its mentions.
        statements: those of the document; they tell by whose word a sentence is.
    """
    reader = _Reader(document, statements)
    found = [telling for span in document.sentences if (telling := reader.telling(span)) is not None]
    carried: list[Telling] = []
    for telling in reader.answered(found):
        carried.append(reader.carried(telling, carried[-1] if carried else None))
    return tuple(carried)


class _Reader:
    """Reads one document; tokens are made once."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        self.document = document
        self.tokens = tokenise(document.report.text)
        self.placed: list[tuple[Span, tuple[Named, ...]]] = []  # sentences that name a place below a country …
        self.dated: list[tuple[Span, TimeRef]] = []  # … those that tell when, filled while reading …
        self.spoken: list[tuple[Span, TimeRef]] = []  # … those that tell when somebody spoke of it …
        self.answers: list[Response] = []  # … and those in which a party answers
        self.lexis = load(document.language.code)
        self.order = {span: place for place, span in enumerate(document.sentences)}
        self.grammar = vocabulary(document.language.code or "")
        self.quantities = sorted(document.quantities, key=lambda quantity: quantity.span)
        self.mentions = sorted(document.mentions, key=lambda mention: mention.span)
        self.countries = frozenset(
            mention.key.removeprefix(COUNTRY) for mention in self.mentions if mention.key.startswith(COUNTRY)
        ) or home(mention.name for mention in self.mentions if mention.kind is MentionKind.PLACE)
        self.times = sorted((t for t in document.times if not self._dateline(t.span)), key=lambda time: time.span)
        said = [s for s in statements if s.content and s.source_kind is not SourceKind.NARRATOR]
        self.said = [(s.extent, s.id, s.resolves_to or " ".join(map(document.words, s.source)) or None) for s in said]
        self.attribution = sorted(span for s in said for span in (*s.source, *s.cue))
        self.contents = sorted(span for s in said for span in s.content)
        self.cues = sorted(span for s in said for span in s.cue)
        self.denied = [span for s in said if s.stance is Stance.DENIES for span in s.content]
        self.sources = {s.id: s.source[0] for s in said if s.source}
        self.freed: set[Span] = set()  # sentences that tell of a release

    def _dateline(self, span: Span) -> bool:
        """Whether a time stands in brackets of its own: it dates the report, not what it tells."""
        text = self.document.report.text
        return text[: span.start].rstrip()[-1:] in OPEN and text[span.end :].lstrip()[:1] in CLOSE

    def _heading(self, sentence: Span, time: TimeRef) -> bool:
        """Whether a time is of a dateline, alone or before the dash or colon of first words: it dates the report."""
        text = self.document.report.text
        head, behind = text[sentence.start : time.span.start].split(), text[time.span.end : sentence.end].lstrip()
        before, after = text[: sentence.start].rstrip(" ")[-1:], text[sentence.end :].lstrip(" ")[:1]
        line = time.precision == "day" and before in {"", "\n"} and after in {"", "\n"}
        place = Span(time.span.start - sentence.start, time.span.end - sentence.start)
        alone = dated(text[sentence.start : sentence.end], place, NAME if line else TOWN) is not None
        return alone or (len(head) <= HEAD and behind[:1] in LEADING)

    def carried(self, telling: Telling, before: Telling | None) -> Telling:
        """A telling with the place and time of the sentences around it, where it has none of its own.

        A day told since the telling before it comes first, then what dates that, for most sentences go on with it.
        """
        if telling.total or telling.background:
            return telling
        if not telling.places and (placed := _nearest(self.placed, telling.sentence)):
            telling = replace(telling, places=placed[1])
        dated = _nearest(self.dated, telling.sentence)
        near = before and not before.total and self.order[telling.sentence] - self.order[before.sentence] <= NEXT
        own = dated and before and dated[0] >= before.sentence
        if telling.dated_by is None and before and near and before.dated_by and not own:
            return replace(telling, earliest=before.earliest, latest=before.latest, dated_by=before.dated_by)
        if telling.sentence not in self.freed:  # the day of a release is none of the detention
            dated = dated or _nearest(self.spoken, telling.sentence)
        if telling.dated_by is None and dated:
            time = dated[1]
            telling = replace(telling, earliest=time.earliest, latest=time.latest, dated_by=time.span)
        return telling

    def answered(self, found: Sequence[Telling]) -> list[Telling]:
        """Tellings with the answers in their own sentence, or in one of the next that tell of no attack."""
        own: dict[str, list[Response]] = {}
        for answer in self.answers:
            before = [one for one in found if one.sentence <= answer.sentence and not (one.total or one.background)]
            if before and answer.party.key == OFFICE:
                if before[-1].kind != "detention":
                    continue  # a government that is asked after an attack may be that of those who were hit
                answer = replace(answer, party=replace(answer.party, key=""))  # noqa: PLW2901 - the same answer
            if before and self.order[answer.sentence] - self.order[before[-1].sentence] <= NEXT:
                own.setdefault(before[-1].id, []).append(answer)
        return [replace(one, responses=tuple(own.get(one.id, ()))) for one in found]

    def _times(self, sentence: Sentence, span: Span) -> list[TimeRef]:
        """Times of a sentence, but those of its head, of speaking ("said on Monday") and of what was done before."""
        times, spoken, earlier = _inside(self.times, span), [], []
        for time in times:
            first, last = self.tokens.inside(time.span)
            near = [first - 2, first - 1]  # "said on Monday"
            near += (
                [] if last < sentence.last and sentence.parted(last, last, COMMAS) else [last]
            )  # "el jueves dijo", not "…, dijo"
            beside = {self.tokens.forms[place] for place in near if sentence.first <= place < sentence.last}
            cued = any(cue.start <= time.span.end + 1 and time.span.start <= cue.end + 1 for cue in self.cues)
            heading = self._heading(span, time)
            spoken += [time] if heading or cued or beside & sentence.lexis.speech else []
        for mark in sentence.marks:
            if mark.concept == "background":
                earlier += [time for time in times if time.span.start > self.tokens.starts[mark.first]][:1]
        self.spoken += [(span, time) for time in spoken if time.earliest]
        left = [time for time in times if time not in spoken]
        return [time for time in left if time not in earlier] or left

    def _instead(
        self, sentence: Sentence, quantities: Sequence[Quantity], apart: Sequence[Span], told: Sequence[Toll]
    ) -> tuple[Toll, ...]:
        """Numbers that stand for a corrected one and repeat not what it counts ("no siete muertos, sino once")."""
        found = []
        for piece in apart:
            old = [one for one in quantities if piece.overlaps(one.span)]
            new = next((one for one in quantities if one.span.start >= piece.end), None)
            if not old or new is None or new.unit not in {None, old[-1].unit}:
                continue
            if any(toll.span.overlaps(new.span) for toll in told):
                continue
            before = Sentence(sentence.text, self.tokens, (sentence.first, sentence.last), self.lexis, old[-1:])
            words = self.document.words(new.span)
            found += [
                replace(toll, low=new.low, high=new.high, comparator=new.comparator, span=new.span, words=words)
                for toll in tolls(before)
                if toll.span.overlaps(old[-1].span)
            ]
        return tuple(found)

    def _hit(self, sentence: Sentence) -> tuple[str, ...]:
        """Kinds of what was hit, by what is said of it: where who speaks works was not ("a hospital director said")."""
        if sentence.first == sentence.last:  # marks only, such as a row of stars at the end of a text
            return ()
        whole = self.tokens.span(sentence.first, sentence.last)
        said = [span for span in self.contents if span.overlaps(whole)]
        hit = [mark for mark in sentence.marks if mark.concept != "hospital" or not cared(sentence, mark)]
        told = ((mark, self.tokens.span(mark.first, mark.last)) for mark in hit)
        return targets_of([mark for mark, span in told if not said or any(span.overlaps(one) for one in said)])

    def _held(self, sentence: Sentence, span: Span, times: list[TimeRef]) -> list[TimeRef]:
        """The times of a sentence, without those of a release of people who were detained."""
        acts = [mark for mark in sentence.marks if mark.concept in {"detained", "released"}]
        if all(mark.concept == "detained" for mark in acts):
            return times
        self.freed.add(span)

        def nearest(time: TimeRef) -> str:
            first, last = self.tokens.inside(time.span)
            ahead = 0 if sentence.lexis.words.final else AHEAD
            away = {mark: first - mark.last if mark.first < first else mark.first - last + ahead for mark in acts}
            return min(acts, key=lambda mark: (away[mark], mark.first)).concept

        return [time for time in times if nearest(time) == "detained"]

    def _any(self, toll: Toll) -> bool:
        """Whether a single noun stands for anybody at all ("denied the detention of any journalist")."""
        return toll.comparator == "one" and any(content.contains(toll.span) for content in self.denied)

    def _answer(self, sentence: Sentence, mentions: Sequence[Mention], span: Span, harmed: tuple[Toll, ...]) -> None:
        """Keep what a party answers in a sentence."""
        answer = response_of(sentence, mentions, span)
        if answer is None and harmed:
            statement, _ = source_of(self.said, harmed[0].span)
            answer = denial_of(sentence, span, self.sources.get(statement or ""), harmed)
        if answer is not None:
            statement, _ = source_of(self.said, answer.span)
            self.answers.append(replace(answer, tolls=harmed, statement=statement))

    def _attributed(self, sentence: Span) -> Sequence[Span]:
        """Words of attribution that begin in a sentence, and those that reach into it."""
        first, last = (bisect_left(self.attribution, place, key=lambda one: one.start) for place in sentence)
        return self.attribution[max(0, first - 1) : last]

    def telling(self, span: Span) -> Telling | None:
        """What one sentence tells, or None where it tells of no attack and of no harm."""
        bounds = self.tokens.inside(span)
        quantities = _inside(self.quantities, span)
        apart = set_apart(self.document, [span], self.grammar) if self.grammar and len(quantities) > 1 else ()
        holding = [one for one in quantities if not any(piece.overlaps(one.span) for piece in apart)]
        sentence = Sentence(self.document.report.text, self.tokens, bounds, self.lexis, holding)
        sentence.countries = self.countries
        spans = (self.tokens.inside(time.span) for time in _inside(self.times, span))
        sentence.timed = frozenset(place for first, last in spans for place in range(first, last))
        mentions, times = _inside(self.mentions, span), self._times(sentence, span)
        kind, weapons, event = kind_of(sentence.marks)
        party = perpetrator_of(sentence, mentions, event)
        others = _besides(mentions, party)
        places = places_of(sentence, others, self._attributed(span))
        placed = any(place.precision != "country" for place in places)
        self.placed += [(span, places)] if placed else []
        times = self._held(sentence, span, times)
        days = [time for time in times if time.earliest and time.precision in DAYS]
        self.dated += [(span, days[0])] if days else []
        harmed = tolls(sentence, total=summed(sentence, exact=placed or bool(days)))
        harmed += self._instead(sentence, quantities, apart, harmed)
        harmed = tuple(toll for toll in harmed if not self._any(toll))
        self._answer(sentence, mentions, span, harmed)
        counted = sentence.attacks >= ATTACKS
        hit = self._hit(sentence)
        dated = any(time.precision != "year" for time in times)
        if not (harmed or counted or asserted(sentence, dated=dated, placed=placed, hit=bool(hit))):
            return None
        told = self.tokens.span(event.first, event.last) if event else None
        near = harmed[0].span if harmed else told
        time = time_of(times, near)
        background = _background(sentence, near)
        statement, source = source_of(self.said, near or span)
        return Telling(
            id=content_id("in", self.document.report.id, span),
            report=self.document.report.id,
            sentence=span,
            kind=kind,
            kind_span=told,
            weapons=weapons,
            targets=hit,
            tolls=harmed,
            places=places,
            earliest=time.earliest if time else None,
            latest=time.latest if time else None,
            dated_by=time.span if time else None,
            perpetrator=party,
            alleged_by=source,
            statement=statement,
            total=counted or any(toll.total for toll in harmed),
            attacks=sentence.attacks if counted else None,
            background=background,
        )


def _besides(mentions: Sequence[Mention], party: Named | None) -> list[Mention]:
    """Names that are not the party's: by its key where a name tells it, else what its adjective does not hold."""
    if party is None:
        return list(mentions)
    named = any(one.span == party.span for one in mentions)
    return [one for one in mentions if not (one.key == party.key if named else one.span.overlaps(party.span))]


def _nearest(told: Sequence[tuple[Span, Told]], sentence: Span) -> tuple[Span, Told] | None:
    """What is told last before a sentence, else first behind it; `told` is in order of place."""
    before = bisect_left(told, sentence, key=lambda one: one[0])
    return told[before - 1] if before else told[0] if told else None


def _background(sentence: Sentence, near: Span | None) -> bool:
    """Whether "responsible for" stands before what is told, or a day of remembrance anywhere."""
    if any(mark.concept == "recalled" for mark in sentence.marks):
        return True
    opened = (sentence.tokens.starts[mark.first] for mark in sentence.marks if mark.concept == "background")
    return near is not None and any(start < near.start for start in opened)


def _inside(items: Sequence[Placed], span: Span) -> list[Placed]:
    """Items that lie in a span; they are sorted by place."""
    first = bisect_left(items, span.start, key=lambda item: item.span.start)
    last = bisect_left(items, span.end, key=lambda item: item.span.start)
    return [item for item in items[first:last] if item.span.end <= span.end]
