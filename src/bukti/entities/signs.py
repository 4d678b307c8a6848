"""Signs of what a name names, each with a weight and its reason. Weights were set by hand (docs/names.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from bukti.entities import trades, written
from bukti.entities.gazetteer import fold
from bukti.entities.segments import Reader, Segment, latin
from bukti.entities.types import OF_MENTION, NameType
from bukti.model import Span

NOUN = "The noun of a body is in the name."
LONE = "Single unknown names are persons' most often."
LONG = "It has as many words as persons' names."
TITLED, SPEAKS = "A title or a role stands before it.", "A verb of reporting follows."
SPOKEN = "A verb of reporting stands before it."
ALIVE = frozenset({TITLED, SPEAKS, SPOKEN})  # what no thing has
GUESSED = frozenset({LONE, LONG})  # what tells little by itself
NEAR = 3  # words of a place's name from which it is no part of an address


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for a type: its weight, and the reason in a sentence."""

    kind: NameType
    weight: float
    reason: str


def signs(reader: Reader, segment: Segment) -> list[Sign]:
    """All signs of one name where it stands."""
    return [sign for rule in RULES for sign in rule(reader, segment)]


def _listed(_: Reader, segment: Segment) -> Iterator[Sign]:
    if segment.listed is not None:
        yield Sign(OF_MENTION[segment.listed.kind], 6.0, "A list has the name.")


def _body(reader: Reader, segment: Segment) -> Iterator[Sign]:
    """The noun of a body or an outlet in the name; alone, where a sentence opens, it names nothing."""
    heads, places = reader.heads, range(segment.first, segment.end)
    lone = len(places) == 1
    if any(reader.stems[place] in heads.bodies for place in places) and not reader.site(segment.first):
        kind = NameType.OTHER if lone and reader.opens[segment.first] else NameType.ORGANISATION
        yield Sign(kind, 4.0, NOUN)
    if not lone and {reader.stems[segment.first], reader.stems[segment.end - 1]} & heads.media:
        yield Sign(NameType.MEDIA, 4.5, "The noun of an outlet opens or ends the name.")
    letters = "".join(takewhile(lambda low: len(low) == 1, reversed(reader.lows[segment.first : segment.end])))[::-1]
    if NameType.COMPANY in heads.kinds.get(letters, ()):
        yield Sign(NameType.COMPANY, 3.0, "A legal form ends it.")  # "Bouygues |S.A|"
    for place in places if not lone else ():
        for kind in heads.kinds.get(reader.stems[place], ()):
            if kind in (NameType.COMPANY, NameType.PUBLIC_BODY):
                yield Sign(kind, 2.0, f"{reader.words[place]!r} is a word of such names.")


def _trade(reader: Reader, segment: Segment) -> Iterator[Sign]:
    """A word of a trade at an end of the name, or right beside it, and an own name ("Altamar Reederei")."""
    code, tokens = reader.code or "", reader.tokens
    if segment.listed is not None or not code or segment.titled or reader.given(segment.first):
        return
    span = trades.around(reader.text, Span(tokens[segment.first].start, tokens[segment.end - 1].end), code)
    taken = trades.body(reader.text[span.start : span.end], code)
    if taken is not None and any(not options <= trades.KINDS for options in taken.trades):
        yield Sign(NameType.ORGANISATION, 2.0, f"{taken.words[0]!r} is a word of a trade.")


def _person(reader: Reader, segment: Segment) -> Iterator[Sign]:
    first, heads, size = segment.first, reader.heads, segment.end - segment.first
    if segment.titled and not (_shaped(reader, segment) or _realm(reader, segment) or reader.acronym(first)):
        yield from () if reader.body(first) else (Sign(NameType.PERSON, 3.0, TITLED),)
    if reader.given(first):
        yield Sign(NameType.PERSON, 3.0 if size > 1 else 1.0, "It begins with a given name.")
    if size > 1 and reader.lows[segment.end - 1] in heads.words.degrees:
        yield Sign(NameType.PERSON, 3.0, "A degree stands behind it.")
    if heads.words.surnames_end and size < 4 and reader.lows[segment.end - 1].endswith(heads.words.surnames_end):
        yield Sign(NameType.PERSON, 1.0, "It ends as family names do.")
    after, before = reader.after(segment), reader.before(segment)
    if reader.spoken is not None and after and reader.spoken.has("reports", after):
        yield Sign(NameType.PERSON, 0.8, SPEAKS)
    if before and segment.listed is None and reader.said(segment.first - 1):
        yield Sign(NameType.PERSON, 0.8, SPOKEN)


