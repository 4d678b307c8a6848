"""The custody record of an item, on the command line and in the dossier: what was done, and what was not."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from bukti.acts import custody, stamping
from bukti.acts.proofs import verify
from bukti.cli.commands import app
from bukti.errors import UsageError
from bukti.ids import digest
from bukti.ledger.writer import Writer
from bukti.model import Told
from bukti.report.html import with_custody
from bukti.store.case import Case

PAGE = (
    '<html><head><title>Bridge closed</title><meta name="author" content="R. Writer"></head>'
    "<body><p>The mayor said that the north bridge was closed on Monday.</p></body></html>"
)
# what the Berkeley Protocol asks for of an item (paragraphs 153 to 155 and 167)
FIELDS = {
    *("item", "sha256", "bytes", "url", "retrieved", "method", "tool", "collected_by", "reason", "source"),
    *("full_page_capture", "embedded_media", "embedded_metadata", "context", "conversions", "passed_over", "not_read"),
    *("evidentiary_copy", "working_copy", "time", "custody"),
}
COLLECTED = ("url", "retrieved", "method", "tool", "collected_by", "reason", "source", "full_page_capture", "context")


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of a page, of an archive and of what cannot be read, with a dossier and a decision."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE)
    (folder / "c.bin").write_bytes(b"\x00\x01junk")
    with ZipFile(folder / "b.zip", "w") as packed:
        packed.writestr("inside.txt", "A captain said that the harbour was shut.")
    path = tmp_path / "x.case"
    run("assess", folder, "--case", path, "--output", tmp_path / "x.html")
    run("retract", "Bridge closed", "--case", path, "--reason", "It was made up.")
    stamping.message(path, tmp_path / "head")
    return path


def run(*arguments: str | Path) -> str:
    """What a command prints."""
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout


def told(case: Path, *words: str) -> list[dict[str, Any]]:
    """The records."""
    found: list[dict[str, Any]] = json.loads(run("case", "custody", case, *words, "--format", "json"))
    return found


def test_every_field_is_there_and_what_was_not_done_says_so(case: Path) -> None:
    """Of a file that was given nobody knows from where."""
    (found,) = told(case, str(case.parent / "in" / "a.html"))
    assert found.keys() == FIELDS
    assert [found[name] for name in ("url", "retrieved", "full_page_capture", "context")] == ["not done"] * 4
    assert (found["sha256"], found["source"]) == (digest(PAGE.encode()),) * 2
    assert found["evidentiary_copy"].endswith("has the digest that it was taken in with")
    ((metadata,), (conversion,)) = found["embedded_metadata"], found["conversions"]
    assert (metadata["title"], metadata["byline"]) == ("Bridge closed", "R. Writer")
    assert (conversion["media_type"], conversion["charset"]) == ("text/html", "utf-8")
    steps = [(step["what"].split()[0], step["why"]) for step in found["custody"]]
    assert steps[:3] == [("adds", "not done"), ("writes", "not done"), ("decides:", "It was made up.")]
    assert found["time"] == [f"block pending over event {found['custody'][-1]['event'] - 1}"]
    assert all(step["who"] and len(step["key"]) == 64 for step in found["custody"])


def test_an_item_is_named_by_path_digest_or_report(case: Path) -> None:
    """A report inside an archive leads to the archive."""
    everything = told(case)
    assert [one["item"].rpartition("/")[2] for one in everything] == ["a.html", "b.zip", "c.bin"]
    (inside,) = everything[1]["conversions"]
    assert inside["inside"] == ["inside.txt"]
    assert told(case, inside["report"]) == told(case, everything[1]["sha256"][:12]) == [everything[1]]
    assert everything[2]["conversions"] == "not done"
    assert everything[2]["not_read"][0].startswith("unsupported: ")
    for word in ("none.txt", "abc", "0" * 64):
        with pytest.raises(UsageError, match="is no input and no report"):
            told(case, word)


def test_a_forged_log_is_refused(tmp_path: Path) -> None:
    """An input without its fields ends no command with a crash."""
    with Case(tmp_path / "x.case", Writer("Rani")) as opened:
        opened.note("input", {"path": "a.txt"})
    for arguments in (
        ("custody",),
        ("export", "--output", "x.zip"),
        ("export", "--output", "x.zip", "--withhold", "a"),
    ):
        with pytest.raises(UsageError, match="Event 2 is not as Bukti writes it"):
            run("case", arguments[0], tmp_path / "x.case", *arguments[1:])
    assert "input, not as Bukti writes it" in run("log", tmp_path / "x.case")


def test_a_log_that_does_not_hold_together_vouches_for_nothing(case: Path) -> None:
    """The first place where it breaks is named."""
    with sqlite3.connect(case) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("UPDATE event SET text = replace(text, 'a.html', 'z.html') WHERE number = 2")
    connection.close()
    with pytest.raises(UsageError, match="cannot vouch for its items, event 3 does not follow the one before it"):
        run("case", "custody", case)
    shown = CliRunner().invoke(app, ["log", str(case)])
    assert shown.exit_code == 2
    assert "does not hold together, event 3 does not follow the one before it" in shown.stderr


def test_an_altered_copy_is_told(case: Path) -> None:
    """And not read."""
    sha256 = digest(PAGE.encode())
    place = case.with_name("x.case.bytes") / sha256[:2] / sha256[2:]
    place.write_bytes(b"forged")
    (found,) = told(case, sha256)
    assert "its digest is" in found["evidentiary_copy"]
    assert found["conversions"] == "not done"
    place.unlink()
    assert "No bytes are kept" in told(case, sha256)[0]["evidentiary_copy"]


def test_a_person_reads_it(case: Path) -> None:
    """A line each; digests are not broken."""
    shown = run("case", "custody", case, digest(PAGE.encode()))
    assert f"sha256: {digest(PAGE.encode())}\n" in shown
    assert "url: not done\n" in shown
    assert "decides: retract report “Bridge closed”: It was made up." in " ".join(shown.split())


def test_a_dossier_shows_it(case: Path) -> None:
    """Who wrote it, by which key, and from where its reports came; a change of it is found."""
    path = case.with_name("x.html")
    text = path.read_text("utf-8")
    section = text.partition('<section id="custody"')[2].partition("</section>")[0]
    (first, *_) = custody.records(case)[0]["custody"]
    assert first["key"] in section
    assert f"taken in by <bdi>{first['who']}</bdi>, event {first['event']}, {first['at']}" in section
    assert "not done: the file was given" in section
    path.write_text(text.replace("not done: the file was given", "HTTP GET"), "utf-8")
    assert "dossier" in [check.name for check in verify(path).checks if check.outcome == "failed"]


def test_a_dossier_in_json_holds_it(case: Path) -> None:
    """All that `bukti case custody` tells of where its reports came from; a change of it is found."""
    path = case.with_name("x.json")
    run("assess", "--case", case, "--format", "json", "--output", path)
    held = json.loads(path.read_text("utf-8"))["custody"]
    records = {one["custody"][0]["event"]: one for one in told(case)}
    assert {one["what"].split()[1].rpartition("/")[2] for one in held["taken"]} == {"a.html", "b.zip"}
    for one in held["taken"]:
        record = records[one["event"]]
        assert {name: one[name] for name in COLLECTED} == {name: record[name] for name in COLLECTED}
        assert (one["who"], one["key"]) == (held["author"], held["key"])
    assert verify(path, Told(head=held["head"]["digest"], key=held["key"])).passed
    text = path.read_text("utf-8")
    path.write_text(text.replace('"url": "not done"', '"url": "https://site.example/"'), "utf-8")
    assert "dossier" in [check.name for check in verify(path).checks if check.outcome == "failed"]


def test_names_in_it_are_text() -> None:
    """A login name and an address come from others."""
    who = {"author": "<b>Rani", "key": "", "head": {"number": 1, "digest": "0" * 64}, "taken": []}
    assert "&lt;b&gt;Rani" in with_custody("<main></main>", who)
