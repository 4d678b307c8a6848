"""Names of the media and bodies that could be cited, and where a report names them.

The inventory is the collection itself: each report's outlet, its short form, its initials; every medium that the name
finder recognised; outlets outside that a link names ("[Meridian Post](https://meridianpost.example/…)") or a credit
abbreviates ("(NPA)", where a text has "Norda Press Agency"). Nothing here knows an outlet by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bukti.derivation import words
from bukti.derivation.addresses import host
from bukti.derivation.prepare import Prepared, normal_name
from bukti.derivation.tokens import fold, tokenise
from bukti.model import MentionKind

STEM = 5  # letters from which an inflected ending may differ
LONGEST = 6  # words of a name that a host spells
SEGMENT = 3  # words of a part of a name ("Press Office, Ministry of Foreign Affairs") that stands for the whole


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A medium named in a report: tokens [start, end), the key it is known by, and the name to show."""

    start: int
    end: int
    key: str
    name: str


@dataclass(slots=True)
class Inventory:
    """Names that can be cited.

    Attributes:
        outlets: key -> places of the reports that this outlet published. aliases: first letters of the first word ->
            (words, key, name). initials: upper-case abbreviation -> (key, name). keys: words of a name -> its keys.
    """

    outlets: dict[str, list[int]] = field(default_factory=dict)
    aliases: dict[str, list[tuple[tuple[str, ...], str, str]]] = field(default_factory=dict)
    initials: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    keys: dict[tuple[str, ...], set[str]] = field(default_factory=dict)


def inventory(prepared: Sequence[Prepared]) -> Inventory:
    """Every outlet of the collection with the ways it may be named; an abbreviation of two outlets names neither."""
    known = media_keys(prepared)
    found = Inventory()
    for normal, known_key in sorted(known.items()):
        found.keys[tuple(normal.split())] = {known_key}
    for place, one in enumerate(prepared):
        name = one.document.report.outlet
        if name and normal_name(name):
            key = known.get(normal_name(name), f"outlet:{normal_name(name)}")
            places = found.outlets.setdefault(key, [])
            if not places:
                _register(found, key, name)
            places.append(place)
    hosts = {host(one.document.report.url or ""): one.document.report.outlet for one in prepared}
    for name, key in sorted({**_abbreviated(prepared), **_linked(prepared)}.items()):
        if not hosts.get(key.removeprefix("host:")) and tokenise(name).forms not in found.keys:
            _register(found, known.get(normal_name(name), key), name)
    return found


def _linked(prepared: Sequence[Prepared]) -> dict[str, str]:
    """Names of outlets in the words of links that lead to them -> key by host."""
    found: dict[str, str] = {}
    for one in prepared:
        for link in one.document.report.links:
            name = hosted(link.text, link.url) if link.span else ""
            if name:
                found.setdefault(name, f"host:{host(link.url)}")
    return found


def hosted(words_of_link: str, url: str) -> str:
    """The name in a link's words that its host spells ("Meridian Post reported", meridianpost.example), or ""."""
    labels = set(host(url).split(".")[:-1])
    found = list(re.finditer(r"[^\W_]+", words_of_link))
    for first in range(len(found)):
        letters = ""
        for last in range(first, min(len(found), first + LONGEST)):
            letters += fold(found[last][0])
            if letters in labels and found[first][0][0].isupper():
                while last + 1 < len(found) and found[last + 1][0][0].isupper():
                    last += 1  # noqa: PLW2901 - the name goes on ("Norda" in norda.example, then "Press Agency")
                return words_of_link[found[first].start() : found[last].end()]
    return ""


def _abbreviated(prepared: Sequence[Prepared]) -> dict[str, str]:
    """Names in the texts whose initials some report credits -> key by initials."""
    credited = {credit.name for one in prepared for credit in one.document.report.credits if credit.name.isupper()}
    names = {mention.name for one in prepared for mention in one.document.mentions}
    return {name: f"credit:{fold(initials(name))}" for name in names if initials(name) in credited}


def initials(name: str) -> str:
    """First letters of the capitalised words of a name; empty for fewer than three."""
    letters = "".join(part[0] for part in re.findall(r"\w+", name) if part[0].isupper())
    return letters if len(letters) >= 3 else ""


