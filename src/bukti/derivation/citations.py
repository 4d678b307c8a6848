"""Explicit citations: links, credits, named media, corrections; resolved to a report or to an origin outside.

"(AFP)", "told Reuters", "menurut Euronews", "по данным ТАСС" and a hyperlink all say where something was taken from.
A name alone does not say from which report: the outlet's report nearest in subject is taken, and none when nothing the
outlet published here shares the subject; the origin is then outside the collection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bukti.derivation import words
from bukti.derivation.addresses import address, host
from bukti.derivation.manner import OPENING, manner
from bukti.derivation.names import Inventory, Named, hosted, named
from bukti.derivation.prepare import Prepared, normal_name
from bukti.derivation.tokens import find, tokenise
from bukti.derivation.unlisted import UNNAMED, beside
from bukti.derivation.weights import CitationWeights
from bukti.model import Credit, Link, SourceKind, Span, Statement

LISTED_KEY = "media:"  # head of the key of a listed outlet
LISTED = 3  # tokens between two names of one list
BESIDE = 5  # tokens beside a source in which what it speaks for stands
RELATED = 0.06  # weighted anchor overlap from which two reports share a subject

Related = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in a report.

    Attributes:
        child: place of the citing report. parent: place of the cited report, or None when it is outside.
        how: `link`, `credit`, `told`, `spoken` (it is quoted as a speaker itself), `named`, `correction`, or `photo`: a
            picture's credit, which says nothing about the text.
        probability: that the child took from it.
        key, name: of the cited outlet. span: where it stands in the child's text, or None.
        through: name of the cited medium that has it from this one ("Y reported, citing X"), or "".
    """

    child: int
    parent: int | None
    how: str
    probability: float
    key: str
    name: str
    span: Span | None
    reason: str
    through: str = ""


@dataclass(frozen=True)
class Resolver:
    """What a citation is resolved against.

    Attributes:
        prepared: all reports. names: outlets. pages: normal address -> place of the report.
        related: subject overlap of two reports, in [0, 1]. weights: probabilities by the way of citing.
    """

    prepared: Sequence[Prepared]
    names: Inventory
    pages: Mapping[str, int]
    related: Related
    weights: CitationWeights

    def report(self, child: int, key: str) -> int | None:
        """The outlet's report that a report of another outlet most likely means, or None."""
        candidates = [place for place in self.names.outlets.get(key, ()) if place != child]
        scored = [(self.related(child, place), place) for place in candidates]
        near = [(score, place) for score, place in scored if score >= RELATED]
        # an outlet follows a story up: what it published later is meant only where it has nothing earlier at all
        if any(_earlier(self.prepared[place], self.prepared[child]) for place in candidates):
            near = [item for item in near if _earlier(self.prepared[item[1]], self.prepared[child])]
        return max(near, key=lambda s: (s[0], -s[1]))[1] if near else None


def pages(prepared: Sequence[Prepared]) -> dict[str, int]:
    """Normal address -> place, for every address that exactly one report has."""
    found: dict[str, set[int]] = {}
    for place, one in enumerate(prepared):
        for url in (one.document.report.url, one.document.report.canonical_url):
            if url and address(url):
                found.setdefault(address(url), set()).add(place)
    return {key: min(places) for key, places in sorted(found.items()) if len(places) == 1}


def _page(url: str, known: Mapping[str, int]) -> int | None:
    """Place of the page that a link leads to; fields that no page here has do not tell pages apart."""
    normal = address(url)
    bare = normal.partition("?")[0]
    return known.get(normal, known.get(bare) if "/" in bare else None)


def cite(child: int, resolver: Resolver, statements: Sequence[Statement]) -> tuple[Citation, ...]:
    """Every citation of one report, the strongest for each cited report or outside outlet.

    Args:
        child: place of the citing report.
        resolver: what to resolve against.
        statements: those of this report; a medium that is a statement's source or stands in its chain is cited.
    """
    found = [*_links(child, resolver), *_names(child, resolver, statements), *_declared(child, resolver)]
    found += _corrections(child, resolver, found)
    best: dict[tuple[int, int | None, str], Citation] = {}
    for citation in found:
        target = (citation.child, citation.parent, "" if citation.parent is not None else citation.key)
        kept = best.get(target)
        if kept is None or citation.probability > kept.probability:
            best[target] = citation
    return tuple(best[target] for target in sorted(best, key=lambda t: (t[0], t[1] is None, t[1] or 0, t[2])))


