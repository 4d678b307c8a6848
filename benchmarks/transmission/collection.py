"""A simulated collection: documents as derivation takes them, and everything that is true of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from benchmarks.transmission.plan import UNSPACED, Clock, Plan
from benchmarks.transmission.sayings import SAY, Saying, parsed
from benchmarks.transmission.stemma import Handed, Node, Stemma, carried
from benchmarks.transmission.tables import FIRST, FURNITURE, LAST, PLACES
from benchmarks.transmission.texts import Texts

from bukti import pipeline
from bukti.ids import report_id
from bukti.model import Credit, Document, Link, Published, Report, Span

Passage = tuple[Span, Span]
SIGNED = 0.3  # share of reports with a byline


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one edge.

    Attributes:
        operations: what was done, the main one first: `copy`, `cut`, `lexical`, `variant`, `order`, `summary`,
            `translate`, `added`, `merge`; then `errors`.
        share_of_child: part of the child's characters, page furniture left out, that comes from this parent.
        share_of_parent: part of the parent's that went into the child. Both at least 0.3.
        depth: steps from the child to its farthest root, from 1.
        passages: (span of the parent, span of the child) of every sentence that was handed on.
        equal: the parent, and every other report, not made from the child, that stands for it equally well: it has the
            handed-on sentences word for word, or, where the child says them in another language (or in words of
            another translator), with the same cuts and changed details, since no wording survives that.
        cited: how the child names the parent: `sentence`, `credit`, `link`, or empty.
    """

    operations: tuple[str, ...]
    share_of_child: float
    share_of_parent: float
    depth: int
    passages: tuple[Passage, ...]
    equal: frozenset[str]
    cited: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Reports and their truth; every report is named by its id.

    Attributes:
        documents: sorted by id. edges: (parent, child) -> truth.
        families: reports that are connected by edges, sorted; every report is in one.
        stories: report -> event; single reports have none. Two families of one story are independent reports of it.
        depths: report -> steps from its farthest root. times: report -> true time of publication.
        origins: report -> its sentences in order, each with the report that first wrote it.
        sayings: report -> where it says what happened, and by whom (empty without `Plan.sayings`).
    """

    plan: Plan
    documents: tuple[Document, ...]
    edges: Mapping[tuple[str, str], Truth]
    families: tuple[tuple[str, ...], ...]
    stories: Mapping[str, int]
    depths: Mapping[str, int]
    times: Mapping[str, datetime]
    origins: Mapping[str, tuple[tuple[Span, str], ...]]
    sayings: Mapping[str, tuple[tuple[Span, Saying], ...]]

    @property
    def roots(self) -> tuple[str, ...]:
        """Reports that were made from no other, sorted."""
        children = {child for _, child in self.edges}
        return tuple(d.report.id for d in self.documents if d.report.id not in children)

    @property
    def singles(self) -> tuple[str, ...]:
        """Reports that are about nothing that another report is about, sorted."""
        return tuple(d.report.id for d in self.documents if d.report.id not in self.stories)


def simulate(plan: Plan, texts: Texts) -> Collection:
    """Make a collection; the same plan and corpus give the same one."""
    chance = Random(f"transmission {plan.seed}")  # noqa: S311 - repeatable texts, no secret
    stemma = Stemma(plan, texts, chance)
    nodes = stemma.grow()
    laid = [_laid(node, nodes, plan, chance) for node in nodes]
    ids = [report.id for report, _ in laid]
    spans = [found for _, found in laid]
    edges = {
        (ids[handed.parent], ids[node.number]): replace(
            _truth(node, nodes[handed.parent], handed, spans),
            equal=frozenset(ids[number] for number in stemma.equal(node, handed)),
        )
        for node in nodes
        for handed in node.handed
    }
    return Collection(
        plan=plan,
        documents=pipeline.prepare(sorted((report for report, _ in laid), key=lambda report: report.id)),
        edges=edges,
        families=connected(ids, edges),
        stories={ids[node.number]: node.story for node in nodes if node.story >= 0},
        depths={ids[node.number]: node.depth for node in nodes},
        times={ids[node.number]: node.when for node in nodes},
        origins={
            ids[node.number]: tuple(
                (span, ids[piece.origin]) for span, piece in zip(spans[node.number], node.pieces, strict=True)
            )
            for node in nodes
        },
        sayings={ids[node.number]: _sayings(node, spans[node.number]) for node in nodes},
    )


def _sayings(node: Node, spans: Sequence[Span]) -> tuple[tuple[Span, Saying], ...]:
    return tuple(
        (span, parsed(key))
        for span, piece in zip(spans, node.pieces, strict=True)
        for key in piece.keys
        if key.startswith(SAY)
    )


def _truth(node: Node, parent: Node, handed: Handed, spans: Sequence[Sequence[Span]]) -> Truth:
    shared = handed.keys & node.keys
    passages = tuple(
        (there, here)
        for here, piece in zip(spans[node.number], node.pieces, strict=True)
        for there, given in zip(spans[parent.number], parent.pieces, strict=True)
        if shared.intersection(piece.keys, given.keys)
    )
    shares = carried(node.pieces, handed.keys), carried(parent.pieces, shared)
    return Truth(handed.operations, *shares, node.depth, passages, frozenset(), handed.cited)


def connected(ids: Iterable[str], edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Members of the connected components, each sorted, and all in order."""
    family = {name: {name} for name in ids}
    for one, two in edges:
        if family[one] is not family[two]:
            family[one] |= family[two]
            for name in family[two]:
                family[name] = family[one]
    return tuple(sorted({tuple(sorted(members)) for members in family.values()}))


