"""Finds names: known ones in any script, unknown ones by their shape in scripts with capital letters."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bukti import lexicon
from bukti.entities import caseless, firms, gazetteer, members, trades, transcribed
from bukti.entities.gazetteer import WORD, Gazetteer, Known
from bukti.entities.given import sexes
from bukti.entities.words import NameWords
from bukti.model import Document, Mention, MentionKind, Span
from bukti.reading.vocabulary import vocabulary
from bukti.text.letters import spelled
from bukti.text.words import MARKS

BETWEEN = re.compile(r"(?:\.? |[-‐’'./]|)")  # what may stand between two words of one name, never a line's end
PREFIXES = re.compile(r"^[وفبلكהבלמוש]{1,2}")  # letters that Arabic and Hebrew write onto the next word
KANA = re.compile("[\u3040-\u30ff]")
HANGUL = re.compile(r"^[가-힣]+")
LONGEST = 7  # words of a name
TITLE = 4  # letters of a title that may end a compound
ACRONYM = re.compile(r"\(([A-Z]{2,8})\)")


class Token(NamedTuple):
    """A word in the text; `opens` when it stands first in a sentence, a paragraph or a quotation."""

    start: int
    end: int
    word: str
    opens: bool


def find(document: Document) -> tuple[Mention, ...]:
    """Names in a report, sorted by place, not overlapping.

    Args:
        document: with sentences, quotations and damage. A lost space separates two words, a calque has the repaired
            name and its key; the span always holds the words as they stand.
    """
    tokens = tokens_of(document)
    text = document.report.text
    words = _words(document.language.code)
    found = _calques(document)
    found += [m for m in _titled(document, tokens, words) if not _hits(m, _covered(found))]
    taken = _covered(found)
    found += [m for m in firms.find(document) if not _hits(m, taken)]
    taken = _covered(found)
    known = [m for m in _known(text, tokens, gazetteer.load(document.language.code)) if not _hits(m, taken)]
    bodies = {(m.span.start, m.span.end) for m in known}  # "伊朗" is spelled like a person's name, and is none
    written = [_person(text, span) for span in transcribed.persons(text, document.language.code)]
    found += [m for m in written if not _hits(m, taken) and (m.span.start, m.span.end) not in bodies]
    taken |= _covered(found)
    known = [m for m in known if not _hits(m, taken)]
    found += known
    taken |= _covered(known)
    shaped = [m for m in _shaped(text, tokens, words, taken, common(document.language.code)) if not _hits(m, taken)]
    found = sorted([*found, *shaped], key=lambda m: m.span)
    spoken = vocabulary(document.language.code or "")
    if spoken is not None:
        named = caseless.find(document, spoken, words, found)
        whole = _covered(named)  # "ياسين منصور", where "منصور" was known
        found = sorted([*(m for m in found if not _hits(m, whole)), *named], key=lambda m: m.span)
    found = [_firm(one, document.language.code or "") for one in _surnames(_acronyms(text, found))]
    return tuple(members.joined(text, found, document.language.code))


@cache
def _offices(code: str) -> tuple[str, ...]:
    """Titles that the last word of a compound may be ("Energie|minister")."""
    return tuple(sorted(title for title in _words(code).titles if len(title) >= TITLE))


def _firm(one: Mention, code: str) -> Mention:
    """A name of several words that looks like a person's and has a word of a trade is a body's ("Altamar Reederei")."""
    guessed = one.kind in (MentionKind.PERSON, MentionKind.OTHER) and one.key.startswith("name:") and " " in one.name
    lows = one.name.casefold().split()
    if (
        not guessed
        or sexes(one.name.split()[0])
        or any(low.endswith(title) for low in lows for title in _offices(code))
    ):
        return one
    taken = trades.body(one.name, code)
    return replace(one, kind=MentionKind.ORGANISATION) if taken and taken.trades else one


def _person(text: str, span: Span) -> Mention:
    name = text[span.start : span.end]
    return Mention(span, MentionKind.PERSON, f"name:{gazetteer.fold(name)}", name)


@cache
def _words(code: str | None) -> NameWords:
    """The language's words around names; bodies and outlets abroad carry English names in every Latin script."""
    own = _section(code) if code else NameWords()
    english = _section("en")
    return own.model_copy(
        update={
            "organisations": own.organisations | english.organisations,
            "media": own.media | (english.media - own.never),
        }
    )


