"""Language data by code."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from bukti import lexicon


class Shape(BaseModel):
    """A section's shape."""

    model_config = ConfigDict(extra="forbid")
    words: tuple[str, ...] = ()


def test_every_supported_language_loads() -> None:
    """Each packaged file has its own code and a name; the list is sorted."""
    codes = lexicon.supported()
    assert list(codes) == sorted(codes)
    assert {"en", "id"} <= set(codes)
    for code in codes:
        found = lexicon.load(code)
        assert found is not None
        assert (found.code, bool(found.name)) == (code, True)


@pytest.mark.parametrize("code", ["xx", "", "../en", "EN"])
def test_an_unknown_language_is_none(code: str) -> None:
    """Support is then basic; no code becomes a path."""
    assert lexicon.load(code) is None


def test_sections_take_the_shape_of_their_owner() -> None:
    """A missing section is an empty one; one of another shape is refused."""
    found = lexicon.Lexicon("x", "X", {"a": {"words": ["w"]}, "b": {"other": 1}})
    assert found.section("a", Shape).words == ("w",)
    assert found.section("none", Shape).words == ()
    with pytest.raises(ValidationError, match="other"):
        found.section("b", Shape)


def test_a_resource_that_is_not_there_says_so() -> None:
    """Packaged data of no language is parsed from JSON."""
    assert lexicon.resource("citation")
    with pytest.raises(FileNotFoundError, match="nonesuch"):
        lexicon.resource("nonesuch")
