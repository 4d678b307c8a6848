"""Lists of people in the notations of many hands."""

from __future__ import annotations

import pytest

from bukti.truth.people import alike, parse, read, shown

TWO = {frozenset(("ruth", "b", "hale")), frozenset(("wei", "tan"))}


@pytest.mark.parametrize(
    "text",
    [
        "Hale, Ruth B.; Tan, Wei",
        "Ruth B. Hale, Wei Tan",
        "Hale, Ruth B., Tan, Wei",
        "Hale, Ruth B./ Tan, Wei",
        "Wei Tan &amp; Ruth B. Hale",
        "HALE, RUTH B. (Author) TAN, WEI (Joint Author)",
        "By (author) Hale, Ruth B. By (author) Tan, Wei",
        "Hale, Ruth B. Tan, Wei",
        "Dr. Ruth B. Hale|Prof. Wei Tan",
        "Ruth B. Hale und Wei Tan",
    ],
)
def test_a_list_is_read_in_any_notation(text: str) -> None:
    """Order, separators, capitals, roles and titles tell nothing."""
    assert {frozenset(person) for person in parse(text)} == TWO


@pytest.mark.parametrize("text", ["", " - ", "0", "N/A", "Not Available", "unknown", "Various Authors"])
def test_a_text_that_names_nobody_is_empty(text: str) -> None:
    """Fillers are no people."""
    assert parse(text) == ()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Ruth Hale", "Hale, Ruth B.", True),
        ("R. Hale", "Ruth Hale", True),
        ("Hale", "Ruth B. Hale", True),
        ("O'Hara, Ann", "Ann OHARA", True),
        ("Van Dam, Piet", "Piet VanDam", True),
        ("Ruth Hale", "Robert Hale", False),
        ("R. H.", "Ruth Hale", False),
        ("Ruth Hale", "Ruth Tan", False),
        ("S. Hale", "Ruth Hale", False),
    ],
)
def test_names_of_one_person_agree(a: str, b: str, same: bool) -> None:
    """Initials and missing forenames agree with whole ones; initials alone name nobody."""
    assert alike(parse(a)[0], parse(b)[0]) is same


def test_what_others_name_explains_an_unclear_text() -> None:
    """Names without a mark between them, glued together or bare, are those that others give."""
    plain = ["Hale, Ruth; Tan, Wei", "Ruth Hale, Wei Tan"]
    for odd in ("Ruth Hale Wei Tan", "Hale, RuthTan, Wei", "Hale/Tan"):
        found = read([*plain, odd])
        assert found[odd] == found[plain[0]]


def test_a_bare_surname_is_that_of_the_person_named_most() -> None:
    """Two people of one surname stay two; the bare name goes to whom most texts name."""
    found = read(["Hale, Ruth", "Ruth Hale", "Hale, Adam; Hale, Ruth", "Hale"])
    assert found["Hale"] == found["Ruth Hale"]
    assert len(found["Hale, Adam; Hale, Ruth"]) == 2


def test_people_are_shown_as_names() -> None:
    """Initials get their dot, names their capitals."""
    assert shown(parse("hale, ruth b; TAN, WEI")) == "Ruth B. Hale; Wei Tan"
