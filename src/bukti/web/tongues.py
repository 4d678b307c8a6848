"""The language of the interface: which one a request asks for, and its words.

Words of the workbench are messages of gettext, in English in the code and in one reviewed file a language
(`locale/XX/LC_MESSAGES/bukti.po`). Sentences that the core derives (reasons of grades, drift, entries of the log) stay
English and are marked as that, so that a screen reader reads them right.
"""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final

from markupsafe import Markup, escape
from starlette.requests import Request

from bukti.model import Derivation, Published
from bukti.report import html, places

COOKIE: Final = "bukti-language"
SOURCE: Final = "en"  # the language that messages are written in
LOCALE: Final = files("bukti.web").joinpath("locale")
KEPT: Final = 365 * 24 * 3600  # seconds that a choice is remembered


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the interface.

    Attributes:
        code: as `lang` has it. name: in itself. direction: `ltr` or `rtl`. words: its messages.
    """

    code: str
    name: str
    direction: str
    words: catalogues.NullTranslations


class English(str):
    """A sentence of the core, which is English whatever the language of the page is."""

    __slots__ = ()


def term(word: str) -> str:
    """A word of the interface that a table or the core gives, in the language of the page; any other as it is."""
    return gettext(word) if word else word


def phrase(message: str) -> str:
    """A message that is translated where it is shown; the call names it to who collects messages."""
    return message


@cache
def tongues() -> Mapping[str, Tongue]:
    """Every language that there is, by its code: English, then those of the files."""
    found = {SOURCE: Tongue(SOURCE, "English", "ltr", catalogues.NullTranslations())}
    folders = LOCALE.iterdir() if LOCALE.is_dir() else ()
    for folder in sorted(folders, key=lambda one: one.name):
        compiled = folder.joinpath("LC_MESSAGES", "bukti.mo")
        if compiled.is_file():
            with compiled.open("rb") as opened:
                words = catalogues.GNUTranslations(opened)
            name = words.gettext(phrase("English"))  # the message that every file translates by its own name
            found[folder.name] = Tongue(folder.name, name, places.direction(name), words)
    return found


_spoken: ContextVar[Tongue | None] = ContextVar("spoken", default=None)


def current() -> Tongue:
    """The language of what is answered now; English where nobody asks."""
    return _spoken.get() or tongues()[SOURCE]


@contextmanager
def speaking(tongue: Tongue) -> Iterator[None]:
    """Answer in a language, also in the threads that are begun meanwhile."""
    token = _spoken.set(tongue)
    try:
        yield
    finally:
        _spoken.reset(token)


def gettext(message: str) -> str:
    """A message in the language of the page."""
    return current().words.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """A message that depends on a number, in the language of the page and its own plural forms."""
    return current().words.ngettext(one, many, number)


def asked(request: Request) -> Tongue:
    """The language that somebody chose, else the first of their browser that there is, else English."""
    chosen = tongues().get(request.cookies.get(COOKIE, ""))
    if chosen is not None:
        return chosen
    wanted = preferred(request.headers.get("accept-language", ""))
    return next((tongues()[code] for code in wanted if code in tongues()), tongues()[SOURCE])


def preferred(header: str) -> list[str]:
    """The languages of an `Accept-Language`, the most wanted first, without their regions (RFC 9110, 12.5.4)."""
    found: list[tuple[float, str]] = []
    for part in header[:1000].split(","):
        name, _, rest = part.strip().partition(";")
        weight = _weight(rest)
        if weight > 0:
            found.append((-weight, name.strip().lower().partition("-")[0]))
    return [name for _, name in sorted(found, key=lambda pair: pair[0])]


def _weight(parameter: str) -> float:
    """The weight of a language: 1 where none is given, 0 (not wanted) where it cannot be read."""
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if name.strip().lower() == "q" and 0 <= weight <= 1 else 0.0


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural form that the number takes."""
    one = f"%(num)s {noun}"
    return ngettext(one, f"{one}s", number) % {"num": number}


def core(text: str) -> Markup:
    """A sentence of the core, visible as `html.visible` shows it, and marked as English where the page is not."""
    return english(html.visible(text))


def english(text: Markup | str) -> Markup:
    """The same for what is markup already."""
    inside = text if isinstance(text, Markup) else escape(text)
    return inside if current().code == SOURCE else Markup('<span lang="en" dir="ltr">{}</span>').format(inside)


def visible(text: str) -> Markup:
    """A text as `html.visible` shows it; a sentence of the core is marked as English."""
    return core(text) if isinstance(text, English) else html.visible(text)


def edge(one: Derivation) -> str:
    """The kind of an edge in words, and whether its direction is known."""
    kind = term(one.kind.value.replace("_", " "))
    return kind if one.direction_known else f"{kind}, {gettext('direction unknown')}"


MONTHS: Final = (
    phrase("January"),
    phrase("February"),
    phrase("March"),
    phrase("April"),
    phrase("May"),
    phrase("June"),
    phrase("July"),
    phrase("August"),
    phrase("September"),
    phrase("October"),
    phrase("November"),
    phrase("December"),
)


def day(when: datetime) -> str:
    """A day as people read it: `27 November 2026`."""
    return gettext("%(day)s %(month)s %(year)s") % {
        "day": when.day,
        "month": gettext(MONTHS[when.month - 1]),
        "year": when.year,
    }


def moment(when: datetime | str) -> str:
    """A time as people read it: `27 November 2026, 09:30 UTC`."""
    known = datetime.fromisoformat(when) if isinstance(when, str) else when
    return gettext("%(day)s, %(time)s UTC") % {"day": day(known), "time": f"{known:%H:%M}"}


def date(value: Published | None) -> str:
    """A publication time as precise as it is known, in UTC, as `places.date` has it."""
    if value is None:
        return gettext("date not stated")
    start = value.earliest
    if value.precision == "year":
        return str(start.year)
    if value.precision == "month":
        return f"{start:%Y-%m}" if current().code != SOURCE else places.date(value)
    return day(start) if value.precision == "day" else moment(start)
