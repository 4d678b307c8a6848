"""Web addresses as identities of pages: what two addresses of one page may differ in is taken away."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

NESTED = 3  # archives of archives that are unwrapped
LONGEST = 4_000  # characters of an address that is looked at; longer ones are hostile or hold their page
# Query fields that tell who sent the reader, never which page it is.
TRACKING = re.compile(
    r"utm_\w+|[a-z]{1,3}clid|gbraid|wbraid|mc_[ce]id|igshid|ref|ref_\w+|cmp|cmpid|at_\w+|smid|ncid|ocid|spm|xtor|_ga|amp",
    re.IGNORECASE,
)
MOBILE = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)|(?<=^..\.)m\.")
ARCHIVED = re.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/(.+)", re.DOTALL)
CACHED = re.compile(r"/(?:amp|[vc])/(?:s/)?(.+)", re.DOTALL)  # /c/s/original.example/path
CACHES = re.compile(r".+\.cdn\.ampproject\.org|(?:www\.)?google\.[a-z.]+")
FRAME = re.compile(r"(?:/amp|/index\.(?:html?|php|aspx?)|\.amp(?:\.html)?)?/*$", re.IGNORECASE)


def address(url: str) -> str:
    """The page that an address leads to, in one spelling.

    Scheme, user, port, `www.`, mobile and AMP hosts and paths, fragment, trailing slash, index page, order of query
    fields and those that only track the reader do not tell pages apart; an archive's address is that of the original.

    Args:
        url: any words; hostile ones are no page.

    Returns:
        Host, path and query, or "" where there is no host.
    """
    for _ in range(NESTED):
        parts = _split(url)
        inner = _original(parts) if parts else ""
        if not inner:
            return _normal(parts) if parts else ""
        url = inner
    return ""


def host(url: str) -> str:
    """Host of a web address without `www.` and its mobile kin; empty when there is none."""
    parts = _split(url)
    return MOBILE.sub("", _named(parts)) if parts else ""


def _split(url: str) -> SplitResult | None:
    """Parts of a web address with a host, or None."""
    try:
        parts = urlsplit(url.strip() if len(url) <= LONGEST else "")
    except ValueError:
        return None
    return parts if parts.hostname and parts.scheme in {"", "http", "https"} else None


def _named(parts: SplitResult) -> str:
    """The host in letters: a name in another script may be written in its ASCII form."""
    name = (parts.hostname or "").rstrip(".")
    try:
        return name.encode("ascii").decode("idna").casefold() if "xn--" in name else name
    except UnicodeError:
        return name


def _original(parts: SplitResult) -> str:
    """The address inside that of an archive or an AMP cache, or ""."""
    name = _named(parts)
    if name in {"web.archive.org", "archive.org"} and (found := ARCHIVED.match(parts.path)):
        inner = found[1] + (f"?{parts.query}" if parts.query else "")
    elif CACHES.fullmatch(name) and (found := CACHED.match(parts.path)):
        inner = found[1]
    else:
        return ""
    return inner if re.match(r"https?://", inner) else f"https://{re.sub(r'^https?:/+', '', inner)}"


def _normal(parts: SplitResult) -> str:
    path = FRAME.sub("", quote(unquote(parts.path), safe="/~@:!$&'()*+,;=-._"))
    path = re.sub(r"^/amp(?=/)", "", re.sub(r"/{2,}", "/", path))
    fields = sorted(pair for pair in parse_qsl(parts.query) if not TRACKING.fullmatch(pair[0]))
    return f"{MOBILE.sub('', _named(parts))}{path}" + (f"?{urlencode(fields)}" if fields else "")