def _section(code: str) -> NameWords:
    language = lexicon.load(code)
    return language.section("names", NameWords) if language else NameWords()


@cache
def common(code: str | None) -> frozenset[str]:
    """Words of the language that are met in lower case; empty where there is no list."""
    try:
        words = lexicon.resource(f"words/{code}")["words"].split()
    except FileNotFoundError:
        return frozenset()
    return frozenset(word for word in words if word.islower())


def tokens_of(document: Document) -> list[Token]:
    """Words, with a boundary wherever damage repair puts a space."""
    text = document.report.text
    spans = (*document.sentences, *document.paragraphs, *(quote.content for quote in document.quotations))
    openings = sorted({span.start for span in spans}, reverse=True)
    cuts: dict[int, int] = {}
    for damage in document.damage:
        if damage.kind == "lost-space":
            cuts[damage.span.start] = damage.span.start + len(damage.repaired.split(" ")[0])
    tokens = []
    fresh = True
    place = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        while openings and openings[-1] <= start:
            fresh |= openings.pop() >= place
        fresh = fresh or "\n" in text[place:start]
        script = KANA.search(match[0]) if match[0][0].isalpha() and not gazetteer.UNSPACED.match(match[0]) else None
        behind = start + script.start() if script and script.start() else end  # "Norda Marine|は"
        cut = cuts.get(start, behind)
        tokens.append(Token(start, cut, text[start:cut], fresh))
        if cut < end:
            tokens.append(Token(cut, end, text[cut:end], False))
        fresh, place = False, end
    return tokens


def _calques(document: Document) -> list[Mention]:
    """Names that the damage finder repaired."""
    table = gazetteer.load("en")
    found = []
    for damage in document.damage:
        parts = tuple(WORD.findall(damage.repaired)) if damage.kind == "calque" else ()
        for known in table.exact.get(parts[0], ()) if parts else ():
            if known.words == parts:
                found.append(Mention(damage.span, known.kind, known.key, damage.repaired))
                break
    return found


def _titled(document: Document, tokens: list[Token], words: NameWords) -> list[Mention]:
    """Media by their names in quotation marks behind a word for one ('the weekly |"Open Shore"', 'صحيفة |«الأفق»')."""
    spoken, found = vocabulary(document.language.code or ""), []
    starts = [token.start for token in tokens]
    for span in (quotation.content for quotation in document.quotations):
        first = bisect_left(starts, span.start)
        last = bisect_left(starts, span.end)
        if not first or not 0 < last - first <= LONGEST:
            continue
        noun, name = tokens[first - 1], document.words(span)
        low = noun.word.casefold()
        medium = low in words.media or bool(spoken and spoken.has("media", spelled(low)))
        beside = document.report.text[noun.end : span.start].strip() in MARKS
        named = tokens[first].word[:1].isupper() or not tokens[first].word[:1].islower()
        if medium and beside and named and name[-1:].isalnum():
            found.append(Mention(span, MentionKind.MEDIA, f"name:{gazetteer.fold(name)}", name))
    return found


def _covered(mentions: list[Mention]) -> set[int]:
    return {place for mention in mentions for place in range(mention.span.start, mention.span.end)}


def _hits(mention: Mention, taken: set[int]) -> bool:
    return any(place in taken for place in range(mention.span.start, mention.span.end))


