"""Media that no list knows: names beside a word for a medium («газета «Голос причала»»), and media without a name.

Whether such a name is cited the words around it decide (manner.py); one that is only named is nobody's origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bukti.derivation import words
from bukti.derivation.names import Inventory, Named, apart, mentioned
from bukti.derivation.prepare import Prepared, normal_name
from bukti.derivation.words import Form
from bukti.model import Span

UNNAMED = "unnamed:"  # head of the key of a medium without a name, one for each report: nothing says that two are one
WORDS = 6  # capitalised words of a name
QUOTED = re.compile(r"[\"“”„«»‘’'「『《‹]([^\"“”„«»‘’「」『』《》‹›\n]{2,60})[\"“”»«’'」』》›]")


def beside(one: Prepared, known: Sequence[Named], names: Inventory) -> tuple[Named, ...]:
    """The known names of a report with those that no list knows, sorted by place."""
    shaped = (_bare(one, item) for item in mentioned(one, names, listed=False))
    return apart([*known, *_anonymous(one), *_introduced(one), *shaped], len(one.tokens))


def _bare(one: Prepared, item: Named) -> Named:
    """A name without a word for a medium before it ("Portal |Kabar Kuala")."""
    media = words.forms(one.language).media
    form = next((f for f in media if one.tokens.forms[item.start : item.start + len(f)] == f), ())
    start = item.start + len(form)
    return _unlisted(one, start, item.end) if form and start < item.end else item


def _introduced(one: Prepared) -> Iterator[Named]:
    """Names in quotation marks or capitals beside a word for a medium, those in quotation marks first."""
    forms = words.forms(one.language)
    opened, closed = _ends(one, forms.media), _starts(one, forms.named)
    quoted = list(QUOTED.finditer(one.document.report.text))
    for match in quoted:
        start, end = one.tokens.inside(Span(*match.span(1)))
        inner = set(closed) & set(range(start, end)) if one.tokens.unspaced > 0.5 else set()
        if end > start and (start in opened or end in closed or any(closed[place] == end for place in inner)):
            yield _unlisted(one, start, end, match[1].strip())
    runs = [(place, _run(one, place, 1)) for place in sorted(opened)]
    runs += [(_run(one, place - 1, -1) + 1, place) for place in sorted(closed)]
    for start, end in runs:
        if end - start > 1 or (end > start and one.tokens.forms[start] not in words.never(one.language)):
            yield _unlisted(one, start, end)


def _unlisted(one: Prepared, start: int, end: int, name: str = "") -> Named:
    span = one.tokens.span(start, end)
    shown = name or one.document.report.text[span.start : span.end]
    return Named(start, end, f"outlet:{normal_name(shown)}", shown)


def _run(one: Prepared, place: int, step: int) -> int:
    """One past the last capitalised token from a place on, with no mark before it or in between."""
    text, tokens = one.document.report.text, one.tokens
    small = words.particles(one.language)
    first = end = place
    for _ in range(WORDS):
        if not 0 <= place < len(tokens) or not _joined(one, place, step):
            break
        capital = text[tokens.starts[place]].isupper()
        if not capital and (tokens.forms[place] not in small or place == first):
            break
        place += step
        end = place if capital else end
    return end


def _joined(one: Prepared, place: int, step: int) -> bool:
    """Whether nothing but a space or a hyphen stands between a token and the one before it in the run."""
    first, second = sorted((place, place - step))
    if first < 0 or second >= len(one.tokens):
        return False
    return one.document.report.text[one.tokens.ends[first] : one.tokens.starts[second]] in {" ", "-"}


def _ends(one: Prepared, forms: Sequence[Form]) -> set[int]:
    """Tokens right behind a form."""
    return {end for _, end in _found(one, forms)}


def _starts(one: Prepared, forms: Sequence[Form]) -> dict[int, int]:
    """Token that a form begins with -> token behind it."""
    return dict(_found(one, forms))


def _anonymous(one: Prepared) -> Iterator[Named]:
    """Media without a name."""
    key = f"{UNNAMED}{one.id}"
    for start, end in _found(one, words.forms(one.language).unnamed):
        span = one.tokens.span(start, end)
        yield Named(start, end, key, one.document.report.text[span.start : span.end])


def _found(one: Prepared, forms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    """Every occurrence of the forms, the longest at each token."""
    heads = _heads(tuple(forms))
    for place, token in enumerate(one.tokens.forms):
        for form in heads.get(token, ()):
            if one.tokens.forms[place : place + len(form)] == form:
                yield place, place + len(form)
                break


@cache
def _heads(forms: tuple[Form, ...]) -> Mapping[str, tuple[Form, ...]]:
    """First token -> forms that begin with it, longest first."""
    found: dict[str, list[Form]] = {}
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        found.setdefault(form[0], []).append(form)
    return {head: tuple(several) for head, several in found.items()}
