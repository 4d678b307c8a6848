"""Profiles: the shipped ones hold method.md's table, and a file that is wrong is refused with its key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bukti.assessment.profiles import MEASURES, load, names, parse
from bukti.errors import DataError, UsageError
from bukti.ids import digest

FILES = Path(__file__).parents[2] / "resources" / "profiles"
TEXT = (FILES / "default.toml").read_text("utf-8")


def test_the_table_of_the_method() -> None:
    """The default has the parameters of method.md 7.3."""
    profile = load()
    assert profile.origin == {"A": 0.95, "B": 0.75, "C": 0.50, "D": 0.25, "E": 0.05, "F": 0.375}
    assert profile.relay == {"A": 0.98, "B": 0.95, "C": 0.85, "D": 0.65, "E": 0.30, "F": 0.75}
    assert profile.certainty == {"CT": 0.95, "PR": 0.50, "wPR": 0.30, "PS": 0.10, "Uu": 0.0}
    assert profile.basis == {
        "perceived": 1.0, "documented": 0.9, "unverified_document": 0.6, "inferred": 0.6, "unspecified": 0.5,
        "hearsay": 0.4,
    }  # fmt: skip
    opinion, rho, edges = profile.opinion, profile.dependence, profile.edges
    assert (opinion.base_rate, opinion.prior_weight, opinion.least_uncertainty, opinion.self_interest) == (
        0.5, 2.0, 0.02, 0.5,
    )  # fmt: skip
    assert (rho.same_organisation, rho.same_event, rho.same_interest, rho.one_origin) == (0.7, 0.2, 0.3, 0.5)
    assert (edges.merge, edges.arrow, edges.sure) == (0.5, 0.7, 0.95)
    assert (profile.worlds.exact, profile.worlds.draws) == (16, 20_000)
    assert [standard.belief for standard in profile.standards] == [0.30, 0.45, 0.51, 0.71, 0.91]


def test_shipped_profiles() -> None:
    """Every resource is packaged, loads by name and by path, and is named with its own bytes' digest."""
    assert names() == ("default", "newsroom", "sanctions-desk")
    for name in names():
        path = FILES / f"{name}.toml"
        profile = load(name)
        assert profile == load(path) == load(str(path))
        assert profile.stamp.name == profile.name == name
        assert (profile.stamp.version, profile.stamp.sha256) == (profile.version, digest(path.read_bytes()))
    assert (load("newsroom").policy, load("sanctions-desk").policy) == ("newsroom", "eu-listing-like")
    assert [load(name).scheme for name in names()] == ["icd203", "icd203", "phia"]


