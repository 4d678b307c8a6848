"""JSON Lines, mail, WARC, feeds and archives."""

# ruff: noqa: E501 - literal bytes and cases read better unbroken

from __future__ import annotations

import gzip
import io
import json
import stat
import zipfile
import zlib
from dataclasses import replace
from typing import Any

import feedparser
import pytest

from bukti.errors import InputError
from bukti.ids import digest, report_id
from bukti.intake import custody, parts
from bukti.intake.base import Budget
from bukti.model import Span
from bukti.settings import Limits

RSS_HEAD = '<rss version="2.0" xmlns:content="c" xmlns:dc="d"><channel><title>The Reed</title><link>https://reed.example/</link>'


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def record(
    body: bytes, headers: str = "Content-Type: text/html", kind: str = "response", status: str = "200 OK"
) -> bytes:
    """One WARC record."""
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://reed.example/p>\r\nWARC-Date: 2024-03-03T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


# JSON Lines


def test_a_line_is_a_report_with_its_own_bytes(take: Any) -> None:
    """The id is that of the line's bytes; every offset of the given text holds."""
    text = "  “Café” \\ / \t😀\nnext"
    lines = [
        json.dumps(
            {
                "id": 3,
                "text": text,
                "language": "fr",
                "published": "2024-03",
                "url": "https://x.example/1",
                "outlet": "O",
                "title": "T",
            }
        )
    ]
    lines.append(json.dumps({"text": text}, ensure_ascii=False))
    taken = take("\ufeff" + "\r\n".join(lines) + "\n\n", "a.jsonl")
    first, second = taken.result.reports
    assert first.id == report_id(lines[0].encode())
    assert first.text == second.text == text
    assert (first.input_id, first.language, first.url, first.outlet, first.title) == (
        "3",
        "fr",
        "https://x.example/1",
        "O",
        "T",
    )
    assert first.published is not None
    assert first.published.precision == "month"
    assert second.path == "a.jsonl!line 2"
    assert taken.bytes_of("😀", first) == b"\\ud83d\\ude00"
    assert taken.bytes_of("next", second) == b"next"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"no": 1}', "json"), ('{"text": 5}', "json"), ("[1]", "json"), ('{"text": "  "}', "empty"), ('{"text": "a', "json"),
        ('{"text": "a"} x', "json"), ("plain words", "json"), ('{"text": "a", "n": ' + "[" * 9999, "nesting"),
        ('{"text": "' + "a" * 200 + '"}', "too-long"),
    ],
)  # fmt: skip
def test_a_bad_line_fails_alone(take: Any, line: str, reason: str) -> None:
    """A line that is no report is named with its bytes; the lines around it are read."""
    good = '{"text": "good"}'
    taken = take(f"{good}\n{line}\n{good} \n", "a.jsonl", Limits(text_characters=100))
    assert [r.text for r in taken.result.reports] == ["good", "good"]
    (failed,) = taken.result.failed
    assert (failed.reason, failed.container, failed.sha256) == (reason, ("line 2",), digest(line.encode()))


def test_half_surrogates_are_replaced_and_noted(take: Any) -> None:
    """A lone surrogate is no character."""
    found = take('{"text": "a\\ud800b", "title": "\\udfffx"}', "a.jsonl").report
    assert found.text == "a\ufffdb"
    assert found.title == "?x"
    assert found.notes


def test_offsets_of_the_given_text_hold(take: Any) -> None:
    """Every character keeps its place, control characters and all; only CR LF is one line feed."""
    text = "\ufeffa\0b\x1bc\u2029d\re\x85f"
    assert take(json.dumps({"text": text}), "a.jsonl").report.text == "\ufeffa\0b\x1bc\u2029d\ne\nf"
    assert take(json.dumps({"text": "a\r\nb"}), "a.jsonl").report.text == "a\nb"


def test_the_last_of_two_texts_counts(take: Any) -> None:
    """As in Python's json; keys may be escaped, other values may be of any kind."""
    assert take('{"text": "a", "x": {"text": "no"}, "b": [1, "}"], "te\\u0078t" : "b"}', "a.jsonl").report.text == "b"


def test_one_object_over_many_lines_is_a_report(take: Any) -> None:
    """A pretty-printed object of the same form is read whole."""
    assert take('{\n "text": "a\\nb",\n "id": true\n}\n', "a.json").report.text == "a\nb"


def test_an_answer_key_is_ignored(take: Any) -> None:
    """Bukti's own key is recognised by content, whatever its name."""
    (ignored,) = take('{\n "bukti": "answer key",\n "version": 1}', "x.txt").result.ignored
    assert ignored.reason == "answer key"


