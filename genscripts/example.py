"""Write examples/xinjiang from its reviewed sources, bit for bit the same each time; `--check` fails on any difference.

A source (resources/examples/xinjiang/NAME.md) is one report: a YAML header, then paragraphs with `[words](address)`
links. `format` chooses the renderer; reports of one WARC file or feed are put together, sorted by name. Nothing here
reads a clock or a random source, and every compressed format is stored without compression, because compressors differ
between builds of zlib. The answer key is `key.json` among the sources; the file and language of each report are added.
"""

from __future__ import annotations

import html
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import BufferWARCWriter

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "resources" / "examples" / "xinjiang"
TARGET = ROOT / "examples" / "xinjiang"
LINK = re.compile(r"\[([^\]]+)\]\((https://[^)\s]+)\)")
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX_TYPES = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
)
DOCX_RELATIONS = (
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
)
CORE_NAMESPACES = (
    f'xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a ZIP entry can hold
RETRIEVED = "2024-11-27T10:00:00Z"  # when the invented investigator saved the pages


@dataclass(frozen=True, slots=True)
class Source:
    """One report as written by hand: its name, header and paragraphs (with link marks)."""

    name: str
    header: dict[str, Any]
    paragraphs: tuple[str, ...]

    @property
    def published(self) -> datetime:
        """The stated time of publication, aware."""
        return datetime.fromisoformat(self.header["published"])

    @property
    def digital_date(self) -> str:
        """The stated time of publication in the form that pages and feeds use (RFC 3339, UTC)."""
        return self.published.strftime("%Y-%m-%dT%H:%M:%SZ")


def read_source(path: Path) -> Source:
    """The source in one file.

    Raises:
        ValueError: the file does not start with a header between `---` lines.
    """
    parts = path.read_text("utf-8").split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ValueError(f"{path}: put the header between two `---` lines at the top")
    return Source(path.stem, yaml.safe_load(parts[1]), tuple(p.strip() for p in parts[2].strip().split("\n\n")))


def plain(paragraph: str) -> str:
    """The paragraph without link marks."""
    return LINK.sub(r"\1", paragraph)


def linked(paragraph: str) -> str:
    """The paragraph as HTML, links as `a` elements; whatever touches a link in the source touches it here."""
    return LINK.sub(r'<a href="\2">\1</a>', html.escape(paragraph, quote=False))


def page(source: Source) -> bytes:
    """A news page: navigation, article, related links, footer; dates where the header's `dates` says."""
    h = source.header
    related = "\n".join(f'    <li><a href="{url}">{html.escape(words)}</a></li>' for words, url in h["related"])
    home = "/".join(h["url"].split("/")[:3])
    stamp = f'<time datetime="{source.digital_date}">{source.digital_date[:10]}</time>' if "time" in h["dates"] else ""
    return f"""<!DOCTYPE html>
<html lang="{h["language"]}">
<head>
<meta charset="utf-8">
<title>{html.escape(h["title"])} | {html.escape(h["outlet"])}</title>
<link rel="canonical" href="{h["url"]}">
<meta name="description" content="{html.escape(h["note"])}">
<meta property="og:site_name" content="{html.escape(h["outlet"])}">
<meta property="og:title" content="{html.escape(h["title"])}">
<meta name="author" content="{html.escape(h["byline"])}">
{_head_dates(source)}</head>
<body>
<header><a href="{home}/">{html.escape(h["outlet"])}</a>
<nav><ul>
    <li><a href="{home}/">{html.escape(h["outlet"])}</a></li>
    <li><a href="{home}/section">{html.escape(h["section"])}</a></li>
</ul></nav></header>
<main>
<article>
<h1>{html.escape(h["title"])}</h1>
<p class="byline">{html.escape(h["byline"])} {stamp}</p>
<div class="article-body">
{chr(10).join(f"<p>{linked(p)}</p>" for p in source.paragraphs)}
</div>
</article>
<aside class="related">
<ul>
{related}
</ul>
</aside>
</main>
<footer><p>{html.escape(h["note"])}</p></footer>
</body>
</html>
""".encode()


def _head_dates(source: Source) -> str:
    h, lines = source.header, ""
    if "meta" in h["dates"]:
        lines += f'<meta property="article:published_time" content="{source.digital_date}">\n'
    if "json-ld" in h["dates"]:
        record = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": h["title"],
            "datePublished": source.digital_date,
            "author": [{"@type": "Person", "name": h["byline"]}],
            "publisher": {"@type": "Organization", "name": h["outlet"]},
        }
        lines += f'<script type="application/ld+json">{json.dumps(record, ensure_ascii=False)}</script>\n'
    return lines