def test_no_such_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown name and an absent file are refused with what there is."""
    with pytest.raises(UsageError) as caught:
        load("defalt")
    assert str(caught.value) == (
        "Profile 'defalt' is unknown: use default, newsroom, sanctions-desk or the path of a TOML file."
    )
    for absent in (tmp_path / "x", "x.toml", "./x"):
        with pytest.raises(UsageError) as caught:
            load(absent)
        assert str(caught.value) == (
            f"Profile file {str(absent)!r} does not exist: give a packaged name (default, newsroom, sanctions-desk)"
            " or a file."
        )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text(TEXT, "utf-8")
    assert load("own.toml").name == "default"


def test_letters_of_sources() -> None:
    """Ratings are found whatever the case; whoever is not rated is F."""
    profile = parse(f'{TEXT}\n"Example Wire" = "B"\n'.encode(), "own")
    assert [profile.letter(name) for name in ("Example Wire", "EXAMPLE wire", "Example", "")] == ["B", "B", "F", "F"]


def _refused(text: str) -> str:
    with pytest.raises(DataError) as caught:
        parse(text.encode(), "own.toml")
    message = str(caught.value)
    assert message.startswith("profile own.toml: ")
    return message


REPLACED = [
    ("base_rate = 0.5 ", "base_rate = 0.0 ", "opinion.base_rate: Input should be greater than 0, found 0.0"),
    ("base_rate = 0.5 ", "base_rate = 1.0 ", "opinion.base_rate: Input should be less than 1, found 1.0"),
    ("base_rate = 0.5 ", "base_rate = nan ", "opinion.base_rate: Input should be"),
    ("base_rate = 0.5 ", 'base_rate = "x" ', "opinion.base_rate: Input should be a valid number, found 'x'"),
    ("base_rate = 0.5 ", "", "opinion.base_rate: Field required"),
    ("base_rate = 0.5 ", "base_rates = 0.5 ", "opinion.base_rate: Field required"),
    ("prior_weight = 2.0", "prior_weight = 0.0", "opinion.prior_weight: Input should be greater than 0"),
    ("prior_weight = 2.0", "prior_weight = 100.1", "opinion.prior_weight: Input should be less than or equal to 100"),
    ("least_uncertainty = 0.02", "least_uncertainty = 0.0", "opinion.least_uncertainty: Input should be greater"),
    ("self_interest = 0.5", "self_interest = 1.5", "opinion.self_interest: Input should be less than or equal to 1"),
    ("[origin] ", "[origins] ", "origin: Field required"),
    ("A = 0.95\nB = 0.75", "A = 0.75\nB = 0.95", "letters must not rise from A to E"),
    ("A = 0.98\nB = 0.95", "A = 0.95\nB = 0.98", "letters must not rise from A to E"),
    ("F = 0.375\n", "", "table 'origin' must have exactly the keys A, B, C, D, E, F"),
    ("F = 0.75\n", "F = 0.75\nG = 0.0\n", "table 'relay' must have exactly the keys A, B, C, D, E, F"),
    ("PS = 0.10\n", "", "table 'certainty' must have exactly the keys CT, PR, PS, Uu, wPR"),
    ("hearsay = 0.4\n", "", "table 'basis' must have exactly the keys documented, hearsay, inferred, perceived,"),
    ("PR = 0.50", "PR = 0.96", "certainty must fall from CT over PR and wPR to PS, and Uu must be 0"),
    ("Uu = 0.0", "Uu = 0.1", "certainty must fall from CT over PR and wPR to PS, and Uu must be 0"),
    ("arrow = 0.7", "arrow = 0.4", "edges: Value error, merge 0.5, arrow 0.4 and sure 0.95 must not fall"),
    ("one_origin = 0.5", "one_origin = 0.0", "dependence.one_origin: Input should be greater than 0"),
    ("exact = 16", "exact = 21", "worlds.exact: Input should be less than or equal to 20"),
    ("draws = 20000", "draws = 99", "worlds.draws: Input should be greater than or equal to 100"),
    ("draws = 20000", "draws = 1000001", "worlds.draws: Input should be less than or equal to 1000000"),
    ('scheme = "icd203" ', 'scheme = "kent" ', "scheme: Input should be 'icd203' or 'phia', found 'kent'"),
    ('policy = "two-origins" ', 'policy = "none" ', "policy 'none' is not among eu-listing-like, newsroom, two"),
    ('version = "1.0.0"', 'version = "1.0"', "version: String should match pattern"),
    ('name = "default"', 'name = ""', "name: String should have at least 1 character"),
    ("origins = 2, belief = 0.70", "origins = 1, belief = 0.70",
     "admiralty.confirmed.origins: Input should be greater than or equal to 2"),
    ("possible = 0.40", "possible = 0.61", "admiralty: Value error, probable.projected, possible and doubtful must"),
    ("doubtful = 0.20", "doubtful = 0.41", "admiralty: Value error, probable.projected, possible and doubtful must"),
    ("belief = 0.30", "belief = 0.46",
     "standards are not nested: 'reasonable grounds to believe' demands less than 'reasonable suspicion'"),
    ("disbelief = 0.03", "disbelief = 0.11",
     "standards are not nested: 'beyond reasonable doubt' demands less than 'clear and convincing evidence'"),
    ('at_least = "balance of probabilities", why = "the balance of probabilities is not met" },\n]',
     'at_least = "balance", why = "x" },\n]', "policy names the standard 'balance', which the profile does not have"),
    ('{ measure = "direct", at_least = 1', '{ measure = "luck", at_least = 1',
     f"unknown measure 'luck'; known are {', '.join(MEASURES)}"),
    ('{ measure = "direct", at_least = 1', '{ measure = "direct", at_least = 1, at_most = 2',
     "measure 'direct' needs exactly one of `at_least` and `at_most`"),
    ('{ measure = "direct", at_least = 1', '{ measure = "direct"',
     "measure 'direct' needs exactly one of `at_least` and `at_most`"),
    ('{ measure = "direct", at_least = 1', '{ measure = "direct", at_least = "balance of probabilities"',
     "measure 'direct': `at_least` names a standard for `standard` and only there"),
    ('{ measure = "direct", at_least = 1', '{ measure = "standard", at_least = 1',
     "measure 'standard': `at_least` names a standard for `standard` and only there"),
    ('{ measure = "direct", at_least = 1', '{ measure = "standard", at_most = 1',
     "measure 'standard': `at_least` names a standard for `standard` and only there"),
    ('{ measure = "direct", at_least = 1, ', "{ ", "a condition has either `measure` or `any`"),
    ('{ measure = "direct", at_least = 1, ',
     '{ measure = "direct", at_least = 1, any = [{ measure = "named", at_least = 1 }], ',
     "a condition has either `measure` or `any`"),
    ('{ measure = "named", at_least = 1, why = "no origin is a named person, a body or a document" }',
     '{ measure = "named", at_least = 1 }', "condition 5 has no `why`"),
    ("    { measure = \"named_direct\", at_least = 1 },", "    { measure = \"standard\", at_least = \"luck\" },",
     "policy names the standard 'luck', which the profile does not have"),
    ("[ratings]", '[ratings]\n"Wire" = "G"', "ratings.Wire: Input should be 'A', 'B', 'C', 'D', 'E' or 'F', found 'G'"),
    ("[edges]", "[edges]\nnoise = 1", "edges.noise: Extra inputs are not permitted, found 1"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), REPLACED, ids=[row[2][:48] for row in REPLACED])
def test_what_is_refused(old: str, new: str, message: str) -> None:
    """A wrong key, range or rule is refused with its place and value, and with where to look."""
    assert old in TEXT
    found = _refused(TEXT.replace(old, new, 1))
    assert message in found
    assert found.endswith(". Compare with resources/profiles/default.toml.")


def test_a_file_that_is_no_toml() -> None:
    """What is not TOML, or not UTF-8, is refused with the reason."""
    assert re.fullmatch(r"profile own\.toml: not TOML in UTF-8 \(.+\)\. Repair the file\.", _refused("name = "))
    with pytest.raises(DataError, match=r"profile own: not TOML in UTF-8 \(.*utf-8.*\)\. Repair the file\."):
        parse(b"name = '\xff'", "own")


def test_empty_tables_of_rules() -> None:
    """A profile without a standard, or a policy without a condition, is refused; no table of ratings is fine."""
    head = TEXT[: TEXT.index("[[standards]]")]
    tail = TEXT[TEXT.index("# Policies") :]
    assert "standards: Field required" in _refused(f"{head}\n{tail}")
    assert "standards: Tuple should have at least 1 item" in _refused(f"standards = []\n{head}\n{tail}")
    empty = '[policies.empty]\ndescription = ""\nconditions = []\n'
    assert "policies.empty.conditions: Tuple should have at least 1 item" in _refused(f"{TEXT}\n{empty}")
    wrong = '[policies.wrong]\ndescription = ""\nconditions = 3\n'
    assert "policies.wrong.conditions: Input should be a valid tuple, found 3" in _refused(f"{TEXT}\n{wrong}")
    assert parse(TEXT.replace("[ratings]", "").encode(), "own").ratings == {}


def test_long_values_are_cut() -> None:
    """A long wrong value is shown in part."""
    found = _refused(TEXT.replace('scheme = "icd203" ', f'scheme = "{"x" * 100}" '))
    assert f"found '{'x' * 56}..." in found
    assert "x" * 57 not in found
    whole = _refused(TEXT.replace('scheme = "icd203" ', f'scheme = "{"x" * 58}" '))
    assert f"found '{'x' * 58}'." in whole
