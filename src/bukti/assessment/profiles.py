"""Profiles: every parameter and threshold of the assessment in one versioned TOML file (method.md section 7.3).

A profile is data. What it holds is a convention unless its comment names a source; the output names the profile with
its version and the SHA-256 of the file's bytes.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bukti.errors import DataError, UsageError
from bukti.ids import digest
from bukti.model import Degree, EvidenceBasis, ProfileStamp

LETTERS = ("A", "B", "C", "D", "E", "F")
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Letters = dict[str, Share]  # exactly the keys A to F, checked in Parameters


class _Part(BaseModel):
    """A table of the profile: frozen, unknown keys refused, whole and decimal numbers only."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class OpinionPart(_Part):
    """Constants of the opinion: a, W, u_min and ι of method.md 7.3."""

    base_rate: Annotated[float, Field(gt=0.0, lt=1.0)]
    prior_weight: Annotated[float, Field(gt=0.0, le=100.0)]
    least_uncertainty: Annotated[float, Field(gt=0.0, lt=1.0)]
    self_interest: Share


class DependencePart(_Part):
    """Default ρ by reason, and the ρ from which a group is one origin when origins are counted (7.2 (7))."""

    same_organisation: Share
    same_event: Share
    same_interest: Share
    one_origin: Annotated[float, Field(gt=0.0, le=1.0)]


class EdgesPart(_Part):
    """Probability from which two reports are one family, an arrow is drawn, and an edge is beyond doubt."""

    merge: Share
    arrow: Share
    sure: Share

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.merge <= self.arrow <= self.sure:
            raise ValueError(f"merge {self.merge}, arrow {self.arrow} and sure {self.sure} must not fall")
        return self


class WorldsPart(_Part):
    """When worlds are enumerated, and how they are drawn otherwise (7.2 (5))."""

    exact: Annotated[int, Field(ge=0, le=20)]
    draws: Annotated[int, Field(ge=100, le=1_000_000)]
    seed: Annotated[int, Field(ge=0)]


class LikelihoodPart(_Part):
    """When a likelihood is stated, and the terms it cannot pass (7.4, anchors.md section 4 item 6)."""

    most_uncertainty: Share
    single: str
    strongest: str
    weakest: str


class ConfidenceLevel(_Part):
    """What one level of confidence needs: origins alone, or fewer with a verified document."""

    most_uncertainty: Share
    origins: Annotated[int, Field(ge=1)]
    origins_with_document: Annotated[int, Field(ge=1)]
    most_conflict: Share


class ConfidencePart(_Part):
    """The two levels above `low`."""

    high: ConfidenceLevel
    moderate: ConfidenceLevel


class Confirmed(_Part):
    """Credibility 1: confirmed by other independent origins, so never with one."""

    origins: Annotated[int, Field(ge=2)]
    belief: Share
    disbelief: Share


class Probable(_Part):
    """Credibility 2."""

    projected: Share
    uncertainty: Share


class AdmiraltyPart(_Part):
    """Thresholds of the credibility digit (7.4)."""

    unknown_above: Share
    confirmed: Confirmed
    probable: Probable
    possible: Share
    doubtful: Share

    @model_validator(mode="after")
    def _falling(self) -> Self:
        if not self.probable.projected >= self.possible >= self.doubtful:
            raise ValueError("probable.projected, possible and doubtful must not rise")
        return self


class Standard(_Part):
    """One standard of proof: least belief, most disbelief, and the structure of origins it needs."""

    name: Annotated[str, Field(min_length=1)]
    belief: Share
    disbelief: Share = 1.0
    ratio: Annotated[float, Field(ge=0.0)] = 0.0
    strictly_more: bool = False
    origins: Annotated[int, Field(ge=0)] = 0
    direct_instead: bool = False
    verified: bool = False

    def strictness(self) -> tuple[float, ...]:
        """Each demand as a number that grows with strictness; the ladder must not fall in any of them."""
        alone = self.origins > 0 and not self.direct_instead
        return (self.belief, -self.disbelief, self.ratio, self.strictly_more, self.origins, alone, self.verified)


MEASURES = (
    "origins",
    "origins_max",
    "belief",
    "disbelief",
    "uncertainty",
    "conflict",
    "direct",
    "documents",
    "named",
    "named_direct",
    "verified",
    "standard",
)


class Condition(_Part):
    """One condition of a policy: a measure with its bound, or `any` of several.

    Attributes:
        measure: one of `MEASURES`; counts are of affirming independent-capable origins (docs/assessment.md).
        at_least, at_most: bounds, inclusive; for `standard` the name of a standard.
        why: the reader's sentence when the condition fails.
    """

    measure: str | None = None
    at_least: float | str | None = None
    at_most: float | None = None
    any: tuple[Condition, ...] = ()
    why: str = ""

    @model_validator(mode="before")
    @classmethod
    def _tuple(cls, raw: Any) -> Any:
        # TOML has lists only; strict validation wants the tuple that the frozen record keeps.
        if isinstance(raw, dict) and isinstance(raw.get("any"), list):
            return {**raw, "any": tuple(raw["any"])}
        return raw

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.measure is None) == (not self.any):
            raise ValueError("a condition has either `measure` or `any`")
        if self.measure is None:
            return self
        if self.measure not in MEASURES:
            raise ValueError(f"unknown measure {self.measure!r}; known are {', '.join(MEASURES)}")
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError(f"measure {self.measure!r} needs exactly one of `at_least` and `at_most`")
        if (self.measure == "standard") != isinstance(self.at_least, str):
            raise ValueError(f"measure {self.measure!r}: `at_least` names a standard for `standard` and only there")
        return self


