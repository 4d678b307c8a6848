"""Names of reports in another script, by their sound or by a gazetteer: what scripts without capitals do not show.

A name that one report has in capitals is looked for in the reports whose script has none, word by word; names that
were found there, or in another script with capitals, are compared as they stand. Each is joined with its reason.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from bukti.entities import sounds, written
from bukti.entities.acronyms import Link
from bukti.entities.cases import Cases, cases
from bukti.entities.gazetteer import UNSPACED, fold
from bukti.entities.glued import bare
from bukti.entities.groups import script
from bukti.entities.names import similar
from bukti.entities.types import NameType, Occurrence
from bukti.entities.words import of
from bukti.model import Document, Join, Span
from bukti.reading.vocabulary import vocabulary

SOUGHT = frozenset({NameType.PERSON, NameType.OTHER, NameType.PLACE, NameType.COMPANY})  # written by their sound
WORDS = 5  # of a name
WEIGHT = 2.9  # of consonants that a name needs, or it sounds like too much
SHORT, VOWELS = 1.9, 0.75  # of a place's or of several words, where vowels that the script writes are as much alike
VOWELLESS = 2.4  # of a place's, where it writes none
KIN, STRANGER = 0.7, 0.85  # likeness of a name of several words in a report of the same family, and in any other
BRIEF = 0.85  # of a name of several words with few consonants there
DOTTED, AHEAD = 0.5, 0.15  # of one whose parts a dot shows there, where no other name is nearly as alike
ALONE = 0.86  # of a place of one word, in the same family only
HEARD = 0.9  # of a name of one word in Han letters there
LONE = 0.93  # of any other name of one word there
WORD = 0.5  # of each word of a name: they are written one by one
FULL = 4.0  # consonants that a name needs in a report of another family
SLACK = 0.1  # by which another form of a name may be less alike than the likest in the same report
TIE = 0.04  # of another name's likeness, within which it is not told which of the two is meant
KEY = 2  # classes of consonants that a word needs to be looked up by
CROWD = 40  # names of one key from which it tells nothing
LATIN = "Latin"
MIXED = 0.3  # share of letters with a case below which a text has no capitals to go by
LOOKED = 2000  # characters by which that is told
GAP = re.compile(r"[ \u00a0\u200c・·‧•=＝-]?")  # between two words of one name
_LETTER = r"(?:(?![\u3040-\u30ff\u3400-\u9fff])[\w\u0900-\u0963])"
PARTS = re.compile(r"[ \u00a0\u200c・·‧•=＝-]")
HAN = re.compile(r"[\u3400-\u9fff]+")
HAN_RUN = re.compile(r"[\u3400-\u9fff]+\Z")
HAN_END = re.compile(r"[\u3400-\u9fff]{1,3}\Z")
DOT = re.compile(r"[・·‧•]")
DECLINED = 3  # words of a name that may be declined, and forms of each that are tried
PART = 6  # letters of a part of a name
WIDER = 3  # letters that a name may reach beyond what was found of it
KANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")
GLOSS = re.compile(r"\s?[(（]([^()（）\n]{2,80})[)）]")  # behind a name, the same in Latin letters
TOKEN = re.compile(rf"[\u30a1-\u30fa\u30fc]+|{_LETTER}+(?:['’‘׳\"״-]{_LETTER}+)*")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that is looked for, with the sounds of its words and of all of it, and the reports that have it.

    Attributes:
        strong: whether it is long enough to be known in a report of another family.
    """

    key: str
    base: str
    kind: NameType
    sounds: tuple[str, ...]
    heard: str
    reports: frozenset[str]
    strong: bool

    @property
    def words(self) -> int:
        """How many it has."""
        return len(self.sounds)


@dataclass(frozen=True, slots=True)
class _Hit:
    """Where a name may stand, how alike it is, and why it is thought so."""

    span: Span
    text: str
    name: _Name
    score: float
    how: str
    reason: str


