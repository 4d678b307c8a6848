"""Typed settings, read once from the environment, then frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from bukti.errors import UsageError

EXPORTED = 4_000_000_000  # bytes that wait to be fetched


@dataclass(frozen=True, slots=True)
class Limits:
    """What a parser may use before its input is recorded as failed. Every field is `BUKTI_LIMIT_<NAME>`.

    Attributes:
        file_bytes: largest file read, in bytes. text_characters: longest text kept for one report.
        archive_bytes: all unpacked members of one archive together. archive_ratio: unpacked to packed.
        archive_members: members of one archive. archive_depth: containers inside containers.
        nesting: depth of HTML, XML or JSON elements. pages: pages of a PDF.
        reports: reports out of one file (feed, mbox, JSONL, WARC). seconds: wall clock for one file.
        memory_bytes: address space of the process that parses.
    """

    file_bytes: int = 100_000_000
    text_characters: int = 5_000_000
    archive_bytes: int = 2_000_000_000
    archive_ratio: int = 200
    archive_members: int = 10_000
    archive_depth: int = 3
    nesting: int = 500
    pages: int = 2_000
    reports: int = 100_000
    seconds: int = 60
    memory_bytes: int = 4_000_000_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Requests a minute that a workbench for a team answers. Every field is `BUKTI_RATE_<NAME>`.

    Attributes:
        requests: of a person, and as many of their programs. dear: those of them that check, decide, take files in or
            give them out. strangers: of an address from which nobody is signed in.
    """

    requests: int = 600
    dear: int = 120
    strangers: int = 300


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one run.

    Attributes:
        limits: of every parser. cache: folder for recomputable values (vectors, indexes of lists), safe to delete.
        embeddings: `auto` uses the embedding component where it is installed, `off` never does.
        isolation: `on` parses files in a process of its own, `off` in this one (for debugging).
        home: folder of the user's key and of the heads of the cases used here. passphrase: of the key, or None.
        lists: folder of the lists that the workbench offers, or None.
        bundle_passphrase: of bundles that are exported, verified or imported, or None.
        export_bytes: of the files that wait in the workbench to be fetched, all together.
        rates: of requests to a workbench for a team.
    """

    limits: Limits
    cache: Path
    embeddings: str = "auto"
    isolation: str = "on"
    home: Path = field(default_factory=lambda: _home(os.environ))
    passphrase: str | None = field(default=None, repr=False)
    bundle_passphrase: str | None = field(default=None, repr=False)
    lists: Path | None = None
    export_bytes: int = EXPORTED
    rates: Rates = field(default_factory=Rates)


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from `BUKTI_LIMIT_*`, `BUKTI_RATE_*`, `BUKTI_CACHE`, `BUKTI_HOME`, `BUKTI_*PASSPHRASE`, the words below.

    Raises:
        UsageError: a value is not a positive whole number, or not one of the allowed words.
    """
    env = os.environ if environment is None else environment
    values = {f.name: _positive(env, f"BUKTI_LIMIT_{f.name.upper()}", f.default) for f in fields(Limits)}
    rates = {f.name: _positive(env, f"BUKTI_RATE_{f.name.upper()}", f.default) for f in fields(Rates)}
    cache = env.get("BUKTI_CACHE") or Path(env.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bukti"
    return Settings(
        limits=Limits(**values),
        cache=Path(cache),
        embeddings=_word(env, "BUKTI_EMBEDDINGS", ("auto", "off")),
        isolation=_word(env, "BUKTI_ISOLATION", ("on", "off")),
        home=_home(env),
        passphrase=env.get("BUKTI_PASSPHRASE") or None,
        bundle_passphrase=env.get("BUKTI_BUNDLE_PASSPHRASE") or None,
        lists=Path(env["BUKTI_LISTS"]) if env.get("BUKTI_LISTS") else None,
        export_bytes=_positive(env, "BUKTI_EXPORT_BYTES", EXPORTED),
        rates=Rates(**rates),
    )


def _home(env: Mapping[str, str]) -> Path:
    """Where what belongs to the user is kept (XDG base directories), not to a case and not to be deleted."""
    return Path(env.get("BUKTI_HOME") or Path(env.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "bukti")


def _word(env: Mapping[str, str], name: str, allowed: tuple[str, str]) -> str:
    """One of two words; the first is the default."""
    raw = env.get(name, allowed[0])
    if raw not in allowed:
        raise UsageError(f"{name} is {raw!r}: use {allowed[0]!r} or {allowed[1]!r}.")
    return raw


def _positive(env: Mapping[str, str], name: str, default: object) -> int:
    raw = env.get(name)
    if raw is None:
        return int(str(default))
    if not raw.isdecimal() or int(raw) < 1:
        raise UsageError(f"{name} is {raw!r}: use a whole number above 0.")
    return int(raw)
