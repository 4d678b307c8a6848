"""The doors: what is found, in which order, what is kept, what fails."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bukti import intake
from bukti.errors import InputError, UsageError
from bukti.ids import digest
from bukti.intake import custody
from bukti.intake.base import Budget, Context, Match, Source
from bukti.intake.litter import litter
from bukti.model import ByteLocator, ByteMode, Failure, Ignored, Report, Span
from bukti.settings import Limits
from bukti.store.case import Case


def taken(*paths: Path, limits: Limits | None = None) -> intake.Intake:
    """Everything under some paths."""
    return intake.collect(intake.read(paths, digest, limits or Limits()))


def test_folders_are_read_in_sorted_order(tmp_path: Path) -> None:
    """By name, folders inside; paths are shown as the user named them."""
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/x.txt"):
        (tmp_path / name).write_text(f"text of {name}")
    result = taken(tmp_path)
    assert [r.path for r in result.reports] == [str(tmp_path / n) for n in ("a.txt", "b/x.txt", "c.txt")]
    assert list(intake.files([tmp_path], Limits(), lambda item: pytest.fail(item.reason))) == [
        (r.path, f"text of {n}".encode()) for r, n in zip(result.reports, ("a.txt", "b/x.txt", "c.txt"), strict=True)
    ]


def test_identical_files_are_one_report_seen_twice(tmp_path: Path) -> None:
    """Merged by id, sightings in order."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("the same")
    (report,) = taken(tmp_path).reports
    assert [Path(s.path).name for s in report.sightings] == ["a.txt", "b.txt"]


def test_a_second_sighting_adds_what_it_knows() -> None:
    """The address of a capture is not lost because the file was met first."""
    first = Source(b"x", Context("a")).report("text/plain", "x")
    (merged,) = intake.collect([first, replace(first, url="https://x.example/", outlet="O")]).reports
    assert (merged.url, merged.outlet, len(merged.sightings)) == ("https://x.example/", "O", 2)


def test_bytes_are_kept_before_they_are_read(tmp_path: Path) -> None:
    """A broken file is kept; a `keep` that fails stops the run instead of losing bytes."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 broken")
    (failed,) = taken(tmp_path).failed
    assert failed.sha256 == digest(b"%PDF-1.4 broken")

    def full(data: bytes) -> str:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        list(intake.read([tmp_path], full, Limits()))


def test_a_missing_path_is_bad_use(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(UsageError, match="nowhere"):
        taken(tmp_path / "nowhere")


def test_litter_is_ignored(tmp_path: Path) -> None:
    """What systems leave behind is no report; a file that the user names is read whatever its name."""
    for name in (".DS_Store", "Thumbs.db", ".hidden", "~$a.docx"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    result = taken(tmp_path)
    assert (result.reports, result.failed, len(result.ignored)) == ((), (), 5)
    assert taken(tmp_path / ".hidden").reports[0].text == "x"
    passed_over: list[Failure | Ignored] = []
    assert list(intake.files([tmp_path], Limits(), passed_over.append)) == []
    assert [type(x) for x in passed_over] == [Ignored] * 5


def test_a_case_inside_the_folder_is_passed_over(tmp_path: Path) -> None:
    """What a case keeps is not read as input again; a database or folder that only looks so is."""
    with Case(tmp_path / "my.case") as case:
        case.add([("a.txt", b"words")])
        (tmp_path / "other.bytes").mkdir()
        (tmp_path / "other.bytes" / "b.txt").write_text("more words")
        (tmp_path / "other").write_text("SQLite format 3")
        result = taken(tmp_path)
    assert sorted(report.text for report in result.reports) == ["SQLite format 3", "more words"]
    assert [(Path(x.path).name, x.reason) for x in result.ignored] == [
        (name, "part of a case") for name in ("my.case", "my.case-shm", "my.case-wal", "my.case.bytes")
    ]
    assert result.failed == ()


@pytest.mark.parametrize(("limit", "outcome"), [(9, "the words"), (8, "too-large")])
def test_standard_input_is_a_file_named_by_a_dash(monkeypatch: pytest.MonkeyPatch, limit: int, outcome: str) -> None:
    """`-` is read once, under the limit of a file, and its path is the same on every run."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"the words")))
    (item,) = intake.read(["-"], digest, Limits(file_bytes=limit))
    assert (item.path, item.reason if isinstance(item, Failure) else getattr(item, "text", "")) == ("-", outcome)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a/b.txt", None), ("../x", None), ("desktop.ini", "operating-system litter"), (".x/y", "hidden file")],
)
def test_litter_by_name(name: str, reason: str | None) -> None:
    """Every part of a name counts; the parent folder is no hidden one."""
    assert litter(name) == reason


