"""Write the packaged data (src/bukti/data) from the reviewed resources; `--check` fails on any difference.

YAML becomes JSON, TOML is copied. Every language file is checked against the shape that each owning stage declares.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import yaml
from pydantic import BaseModel, ValidationError

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "resources"
DATA = ROOT / "src" / "bukti" / "data"
# Section of a language file -> module and name of the pydantic model that owns its shape.
SECTIONS = {
    "text": ("bukti.text.words", "TextWords"),
    "names": ("bukti.entities.words", "NameWords"),
    "reading": ("bukti.reading.words", "ReadingWords"),
    "attached": ("bukti.derivation.keys", "AttachedWords"),
    "citation": ("bukti.derivation.words", "CitationWords"),
    "claims": ("bukti.claims.words", "ClaimWords"),
    "incidents": ("bukti.incidents.words", "IncidentWords"),
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


def build() -> dict[Path, str]:
    """Target path -> content of every packaged data file."""
    written = {}
    for path in sorted(RESOURCES.rglob("*.yml")):
        raw = yaml.safe_load(path.read_text("utf-8"))
        if path.parent.name == "languages":
            check_language(path, raw)
        target = DATA / path.relative_to(RESOURCES).with_suffix(".json")
        written[target] = json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    for path in sorted(RESOURCES.rglob("*.toml")):
        written[DATA / path.relative_to(RESOURCES)] = path.read_text("utf-8")
    return written


def main() -> None:
    """Write the data, or with `--check` name each file that differs and exit with 1."""
    written = build()
    if "--check" in sys.argv[1:]:
        stale = [p for p, content in written.items() if not p.exists() or p.read_text("utf-8") != content]
        if stale:
            sys.exit("stale packaged data, run `make data`: " + ", ".join(str(p.relative_to(ROOT)) for p in stale))
        return
    for path, content in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


if __name__ == "__main__":
    main()