def _links(child: int, resolver: Resolver) -> list[Citation]:
    found = []
    for link in _links_of(resolver.prepared[child]):
        parent = _page(link.url, resolver.pages)
        if parent is None or parent == child:
            continue
        name = resolver.prepared[parent].document.report.outlet or link.url
        reason = f"It links to {link.url} in its text."
        found.append(Citation(child, parent, "link", resolver.weights.link, "", name, link.span, reason))
    return found


def _furnished(one: Prepared, span: Span) -> bool:
    """Whether a span lies in page furniture."""
    start, end = one.tokens.inside(span)
    return end > start and all(one.skipped[start:end])


@dataclass(frozen=True, slots=True)
class _Seen:
    """A name in a report and how it is cited; `through` is the medium that has it from this one."""

    item: Named
    how: str
    relayed: str
    through: Named | None = None


def _names(child: int, resolver: Resolver, statements: Sequence[Statement]) -> list[Citation]:
    found: list[Citation] = []
    for seen in _chained(resolver.prepared[child], _seen(child, resolver, statements)):
        citation = _resolved(child, resolver, seen.item, seen.how)
        if citation is not None and seen.through is not None:
            citation = _behind(citation, seen.through, resolver)
        found += [citation] if citation is not None else []
    return found


def _seen(child: int, resolver: Resolver, statements: Sequence[Statement]) -> list[_Seen]:
    """Names of other media in a report, outside page furniture, with the way each is cited."""
    one = resolver.prepared[child]
    own = _own_keys(one, resolver.names)
    reader = _reader(one, statements)
    found = []
    how, end = "named", -LISTED - 1
    for item in beside(one, named(one, resolver.names), resolver.names):
        seen = manner(one, item, max(0, end))
        listed = item.start - end <= LISTED and how == "told"  # "told the Post and the Mirror"
        how, end = seen.how, item.end
        if how == "named" and (listed or reader.says(item, resolver.names)) and not seen.barred:
            how = "told"
        speaks = item.key in resolver.names.outlets and reader.speaks(item, one.language)
        how = "spoken" if speaks and how in {"told", "named"} and not seen.barred else how
        if item.key in own:
            how = "named"  # what a report says of its own outlet begins no list of others
        elif not one.skipped[item.start]:
            found.append(_Seen(item, how, seen.relayed))
    return found


def _chained(one: Prepared, seen: Sequence[_Seen]) -> list[_Seen]:
    """The names, those that another medium cites in the same sentence behind it ("Y reported, citing X")."""
    sentence = {place: n for n, (start, end) in enumerate(one.sentences) for place in range(start, end)}
    found = []
    for name in seen:
        mates = [other for other in seen if sentence.get(other.item.start) == sentence.get(name.item.start)]
        above = [other.item for other in mates if other.how == "told" and other.item.key != name.item.key]
        above = [item for item in above if not _relayed(seen, item)] if _relayed(seen, name.item) else []
        near = min(above, key=lambda item: (abs(item.start - name.item.start), item), default=None)
        found.append(replace(name, through=near))
    return found


def _relayed(seen: Sequence[_Seen], item: Named) -> bool:
    """Whether the word for taking over belongs to this name: no other stands between ("citing X, |Y wrote")."""
    place = next(n for n, name in enumerate(seen) if name.item == item)
    if seen[place].relayed == "before":
        return place == 0 or not seen[place - 1].relayed or item.start - seen[place - 1].item.end <= 1
    return seen[place].relayed == "after" and (place + 1 == len(seen) or not seen[place + 1].relayed)