def test_links_do_not_lead_out_or_round(tmp_path: Path) -> None:
    """Links inside are read, links to folders passed over, links out and dead ones reported."""
    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "a.txt").write_text("words")
    (inside / "b.txt").symlink_to(inside / "a.txt")
    (inside / "loop").symlink_to(inside, target_is_directory=True)
    (inside / "out.txt").symlink_to(outside)
    (inside / "dead.txt").symlink_to(inside / "none")
    (inside / "self").symlink_to(inside / "self")
    os.mkfifo(inside / "pipe")
    result = taken(inside)
    assert [len(r.sightings) for r in result.reports] == [2]
    assert sorted(f.reason for f in result.failed) == ["outside", "unreadable", "unreadable", "unreadable"]
    assert len(result.ignored) == 1


def test_files_that_cannot_be_opened_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large, forbidden, or a folder that cannot be listed; the run goes on."""
    (tmp_path / "big.txt").write_text("x" * 50)
    (tmp_path / "ok.txt").write_text("fine")
    result = taken(tmp_path, limits=Limits(file_bytes=20))
    assert [f.reason for f in result.failed] == ["too-large"]
    assert result.failed[0].sha256 == digest(b"x" * 50)
    assert [r.text for r in result.reports] == ["fine"]

    def refuse(*_: Any) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("bukti.intake.regular.os.open", refuse)
    assert {f.reason for f in taken(tmp_path).failed} == {"unreadable"}
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "Permission denied" in taken(tmp_path).failed[0].detail


def test_a_hole_of_terabytes_is_not_digested(tmp_path: Path) -> None:
    """A file may state any size; what would take hours is recorded without a digest."""
    with (tmp_path / "hole.txt").open("wb") as hole:
        hole.truncate(1 << 40)
    (failure,) = taken(tmp_path).failed
    assert (failure.reason, failure.sha256) == ("too-large", None)
    assert "neither copied nor digested" in failure.detail


@pytest.mark.parametrize("change", ["grows", "pipe"])
def test_a_file_that_changes_while_it_is_read_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """What was looked at may be another file, or a longer one, when it is opened: neither waits nor is read whole."""
    place, opening = tmp_path / "a.txt", os.open
    place.write_text("words")

    def exchange(path: Path, flags: int) -> int:
        if change == "grows":
            place.write_text("x" * 50)
        else:
            place.unlink()
            os.mkfifo(place)
        return opening(path, flags)

    monkeypatch.setattr("bukti.intake.regular.os.open", exchange)
    (failure,) = taken(tmp_path, limits=Limits(file_bytes=20)).failed
    assert failure.reason == {"grows": "too-large", "pipe": "unreadable"}[change]


def test_very_deep_folders_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders inside folders are bounded."""
    monkeypatch.setattr("bukti.intake.walk.DEEPEST", 1)
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    assert [f.reason for f in taken(tmp_path).failed] == ["nesting"]


def test_names_that_are_no_text_are_shown_with_replacements(tmp_path: Path) -> None:
    """A file name of any bytes can be printed."""
    place = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(place)).write_text("words")
    assert taken(tmp_path).reports[0].path.endswith("\ufffd.txt")


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"<!DOCTYPE html><p>words in a page</p>", "a.txt", "text/html"),
        (b"<html><p>words in a page</p>", "a.pdf", "text/html"),
        (b"just words", "a.pdf", "text/plain"),
        (b"just words", "a.docx", "text/plain"),
        (b'{"text": "words"}', "a.txt", "application/json"),
        (b"From: a@b.example\nSubject: x\n\nwords", "a.txt", "message/rfc822"),
        (b"words", "a.eml", "text/plain"),
        (b"just words", "a.html", "text/html"),
        (b"# words", "a.md", "text/markdown"),
        (b"Title: x\nDate: 2024-01-01\n\nwords", "a", "text/plain"),
        (b"<?xml version='1.0'?><rss><item><title>words</title></item></rss>", "a.html", "application/feed-entry+xml"),
    ],
)
def test_the_content_decides_before_the_name(take: Any, data: bytes, name: str, media_type: str) -> None:
    """A wrong extension does not matter where the bytes speak."""
    assert take(data, name).report.media_type == media_type


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t", "a.pdf", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a.png", "unsupported"),
        (b"\0\1\2" * 99, "a.html", "binary"),
    ],
)
def test_what_cannot_be_read_says_why(take: Any, data: bytes, name: str, reason: str) -> None:
    """Empty files and unknown formats."""
    failure = take(data, name).failure
    assert failure.reason == reason
    assert failure.sha256 == digest(data)


