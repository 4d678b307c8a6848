"""Names in scripts without capital letters: unknown words behind a title, a body's noun or a verb of reporting."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bukti.entities import gazetteer
from bukti.entities.words import NameWords
from bukti.model import Document, Mention, MentionKind, Span
from bukti.reading.pieces import Piece
from bukti.reading.vocabulary import Cue, Vocabulary
from bukti.text.letters import spelled
from bukti.text.words import MARKS

LONGEST = 5  # words of a name
FEWEST = 2  # letters of a word of a name
SYLLABLES = 3  # of a Korean name
BEHIND = 8  # words between a title and the name behind it
BODIES = (("media", MentionKind.MEDIA), ("organisations", MentionKind.ORGANISATION))
CLOSED = ("conjunctions", "complementisers", "relatives", "subordinators", "contrasts", "negators", "finite", "times")


@dataclass(slots=True)
class _Awaited:
    """What a name is awaited of, behind which word, and whether one may follow by now; `titled` behind a role."""

    kind: MentionKind
    place: int
    ready: bool
    titled: bool = False


def find(document: Document, vocabulary: Vocabulary, words: NameWords, taken: Sequence[Mention]) -> list[Mention]:
    """Names that no list holds, sorted; none where the language's script has capitals or no spaces.

    A name is a run of words that the language file does not know, behind a definite role ("الوزيرة |سلمى نور"), a
    body's or an outlet's noun ("صحيفة |الأفق"), or a verb of reporting that its subject follows. A person's name of one
    word that is known is taken into it ("ياسين |منصور"). A word of such a name is the name wherever else it stands.
    """
    if vocabulary.splitter is not None or not vocabulary.caseless:
        return []
    text = document.report.text
    pieces = list(vocabulary.pieces(document, Span(0, len(text))))
    reader = _Reader(text, pieces, taken, vocabulary, words)
    first = reader.introduced()
    return sorted([*first, *reader.again(first)], key=lambda m: m.span)


def _spelt(word: str) -> bool:
    """Whether a word is of letters and their vowel signs alone."""
    return bool(word) and all(unicodedata.category(letter)[0] in "LM" for letter in word)


class _Reader:
    """Reads the names of one document."""

    def __init__(
        self, text: str, pieces: list[Piece], taken: Sequence[Mention], vocabulary: Vocabulary, words: NameWords
    ) -> None:
        self.text, self.pieces, self.words = text, pieces, words
        self.held = {place for mention in taken for place in range(*mention.span)}
        self.listed = {m.span.start for m in taken if m.kind is MentionKind.PERSON and " " not in m.name}
        self.vocabulary = vocabulary
        self.articles = vocabulary.words.people.prefixes
        self._never = frozenset(spelled(word) for word in (*words.never, *words.domains, *words.function))
        self._titles = frozenset(spelled(word) for word in words.titles)
        self._particles = frozenset(spelled(word) for word in words.particles)
        self._plural = vocabulary.words.people.plural_endings

    def introduced(self) -> list[Mention]:
        """Names behind a word that announces one."""
        found = [*self._marked(), *self._appointed()]
        if self.vocabulary.particles is not None:
            return [*found, *self._entitled(found)]  # a name stands before its title there
        self.held |= {place for mention in found for place in range(*mention.span)}
        awaited: _Awaited | None = None
        place = 0
        while place < len(self.pieces):
            end = self._run(place) if awaited is not None and awaited.ready else place
            if end > place and awaited is not None:
                found.append(self._mention(place, end, awaited.kind))
                place, awaited = end, None
                continue
            awaited = self._await(place, awaited)
            place += 1
        return found

    def _marked(self) -> list[Mention]:
        """Full names before the mark of a subject that something is reported of ("|रीता शर्मा ने कहा")."""
        marks, found = self.vocabulary.words.grammar.final.marks, []
        for end, piece in enumerate(self.pieces if marks else ()):
            if piece.low not in marks:
                continue
            first = end
            while first and end - first < LONGEST and self._unknown(first - 1) and self._near(first):
                first -= 1
            after = self.pieces[end + 1 : end + 1 + BEHIND]
            if end - first > 1 and any(self.vocabulary.has("reports", other.low) for other in after):
                found.append(self._mention(first, end, MentionKind.PERSON))
        return found

    def _entitled(self, taken: Sequence[Mention]) -> list[Mention]:
        """Names right before a title: a family name that the file lists with two syllables ("|김민호 시장")."""
        held = self.held | {place for mention in taken for place in range(*mention.span)}
        found = []
        for place, (piece, title) in enumerate(pairwise(self.pieces)):
            whole = len(piece.low) == SYLLABLES and piece.low.startswith(tuple(sorted(self.words.surnames)))
            titled = title.low in self._titles and self._near(place + 1)
            free = self._unknown(place) or self.vocabulary.kinds.of(piece.low) == {"words"}  # where particles are cut
            if whole and titled and piece.start not in held and free:
                found.append(self._mention(place, place + 1, MentionKind.PERSON))
        return found

    def _appointed(self) -> list[Mention]:
        """Full names behind a role and what it is of, behind their verb ("قال |مدرب الفريق |سامر حداد")."""
        found, has = [], self.vocabulary.has
        for place in range(2, len(self.pieces) - 1 if self.vocabulary.words.grammar.verb_first else 0):
            role, first = self.pieces[place - 1].low, place + 1
            if not has("reports", self.pieces[place - 2].low) or not (has("persons", role) or has("titles", role)):
                continue
            end = first
            while end < len(self.pieces) and end - first < LONGEST and self._near(end) and self._unknown(end, True):
                end += 1
            closed = end >= len(self.pieces) or not self.pieces[end].low[0].isalpha() or self._ends(end)
            if end - first > 1 and closed and not self._known(self.pieces[first].low):
                found.append(self._mention(first, end, MentionKind.PERSON))
        return found

    def again(self, first: list[Mention]) -> list[Mention]:
        """Words of names that stand elsewhere alone."""
        parts = {word: m for m in reversed(first) for word in m.key.removeprefix("name:").split() if len(word) > FEWEST}
        taken = {p for m in first for p in range(m.span.start, m.span.end)}
        found = []
        for place, piece in enumerate(self.pieces):
            if piece.start in taken or piece.start in self.held or self._known(piece.low):
                continue
            for size in (0, *self._fused(piece.low)):
                meant = parts.get(gazetteer.fold(piece.text[size:])) if _spelt(piece.text[size:]) else None
                if meant is not None:
                    found.append(self._mention(place, place + 1, meant.kind, size))
                    break
        return found

    def _await(self, place: int, before: _Awaited | None) -> _Awaited | None:
        """Whether a name may follow a word."""
        piece, has = self.pieces[place], self.vocabulary.has
        if not piece.low[0].isalpha():  # "رئيس الوزراء، |سامر حداد،"
            titled = before is not None and before.titled  # 'رئيسة تحرير أسبوعية «…» |ميرا دولان'
            kept = titled and (piece.text in MARKS or (piece.text == "," and before is not None and before.ready))
            return before if kept else None
        if piece.start in self.held:
            return before and replace(before, ready=True)
        definite = bool(self.articles) and piece.low.startswith(self.articles)
        person = before is not None and before.kind is MentionKind.PERSON
        body = next((kind for name, kind in BODIES if has(name, piece.low) and not has("persons", piece.low)), None)
        if body is not None:  # "رئيس |شركة": still the person's name
            titled = before is not None and before.titled
            return before and replace(before, ready=True) if titled else _Awaited(body, place, not definite)
        if has("persons", piece.low) or has("titles", piece.low) or piece.low in self._titles:
            short = not _spelt(piece.low)  # 'ד"ר |רות כהן': an abbreviation has no article
            ready = (definite or short) if self.articles else piece.low in self._titles
            return _Awaited(MentionKind.PERSON, place, ready, True)
        if self._speaks(place):
            return _Awaited(MentionKind.PERSON, place, True)
        shows = before is not None and before.place == place - 1 and has("documents", piece.low)
        shows = shows and has("reports", self.pieces[place - 1].low)  # "أظهرت |الصور دمارا واسعا"
        near = person and before is not None and place - before.place <= BEHIND
        goes_on = near and not shows and not self._ends(place)
        return replace(before, ready=before.ready or definite) if before is not None and goes_on else None

    def _speaks(self, place: int) -> bool:
        """Whether the subject of reporting follows a word: a verb whose subject does, or "according to"."""
        low = self.pieces[place].low
        if self.vocabulary.words.grammar.verb_first and self.vocabulary.has("reports", low):
            return True
        lows = [piece.low for piece in self.pieces[max(0, place - 3) : place + 1]]
        return any(
            isinstance(value, Cue) and value.kind == "according" and first + size == len(lows)
            for first in range(len(lows))
            for size, value in self.vocabulary.cues.at(lows, first)
        )

    def _ends(self, place: int) -> bool:
        """Whether no name can follow a word any more."""
        low, has = self.pieces[place].low, self.vocabulary.has
        return any(has(k, low) for k in CLOSED) or (has("prepositions", low) and not has("genitives", low))

    def _run(self, place: int) -> int:
        """One past the last word of a name that may begin at a word; the word itself where none does."""
        end = place
        while end < len(self.pieces) and end - place < LONGEST and (not end > place or self._near(end)):
            low = self.pieces[end].low
            particle = low in self._particles
            behind = end > place and self.pieces[end - 1].low in self._particles
            surname = end > place and bool(self.articles) and low.startswith(self.articles) and not self._known(low)
            listed = end > place and self.pieces[end].start in self.listed
            unknown = self._unknown(end, end > place or self._alone(place))
            if not (particle or behind or surname or listed or unknown):
                break
            end += 1
        while end > place and self.pieces[end - 1].low in self._particles:
            end -= 1
        return end

    def _near(self, place: int) -> bool:
        """Whether only a space parts a word from the one before it."""
        return self.text[self.pieces[place - 1].end : self.pieces[place].start].strip(" -") == ""

    def _alone(self, place: int) -> bool:
        """Whether a word right behind a verb of reporting or a title in the singular is a name, however it ends."""
        low, has = self.pieces[place - 1].low if place else "", self.vocabulary.has
        reports = self.vocabulary.words.grammar.verb_first and has("reports", low)
        definite = bool(self.articles) and low.startswith(self.articles) and has("persons", low)
        full = place + 1 < len(self.pieces) and self._near(place + 1) and self._unknown(place + 1)
        titled = low in self._titles or (definite and full)  # "الطبيب |ياسين منصور"
        return (reports or titled) and not (self._plural and low.endswith(self._plural))

    def _unknown(self, place: int, single: bool = False) -> bool:
        """Whether a word can be a name's: of letters, in no list, without article or, unless `single`, plural."""
        piece = self.pieces[place]
        low = piece.low
        if len(low) < FEWEST or not _spelt(low.replace("'", "").replace("-", "")) or piece.start in self.held:
            return False
        if self.articles and piece.text.startswith(self.articles):
            return False
        return not self._known(low) and (single or not (self._plural and low.endswith(self._plural)))

    def _known(self, low: str) -> bool:
        return low in self._never or self.vocabulary.knows(low)

    def _fused(self, low: str) -> Iterator[int]:
        """Letters of the clitics that may begin a word."""
        clitics = self.vocabulary.clitics
        return (len(c) for c in (*clitics.joints, *clitics.cases) if low.startswith(c)) if clitics else iter(())

    def _mention(self, first: int, end: int, kind: MentionKind, skipped: int = 0) -> Mention:
        span = Span(self.pieces[first].start + skipped, self.pieces[end - 1].end)
        name = self.text[span.start : span.end]
        return Mention(span, kind, f"name:{gazetteer.fold(name)}", name)
