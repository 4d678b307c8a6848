"""Whom a claim is attributed to: sources that get lost, a name, a number or a better basis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bukti.claims import words
from bukti.claims.drift.chain import Change, Hop
from bukti.claims.features import Features
from bukti.derivation.tokens import tokenise
from bukti.model import Basis, Document, SourceKind, Span
from bukti.reading.vocabulary import Cue, vocabulary

NAMED = frozenset({SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION})
UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.IMPERSONAL})
SHOWN = frozenset({Basis.PERCEIVED, Basis.DOCUMENTED})
CITING = frozenset({"according", "postposed", "citing"})
Moved = tuple[str, Features, Features]  # what became of a source, in which statement of a parent, of the child
SEVERITY = {
    "lost": "strengthens",
    "gained": "changes",
    "named": "strengthens",
    "unnamed": "weakens",
    "several": "strengthens",
    "one": "weakens",
    "other": "changes",
    "via-dropped": "strengthens",
}


def attribution(hop: Hop) -> Iterable[Change]:
    """How the sources of the child differ from those of all parents; a source that any parent has is no change.

    What a report says itself, and what it has from its parent by name ("the Daily reports"), has no source here;
    "reportedly" and "is believed" are looked at by `certainty`.
    """
    old, new = ([f for f in said if _sourced(hop, f)] for said in (hop.old, hop.new))
    told = [f for f in new if f.statement.source_kind is not SourceKind.IMPERSONAL]
    if not new:
        changes = _lost(hop, [f for f in old if f.statement.source_kind is not SourceKind.IMPERSONAL])
    elif not old:
        changes = _gained(hop, [f for f in told if f.statement.source_kind is not SourceKind.DOCUMENT])
    else:
        moved = [_moved(hop, f, old) for f in new]
        changes = [row for row in moved if row] if all(moved) else []
    first = {how: (before, after) for how, before, after in reversed(changes)}
    for how in sorted(first):
        yield _change(hop, how, *first[how])
    if not changes:
        yield from _basis(hop)


def _sourced(hop: Hop, f: Features) -> bool:
    """Whether somebody else is its source than the report itself or one that it comes from."""
    if f.statement.source_kind in {SourceKind.NARRATOR, SourceKind.MEDIA}:
        return False
    outlets = [hop.known.documents[report].report.outlet or "" for report in hop.parents]
    known = words.load(f.language)
    return not any(f.speaker & set(known.terms(tokenise(outlet).forms)) for outlet in outlets)


def _lost(hop: Hop, old: Sequence[Features]) -> list[Moved]:
    """Told by somebody in a parent, by nobody in the child."""
    if not old or any(_beside(hop, f, hop.new) for f in old):
        return []
    own = min(hop.new, key=lambda f: f.statement.source_kind is not SourceKind.NARRATOR)
    return [("lost", old[0], own)]


def _gained(hop: Hop, new: Sequence[Features]) -> list[Moved]:
    """Told by somebody in the child, by nobody in the parents; in a translation reading may have missed who."""
    same = {f.language for f in hop.old} == {f.language for f in hop.new}
    return [("gained", hop.old[0], new[0])] if new and same and not any(_beside(hop, f, hop.old) for f in new) else []


def _beside(hop: Hop, told: Features, others: Sequence[Features]) -> bool:
    """Whether other statements seem to have a source that was not read as theirs.

    Words for this source stand in their sentences or the neighbouring ones, or words like "according to" in them.
    """
    for f in others:
        document, known = hop.document(f), words.load(f.language)
        around = [n for n, s in enumerate(document.sentences) if s.overlaps(f.statement.extent)]
        near = document.sentences[max(0, around[0] - 1) : around[-1] + 2] if around else ()
        terms = {term for s in near for term in known.terms(tokenise(document.words(s)).forms)}
        if told.speaker & terms or _cites(document, f):
            return True
    return False


def _cites(document: Document, f: Features) -> bool:
    grammar = vocabulary(f.language or "")
    lows = [piece.low for piece in grammar.pieces(document, f.statement.extent)] if grammar else []
    cues = [cue for n in range(len(lows)) if grammar for _, cue in grammar.cues.at(lows, n)]
    return any(isinstance(cue, Cue) and cue.kind in CITING for cue in cues)


def _moved(hop: Hop, f: Features, old: Sequence[Features]) -> Moved | None:
    """What became of the source of a statement of the child, beside the nearest of the parents'; None for nothing."""
    same = [o for o in old if same_source(o, f)]
    kind = f.statement.source_kind
    if same:
        if all(o.language == f.language and _several(o) != _several(f) for o in same):
            return "several" if _several(f) else "one", same[0], f
        return ("via-dropped", same[0], f) if all(_shorter(hop, o, f) for o in same) else None
    kinds = {o.statement.source_kind for o in old}
    if kind in NAMED and kinds <= UNNAMED:
        return ("named", old[0], f) if _by_name(hop, f) else None
    if kind in UNNAMED and kinds <= NAMED:
        return "unnamed", old[0], f
    both = {kind, *kinds}
    if (both <= NAMED or both <= UNNAMED) and all(o.language == f.language and o.speaker and f.speaker for o in old):
        return "other", old[0], f
    return None


