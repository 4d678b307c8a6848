"""A change in one sentence for a reader."""

from __future__ import annotations

from collections.abc import Mapping

from bukti.claims.drift.chain import Change
from bukti.model import Document, DriftEnd, Report, SourceKind

WORDS = 60  # characters of quoted words
UNSAID = {str(SourceKind.NARRATOR): "the report itself", str(SourceKind.IMPERSONAL): "nobody named"}
# What happened, by kind and change; {old} and {new} are words of the reports or what they stand for.
HAPPENED = {
    ("certainty", "surer"): "{old} becomes {new}",
    ("certainty", "weaker"): "{old} becomes {new}",
    ("certainty", "hearsay-dropped"): "what is only passed on there ({old}) is told as its own",
    ("certainty", "hearsay-added"): "what is asserted there is only passed on ({new})",
    ("certainty", "condition-dropped"): "what holds there on a condition ({old}) is told without one",
    ("certainty", "remark-dropped"): "the remark {old} is left out",
    ("quantity", "value"): "{old} becomes {new}",
    ("quantity", "update"): "{old} is brought up to date: {new}, from the same origin",
    ("quantity", "precision"): "{old} becomes {new}: the vaguer of the two covers the other",
    ("quantity", "comparator"): "{old} becomes {new}: the number is the same, its bound is not",
    ("quantity", "scope"): "{old} becomes {new}: the number is the same, what it counts is not",
    ("attribution", "lost"): "the source {old} is left out, and it is told by {new}",
    ("attribution", "gained"): "what is told there by {old} has a source: {new}",
    ("attribution", "named"): "the source {old} becomes {new}, by name",
    ("attribution", "unnamed"): "the source {old} becomes {new}, without a name",
    ("attribution", "several"): "one source, {old}, becomes several: {new}",
    ("attribution", "one"): "several sources, {old}, become one: {new}",
    ("attribution", "other"): "the source {old} becomes another: {new}",
    ("attribution", "via-dropped"): "the source {new} is kept, and through whom it was heard is left out: {old}",
    ("attribution", "basis"): "the basis {old} becomes {new}",
    ("dropped", "denial"): "the denial there ({old}) is left out",
    ("dropped", "statement"): "the claim is left out, and comes back in a report made from it",
    ("dropped", "date"): "the date {old} is left out",
    ("dropped", "place"): "the place {old} is left out",
    ("added", "denial"): "a denial is new: {new}",
    ("added", "date"): "the date {new} is new",
    ("added", "place"): "the place {new} is new",
    ("added", "number"): "the number {new} is new",
    ("added", "name"): "the name {new} is new",
    ("added", "actor"): "who did it is named, and was left open there: {new}",
}


def sentence(change: Change, documents: Mapping[str, Document], unread: tuple[str, ...]) -> str:
    """Where and what; the caveat that it may come from something unread, where the child also draws on that."""
    before, after = _names(documents[change.before.report].report, documents[change.after.report].report)
    happened = HAPPENED[change.kind, change.change].format(old=_shown(change.before), new=_shown(change.after))
    named = ", ".join(name for name in unread if name) or "a text"
    caveat = f" It also draws on {named}, not in the collection." if unread and change.kind != "dropped" else ""
    return f"In {after}, made from {before}: {happened}.{caveat}"


def _names(before: Report, after: Report) -> tuple[str, str]:
    """Their outlets where these tell them apart, else their paths."""
    if before.outlet and after.outlet and before.outlet != after.outlet:
        return before.outlet, after.outlet
    return before.path, after.path


def _shown(end: DriftEnd) -> str:
    """The words of an end in quotation marks, with what they stand for where that says more."""
    value = UNSAID.get(end.value, end.value.replace("_", " "))
    words = " ".join(end.words.split())
    if words in end.value:
        return f"“{end.value}”" if words else value
    return f"“{words if len(words) <= WORDS else words[:WORDS].rstrip() + '…'}” ({value})"
