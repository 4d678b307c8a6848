"""The form of an answer key: what is true of a collection whose making is known (docs/example.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bukti.errors import DataError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Place(_Strict):
    """Where a report of the key lies: file name, address inside a container (None for a file of its own), language."""

    file: str = Field(min_length=1)
    within: str | None
    language: str


class TrueEdge(_Strict):
    """An immediate parent of a report, both by name; for `outside`, the parent is an outlet outside the collection."""

    parent: str
    child: str
    kind: Literal["copy", "rewrite", "translation", "citation", "common_origin"]
    why: str = ""


class Anchor(_Strict):
    """Words of one report that carry a claim; white space may differ, nothing else."""

    report: str
    quote: str = Field(min_length=1)


class Expected(_Strict):
    """What must and must not come out; None or an empty list checks nothing.

    Attributes:
        admiralty_any_of: grades that are right. likelihood_not: terms that must not be used.
        must_not_say: words that no explanation may hold (whole words, case does not matter).
    """

    actionable: bool | None = None
    actionable_why: str = ""
    admiralty_any_of: tuple[str, ...] = Field(default=(), strict=False)
    likelihood_not: tuple[str, ...] = Field(default=(), strict=False)
    must_not_say: tuple[str, ...] = Field(default=(), strict=False)


class KeyClaim(_Strict):
    """A claim of the key: its anchors, who denies it, and how many independent origins it truly has.

    Attributes:
        may_be_denial: the claim may also be held as the denial of another; then its denying origins are counted.
    """

    id: str
    text: str
    language: str
    anchors: tuple[Anchor, ...] = Field(min_length=1, strict=False)
    denied_by: tuple[Anchor, ...] = Field(default=(), strict=False)
    origins: int = Field(ge=0)
    origins_why: str = Field(min_length=1)
    may_be_denial: bool = False
    expected: Expected = Expected()


class AnswerKey(_Strict):
    """What is true of a collection of reports. Names in it are the key's own, one for each report."""

    bukti: Literal["answer key"]
    version: Literal[1]
    about: str = ""
    reports: dict[str, Place]
    derivations: tuple[TrueEdge, ...] = Field(strict=False)
    outside: tuple[TrueEdge, ...] = Field(default=(), strict=False)
    claims: tuple[KeyClaim, ...] = Field(strict=False)

    @model_validator(mode="after")
    def _names_are_known(self) -> AnswerKey:
        used = [e.child for e in (*self.derivations, *self.outside)] + [e.parent for e in self.derivations]
        used += [a.report for c in self.claims for a in (*c.anchors, *c.denied_by)]
        if unknown := sorted(set(used) - set(self.reports)):
            raise ValueError(f"names that `reports` lacks: {unknown}")
        for what, items in (
            ("derivations", [(e.parent, e.child) for e in self.derivations]),
            ("claims", [c.id for c in self.claims]),
            ("reports", [(p.file, p.within) for p in self.reports.values()]),
        ):
            if len(items) != len(set(items)):
                raise ValueError(f"something stands twice in `{what}`")
        return self


def load(path: Path) -> AnswerKey:
    """The answer key in a file.

    Raises:
        DataError: it cannot be read, is no JSON, or is no answer key of version 1.
    """
    remedy = "See docs/example.md for the form of an answer key."
    try:
        return AnswerKey.model_validate(json.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise DataError(str(path), f"cannot be read as JSON ({fault})", remedy) from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise DataError(str(path), f"{where}: {first['msg']}" if where else first["msg"], remedy) from fault
