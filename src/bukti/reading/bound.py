"""Which name of its text a description stands for: "the French agency" is AFP's where AFP alone fits.

What a name is and of which country, a list of outlets tells, or its own words, or the text itself beside it ("AFP, a
French news agency,", "the company Ozerka"). A description is bound to the one name that has its class and its country,
and was named before it. It is bound to none where two fit, where a name may fit of which nothing is told, or where
somebody of that class is brought in without a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from bukti import lexicon
from bukti.model import Document, Mention, MentionKind, Span
from bukti.reading.describing import Described, Describing, describing

OUTLETS = {"wire": "agency", "newspaper": "newspaper", "broadcaster": "broadcaster", "site": "site"}
OPEN = frozenset({"site"})  # outlets that may be called otherwise too
SENTENCES = 8  # sentences that a description without a country looks back
NEAR = 3  # sentences that one looks back that nothing points with
GAP = re.compile(r"[\s\"“”„«»‹›「『'‘’]*")  # between a description and the name that it stands before
OPENS = re.compile(r"\s?[(（]\s?")  # between a name and the description in brackets behind it
PARTS = re.compile(r"\s?[,，،]\s(?:\w+\s)?")  # between a name and an apposition with its article
CLOSES = re.compile(r"\s?[,，،.)）。]")
BODIES = (MentionKind.ORGANISATION, MentionKind.MEDIA, MentionKind.OTHER)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a body or a vessel where it stands.

    Attributes:
        kinds: classes that are known of it already. sure: whether it is one of a body or a vessel; what looks like a
            person's or a place's is one only where the text says behind it what it is ("Ozerka, a Russian company,").
    """

    span: Span
    key: str
    name: str
    kinds: frozenset[str] = frozenset()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Bound:
    """A description and the name that it stands for.

    Attributes:
        span: of the description. core: without what points. key, name: of whom it means. rule: `class and country` or
            `class`. reason: one sentence that a reader can check.
    """

    span: Span
    core: Span
    key: str
    name: str
    rule: str
    reason: str


@dataclass(slots=True)
class _Known:
    """What a text and the lists tell of one name, by its places."""

    name: str
    places: list[Span] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)
    listed: bool = False
    sure: bool = False

    def fits(self, one: Described) -> bool:
        return bool(self.classes & one.classes) and (not one.nation or one.nation in self.nations)

    def may(self, one: Described) -> bool:
        """Whether it is not known to be something else."""
        unknown = self.sure and (not self.classes or bool(self.classes & OPEN))
        return unknown and not (one.nation and self.nations and one.nation not in self.nations)


def bound(document: Document) -> tuple[Bound, ...]:
    """The bound descriptions of a document, by place; its names are its mentions."""
    table = describing(document.language.code)
    if table is None:
        return ()
    found = (m for m in document.mentions if m.kind in BODIES or m.key.startswith("name:"))
    return bind(document, [Name(m.span, m.key, m.name, sure=_body(m, table)) for m in found])


def _body(mention: Mention, table: Describing) -> bool:
    """Whether a mention is no person's or place's name; a noun of a body in it tells a body.

    Where every noun has a capital, one word that nothing else is told of is no name yet.
    """
    noun = table.capitals and mention.kind is MentionKind.OTHER and " " not in mention.name
    return (mention.kind in BODIES and not noun) or bool(table.within(mention.name)[0])


def bind(document: Document, names: Sequence[Name]) -> tuple[Bound, ...]:
    """The descriptions of a document that stand for one of the names, by place.

    Args:
        document: with its language and sentences.
        names: of bodies and vessels, by place.
    """
    table = describing(document.language.code)
    if table is None or not names:
        return ()
    text = document.report.text
    found = list(table.find(text))
    names = [name for name in names if not any(one.core.contains(name.span) for one in found)]  # "Agentur" is no name
    found = [one for one in found if not any(one.core.overlaps(name.span) for name in names)]
    known = _known(text, names, table)
    keys = {name.span: key for key, one in known.items() for name in names if name.span in one.places}
    loose = [one for one in found if not _declares(text, one, names, keys, known)]
    _beside(text, names, keys, known, table)
    starts = [sentence.start for sentence in document.sentences]
    made = (_bound(text, one, known, starts, loose) for one in loose if one.definite and one.closed)
    return tuple(one for one in made if one is not None)


def _known(text: str, names: Sequence[Name], table: Describing) -> dict[str, _Known]:
    """The names by key, short ones and acronyms in brackets with the longer one that alone has their words."""
    longer = _longer(names) | _bracketed(text, names)
    known: dict[str, _Known] = {}
    for name in names:
        key = longer.get(name.key, name.key)
        one = known.setdefault(key, _Known(name.name))
        one.places.append(name.span)
        one.classes |= name.kinds
        one.sure |= name.sure
        outlet = _outlets().get(key)
        if outlet is not None:
            one.listed = True
            one.classes.add(OUTLETS[outlet.kind])
            one.nations.add(outlet.country)
            one.told = [f"the list of outlets has {outlet.name} as {OUTLETS[outlet.kind]} of {outlet.country.upper()}"]
            continue
        classes, nations = table.within(name.name)
        one.classes |= classes
        one.nations |= nations
        one.told += [f"its name says so: {name.name}"] if classes or nations else []
    return known


