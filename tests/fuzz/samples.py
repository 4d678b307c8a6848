"""One small, well-formed file of each format, made here, and a seeded mutator. No clock, no global random state."""

# ruff: noqa: E501 - literal files read better unbroken

from __future__ import annotations

import gzip
import io
import json
import mailbox
import zipfile
from email.message import EmailMessage
from random import Random

import docx
from reportlab.pdfgen.canvas import Canvas

TITLE = "Two towns lose their bridge"
BODY = (
    "The river carried the bridge between Norrby and Söderby away on Friday, the county said.",
    "“We heard it go,” said Åsa Lind, who lives beside it. Nobody was hurt – at least three cars are missing.",
    "Мост построили в 1961 году, сообщил архив. 橋は金曜日に流された、と郡は述べた。",
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{TITLE} | The Reed</title>
<meta property="og:site_name" content="The Reed"><meta name="author" content="Ida Berg">
<style>.ad {{ display: none }}</style>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}",
"datePublished": "2024-03-02T10:00:00+01:00"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>{TITLE}</h1>
<p>The river carried the bridge between Norrby &amp; S&ouml;derby away on <b>Friday</b>,   the
<a href="https://county.example/notice">county</a> said.</p><p>{BODY[1]}</p><!-- note --><p>{BODY[2]}</p>
<p class="ad">Buy boats now, the best boats in town, boats for you.</p></article>
<footer><p>Imprint</p></footer></body></html>
"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Reed</title><link>https://reed.example/</link><language>en</language>
<item><title>{TITLE} &amp; more</title><link>https://reed.example/1</link><dc:creator>Ida Berg</dc:creator>
<pubDate>Sat, 02 Mar 2024 09:00:00 GMT</pubDate><content:encoded><![CDATA[<p>{BODY[0]}</p><p>{BODY[1]}</p>]]></content:encoded>
</item>
<item><title>Second</title><guid>urn:2</guid><description>&lt;p&gt;{BODY[2]}&lt;/p&gt;</description></item>
</channel></rss>
"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv"><title>The Reed</title><link href="https://reed.example/"/>
<entry><id>urn:a</id><title type="html">{TITLE} &amp;amp; more</title><link href="/a"/><published>2024-03-02T09:00:00Z</published>
<author><name>Ida Berg</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY[0]}</p>
<p>{BODY[2]}</p></div></content></entry>
<entry><id>urn:b</id><title>B</title><summary type="text">{BODY[1]}</summary></entry></feed>
"""
NOISE = 0.04  # share of files that are random bytes under a known name
HOSTILE = (
    b"\0", b"\xff\xfe", b"<!--", b"]]>", b"&#x0;", b"&#xD800;", b"&amp;lt;", b"<script>", b"</p>", b"\\ud800", b"\r", b'"',
    b"=?utf-8?q?", b"=\r\n", b"--b", b"PK\x03\x04", b"%PDF-1.7", b"WARC/1.1\r\n", b"From x\n", b"\x1f\x8b\x08", b"{" * 600,
    b"<div>" * 600, b"Content-Length: 99999999999\r\n", b"stream\r\n", b"\xf0\x9f", b"\x80" * 9, b"[[[[", b"<![CDATA[",
)  # fmt: skip


def _text() -> bytes:
    return (TITLE + "\n\nIda Berg\nThe Reed, 2 March 2024\n\n" + "\r\n\r\n".join(BODY) + "\n\n(AFP)\n").encode()


def _markdown() -> bytes:
    lines = ["---", f"Title: {TITLE}", "Date: 2024-03-02", "Outlet: The Reed", "---", "", f"# {TITLE}", ""]
    lines += [
        BODY[0].replace("county", "[county](https://county.example/)"),
        "",
        "> *" + BODY[1] + "*",
        "",
        "- a \\* b &amp; c",
    ]
    return "\n".join([*lines, "- " + BODY[2], "", "```", "code  here", "```"]).encode()


def _pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle(TITLE)
    for page in range(2):
        for number, line in enumerate((TITLE, "The river carried the bridge away on", "Friday, the county said.")):
            canvas.drawString(72, 720 - 16 * number - 40 * (number > 0), f"{line}")
        canvas.drawString(300, 40, f"Page {page + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    for paragraph in BODY:
        document.add_paragraph(paragraph)
    document.add_table(1, 2).cell(0, 1).text = "Three cars"
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def _repacked(data: bytes) -> bytes:
    """Only the parts a reader needs, with fixed times: small, and the same bytes on each day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = '"The Reed" <desk@reed.example>', TITLE + " – é"
    mail["Date"], mail["Message-ID"] = "Sat, 02 Mar 2024 09:00:00 +0000", "<1@reed.example>"
    mail.set_content("\n\n".join(BODY) + "\n", cte="quoted-printable")
    mail.add_alternative(f"<p>{BODY[0]}</p>", subtype="html", cte="base64")
    mail.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="page.html")
    mail.set_boundary("b" * 20)
    for number, part in enumerate(mail.iter_parts()):
        if part.is_multipart():
            part.set_boundary(f"inner{number}")
    return mail