def find(
    documents: Sequence[Document], seen: Sequence[Occurrence], families: Sequence[Sequence[str]] = ()
) -> tuple[list[Occurrence], list[Link]]:
    """The occurrences with those that were heard, and which names they join.

    Args:
        documents: of a collection.
        seen: every occurrence in them, in order of documents.
        families: ids of reports of which one is copied or translated from another: less likeness is enough there.
    """
    sought = _sought(seen)
    if not sought:
        return list(seen), []
    kin = {report: frozenset(family) for family in families for report in family}
    lookup = _by_code(sought)
    places = _places(sought)
    own: dict[str, list[Occurrence]] = defaultdict(list)
    for one in seen:
        own[one.report].append(one)
    found, links = list[Occurrence](), list[Link]()
    for document in documents:
        names, text = own[document.report.id], document.report.text
        look = _look(document, sought, lookup, kin.get(document.report.id, frozenset()))
        hits = [*_compared(text, names, look), *_known(names, places, look), *_glossed(text, names, sought)]
        if not cased(document):
            hits += [*_listed(text, places), *_scanned(text, look), *_dotted(text, names, look)]
            hits += _transcribed(text, frozenset(of(document.language.code).letters), look)
        made, told = _told(document, names, _best(hits))
        found += made
        links += told
    return found, links


@dataclass(frozen=True, slots=True)
class _Look:
    """Names by the keys of their words, and what is known of the report that is looked in.

    Attributes:
        kin: the reports of its family. related: their names of several words. knows: whether a word is one of the
            language file, and so hardly a name. cases: the paradigms of its language, for reports of a family.
    """

    by_code: Mapping[str, Sequence[_Name]]
    kin: frozenset[str]
    related: Sequence[_Name]
    knows: Callable[[str], bool]
    cases: Cases | None = None

    def near(self, words: Sequence[str]) -> list[_Name]:
        """Names that share a key with some words, and that likeness can be enough for."""
        codes = dict.fromkeys(code for word in words if word for code in sounds.codes(word))
        met = {name.key: name for code in codes for name in self.by_code.get(code, ())}
        return [name for name in met.values() if name.strong or name.reports & self.kin]

    def bases(self, text: str) -> list[str]:
        """What a name of Cyrillic letters may be a form of, by the paradigms of the language ("Мэттом Дэймоном")."""
        words = text.split()
        if self.cases is None or script(text) != "Cyrillic" or len(words) > DECLINED:
            return []
        forms = [list(dict.fromkeys(form.base for form in self.cases.forms(word)))[:DECLINED] for word in words]
        return [" ".join(one) for one in product(*forms)]

    def dotted(self, text: str) -> list[_Name]:
        """Names of the family of as many words as a dot parts, which need share no key: sounds are lost in Han."""
        size = len(DOT.findall(text)) + 1
        return [name for name in self.related if name.words == size] if size > 1 else []

    def least(self, name: _Name, text: str) -> float:
        """The likeness from which words are a name that is looked for."""
        if not name.reports & self.kin:
            return STRANGER if name.strong else math.inf
        if name.words == 1:
            return ALONE if name.kind is NameType.PLACE else LONE
        if name.words == len(DOT.findall(text)) + 1:
            return DOTTED
        return KIN if sounds.weight(name.heard) >= WEIGHT else BRIEF


def _look(
    document: Document, sought: Sequence[_Name], by_code: Mapping[str, Sequence[_Name]], kin: frozenset[str]
) -> _Look:
    """What a report is looked through for."""
    dots = bool(kin) and DOT.search(document.report.text) is not None
    related = [name for name in sought if name.words > 1 and name.reports & kin] if dots else []
    spoken = vocabulary(document.language.code or "")
    table = cases(document.language.code) if kin else None
    return _Look(by_code, kin, related, spoken.knows if spoken is not None else _unknown, table)


def _unknown(_: str) -> bool:
    return False


def cased(document: Document) -> bool:
    """Whether the script of a text has capitals."""
    letters = [letter for letter in document.report.text[:LOOKED] if letter.isalpha()]
    return sum(letter.islower() or letter.isupper() for letter in letters) >= MIXED * len(letters)


def _sought(seen: Sequence[Occurrence]) -> list[_Name]:
    """Names in Latin letters that another script may write by their sound, each once; places, whatever their sound."""
    by_key: dict[str, list[Occurrence]] = defaultdict(list)
    for one in seen:
        whole = one.key == f"name:{fold(one.base)}" or one.key.startswith("place:")
        whole = whole or written.capital(one.key, one.text)
        if script(one.text) == LATIN and one.kind in SOUGHT and whole and 0 < len(one.base.split()) <= WORDS:
            by_key[one.key].append(one)
    names = []
    for key, own in by_key.items():
        told = next((one for one in own if one.kind is not NameType.OTHER), own[0])
        base = told.text if key.startswith("country:") else told.base
        parts = tuple(map(sounds.consonants, base.split()))
        reports = frozenset(one.report for one in own)
        heard = sounds.consonants(base)
        strong = len(parts) > 1 and sounds.weight(heard) >= FULL
        names.append(_Name(key, base, told.kind, parts, heard, reports, strong))
    return [one for one in names if one.kind in (NameType.PLACE, NameType.OTHER) or _telling(one)]