@pytest.mark.parametrize(
    ("fault", "reason"), [(ValueError("boom"), "broken"), (RecursionError(), "nesting"), (MemoryError(), "nesting")]
)
def test_whatever_a_parser_raises_becomes_a_failure(
    take: Any, monkeypatch: pytest.MonkeyPatch, fault: Exception, reason: str
) -> None:
    """One seam turns faults into results, and libraries' warnings go nowhere."""

    def explode(*_: object) -> None:
        raise fault

    monkeypatch.setattr("bukti.intake.plain.header", explode)
    assert take(b"words").failure.reason == reason


def test_a_slow_file_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of a file runs out."""
    now = iter([0.0, 61.0])
    monkeypatch.setattr("bukti.intake.base.time.monotonic", lambda: next(now))
    budget = Budget(Limits())
    with pytest.raises(InputError, match="60 s"):
        budget.check_time()


def test_reports_out_of_one_file_are_bounded(take: Any) -> None:
    """A file of too many reports gives the first ones and says so."""
    result = take('{"text": "a"}\n{"text": "b"}\n{"text": "c"}\n', "a.jsonl", Limits(reports=2)).result
    assert (len(result.reports), result.failed[0].reason) == (2, "too-many-reports")


def test_readers_have_different_media_types_and_detect_nothing_in_noise() -> None:
    """The registry is complete and no reader claims random bytes."""
    assert len({r.media_type for r in intake.READERS}) == len(intake.READERS)
    noise = Source(bytes(range(256)), Context("a.bin"))
    assert all(r.detects(noise) is Match.NO for r in intake.READERS)
    assert Source(b"", Context("dir.d/name")).extension == ""


REPORT = Source(b"one & two", Context("a.txt")).report("text/plain", "one & two")


@pytest.mark.parametrize(
    ("locators", "span", "status"),
    [
        ((ByteLocator(Span(0, 9), 0, 9),), Span(2, 7), custody.PASSED),
        ((ByteLocator(Span(0, 9), 0, 9),), Span(5, 5), custody.NOT_CHECKED),
        ((ByteLocator(Span(0, 9), 0, 9),), Span(0, 99), custody.NOT_CHECKED),
        ((), Span(0, 9), custody.NOT_CHECKED),
        ((ByteLocator(Span(0, 3), 0, 3),), Span(0, 9), custody.FAILED),
        ((ByteLocator(Span(0, 9), 1, 10),), Span(0, 9), custody.FAILED),
        ((ByteLocator(Span(0, 9), 0, 9, "mime:7"),), Span(0, 9), custody.FAILED),
        ((ByteLocator(Span(0, 9), 0, 9, "http:br"),), Span(0, 9), custody.FAILED),
        ((ByteLocator(Span(0, 9), 0, 9, "", ByteMode.COLLAPSED),), Span(0, 9), custody.FAILED),
        ((ByteLocator(Span(0, 9), 0, 9, "", ByteMode.ESCAPED),), Span(0, 9), custody.PASSED),
    ],
)
def test_locate_has_three_outcomes(locators: tuple[ByteLocator, ...], span: Span, status: str) -> None:
    """Passed, failed, not checked; never an error."""
    located = custody.locate(replace(REPORT, locators=locators, charset="utf-8"), b"one & two", span)
    assert located.status == status
    assert (located.reason is None) == (status == custody.PASSED)


def test_locate_refuses_other_bytes() -> None:
    """Bytes with another digest are not the report's."""
    assert custody.locate(REPORT, b"other", Span(0, 3)).status == custody.FAILED


def test_locate_cuts_verbatim_runs_to_the_byte() -> None:
    """A span inside a run of several-byte characters has exactly its own bytes."""
    data = "Åsa säger nej".encode()
    report = replace(
        Source(data, Context("a")).report("text/plain", "Åsa säger nej"),
        charset="utf-8",
        locators=(ByteLocator(Span(0, 13), 0, len(data)),),
    )
    (piece,) = custody.locate(report, data, Span(4, 9)).pieces
    assert isinstance(piece, ByteLocator)
    assert data[piece.start : piece.end].decode() == "säger"


def test_results_are_of_three_kinds(tmp_path: Path) -> None:
    """A run yields reports, failures and ignored files, nothing else."""
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.txt").write_text("")
    (tmp_path / ".c").write_text("")
    assert [type(x) for x in intake.read([tmp_path], digest, Limits())] == [Ignored, Report, Failure]