def test_json_in_another_charset_fails(take: Any) -> None:
    """JSON is UTF-8."""
    assert take(b"\xff\xfe" + '{"text": "a"}'.encode("utf-16-le"), "a.jsonl").failure.reason == "charset"


# Mail

MAIL = "From: =?utf-8?q?The_R=C3=A9ed?= <a@b.example>\r\nSubject: =?bogus?q?x?= and =?utf-8?b?w6k=?=\r\nDate: {date}\r\n{rest}"


def test_a_message_reads_its_plain_part(take: Any) -> None:
    """The text a person reads, located in the decoded part."""
    rest = 'Content-Type: text/plain; charset="iso-8859-1"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 is=\r\n open, see https://x.example/a now.\r\n'
    found = take(MAIL.format(date="Sat, 02 Mar 2024 09:00:00 +0100", rest=rest), "a.eml").report
    assert found.text == "Café is open, see https://x.example/a now."
    assert found.outlet == "The Réed"
    assert found.published is not None
    assert found.published.earliest.hour == 8
    assert [x.url for x in found.links] == ["https://x.example/a"]
    assert {x.part for x in found.locators} == {"mime:1"}


def test_a_message_with_escape_sequences_is_read_and_located(take: Any) -> None:
    """ISO-2022-JP, in which most Japanese mail was written: its bytes are valid UTF-8 that says something else."""
    words = "市長は倉庫が攻撃されたと述べた。\nArmy は否定した。"
    rest = "Content-Type: text/plain; charset=ISO-2022-JP\r\n\r\n" + words.encode("iso2022_jp").decode("ascii")
    taken = take(MAIL.format(date="x", rest=rest), "a.eml")
    assert taken.report.text == words
    report, data = taken.report, next(iter(taken.kept.values()))
    place = words.index("Army")
    assert custody.locate(report, data, Span(place, place + 9)).status == custody.PASSED
    forged = replace(report, text=words.replace("攻撃", "防衛"))
    assert custody.locate(forged, data, Span(0, len(words))).status == custody.FAILED


def test_an_html_message_and_its_attachments(take: Any) -> None:
    """HTML where there is no plain text; attachments are reports, pictures are noted."""
    body = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hello <b>you</b></p>\r\n'
        '--b\r\nContent-Type: image/png; name="x.png"\r\n\r\nPNG\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="../n.txt"\r\n\r\nAttached words\r\n'
        "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\nSubject: in\r\n\r\nForwarded words\r\n--b--\r\n"
    )
    taken = take(MAIL.format(date="no date", rest=body), "a.eml")
    assert [r.text for r in taken.result.reports] == ["Hello you", "Attached words", "Forwarded words"]
    first, second, _ = taken.result.reports
    assert first.published is None
    assert "x.png" in first.notes[0]
    assert second.path == "a.eml!n.txt"


MIXED = 'MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary="b"\r\n\r\n{parts}--b--\r\n'
TEXT = "--b\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{words}\r\n"


@pytest.mark.parametrize(
    ("charsets", "texts"),
    [
        (("us-ascii", "utf-8"), ["First words.\n\nSecond wörds https://a.example/b"]),
        (("utf-8", "us-ascii"), ["First words.\n\nSecond wörds https://a.example/b"]),
        (("us-ascii", "iso-8859-1"), ["First words.\n\nSecond wörds https://a.example/b"]),
        (("iso-2022-jp", "utf-8"), ["第一の言葉。", "Second wörds https://a.example/b"]),
    ],
)
def test_every_part_that_a_message_shows_is_read(take: Any, charsets: tuple[str, str], texts: list[str]) -> None:
    """Text, picture, text: what stands below the picture is read too, in a report of its own where it must."""
    first = "第一の言葉。" if charsets[0].startswith("iso-2022") else "First words."
    second = "Second wörds https://a.example/b".replace("ö", "o" if charsets[1] == "us-ascii" else "ö")
    both = [
        TEXT.format(charset=charset, words="{}").encode().replace(b"{}", words.encode(charset))
        for charset, words in zip(charsets, (first, second), strict=True)
    ]
    picture = b"--b\r\nContent-Type: image/png\r\n\r\nPNG\r\n"
    data = MAIL.format(date="x", rest=MIXED.format(kind="mixed", parts="{parts}")).encode()
    found = take(data.replace(b"{parts}", both[0] + picture + both[1]), "a.eml").result.reports
    assert [r.text for r in found] == [text.replace("ö", "o") if charsets[1] == "us-ascii" else text for text in texts]
    assert [x.url for r in found for x in r.links] == ["https://a.example/b"]


