"""Explicit citations: links, credits, named media, corrections; resolved to a report or to an origin outside.

"(AFP)", "told Reuters", "menurut Euronews", "по данным ТАСС" and a hyperlink all say where something was taken from.
A name alone does not say from which report: the outlet's report nearest in subject is taken, and none when nothing the
outlet published here shares the subject; the origin is then outside the collection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bukti.derivation import words
from bukti.derivation.addresses import address, host
from bukti.derivation.names import Inventory, Named, hosted, named
from bukti.derivation.prepare import Prepared, normal_name
from bukti.derivation.tokens import find, tokenise
from bukti.derivation.weights import CitationWeights
from bukti.model import Credit, Link, SourceKind, Span, Statement

LISTED = 3  # tokens between two names of one list
NEAR = 5  # tokens between a citing word and the name
OPENING = 40  # tokens at the beginning in which an agency in brackets is a credit
RELATED = 0.06  # weighted anchor overlap from which two reports share a subject

Related = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in a report.

    Attributes:
        child: place of the citing report. parent: place of the cited report, or None when it is outside.
        how: `link`, `credit`, `told`, `spoken` (it is quoted as a speaker itself), `named` or `correction`.
        probability: that the child took from it.
        key, name: of the cited outlet. span: where it stands in the child's text, or None.
    """

    child: int
    parent: int | None
    how: str
    probability: float
    key: str
    name: str
    span: Span | None
    reason: str


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
    best: dict[tuple[int | None, str], Citation] = {}
    for citation in found:
        target = (citation.parent, "" if citation.parent is not None else citation.key)
        kept = best.get(target)
        if kept is None or citation.probability > kept.probability:
            best[target] = citation
    return tuple(best[target] for target in sorted(best, key=lambda t: (t[0] is None, t[0] or 0, t[1])))


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


def _names(child: int, resolver: Resolver, statements: Sequence[Statement]) -> list[Citation]:
    one = resolver.prepared[child]
    own = _own_keys(one, resolver.names)
    said, places = _spoken(statements), _speaking(one, statements)
    found = []
    how, end = "named", -LISTED - 1
    for item in named(one, resolver.names):
        listed = how if item.start - end <= LISTED and how == "told" else "named"  # "told the Post and the Mirror"
        how, end = "told" if normal_name(item.name) in said else _how(one, item), item.end
        how = "spoken" if item.start in places and how in {"told", "named"} else how
        how = listed if how == "named" else how
        if item.key in own or one.skipped[item.start]:
            continue
        found.append(_resolved(child, resolver, item, how))
    return [citation for citation in found if citation is not None]


def _own_keys(one: Prepared, names: Inventory) -> set[str]:
    """Keys under which a report's own outlet is known."""
    report = one.document.report
    own = tokenise(report.outlet or "").forms
    return names.keys.get(own, set()) | {f"outlet:{' '.join(own)}", f"host:{host(report.url or '')}"}


def _spoken(statements: Sequence[Statement]) -> set[str]:
    """Normal names of media that the reader found as a source or between a source and the report."""
    found = {normal_name(name) for s in statements for name in s.via}
    return found | {
        normal_name(s.resolves_to) for s in statements if s.source_kind is SourceKind.MEDIA and s.resolves_to
    }


def _speaking(one: Prepared, statements: Sequence[Statement]) -> set[int]:
    """Tokens of sources that are no media, with what stands beside them ("Ada Brook, spokesperson of the …").

    What they say is not beside them: "records show that the firm sold …" does not quote the firm.
    """
    found: set[int] = set()
    for statement in statements:
        if statement.source_kind is SourceKind.MEDIA:
            continue
        said = [one.tokens.inside(span)[0] for span in (*statement.cue, *statement.content)]
        for span in statement.source:
            start, end = one.tokens.inside(span)
            stop = next((last for first, last in one.sentences if first <= start < last), end)
            found.update(range(start, min(stop, end + NEAR, *(place for place in said if place >= end))))
    return found


def _how(one: Prepared, item: Named) -> str:
    """How a name is cited: as a credit, by a citing word near it, or only named."""
    text, tokens = one.document.report.text, one.tokens
    before = text[: tokens.starts[item.start]].rstrip()[-1:]
    after = text[tokens.ends[item.end - 1] :].lstrip()[:1]
    if before in "([—–-/（" and before and after in ")]/）" and after:
        return "credit" if item.end <= OPENING or _closes(one, item) else "told"
    sentence = next(((s, e) for s, e in one.sentences if s <= item.start < e), (item.start, item.end))
    forms = words.forms(one.language)
    left = tokens.forms[max(sentence[0], item.start - NEAR) : item.start]
    right = tokens.forms[item.end : min(sentence[1], item.end + NEAR)]
    if any(find((*left, *right), form) >= 0 for form in forms.credits):
        return "credit"
    told = any(find(left, form) >= 0 for form in forms.before) or any(find(right, form) >= 0 for form in forms.after)
    return "told" if told else "named"


def _closes(one: Prepared, item: Named) -> bool:
    """Whether a name ends a paragraph."""
    return any(start <= item.start and item.end == end for start, end in one.paragraphs)


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
    reason = f"It cites {item.name}, which has no report here: “{sentence}”"
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
    keys = _keys(resolver.names, credit.name) or [f"credit:{normal_name(credit.name)}"]
    if set(keys) & _own_keys(one, resolver.names) or normal_name(credit.name) == normal_name(
        one.document.report.outlet or ""
    ):
        return None
    resolved = [(key, resolver.report(child, key)) for key in keys]
    key, parent = next((item for item in resolved if item[1] is not None), resolved[0])
    chance = resolver.weights.credit * (1.0 if parent is not None else resolver.weights.outside)
    reason = f"It credits {credit.name} ({credit.words})."
    return Citation(child, parent, "credit", chance, key, credit.name, credit.span, reason)


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