def text(source: Source) -> bytes:
    """A plain text file: title, byline, date line, paragraphs, note."""
    h = source.header
    body = "\n\n".join(map(plain, source.paragraphs))
    return f"{h['title']}\n\n{h['byline']}\n{h['dateline']}\n\n{body}\n\n{h['note']}\n".encode()


def markdown(source: Source) -> bytes:
    """A Markdown file with its links."""
    h = source.header
    body = "\n\n".join(source.paragraphs)
    return (
        f"# {h['title']}\n\n*{h['outlet']}. {h['byline']}. {h['dateline']}*\n\n{body}\n\n---\n\n{h['note']}\n".encode()
    )


def pdf(source: Source) -> bytes:
    """A PDF with a text layer; `invariant` takes clock and random identifier out of it."""
    h, out, styles = source.header, io.BytesIO(), getSampleStyleSheet()
    flow = [Paragraph(html.escape(h["title"]), styles["Title"])]
    flow += [Paragraph(html.escape(h[key]), styles["Italic"]) for key in ("byline", "dateline")]
    for words in (*map(plain, source.paragraphs), h["note"]):
        flow.append(Paragraph(html.escape(words), styles["BodyText"]))
    options = {"invariant": 1, "pageCompression": 0, "author": h["outlet"], "title": h["title"], "subject": h["note"]}
    SimpleDocTemplate(out, lang=h["language"], **options).build(flow)
    stamp = source.published.strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    return re.sub(rb"D:20000101000000\+00'00'", lambda _: stamp, out.getvalue())  # same length: offsets stay right


