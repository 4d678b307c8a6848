"""`bukti compare` through the command line: any two reports by name, joined by a line or not, as JSON and as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bukti.acts import comparing
from bukti.derivation.between import standing
from bukti.errors import UsageError
from bukti.report import between
from bukti.store.case import Case

WIRE = "A dry dock collapsed at the Harrow shipyard on Friday and killed two welders of its night shift, a union said."
COPY = f"{WIRE} The Norland Wire was first with it."
OTHER = "Belmare reopened its ferry pier once a crane was mended, harbour master Odette Quint told listeners."
TEXTS = {"wire.txt": ("Norland Wire", WIRE), "copy.txt": ("Harrow Post", COPY), "port.txt": ("Le Quai", OTHER)}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(bukti: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `bukti ARGUMENTS` in a folder that holds three reports under `in`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    monkeypatch.setenv("BUKTI_ISOLATION", "off")
    Path("in").mkdir()
    for name, (outlet, text) in TEXTS.items():
        row = {"outlet": outlet, "title": f"Title of {name}", "published": "2026-05-01T08:00:00Z", "text": text}
        Path("in", name.replace(".txt", ".jsonl")).write_text(json.dumps(row), "utf-8")

    return bukti


def test_what_joins_two_reports_stands_in_both_formats(run: Run) -> None:
    """The line of the case, the figures and the passages with their words at their places."""
    code, out, _ = run("compare", "Title of wire.txt", "copy.jsonl", "in", "--format", "json")
    told = json.loads(out)
    assert code == 0
    edge = told["in_case"]["edge"]
    assert {edge["parent"], edge["child"]} == {told["parent"]["id"], told["child"]["id"]}
    assert (told["parent"]["outlet"], told["child"]["outlet"]) == ("Norland Wire", "Harrow Post")
    assert told["against"] == []
    (passage,) = told["passages"]
    for end, text in (("parent", WIRE), ("child", COPY)):
        found = passage[end]
        assert text[found["start"] : found["end"]] == found["text"]
        assert "killed two welders" in found["text"]
    code, shown, _ = run("compare", "wire.jsonl", "copy.jsonl", "in")
    flat = " ".join(shown.split())
    assert code == 0
    assert f"Probability {told['probability']:.2f}" in flat
    assert "Harrow Post from Norland Wire" in flat
    assert all(one in flat for one in told["reasons"])


def test_why_no_line_joins_two_reports(run: Run) -> None:
    """Two families and nothing in common, in words; the order is that of the command."""
    code, shown, _ = run("compare", "port.jsonl", "wire.jsonl", "in")
    flat = " ".join(shown.split())
    assert code == 0
    assert "Nothing joins them: they stand in two families." in flat
    assert "Why not: No passage of the one agrees with a passage of the other, and neither cites the other." in flat
    assert flat.startswith("One: Title of port.txt (Le Quai, 1 May 2026, 08:00 UTC, en) The other: Title of wire.txt")
    told = json.loads(run("compare", "port.jsonl", "wire.jsonl", "in", "--format", "json")[1])
    assert told["in_case"] == {"edge": None, "possible": None, "route": []}
    assert (told["direction"], told["passages"], told["exists"]) == (None, [], [])


def test_a_case_is_read_without_naming_its_files(run: Run) -> None:
    """As its function gives it, and by the beginning of an id."""
    with Case("a.case") as case:
        case.add([(path.name, path.read_bytes()) for path in sorted(Path("in").iterdir())])
    told = comparing.named(("wire.jsonl", "copy.jsonl"), case="a.case")
    held = {one.report.id: one for one in told.result.documents}
    code, out, _ = run("compare", told.found.parent[7:19], told.found.child, "--case", "a.case", "--format", "json")
    assert code == 0
    assert json.loads(out) == between.in_json(held, told.found, told.standing)
    assert told.standing == standing(told.result.lineage, (told.found.child, told.found.parent))


def test_what_names_no_report_or_two_is_refused_with_a_remedy(run: Run) -> None:
    """The nearest are listed; nothing goes to stdout."""
    for ends, why in (
        (("Title of wire", "port.jsonl"), "No report is called 'Title of wire': the nearest are:\n"),
        (("in", "port.jsonl"), "No report is called 'in': the nearest are:\n"),
        (("zzzz", "port.jsonl"), "No report is called 'zzzz': `bukti trace` shows which there are."),
        (("port.jsonl", "Title of port.txt"), "Both are the same report"),
    ):
        code, out, err = run("compare", *ends, "in")
        assert (code, out) == (1, ""), ends
        assert f"bukti: {why}" in err
    for name in ("again.jsonl", "twice.jsonl"):
        row = {"outlet": name, "title": "One title", "published": "2026-05-01T08:00:00Z", "text": f"{name} is a file."}
        Path("in", name).write_text(json.dumps(row), "utf-8")
    code, _, err = run("compare", "One title", "port.jsonl", "in")
    assert code == 1
    assert "'One title' is 2 reports, name one by its id:\n" in err
    with pytest.raises(UsageError, match="No input"):
        comparing.named(("a", "b"))
