"""Events: one text for one value, and a chain that shows every change."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.ledger.event import FIELDS, NONE, Event, breaks, canonical, parsed
from bukti.ledger.writer import Writer

NAMES = st.text(max_size=8)
BARE = {**dict.fromkeys(FIELDS, ""), "body": {}, "number": 1, "schema": 1}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def chain(*bodies: Mapping[str, object]) -> list[Event]:
    """A log of these bodies."""
    found: list[Event] = []
    for body in bodies:
        found.append(Writer("Rani").event(len(found) + 1, found[-1] if found else None, "input", body))
    return found


@given(st.lists(st.dictionaries(NAMES, VALUES, max_size=3), max_size=4))
def test_what_is_written_is_read_again(bodies: list[dict[str, object]]) -> None:
    """Any body survives, and an honest log has no break."""
    log = chain(*bodies)
    assert [event.content["body"] for event in log] == bodies
    assert list(breaks(log)) == []


def test_the_order_of_fields_changes_nothing() -> None:
    """One value has one text."""
    assert canonical({"b": [1, None], "a": {"ß": True}}) == '{"a":{"ß":true},"b":[1,null]}'
    assert canonical({"a": {"ß": True}, "b": (1, None)}) == canonical({"b": [1, None], "a": {"ß": True}})


@pytest.mark.parametrize("value", [{"a": 0.5}, {"a": {1}}, {"a": b"x"}, {"a": [{2: "x"}]}])
def test_what_has_more_than_one_text_is_refused(value: dict[str, object]) -> None:
    """Fractions are written differently by different programs."""
    with pytest.raises(TypeError, match="use text"):
        canonical(value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "Expecting"),
        ("[]", "fields"),
        ('{"author":"a"}', "fields"),
        ("[" * 100_000, "deeply"),
        (canonical({**BARE, "number": "1"}), "wrong sort"),
        (canonical(BARE).replace(":1", ": 1"), "canonical"),
        (canonical(BARE).replace(":{}", ':{"a":0.5}'), "no canonical text"),
    ],
)
def test_a_text_that_is_no_event_says_why(text: str, problem: str) -> None:
    """A reader of the log never meets half an event."""
    with pytest.raises(ValueError, match=problem):
        parsed(text)


def test_every_change_of_the_log_is_found_where_it_is() -> None:
    """Changed, dropped, moved, doubled and foreign events."""
    log = chain(*({"n": n} for n in range(5)))
    changed = Event(log[2].text.replace('"n":2', '"n":9'), "")
    other = chain({"n": "x"})[0]
    for broken, place in (
        ([*log[:2], changed, *log[3:]], 4),
        (log[1:], 1),
        ([*log[:2], *log[3:]], 3),
        ([log[0], log[2], log[1], *log[3:]], 2),
        ([*log[:3], log[2], *log[3:]], 4),
        ([other, *log[1:]], 2),
        ([log[0], Event(log[1].text.replace('"schema":2', '"schema":3'), ""), *log[2:]], 2),
    ):
        assert next(breaks(broken))[0] == place


def test_the_first_event_follows_nothing() -> None:
    """Nor can a log begin in the middle of another."""
    first, second = chain({}, {})
    assert first.content["previous"] == NONE
    assert next(breaks([second]))[1] == "event 2 stands where event 1 should"