def _mbox() -> bytes:
    second = EmailMessage()
    second["From"], second["Subject"], second["Date"] = "ida@reed.example", "Two", "Sun, 03 Mar 2024 09:00:00 +0100"
    second.set_content(BODY[1] + "\n\nFrom the bank one could see it.\n")
    messages = [mailbox.mboxMessage(_message()), mailbox.mboxMessage(second)]
    return b"".join(b"From desk Sat Mar  2 09:00:00 2024\n" + m.as_bytes() + b"\n\n" for m in messages)


def _jsonl() -> bytes:
    rows = [
        {
            "id": "a",
            "text": "\n\n".join(BODY),
            "language": "sv",
            "published": "2024-03-02",
            "url": "https://reed.example/1",
        },
        {"id": 7, "text": BODY[1], "outlet": "The Reed", "title": TITLE},
    ]
    first, second = json.dumps(rows[0], ensure_ascii=False), json.dumps(rows[1])
    return f"{first}\n{second}\n".encode()


def _warc() -> bytes:
    records = []
    for number in range(2):
        body, coding = PAGE.replace("Two towns", f"{number + 2} towns").encode(), b""
        if number:
            body, coding = gzip.compress(body, mtime=0), b"Content-Encoding: gzip\r\n"
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + coding + b"\r\n" + body
        head = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Target-URI: https://reed.example/{number}\r\nWARC-Date: 2024-03-03T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(records)


def _zip() -> bytes:
    inner, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr(zipfile.ZipInfo("deep.txt"), BODY[0])
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in (
            ("a/page.html", PAGE.encode()),
            ("b.txt", _text()),
            ("inner.zip", inner.getvalue()),
            ("__MACOSX/x", b"1"),
        ):
            packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def samples() -> dict[str, bytes]:
    """Name of a file -> its bytes; every reader of intake has at least one."""
    return {
        "plain.txt": _text(),
        "wide.txt": b"\xff\xfe" + _text().decode().encode("utf-16-le"),
        "cyrillic.txt": (BODY[2][:40] * 3).encode("cp1251", "replace"),
        "notes.md": _markdown(),
        "page.html": PAGE.encode(),
        "paper.pdf": _pdf(),
        "letter.docx": _docx(),
        "message.eml": _message().as_bytes(),
        "box.mbox": _mbox(),
        "lines.jsonl": _jsonl(),
        "saved.warc": _warc(),
        "saved.warc.gz": gzip.compress(_warc(), mtime=0),
        "rss.xml": RSS.encode(),
        "atom.xml": ATOM.encode(),
        "many.zip": _zip(),
    }


def mutated(data: bytes, others: list[bytes], seed: str) -> bytes:
    """A damaged copy, the same for the same seed: cut, flipped, spliced, repeated, seeded with hostile tokens, or noise."""
    random, made = Random(seed), bytearray(data)  # noqa: S311 - repeatable damage, no secret
    if random.random() < NOISE:
        return random.randbytes(random.randrange(4096))
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        at = random.randrange(len(made) + 1)
        length = random.choice((1, 4, 32, 256, max(1, len(made) // 3)))
        kind = random.randrange(8)
        if kind == 0:
            del made[at:]
        elif kind == 1:
            del made[at : at + length]
        elif kind == 2:
            made[at:at] = random.choice(HOSTILE)
        elif kind == 3:
            made[at:at] = made[at : at + length] * random.choice((1, 2, 50))
        elif kind == 4:
            made[at : at + length] = random.randbytes(length)
        elif kind == 5:
            other = random.choice(others)
            start = random.randrange(len(other))
            made[at:at] = other[start : start + length]
        elif made:
            for place in (random.randrange(len(made)) for _ in range(min(length, 32))):
                made[place] ^= 1 << random.randrange(8)
    return bytes(made)