@dataclass
class Page:
    """A text under construction."""

    text: str = ""

    def line(self, words: str) -> Span:
        """Add words on a line of their own."""
        return self.more(words, "\n" if self.text else "")

    def more(self, words: str, between: str) -> Span:
        """Add words to the last line."""
        self.text += between + words
        return Span(len(self.text) - len(words), len(self.text))


def _laid(node: Node, nodes: Sequence[Node], plan: Plan, chance: Random) -> tuple[Report, tuple[Span, ...]]:
    """The report of a node, and the span of each of its pieces."""
    page, between = Page(), "" if node.column in UNSPACED else " "
    framed, signed = chance.random() < plan.furniture, chance.random() < SIGNED
    for words in FURNITURE[:1] if framed else ():
        page.line(words)
    if signed:
        page.line(f"{chance.choice(FIRST)} {chance.choice(LAST)}, {chance.choice(PLACES)}")
    spans = tuple(page.line(p.text) if p.opens else page.more(p.text, between) for p in node.pieces)
    credited = tuple(_credit(one.outlet, page) for one in _named(node, nodes, "credit"))
    links = tuple(Link(_address(one), one.outlet, page.line(one.outlet)) for one in _named(node, nodes, "link"))
    for words in chance.sample(FURNITURE[1:], 3) if framed else ():
        page.line(words)
    published, modified = _stated(node.when, plan.clock, chance)
    report = Report(
        report_id(f"{node.outlet}\n{page.text}".encode()),
        "text/plain",
        page.text,
        url=_address(node),
        outlet=node.outlet,
        published=published,
        modified=modified,
        links=links,
        credits=credited,
    )
    return report, spans


def _named(node: Node, nodes: Sequence[Node], how: str) -> list[Node]:
    """Parents that a report names in one way."""
    return [nodes[handed.parent] for handed in node.handed if handed.cited == how]


def _credit(outlet: str, page: Page) -> Credit:
    words = f"({outlet})"
    return Credit(outlet, page.line(words), words)


def _address(node: Node) -> str:
    return f"https://{node.outlet.lower().replace(' ', '-')}.example/{node.number}"


def _stated(when: datetime, clock: Clock, chance: Random) -> tuple[Published | None, Published | None]:
    """What a report states as times of publication and of last change."""
    draw = chance.random()
    hours = timedelta(hours=chance.choice((-1, 1)) * chance.uniform(2, 72))
    zone = timedelta(hours=chance.choice((-1, 1)) * chance.randint(1, 12))
    for share, stated in (
        (clock.undated, (None, None)),
        (clock.dated, (_day(when), None)),
        (clock.wrong, (_second(when + hours), None)),
        (clock.zone, (_second(when + zone), None)),
        (clock.updated, (_second(when + abs(hours)), _second(when + abs(hours) + timedelta(minutes=1)))),
    ):
        if draw < share:
            return stated
        draw -= share
    return _second(when), None


def _second(when: datetime) -> Published:
    whole = when.replace(microsecond=0)
    return Published(whole, whole, "second", "planted")


def _day(when: datetime) -> Published:
    start = when.replace(hour=0, minute=0, second=0, microsecond=0)
    return Published(start, start + timedelta(days=1, seconds=-1), "day", "planted")