def _place(reader: Reader, segment: Segment) -> Iterator[Sign]:
    heads, places = reader.heads, range(segment.first, segment.end)
    directed = reader.stems[segment.first] in heads.directions or reader.stems[segment.end - 1] in heads.directions
    held = directed and any(place in reader.hits for place in places)
    if held or _realm(reader, segment):
        yield Sign(NameType.PLACE, 4.5 if held else 3.5, "A word of places is in the name.")
    if _town(reader, segment):
        yield Sign(NameType.PLACE, 3.5, "A gazetteer has a town of this name in the country that follows.")
    before = reader.before(segment)
    if before and before not in heads.words.never and heads.cases.stem(before) in heads.places:
        yield Sign(NameType.PLACE, 2.0, "A word of places stands before it.")
    if len(places) < NEAR and segment.listed is None and _between(reader, segment):
        yield Sign(NameType.PLACE, 1.5, "It stands between commas before a place.")
    if before in heads.words.place_before:
        yield Sign(NameType.PLACE, 1.2, "A preposition of place stands before it.")


def _town(reader: Reader, segment: Segment) -> bool:
    """Whether a comma and a country that has a town of the name follow ("Larvik, |Norway")."""
    end = segment.end
    if end not in reader.hits or reader.text[reader.tokens[end - 1].end : reader.tokens[end].start] != ", ":
        return False
    kind, _, code = reader.hits[end][0].key.partition(":")
    name = reader.text[reader.tokens[segment.first].start : reader.tokens[end - 1].end]
    return kind == "country" and written.lies(fold(name), code)


def _between(reader: Reader, segment: Segment) -> bool:
    """Whether commas part a name from one before it and a listed place behind it ("Monas, |Gambir|, Jakarta")."""
    first, end = segment.first, segment.end
    hit = reader.hits.get(end)
    if first == 0 or hit is None or OF_MENTION[hit[0].kind] is not NameType.PLACE or reader.given(first):
        return False
    before = reader.text[reader.tokens[first - 1].end : reader.tokens[first].start].strip()
    after = reader.text[reader.tokens[end - 1].end : reader.tokens[end].start].strip()
    return before == after == "," and reader.words[first - 1][:1].isupper()


def _thing(reader: Reader, segment: Segment) -> Iterator[Sign]:
    """A body's noun, or a ship's, an aircraft's or a product's, right before the name."""
    before = reader.before(segment)
    if not before:
        return
    stem = reader.heads.cases.stem(before)
    if stem in reader.heads.bodies:
        yield Sign(NameType.ORGANISATION, 1.5, "The noun of a body stands before it.")
    for kind in reader.heads.kinds.get(stem, ()) if segment.listed is None else ():
        weight = 2.0 if kind in (NameType.COMPANY, NameType.PUBLIC_BODY) else 3.5
        yield Sign(kind, weight, f"{before!r} stands before it.")


def _shape(reader: Reader, segment: Segment) -> Iterator[Sign]:
    """What is left where nothing else tells."""
    first, size = segment.first, segment.end - segment.first
    capitals = [place for place in range(first, segment.end) if reader.acronym(place)]
    if size == 1 and capitals:
        yield Sign(NameType.ORGANISATION, 2.0, "It is of capitals alone.")
    if size == 1 and (reader.small(first) or (not reader.latin and latin(reader.words[first]))):
        yield Sign(NameType.OTHER, 0.9, "It is met as a common word, or in a foreign script.")
    elif size == 1:
        kind = NameType.OTHER if reader.heads.words.capital_nouns else NameType.PERSON
        yield Sign(kind, 0.6, LONE)
    elif _shaped(reader, segment):
        yield Sign(NameType.ORGANISATION, 1.1, "An adjective opens it.")
    elif all(map(reader.small, range(first, segment.end))):
        yield Sign(NameType.OTHER, 1.1, "All of its words are common ones.")
    elif capitals:
        yield Sign(NameType.ORGANISATION, 1.2, "A word of capitals alone is in it.")
    elif size < 5:
        yield Sign(NameType.PERSON, 1.0, LONG)


def _shaped(reader: Reader, segment: Segment) -> bool:
    return reader.heads.adjective(reader.words[segment.first]) and not reader.given(segment.first)


def _realm(reader: Reader, segment: Segment) -> bool:
    return any(reader.stems[place] in reader.heads.places for place in range(segment.first, segment.end))


RULES: tuple[Callable[[Reader, Segment], Iterator[Sign]], ...] = (
    _listed,
    _body,
    _trade,
    _person,
    _place,
    _thing,
    _shape,
)