def docx(source: Source) -> bytes:
    """An office document (ECMA-376) of only the parts it needs; python-docx's template would be 800 kB of styles."""
    h, out = source.header, io.BytesIO()
    words = [h["title"], h["byline"], h["dateline"], *map(plain, source.paragraphs), h["note"]]
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(w, quote=False)}</w:t></w:r></w:p>' for w in words
    )
    fields = {
        "dc:title": h["title"],
        "dc:creator": h["outlet"],
        "dc:description": h["note"],
        "dc:language": h["language"],
    }
    core = "".join(f"<{tag}>{html.escape(value)}</{tag}>" for tag, value in fields.items())
    core += "".join(
        f'<dcterms:{tag} xsi:type="dcterms:W3CDTF">{source.digital_date}</dcterms:{tag}>'
        for tag in ("created", "modified")
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{DOCX_TYPES}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{DOCX_RELATIONS}</Relationships>',
        "docProps/core.xml": f"<cp:coreProperties {CORE_NAMESPACES}>{core}</cp:coreProperties>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, markup in members.items():
            info = zipfile.ZipInfo(name, ZIP_EPOCH)
            info.create_system = 3  # else the byte that names the operating system differs between machines
            packed.writestr(info, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{markup}')
    return out.getvalue()


def mail(source: Source) -> bytes:
    """A press release by mail: plain text and HTML, both quoted-printable."""
    h, message = source.header, EmailMessage(policy=SMTP)
    message["From"] = f'"{h["sender"]}" <{h["address"]}>'
    message["To"] = "correspondents@mfa-statements.example"
    message["Subject"] = h["title"]
    message["Date"] = format_datetime(source.published)
    message["Message-ID"] = "<20241126-0330@mfa-statements.example>"
    message["X-Note"] = h["note"]
    body = [*source.paragraphs, h["note"]]
    message.set_content("\n\n".join(body) + "\n", cte="quoted-printable")
    markup = "".join(f"<p>{html.escape(p, quote=False)}</p>\n" for p in body)
    message.add_alternative(f"<html><body>\n{markup}</body></html>\n", subtype="html", cte="quoted-printable")
    message.set_boundary("=_bukti_example_0330")
    return message.as_bytes()


def warc(sources: list[Source]) -> bytes:
    """Saved pages as WARC 1.1 response records, one gzip member a record, with fixed ids and dates."""
    writer = BufferWARCWriter(gzip=False, warc_version="1.1")
    for source in sources:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        headers = {
            "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, source.header['url'])}>",
            "WARC-Date": RETRIEVED,
        }
        address = source.header["url"]
        payload = io.BytesIO(page(source))
        record = writer.create_warc_record(address, "response", payload, http_headers=http, warc_headers_dict=headers)
        writer.write_record(record)
    return b"".join(
        stored_gzip(record) for record in re.split(rb"(?<=\r\n\r\n)(?=WARC/1\.1\r\n)", writer.get_contents())
    )


def stored_gzip(data: bytes) -> bytes:
    """One gzip member (RFC 1952) of stored deflate blocks (RFC 1951, 3.2.4): the same bytes under every zlib."""
    blocks = [data[at : at + 65535] for at in range(0, len(data), 65535)] or [b""]
    out = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    for number, block in enumerate(blocks, 1):
        size = len(block)
        out += (
            bytes([number == len(blocks)]) + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + block
        )
    return out + zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")


def feed(sources: list[Source]) -> bytes:
    """An Atom feed (RFC 4287) with the whole text of each entry."""
    entries = ""
    for source in sorted(sources, key=lambda s: s.published, reverse=True):
        h = source.header
        body = (
            "".join(f"<p>{linked(p)}</p>\n" for p in source.paragraphs)
            + f"<p><small>{html.escape(h['note'])}</small></p>"
        )
        author = f"  <author><name>{html.escape(h['byline'])}</name></author>\n" if h["byline"] else ""
        entries += (
            f"<entry>\n  <id>{h['url']}</id>\n  <title>{html.escape(h['title'])}</title>\n"
            f'  <link rel="alternate" href="{h["url"]}"/>\n{author}'
            f"  <published>{source.digital_date}</published>\n  <updated>{source.digital_date}</updated>\n"
            f'  <content type="html">{html.escape(body)}</content>\n</entry>\n'
        )
    home = "/".join(sources[0].header["url"].split("/")[:3])
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<id>{home}/</id>\n<title>{sources[0].header['outlet']}</title>\n<subtitle>{sources[0].header['note']}</subtitle>\n"
        f'<link href="{home}/"/>\n<updated>{max(s.digital_date for s in sources)}</updated>\n{entries}</feed>\n'
    ).encode()


SINGLE: dict[str, Callable[[Source], bytes]] = {
    "html": page, "txt": text, "md": markdown, "pdf": pdf, "docx": docx, "eml": mail,
}  # fmt: skip
TOGETHER: dict[str, Callable[[list[Source]], bytes]] = {"warc": warc, "atom": feed}


def answer_key(sources: list[Source]) -> bytes:
    """The hand-written key with the place and language of each report filled in."""
    key = json.loads((SOURCES / "key.json").read_text("utf-8"))
    key["reports"] = {
        s.name: {
            "file": s.header["file"],
            "within": s.header["url"] if s.header["format"] in TOGETHER else None,
            "language": s.header["language"],
        }
        for s in sources
    }
    return (json.dumps(key, ensure_ascii=False, indent=1) + "\n").encode()


def build() -> dict[str, bytes]:
    """File name -> exact bytes of everything in the example's folder."""
    sources = [read_source(path) for path in sorted(SOURCES.glob("*.md"))]
    written = {"key.json": answer_key(sources)}
    for source in sources:
        h = source.header
        if h["format"] in TOGETHER:
            written[h["file"]] = TOGETHER[h["format"]]([s for s in sources if s.header["file"] == h["file"]])
        else:
            for name in (h["file"], *h.get("copies", ())):
                written[name] = SINGLE[h["format"]](source)
    return written


def main() -> None:
    """Write the example, or with `--check` name each file that differs, lacks or is too many, and exit with 1."""
    written = build()
    present = {path.name for path in TARGET.glob("*")}
    if "--check" in sys.argv[1:]:
        stale = [n for n, data in written.items() if n not in present or (TARGET / n).read_bytes() != data]
        wrong = sorted({*stale, *(present - set(written))})
        if wrong:
            sys.exit("stale example, run `python genscripts/example.py`: " + ", ".join(wrong))
        return
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, data in written.items():
        (TARGET / name).write_bytes(data)


if __name__ == "__main__":
    main()
