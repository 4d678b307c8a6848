"""Language data by code."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from bukti import lexicon
from bukti.errors import DataError, UsageError


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


OWN = """
[[outlets]]
key = "harbour-voice"
name = "Harbour Voice"
domains = ["harbourvoice.test"]
clients_of = ["afp"]

[[outlets]]
key = "afp"
owner = "nobody"
"""


def test_a_file_of_ones_own_adds_and_changes_outlets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new key is a new outlet; a known one keeps what the file leaves out; the digest is that of the file."""
    path = tmp_path / "mine.toml"
    path.write_text(OWN, "utf-8")
    monkeypatch.setenv("BUKTI_OUTLETS", str(path))
    found = {outlet.key: outlet for outlet in lexicon.outlets.__wrapped__()}
    assert found["media:harbour-voice"].clients_of == ("media:afp",)
    assert (found["media:afp"].owner, found["media:afp"].name) == ("nobody", "Agence France-Presse")
    assert lexicon.own_digest() == sha256(OWN.encode()).hexdigest()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("outlets = 3", "outlets: Input should be a valid list"),
        ("[[outlets]]\nname = 'X'", "outlets.0.key: Field required"),
        ("[[outlets]]\nkey = 'a'\nname = 'A'\ncolour = 'red'", "outlets.0.colour: Extra inputs"),
        ("[[outlets]]\nkey = 'a'", "outlet 'a' has no name"),
        ("[[outlets]]\nkey = 'a'\nname = 'Reuters'", "'Reuters' names 'reuters' and 'a'"),
        ("[[outlets]]\nkey = 'a'\nname = 'A'\ndomains = ['https://a.test']", "'https://a.test' is no domain of 'a'"),
        ("[[outlets]]\nkey = 'a'\nname = 'A'\nclients_of = ['zzz']", "'a' is a client of 'zzz'"),
        ("outlets: []", "no TOML"),
    ],
)
def test_a_malformed_file_of_outlets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str) -> None:
    """The error names the file, the place, the value and the remedy."""
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    monkeypatch.setenv("BUKTI_OUTLETS", str(path))
    with pytest.raises(DataError, match=re.escape(problem)):
        lexicon.outlets.__wrapped__()


def test_a_missing_file_of_outlets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that cannot be read is a wrong setting."""
    monkeypatch.setenv("BUKTI_OUTLETS", str(tmp_path / "no.toml"))
    with pytest.raises(UsageError, match="check the path"):
        lexicon.outlets.__wrapped__()


def test_packaged_wires_are_keys() -> None:
    """Whoever is a client is one of a listed wire."""
    wires = {outlet.key for outlet in lexicon.outlets() if outlet.kind == "wire"}
    assert {wire for outlet in lexicon.outlets() for wire in outlet.clients_of} <= wires