def test_another_form_with_other_words_is_told(take: Any) -> None:
    """What some programs show and others do not is no secret: a form that says something else is noted."""
    html = "--b\r\nContent-Type: text/html\r\n\r\n<p>{words}</p>\r\n"
    plain = TEXT.format(charset="utf-8", words="The mayor said it was hit.")
    for words, told in (("The mayor <b>said</b> it was hit.", 0), ("The mayor denied it was hit.", 1)):
        rest = MIXED.format(kind="alternative", parts=plain + html.format(words=words))
        report = take(MAIL.format(date="x", rest=rest), "a.eml").report
        assert report.text == "The mayor said it was hit."
        assert len(report.notes) == told
        assert all("'denied'" in note for note in report.notes)


@pytest.mark.parametrize(
    "rest",
    [
        "Content-Type: image/png\r\n\r\n\r\n",
        "MIME-Version: 1.0\r\n\r\n  \r\n",
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b--\r\n',
    ],
)
def test_a_message_without_text_fails(take: Any, rest: str) -> None:
    """Nothing to read is reported."""
    assert take(MAIL.format(date="x", rest=rest), "a.eml").failure.reason == "empty"


def test_too_many_parts_are_refused(take: Any) -> None:
    """A message of thousands of parts is an attack."""
    rest = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' + "--b\r\n\r\nx\r\n" * 1002
    assert take(MAIL.format(date="x", rest=rest), "a.eml").failure.reason == "nesting"


def test_a_mailbox_gives_each_message(take: Any) -> None:
    """Messages are cut at `From ` lines that header fields follow, and nowhere else."""
    box = "From a Sat\nFrom: a@b.example\nSubject: 1\n\nOne.\n\nFrom here on it is text.\n\nFrom b Sun\nFrom: c@d.example\nSubject: 2\n\nTwo.\n"
    taken = take(box, "box")
    assert [r.text for r in taken.result.reports] == ["One.\n\nFrom here on it is text.", "Two."]
    assert [r.path for r in taken.result.reports] == ["box!#1", "box!#2"]


# WARC


def test_a_captured_page_is_its_body_as_recorded(take: Any) -> None:
    """The id is that of the recorded body, also where it is coded; locators point into the decoded part."""
    page = "<html><body><p>Grüße aus dem Archiv</p></body></html>".encode("iso-8859-1")
    body = gzip.compress(page, mtime=0)
    chunked = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    headers = "Content-Type: text/html; charset=ISO-8859-1\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
    for data in (record(chunked, headers), gzip.compress(record(chunked, headers), mtime=0)):
        found = take(data, "a.warc.gz").report
        assert found.id == report_id(chunked)
        assert found.text == "Grüße aus dem Archiv"
        assert found.url == "https://reed.example/p"
        assert found.sightings[0].retrieved is not None
        assert {x.part for x in found.locators} == {"http:chunked+gzip"}


@pytest.mark.parametrize(
    ("data", "ignored", "failed"),
    [
        (record(b"x", "Content-Type: image/png"), 1, 0),
        (record(b"x", status="404 Not Found"), 1, 0),
        (record(b"x", kind="revisit"), 1, 0),
        (record(b"x", kind="request"), 0, 1),
        (record(b"words", "Content-Type: text/plain\r\nContent-Encoding: br"), 0, 1),
        (record(b"words", "Content-Type: text/plain\r\nContent-Encoding: gzip"), 0, 1),
        (record(b"words")[:-8], 0, 1),
        (b"WARC/1.0\r\n", 0, 1),
    ],
)
def test_records_that_are_no_reports(take: Any, data: bytes, ignored: int, failed: int) -> None:
    """Requisites, errors and requests are passed over; what is coded or cut off is reported; nothing is lost."""
    result = take(data, "a.warc").result
    assert (len(result.reports), len(result.ignored), len(result.failed)) == (0, ignored, failed)


def test_a_coding_that_was_taken_off_already_is_no_fault(take: Any) -> None:
    """Some archivers keep the header and drop the chunks."""
    assert (
        take(record(b"words", "Content-Type: text/plain\r\nTransfer-Encoding: chunked"), "a.warc").report.text
        == "words"
    )


@pytest.mark.parametrize(
    "data",
    [
        zlib.compress(b"abc"),
        zlib.compress(b"abc")[2:-4],
        gzip.compress(b"ab", mtime=0) + gzip.compress(b"c", mtime=0) + b"\0\0",
    ],
)
def test_inflate_reads_every_form(data: bytes) -> None:
    """zlib, bare deflate, several gzip members with padding."""
    assert parts.inflate(data, Budget(Limits())) == b"abc"


