"""What a person may mean by the name of a claim, a report, a source or a medium, and what is called nearly so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import pairwise

from bukti import lexicon
from bukti.assessment.counting import components
from bukti.assessment.retracted import GONE
from bukti.assessment.sources import Context
from bukti.errors import UsageError
from bukti.ids import content_id
from bukti.model import Claim, Document, EvidenceGraph, Matter, Origin, Report, Statement

SOURCES = ("name", "described")  # kinds of keys that stand for somebody beside outlets and reports themselves
STATEMENT = "st-"  # how ids of statements begin
LEAST = 4  # characters of the beginning of an id that may stand for it
NEAREST = 5  # how many are listed


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be retracted.

    Attributes:
        kind: `report`, `origin` or `statement`. id: of it, or of one node. names: all that it may be called by; the
            first is shown. ids: all that may stand for it. matter: what a decision on it covers.
    """

    kind: str
    id: str
    names: tuple[str, ...]
    ids: tuple[str, ...]
    matter: tuple[Matter, ...]

    def called(self, name: str) -> bool:
        """Whether a name or the beginning of an id means it."""
        folded = _folded(name)
        short = name.removeprefix("sha256:")
        begins = len(short) >= LEAST and any(one.removeprefix("sha256:").startswith(short) for one in self.ids)
        return begins or any(_folded(one) == folded for one in self.names)

    def shown_as(self, name: str) -> Target:
        """The same, shown by the name that was used; a report is shown by its title."""
        used = [one for one in self.names if _folded(one) == _folded(name)] if self.kind == "origin" else []
        return replace(self, names=tuple(dict.fromkeys((*used, *self.names))))


def claim(name: str, claims: Iterable[Claim], said: Mapping[str, str]) -> Claim:
    """The claim that a person means: by the beginning of its id, its words, or words that one of its statements has.

    Args:
        name: what the person typed.
        claims: those that may be meant.
        said: words of each statement, in its own language, as of `said`.

    Raises:
        UsageError: none or several; the message lists the nearest.
    """
    typed, shown = _plain(name), {_plain(one.text): one for one in claims}
    found = [one for one in shown.values() if len(typed) >= LEAST and one.id.startswith(typed)]
    if not found and typed in shown:
        found = [shown[typed]]
    if not found and typed:
        having = {key for key, words in said.items() if typed in _plain(words)}
        found = [one for words, one in shown.items() if typed in words or having & {*one.affirming, *one.denying}]
    if len(found) == 1:
        return found[0]
    close = found or [shown[words] for words in get_close_matches(typed, shown, NEAREST, 0.3)]
    listed = "".join(f"\n  {one.id}  {one.text}" for one in close[:NEAREST])
    what = f"{name!r} is in {len(found)} claims, name one by its id" if found else f"No claim says {name!r}"
    raise UsageError(f"{what}:{listed}" if listed else f"{what}: `bukti claims list` shows what is there.")


def statements(name: str, context: Context) -> list[Target]:
    """The statements whose ids begin with a name; words mean none, for many reports have the same."""
    if not name.startswith(STATEMENT) or len(name) < len(STATEMENT) + LEAST:
        return []
    found = [one for one in context.statements.values() if one.id.startswith(name)]
    return [
        Target("statement", one.id, (words,), (one.id,), (("statement", one.id, one.report),))
        for one in found
        for words in [" … ".join(context.documents[one.report].words(span) for span in one.content)]
    ]


def said(documents: Iterable[Document], statements: Iterable[Statement]) -> dict[str, str]:
    """The words of each statement, by its id."""
    by_id = {document.report.id: document for document in documents}
    return {one.id: " ".join(by_id[one.report].words(span) for span in one.content) for one in statements}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def reports(documents: Iterable[Document]) -> tuple[Target, ...]:
    """Every report, by its title, path, file name, address and the id of its line."""
    return tuple(_report(document.report) for document in documents)


def origins(graphs: Sequence[EvidenceGraph], context: Context) -> tuple[Target, ...]:
    """Every source that stands behind a claim and every outlet, read or only cited, sorted by name.

    Sources of several claims are one where they have one name and nothing tells them apart: unnamed ones in one family
    of reports, named ones of one country. An outlet stands for all its reports. A report's own voice is no source.
    """
    by_key: dict[Matter, list[Origin]] = {}
    for origin in (one for graph in graphs for one in graph.origins):
        for key in _keys(origin):
            by_key.setdefault(key, []).append(origin)
    order = {str(key): key for key in sorted(by_key)}
    parts = components(order, [(str(one), str(other)) for one, other in _alike(by_key)])
    sources = [_source([order[name] for name in part], by_key) for part in parts]
    found = (*_with_media(sources, graphs, context), *_outlets(context))
    return tuple(sorted(found, key=lambda target: (target.names, target.id)))


