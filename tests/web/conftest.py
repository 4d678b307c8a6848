"""Fixture policy: one case of two small files in a folder of its own, and a result of hostile reports set before it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from bukti.ledger.writer import Writer
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
from bukti.store.case import Case
from bukti.web.app import application
from bukti.web.desk import Desk, View
from bukti.web.doors import Keys

PORT = 8765
HOST = f"127.0.0.1:{PORT}"
SAID = 'the "plant" exists & <img src=x onerror="window.hacked = 1"> \u202egnissim\u202c </style>'
HOSTILE = f"A <script>window.hacked = 2</script> minister said {SAID}. Beijing denied it all."
ARABIC = "قال دبلوماسي إن المصنع موجود."


@pytest.fixture
def result(make: SimpleNamespace) -> Result:
    """A denied claim of a hostile report, one of an Arabic report made from it, and a file that failed."""
    damage = (Damage(Span(0, 1), "lost-space", "<i>a</i>", "<i>b</i>", "<i>c</i>"),)
    hostile = make.document(HOSTILE, "<b onclick=alert(1)>Evil</b>", damage=damage)
    arabic = make.document(ARABIC, "الجزيرة", language=LanguageGuess("ar", 1.0))
    said = make.statement(hostile, SAID, "minister", "said")
    denied = make.statement(hostile, "it all", "Beijing", "denied", stance=Stance.DENIES)
    asked = make.statement(arabic, "المصنع موجود", "دبلوماسي", "قال")
    one, two = make.result(hostile, [said], [denied]), make.result(arabic, [asked], [])
    claim = replace(two.findings[0].claim, id="cl-second", languages=("ar",))
    second = replace(two.findings[0], claim=claim, assessment=make.assessment(admiralty="B2", standard_met=None))
    ends = (hostile.report.id, arabic.report.id)
    edge = Derivation(
        *ends, DerivationKind.TRANSLATION, 0.9, True, 0.5, (AlignedPassage(Span(0, 30), Span(0, 10), 0.9),), ("<u>",)
    )
    made: Result = make.result(
        hostile,
        [said],
        [denied],
        documents=(hostile, arabic),
        statements=(said, denied, asked),
        findings=(*one.findings, second),
        lineage=Lineage((edge,), (), (ends,)),
        failed=(Failure("<s>x</s>.pdf", "broken", "<s>detail</s>"),),
    )
    return made


@pytest.fixture(scope="session")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the case, made once; each test has a copy."""
    folder = tmp_path_factory.mktemp("filed")
    with Case(folder / "river.case", Writer("anna")) as case:
        case.add([("a.txt", HOSTILE.encode()), ("b.txt", ARABIC.encode())])
    return folder


@pytest.fixture
def desk(filed: Path, tmp_path: Path, result: Result, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose last result is that of the hostile reports."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    shutil.copytree(filed, tmp_path, dirs_exist_ok=True)
    made = Desk(tmp_path / "river.case")
    made.view = View(result, made.basis(made.status()), datetime(2026, 11, 27, 1, 0, tzinfo=UTC))
    return made


@pytest.fixture
def assessed(desk: Desk) -> Desk:
    """The desk over what the case really holds."""
    assert desk.assess().wait(60)
    return desk


@pytest.fixture
def keys() -> Keys:
    """The keys of the run."""
    return Keys(PORT)


@pytest.fixture
def stranger(desk: Desk, keys: Keys) -> TestClient:
    """A browser that has not shown the key."""
    return TestClient(application(desk, keys, {HOST}), base_url=f"http://{HOST}", follow_redirects=False)


@pytest.fixture
def client(stranger: TestClient, keys: Keys) -> TestClient:
    """A browser that opened the printed address."""
    stranger.get(f"/?key={keys.link}")
    return stranger
