"""Names of the media and bodies that could be cited, and where a report names them.

The inventory is the collection itself: each report's outlet, its short form, its initials; every medium that the name
finder recognised or resources/outlets.yml lists; outlets outside that a link names
("[Meridian Post](https://meridianpost.example/…)") or a credit abbreviates ("(NPA)", where a text has "Norda Press
Agency"). What no list knows is read from the words around it (unlisted.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from bukti import lexicon
from bukti.derivation import words
from bukti.derivation.addresses import host
from bukti.derivation.prepare import Prepared, normal_name
from bukti.derivation.tokens import fold, tokenise
from bukti.model import MentionKind, Span

STEM = 5  # letters from which an inflected ending may differ
LONGEST = 6  # words of a name that a host spells
HEAD = 3  # letters by which names are looked up
SECOND = 2  # letters that the second word of a name has in all its forms
GLUED = 4  # letters of an article or a particle that a text writes onto a name
LEAST = 3  # letters of a name that the name finder knows by its shape alone
SHORT = 3  # letters of an abbreviation that must stand in capitals
CLITICS = re.compile(r"[وفبلكהבלמושכ]{1,2}")
HANGUL = re.compile(r"[가-힣]+")  # particles are written onto names of any script
SEGMENT = 3  # words of a part of a name ("Press Office, Ministry of Foreign Affairs") that stands for the whole

Alias = tuple[tuple[str, ...], str, str]


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A medium named in a report: tokens [start, end), the key it is known by, and the name to show.

    `before` and `after` are folded letters that the text writes onto the name ("l'AFP", "لرويترز", "로이터에").
    """

    start: int
    end: int
    key: str
    name: str
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Inventory:
    """Names that can be cited.

    Attributes:
        outlets: key -> places of the reports that this outlet published. aliases: first letters of the first word ->
            (words, key, name). initials: upper-case abbreviation -> (key, name). keys: words of a name -> its keys.
        begun: word of a text -> what follows it in the names that it may begin, filled as words are met.
    """

    outlets: dict[str, list[int]] = field(default_factory=dict)
    aliases: dict[str, list[Alias]] = field(default_factory=dict)
    initials: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    keys: dict[tuple[str, ...], set[str]] = field(default_factory=dict)
    begun: dict[str, dict[str, list[Alias]]] = field(default_factory=dict)

    def beginning(self, word: str, after: str) -> Iterator[Alias]:
        """Names whose first word a word may be and whose second, if any, begins like the word after it."""
        found = self.begun.get(word)
        if found is None:
            found = self.begun[word] = {}
            for alias in self.aliases.get(word[:HEAD], ()):
                if _ending(alias[0][0], word) is not None:
                    found.setdefault(alias[0][1][:SECOND] if len(alias[0]) > 1 else "", []).append(alias)
        for second in dict.fromkeys(("", after[:SECOND])) if found else ():
            yield from found.get(second, ())


def inventory(prepared: Sequence[Prepared]) -> Inventory:
    """Every outlet of the collection with the ways it may be named; an abbreviation of two outlets names neither."""
    listed = _listed()
    known = {**media_keys(prepared), **listed.names}
    found = Inventory()
    for normal, known_key in sorted(known.items()):
        found.keys[tuple(normal.split())] = {known_key}
    for place, one in enumerate(prepared):
        name = one.document.report.outlet
        if name and normal_name(name):
            domain = listed.domains.get(host(one.document.report.url or ""))
            key = known.get(normal_name(name)) or domain or f"outlet:{normal_name(name)}"
            places = found.outlets.setdefault(key, [])
            if not places:
                _register(found, key, name)
            places.append(place)
    for name, key in listed.written:
        _alias(found, tokenise(name).forms, key, name)
    hosts = {host(one.document.report.url or ""): one.document.report.outlet for one in prepared}
    for name, key in sorted({**_abbreviated(prepared), **_linked(prepared)}.items()):
        if not hosts.get(key.removeprefix("host:")) and tokenise(name).forms not in found.keys:
            _register(found, known.get(normal_name(name), key), name)
    return found


@dataclass(frozen=True, slots=True)
class _List:
    """The listed outlets: normal name -> key, domain -> key, key -> shown name, and (name, key) of each spelling."""

    names: dict[str, str]
    domains: dict[str, str]
    shown: dict[str, str]
    written: tuple[tuple[str, str], ...]


@cache
def _listed() -> _List:
    outlets = lexicon.outlets()
    written = [(name, outlet.key) for outlet in outlets for name in outlet.names if normal_name(name)]
    names = {normal_name(name): key for name, key in reversed(written)}
    domains = {domain: outlet.key for outlet in outlets for domain in outlet.domains}
    return _List(names, domains, {outlet.key: outlet.name for outlet in outlets}, tuple(sorted(written)))


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
        _alias(found, variant, key, name)
        found.keys.setdefault(variant, set()).add(key)
    letters = initials(name)
    if letters and key not in {known for known, _ in found.initials.get(letters, ())}:
        found.initials.setdefault(letters, []).append((key, name))


def _alias(found: Inventory, variant: tuple[str, ...], key: str, name: str) -> None:
    found.aliases.setdefault(variant[0][:HEAD], []).append((variant, key, name))


def named(one: Prepared, names: Inventory) -> tuple[Named, ...]:
    """Every place where a report names an outlet of the inventory, the longest name where two overlap, by place.

    A listed outlet has one name, however the text writes it.
    """
    shown = _listed().shown
    found = sorted(
        {
            replace(n, name=shown.get(n.key, n.name))
            for n in (*mentioned(one, names, listed=True), *_aliased(one, names))
        },
        key=lambda n: (n.start - n.end, n.key not in names.outlets, n),
    )
    return apart(found, len(one.tokens))