def test_inflate_keeps_what_stands_before_a_fault() -> None:
    """A cut-off file gives its beginning; nothing at all is a failure."""
    data = gzip.compress(b"abc" * 1000)
    assert parts.inflate(data[:-9], Budget(Limits())).startswith(b"abc")
    assert parts.inflate(data + gzip.compress(b"x")[:9] + b"\xff" * 99, Budget(Limits())).startswith(b"abc")
    with pytest.raises(InputError, match="broken"):
        parts.inflate(b"\x1f\x8bnothing", Budget(Limits()))


def test_a_broken_gzip_file_fails(take: Any) -> None:
    """It is kept and reported."""
    assert take(b"\x1f\x8b\x08" + b"\xff" * 40, "a.gz").failure.reason == "encoding"


def test_parts_are_found_by_name() -> None:
    """Custody makes a part again by its name; an unknown name gives nothing."""
    budget = Budget(Limits())
    assert parts.decoded(b"x", "", budget) == b"x"
    assert parts.decoded(b"x", "nonesuch", budget) is None
    assert parts.decoded(b"Subject: a\n\nbody", "mime:1", budget) == b"body"
    assert parts.decoded(b"Subject: a\n\nbody", "mime:2", budget) is None


# Feeds

ITEM = (
    "<item><title>A &amp; B</title><link>/1</link><author>x@y.example (Ida Berg)</author><pubDate>Sat, 02 Mar 2024 09:00:00 GMT</pubDate>"
    "<description>short</description><content:encoded><![CDATA[<p>Long <a href='/z'>form</a></p>]]></content:encoded></item>"
)


def test_entries_agree_with_feedparser(take: Any) -> None:
    """Number, titles and addresses of entries are those that the reference parser finds."""
    feed = f"<?xml version='1.0'?>{RSS_HEAD}<language>sv</language>{ITEM}{ITEM.replace('/1', '/2')}</channel></rss>"
    taken = take(feed, "a.xml")
    entries = feedparser.parse(feed.encode()).entries
    assert [(r.title, r.url) for r in taken.result.reports] == [
        (e.title, "https://reed.example" + e.link) for e in entries
    ]
    first = taken.result.reports[0]
    assert first.id == report_id(ITEM.encode())
    assert first.text == "A & B\n\nLong form"
    assert (first.outlet, first.byline, first.language) == ("The Reed", "Ida Berg", "sv")
    assert [(x.url, x.text) for x in first.links] == [("https://reed.example/z", "form")]
    assert taken.bytes_of("&", first) == b"&amp;"


@pytest.mark.parametrize(
    ("entry", "text", "byline"),
    [
        (
            "<entry><title>T</title><content type='xhtml'><div><p>a</p><p>b</p></div></content><author><name>N</name></author></entry>",
            "T\n\na\n\nb",
            "N",
        ),
        ("<entry><title>T</title><summary type='text'>1 &lt; 2</summary></entry>", "T\n\n1 < 2", None),
        ("<entry><title>T</title><content>&lt;p&gt;T goes on&lt;/p&gt;</content></entry>", "T goes on", None),
        (
            "<entry><title type='html'>A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title><link href='https://e.example/'/></entry>",
            "A & B",
            None,
        ),
        (
            "<entry><summary>only</summary><dc:creator>C</dc:creator><updated>2024-01-01T00:00:00Z</updated></entry>",
            "only",
            "C",
        ),
        (
            "<entry><title>T</title><author>Plain Name</author><content/><source>Other</source><id>i</id></entry>",
            "T",
            "Plain Name",
        ),
        ("<entry><title>cut off", "cut off", None),
    ],
)
def test_forms_of_entries(take: Any, entry: str, text: str, byline: str | None) -> None:
    """Escaped HTML, XHTML, plain text, titles only."""
    found = take(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{entry}</feed>'
        if "cut" not in entry
        else f"<feed><title>F</title>{entry}",
        "a.xml",
    ).report
    assert (found.text, found.byline) == (text, byline)


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        (
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
            "xml-entities",
        ),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><item><title>&a;</title></item></rss>',
            "xml-entities",
        ),
        ("<rss><channel><title>x</title></channel></rss>", "empty"),
        ("<rss><item><link/></item></rss>", "empty"),
        ("<rss>" + "<a>" * 600 + "<item><title>x</title></item>", "nesting"),
    ],
)
def test_hostile_and_empty_feeds_fail(take: Any, feed: str, reason: str) -> None:
    """Entity bombs, external entities, depth."""
    assert take(feed, "a.xml").failure.reason == reason


