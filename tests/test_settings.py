"""Settings from the environment."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from bukti.errors import UsageError
from bukti.settings import Limits, Rates, from_environment


def test_an_empty_environment_gives_the_defaults() -> None:
    """Every limit has its default; embeddings are used where they are installed; parsing is isolated."""
    found = from_environment({})
    assert found.limits == Limits()
    assert found.rates == Rates()
    assert (found.embeddings, found.isolation) == ("auto", "on")
    assert found.cache == Path.home() / ".cache" / "bukti"


@pytest.mark.parametrize("name", [f.name for f in fields(Limits)])
def test_every_limit_can_be_set(name: str) -> None:
    """By `BUKTI_LIMIT_` and its name; the others stay."""
    found = from_environment({f"BUKTI_LIMIT_{name.upper()}": "7"}).limits
    assert getattr(found, name) == 7
    assert sum(getattr(found, f.name) != getattr(Limits(), f.name) for f in fields(Limits)) == 1


@pytest.mark.parametrize("name", [f.name for f in fields(Rates)])
def test_every_rate_can_be_set(name: str) -> None:
    """By `BUKTI_RATE_` and its name; what is none is bad use."""
    assert getattr(from_environment({f"BUKTI_RATE_{name.upper()}": "7"}).rates, name) == 7
    with pytest.raises(UsageError, match=f"BUKTI_RATE_{name.upper()} is '0': use a whole number above 0"):
        from_environment({f"BUKTI_RATE_{name.upper()}": "0"})


@pytest.mark.parametrize(
    ("environment", "cache"),
    [
        ({"BUKTI_CACHE": "/c"}, "/c"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/bukti"),
        ({"BUKTI_CACHE": "/c", "XDG_CACHE_HOME": "/x"}, "/c"),
    ],
)
def test_the_cache_folder(environment: dict[str, str], cache: str) -> None:
    """Our own variable before the desktop's."""
    assert from_environment(environment).cache == Path(cache)


@pytest.mark.parametrize("value", ["0", "-1", "many", "", "1.5"])
def test_a_limit_that_is_no_positive_number_is_bad_use(value: str) -> None:
    """The variable and its value are named."""
    with pytest.raises(UsageError, match="BUKTI_LIMIT_PAGES"):
        from_environment({"BUKTI_LIMIT_PAGES": value})


def test_an_unknown_word_is_bad_use() -> None:
    """Embeddings are `auto` or `off`, isolation is `on` or `off`."""
    assert from_environment({"BUKTI_EMBEDDINGS": "off"}).embeddings == "off"
    with pytest.raises(UsageError, match="BUKTI_EMBEDDINGS is 'on'"):
        from_environment({"BUKTI_EMBEDDINGS": "on"})
    assert from_environment({"BUKTI_ISOLATION": "off"}).isolation == "off"
    with pytest.raises(UsageError, match="BUKTI_ISOLATION is 'auto': use 'on' or 'off'"):
        from_environment({"BUKTI_ISOLATION": "auto"})


def test_settings_cannot_be_changed() -> None:
    """What was read stays."""
    with pytest.raises(FrozenInstanceError):
        from_environment({}).embeddings = "off"  # type: ignore[misc]  # the point of the test
