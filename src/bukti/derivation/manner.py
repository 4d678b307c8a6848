"""How a report names a medium: as a credit, by a citing word, below a picture, behind another medium, or only so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from bukti.derivation import words
from bukti.derivation.names import Named
from bukti.derivation.prepare import Prepared
from bukti.derivation.words import Form, Forms

NEAR = 5  # tokens between a citing word and the name
UNSPACED_NEAR = 8  # … where every character is a token
WIDE = 3  # … times which the words around it are looked at
LONG = 60  # tokens of a sentence, before and after a name, in which a verb of speech may stand
THING = 2  # tokens between a thing and the medium that it belongs to
INVERTED = 1  # tokens between a verb that stands first and the name
RELAY = 3  # tokens between a word for taking over and the name
OPENING = 40  # tokens at the beginning in which an agency in brackets is a credit
CAPTION = 12  # tokens of a line below a picture
BRACKET = 4  # tokens of a credit in brackets before the name ("with material from")
OPENERS, CLOSERS, BRACKETS = "([（【—–-/", ")]）】/", frozenset("([（【")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a name is cited.

    Attributes:
        how: `credit`, `told`, `photo` or `named`. relayed: `before` or `after`, where a form there says that another
            medium has it from this one, else "".
        barred: the name stands for a thing of the medium, so that it is no source whatever else is said.
    """

    how: str
    relayed: str = ""
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a name in its sentence: tokens before it and after it, with the letters written onto it.

    `bare` are the tokens before it and before a word for a medium ("told the newspaper |Harbour Voice"); `sentence` is
    the whole; `opens` tells that the name stands at its beginning.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    bare: tuple[str, ...]
    sentence: tuple[str, ...]
    opens: bool
    near: int

    def before(self, forms: tuple[Form, ...], near: int | None = None) -> int:
        """Tokens between the name and the end of the nearest of these forms before it, or -1."""
        return _ended(self.left, forms, self.near if near is None else near)

    def after(self, forms: tuple[Form, ...], near: int | None = None) -> int:
        """Tokens between the name and the nearest of these forms after it, or -1."""
        reach, starts = self.near if near is None else near, _by_token(forms, 0)
        for gap, token in enumerate(self.right[: reach + 1]):
            if any(self.right[gap : gap + len(form)] == form for form in starts.get(token, ())):
                return gap
        return -1


def _ended(left: tuple[str, ...], forms: tuple[Form, ...], reach: int) -> int:
    """Tokens after the last occurrence of a form that ends at most so many tokens before the end, or -1."""
    ends = _by_token(forms, -1)
    for gap in range(min(reach + 1, len(left))):
        end = len(left) - gap
        if any(left[max(0, end - len(form)) : end] == form for form in ends.get(left[end - 1], ())):
            return gap
    return -1


@cache
def _by_token(forms: tuple[Form, ...], place: int) -> Mapping[str, tuple[Form, ...]]:
    """The forms by their token at a place: a name has few words around it, and a language many forms."""
    found: dict[str, list[Form]] = {}
    for form in forms:
        found.setdefault(form[place], []).append(form)
    return {token: tuple(several) for token, several in found.items()}


def around(one: Prepared, item: Named, floor: int = 0) -> Around:
    """The tokens of the sentence around a name, none before the token `floor`."""
    first, last = next(((s, e) for s, e in one.sentences if s <= item.start < e), (item.start, item.end))
    near = UNSPACED_NEAR if one.tokens.unspaced > 0.5 else NEAR
    wide = WIDE * near  # a form may be longer than the gap before it
    tokens = one.tokens.forms
    left = (*tokens[max(first, floor, item.start - wide) : item.start], *_glued(item.before))
    right = (*_glued(item.after), *tokens[item.end : max(item.end, min(last, item.end + wide))])
    medium = next((form for form in words.forms(one.language).media if left[-len(form) :] == form), ())
    whole = tokens[max(first, item.start - LONG) : min(last, item.end + LONG)]
    return Around(left, right, left[: len(left) - len(medium)], whole, item.start - first <= near, near)


