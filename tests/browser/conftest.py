"""Fixture policy: a hostile dossier and a fresh page a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page

from bukti.model import (
    AlignedPassage,
    Damage,
    Derivation,
    DerivationKind,
    Failure,
    LanguageGuess,
    Lineage,
    Result,
    Span,
    Stance,
)
from bukti.report.writers import WRITERS

LONG = "Drohnen" + "montage" * 1500  # a word of 10 kB
SAID = f"""the "plant" exists & <img src=x onerror="window.hacked = 1"> </style></blockquote>
<svg onload="window.hacked = 2"> <a href="javascript:window.hacked=3">more</a> \u202egnissim\u202c {LONG}"""
HOSTILE = f"A <script>window.hacked = 4</script> minister said {SAID}. Beijing denied it all."
ARABIC = "قال دبلوماسي إن المصنع موجود."


@pytest.fixture
def result(make: SimpleNamespace) -> Result:
    """A denied claim of a hostile report, one of an Arabic report, and one of a failed file."""
    damage = (Damage(Span(0, 1), "lost-space", "<i>a</i>", "<i>b</i>", "<i>c</i>"),)
    hostile = make.document(HOSTILE, "<b onclick=alert(1)>Evil</b>", damage=damage)
    arabic = make.document(ARABIC, "الجزيرة", language=LanguageGuess("ar", 1.0))
    said = make.statement(hostile, SAID, "minister", "said")
    denied = make.statement(hostile, "it all", "Beijing", "denied", stance=Stance.DENIES)
    asked = make.statement(arabic, "المصنع موجود", "دبلوماسي", "قال")
    one, two = make.result(hostile, [said], [denied]), make.result(arabic, [asked], [])
    second = replace(two.findings[0], claim=replace(two.findings[0].claim, id="cl-second"))
    third = replace(second, claim=replace(second.claim, id="cl-third"), assessment=make.assessment(reports=1))
    ends = (hostile.report.id, arabic.report.id)
    passage = AlignedPassage(Span(0, 30), Span(0, 10), 0.9)
    edge = Derivation(*ends, DerivationKind.TRANSLATION, 0.9, True, 0.5, (passage,), ("<u>Why</u>",))
    made: Result = make.result(
        hostile,
        [said],
        [denied],
        documents=(hostile, arabic),
        statements=(said, denied, asked),
        findings=(*one.findings, second, third),
        lineage=Lineage((edge,), (), (ends,)),
        failed=(Failure("<s>x</s>.pdf", "broken", "<s>detail</s>"),),
        error_rates=(("Statements found", "F1 0.80 [0.70–0.90]"),),
    )
    return made


@pytest.fixture
def dossier(result: Result, tmp_path: Path) -> Path:
    """The dossier of the hostile reports."""
    path = tmp_path / "dossier.html"
    path.write_text(WRITERS["html"](result), "utf-8")
    return path


class Opened:
    """A page with everything that it asked for and complained about."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.goto(path.as_uri())


@pytest.fixture
def opened(browser: Browser, dossier: Path) -> Iterator[Opened]:
    """The dossier in a fresh page."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Opened(context.new_page(), dossier)
    context.close()