def _longer(names: Sequence[Name]) -> dict[str, str]:
    """Key of a short name -> that of the only longer one that begins or ends with its words."""
    words = {name.key: tuple(name.key.removeprefix("name:").split()) for name in names if name.key.startswith("name:")}
    found = {}
    for key, short in words.items():
        whole = [k for k, w in words.items() if len(w) > len(short) and short in (w[: len(short)], w[-len(short) :])]
        if len(whole) == 1:
            found[key] = whole[0]
    return {key: found.get(whole, whole) for key, whole in found.items()}


def _bracketed(text: str, names: Sequence[Name]) -> dict[str, str]:
    """Key of an acronym -> that of the name that it stands behind in brackets."""
    return {
        short.key: name.key
        for name, short in pairwise(names)
        if short.name.isupper() and short.key != name.key and OPENS.fullmatch(text, name.span.end, short.span.start)
    }


@cache
def _outlets() -> dict[str, lexicon.Outlet]:
    return {outlet.key: outlet for outlet in lexicon.outlets()}


def _declares(
    text: str, one: Described, names: Sequence[Name], keys: dict[Span, str], known: dict[str, _Known]
) -> bool:
    """Whether a description stands beside a name and says what it is; noted then."""
    after = next((n for n in names if n.span.start >= one.span.end), None)
    if (
        after is not None
        and GAP.fullmatch(text, one.span.end, after.span.start)
        and len(text[one.core.start : one.core.end]) > 1
    ):
        if after.sure:
            _note(known[keys[after.span]], one, text)
        return True
    before = next((n for n in reversed(names) if n.span.end <= one.span.start), None)
    gap = text[before.span.end : one.core.start] if before is not None else ""
    if before is None or not CLOSES.match(text, one.span.end):
        return False
    if OPENS.fullmatch(gap) or (one.indefinite and PARTS.fullmatch(gap)):
        _note(known[keys[before.span]], one, text)
        return True
    return False


def _note(name: _Known, one: Described, text: str) -> None:
    if name.listed:
        return  # a list is not put right by a text
    name.classes |= one.classes
    name.nations |= {one.nation} - {""}
    name.told.append(f"the text calls it “{text[one.span.start : one.span.end]}”")


def _beside(
    text: str, names: Sequence[Name], keys: dict[Span, str], known: dict[str, _Known], table: Describing
) -> None:
    """Note the country right beside a name, on the side where its language has it ("Russian |Ozerka Bank")."""
    for match in table.nation.finditer(text) if table.nation else ():
        behind = table.words.behind
        near = next(
            (n for n in names if (match.start() - n.span.end if behind else n.span.start - match.end()) in (0, 1)), None
        )
        if near is not None and known[keys[near.span]].classes and not known[keys[near.span]].listed:
            known[keys[near.span]].nations.add(table.country(match[0]))


def _bound(
    text: str, one: Described, known: dict[str, _Known], starts: Sequence[int], loose: Iterable[Described]
) -> Bound | None:
    """The description with its name, where one alone fits."""
    fitting = [(key, name) for key, name in known.items() if name.fits(one)]
    if len(fitting) != 1:
        return None
    key, name = fitting[0]
    last = max((span.end for span in name.places if span.end <= one.span.start), default=None)
    if last is None or any(_rival(other, one, last) for other in known.values() if other is not name):
        return None
    if any(_newcomer(other, one) for other in loose):
        return None
    back = bisect_right(starts, one.span.start) - bisect_right(starts, last)
    if back > (NEAR if not one.pointed else SENTENCES if not one.nation else len(starts)):
        return None
    rule = "class and country" if one.nation else "class"
    words = text[one.core.start : one.core.end]
    told = "; ".join(dict.fromkeys(name.told))
    return Bound(
        one.span,
        one.core,
        key,
        name.name,
        rule,
        f"{name.name} is the only name of its text that “{words}” fits: {told}.",
    )


def _rival(other: _Known, one: Described, last: int) -> bool:
    """Whether another name, of which too little is known, may be meant.

    Without a country, any such name before; with one, a name of that country, or one that was named since.
    """
    before = [span for span in other.places if span.end <= one.span.start]
    if not before or not other.may(one):
        return False
    return not one.nation or one.nation in other.nations or before[-1].start >= last


def _newcomer(other: Described, one: Described) -> bool:
    """Whether somebody of the class is brought in before without a name ("a French agency")."""
    alike = not (other.nation and one.nation) or other.nation == one.nation
    return other.indefinite and other.span.end <= one.span.start and bool(other.classes & one.classes) and alike
