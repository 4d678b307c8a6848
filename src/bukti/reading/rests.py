"""Words that say which medium a source has it from: "the minister said|, citing Reuters,| that P".

They stand inside any construction and belong to none. The sentence is read without them; the medium is then the source
of the same content, through whoever cites it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bukti.model import Mention, MentionKind, Span
from bukti.reading.drafts import Draft, apart
from bukti.reading.phrases import Range, has_finite
from bukti.reading.scan import unit_drafts
from bukti.reading.units import CLOSING, OPENING, Unit
from bukti.reading.vocabulary import Cue, Vocabulary

FEWEST = 2  # words of a content: a lone one is what is left of the medium's description ("ABC |الاسترالية")
REACH = 4  # tokens between a citing word and the medium ("citing |a report by |Reuters")
PAIRS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Tokens start..end of a unit that say what its source rests on, with the media in them."""

    start: int
    end: int
    media: tuple[Span, ...]


def rested(text: str, unit: Unit, names: Sequence[Mention], vocabulary: Vocabulary) -> tuple[Unit, list[Draft]]:
    """A unit without the words that say what its sources rest on, and its drafts; as it is where nobody cites.

    Args:
        text: the document's.
        unit: to be read.
        names: all mentions of the document, in order.
        vocabulary: of its language.
    """
    phrases = _phrases(unit, names, vocabulary)
    bare = _without(unit, phrases, vocabulary)
    drafts = unit_drafts(bare, vocabulary) if phrases else []
    holders = [d for d in drafts if d.cue and d.source is not None]
    if not holders or any(_words(bare, draft) < FEWEST for draft in holders):
        return unit, unit_drafts(unit, vocabulary)
    spans = [Span(unit.tokens[phrase.start].start, unit.tokens[phrase.end - 1].end) for phrase in phrases]
    for draft in drafts:
        draft.content, draft.cue = apart(text, draft.content, spans), apart(text, draft.cue, spans)
    made = []
    for span, phrase in zip(spans, phrases, strict=True):
        holder = min(holders, key=lambda d: (_distance(d, span), d.start))
        cue = apart(text, [span], phrase.media)[:1]
        made += [_resting(holder, cue, medium) for medium in phrase.media]
    return bare, [draft for draft in (*drafts, *made) if draft.content and draft.cue]


def _words(unit: Unit, draft: Draft) -> int:
    """Words of a draft's content."""
    return sum(token.word and any(s.start <= token.start < s.end for s in draft.content) for token in unit.tokens)


def _resting(holder: Draft, cue: list[Span], medium: Span) -> Draft:
    """The same content as a draft's, as it came from a medium."""
    content = list(holder.content)
    made = replace(holder, kind="according", content=content, cue=cue, source=medium, relays=holder)
    made.fused, made.impersonal, made.recipient, made.follows = False, False, None, None
    return made


def _phrases(unit: Unit, names: Sequence[Mention], vocabulary: Vocabulary) -> list[_Phrase]:
    """The phrases of a unit, left to right; one holds several media that it lists ("citing Reuters |and AFP|")."""
    made: list[_Phrase] = []
    for name, medium in _named(unit, names, vocabulary):
        last = made[-1] if made else _Phrase(0, 0, ())
        found = _around(unit, name, vocabulary)
        if last.media and name[0] >= last.end and (found or _listed(unit, last.end, name, vocabulary)):
            found = (max(found[0], last.end), found[1]) if found else (last.end, _full(unit, name[1], vocabulary))
        if found is None or found[0] < last.end or any(t.speech >= 0 for t in unit.tokens[slice(*found)]):
            continue
        if last.media and found[0] == last.end:
            made[-1] = _Phrase(last.start, found[1], (*last.media, medium))
        else:
            made.append(_Phrase(*found, (medium,)))
    return made


def _listed(unit: Unit, end: int, name: Range, vocabulary: Vocabulary) -> bool:
    """Whether only a conjunction, and perhaps an article, stand between a phrase and a name ("|and the| BBC")."""
    return end < name[0] <= end + 2 and vocabulary.has("conjunctions", unit.lows[end])


