"""XML read as a stream of small trees; document types, entities and deep nesting are refused, nothing is fetched."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from bukti.errors import InputError
from bukti.screening.base import BROKEN, LINE, opened

CHUNK = 1 << 16
DEEPEST = 40  # elements inside each other; the lists have about eight


@dataclass(slots=True)
class Node:
    """An element: its name without namespace, attributes, own text and children."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, *path: str) -> Iterator[Node]:
        """Every element at the end of a path of names."""
        found = (child for child in self.children if child.name == path[0])
        for child in found:
            if len(path) == 1:
                yield child
            else:
                yield from child.all(*path[1:])

    def values(self, *path: str) -> list[str]:
        """The texts of these elements, blank ones left out."""
        return [text for node in self.all(*path) if (text := node.text.strip())]

    def value(self, *path: str) -> str:
        """The first of these texts, or the empty string."""
        return next(iter(self.values(*path)), "")

    def get(self, name: str) -> str:
        """An attribute, or the empty string."""
        return self.attributes.get(name, "").strip()


class _Builder:
    """Builds the trees of the elements asked for and lets go of everything else."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted, self.ready = wanted, deque[Node]()
        self._path: list[Node] = []
        self._depth = self._size = 0
        self._kept: int | None = None  # depth of the wanted element that is open

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise InputError("nesting", f"Elements stand more than {DEEPEST} deep: this is no list.")
        local = name.rsplit(" ", 1)[-1]
        if self._kept is None and local in self.wanted:
            self._kept, self._size = self._depth, 0
        if self._kept is None:
            if self._depth == 1:
                self.ready.append(Node(local, attributes))  # the root, for its date
            return
        node = Node(local, {key.rsplit(" ", 1)[-1]: value for key, value in attributes.items()})
        if self._path:
            self._path[-1].children.append(node)
        self._path.append(node)
        self._grow(sum(map(len, attributes.values())) + 50)

    def text(self, data: str) -> None:
        if self._path:
            self._path[-1].text += data
            self._grow(len(data))

    def end(self, _name: str) -> None:
        if self._path:
            node = self._path.pop()
            if not self._path:
                self.ready.append(node)
                self._kept = None
        self._depth -= 1

    def _grow(self, more: int) -> None:
        self._size += more
        if self._size > LINE:
            raise InputError("too-large", f"One entry has more than {LINE} characters: this is no list.")


def _refuse(*_: object) -> None:
    raise InputError("doctype", "The file declares a document type; lists have none, and entities are never expanded.")


def nodes(path: Path, *wanted: str) -> Iterator[Node]:
    """The root without its content, then every element of these names that stands in no other such.

    Raises:
        InputError: the XML is not well-formed, ends early, or is hostile; what came before was given.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    builder = _Builder(frozenset(wanted))
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = builder.text, _refuse
    try:
        with opened(path) as handle:
            while data := handle.read(CHUNK):
                parser.Parse(data, False)
                while builder.ready:
                    yield builder.ready.popleft()
            parser.Parse(b"", True)
    except expat.ExpatError as fault:
        told = f"Line {fault.lineno}: {expat.errors.messages[fault.code]}: fetch the list again."
        raise InputError("damaged", told) from fault
    except BROKEN as fault:
        raise InputError("damaged", f"Reading broke off ({fault}): fetch the list again.") from fault
