"""Every name of a document as it stands there: what it names, its base form, and which other name it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bukti.entities import acronyms, named
from bukti.entities.acronyms import Link
from bukti.entities.gazetteer import fold
from bukti.entities.named import Named
from bukti.entities.signs import GUESSED, NOUN
from bukti.entities.types import OF_MENTION, NameType, Occurrence, short
from bukti.model import Document, Join, Mention

REPAIRED = frozenset({"calque", "lost-space"})
OF_LIST = ("org:", "media:")  # names that a list knows whole
DOT = re.compile("[·・‧•]")  # between the parts of a name in Han letters and kana
COVERED = 0.5  # share of a longer name that a list's name must be to stand for it ("Amnesti Internasional |Ukraina")


def find(document: Document) -> tuple[tuple[Occurrence, ...], tuple[Link, ...]]:
    """The names of a document whose mentions are there, by place; and which of them stand for others of it.

    A name that was repaired, or that a list knows, is taken from the mentions; every other as its type was told.
    """
    names = named.find(document)
    chosen = [m for m in document.mentions if _repaired(document, m) or _known(m, names)]
    kept = [one for one in names if not any(one.span.overlaps(m.span) for m in chosen)]
    taken = [*(one.span for one in kept), *(m.span for m in chosen)]
    chosen += [m for m in document.mentions if not m.key.startswith("name:") and not any(map(m.span.overlaps, taken))]
    found = [_named(document, one) for one in kept] + [_mention(document, one) for one in chosen]
    found = acronyms.whole(document.report.text, sorted(found, key=lambda one: one.span))
    found = [one for one in found if not _generic(one)]
    links = (*acronyms.find(document.report.text, found), *_short(found))
    targets = {key: target for key, _, target in links if key != target}
    return tuple(_moved(one, targets) for one in found), links


def _generic(one: Occurrence) -> bool:
    """Whether a name is the noun of a body alone ("Council"), which names any."""
    return not one.listed and " " not in one.base and one.reasons[:1] == (NOUN,)


def _repaired(document: Document, mention: Mention) -> bool:
    return any(one.kind in REPAIRED and one.span.overlaps(mention.span) for one in document.damage)


def _known(mention: Mention, names: Sequence[Named]) -> bool:
    """Whether a list knows most of what was taken for a name without one."""
    if not mention.key.startswith(OF_LIST):
        return False
    over = [one for one in names if one.span.overlaps(mention.span)]
    size = sum(one.span.end - one.span.start for one in over)
    unknown = all(one.key.startswith("name:") for one in over)
    return unknown and mention.span.end - mention.span.start >= COVERED * size


def _named(document: Document, one: Named) -> Occurrence:
    """A name with its kind, but for a kind that only its number of words tells."""
    told = tuple(reason for reason in one.reasons if reason not in GUESSED)
    kind = one.kind if told else NameType.OTHER
    return Occurrence(document.report.id, one.span, document.words(one.span), one.key, kind, one.base, told)


def _mention(document: Document, one: Mention) -> Occurrence:
    told = "Its words were repaired." if one.key.startswith("name:") else "A list has the name."
    words = document.words(one.span)
    return Occurrence(document.report.id, one.span, words, one.key, OF_MENTION[one.kind], one.name, (told,))


def _short(found: Sequence[Occurrence]) -> list[Link]:
    """Single words that are the first or last of one longer name of the document; of two they stand for neither."""
    whole: dict[str, dict[str, Occurrence]] = {}
    for one in found:
        for word in short(_words(one), one.kind):
            whole.setdefault(word, {})[one.key] = one
    made = []
    for one in found:
        names = whole.get(one.key.removeprefix("name:"), {})
        place = one.kind is NameType.PLACE and all(other.kind is not NameType.PLACE for other in names.values())
        if len(names) == 1 and not place:  # "in |Wasilla|" is not the Wasilla Police Department
            (key,) = names
            reason = f"The only name of its report that has {one.base} in its place."
            made.append((one.key, Join(one.base, names[key].base, "short", 1.0, reason), key))
    return made


def _words(one: Occurrence) -> list[str]:
    """The words of a name's key; of one whose parts a dot shows its parts ("津克" of "莱恩·津克")."""
    parts = [fold(part) for part in DOT.split(one.base)]
    return parts if len(parts) > 1 and one.key == f"name:{fold(one.base)}" else one.key.removeprefix("name:").split()


def _moved(one: Occurrence, targets: dict[str, str]) -> Occurrence:
    """A name under the key of the one that it stands for, whose kind tells what it is."""
    return replace(one, key=targets[one.key], kind=NameType.OTHER) if one.key in targets else one