def _behind(citation: Citation, medium: Named, resolver: Resolver) -> Citation:
    """A citation at second hand: of the medium's report where that is here, which then is what cites."""
    between = resolver.report(citation.child, medium.key)
    reason = f"{medium.name} has it from {citation.name}, says a report that cites both. {citation.reason}"
    if between is None or between == citation.parent:
        return replace(citation, through=medium.name, reason=reason)
    return replace(
        citation,
        child=between,
        parent=resolver.report(between, citation.key),
        probability=citation.probability * resolver.weights.told,
        span=None,
        through=medium.name,
        reason=reason,
    )


def _own_keys(one: Prepared, names: Inventory) -> set[str]:
    """Keys under which a report's own outlet is known."""
    report = one.document.report
    own = tokenise(report.outlet or "").forms
    return names.keys.get(own, set()) | {f"outlet:{' '.join(own)}", f"host:{host(report.url or '')}"}


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the reader found in a report.

    Attributes:
        names: normal names of media that are sources or stand between a source and the report. media: tokens of such
            sources. speaking: tokens of bodies that are sources. beside: of all but media, with what stands beside.
    """

    names: frozenset[str]
    media: frozenset[int]
    speaking: frozenset[int]
    beside: frozenset[int]

    def says(self, item: Named, names: Inventory) -> bool:
        """Whether a named medium is a source."""
        known = {key for name in self.names for key in names.keys.get(tuple(name.split()), ())}
        return (
            normal_name(item.name) in self.names
            or item.key in known
            or not self.media.isdisjoint(range(item.start, item.end))
        )

    def speaks(self, item: Named, language: str | None) -> bool:
        """Whether what a named outlet says is quoted: it is the source and no medium, or a body that one speaks for."""
        forms = words.bodies(language)
        parts = [set(tokenise(part).forms) for part in item.name.split(",")]
        if item.start in self.speaking:
            return not item.key.startswith(LISTED_KEY) and not any(part & forms.media for part in parts)
        return item.start in self.beside and any(part & forms.bodies and not part & forms.media for part in parts)


def _reader(one: Prepared, statements: Sequence[Statement]) -> _Reader:
    media = [s for s in statements if s.source_kind is SourceKind.MEDIA]
    names = {normal_name(name) for s in statements for name in s.via}
    names |= {normal_name(s.resolves_to) for s in media if s.resolves_to}
    spans = (one.tokens.inside(span) for s in media for span in s.source)
    places = frozenset(place for start, end in spans for place in range(start, end))
    return _Reader(frozenset(names), places, *_speaking(one, statements))


def _speaking(one: Prepared, statements: Sequence[Statement]) -> tuple[frozenset[int], frozenset[int]]:
    """Tokens of bodies that are sources, and those of any but media with what stands beside ("Ada Brook of the …").

    What they say is not beside them: "records show that the firm sold …" does not quote the firm.
    """
    bodies: set[int] = set()
    beside: set[int] = set()
    for statement in statements:
        if statement.source_kind is SourceKind.MEDIA:
            continue
        said = [one.tokens.inside(span)[0] for span in (*statement.cue, *statement.content)]
        for span in statement.source:
            start, end = one.tokens.inside(span)
            stop = next((last for first, last in one.sentences if first <= start < last), end)
            if statement.source_kind is SourceKind.NAMED_ORGANISATION:
                bodies.update(range(start, end))
            beside.update(range(start, min(stop, end + BESIDE, *(place for place in said if place >= end))))
    return frozenset(bodies), frozenset(beside)


def _resolved(child: int, resolver: Resolver, item: Named, how: str) -> Citation | None:
    one = resolver.prepared[child]
    span = one.tokens.span(item.start, item.end)
    parent = resolver.report(child, item.key)
    if how == "spoken" and parent is not None and not _earlier(resolver.prepared[parent], one):
        return None  # whoever speaks does so more than once: a later statement is another
    sentence = _sentence(one, span)
    base = getattr(resolver.weights, how)
    if parent is not None:
        reason = f"It names {item.name}: “{sentence}”"
        return Citation(child, parent, how, base, item.key, item.name, span, reason)
    if any(resolver.prepared[place].language != one.language for place in resolver.names.outlets.get(item.key, ())):
        return None  # subjects compare poorly across languages: its report here may be meant, or not
    if how == "named":
        linked = any(hosted(link.text, link.url) and link.span and link.span.overlaps(span) for link in _links_of(one))
        if not linked:
            return None
        how, base = "link", resolver.weights.link
    missing = "which it does not name" if item.key.startswith(UNNAMED) else "which has no report here"
    reason = f"It cites {item.name}, {missing}: “{sentence}”"
    return Citation(child, None, how, base * resolver.weights.outside, item.key, item.name, span, reason)


def _sentence(one: Prepared, span: Span) -> str:
    """The words around a name, at most 160 characters, for a reason."""
    text = one.document.report.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - 80)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + 80)
    return re.sub(r"\s+", " ", text[start:end]).strip()


def _links_of(one: Prepared) -> list[Link]:
    """Links in the sentences of a report."""
    return [link for link in one.document.report.links if link.span is not None and not _furnished(one, link.span)]


def _declared(child: int, resolver: Resolver) -> list[Citation]:
    """Credits that the report declares: credit lines, datelines, and an outlet as byline."""
    one = resolver.prepared[child]
    report = one.document.report
    declared = [_credited(child, resolver, credit) for credit in report.credits]
    if report.byline and _keys(resolver.names, report.byline):  # an author's name is no outlet's
        declared.append(_credited(child, resolver, Credit(report.byline, None, f"byline {report.byline}")))
    return [citation for citation in declared if citation is not None]


def _credited(child: int, resolver: Resolver, credit: Credit) -> Citation | None:
    """A credit, to the nearest report of its outlet or else to the outlet outside; None to the report's own outlet."""
    one = resolver.prepared[child]
    name = _bare(credit.name, one.language)
    keys = _keys(resolver.names, name) or [f"credit:{normal_name(name)}"]
    if set(keys) & _own_keys(one, resolver.names) or normal_name(credit.name) == normal_name(
        one.document.report.outlet or ""
    ):
        return None
    resolved = [(key, resolver.report(child, key)) for key in keys]
    key, parent = next((item for item in resolved if item[1] is not None), resolved[0])
    chance = resolver.weights.credit * (1.0 if parent is not None else resolver.weights.outside)
    reason = f"It credits {credit.name} ({credit.words})."
    return Citation(child, parent, "credit", chance, key, credit.name, credit.span, reason)


