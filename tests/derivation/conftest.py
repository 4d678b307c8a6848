"""Fixture policy: `told` makes a document of a plain text through the real text stage and name finder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from bukti.entities import mentions
from bukti.ids import report_id
from bukti.intake import credit
from bukti.model import Document, Link, Published, Report, Span
from bukti.text import analyse

NOON = datetime(2024, 3, 4, 12, 0, tzinfo=UTC)
Told = Callable[..., Document]


@dataclass(frozen=True)
class About:
    """What a report states about itself; `links` are words of the text with the address that they lead to."""

    outlet: str | None = None
    hours: float | None = 0.0
    language: str = "en"
    url: str | None = None
    byline: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    salt: str = ""


def document(text: str, outlet: str | None = None, hours: float | None = 0.0, **facts: object) -> Document:
    """A document; equal texts under other outlets, times or salts are reports of their own."""
    about = replace(About(outlet, hours), **facts)  # type: ignore[arg-type]  # facts are the fields of About
    when = None if about.hours is None else NOON + timedelta(hours=about.hours)
    links = []
    for words, url in about.links:
        start = text.index(words)
        links.append(Link(url, words, Span(start, start + len(words))))
    report = Report(
        report_id(f"{about}{text}".encode()),
        "text/plain",
        text,
        outlet=about.outlet,
        url=about.url,
        byline=about.byline,
        language=about.language,
        published=Published(when, when, "second", "header") if when else None,
        links=tuple(links),
        credits=credit.find(text, about.byline),
    )
    made = analyse(report)
    return replace(made, mentions=mentions.find(made))


@pytest.fixture
def told() -> Told:
    """The builder."""
    return document
