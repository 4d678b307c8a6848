"""Owners and control as a picture: owners stand above, nothing overlaps or is cut off, circles end."""

from __future__ import annotations

from itertools import combinations

from bukti.model import Chain, Share
from bukti.web.held import HIGH, MOST, WIDE, Link, Picture, of_chain, picture


def link(owner: str, owned: str) -> Link:
    """A link with a share."""
    return Link(owner, owned, "50 %", "owns, 50 %", "a register")


def drawn(meant: str, links: list[Link]) -> Picture:
    """The picture of links whose ends are called as their ids."""
    ends = {end: end for one in links for end in (one.owner, one.owned)}
    found = picture(meant, links, ends, ["top"])
    assert found is not None
    return found


def test_owners_stand_above_what_they_own() -> None:
    """Upwards and downwards from what is meant; a measure is marked."""
    found = drawn("mid", [link("top", "mid"), link("other", "mid"), link("mid", "low")])
    at = {box.id: box for box in found.boxes}
    assert at["top"].y == at["other"].y < at["mid"].y < at["low"].y
    assert [box.id for box in found.boxes if box.listed] == ["top"]
    assert [box.id for box in found.boxes if box.meant] == ["mid"]


def test_circles_end_and_stay_inside_the_picture() -> None:
    """Firms that own each other, and one that owns a firm of its own row, have lines and labels within the room."""
    found = drawn("a", [link("b", "a"), link("a", "b"), link("c", "a"), link("c", "b"), link("a", "a")])
    assert len(found.lines) == 5
    for one, other in combinations(found.boxes, 2):
        assert abs(one.x - other.x) >= WIDE or abs(one.y - other.y) >= HIGH
    for box in found.boxes:
        assert 0 <= box.x <= found.width - WIDE
        assert 0 <= box.y <= found.height - HIGH
    for line in found.lines:
        assert 0 < line.x < found.width
        assert 0 < line.y < found.height


def test_too_much_or_nothing_is_no_picture() -> None:
    """What a picture cannot tell is told in words alone."""
    assert picture("a", [], {}, []) is None
    assert picture("a", [link(f"o{number}", "a") for number in range(MOST)], {}, []) is None


def test_shares_of_a_list_are_labels_and_words() -> None:
    """A range, an untold share, an office; dates and the words of the list beside them."""
    shares = (
        Share("a", "b", "Ownership", 25, 50, since="2021"),
        Share("c", "b", "Ownership", None, None, role="directly consolidated by"),
        Share("d", "b", "Directorship", None, None, until="2023"),
    )
    told = [(one.label, one.words) for one in of_chain(Chain({}, shares, ()))]
    assert told == [
        ("25 to 50 %", "owns, 25 to 50 %, from 2021"),
        ("share untold", "owns, share untold, directly consolidated by"),
        ("directs", "directs, until 2023"),
    ]