def _bare(name: str, language: str | None) -> str:
    """A credited name without the words that credit it ("Theo Reuters")."""
    tokens, forms = tokenise(name), words.forms(language)
    form = next((f for f in (*forms.before, *forms.credits) if tokens.forms[: len(f)] == f != tokens.forms), ())
    return name[tokens.starts[len(form)] :] if form else name


def _keys(names: Inventory, name: str) -> list[str]:
    """Keys of the outlets that a declared name stands for, sorted."""
    owners = names.initials.get(name.strip("() "), ())
    return sorted(names.keys.get(tokenise(name).forms, set()) | {key for key, _ in owners if len(owners) == 1})


def _corrections(child: int, resolver: Resolver, found: Sequence[Citation]) -> list[Citation]:
    """What a correction corrects: the report that it links, else the outlet's own report nearest in subject."""
    one = resolver.prepared[child]
    forms = words.forms(one.language).corrections
    head = one.tokens.forms[: OPENING * 2]
    if not any(find(head, form) >= 0 for form in forms):
        return []
    own = sorted(_own_keys(one, resolver.names))
    linked = {c.parent for c in found if c.how == "link"}
    near = {resolver.report(child, key) for key in own} - {None}
    same = {
        place for place in linked | near if place is not None and _outlet(resolver, place) == _outlet(resolver, child)
    }
    reason = "It says that it corrects an earlier report of its own outlet."
    return [
        Citation(child, place, "correction", resolver.weights.correction, own[0], "", None, reason)
        for place in sorted(same & linked or same)
        if _earlier(resolver.prepared[place], one)
    ]


def _outlet(resolver: Resolver, place: int) -> str:
    return normal_name(resolver.prepared[place].document.report.outlet or "")


def _earlier(parent: Prepared, child: Prepared) -> bool:
    """Whether the parent is not known to be later."""
    first, second = parent.document.report.published, child.document.report.published
    return first is None or second is None or first.earliest <= second.latest
