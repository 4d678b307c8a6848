"""Merkle trees against the definitions of RFC 9162, written down here once more."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.ledger.merkle import Tree, climb, leaf

ENTRIES = st.lists(st.binary(max_size=9), max_size=40, unique=True)


def grown(entries: list[bytes]) -> Tree:
    """The tree over some entries."""
    return Tree(map(leaf, entries))


def split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1


def head(entries: list[bytes]) -> bytes:
    """MTH of section 2.1.1."""
    if not entries:
        return sha256().digest()
    if len(entries) == 1:
        return sha256(b"\0" + entries[0]).digest()
    k = split(len(entries))
    return sha256(b"\1" + head(entries[:k]) + head(entries[k:])).digest()


def proof(place: int, entries: list[bytes]) -> list[bytes]:
    """PATH of section 2.1.3.1."""
    if len(entries) == 1:
        return []
    k = split(len(entries))
    if place < k:
        return [*proof(place, entries[:k]), head(entries[k:])]
    return [*proof(place - k, entries[k:]), head(entries[:k])]


def test_the_roots_are_those_that_certificate_transparency_publishes() -> None:
    """The test vectors of its reference implementation: no entry, one empty entry, eight entries."""
    names = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
    entries = [bytes.fromhex(name) for name in names]
    assert grown([]).root.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert grown(entries[:1]).root.hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert grown(entries).root.hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(entries=ENTRIES)
def test_root_and_proofs_are_those_of_the_definition(entries: list[bytes]) -> None:
    """For a tree of any size, and each proof leads to the root."""
    tree = grown(entries)
    assert tree.root == head(entries)
    for place, entry in enumerate(entries):
        assert list(tree.path(place)) == proof(place, entries)
        assert climb(entry, place, len(entries), tree.path(place)) == tree.root


@given(entries=ENTRIES.filter(bool), data=st.data())
def test_a_proof_holds_for_its_entry_and_place_only(entries: list[bytes], data: st.DataObject) -> None:
    """Another entry, another place, and a path that is longer, shorter or altered lead elsewhere or nowhere."""
    tree, size = grown(entries), len(entries)
    place = data.draw(st.integers(0, size - 1))
    path = tree.path(place)
    assert climb(entries[place] + b"x", place, size, path) != tree.root
    assert climb(entries[place], place, size, (*path, tree.root)) is None
    for other in range(-1, size + 1):
        if other != place:
            assert climb(entries[place], other, size, path) != tree.root
    for cut in range(len(path)):
        assert climb(entries[place], place, size, (*path[:cut], *path[cut + 1 :])) is None
        assert climb(entries[place], place, size, (*path[:cut], bytes(32), *path[cut + 1 :])) != tree.root


def test_a_place_outside_has_no_proof() -> None:
    """Not even counted from the end."""
    for place in (-1, 2):
        with pytest.raises(IndexError):
            grown([b"a", b"b"]).path(place)
