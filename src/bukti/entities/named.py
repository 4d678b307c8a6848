"""Names with their type and base form, each type with its reason.

Where a script has capitals, runs of them are cut into names (`segments`), and evidence for each type is added up over
all forms of a name in the document; elsewhere the names are those of `mentions`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bukti import lexicon
from bukti.entities import gazetteer, mentions
from bukti.entities.cases import base
from bukti.entities.given import sexes
from bukti.entities.heads import heads
from bukti.entities.located import located
from bukti.entities.segments import THINGS, Reader, Segment, latin
from bukti.entities.signs import ALIVE, GUESSED, Sign, signs
from bukti.entities.types import OF_MENTION, NameType, family
from bukti.model import Document, Mention, Span

INITIALS = 3  # words of a person's name from which its initials alone mean the person
MARKS = frozenset('"„“”«»')
WITHOUT_MARKS = str.maketrans("", "", '"„“”«»')


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text.

    Attributes:
        span: where it stands, with its words in lower case and its quotation marks. kind: what it names.
        base: its base form, in its own script. key: a list's key (`country:cn`) or `name:` and the folded base form.
        reasons: what its type was told by, strongest first.
        located: whether a country's name says where something is; it does not where it stands for its state or people.
    """

    span: Span
    kind: NameType
    base: str
    key: str
    reasons: tuple[str, ...]
    located: bool = True


def find(document: Document) -> tuple[Named, ...]:
    """Names of a document whose mentions are there, sorted by place, not overlapping."""
    code = document.language.code
    reader = Reader(document, heads(code), mentions.common(code) | small(code))
    if not reader.cased:
        return tuple(map(_caseless, document.mentions))
    segments = reader.segments()
    seen = frozenset(reader.lows)
    whole = seen | reader.heads.bases  # of a list too, for names that are no person's
    found = []
    placed = located(reader, segments)
    for segment, (kind, reasons), where in zip(segments, _types(reader, segments), placed, strict=True):
        person = kind is NameType.PERSON
        name = _base(reader, segment, person, seen if person else whole)
        key = segment.listed.key if segment.listed else f"name:{gazetteer.fold(name)}"
        found.append(Named(_span(reader, segment), kind, name, key, reasons, where))
    return tuple(found)


def _caseless(one: Mention) -> Named:
    """A name of a script without capitals; one in Latin letters that no given name opens may name anything."""
    kind = OF_MENTION[one.kind]
    if kind is NameType.PERSON and latin(one.name) and not sexes(one.name.split()[0]):
        kind = NameType.OTHER
    return Named(one.span, kind, one.name, one.key, ("Found by the rules of a script without capitals.",))


@cache
def small(code: str | None) -> frozenset[str]:
    """Words of a language that are met in lower case; none where there is no list."""
    try:
        return frozenset(lexicon.resource(f"small/{code}")["words"].split())
    except FileNotFoundError:
        return frozenset()


def _span(reader: Reader, segment: Segment) -> Span:
    """From the first word to the last, with the closing mark of a quotation that opens inside."""
    start, end = reader.tokens[segment.first].start, reader.tokens[segment.end - 1].end
    marks = sum(letter in MARKS for letter in reader.text[start:end])
    return Span(start, end + (marks == 1 and reader.text[end : end + 1] in tuple('"“”«»')))


def _base(reader: Reader, segment: Segment, person: bool, seen: frozenset[str]) -> str:
    """The base form of a name: the list's, else of the words that agree; what is in the genitive stays."""
    words = reader.words[segment.first : segment.end]
    listed = segment.listed
    if listed is not None and len(listed.words) == len(words) and listed.words[0][0].isascii() == words[0][0].isascii():
        return listed.name
    size = len(words)
    if not person:
        size = next((i + 1 for i in range(size) if reader.body(segment.first + i)), size)
        while size < len(words) and reader.heads.adjective(words[size]):
            size += 1
    based = [*base(words[:size], person, reader.code, seen), *words[size:]]
    places = [reader.tokens[place] for place in range(segment.first, segment.end)]
    gaps = [reader.text[a.end : b.start] for a, b in pairwise(places)]
    return "".join(word + gap for word, gap in zip(based, [*gaps, ""], strict=True)).translate(WITHOUT_MARKS)


def _types(reader: Reader, segments: Sequence[Segment]) -> list[tuple[NameType, tuple[str, ...]]]:
    """The type of each name: by the evidence of all its forms; a part of a longer name has that one's type."""
    keys = [tuple(reader.stems[s.first : s.end]) for s in segments]
    told: dict[tuple[str, ...], list[Sign]] = defaultdict(list)
    for segment, key in zip(segments, keys, strict=True):
        told[key] += signs(reader, segment)
    first = {key: _strongest(found) for key, found in told.items()}
    parts = _parts(reader, first)
    typed = []
    for segment, key in zip(segments, keys, strict=True):
        whole = parts.get(key[0]) if len(key) == 1 and segment.listed is None else None
        if first[key][0] is NameType.PLACE and whole is not None and family(whole) is NameType.ORGANISATION:
            whole = None  # "in |Wasilla|", beside the Wasilla Police Department
        typed.append((whole, ("Part of a longer name in the document.",)) if whole else first[key])
    return typed


def _strongest(found: Sequence[Sign]) -> tuple[NameType, tuple[str, ...]]:
    """The type with most weight; kinds of organisations are weighed together, then told apart.

    What is once called a ship is one however often its name looks like a person's, unless it speaks or has a title.
    """
    things = [sign for sign in found if sign.kind in THINGS]
    if things and not any(sign.reason in ALIVE for sign in found):
        found = things
    votes: dict[NameType, float] = defaultdict(float)
    for sign in found:
        votes[family(sign.kind)] += sign.weight
    if not votes:
        return NameType.OTHER, ()
    best = max(sorted(votes.items()), key=lambda vote: vote[1])[0]
    own = [sign for sign in found if family(sign.kind) is best]
    special = [sign for sign in own if sign.kind is not best]
    kind = max(special, key=lambda sign: sign.weight).kind if special else best
    reasons = dict.fromkeys(sign.reason for sign in sorted(own, key=lambda sign: -sign.weight))
    return kind, tuple(reasons)


def _parts(reader: Reader, typed: dict[tuple[str, ...], tuple[NameType, tuple[str, ...]]]) -> dict[str, NameType]:
    """Single words that stand for a longer name: any of a person's and the initials, a body's that is not its noun."""
    parts: dict[str, NameType] = {}
    for key, (kind, reasons) in sorted(typed.items(), key=lambda item: (item[1][0] is NameType.PERSON, item[0])):
        if len(key) < 2:
            continue
        if kind is NameType.PERSON:
            parts |= dict.fromkeys(key, kind)
            parts |= {"".join(part[0] for part in key): kind} if len(key) >= INITIALS and set(reasons) - GUESSED else {}
        own = [part for part in key if part not in reader.heads.bodies and part not in reader.heads.media]
        if family(kind) is NameType.ORGANISATION and len(own) == 1:
            parts[own[0]] = kind
    return parts