def _known(text: str, tokens: list[Token], table: Gazetteer) -> list[Mention]:
    """Longest known names from left to right; unspaced scripts by characters."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        hit = _at(text, tokens, at, table)
        if hit:
            known, _, start, end = hit
            found.append(Mention(Span(start, end), known.kind, known.key, known.name))
        elif not tokens[at].word.isascii() and gazetteer.UNSPACED.search(tokens[at].word):
            found += _unspaced(text, tokens[at], table)
        at += hit[1] if hit else 1
    return found


def _at(text: str, tokens: list[Token], at: int, table: Gazetteer) -> tuple[Known, int, int, int] | None:
    """The longest known name at a word: (name, words, start, end)."""
    first = tokens[at]
    bare = first.word if first.word.isascii() else PREFIXES.sub("", first.word)
    for form in (first.word, bare) if bare != first.word else (first.word,):
        for known in table.exact.get(form, ()):
            if _same(text, tokens, at, (form, *known.words[1:]), inflected=False):
                return known, len(known.words), first.end - len(form), tokens[at + len(known.words) - 1].end
    for known in table.stems.get(first.word[: gazetteer.STEM], ()):
        if _same(text, tokens, at, known.words, inflected=True):
            return known, len(known.words), first.start, tokens[at + len(known.words) - 1].end
    if not first.word.isascii() and HANGUL.match(first.word):  # particles follow without a space
        for length in range(len(first.word) - 1, 1, -1):
            for known in table.exact.get(first.word[:length], ()):
                if len(known.words) == 1:
                    return known, 1, first.start, first.start + length
    return None


def _same(text: str, tokens: list[Token], at: int, words: tuple[str, ...], *, inflected: bool) -> bool:
    if at + len(words) > len(tokens):
        return False
    for offset, word in enumerate(words):
        token = tokens[at + offset]
        if offset and not BETWEEN.fullmatch(text[tokens[at + offset - 1].end : token.start]):
            return False
        if inflected:
            if not token.word.startswith(word) or len(token.word) - len(word) > gazetteer.ENDINGS:
                return False
        elif token.word != word and not (offset == 0 and token.word.endswith(word)):
            return False
    return True


def _unspaced(text: str, token: Token, table: Gazetteer) -> list[Mention]:
    found = []
    at = token.start
    while at < token.end:
        hit = next((k for k in table.unspaced.get(text[at], ()) if text.startswith(k.name, at)), None)
        if hit:
            found.append(Mention(Span(at, at + len(hit.name)), hit.kind, hit.key, hit.name))
        at += len(hit.name) if hit else 1
    return found


def _shaped(text: str, tokens: list[Token], words: NameWords, taken: set[int], plain: frozenset[str]) -> list[Mention]:
    """Runs of capitalised words; a word that opens a sentence counts only where it is capitalised elsewhere too."""
    inside = {t.word for t in tokens if not t.opens and t.word[:1].isupper()}
    small = {t.word for t in tokens if t.word[:1].islower()} | plain
    found = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        lower = token.word.casefold()
        if not _capital(token) or token.start in taken or lower in words.never or lower in words.titles:
            at += 1
            continue
        end = _run(text, tokens, at, words, taken)
        if token.opens and token.word not in inside and _alone(text, tokens, at, end, (small, words)):
            at += 1
            continue
        found.append(_mention(text, tokens, _office(tokens, at, end, words), end, words))
        at = end
    return [m for m in found if len(m.name) > 1]


def _alone(text: str, tokens: list[Token], at: int, end: int, known: tuple[set[str], NameWords]) -> bool:
    """Whether no name goes on after a word that opens a sentence, so that its capital says nothing."""
    small, words = known
    plain = tokens[at].word.casefold() in small
    if end > at + 2 and tokens[at + 1].word in words.particles and not plain:
        return False  # "Anneke |de Wit", but "Soldiers |of Zarkia"
    if at + 1 >= len(tokens) or not _capital(tokens[at + 1]) or not joined(text, tokens[at], tokens[at + 1]):
        return True
    after = tokens[at + 1].word.casefold()
    common = plain and not _body(tokens[at:end], small, words)
    return common or after in words.titles or after in words.never


def _body(run: list[Token], small: set[str], words: NameWords) -> bool:
    """Whether a common word opens a body's name: "Civil Shield Monitor", "Layanan Darurat Negara".

    What tells is a body's noun at the end, or that no word is a proper name; "Perusahaan Halden" holds one.
    """
    lows = [token.word.casefold() for token in run]
    bodies = (MentionKind.ORGANISATION, MentionKind.MEDIA)
    ends = len(lows) == 3 and _kind(lows[-2:], "", words) in bodies
    return ends or (all(low in small for low in lows) and _kind(lows, "", words) in bodies)


def _office(tokens: list[Token], at: int, end: int, words: NameWords) -> int:
    """Index of the first word of a name behind a title and what the office is of."""
    lows = [token.word.casefold() for token in tokens[at:end]]
    first = next((i for i, low in enumerate(lows) if low not in words.domains), 0)
    before = tokens[at - 1].word.casefold() if at else ""
    titled = before in words.titles or before in words.particles or before in words.domains
    return at + first if titled and len(lows) - first > 1 else at


def _capital(token: Token) -> bool:
    return token.word[:1].isupper()


def joined(text: str, left: Token, right: Token) -> bool:
    """Whether nothing parts two words that a name may not hold."""
    gap = text[left.end : right.start]
    # A full stop joins only after an initial or a short title ("J. Smith"), else it ends the sentence.
    return bool(BETWEEN.fullmatch(gap)) and not (gap.startswith(".") and len(left.word) > 2)


def _run(text: str, tokens: list[Token], at: int, words: NameWords, taken: set[int]) -> int:
    """Index after the last word of the name that starts here."""
    end = at + 1
    while end < len(tokens) and end - at < LONGEST and joined(text, tokens[end - 1], tokens[end]):
        token = tokens[end]
        never = token.word.casefold() in words.never and token.word not in words.particles
        if token.start in taken or token.opens or never:
            break
        if not _capital(token):
            beyond = end + 1 < len(tokens) and _capital(tokens[end + 1]) and tokens[end + 1].start not in taken
            if token.word not in words.particles or not beyond or not joined(text, token, tokens[end + 1]):
                break
        end += 1
    return end


def _mention(text: str, tokens: list[Token], at: int, end: int, words: NameWords) -> Mention:
    run = tokens[at:end]
    span = Span(run[0].start, run[-1].end)
    pieces = [run[0].word]
    for left, right in pairwise(run):
        pieces += [text[left.end : right.start] or " ", right.word]
    name = "".join(pieces)
    # One word with a hyphen ("Almaz-Antey") has no first name.
    single = [name] if " " not in name else [t.word for t in run]
    before = tokens[at - 1].word.casefold() if at and joined(text, tokens[at - 1], run[0]) else ""
    return Mention(span, _kind(single, before, words), f"name:{gazetteer.fold(name)}", name)


def _kind(run: list[str], before: str, words: NameWords) -> MentionKind:
    lower = [word.casefold() for word in run]
    body = not words.organisations.isdisjoint(lower)
    agency = len(run) > 2 and lower[-2] in words.media and lower[-1] in words.organisations
    outlet = len(run) > 1 and not words.media.isdisjoint((lower[0], lower[-1]))
    if agency or (outlet and not body):
        return MentionKind.MEDIA
    if body:
        return MentionKind.ORGANISATION
    if before in words.titles:
        return MentionKind.PERSON
    if not words.places.isdisjoint(lower) or before in words.place_before:
        return MentionKind.PLACE
    if len(run) == 1:
        return MentionKind.ORGANISATION if run[0].isupper() and len(run[0]) > 1 else MentionKind.OTHER
    return MentionKind.PERSON if not any(w.isupper() and len(w) > 2 for w in run) else MentionKind.ORGANISATION


def _acronyms(text: str, found: list[Mention]) -> list[Mention]:
    """An acronym in brackets after a name whose initials it holds takes the name's key, everywhere in the report."""
    keys: dict[str, Mention] = {}
    for mention in found:
        bracket = ACRONYM.match(text, mention.span.end + 1)
        initials = "".join(word[0] for word in WORD.findall(mention.name) if word[0].isupper())
        if bracket and initials == bracket[1]:
            keys.setdefault(bracket[1], mention)
    return [replace(m, key=keys[m.name].key, kind=keys[m.name].kind) if m.name in keys else m for m in found]


def _surnames(found: list[Mention]) -> list[Mention]:
    """A single word that ends exactly one person's full name in the report is that person."""
    full: dict[str, set[str]] = {}
    for mention in found:
        parts = mention.key.removeprefix("name:").split()
        if mention.kind is MentionKind.PERSON and len(parts) > 1:
            full.setdefault(parts[-1], set()).add(mention.key)
    linked = []
    for mention in found:
        keys = full.get(mention.key.removeprefix("name:"), set())
        lone = len(keys) == 1 and mention.key.startswith("name:")
        linked.append(replace(mention, key=min(keys), kind=MentionKind.PERSON) if lone else mention)
    return linked
