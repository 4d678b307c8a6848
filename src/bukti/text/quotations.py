"""Quotation marks of all scripts, paired in one pass: nested, broken and running over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bukti.model import Quotation, Span
from bukti.text.letters import spelled
from bukti.text.words import CLOSERS, FINAL, MARKS, ONLY_CLOSE, ONLY_OPEN, SINGLE, TITLES

MARK = re.compile("[" + re.escape("".join(sorted(MARKS))) + "]")
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
LAST_WORD = re.compile(r"([^\W_]+)[:،,]?\Z")
BEFORE = 30  # characters before a mark in which the word before it stands
DEEPEST = 5  # quotations with the same marks inside one another that nobody writes
REACH = 500  # characters looked back for a broken quotation's colon, ahead for two closing marks: the pass is linear
SPACED = {"«": "»", "‹": "›"}  # marks that French sets off from their words by spaces
SCARE_WORDS = 3  # words of the longest quotation that can be a title, nickname or scare quote
SCARE_LETTERS = 8  # the same in scripts without spaces
HEBREW = re.compile("[א-ת]{2}")
ACRONYM = frozenset('"”“')  # marks that Hebrew writes inside an acronym as well
DOUBLE = frozenset('"“”„‟＂')  # marks that unspaced scripts are often written with in the wrong direction
PAUSES = frozenset("，。？！")  # full-width, and inside the marks: a quotation that is open ends behind one
HANGUL = re.compile("[가-힣]")  # Korean writes its particles onto a closing mark
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Open:
    """An opening mark that waits for its partner."""

    mark: str
    place: int


def _joined(before: str, after: str) -> bool:
    """Whether a mark stands behind what it closes, for a Korean particle is written onto it ("…,"라고")."""
    return bool(HANGUL.match(after)) and not before.isspace()


class _Paragraph:
    """Pairs the marks of one paragraph; the stack holds a mark at most twice, so work per mark is bounded."""

    def __init__(self, text: str, span: Span, speech: frozenset[str]) -> None:
        self.text = text
        self.span = span
        self.speech = speech
        self.stack: list[_Open] = []
        self.made: list[Quotation] = []

    def read(self) -> list[Quotation]:
        """All quotations of the paragraph, unsorted; an unclosed one is marked `runs_on` for the caller to judge."""
        for match in MARK.finditer(self.text, self.span.start, self.span.end):
            self._mark(match[0], match.start())
        while self.stack:
            self._unclosed(self.stack.pop(), self.span.end, at_end=True)
        return self.made

    def _around(self, place: int) -> tuple[str, str]:
        before = self.text[place - 1] if place > self.span.start else " "
        after = self.text[place + 1] if place + 1 < self.span.end else " "
        return before, after

    def _mark(self, mark: str, place: int) -> None:
        before, after = self._around(place)
        if mark in SINGLE and before.isalnum() and after.isalnum() and not HANGUL.match(after):
            return  # an apostrophe
        if mark in ACRONYM and HEBREW.fullmatch(before + after):
            return  # צה"ל
        opens = mark in ONLY_OPEN or (_edge(before) and not after.isspace())
        opens = opens or (mark in SPACED and _edge(before) and after.isspace()) or self._announced(mark, place, after)
        opens = opens or self._unparted(mark, place, before, after)
        closes = (
            mark in ONLY_CLOSE
            or mark in SPACED.values()
            or (not before.isspace() and not (opens and before not in MARKS | FINAL))
        )
        level = next((i for i in reversed(range(len(self.stack))) if mark in CLOSERS[self.stack[i].mark]), None)
        paused = self._level(DOUBLE) if before in PAUSES and mark in DOUBLE else None
        if paused is not None:
            self._close(paused, place)  # 「…，“他说」: whatever mark stands there
        elif level is not None and (closes or not opens or self._tight(mark) or _joined(before, after)):
            self._close(level, place)
        elif mark in CLOSERS and self._may_open(mark, opens, after):
            self._open(mark, place)
        else:
            self._orphan(mark, place, before, after)

    def _announced(self, mark: str, place: int, after: str) -> bool:
        """Whether a mark that stands as if it closed opens what the word before it tells ("قال" نحن هنا")."""
        if mark not in DOUBLE or not after.isspace() or self._level(DOUBLE) is not None:
            return False
        word = LAST_WORD.search(self.text[max(self.span.start, place - BEFORE) : place].rstrip())
        return word is not None and spelled(word[1]) in self.speech

    def _unparted(self, mark: str, place: int, before: str, after: str) -> bool:
        """Whether a mark without direction opens right behind a word that no space parts from it (发言人"A"否认)."""
        if mark != '"' or not UNSPACED.match(before) or not WORD.match(after) or self._level(DOUBLE) is not None:
            return False
        return self.text.find(mark, place + 1, self.span.end) >= 0

    def _level(self, marks: frozenset[str]) -> int | None:
        """Where in the stack the last of some marks is open."""
        return next((i for i in reversed(range(len(self.stack))) if self.stack[i].mark in marks), None)

    def _tight(self, mark: str) -> bool:
        """Whether this mark only closes here, because its script never opens with it while another is open."""
        return mark in ONLY_CLOSE

    def _may_open(self, mark: str, opens: bool, after: str) -> bool:
        if mark in "'’" and after.isdecimal():
            return False  # '90s
        if mark in "“„«‘‚‹":
            return opens or (mark != "‘" and not after.isspace() and after not in ",.;:!?")
        return opens

    def _open(self, mark: str, place: int) -> None:
        """Open a quotation; one already open with the same mark was broken and ends here, unless both close later."""
        same = [level for level, entry in enumerate(self.stack) if entry.mark == mark]
        if same and (len(same) > 1 or not self._both_close(mark, place)):
            for left in reversed(self.stack[same[0] :]):
                self._unclosed(left, place, at_end=False)
            del self.stack[same[0] :]
        self.stack.append(_Open(mark, place))

    def _both_close(self, mark: str, place: int) -> bool:
        """Whether a mark opens a quotation inside one with the same marks: «… «…» …» in the text around."""
        closers, depth = CLOSERS[mark], 2
        if mark in closers or mark in SINGLE:
            return False
        for match in MARK.finditer(self.text, place + 1, min(self.span.end, place + REACH)):
            depth += (match[0] == mark) - (match[0] in closers)
            if not 0 < depth < DEEPEST:
                return not depth
        return False

    def _close(self, level: int, place: int) -> None:
        for inner in reversed(self.stack[level + 1 :]):
            self._unclosed(inner, place, at_end=False)
        entry = self.stack[level]
        del self.stack[level:]
        self._record(Span(entry.place, place + 1), Span(entry.place + 1, place))

    def _unclosed(self, entry: _Open, end: int, *, at_end: bool) -> None:
        if entry.mark in SINGLE:
            return  # far more often an apostrophe than a quotation
        first = WORD.match(self.text, entry.place + 1, end)
        if first is not None and spelled(first[0]) in self.speech:
            return  # a stray mark before who says what follows (""قال الوزير "نحن هنا"")
        while end > entry.place + 1 and self.text[end - 1].isspace():
            end -= 1
        self._record(Span(entry.place, end), Span(entry.place + 1, end), complete=False, runs_on=at_end)

    def _orphan(self, mark: str, place: int, before: str, after: str) -> None:
        """A closing mark without partner: the quotation began after the last colon, or with the paragraph."""
        if mark in "'’‛" or self.stack or before.isspace() or (mark == '"' and before.isdecimal()):
            return
        if mark == "‘" and not (after.isspace() or after in ",.;:"):
            return
        start = max((q.span.end for q in self.made[-1:]), default=self.span.start)
        colon = self.text.rfind(": ", max(start, place - REACH), place)
        start = colon + 1 if colon >= 0 else start
        while start < place and self.text[start].isspace():
            start += 1
        if self.made and colon < 0:
            start = place  # between two quotations there is no telling where it began
        if start < place:
            self._record(Span(start, place + 1), Span(start, place), complete=False)

    def _record(self, span: Span, content: Span, *, complete: bool = True, runs_on: bool = False) -> None:
        inner = self.text[content.start : content.end]
        content = Span(content.end - len(inner.lstrip()), content.start + len(inner.rstrip()))  # « French spaces »
        if content.start < content.end:
            self.made.append(Quotation(span, content, complete, runs_on, 0, complete and self._scare(span, content)))

    def _scare(self, span: Span, content: Span) -> bool:
        """Too short to be speech: few words, no punctuation at the end, not introduced by a colon."""
        if self.text[span.start] in TITLES:
            return True
        if content.end - content.start > 80:
            return False
        words = self.text[content.start : content.end].strip()
        if not words or words[-1] in FINAL or words[-1] in ",，、،":
            return False
        if self.text[max(0, span.start - 2) : span.start].rstrip()[-1:] in tuple(":："):
            return False
        if UNSPACED.search(words):
            return len(words) <= SCARE_LETTERS
        return len(WORD.findall(words)) <= SCARE_WORDS


def quotations(text: str, paragraphs: Sequence[Span], speech: frozenset[str] = frozenset()) -> tuple[Quotation, ...]:
    """Quotations of a text, sorted by start, outer before inner; any two are nested or apart.

    `speech` holds words that tell of speech (`text.letters.spelled`), which show what a misplaced mark is.

    Time is linear in the text. Apostrophes are no marks. What a missing or wrong mark leaves open is inferred and
    `complete` is False; a quotation left open at the end of a paragraph `runs_on` when the next one reopens it.
    """
    made: list[Quotation] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        for found in _Paragraph(text, paragraph, speech).read():
            goes_on = found.runs_on and following is not None and text[following.start] == text[found.span.start]
            made.append(replace(found, runs_on=goes_on, complete=found.complete or goes_on))
    return _nested(made)


def _nested(made: list[Quotation]) -> tuple[Quotation, ...]:
    """Sorted, with depths."""
    out: list[Quotation] = []
    ends: list[int] = []
    for one in sorted(made, key=lambda q: (q.span.start, -q.span.end)):
        while ends and ends[-1] <= one.span.start:
            ends.pop()
        out.append(replace(one, depth=len(ends)))
        ends.append(one.span.end)
    return tuple(out)


def _edge(char: str) -> bool:
    """Whether an opening mark may follow this character."""
    return char.isspace() or char in "([{—–-:/¿¡،,。，、：（\u200b\ufeff\u200e\u200f" or char in MARKS
