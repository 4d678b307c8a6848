"""What a page says of itself: title, outlet, byline, dates, addresses, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from bukti.intake import dates
from bukti.intake.visible import Page
from bukti.model import Published

PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "citation_publication_date", "date",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
SITE = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher")
AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl", "citation_author")
HEADLINE = ("og:title", "twitter:title", "headline", "dc.title", "citation_title")
ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|WebPage|CreativeWork)$")
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?")
LD_DEPTH = 30
MICRODATA_LIMIT = 1_000  # objects of JSON-LD looked at in one page


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Stated facts of a page; None where it says nothing."""

    title: str | None
    outlet: str | None
    byline: str | None
    published: Published | None
    modified: Published | None
    canonical: str | None
    language: str | None


def facts(page: Page, url: str | None) -> PageFacts:
    """Read the head of a page; JSON-LD before meta elements before `time` elements.

    Args:
        page: as scanned.
        url: where it was retrieved, for relative addresses, or None.
    """
    metas: dict[str, str] = {}
    for name, content in page.metas:
        metas.setdefault(name, unescape(content))
    described = list(_articles(page.scripts))
    main = described[0] if described else {}
    return PageFacts(
        title=_text(main.get("headline")) or _first(metas, HEADLINE) or _clean("".join(p.text for p in page.title)),
        outlet=_first(metas, SITE[:1]) or _name(main.get("publisher")) or _first(metas, SITE[1:]),
        byline=_name(main.get("author")) or _byline(_first(metas, AUTHOR)),
        published=dates.any_form(_text(main.get("datePublished")), "json-ld")
        or _dated(metas, PUBLISHED)
        or _timed(page),
        modified=dates.any_form(_text(main.get("dateModified")), "json-ld") or _dated(metas, MODIFIED),
        canonical=_canonical(page, metas, url),
        language=language_code(page.language or metas.get("content-language")),
    )


def language_code(declared: str | None) -> str | None:
    """ISO 639 code of a declared language tag (BCP 47), or None."""
    found = LANGUAGE.fullmatch((declared or "").strip())
    return found[1].lower() if found else None


def absolute(target: str, base: str | None) -> str | None:
    """A link's target as an absolute http(s) address, else None (mailto, script, fragment, unknown base)."""
    try:
        joined = urljoin(base or "", target.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in {"http", "https"} and parts.netloc else None


def _canonical(page: Page, metas: dict[str, str], url: str | None) -> str | None:
    base = absolute(page.base or "", url) or url
    for rel, href in page.links:
        if "canonical" in rel.split():
            return absolute(href, base)
    return absolute(metas.get("og:url", ""), base) if metas.get("og:url") else None


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := _clean(metas.get(name)))), None)


def _dated(metas: dict[str, str], names: tuple[str, ...]) -> Published | None:
    return next((found for name in names if (found := dates.any_form(metas.get(name), "meta"))), None)


def _timed(page: Page) -> Published | None:
    """The first `time` element inside the main part, else the only one of the page."""
    inside = [stamp for stamp, main in page.times if main]
    candidates = inside or ([stamp for stamp, _ in page.times] if len({s for s, _ in page.times}) == 1 else [])
    return next((found for stamp in candidates if (found := dates.any_form(stamp, "time"))), None)


def _byline(words: str | None) -> str | None:
    """An author that is a profile address says nothing for people."""
    return None if words is None or words.startswith(("http://", "https://")) else words


def _clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return _clean(unescape(value)) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    """Name of a person or organisation of schema.org, several joined by commas."""
    if isinstance(value, list):
        names = [n for n in (_name(v) for v in value[:20]) if n]
        return ", ".join(names) or None
    if isinstance(value, dict):
        return _text(value.get("name"))
    return _byline(_text(value))


def _articles(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD that describe an article, those that state a date first."""
    found = []
    for script in scripts:
        try:
            found += [o for o in _objects(json.loads(script.strip()), 0) if _is_article(o)]
        except (ValueError, RecursionError):
            continue
    yield from sorted(found[:MICRODATA_LIMIT], key=lambda o: "datePublished" not in o)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > LD_DEPTH:
        return
    if isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []), depth + 1)
    elif isinstance(value, list):
        for entry in value:
            yield from _objects(entry, depth + 1)


def _is_article(entry: dict[str, Any]) -> bool:
    kinds = entry.get("@type")
    return any(isinstance(k, str) and ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))
