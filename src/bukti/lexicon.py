"""Language data by code. A language is one reviewed YAML file in resources/languages; the packaged form is JSON.

The file is divided into sections (`text`, `reading`, `names`); each section's shape is a pydantic model owned by the
stage that reads it, and `genscripts/build.py` checks every file against all of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel

Section = TypeVar("Section", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The data of one language: ISO 639 code, English name, raw sections.

    `support` is `full`, or `basic` for a language whose reading misses the floors that it is measured against.
    """

    code: str
    name: str
    sections: Mapping[str, Any]
    support: str = "full"

    def section(self, name: str, shape: type[Section]) -> Section:
        """One section in the shape of its owner; a missing section is an empty one."""
        return shape.model_validate(self.sections.get(name, {}))


def supported() -> tuple[str, ...]:
    """Codes of the languages that have a file, sorted."""
    folder = files("bukti") / "data" / "languages"
    return tuple(sorted(entry.name.removesuffix(".json") for entry in folder.iterdir() if entry.name.endswith(".json")))


@cache
def load(code: str) -> Lexicon | None:
    """The language's data, or None when Bukti has no file for it (support is then `basic`)."""
    if code not in supported():
        return None
    raw = json.loads((files("bukti") / "data" / "languages" / f"{code}.json").read_text("utf-8"))
    return Lexicon(raw["code"], raw["name"], raw, raw.get("support", "full"))


def name(code: str) -> str:
    """English name of a supported language, else its code."""
    found = load(code)
    return found.name if found else code


def support(code: str | None) -> str:
    """`full` where the language has a file that reads it well enough, else `basic`."""
    found = load(code) if code else None
    return found.support if found else "basic"


def resource(name: str) -> Any:
    """A packaged data file that belongs to no language (`outlets`, `gazetteer` …), parsed from JSON.

    Raises:
        FileNotFoundError: there is no such file in bukti/data.
    """
    return json.loads((files("bukti") / "data" / f"{name}.json").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Outlet:
    """A known wire, broadcaster, newspaper or site (resources/outlets.yml).

    Attributes:
        key: identity, `media:` and a short name. name: as shown. kind: `wire`, `broadcaster`, `newspaper` or `site`.
        country: ISO 3166-1 alpha-2. owner: who owns or steers it, or None; context, never proof of dependence.
        languages: ISO 639-1 codes. domains: lower case, without www. names: every name, the shown one first.
    """

    key: str
    name: str
    kind: str
    country: str
    owner: str | None
    languages: tuple[str, ...]
    domains: tuple[str, ...]
    names: tuple[str, ...]


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every known outlet, sorted by key."""
    rows = resource("outlets")["outlets"]
    made = (
        Outlet(
            f"media:{row['key']}",
            row["name"],
            row["kind"],
            row["country"],
            row.get("owner"),
            tuple(row["languages"]),
            tuple(row["domains"]),
            tuple(dict.fromkeys((row["name"], *row["names"]))),
        )
        for row in rows
    )
    return tuple(sorted(made, key=lambda outlet: outlet.key))
