"""Size budgets of style.md: files, functions and parameters."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = [p for folder in ("src", "eval", "genscripts", "benchmarks") for p in sorted((ROOT / folder).rglob("*.py"))]
SOURCE = [p for p in FILES if (ROOT / "src") in p.parents]


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    total = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def _functions(paths: list[Path]) -> list[tuple[int, str]]:
    """Length and place of every function."""
    found = []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found += [(_length(node), f"{path.relative_to(ROOT)}:{node.name}")]
    return sorted(found)


def test_no_file_is_longer_than_500_lines() -> None:
    """A file above the hard budget must be divided."""
    assert [str(p) for p in FILES if len(p.read_text("utf-8").splitlines()) > 500] == []


def test_functions_are_short() -> None:
    """Nine of ten functions have at most 20 lines, none more than 60."""
    lengths = _functions(SOURCE)
    assert [entry for entry in _functions(FILES) if entry[0] > 60] == []
    if lengths:
        assert lengths[int(len(lengths) * 0.9)][0] <= 20, lengths[-40:]