def _telling(one: _Name) -> bool:
    """Whether a name has sounds enough to be known by them; a place's needs fewer."""
    least = SHORT if one.words > 1 or one.kind is NameType.PLACE else WEIGHT
    return sounds.weight(one.heard) >= least


def _by_code(sought: Sequence[_Name]) -> dict[str, list[_Name]]:
    """Names by the keys of their words and of the whole; keys of too many names are left out."""
    found: dict[str, dict[str, _Name]] = defaultdict(dict)
    for one in sought:
        for word in (*one.base.split(), one.base) if _telling(one) else ():
            for code in sounds.codes(word):
                if len(code) >= KEY:
                    found[code][one.key] = one
    return {code: list(names.values()) for code, names in found.items() if len(names) <= CROWD}


def _compared(text: str, names: Sequence[Occurrence], look: _Look) -> Iterator[_Hit]:
    """Names that were found in another script."""
    for one in names:
        if one.listed or script(one.text) == LATIN:
            continue
        for span, base in (*_edges(text, one), *((one.span, form) for form in look.bases(one.base))):
            for name in dict.fromkeys((*look.near([*PARTS.split(base), base]), *look.dotted(base))):
                yield from _hit(span, base, name, look)


def _edges(text: str, one: Occurrence) -> Iterator[tuple[Span, str]]:
    """Where a name may stand: as it was found; in Han letters, of which nothing shows the first and the last, wider."""
    yield one.span, one.base
    if HAN.match(one.text) and DOT.search(one.text):
        before, after = (
            HAN_END.search(text, max(0, one.span.start - WIDER), one.span.start),
            HAN.match(text, one.span.end),
        )
        left = min(WIDER, one.span.start - before.start()) if before else 0
        right = min(WIDER, after.end() - one.span.end) if after else 0
        for start, end in product(range(left + 1), range(right + 1)):
            span = Span(one.span.start - start, one.span.end + end)
            if start + end:
                yield span, text[span.start : span.end]


def _known(names: Sequence[Occurrence], places: _Places, look: _Look) -> Iterator[_Hit]:
    """Names that were found in another script and that a gazetteer has as a place's."""
    for one in names:
        forms = () if one.listed or script(one.text) == LATIN else (one.base, *look.bases(one.base))
        for folded in dict.fromkeys(map(_folded, forms)):
            for name, form in places.folded.get(folded.split(" ")[0], ()):
                if form == folded:
                    yield _gazetteer(one.span, one.base, name)


def _hit(span: Span, text: str, name: _Name, look: _Look) -> Iterator[_Hit]:
    """A name at a place, where it sounds like it, all of it and word by word."""
    heard, least = sounds.consonants(text), look.least(name, text)
    small, large = sorted((sounds.weight(heard), sounds.weight(name.heard)))
    if small < large / 2:
        return
    latin = script(text) == LATIN
    score = float(fold(text) == fold(name.base)) if latin else sounds.alike(name.heard, heard, least)
    if score >= least and (latin or (_words(text, name) and _vowels(text, name, score))):
        spelled = f"It is written in Latin letters in a text of another script: {text}."
        reason = spelled if latin else f"{text} sounds like {name.base}: {heard} and {name.heard}."
        yield _Hit(span, text, name, score, "spelling", reason)


def _words(text: str, name: _Name) -> bool:
    """Whether every word sounds like its own, where the script parts words."""
    if UNSPACED.match(text):
        return True
    words, own = text.split(), name.base.split()
    if len(words) != len(own):  # "Пунта-Эухения" is Punta Eugenia
        words, own = PARTS.split(text), PARTS.split(name.base)
    heard = [(sounds.consonants(a), sounds.consonants(b)) for a, b in zip(words, own, strict=False)]
    pairs = [pair for pair in heard if min(map(sounds.weight, pair)) >= 1]
    return len(words) == len(own) and all(sounds.alike(b, a) >= WORD for a, b in pairs)


def _vowels(text: str, name: _Name, score: float) -> bool:
    """Whether the vowels of a short name of one word agree too; where a script writes none, all consonants have to."""
    if name.words > 1 or sounds.weight(name.heard) >= WEIGHT:
        return True
    if sounds.ABJAD.search(text):
        return score >= LONE and sounds.weight(name.heard) >= VOWELLESS
    return similar(text, name.base)[0] >= VOWELS