def same_source(a: Features, b: Features) -> bool:
    """Whether two statements can be told by the same; across languages kinds decide where no concept does."""
    kinds = {a.statement.source_kind, b.statement.source_kind}
    if a.speaker & b.speaker or kinds == {SourceKind.NARRATOR}:
        return True
    if a.language != b.language:
        return len(kinds) == 1
    return kinds == {SourceKind.IMPERSONAL}


def _by_name(hop: Hop, f: Features) -> bool:
    """Whether the words of its source hold a name, or what they stand for is one."""
    document, resolved = hop.document(f), f.statement.resolves_to or ""
    names = {m.name for m in document.mentions if any(span.overlaps(m.span) for span in f.statement.source)}
    return bool(names) or any(m.name == resolved for m in document.mentions)


def _several(f: Features) -> bool:
    """Whether more than one person is its source, none of them named."""
    return "plural-source" in f.statement.flags


def _shorter(hop: Hop, old: Features, new: Features) -> bool:
    """Whether the child nowhere names one through whom the parent heard it, the parent itself left aside."""
    text = hop.document(new).report.text.casefold()
    own = hop.document(old).report.outlet
    left_out = [via for via in old.statement.via if via != own and via.casefold() not in text]
    return bool(left_out) and old.language == new.language


def _basis(hop: Hop) -> Iterable[Change]:
    """Seen or documented in the parents, and nothing of that in the child, or the other way round.

    Where the same source tells it on both sides, its verbs carry a basis more or less at will.
    """
    before, after = ([f for f in said if f.statement.basis in SHOWN] for said in (hop.old, hop.new))
    others = hop.new if before else hop.old
    unread = any(same_source(f, o) or f.language != o.language for f in (*before, *after) for o in others)
    if bool(before) != bool(after) and not unread and not _beside(hop, (*before, *after)[0], others):
        old, new = (before or hop.old)[0], (after or hop.new)[0]
        severity = "strengthens" if after else "weakens"
        ends = (hop.end(f, str(f.statement.basis), _place(f)) for f in (old, new))
        yield Change("attribution", "basis", severity, *ends)


def _change(hop: Hop, how: str, old: Features, new: Features) -> Change:
    through = f", via {', '.join(old.statement.via)}" if how == "via-dropped" else ""
    ends = (hop.end(f, f.statement.source_kind + more, _place(f)) for f, more in ((old, through), (new, "")))
    return Change("attribution", how, SEVERITY[how], *ends)


def _place(f: Features) -> Span | None:
    """Where the source stands; the cue where nobody is named ("reportedly")."""
    return next(iter((*f.statement.source, *f.statement.cue)), None)
