"""Write the packaged data (src/bukti/data) from the reviewed resources; `--check` fails on any difference.

YAML becomes JSON, TOML is copied, catalogues of the interface (`.po`) are compiled beside themselves (`.mo`). Every
language file is checked against the shape that each owning stage declares.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import yaml
from babel.messages.pofile import read_po
from pydantic import BaseModel, ValidationError

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "resources"
DATA = ROOT / "src" / "bukti" / "data"
MO_HEAD = 28  # bytes before the tables of a compiled catalogue
LOCALE = ROOT / "src" / "bukti" / "web" / "locale"
# Section of a language file -> module and name of the pydantic model that owns its shape.
SECTIONS = {
    "text": ("bukti.text.words", "TextWords"),
    "names": ("bukti.entities.words", "NameWords"),
    "reading": ("bukti.reading.words", "ReadingWords"),
    "descriptions": ("bukti.reading.describing", "DescribingWords"),
    "attached": ("bukti.derivation.keys", "AttachedWords"),
    "citation": ("bukti.derivation.words", "CitationWords"),
    "claims": ("bukti.claims.words", "ClaimWords"),
    "incidents": ("bukti.incidents.words", "IncidentWords"),
    "trades": ("bukti.entities.trades", "TradeWords"),
}


def check_language(path: Path, raw: dict[str, object]) -> None:
    """Stop with the file and the fault when a language file does not fit its owners' shapes."""
    if raw.get("code") != path.stem or not isinstance(raw.get("name"), str):
        sys.exit(f"{path}: `code` must be {path.stem!r} and `name` a text")
    unknown = set(raw) - set(SECTIONS) - {"code", "name", "support"}
    if unknown:
        sys.exit(f"{path}: unknown sections {sorted(unknown)}; known are {sorted(SECTIONS)}")
    if raw.get("support", "full") not in {"full", "basic"}:
        sys.exit(f"{path}: `support` is {raw['support']!r}: write `full`, `basic` or nothing (full)")
    for section, (module, name) in SECTIONS.items():
        if section in raw and find_spec(module) is not None:
            shape: type[BaseModel] = getattr(import_module(module), name)
            try:
                shape.model_validate(raw[section])
            except ValidationError as fault:
                sys.exit(f"{path}: section {section}: {fault}")


def compiled(path: Path) -> bytes:
    """A catalogue as gettext reads it (GNU gettext, "The Format of GNU MO Files"), without a time or a tool in it."""
    with path.open("rb") as opened:
        catalogue = read_po(opened, locale=path.parents[1].name, abort_invalid=True)
    head = f"Content-Type: text/plain; charset=utf-8\nPlural-Forms: {catalogue.plural_forms}\n"
    pairs = [("", head), *((_joined(one.id), _joined(one.string or "")) for one in catalogue if one.id)]
    coded = sorted((key.encode(), text.encode()) for key, text in pairs)
    texts = [part for column in zip(*coded, strict=True) for part in column]
    number, at, table, held = len(coded), MO_HEAD + 16 * len(coded), b"", b""
    for text in texts:
        table += struct.pack("<II", len(text), at + len(held))
        held += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, number, MO_HEAD, MO_HEAD + 8 * number, 0, 0) + table + held


def _joined(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else "\0".join(text)


def build() -> dict[Path, bytes]:
    """Target path -> content of every packaged data file."""
    written = {path.with_suffix(".mo"): compiled(path) for path in sorted(LOCALE.rglob("*.po"))}
    for path in sorted(RESOURCES.rglob("*.yml")):
        raw = yaml.safe_load(path.read_text("utf-8"))
        if path.parent.name == "languages":
            check_language(path, raw)
        target = DATA / path.relative_to(RESOURCES).with_suffix(".json")
        written[target] = json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    for path in sorted(RESOURCES.rglob("*.toml")):
        written[DATA / path.relative_to(RESOURCES)] = path.read_bytes()
    return written


def main() -> None:
    """Write the data, or with `--check` name each file that differs and exit with 1."""
    written = build()
    if "--check" in sys.argv[1:]:
        stale = [p for p, content in written.items() if not p.exists() or p.read_bytes() != content]
        if stale:
            sys.exit("stale packaged data, run `make data`: " + ", ".join(str(p.relative_to(ROOT)) for p in stale))
        return
    for path, content in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
