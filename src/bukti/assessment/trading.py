"""The names of bodies that are sources, apart from the words of their trades, wherever those stand beside the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bukti.entities import bodies
from bukti.entities.trades import Body, around, body
from bukti.model import Document, Mention, MentionKind, SourceKind, Statement

PLACED = frozenset({MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.MEDIA})  # kinds of names that are no firm's


def named(document: Document, mention: Mention) -> Body | None:
    """A body by its name, with the words of trades beside it; None for places, outlets and what a list has."""
    code = document.language.code
    if mention.kind in PLACED or not mention.key.startswith("name:") or not code:
        return None
    return body(document.words(around(document.report.text, mention.span, code)), code)


def phrased(document: Document, statement: Statement) -> Body | None:
    """A body that is a source and of which no name was found, by the words for it, where one of them is of a trade."""
    code = document.language.code
    if statement.source_kind is not SourceKind.NAMED_ORGANISATION or statement.resolves_to or not code:
        return None
    listed = any(not mention.key.startswith("name:") for mention in document.named_in(statement.source))
    found = None if listed else body(" ".join(map(document.words, statement.source)), code)
    return found if found and found.trades else None


@dataclass
class Traded:
    """The bodies with a trade among the sources of a run, which tell the trade of the same name without one.

    Attributes:
        known: by the folded own name and by coarse keys of its sound. told: answers so far.
    """

    known: Mapping[str, Sequence[Body]]
    told: dict[str, Body | None] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Mapping[str, Document], statements: Iterable[Statement]) -> Traded:
        """Those of the statements of a run."""
        found: dict[str, dict[Body, None]] = defaultdict(dict)
        for statement in statements:
            for one in _bodies(documents[statement.report], statement):
                for key in bodies.keys(one.core):
                    found[key][one] = None
        return cls({key: tuple(known) for key, known in found.items()})

    def whole(self, one: Body) -> Body:
        """A body with the trade that all others of its own name in the run have, where it has none itself."""
        if one.trades:
            return one
        if one.core not in self.told:
            near = dict.fromkeys(other for key in bodies.keys(one.core) for other in self.known.get(key, ()))
            self.told[one.core] = bodies.agreed(other for other in near if bodies.like(one.core, other.core))
        other = self.told[one.core]
        return replace(one, trades=other.trades) if other else one


def _bodies(document: Document, statement: Statement) -> list[Body]:
    """The bodies with a trade that a statement's source names."""
    if statement.source_kind is not SourceKind.NAMED_ORGANISATION:
        return []
    found = [named(document, mention) for mention in document.named_in(statement.source)]
    return [one for one in (*found, phrased(document, statement)) if one and one.trades]
