"""Language data by code. A language is one reviewed YAML file in resources/languages; the packaged form is JSON.

The file is divided into sections (`text`, `reading`, `names`); each section's shape is a pydantic model owned by the
stage that reads it, and `genscripts/build.py` checks every file against all of them.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bukti.errors import DataError, UsageError

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
        clients_of: keys of the wires whose text it takes; context too.
    """

    key: str
    name: str
    kind: str
    country: str
    owner: str | None
    languages: tuple[str, ...]
    domains: tuple[str, ...]
    names: tuple[str, ...]
    clients_of: tuple[str, ...] = ()


class OwnOutlet(BaseModel):
    """One `[[outlets]]` table of a user's file; what it leaves out stays as the packaged list has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    name: str | None = None
    kind: Literal["wire", "broadcaster", "newspaper", "site"] | None = None
    country: str | None = None
    owner: str | None = None
    languages: list[str] | None = None
    domains: list[str] | None = None
    names: list[str] | None = None
    clients_of: list[str] | None = None


class OwnOutlets(BaseModel):
    """A user's file of outlets."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outlets: list[OwnOutlet]


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every known outlet, sorted by key: the packaged ones, changed and added to by the file in `BUKTI_OUTLETS`.

    Raises:
        UsageError: the file cannot be read. DataError: it is malformed, or contradicts itself or the packaged list.
    """
    path = own_path()
    rows = {row["key"]: row for row in resource("outlets")["outlets"]}
    if path is not None:
        for own in _read_own(path):
            rows[own.key] = {**rows.get(own.key, {}), **own.model_dump(exclude_none=True)}
        _check(str(path), rows)
    return tuple(sorted(map(_outlet, rows.values()), key=lambda outlet: outlet.key))


def own_path() -> Path | None:
    """The user's file of outlets, or None."""
    named = os.environ.get("BUKTI_OUTLETS")
    return Path(named) if named else None


def own_digest() -> str:
    """SHA-256 of the user's file of outlets, or "" where there is none."""
    path = own_path()
    return sha256(path.read_bytes()).hexdigest() if path else ""


def _outlet(row: Mapping[str, Any]) -> Outlet:
    return Outlet(
        f"media:{row['key']}",
        row["name"],
        row.get("kind", "site"),
        row.get("country", ""),
        row.get("owner"),
        tuple(row.get("languages", ())),
        tuple(row.get("domains", ())),
        tuple(dict.fromkeys((row["name"], *row.get("names", ())))),
        tuple(f"media:{wire}" for wire in row.get("clients_of", ())),
    )


def _read_own(path: Path) -> list[OwnOutlet]:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        return OwnOutlets.model_validate(raw).outlets
    except OSError as fault:
        raise UsageError(
            f"BUKTI_OUTLETS is {str(path)!r}, which cannot be read ({fault.strerror or fault}): check the path."
        ) from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        place = ".".join(map(str, first["loc"]))
        problem = f"{place or 'the file'}: {first['msg']} ({str(first['input'])[:60]!r})"
        raise DataError(str(path), problem, "See “Outlets of your own” in docs/derivation.md for its form.") from fault
    except ValueError as fault:
        raise DataError(str(path), f"no TOML in UTF-8 ({fault})", "Write one [[outlets]] table an outlet.") from fault


def _check(path: str, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """What a user's file must not say: no name, a name of two outlets, a domain that is none, an unknown wire."""
    owners: dict[str, str] = {}
    for key, row in rows.items():
        if not row.get("name", "").strip():
            raise DataError(path, f"outlet {key!r} has no name", "Give it one, or correct its key.")
        for name in dict.fromkeys((row["name"], *row.get("names", ()))):
            if owners.setdefault(name, key) != key:
                raise DataError(path, f"{name!r} names {owners[name]!r} and {key!r}", "Leave it to one of them.")
        for domain in row.get("domains", ()):
            if not re.fullmatch(r"(?!www\.)[^\s/:@A-Z]+\.[^\s/:@A-Z]+", domain):
                raise DataError(
                    path, f"{domain!r} is no domain of {key!r}", "Write it small, without https:// and www."
                )
        for wire in row.get("clients_of", ()):
            if wire not in rows:
                raise DataError(path, f"{key!r} is a client of {wire!r}, which is no key", "Use the key of an outlet.")