def _scanned(text: str, look: _Look) -> Iterator[_Hit]:
    """Runs of words of a text that sound like a name."""
    tokens = [match.span() for match in TOKEN.finditer(text)]
    for at, (start, end) in enumerate(tokens):
        joined = bool(KANA.match(text, start) or "-" in text[start:end])  # "בלה-פז"
        for name in look.near(bare(text[start:end])):
            for size in range(1 if joined else name.words, name.words + 1):
                for first in range(max(0, at - size + 1), at + 1):
                    if first + size <= len(tokens) and _run(text, tokens, first, first + size):
                        yield from _window(text, (tokens[first][0], tokens[first + size - 1][1]), name, look)


def _dotted(text: str, names: Sequence[Occurrence], look: _Look) -> Iterator[_Hit]:
    """The same around a dot in Han letters where no name was found: nothing shows where its parts begin and end."""
    for dot in DOT.finditer(text):
        before, after = HAN_RUN.search(text, max(0, dot.start() - PART), dot.start()), HAN.match(text, dot.end())
        if before is None or after is None or any(one.span.start <= dot.start() < one.span.end for one in names):
            continue
        lefts = range(max(before.start(), dot.start() - PART), dot.start())
        for start, end in product(lefts, range(dot.end() + 1, min(after.end(), dot.end() + PART) + 1)):
            form = text[start:end]
            for name in look.dotted(form):
                yield from _hit(Span(start, end), form, name, look)


def _transcribed(text: str, letters: frozenset[str], look: _Look) -> Iterator[_Hit]:
    """Single names in the Han letters that transcribe names, in a translation of the report that has them."""
    at = 0
    while look.kin and at < len(text):
        end = at
        while end < len(text) and text[end] in letters:
            end += 1
        for start in range(at, end):
            for stop in range(start + 2, min(end, start + PART) + 1):
                for name in look.near([text[start:stop]]):
                    hits = _hit(Span(start, stop), text[start:stop], name, look) if name.words == 1 else ()
                    yield from (one for one in hits if one.score >= HEARD)
        at = max(end, at + 1)


def _window(text: str, edges: tuple[int, int], name: _Name, look: _Look) -> Iterator[_Hit]:
    start, end = edges
    run = KANA.match(text, start, end)  # "ラッパー|カニエ・ウェスト": nothing parts the word before
    forms = [text[at:end] for at in range(start, run.end() - 1)] if run and name.words > 1 else bare(text[start:end])
    for form in forms:
        plain = bool(sounds.ABJAD.match(form)) and any(map(look.knows, form.split()))
        for hit in _hit(Span(end - len(form), end), form, name, look):
            if not plain or (name.words > 1 and hit.score >= HEARD):
                yield hit


def _run(text: str, tokens: Sequence[tuple[int, int]], first: int, end: int) -> bool:
    """Whether nothing parts some words but what a name may hold."""
    return all(GAP.fullmatch(text, tokens[at][1], tokens[at + 1][0]) for at in range(first, end - 1))


def _glossed(text: str, names: Sequence[Occurrence], sought: Sequence[_Name]) -> Iterator[_Hit]:
    """Names behind which the text itself writes them in Latin letters, in brackets."""
    for one in names:
        bracket = GLOSS.match(text, one.span.end)
        if one.listed or not bracket or script(one.text) == LATIN:
            continue
        for name in sought:
            if bracket[1].strip() == name.base:
                reason = f"The text writes {name.base} in brackets behind {one.text}."
                yield _Hit(one.span, one.text, name, 1.0, "spelling", reason)


@dataclass(frozen=True, slots=True)
class _Places:
    """Names of a gazetteer for the places that are looked for: folded ones by their first word, and those in Han."""

    folded: Mapping[str, Sequence[tuple[_Name, str]]]
    unspaced: Sequence[tuple[_Name, str]]


def _places(sought: Sequence[_Name]) -> _Places:
    folded: dict[str, list[tuple[_Name, str]]] = defaultdict(list)
    unspaced = []
    for name in sought:
        placed = name.kind is NameType.PLACE or (name.kind is NameType.OTHER and written.place(name.base))
        forms = written.forms(name.key, name.base) if placed else written.Forms()
        for form in sorted(forms.folded):
            folded[form.split(" ")[0]].append((name, form))
        unspaced += [(name, form) for form in sorted(forms.unspaced)]
    return _Places(folded, unspaced)


