"""Content-derived identities."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti import ids

PARTS = st.lists(st.none() | st.booleans() | st.integers() | st.text(max_size=20), max_size=4)


def test_digest_is_sha256() -> None:
    """The published test vector of FIPS 180-4 for `abc`."""
    assert ids.digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert ids.report_id(b"abc") == f"sha256:{hashlib.sha256(b'abc').hexdigest()}"


@given(PARTS, PARTS)
def test_equal_parts_and_only_they_give_equal_ids(left: list[object], right: list[object]) -> None:
    """The identity is that of the parts, in order."""
    same = repr(left) == repr(right)
    assert (ids.content_id("x", *left) == ids.content_id("x", *right)) is same
    assert ids.content_id("x", *left) != ids.content_id("y", *left)


@pytest.mark.parametrize(("left", "right"), [({"a": 1, "b": 2}, {"b": 2, "a": 1}), ((1, 2), [1, 2])])
def test_the_form_of_a_part_does_not_matter(left: object, right: object) -> None:
    """Keys are sorted; tuples and lists are the same array."""
    assert ids.content_id("x", left) == ids.content_id("x", right)


def test_half_surrogates_have_an_identity() -> None:
    """Text of a broken source never stops the run."""
    assert ids.content_id("x", "\ud800").startswith("x-")


def test_a_part_that_is_no_json_is_refused() -> None:
    """Sets have no order, so they have no identity."""
    with pytest.raises(TypeError, match="not JSON serializable"):
        ids.content_id("x", {1, 2})


@pytest.mark.parametrize("seed", ["0", "1"])
def test_an_id_is_the_same_in_every_process(seed: str) -> None:
    """Python's salted hash has no part in it."""
    code = "from bukti.ids import content_id; print(content_id('st', 'a', 1, None))"
    made = subprocess.check_output(  # noqa: S603 - our own interpreter on our own code
        [sys.executable, "-c", code], text=True, env={"PYTHONHASHSEED": seed, "PATH": ""}
    )
    assert made.strip() == ids.content_id("st", "a", 1, None)
