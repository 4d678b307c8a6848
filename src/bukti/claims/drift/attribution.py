"""Whom a claim is attributed to: sources that get lost, a name, a number or a better basis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bukti.claims import words
from bukti.claims.drift.chain import Change, Hop
from bukti.claims.features import Features
from bukti.derivation.tokens import tokenise
from bukti.model import Basis, SourceKind, Span

NAMED = frozenset({SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION})
UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.IMPERSONAL})
SHOWN = frozenset({Basis.PERCEIVED, Basis.DOCUMENTED})
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
    if not told and not any(f.statement.source_kind is SourceKind.IMPERSONAL for f in new):
        lost = [f for f in old if f.statement.source_kind is not SourceKind.IMPERSONAL]
        own = min(hop.new, key=lambda f: f.statement.source_kind is not SourceKind.NARRATOR)
        changes = [("lost", lost[0], own)] if lost else []
    elif not old:
        changes = [("gained", hop.old[0], told[0])] if told else []
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
    vocabulary = words.load(f.language)
    return not any(f.speaker & set(vocabulary.terms(tokenise(outlet).forms)) for outlet in outlets)


def _moved(hop: Hop, f: Features, old: Sequence[Features]) -> tuple[str, Features, Features] | None:
    """What became of the source of a statement of the child, beside the nearest of the parents'; None for nothing."""
    same = [o for o in old if same_source(o, f)]
    kind = f.statement.source_kind
    if same:
        if all(o.language == f.language and _several(o) != _several(f) for o in same):
            return "several" if _several(f) else "one", same[0], f
        return ("via-dropped", same[0], f) if all(_shorter(hop, o, f) for o in same) else None
    kinds = {o.statement.source_kind for o in old}
    if kind in NAMED and kinds <= UNNAMED:
        return "named", old[0], f
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
    """Seen or documented in the parents, and nothing of that in the child; or the other way round."""
    before, after = ([f for f in said if f.statement.basis in SHOWN] for said in (hop.old, hop.new))
    if bool(before) != bool(after):
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
