"""The example as it lies in the repository: generated, marked, complete, and true to its key."""

from __future__ import annotations

import gzip
import html
import quopri
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from bukti import intake
from bukti.ids import digest
from bukti.model import Document, LanguageGuess, Lineage, ProfileStamp, Result
from bukti.report.answer_key import KeyClaim, load
from bukti.report.comparison import report_at
from bukti.settings import Limits

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "xinjiang"
KEY = load(EXAMPLE / "key.json")
MARKED = re.compile("(?i)bukti")
HOST = re.compile(r"https?://([\w.-]+)")


def raw_text(path: Path) -> str:
    """All words of a file without Bukti's own readers: unpacked, decoded, markup left in."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        try:
            return " ".join(page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as packed:
            return packed.read("word/document.xml").decode()
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return quopri.decodestring(data).decode() if path.suffix == ".eml" else data.decode()


def files() -> list[Path]:
    """Every report file of the example."""
    return [path for path in sorted(EXAMPLE.iterdir()) if path.name != "key.json"]


def test_the_files_are_what_their_sources_say() -> None:
    """The generator gives the checked-in bytes, whatever the hash seed."""
    command = [sys.executable, str(ROOT / "genscripts" / "example.py"), "--check"]
    done = subprocess.run(command, env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=False)  # noqa: S603 - our own script
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_every_file_is_marked_as_written_for_the_example(path: Path) -> None:
    """Nobody can take a file of the example for a real report."""
    assert MARKED.search(raw_text(path))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_every_address_is_reserved(path: Path) -> None:
    """Outlets are invented: their addresses end in .example (RFC 2606); format namespaces are the only others."""
    allowed = {"schema.org", "www.w3.org", "schemas.openxmlformats.org", "www.reportlab.com", "purl.org"}
    hosts = set(HOST.findall(raw_text(path)))
    assert {host for host in hosts if not host.endswith(".example")} <= allowed


def test_the_set_is_as_large_and_varied_as_promised() -> None:
    """At least 16 reports, five languages, eight formats; one report lies there twice."""
    assert len(KEY.reports) >= 16
    assert {p.language for p in KEY.reports.values()} == {"en", "id", "uk", "fr", "ru"}
    suffixes = {path.suffix for path in files()}
    assert suffixes == {".html", ".pdf", ".eml", ".gz", ".xml", ".txt", ".md", ".docx"}
    contents = [path.read_bytes() for path in files()]
    assert len(contents) - len(set(contents)) == 1


def test_every_report_of_the_key_has_its_file() -> None:
    """The key names files of the folder, and the folder holds nothing that the key leaves out but the second copy."""
    named = {place.file for place in KEY.reports.values()}
    present = {path.name for path in files()}
    assert named <= present
    assert present - named == {"reprint-cuts-saved-twice.html"}


def test_the_true_derivations_have_no_cycle() -> None:
    """Nobody derives from themselves, however far back."""
    parents: dict[str, set[str]] = {}
    for edge in KEY.derivations:
        parents.setdefault(edge.child, set()).add(edge.parent)
    for name in KEY.reports:
        seen, todo = set(), list(parents.get(name, ()))
        while todo:
            ancestor = todo.pop()
            if ancestor not in seen:
                seen.add(ancestor)
                todo += parents.get(ancestor, ())
        assert name not in seen


def test_distractors_stand_alone() -> None:
    """The unrelated reports, the filing and the notice derive from nothing and nothing derives from them."""
    linked = {name for edge in KEY.derivations for name in (edge.parent, edge.child)}
    assert set(KEY.reports) - linked == {"distractor-farm", "distractor-mayor", "filing", "sanctions"}


def words_of(name: str) -> str:
    """The words of one report's file without markup; of a container, all its reports together."""
    text = raw_text(EXAMPLE / KEY.reports[name].file)
    for _ in range(2):  # a feed holds its HTML escaped
        text = re.sub(r"</?[a-zA-Z][^<>]*>", "", html.unescape(text))
    return text


@pytest.mark.parametrize("claim", KEY.claims, ids=lambda claim: claim.id)
def test_anchors_stand_in_the_files(claim: KeyClaim) -> None:
    """Every anchor of the key occurs word for word in its file, read without any code of Bukti."""
    absent = [a for a in (*claim.anchors, *claim.denied_by) if not found(a.quote, words_of(a.report))]
    assert absent == []


def found(quote: str, text: str) -> bool:
    """Whether the quote stands in the text, white space apart."""
    return re.search(r"\s+".join(map(re.escape, quote.split())), text) is not None


@pytest.fixture(scope="module")
def read_texts() -> dict[str, str]:
    """Name in the key -> text that intake reads."""
    if not hasattr(intake, "read"):
        pytest.skip("the intake stage is not there yet")
    collected = intake.collect(intake.read([EXAMPLE], digest, Limits()))
    documents = tuple(Document(r, LanguageGuess(None, 0.0), (), ()) for r in collected.reports)
    stamp = ProfileStamp("", "", "")
    result = Result(stamp, "", documents, Lineage(), (), (), collected.failed, collected.ignored)
    assert result.failed == ()
    located = {name: report_at(result, place) for name, place in KEY.reports.items()}
    assert sorted(name for name, report in located.items() if report is None) == []
    assert len({r.id for r in located.values() if r is not None}) == len(KEY.reports) == len(documents)
    return {name: report.text for name, report in located.items() if report is not None}


@pytest.mark.parametrize("claim", KEY.claims, ids=lambda claim: claim.id)
def test_anchors_stand_in_the_texts_that_intake_reads(claim: KeyClaim, read_texts: dict[str, str]) -> None:
    """Every anchor of the key occurs in the text that Bukti reads from that report."""
    absent = [a for a in (*claim.anchors, *claim.denied_by) if not found(a.quote, read_texts[a.report])]
    assert absent == []