def _named(unit: Unit, names: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[tuple[Range, Span]]:
    """The media of a unit: tokens and span."""
    first = bisect_left(names, unit.span.start, key=lambda m: m.span.start)
    last = bisect_left(names, unit.span.end, key=lambda m: m.span.start)
    for name in names[first:last]:
        inside = [n for n, t in enumerate(unit.tokens) if t.end > name.span.start and t.start < name.span.end]
        start, end = _shown(unit, inside[0], inside[-1] + 1, vocabulary) if inside else (0, 0)
        if end - start > len(inside):
            yield (start, end), Span(unit.tokens[start].start, unit.tokens[end - 1].end)
        elif inside and name.kind is MentionKind.MEDIA:
            yield (start, end), name.span


def _shown(unit: Unit, start: int, end: int, vocabulary: Vocabulary) -> Range:
    """A name with a word beside it that shows it to be a medium ("the |newspaper| Harbour Voice"), if there is one."""
    before = start > 0 and vocabulary.has("media", unit.lows[start - 1])
    behind = end < len(unit.tokens) and vocabulary.has("media", unit.lows[end])
    return start - before, end + behind


def _around(unit: Unit, name: Range, vocabulary: Vocabulary) -> Range | None:
    """A name with the citing words beside it, or None."""
    start, end = name[0], _full(unit, name[1], vocabulary)
    for at in range(max(0, start - 2 * REACH), start):
        for size, tail in vocabulary.phrases["citing"].at(unit.lows, at):
            between, behind = unit.tokens[at + size : start], str(tail).split()
            near = at + size <= start <= at + size + REACH and all(t.word or t.text in OPENING for t in between)
            if near and unit.lows[end : end + len(behind)] == behind:
                return at, end + len(behind) if behind else _owned(unit, end, vocabulary)
    cited = vocabulary.phrases["cited"].at(unit.lows, end) if end < len(unit.tokens) else []
    return (start - (start > 0 and unit.tokens[start - 1].text in OPENING), end + cited[0][0]) if cited else None


def _full(unit: Unit, end: int, vocabulary: Vocabulary) -> int:
    """One past what belongs to a name that ends there: its closing mark, a word for a medium ("로이터 |통신")."""
    while end < len(unit.tokens) and (unit.tokens[end].text in CLOSING or vocabulary.has("media", unit.lows[end])):
        end += 1
    return end


def _owned(unit: Unit, end: int, vocabulary: Vocabulary) -> int:
    """One past a medium's own report behind its name, before a verb ("路透社|的报道|说")."""
    two = unit.lows[end : end + 2]
    return end + (len(two) > 1 and all(vocabulary.has("attested", low) for low in two))


def _without(unit: Unit, phrases: Sequence[_Phrase], vocabulary: Vocabulary) -> Unit:
    """The unit without the tokens of the phrases and the marks that part them off."""
    dropped = {place for phrase in phrases for place in range(*_marked(unit, phrase, vocabulary))}
    tokens = [token for place, token in enumerate(unit.tokens) if place not in dropped]
    return replace(unit, tokens=tokens, lows=[token.low for token in tokens])


def _marked(unit: Unit, phrase: _Phrase, vocabulary: Vocabulary) -> Range:
    """A phrase with its brackets, or with its comma; with both where they only part what it interrupts."""
    start, end = phrase.start, phrase.end
    before, after = (unit.tokens[n].text if 0 <= n < len(unit.tokens) else "" for n in (start - 1, end))
    if after and PAIRS.get(before) == after:
        return start - 1, end + 1
    both = after == "," and (not start or (before == "," and _goes_on(unit, phrase, vocabulary)))
    return start - (before == ","), end + both


def _goes_on(unit: Unit, phrase: _Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a clause goes on behind a phrase and its comma: "X said, …, |that P", "X, …, |said P"."""
    place = phrase.end + 1
    if place >= len(unit.tokens):
        return False
    if vocabulary.has("complementisers", unit.lows[place]):
        return not vocabulary.words.grammar.fenced
    place += vocabulary.has("auxiliaries", unit.lows[place])
    cues = vocabulary.cues.at(unit.lows, place) if place < len(unit.tokens) else []
    verb = any(isinstance(cue, Cue) and cue.kind in {"verb", "participle", "perfect"} for _, cue in cues)
    return verb and not has_finite(unit, vocabulary, 0, phrase.start)


def _distance(draft: Draft, span: Span) -> int:
    """Code points between a phrase and the nearest of a draft's cue and source."""
    parts = [*draft.cue, *([draft.source] if draft.source is not None else [])]
    return min(max(part.start - span.end, span.start - part.end, 0) for part in parts)