def _listed(text: str, places: _Places) -> Iterator[_Hit]:
    """Places that a gazetteer writes so in the script of the text."""
    for name, form in places.unspaced if HAN.search(text) else ():
        for match in re.finditer(re.escape(form), text) if form in text else ():
            yield _gazetteer(Span(*match.span()), form, name)
    folded, tokens = places.folded, [match.span() for match in TOKEN.finditer(text)]
    yield from _spelled(text, folded)
    for at, (start, _) in enumerate(tokens):
        for word in bare(text[start : tokens[at][1]]):
            heads = _folded(word).split(" ")
            for name, form in folded.get(heads[0], ()) if not UNSPACED.match(word) or KANA.match(word) else ():
                size = 1 if len(heads) > 1 else form.count(" ") + 1
                if at + size <= len(tokens) and _run(text, tokens, at, at + size):
                    whole = text[tokens[at][1] - len(word) : tokens[at + size - 1][1]]
                    if _folded(whole) == form:
                        yield _gazetteer(Span(tokens[at][1] - len(word), tokens[at + size - 1][1]), whole, name)


def _spelled(text: str, folded: Mapping[str, Sequence[tuple[_Name, str]]]) -> Iterator[_Hit]:
    """The same in Han letters, whose names the gazetteer of towns has as they are spelled in Latin ones."""
    for run in HAN.finditer(text):
        syllables = [_folded(letter) for letter in run[0]]
        for at, syllable in enumerate(syllables):
            for name, form in folded.get(syllable, ()):
                size = form.count(" ") + 1
                if size > 1 and " ".join(syllables[at : at + size]) == form:
                    span = Span(run.start() + at, run.start() + at + size)
                    yield _gazetteer(span, text[span.start : span.end], name)


def _gazetteer(span: Span, text: str, name: _Name) -> _Hit:
    return _Hit(span, text, name, 1.0, "list", f"A gazetteer has {text} as a name of {name.base}.")


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return fold(word)


def _best(hits: Sequence[_Hit]) -> list[_Hit]:
    """Places that do not overlap, the likeliest first; none where two names are nearly as alike."""
    chosen: list[_Hit] = []
    top: dict[str, float] = defaultdict(float)
    for one in hits:
        top[one.name.key] = max(top[one.name.key], one.score)
    hits = [one for one in hits if one.score >= top[one.name.key] - SLACK]
    ranked = sorted(hits, key=lambda one: (*_rank(one), one.span.start - one.span.end, one.span, one.name.key))
    for one in ranked:
        rivals = (other for other in hits if other.span.overlaps(one.span) and other.name.key != one.name.key)
        least = one.score - (TIE if one.score >= KIN else AHEAD)
        unsure = any(other.score > least and not _part(other.name, one.name) for other in rivals)
        if not unsure and not any(one.span.overlaps(other.span) for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.span)


def _rank(one: _Hit) -> tuple[float, float, float]:
    """The likest first; of Han letters alike enough those with more consonants (伦敦德里 of "去伦敦德里")."""
    if not HAN.fullmatch(one.text):
        return -one.score, 0.0, 0.0
    return -min(one.score, HEARD), -sounds.weight(sounds.consonants(one.text)), -one.score


def _part(one: _Name, other: _Name) -> bool:
    """Whether one name is in the other."""
    return f" {fold(one.base)} " in f" {fold(other.base)} "


def _told(document: Document, names: Sequence[Occurrence], hits: Sequence[_Hit]) -> tuple[list[Occurrence], list[Link]]:
    """The occurrences of a document with what was heard in it; a listed name that reaches farther stays."""
    found, links = list(names), list[Link]()
    for hit in hits:
        over = [one for one in found if one.span.overlaps(hit.span)]
        if any(one.listed and len(one.text) >= len(hit.text) for one in over):
            continue
        same = next((one for one in over if one.span == hit.span), None)
        if same is None or same.listed:
            found = [one for one in found if one not in over]
            words = document.words(hit.span)
            key = f"name:{fold(words)}"
            found.append(Occurrence(document.report.id, hit.span, words, key, hit.name.kind, words, (hit.reason,)))
        else:
            key = same.key
            found = [replace(one, kind=hit.name.kind) if one is same else one for one in found]
        links.append((key, Join(hit.text, hit.name.base, hit.how, round(hit.score, 3), hit.reason), hit.name.key))
    return sorted(found, key=lambda one: one.span), links
