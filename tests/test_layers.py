"""Imports point one way (architecture.md): a folder sees the base modules and the folders to its left."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bukti.casework import kept

SOURCE = Path(__file__).parents[1] / "src" / "bukti"
BASE = ("errors", "ids", "model", "settings", "lexicon", "progress")
STAGES = (
    "intake",
    "text",
    "reading",
    "entities",
    "screening",
    "derivation",
    "claims",
    "truth",
    "incidents",
    "assessment",
    "ach",
    "report",
)
EDGES = ("ledger", "store", "team", "engine")
# What each top-level name may import besides itself.
ALLOWED = {
    "errors": (),
    "ids": (),
    "model": (),
    "progress": (),
    "settings": ("errors",),
    "lexicon": ("errors",),
    **{stage: (*BASE, *STAGES[:place]) for place, stage in enumerate(STAGES)},
    "ledger": BASE,
    "store": (*BASE, "ledger"),
    "team": (*BASE, "ledger", "store"),
    "engine": BASE,
    "capture": (*BASE, "intake", "__init__"),
    "casework": (*BASE, *STAGES, *EDGES),
    "pipeline": (*BASE, *STAGES, *EDGES, "casework"),
    "acts": (*BASE, *STAGES, *EDGES, "capture", "casework", "pipeline"),
    "__init__": (*BASE, *STAGES, *EDGES, "pipeline", "acts"),
    "cli": (*BASE, *STAGES, *EDGES, "capture", "pipeline", "acts", "web", "__init__"),
    "web": (*BASE, *STAGES, *EDGES, "pipeline", "acts", "__init__"),
    "__main__": ("cli",),
}


def _room(path: Path) -> str:
    """Top-level name that a source file belongs to."""
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def _imported_rooms(path: Path) -> set[str]:
    """Top-level Bukti names that a file imports, wherever in the file the import stands."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            modules = [f"bukti.{alias.name}" for alias in node.names] if module == "bukti" else [module]
        for module in modules:
            if module == "bukti":
                rooms.add("__init__")
            elif module.startswith("bukti."):
                name = module.split(".")[1]
                known = (SOURCE / name).is_dir() or (SOURCE / f"{name}.py").exists()
                rooms.add(name if known else "__init__")
    return rooms


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_one_way(path: Path) -> None:
    """Every import stays inside the room or goes to one that architecture.md allows."""
    room = _room(path)
    assert room in ALLOWED, f"{room} is a new top-level name: give it a place in tests/test_layers.py"
    assert _imported_rooms(path) - {room} <= set(ALLOWED[room])


def _modules(path: Path) -> set[Path]:
    """The files of Bukti that a file imports, with the packages on the way."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for parts in (name.split(".") for name in names if name.startswith("bukti.")):
            for end in range(2, len(parts) + 1):
                place = SOURCE.joinpath(*parts[1:end])
                found |= {file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()}
    return found


def test_what_a_kept_result_does_not_answer_for_is_never_reached_by_an_assessment() -> None:
    """Rooms that the digest of a kept result leaves out are out of reach of the pipeline, through any import."""
    seen: set[Path] = set()
    waiting = [*(SOURCE / "pipeline").rglob("*.py")]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += _modules(path)
    assert {"claims", "reading", "assessment"} <= {_room(path) for path in seen}
    assert [path for path in sorted(seen) if path.relative_to(SOURCE).parts[0] in kept.OUTSIDE] == []


def test_type_checking_blocks_stay_rare() -> None:
    """At most five files hide imports from the run time (style.md budget)."""
    hidden = [path for path in FILES if "TYPE_CHECKING" in path.read_text("utf-8")]
    assert len(hidden) <= 5