def _glued(letters: str) -> tuple[str, ...]:
    return (letters,) if letters else ()


def manner(one: Prepared, item: Named, floor: int = 0) -> Manner:
    """How a report cites a name, from the words around it alone; those before `floor` belong to another name."""
    forms, beside = words.forms(one.language), around(one, item, floor)
    bracketed = _bracketed(one, item)
    if _pictured(one, item, forms):
        return Manner("photo")
    if bracketed:
        return Manner("credit" if item.end <= OPENING or _closes(one, item) else "told")
    if _thing(beside, forms):
        return Manner("named", barred=True)
    if max(beside.before(forms.credits), beside.after(forms.credits)) >= 0:
        return Manner("credit")
    near = 1 if _ordinary(one, item) else None
    told = max(beside.before(forms.before, near), beside.after(forms.after, near))
    relayed = "before" if beside.before(forms.relays, RELAY) >= 0 else ""
    relayed = relayed or ("after" if beside.after(forms.relayed, RELAY) >= 0 else "")
    told = max(told, beside.before(forms.after, INVERTED))  # "writes |the Courier", where the verb may stand first
    cited = told >= 0 or relayed or _addressed(one, beside) or _reports(beside, forms)
    return Manner("told" if cited else "named", relayed)


def _addressed(one: Prepared, beside: Around) -> bool:
    """Whether somebody speaks to the medium: a word of direction beside its name, a verb of speech in the sentence."""
    forms = words.forms(one.language)
    if beside.after(forms.towards, 0) < 0 and all(_ended(side, forms.to, 0) for side in (beside.left, beside.bare)):
        return False
    return not words.speech(one.language).isdisjoint(beside.sentence)


def _reports(beside: Around, forms: Forms) -> bool:
    """Whether a name opens a sentence that a verb of reporting ends."""
    return beside.opens and _ended(beside.sentence, forms.final, 0) == 0


def _bracketed(one: Prepared, item: Named) -> bool:
    """Whether a name stands in brackets or dashes, alone or last behind a few words ("(with material from AFP)")."""
    text, starts = one.document.report.text, one.tokens.starts
    after = text[one.tokens.ends[item.end - 1] :].lstrip()[:1]
    if not after or after not in CLOSERS:
        return False
    for place in range(item.start, max(-1, item.start - BRACKET - 1), -1):
        before = text[max(0, starts[place] - 2) : starts[place]].rstrip()[-1:]
        if before and before in (OPENERS if place == item.start else BRACKETS):
            return True
    return False


def _pictured(one: Prepared, item: Named, forms: Forms) -> bool:
    """Whether a name stands in a line or a bracket that a word for a picture opens."""
    first, last = next(((s, e) for s, e in one.paragraphs if s <= item.start < e), (item.start, item.end))
    text, begins = one.document.report.text, one.tokens.starts
    inside = range(max(first, item.start - BRACKET), item.start + 1)
    starts = [place for place in inside if text[max(0, begins[place] - 1) : begins[place]] in BRACKETS]
    starts += [first] if last - first <= CAPTION else []
    tokens = one.tokens.forms
    return any(
        tokens[start : start + len(form)] == form and start + len(form) <= item.start
        for start in starts
        for form in forms.photos
    )


def _thing(beside: Around, forms: Forms) -> bool:
    """Whether a name stands for something of the medium ("the Reuters building"), and no citing word comes between."""
    if beside.after(forms.things, 1) >= 0:
        return True
    bare = replace(beside, left=beside.bare)
    thing = bare.before(forms.things, THING)
    told = (bare.before(forms.before), bare.before(forms.credits))
    return thing >= 0 and not any(0 <= gap < thing for gap in told)


def _ordinary(one: Prepared, item: Named) -> bool:
    """Whether a name may be a common word: one word, with the capital that its sentence gives it."""
    alone = item.end - item.start == 1 and not item.after
    return alone and any(start == item.start for start, _ in one.sentences)


def _closes(one: Prepared, item: Named) -> bool:
    """Whether a name ends a paragraph."""
    return any(start <= item.start and item.end == end for start, end in one.paragraphs)
