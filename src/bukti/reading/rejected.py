"""Claims that a statement names only to reject them: what is denied is the claim's own content, told once."""

from __future__ import annotations

from bukti.model import Stance
from bukti.reading.drafts import Draft, regions
from bukti.reading.phrases import has_finite, is_finite, named_that
from bukti.reading.scene import Scene
from bukti.reading.stance import denied

FRONT = 4  # tokens of a content within which the noun that makes it a claim stands
FEWEST = 2  # tokens of a claim before the "as" that judges it


def rejected(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts with a rejected claim as the content of whoever rejects it, and nobody in particular asserting it.

    "rejected suggestions that P as fantasy", "dismissed reports of N", "said claims that P were false". A claim that
    has an owner ("Moscow's claim that P") stays a statement of its owner as well.
    """
    dropped: set[int] = set()
    spoken: list[Draft] = []
    for draft in drafts:
        place = _claim(scene, draft) if draft.kind in {"forward", "tag"} and len(draft.content) == 1 else None
        if place is None:
            dropped |= {id(n) for n in drafts if draft.stance is Stance.DENIES and _same(n, draft)}
            continue
        told = [n for n in drafts if n.kind == "noun" and n.start == scene.unit.tokens[place].start]
        end = _end(scene, draft, place, told[0].end if told else None)
        content = regions(scene.unit, (place, end))
        if end > place and content:
            spoken += _spoken(scene, draft, end)
            draft.content = content
            draft.stance = Stance.DENIES if draft.stance is Stance.ASSERTS else draft.stance
            dropped |= {id(n) for n in told if n.impersonal}
    denied_ = [d.content for d in drafts if d.stance is Stance.DENIES and d.kind != "noun"]
    dropped |= {id(n) for n in drafts if n.kind == "noun" and n.impersonal and n.content in denied_}
    return [d for d in (*drafts, *spoken) if id(d) not in dropped]


def _same(noun: Draft, draft: Draft) -> bool:
    """Whether a claim without an owner says what its rejection says ("odrzucił |zarzuty, że P")."""
    return noun.kind == "noun" and noun.impersonal and noun.content == draft.content


def _spoken(scene: Scene, draft: Draft, end: int) -> list[Draft]:
    """The speech behind the colon that ends a rejected claim: "dismissed reports of P: “…”"."""
    unit = scene.unit
    if end + 1 >= len(unit.tokens) or unit.tokens[end].text != ":" or not unit.tokens[end + 1].quoted:
        return []
    rest = next((i for i in range(end, len(unit.tokens)) if unit.tokens[i].start >= draft.end), len(unit.tokens))
    content = regions(unit, (end + 1, rest))
    return [Draft(unit.number, "running", content, follows=draft)] if content else []


def _claim(scene: Scene, draft: Draft) -> int | None:
    """First token of what a claim at the front of a content says: behind "reports that", "reports of"."""
    unit, has = scene.unit, scene.vocabulary.has
    first = next(i for i, t in enumerate(unit.tokens) if t.end > draft.start)
    for place in range(first, min(first + FRONT, len(unit.tokens) - 2)):
        link = unit.lows[place + 1]
        that = (
            named_that(unit, scene.vocabulary, place + 1, len(unit.tokens)) if has("claims", unit.lows[place]) else None
        )
        if that is not None:
            return that
        if has("claims", unit.lows[place]) and has("topics", link) and not _single(scene, place):
            return place + 2
        if not unit.tokens[place].word or has_finite(unit, scene.vocabulary, place, place + 1):
            return None
    return None


def _single(scene: Scene, place: int) -> bool:
    """Whether a noun is one document, whose "of" names its author: "the report of the committee"."""
    endings = scene.vocabulary.words.people.plural_endings
    word = scene.unit.lows[place]
    return bool(endings) and scene.vocabulary.has("documents", word) and not word.endswith(endings)


def _end(scene: Scene, draft: Draft, start: int, told: int | None) -> int:
    """One past the last token of a rejected claim; `start` itself when nothing rejects it."""
    unit = scene.unit
    end = next((i for i in range(start, len(unit.tokens)) if unit.tokens[i].start >= draft.end), len(unit.tokens))
    end = next((i for i in range(start, end - 1) if unit.tokens[i].text == ":" and unit.tokens[i + 1].quoted), end)
    if draft.stance is Stance.DENIES or "no-comment" in draft.flags:
        return _unjudged(scene, start, end, told is not None)
    behind = (i for i in range(start + 1, end) if is_finite(unit, scene.vocabulary, i))
    inner = (
        next(behind, end) if told is None else next((i for i in range(start, end) if unit.tokens[i].start >= told), end)
    )
    return inner if denied(unit.lows[inner:end], scene.vocabulary) else start


def _unjudged(scene: Scene, start: int, end: int, clause: bool) -> int:
    """Where a claim ends before what it is rejected as: quoted words, a denial, or anything behind a bare noun."""
    unit, vocabulary = scene.unit, scene.vocabulary
    for place in range(end - 2, start + FEWEST - 1, -1):
        if vocabulary.has("roles", unit.lows[place]):
            judged = unit.tokens[place + 1].quoted or denied(unit.lows[place + 1 : end], vocabulary)
            return place if judged or not clause else end
    return end
