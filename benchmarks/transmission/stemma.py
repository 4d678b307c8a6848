"""Who was made from whom: reports grow from roots, each edge with its operations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from math import exp, log
from random import Random

from benchmarks.transmission.edits import EDITS, Pieces
from benchmarks.transmission.plan import VARIANTS, WITNESSES, Plan
from benchmarks.transmission.sayings import KINDS, SAY, Saying
from benchmarks.transmission.tables import PAPERS, PLACES
from benchmarks.transmission.texts import CITE, Piece, Texts

START = datetime(2024, 5, 1, 6, tzinfo=UTC)
CARRIED = 0.3  # least part of the child that comes from each parent, and of a parent that goes into the child
SHORTEST = 6  # sentences of the shortest root
HEARD = 0.25  # share of later roots that heard somebody whom an earlier one heard
SAME = 0.7  # share of mergers within one story
WAYS = ("sentence", "credit", "link")
SECOND = ("cut", "lexical", "order", "added")


@dataclass(frozen=True, slots=True)
class Handed:
    """What one parent gave: sentence keys, what was done, and whether the child names the parent."""

    parent: int
    operations: tuple[str, ...]
    keys: frozenset[str]
    cited: str = ""  # how: "", "sentence", "credit" or "link"


@dataclass(slots=True)
class Node:
    """A report before it is laid out.

    Attributes:
        number: its place in the order of making. story: event, -1 for none. depth: steps from its farthest root.
        when: the true time.
    """

    number: int
    story: int
    column: str
    outlet: str
    when: datetime
    pieces: Pieces
    depth: int = 0
    handed: tuple[Handed, ...] = ()

    @property
    def keys(self) -> set[str]:
        """The sentences it says."""
        return {key for piece in self.pieces for key in piece.keys}


def carried(pieces: Sequence[Piece], keys: frozenset[str]) -> float:
    """Part of the characters that say some of the given sentences."""
    own = sum(len(piece.text) for piece in pieces if keys.intersection(piece.keys))
    return own / max(1, sum(len(piece.text) for piece in pieces))


@dataclass
class Stemma:
    """Reports under growth; `grow` makes them all."""

    plan: Plan
    texts: Texts
    chance: Random
    nodes: list[Node] = field(default_factory=list)
    ancestors: list[set[int]] = field(default_factory=list)  # of each node, itself among them
    said: set[tuple[str, str]] = field(default_factory=set)  # sentences and the languages that they are in
    heard: dict[int, list[tuple[str, int]]] = field(default_factory=dict)  # event -> kinds and numbers of sources
    spare: list[tuple[str, ...]] = field(default_factory=list)  # runs of sentences that no report has

    def grow(self) -> list[Node]:
        """Roots of every story, what derives from them, and single reports."""
        names = self.texts.of(self.plan.part)
        self.chance.shuffle(names)
        long = [n for n in names if len(self.texts.documents[n]) >= SHORTEST * self.plan.roots][: self.plan.stories]
        rest = [name for name in names if name not in long]
        families = [self._root(story, keys) for story, name in enumerate(long) for keys in self._roots(name)]
        for name in rest[: self.plan.singles]:
            self._root(-1, self.texts.documents[name])
        lenders = [self.texts.documents[name] for name in rest[self.plan.singles :]]
        self.spare = [keys[at : at + 4] for keys in lenders for at in range(0, len(keys) - 3, 4)]
        for _ in range(self.plan.reports):
            for family in families:
                self._child(family)
        return self.nodes

    def _roots(self, name: str) -> Iterator[tuple[str, ...]]:
        """The document's sentences dealt out in turn, one or two at a time: the same event told independently."""
        hands: list[list[str]] = [[] for _ in range(self.plan.roots)]
        left = list(self.texts.documents[name])
        while left:
            size = self.chance.randint(1, 2)
            min(hands, key=len).extend(left[:size])
            left = left[size:]
        yield from map(tuple, hands)

    def _root(self, story: int, keys: Sequence[str]) -> list[Node]:
        """A report that was made from none, as a family of one."""
        english = self.chance.random() < self.plan.english and "eng" in self.plan.languages
        column = "eng" if english else self._language(self.plan.languages)
        number = len(self.nodes)
        when = START + timedelta(days=max(story, 0) / 2 + self.chance.uniform(0, 1))
        pieces = self.texts.pieces(keys, column, number, self.chance)
        if self.plan.sayings and story >= 0:
            pieces = self._inserted(pieces, self.texts.pieces([self._saying(story)], column, number, self.chance))
        self._keep(Node(number, story, column, self._outlet(), when, pieces))
        return [self.nodes[-1]]

    def _saying(self, story: int) -> str:
        """Key of what a root says happened: by somebody new, or by somebody whom an earlier root heard too."""
        before = self.heard.setdefault(story, [])
        if before and self.chance.random() < HEARD:
            kind, who = self.chance.choice(before)
        else:
            kind = self.chance.choices(KINDS, (0.5, 0.3, 0.2))[0]
            who = story * WITNESSES + len(before)
        before.append((kind, who))
        return Saying(story, len(before) % 2, kind, who).key

    def _outlet(self) -> str:
        number = len(self.nodes)
        return f"{PLACES[number % len(PLACES)]} {PAPERS[number // len(PLACES) % len(PAPERS)]}"

    def _child(self, family: list[Node]) -> None:
        """One more report of a family: the first draw of parent and operations that works and carries enough."""
        names, weights = zip(*self.plan.operations, strict=True)
        for _ in range(30):
            above = [node for node in family if node.depth < self.plan.depth]
            parent = self.chance.choices(above, [1 + node.depth for node in above])[0]  # chains rather than stars
            operation = self.chance.choices(names, weights)[0]
            second = self._second(parent) if operation == "merge" else None
            column = self._column(parent, operation)
            if column is not None and (operation != "merge" or second is not None):
                node = self._made(parent, second, column, operation)
                if self._enough(node):
                    self._keep(node)
                    family.append(node)
                    return

    def _keep(self, node: Node) -> None:
        self.nodes.append(node)
        # what one person says may reach a language twice, as it does in life
        self.said |= {(key, node.column) for key in node.keys if not key.startswith(SAY)}
        self.ancestors.append({node.number, *(a for h in node.handed for a in self.ancestors[h.parent])})

    def _column(self, parent: Node, operation: str) -> str | None:
        """The child's language, None where there is none that fits.

        A sentence enters a language once: a second translation of it would be the very same text, as if it were a copy.
        """
        if operation == "variant":
            other = VARIANTS.get(parent.column)
            return other if other and self._new(parent.keys, other) else None
        if operation != "translate":
            return parent.column
        free = [c for c in self.plan.languages if c[:3] != parent.column[:3] and self._new(parent.keys, c)]
        return self._language(free) if free else None

    def _language(self, columns: Sequence[str]) -> str:
        """One of some languages, sooner one that has two translations of everything."""
        return self.chance.choices(columns, [1 + 2 * (column in VARIANTS) for column in columns])[0]

    def _new(self, keys: Collection[str], column: str) -> bool:
        return not any((key, column) in self.said for key in keys)

    def _second(self, parent: Node) -> Node | None:
        """Another parent for a merger, from another root or branch, mostly of the same story."""
        near = self.chance.random() < SAME
        fits = [node for node in self.nodes if (node.story == parent.story) == near and self._apart(node, parent)]
        return self.chance.choice(fits) if fits else None

    def _apart(self, node: Node, parent: Node) -> bool:
        """Whether a second parent is neither above nor below the first, and its text can stand beside the first's."""
        related = node.number in self.ancestors[parent.number] or parent.number in self.ancestors[node.number]
        fits = node.column == parent.column or self._new(node.keys, parent.column)
        return node.story >= 0 and node.depth < self.plan.depth and not related and fits

    def _made(self, parent: Node, second: Node | None, column: str, operation: str) -> Node:
        """A child of one parent, or of two."""
        parents = [parent] if second is None else [parent, second]
        number, outlet = len(self.nodes), self._outlet()
        done = (operation, *self._further(operation))
        pieces = self._quiet(parent.pieces)
        if column != parent.column:
            pieces = self.texts.translated(pieces, column)
        handed = [Handed(parent.number, done, frozenset(parent.keys), self._citing())]
        if second is not None:
            fresh = frozenset(second.keys - parent.keys)
            others = second.pieces if second.column == column else self.texts.translated(second.pieces, column)
            pieces = self._inserted(pieces, tuple(p for p in self._quiet(others) if fresh.issuperset(p.keys)))
            handed.append(Handed(second.number, done, fresh, self._citing()))
        for name in done:
            pieces = EDITS[name](pieces, column, self.chance) if name in EDITS else pieces
        if "added" in done and self.spare:
            pieces = self._inserted(pieces, self.texts.pieces(self.spare.pop(), column, number, self.chance))
        cites = [CITE + self.nodes[h.parent].outlet for h in handed if h.cited == "sentence"]
        pieces += self.texts.pieces(cites, column, number, self.chance)
        when = max(one.when for one in parents) + timedelta(minutes=exp(self.chance.uniform(log(5), log(2880))))
        depth = 1 + max(one.depth for one in parents)
        return Node(number, parent.story, column, outlet, when, pieces, depth, tuple(handed))

    def _further(self, operation: str) -> tuple[str, ...]:
        """A second operation, and slips, on some edges."""
        more = self.chance.choice(SECOND) if self.chance.random() < self.plan.more else operation
        slips = ("errors",) if self.chance.random() < self.plan.errors else ()
        return (*((more,) if more != operation else ()), *slips)

    def _citing(self) -> str:
        return self.chance.choice(WAYS) if self.chance.random() < self.plan.citing else ""

    def _quiet(self, pieces: Pieces) -> Pieces:
        """The pieces, half of the time without the sentences that cite somebody."""
        told = self.chance.random() < 0.5
        return tuple(p for p in pieces if told or not p.keys[0].startswith(CITE))

    def _inserted(self, pieces: Pieces, others: Pieces) -> Pieces:
        """The others as paragraphs of their own, after the first sentence, at the end or anywhere between."""
        places = [at for at, piece in enumerate(pieces) if piece.opens and at > 0] + [len(pieces)]
        at = self.chance.choice(places)
        opened = tuple(replace(piece, opens=True) if place == 0 else piece for place, piece in enumerate(others))
        return pieces[:at] + opened + pieces[at:]

    def _enough(self, node: Node) -> bool:
        """Whether each parent gave enough of the child and of itself."""
        return all(
            min(carried(node.pieces, h.keys), carried(self.nodes[h.parent].pieces, h.keys & node.keys)) >= CARRIED
            for h in node.handed
        )

    def equal(self, node: Node, handed: Handed) -> list[int]:
        """Numbers of the reports that could as well have been this parent (`Truth.equal`), itself among them."""
        parent, keys = self.nodes[handed.parent], handed.keys & node.keys
        across = node.column != parent.column
        wanted = _said(parent, keys, across)
        others = (one for one in self.nodes if node.number not in self.ancestors[one.number])
        return [one.number for one in others if wanted <= _said(one, keys, across)]


def _said(node: Node, keys: Collection[str], across: bool) -> set[tuple[object, ...]]:
    """How a report says some sentences: in which words, or only with which cuts and details."""
    return {
        (key, piece.kept, piece.changes) if across else (key, piece.text)
        for piece in node.pieces
        for key in piece.keys
        if key in keys
    }