class Policy(_Part):
    """When a finding is enough to act on: all conditions hold."""

    description: str
    conditions: tuple[Condition, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _tuple(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and isinstance(raw.get("conditions"), list):
            return {**raw, "conditions": tuple(raw["conditions"])}
        return raw

    @model_validator(mode="after")
    def _explained(self) -> Self:
        silent = [place for place, condition in enumerate(self.conditions, 1) if not condition.why]
        if silent:
            raise ValueError(f"condition {silent[0]} has no `why`")
        return self


class Parameters(_Part):
    """The content of a profile file."""

    name: Annotated[str, Field(min_length=1)]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    description: str
    scheme: Literal["icd203", "phia"]
    policy: str
    opinion: OpinionPart
    origin: Letters
    relay: Letters
    certainty: dict[str, Share]
    basis: dict[str, Share]
    dependence: DependencePart
    edges: EdgesPart
    worlds: WorldsPart
    likelihood: LikelihoodPart
    confidence: ConfidencePart
    admiralty: AdmiraltyPart
    standards: tuple[Standard, ...] = Field(min_length=1)
    policies: dict[str, Policy]
    ratings: dict[str, Literal["A", "B", "C", "D", "E", "F"]] = Field(default={})
    reader: Annotated[str, Field(pattern="^[a-z]{2,3}$")] | None = None

    def letter(self, name: str) -> str:
        """The user's letter for a source or outlet, F (cannot be judged) where none is given; case does not matter."""
        folded = name.casefold()
        return next((letter for known, letter in self.ratings.items() if known.casefold() == folded), "F")

    @model_validator(mode="before")
    @classmethod
    def _tuple(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and isinstance(raw.get("standards"), list):
            return {**raw, "standards": tuple(raw["standards"])}
        return raw

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for table, wanted in (
            ("origin", set(LETTERS)),
            ("relay", set(LETTERS)),
            ("certainty", {degree.value for degree in Degree}),
            ("basis", {basis.value for basis in EvidenceBasis}),
        ):
            if set(getattr(self, table)) != wanted:
                raise ValueError(f"table {table!r} must have exactly the keys {', '.join(sorted(wanted))}")
        return self

    @model_validator(mode="after")
    def _rising(self) -> Self:
        degrees = [self.certainty[key] for key in ("CT", "PR", "wPR", "PS")]
        if degrees != sorted(degrees, reverse=True) or self.certainty["Uu"] != 0.0:
            raise ValueError("certainty must fall from CT over PR and wPR to PS, and Uu must be 0")
        for table in (self.origin, self.relay):
            steps = [table[letter] for letter in ("A", "B", "C", "D", "E")]
            if steps != sorted(steps, reverse=True):
                raise ValueError("letters must not rise from A to E")
        return self

    @model_validator(mode="after")
    def _nested(self) -> Self:
        for weaker, stricter in zip(self.standards, self.standards[1:], strict=False):
            if any(low > high for low, high in zip(weaker.strictness(), stricter.strictness(), strict=True)):
                raise ValueError(f"standards are not nested: {stricter.name!r} demands less than {weaker.name!r}")
        return self

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.policy not in self.policies:
            raise ValueError(f"policy {self.policy!r} is not among {', '.join(sorted(self.policies))}")
        known = {standard.name for standard in self.standards}
        pending = [condition for name in sorted(self.policies) for condition in self.policies[name].conditions]
        while pending:
            condition = pending.pop()
            pending.extend(condition.any)
            if condition.measure == "standard" and condition.at_least not in known:
                raise ValueError(f"policy names the standard {condition.at_least!r}, which the profile does not have")
        return self


class Profile(Parameters):
    """Parameters with the stamp that the output names.

    Attributes:
        stamp: name, version and SHA-256 of the file's bytes.
    """

    stamp: ProfileStamp


def names() -> tuple[str, ...]:
    """Names of the packaged profiles, sorted."""
    folder = files("bukti") / "data" / "profiles"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load(name_or_path: str | Path = "default") -> Profile:
    """A packaged profile by name, or a profile file by path (whatever ends in `.toml` or holds a separator).

    Raises:
        UsageError: no such profile or file.
        DataError: the file is not TOML, or a key is unknown, missing or out of range; the message names the key.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(".toml") or "/" in text:
        path = Path(text)
        if not path.is_file():
            raise UsageError(
                f"Profile file {text!r} does not exist: give a packaged name ({', '.join(names())}) or a file."
            )
        return parse(path.read_bytes(), text)
    return _packaged(text)


@cache
def _packaged(name: str) -> Profile:
    return parse(packaged(name), name)


def packaged(name: str) -> bytes:
    """The bytes of a packaged profile.

    Raises:
        UsageError: there is none of this name.
    """
    if name not in names():
        raise UsageError(f"Profile {name!r} is unknown: use {', '.join(names())} or the path of a TOML file.")
    return (files("bukti") / "data" / "profiles" / f"{name}.toml").read_bytes()


def parse(data: bytes, where: str) -> Profile:
    """A profile from the bytes of its file.

    Args:
        data: TOML in UTF-8.
        where: file or name, for the error.

    Raises:
        DataError: as in `load`.
    """
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as fault:  # numbers too long and arrays too deep, too
        raise DataError(f"profile {where}", f"not TOML in UTF-8 ({fault})", "Repair the file.") from fault
    try:
        parameters = Parameters.model_validate(raw)
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(str(step) for step in first["loc"]) or "the whole file"
        problem = f"{place}: {first['msg']}, found {_short(first['input'])}"
        raise DataError(f"profile {where}", problem, "Compare with resources/profiles/default.toml.") from fault
    stamp = ProfileStamp(parameters.name, parameters.version, digest(data))
    return Profile.model_construct(**dict(parameters), stamp=stamp)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
