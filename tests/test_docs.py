"""The docs are complete and current: commands, options, formats, settings, readers, reasons, links, navigation."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
import yaml

import bukti
from bukti.cli import commands
from bukti.cli.ach import MatrixFormat
from bukti.cli.assess import AssessFormat
from bukti.cli.later import Later
from bukti.cli.read import ReadFormat
from bukti.cli.screen import ScreenFormat
from bukti.cli.sources import TableFormat
from bukti.cli.trace import TraceFormat
from bukti.intake import READERS
from bukti.report import ach
from bukti.report.objects import assessed
from bukti.report.writers import WRITERS
from bukti.settings import Limits, Rates

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path.name for path in DOCS.glob("*.md"))


def _flat(name: str, command: Any) -> dict[str, Any]:
    """A command by its full name, or those of a group."""
    whole = command.loaded() if isinstance(command, Later) else command
    inside = getattr(whole, "commands", {}).items()
    below = (pair for key, value in inside for pair in _flat(f"{name} {key}", value).items())
    return dict(below) if inside else {name: whole}


LISTED = typer.main.get_group(commands.app).commands
COMMANDS = {full: one for name, listed in LISTED.items() for full, one in _flat(name, listed).items()}
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
# how docs/formats.md calls what each reader reads
FORMATS = {
    "PdfReader": "PDF",
    "DocxReader": "DOCX",
    "ZipReader": "ZIP",
    "WarcReader": "WARC",
    "GzipReader": "gzip",
    "MailboxReader": "mbox",
    "MailReader": "EML",
    "FeedReader": "RSS",
    "HtmlReader": "HTML",
    "JsonReader": "JSON Lines",
    "MarkdownReader": "Markdown",
    "TextReader": "plain text",
}


@cache
def page(name: str) -> str:
    """The text of a page of the docs."""
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_documented(command: str) -> None:
    """Each command has a section that holds its options."""
    section = page("cli.md").partition(f"## bukti {command}\n")[2].partition("\n## ")[0]
    assert section
    for parameter in COMMANDS[command].params:
        for option in (name for name in parameter.opts if name.startswith("--")):
            assert option in section


def test_the_pasted_help_is_current() -> None:
    """docs/cli.md holds what the program prints now; `genscripts/cli_docs.py` renews it."""
    spec = importlib.util.spec_from_file_location("cli_docs", ROOT / "genscripts" / "cli_docs.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.fresh(page("cli.md")) == page("cli.md")


def test_every_output_format_has_a_row() -> None:
    """The table of docs/outputs.md names every value of every `--format`, and no other."""
    known = {
        entry.value
        for kind in (AssessFormat, ReadFormat, TraceFormat, TableFormat, ScreenFormat, MatrixFormat)
        for entry in kind
    }
    assert set(re.findall(r"^\| `([a-z]+)` \|", page("outputs.md"), re.MULTILINE)) == known
    assert set(WRITERS) == {entry.value for entry in AssessFormat}
    assert set(ach.WRITERS) == {entry.value for entry in MatrixFormat}


@pytest.mark.parametrize("limit", fields(Limits), ids=lambda limit: limit.name)
def test_every_limit_is_documented_with_its_default(limit: object) -> None:
    """Name and default of every limit stand in docs/cli.md."""
    name, default = getattr(limit, "name", ""), getattr(limit, "default", None)
    assert f"| `BUKTI_LIMIT_{name.upper()}` | {default} |" in page("cli.md")


@pytest.mark.parametrize("rate", fields(Rates), ids=lambda rate: rate.name)
def test_every_rate_is_documented_with_its_default(rate: object) -> None:
    """Name and default of every rate stand in docs/cli.md."""
    name, default = getattr(rate, "name", ""), getattr(rate, "default", None)
    assert f"| `BUKTI_RATE_{name.upper()}` | {default} |" in page("cli.md")


def test_every_setting_is_documented() -> None:
    """Every variable that a module reads from the environment stands in docs/cli.md."""
    source = "".join(path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py")))
    named = set(re.findall(r"\bBUKTI_[A-Z_]*[A-Z]\b", source)) - {"BUKTI_LIMIT", "BUKTI_RATE"}
    assert {name for name in named if f"`{name}`" not in page("cli.md")} == set()


def test_every_reader_is_documented() -> None:
    """docs/formats.md has every format that a reader reads."""
    assert {type(reader).__name__ for reader in READERS} == set(FORMATS)
    table = page("formats.md").partition("## ")[0]
    assert [name for name in FORMATS.values() if name not in table] == []


def _reasons() -> set[str]:
    """Every reason for a failure that intake gives, from its source."""
    found = set()
    for path in sorted((ROOT / "src" / "bukti" / "intake").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"InputError": 0, "Failure": 1}.get(node.func.id)
                reason = node.args[place] if place is not None and len(node.args) > place else None
                if isinstance(reason, ast.Constant):
                    found.add(str(reason.value))
    return found


def test_every_reason_for_a_failure_is_documented() -> None:
    """Who sees a reason can look it up in docs/formats.md."""
    section = page("formats.md").partition("## Failures")[2].partition("\n## ")[0]
    assert len(_reasons()) > 10
    assert {reason for reason in _reasons() if f"`{reason}`" not in section} == set()


def test_every_public_name_is_documented() -> None:
    """docs/api.md names every public function with its parameters; only `tick` is told of apart."""
    for name in bukti.__all__:
        if name.startswith("_"):
            continue
        row = re.search(rf"^\| `{name}\(([^)]*)\)` \|", page("api.md"), re.MULTILINE)
        assert row, name
        if name != "Case":
            parameters = [p for p in inspect.signature(getattr(bukti, name)).parameters if p != "tick"]
            assert [part.split("=")[0].strip() for part in row[1].split(",")] == parameters


def test_every_key_of_the_assessment_is_documented(make: SimpleNamespace) -> None:
    """The stable keys of `assess --format json` stand in docs/outputs.md."""
    document = make.document("A diplomat said the plant exists.")
    made = assessed(make.result(document, [make.statement(document, "the plant exists")], []))
    own = {"version", "families", "latent", "ignored", "lost", "error_rates"}  # further keys, not promised
    assert [key for key in made if key not in own and f"`{key}`" not in page("outputs.md")] == []


def _anchors(text: str) -> set[str]:
    """The anchors that mkdocs makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}


@pytest.mark.parametrize("name", [*PAGES, "../README.md", "../CONTRIBUTING.md"])
def test_every_link_leads_to_a_file(name: str) -> None:
    """Links between pages, to pictures and to headings resolve."""
    for link in LINK.findall(CODE.sub("", (DOCS / name).read_text("utf-8"))):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (DOCS / name).parent / path if path else DOCS / name
        assert target.exists(), f"{name}: {link}"
        assert not anchor or anchor in _anchors(target.read_text("utf-8")), f"{name}: {link}"


def test_every_page_is_in_the_navigation() -> None:
    """The site shows every page once, and names none that does not exist."""
    entries = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    shown = [entry if isinstance(entry, str) else next(iter(entry.values())) for entry in entries]
    assert sorted(shown) == PAGES


def test_the_list_of_commands_says_what_their_help_says() -> None:
    """The list is shown without loading a command; its lines begin the commands' own help."""
    for listed in (*LISTED.values(), *LISTED["case"].loaded().commands.values()):  # type: ignore[attr-defined] # a group
        said = " ".join(listed.loaded().help.split())
        assert said.startswith(listed.help.removesuffix("."))