def media_keys(prepared: Sequence[Prepared]) -> dict[str, str]:
    """Normal name -> key of every medium that the name finder recognised."""
    keys: dict[str, str] = {}
    for one in prepared:
        for mention in one.document.mentions:
            if mention.kind is MentionKind.MEDIA and not mention.key.startswith("name:"):
                keys.setdefault(normal_name(mention.name), mention.key)
    return keys


def _register(found: Inventory, key: str, name: str) -> None:
    forms = tokenise(name).forms
    generic = set(words.table().generic)
    short = tuple(form for form in forms if form not in generic)
    variants = {forms, short} if short and len(short[0]) >= STEM - 1 else {forms}
    for segment in name.split(","):
        part = tokenise(segment).forms
        if len(part) >= SEGMENT:
            variants.add(part)
    for variant in sorted(variants):
        found.aliases.setdefault(variant[0][:3], []).append((variant, key, name))
        found.keys.setdefault(variant, set()).add(key)
    letters = initials(name)
    if letters and key not in {known for known, _ in found.initials.get(letters, ())}:
        found.initials.setdefault(letters, []).append((key, name))


def named(one: Prepared, names: Inventory) -> tuple[Named, ...]:
    """Every place where a report names a medium, longest name first where two overlap, sorted by place."""
    aliased = set(_aliased(one, names))  # of two names of one length the outlet of the collection is meant
    kept: list[Named] = []
    for item in sorted({*_mentioned(one, names), *aliased}, key=lambda n: (n.start - n.end, n not in aliased, n)):
        if all(item.end <= other.start or other.end <= item.start for other in kept):
            kept.append(item)
    return tuple(sorted(kept))


def _mentioned(one: Prepared, names: Inventory) -> list[Named]:
    """Media that the name finder or the reader recognised."""
    found = []
    for mention in one.document.mentions:
        start, end = one.tokens.inside(mention.span)
        if mention.kind is MentionKind.MEDIA and end > start:
            outlet = f"outlet:{normal_name(mention.name)}"
            key = outlet if outlet in names.outlets else mention.key
            found.append(Named(start, end, key, mention.name))
    return found


def _aliased(one: Prepared, names: Inventory) -> list[Named]:
    """Outlets of the collection, by name, short name, repaired name or initials."""
    text, tokens, found = one.document.report.text, one.tokens, []
    for place, form in enumerate(tokens.forms):
        for variant, key, name in names.aliases.get(form[:3], ()):
            end = place + len(variant)
            if (
                end <= len(tokens)
                and all(map(_alike, variant, tokens.forms[place:end]))
                and _shown(one, place, variant, name)
            ):
                found.append(Named(place, end, key, name))
        owners = names.initials.get(text[tokens.starts[place] : tokens.ends[place]], ())
        if len(owners) == 1:
            found.append(Named(place, place + 1, *owners[0]))
    for damage in one.document.damage:
        start, end = tokens.inside(damage.span)
        repaired = tokenise(damage.repaired).forms
        for variant, key, name in names.aliases.get(repaired[0][:3], ()) if repaired else ():
            if end > start and variant == repaired:
                found.append(Named(start, end, key, name))
    return found


def _shown(one: Prepared, place: int, variant: Sequence[str], name: str) -> bool:
    """Whether the words stand as a name: the first not small, and none small that the name has with a capital."""
    capitals = {fold(word) for word in re.findall(r"\w+", name) if word[0].isupper()} | {variant[0]}
    text, starts = one.document.report.text, one.tokens.starts
    return not any(word in capitals and text[starts[place + n]].islower() for n, word in enumerate(variant))


def _alike(wanted: str, seen: str) -> bool:
    """Equal words, or long ones that differ in an inflected ending of at most three letters."""
    if wanted == seen:
        return True
    shorter = min(len(wanted), len(seen))
    if shorter < STEM or wanted.isascii() != seen.isascii() or (wanted.isascii() and not seen.startswith(wanted)):
        return False
    stem = max(4, len(wanted) - 2)
    return wanted[:stem] == seen[:stem] and abs(len(seen) - len(wanted)) <= 3
