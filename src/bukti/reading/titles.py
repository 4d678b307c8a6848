"""Names in quotation marks beside what bears them: "газета «Вести»", "منظمة «أطباء بلا حدود»"; they are no speech."""

from __future__ import annotations

from bukti.reading.units import CLOSING, OPENING, TITLE, Unit
from bukti.reading.vocabulary import Vocabulary

BESIDE = 3  # words before such a name, its bearer among them ("agence de presse « X »")


def before_title(unit: Unit, vocabulary: Vocabulary, end: int, limit: int) -> int:
    """Where a name in quotation marks begins that ends before a token ("газета |«Вести» пишет"); without one, there."""
    opening = _opening(unit, end, limit)
    if opening is None:
        return end
    return opening if unit.tokens[opening + 1].capital or _borne(unit, vocabulary, opening) else end


def before_late_time(unit: Unit, vocabulary: Vocabulary, end: int, limit: int) -> int:
    """Where a subject in quotation marks ends before the time of its verb ("Фирма «Мирель» |в пятницу| отвергла")."""
    place = end
    while place > limit and vocabulary.has("times", unit.lows[place - 1]):
        place -= 1
    if place == end:
        return end
    place -= place > limit and vocabulary.has("prepositions", unit.lows[place - 1])
    return place if _opening(unit, place, limit) is not None else end


def behind_title(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a name in quotation marks and what bears it stand before a token."""
    opening = _opening(unit, place, 0)
    return opening is not None and _borne(unit, vocabulary, opening)


def _opening(unit: Unit, end: int, limit: int) -> int | None:
    """The mark that opens the quoted words, no speech, that end before a token; None where they are no name."""
    last = unit.tokens[end - 1] if end > limit else None
    if last is None or last.speech >= 0 or not last.quoted or last.text not in CLOSING:
        return None
    inside = range(end - 2, max(limit, end - TITLE) - 1, -1)
    return next((place for place in inside if unit.tokens[place].text in OPENING and unit.tokens[place].quoted), None)


def past_title(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int:
    """One past a name in quotation marks that begins at a token behind its bearer; without one, there."""
    token = unit.tokens[place]
    if token.speech >= 0 or not token.quoted or token.text not in OPENING or not place:
        return place
    named = place + 1 < ceiling and unit.tokens[place + 1].capital
    governed = any(vocabulary.has(kind, unit.lows[place - 1]) for kind in ("prepositions", "determiners"))
    if not (named and governed) and not _borne(unit, vocabulary, place):  # "the captain of the |“Lady Ann”"
        return place
    inside = range(place + 1, min(ceiling, place + TITLE))
    end = next((i for i in inside if unit.tokens[i].text in CLOSING), place)
    return end + 1 if end > place + 1 else place


def _borne(unit: Unit, vocabulary: Vocabulary, opening: int) -> bool:
    """Whether what bears a name stands right before its quotation mark, with no verb between them."""
    for place in range(opening - 1, max(-1, opening - 1 - BESIDE), -1):
        if not unit.tokens[place].word or vocabulary.has("reporting", unit.lows[place]):
            return False
        if vocabulary.bears(unit.lows[place]):
            return True
    return False