# Archives


def test_members_are_reports_in_sorted_order(take: Any) -> None:
    """Each member by its own bytes, litter passed over, names never used as paths."""
    members = {
        "z.txt": b"zed",
        "../../etc/a.txt": b"escape",
        "__MACOSX/._z.txt": b"x",
        "d/.DS_Store": b"x",
        "c.zip": packed({"in.txt": b"inner"}),
    }
    taken = take(packed(members), "a.zip")
    assert [(r.path, r.text) for r in taken.result.reports] == [
        ("a.zip!../../etc/a.txt", "escape"), ("a.zip!c.zip!in.txt", "inner"), ("a.zip!z.txt", "zed"),
    ]  # fmt: skip
    assert len(taken.result.ignored) == 2
    assert digest(members["c.zip"]) in taken.kept


def test_bombs_are_refused_and_the_rest_is_read(take: Any) -> None:
    """Ratio, total size and depth are bounded."""
    bomb = packed({"a.txt": b"0" * 20_000_000, "b.txt": b"fine"})
    result = take(bomb, "a.zip").result
    assert [f.reason for f in result.failed] == ["archive-ratio"]
    assert [r.text for r in result.reports] == ["fine"]
    deep = packed({"x.txt": b"deep"})
    for _ in range(5):
        deep = packed({"x.zip": deep})
    assert take(deep, "a.zip").failure.reason == "archive-depth"
    assert "archive-size" in {f.reason for f in take(bomb, "a.zip", Limits(archive_bytes=1000)).result.failed}
    assert take(bomb, "a.zip", Limits(file_bytes=2_000_000, archive_ratio=10**6)).result.failed[0].reason == "too-large"
    assert take(gzip.compress(b"0" * 50_000_000), "a.gz").failure.reason == "archive-ratio"
    assert take(packed({"a": b"1", "b": b"2"}), "a.zip", Limits(archive_members=1)).failure.reason == "too-many-reports"


def test_an_absurd_directory_is_refused_before_it_is_read(take: Any) -> None:
    """Millions of directory entries would fill the memory."""
    assert take(b"PK\x03\x04" + b"PK\x01\x02" * 200_001, "a.zip").failure.reason == "too-many-reports"


def test_an_encrypted_member_fails_alone(take: Any) -> None:
    """The flag in the directory says so; its neighbour is read."""
    data = bytearray(packed({"a.txt": b"secret", "b.txt": b"open"}, zipfile.ZIP_STORED))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    result = take(bytes(data), "a.zip").result
    assert [f.reason for f in result.failed] == ["encrypted"]
    assert [r.text for r in result.reports] == ["open"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed({"a.txt": b"x" * 99})[:-10], "broken"), (packed({}), "empty"), (packed({"[Content_Types].xml": b"x", "xl/a.xml": b"x"}), "unsupported"),
        (packed({"mimetype": b"application/epub+zip", "a.html": b"x"}), "unsupported"), (packed({"a.txt": b"words"}, zipfile.ZIP_STORED).replace(b"words", b"w0rds"), "broken"),
    ],
)  # fmt: skip
def test_archives_that_cannot_be_read(take: Any, data: bytes, reason: str) -> None:
    """Broken, empty, or packages whose members mean nothing alone."""
    assert take(data, "a.zip").result.failed[0].reason in {reason, "broken"}


def test_links_and_indexes_in_archives_are_ignored(take: Any) -> None:
    """A symbolic link in an archive is not followed; a WACZ's indexes are no reports."""
    out, saved = io.BytesIO(), record(b"<html><p>Saved words</p>")
    package = {"resources": [{"path": "archive/d.warc", "hash": f"sha256:{digest(saved)}"}]}
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        for name, data in (
            ("datapackage.json", json.dumps(package)),
            ("indexes/index.cdx", b"x"),
            ("archive/d.warc", saved),
        ):
            archive.writestr(name, data)
    taken = take(out.getvalue(), "a.wacz")
    assert taken.report.text == "Saved words"
    assert {i.reason for i in taken.result.ignored} == {
        "symbolic link in an archive",
        "index of a web archive",
        "web archive: 1 of its 1 files have the digest that it says; not signed",
    }


def test_a_gzipped_file_is_read_as_what_it_is(take: Any) -> None:
    """The name loses its ending."""
    assert take(gzip.compress(b"words"), "x/a.txt.gz").report.path == "x/a.txt.gz!a.txt"
    assert take(gzip.compress(b"words"), "a").report.path == "a!unpacked"