def nearest(name: str, targets: Sequence[Target]) -> tuple[Target, ...]:
    """The targets whose names contain the name or look like it, the best first."""
    folded = _folded(name)
    inside = {t: min(within) for t in targets if (within := [len(n) for n in t.names if folded in _folded(n)])}
    names = {_folded(one): target for target in reversed(targets) for one in target.names}
    close = [names[one] for one in get_close_matches(folded, names, NEAREST, 0.5)]
    return tuple(dict.fromkeys([*sorted(inside, key=inside.__getitem__), *close]))[:NEAREST]


def _folded(name: str) -> str:
    return " ".join(name.casefold().removesuffix("(unnamed)").split())


def _report(report: Report) -> Target:
    paths = [part for s in report.sightings for part in ("!".join((s.path, *s.container)), s.path, *s.container)]
    files = [*paths, *map(os.path.basename, paths), *map(os.path.normpath, paths)]
    names = dict.fromkeys((report.title, *files, report.url, report.canonical_url, report.input_id))
    known = tuple(name for name in names if name)
    return Target("report", report.id, known, (report.id,), (("report", report.id),))


def _keys(origin: Origin) -> list[Matter]:
    """The keys of an origin that is somebody, also where only retracted matter names it."""
    keys = (key[1:] if key[0] == GONE else key for key in origin.keys)
    return [key for key in keys if key[0] in SOURCES]


def _alike(by_key: Mapping[Matter, Sequence[Origin]]) -> Iterator[tuple[Matter, Matter]]:
    """Pairs of keys that are one source as far as anybody can tell."""
    called: dict[Matter, list[Matter]] = {}
    for key, members in sorted(by_key.items()):
        yield from ((key, other) for origin in members for other in _keys(origin))
        kind, first, *rest = key
        within = (kind, first, rest[0]) if kind == "described" else (kind,)
        for name in sorted(_names(members) | ({first} if kind == "name" else set())):
            called.setdefault((*within, name), []).append(key)
    for (kind, *_), keys in called.items():
        # two countries have a ministry of one name
        places = {key[2] for key in keys if kind == "name" and key[2:]} - {""}
        apart = (
            [[key for key in keys if key[2:] == (place,)] for place in sorted(places)] if len(places) > 1 else [keys]
        )
        yield from (pair for part in apart for pair in pairwise(part))


def _names(origins: Iterable[Origin]) -> set[str]:
    return {_folded(name) for origin in origins for name in origin.names}


def _source(keys: Sequence[Matter], by_key: Mapping[Matter, Sequence[Origin]]) -> Target:
    members = [origin for key in keys for origin in by_key[key]]
    names = sorted({name for o in members for name in (o.name, *o.names)}, key=lambda name: (-len(name), name))
    ids = sorted({origin.id for origin in members})
    return Target("origin", ids[0], tuple(names), tuple(ids), tuple(sorted(keys)))


def _with_media(found: Sequence[Target], graphs: Sequence[EvidenceGraph], context: Context) -> Iterator[Target]:
    """Sources and media; a medium that is also a source by the same name is one target with it."""
    sources = list(found)
    for aliases, nodes in _media(graphs, context).items():
        called = {_folded(name) for name in aliases}
        own = [s for s in sources if called & {_folded(name) for name in s.names}]
        sources = [s for s in sources if s not in own]
        names = dict.fromkeys([*sorted(set(nodes.values())), *(n for s in own for n in s.names)])
        ids = sorted({*nodes, *(i for s in own for i in s.ids)})
        matter = {*(("outside", name) for name in nodes.values()), *(m for s in own for m in s.matter)}
        yield Target("origin", ids[0], tuple(names), tuple(ids), tuple(sorted(matter)))
    yield from sources


def _outlets(context: Context) -> Iterator[Target]:
    for reports in context.outlets.values():
        key = ("outlet", reports[0])
        yield Target("origin", content_id("or", *key), (context.outlet(reports[0]),), (content_id("or", *key),), (key,))


def _media(graphs: Sequence[EvidenceGraph], context: Context) -> dict[tuple[str, ...], dict[str, str]]:
    """Names of the media that have no report in the collection, by node, one entry for each medium."""
    named = {node.id: node.name for node in context.lineage.latent if node.name}
    named |= {r.id: r.name for graph in graphs for r in graph.relays if r.id not in context.documents}
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for node, name in sorted(named.items()):
        if not node.startswith("la-") and not context.published_by(name):
            found.setdefault(_aliases(name), {})[node] = name
    return found


def _aliases(name: str) -> tuple[str, ...]:
    """Every name of a known outlet; a name that nobody knows stands for itself."""
    outlet = next((known for known in lexicon.outlets() if name in known.names), None)
    return outlet.names if outlet else (name,)