def apart(found: Iterable[Named], tokens: int) -> tuple[Named, ...]:
    """Those of the names that overlap none before them, sorted by place."""
    taken = bytearray(tokens)
    kept = []
    for item in found:
        if not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            kept.append(item)
    return tuple(sorted(kept))


def mentioned(one: Prepared, names: Inventory, *, listed: bool) -> list[Named]:
    """Media that the name finder recognised: those that are listed, or those that it took for media by their shape."""
    found = []
    for mention in one.document.mentions:
        if mention.kind is not MentionKind.MEDIA or mention.key.startswith("name:") == listed:
            continue
        item = spot(one, mention.span, mention.key, mention.name)
        if item is not None and (listed or len(item.name) >= LEAST):
            keys = names.keys.get(tokenise(item.name).forms, set())
            outlet = f"outlet:{normal_name(item.name)}"
            found.append(replace(item, key=min(keys) if len(keys) == 1 else item.key if listed else outlet))
    return found


def spot(one: Prepared, span: Span, key: str, name: str) -> Named | None:
    """A name at a place of the text, which may be written into longer words; None where nothing but a part is left."""
    tokens, text = one.tokens, one.document.report.text
    start = bisect_right(tokens.ends, span.start)
    end = bisect_left(tokens.starts, span.end)
    if start >= end:
        return None
    before, after = text[tokens.starts[start] : span.start], text[span.end : tokens.ends[end - 1]]
    if max(len(before), len(after)) > GLUED:
        return None
    return Named(start, end, key, name, fold(before).rstrip("'"), fold(after).strip("'"))


def _aliased(one: Prepared, names: Inventory) -> list[Named]:
    """Outlets of the collection and of the list, by name, short name, repaired name or initials."""
    text, tokens, found = one.document.report.text, one.tokens, []
    for place, form in enumerate(tokens.forms):
        after = tokens.forms[place + 1] if place + 1 < len(tokens) else ""
        for skip in _heads(form):
            for alias in names.beginning(form[skip:], after):
                item = _written(one, place, skip, alias)
                if item is not None:
                    found.append(item)
        owners = names.initials.get(text[tokens.starts[place] : tokens.ends[place]], ())
        if len(owners) == 1:
            found.append(Named(place, place + 1, *owners[0]))
    for damage in one.document.damage:
        start, end = tokens.inside(damage.span)
        repaired = tokenise(damage.repaired).forms
        for variant, key, name in names.aliases.get(repaired[0][:HEAD], ()) if repaired else ():
            if end > start and variant == repaired:
                found.append(Named(start, end, key, name))
    return found


def _heads(form: str) -> tuple[int, ...]:
    """Letters after which a name may begin in a token: none, an article with its apostrophe, Semitic prepositions."""
    if form.isascii():
        cut = form.find("'") + 1
        return (0, cut) if 0 < cut <= GLUED + 3 else (0,)
    clitics = CLITICS.match(form)
    return tuple(range(clitics.end() + 1)) if clitics else (0, form.find("'") + 1) if "'" in form[:8] else (0,)


def _written(one: Prepared, place: int, skip: int, alias: Alias) -> Named | None:
    """The name where it stands from a token on, some letters skipped; its last word may have an ending."""
    variant, key, name = alias
    end = place + len(variant)
    seen = (one.tokens.forms[place][skip:], *one.tokens.forms[place + 1 : end])
    if end > len(one.tokens) or not all(map(_alike, variant[:-1], seen[:-1])):
        return None
    ending = _ending(variant[-1], seen[-1])
    if ending is None or not _shown(one, place, skip, (variant, name)):
        return None
    return Named(place, end, key, name, one.tokens.forms[place][:skip].rstrip("'"), ending)


def _shown(one: Prepared, place: int, skip: int, alias: tuple[Sequence[str], str]) -> bool:
    """Whether the words stand as a name: the first not small, none small that the name has with a capital.

    A short abbreviation must stand in capitals: "Nos" is a word of many languages, NOS is a broadcaster.
    """
    variant, name = alias
    text, starts, ends = one.document.report.text, one.tokens.starts, one.tokens.ends
    if name.isupper() and len(name) <= SHORT and not text[starts[place] + skip : ends[place]].startswith(name):
        return False
    capitals = {fold(word) for word in re.findall(r"\w+", name) if word[0].isupper()} | {variant[0]}
    return not any(
        word in capitals and text[starts[place + n] + (skip if n == 0 else 0)].islower()
        for n, word in enumerate(variant)
    )


def _alike(wanted: str, seen: str) -> bool:
    return _ending(wanted, seen) is not None


@lru_cache(maxsize=1 << 16)
def _ending(wanted: str, seen: str) -> str | None:
    """Letters behind a word that stand for themselves ("'a", "에"), "" for other endings; None for another word."""
    stem, mark, rest = seen.partition("'")
    if mark and "'" not in wanted and len(stem) > 1:
        return rest if _ending(wanted, stem) is not None else None
    if wanted == seen:
        return ""
    rest = seen.removeprefix(wanted)
    if rest != seen and len(wanted) > 1 and len(rest) <= GLUED and HANGUL.fullmatch(rest):
        return rest
    shorter = min(len(wanted), len(seen))
    if shorter < STEM or wanted.isascii() != seen.isascii() or (wanted.isascii() and not seen.startswith(wanted)):
        return None
    stem = wanted[: max(4, len(wanted) - 2)]
    return "" if seen.startswith(stem) and abs(len(seen) - len(wanted)) <= 3 else None
