"""Which statements put a proposition forward; headings, notices, scraps and silence do not.

Nothing is lost: what is left out of the claims stays among the statements. The signals are general: words repeated at
the edge of reports that have nothing else in common, no finite verb, too few words that say something, a clause that
is broken off, somebody who says that nothing was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from bukti.claims import words
from bukti.claims.features import ELLIPTIC, READ, Features
from bukti.derivation.tokens import tokenise
from bukti.model import DerivationKind, Document, Form, Lineage, SourceKind, Span, Stance

Run = tuple[str, str, str]  # words that stand behind one another and are looked up elsewhere …
RUN = 3  # … and how many these are
EDGE = 3  # paragraphs at each end of a report where headers and notices stand
STRANGERS = 3  # reports that do not derive from each other and share a run
REPEATED = 0.5  # part of a paragraph's words in such runs that makes it a notice
ENDS = frozenset(".!?…。！？؟")
FULL = 8  # words from which a sentence without a known verb is believed to have one


def leftover(features: Sequence[Features], documents: Sequence[Document], lineage: Lineage) -> frozenset[str]:
    """Ids of the statements that put no proposition forward."""
    notices = _notices(documents, lineage)
    texts = {d.report.id: d.report.text for d in documents}
    found = set()
    for f in features:
        report = f.statement.report
        own = f.statement.source_kind is SourceKind.NARRATOR
        noticed = own and any(span.contains(f.statement.extent) for span in notices.get(report, ()))
        if noticed or _scrap(f, texts[report], own=own) or _silent(f, texts[report]):
            found.add(f.statement.id)
    return frozenset(found)


def _silent(f: Features, text: str) -> bool:
    """Whether the statement is that nothing was said or checked; a clause joined to another says more.

    What looks denied may be "neither confirmed nor denied": there all words from the source on are looked at.
    """
    known = words.load(f.language)
    if f.statement.stance is Stance.DENIES and f.cued:
        spans = (*f.statement.source, *f.statement.cue, *f.statement.content)
        forms = tokenise(text[min(s.start for s in spans) : max(s.end for s in spans)]).forms
        hushed = known.silent(forms)
        return hushed is not None and f.cued[-1] in forms[slice(*hushed)]
    forms = (*f.cued, *f.tokens)
    found = known.silent(forms)
    return found is not None and not known.joints & set(forms[max(0, found[0] - 1) : found[0]])


def _scrap(f: Features, text: str, *, own: bool) -> bool:
    """Whether the words are no sentence or clause that says something."""
    known = words.load(f.language)
    bare = f.text.strip("“”«»„\"'‘’() ")
    end = bare[-1:] if bare[-1:] in ENDS else text[f.statement.extent.end : f.statement.extent.end + 1]
    if not f.tokens or end == "?" or (f.tokens[-1] in known.broken and end not in ENDS):
        return True
    if f.statement.stance is Stance.DENIES:
        # "any involvement" says what is denied only together with its claim; a name says who is contradicted, not what
        return bool(f.names) and not f.terms
    if own and end == ",":
        return True  # the setting of what somebody says: "Speaking on condition of anonymity, …"
    if bare[:1].islower() and _leans(f, own=own):
        return True
    said = len(f.terms) + len(f.names) + len(f.counts)
    if f.verbal:
        return said < ELLIPTIC - 1
    counted = any(count.unit for count in f.counts)  # "Dua pelaut hilang.": short, but about somebody
    return said < ELLIPTIC - counted or (own and not ((counted or len(f.tokens) >= FULL) and end in ENDS))


def _leans(f: Features, *, own: bool) -> bool:
    """Whether words that open no sentence lean on what stands before them.

    A report's own words begin so when they are what is left beside an attribution ("owned by the firm", "spokesman of
    the firm"); a clause of their own begins with a small word ("while the army advanced"). What somebody else says may
    begin with an article or with when and where it was.
    """
    known = words.load(f.language)
    if f.tokens[0] in known.leaning or (f.tokens[0] in known.leaning_bare and (own or not f.verbal)):
        return f.statement.form is not Form.DIRECT
    return own and known.known and known.term(f.tokens[0]) is not None


def _notices(documents: Sequence[Document], lineage: Lineage) -> Mapping[str, Sequence[Span]]:
    """Paragraphs at the edges of reports that mostly repeat what reports without kinship to them say there."""
    kin = _kin([d.report.id for d in documents], lineage)
    edges = {d.report.id: _edge_paragraphs(d) for d in documents}
    told: dict[str, set[Run]] = {}
    for report, paragraphs in edges.items():
        told.setdefault(kin[report], set()).update(*(runs for _, _, runs in paragraphs))
    spread = Counter(chain.from_iterable(told.values()))
    common = {run for run, families in spread.items() if families >= STRANGERS}
    return {
        report: [span for span, size, runs in paragraphs if _covered(size, runs, common) >= REPEATED]
        for report, paragraphs in edges.items()
    }


@lru_cache(maxsize=READ)
def _edge_paragraphs(document: Document) -> list[tuple[Span, int, list[Run]]]:
    """The paragraphs at the edges of a report, each with the number of its words and its runs."""
    spans = document.paragraphs
    if len(spans) < EDGE:
        return []  # a report of one sentence has no header and no footer
    chosen = spans if len(spans) <= 2 * EDGE else (*spans[:EDGE], *spans[-EDGE:])
    forms = [(span, tokenise(document.words(span)).forms) for span in chosen]
    return [(span, len(own), [*zip(own, own[1:], own[2:], strict=False)]) for span, own in forms]


def _covered(size: int, runs: Sequence[Run], common: set[Run]) -> float:
    """Part of the words that lie in common runs, in [0, 1]."""
    if common.isdisjoint(runs):
        return 0.0
    return len({place + n for place, run in enumerate(runs) if run in common for n in range(RUN)}) / size


def _kin(reports: Sequence[str], lineage: Lineage) -> Mapping[str, str]:
    """A representative for each report of those that it shares words with by derivation."""
    kin = {report: report for report in reports}
    ties: dict[str, list[str]] = {}
    for edge in lineage.edges:
        if edge.kind is not DerivationKind.CITATION and edge.child in kin:
            ties.setdefault(edge.parent, [edge.parent] if edge.parent in kin else []).append(edge.child)
    changed = True
    while changed:
        changed = False
        for group in ties.values():
            for a, b in pairwise(group):
                least = min(kin[a], kin[b])
                changed = changed or kin[a] != kin[b]
                kin[a] = kin[b] = least
    return kin
