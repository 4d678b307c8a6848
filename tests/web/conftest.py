"""Fixture policy: one case of two small files in a folder of its own, and a result of hostile reports set before it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.assessment import profiles
from bukti.ledger.writer import Writer
from bukti.model import (
    AlignedPassage,
    Allegation,
    Answer,
    Apart,
    Damage,
    Derivation,
    DerivationKind,
    Document,
    Failure,
    Grade,
    Incident,
    LanguageGuess,
    Lineage,
    Mention,
    MentionKind,
    Named,
    Range,
    Response,
    Result,
    Sighting,
    Span,
    Stance,
    Telling,
    Toll,
    Voice,
)
from bukti.store.case import Case
from bukti.team.accounts import Team
from bukti.team.roles import Role
from bukti.web.app import application
from bukti.web.desk import Desk, View
from bukti.web.doors import Keys

PORT = 8765
EPOCH = datetime(2024, 11, 25, 9, 0, tzinfo=UTC)
WORDS = "three quiet herons"
HOST = f"127.0.0.1:{PORT}"
SAID = 'the "plant" exists & <img src=x onerror="window.hacked = 1"> \u202egnissim\u202c </style>'
HOSTILE = f"A <script>window.hacked = 2</script> minister said {SAID}. Beijing denied it all."
EVIL = '<img src=x onerror="window.hacked = 3">'
FILE = f"{EVIL}.txt"
ARABIC = "قال دبلوماسي إن المصنع موجود."


@pytest.fixture
def result(make: SimpleNamespace) -> Result:
    """A denied claim of a hostile report, one of an Arabic report made from it, and a file that failed."""
    damage = (Damage(Span(0, 1), "lost-space", "<i>a</i>", "<i>b</i>", "<i>c</i>"),)
    beijing = HOSTILE.index("Beijing")
    names = (
        Mention(Span(beijing, beijing + 7), MentionKind.PLACE, "name:beijing", "Beijing"),
        Mention(Span(2, 10), MentionKind.PERSON, "name:evil", EVIL),
    )
    hostile = make.document(HOSTILE, "<b onclick=alert(1)>Evil</b>", damage=damage, mentions=names)
    own = {"byline": EVIL, "url": f"https://example.org/{EVIL}", "title": EVIL, "sightings": (Sighting(FILE),)}
    hostile = replace(hostile, report=replace(hostile.report, **own))
    arabic = make.document(ARABIC, "الجزيرة", language=LanguageGuess("ar", 1.0))
    arabic = replace(arabic, report=replace(arabic.report, sightings=(Sighting("b.txt"),)))
    said = make.statement(hostile, SAID, "minister", "said")
    denied = make.statement(hostile, "it all", "Beijing", "denied", stance=Stance.DENIES)
    asked = make.statement(arabic, "المصنع موجود", "دبلوماسي", "قال")
    one, two = make.result(hostile, [said], [denied]), make.result(arabic, [asked], [])
    sides = {"implied": (said.id,), "refuted": (denied.id,)}
    claim = replace(two.findings[0].claim, id="cl-second", languages=("ar",), **sides)
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
        incidents=(_incident(hostile),),
        tellings=(_telling(hostile),),
        profile=profiles.load("default").stamp,
    )
    return made


def _telling(document: Document) -> Telling:
    """A sentence that tells of an attack."""
    toll = Toll("killed", 8, None, "at-least", "person", Span(2, 10), EVIL)
    return Telling("te-1", document.report.id, Span(0, 60), "drone", None, (EVIL,), (EVIL,), (toll,), alleged_by=EVIL)


def _incident(document: Document) -> Incident:
    """An attack whose every word is hostile."""
    place = Named("point:48.50000,35.00000", EVIL, Span(0, 1), "exact")
    response = Response(Named("", EVIL, Span(0, 1)), "denies", Span(0, 1), Span(61, 80))
    return Incident(
        id="ic-1",
        tellings=("te-1",),
        kind="drone",
        weapons=(EVIL,),
        targets=(EVIL,),
        places=(place,),
        earliest=EPOCH,
        latest=EPOCH,
        perpetrators=(EVIL,),
        origins=(document.report.id,),
        voices=(Voice(document.report.id, "killed", 8, None, "te-1"), Voice(EVIL, "killed", 1, 2, "te-1", (), True)),
        ranges=(Range("killed", None, 8, True, 1),),
        grade=Grade("Weak", EVIL, EVIL, "1"),
        reasons=(EVIL,),
        near_miss=Apart("ic-2", EVIL),
        answer=Answer("contested", (("killed", 1, 2),), (("te-1", response),), acts=((EVIL, "denies", (0,)),)),
        alleged=(Allegation(EVIL, EVIL, ((EVIL, "named"), (document.report.id, "own")), (EVIL, "Beijing")),),
    )


@pytest.fixture(scope="session")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the case, made once; each test has a copy."""
    folder = tmp_path_factory.mktemp("filed")
    with Case(folder / "river.case", Writer("anna")) as case:
        case.add([(FILE, HOSTILE.encode()), ("b.txt", ARABIC.encode())])
    return folder


@pytest.fixture
def desk(filed: Path, tmp_path: Path, result: Result, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose last result is that of the hostile reports."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    monkeypatch.setenv("BUKTI_ISOLATION", "off")  # processes are begun where they are what is tested
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


@pytest.fixture(scope="session")
def staffed(filed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a team with one person of each role, called as their role."""
    folder = tmp_path_factory.mktemp("staffed")
    with closing(Team(folder / "river.case", new=True)) as team:
        for role in [one for one in Role if one is not Role.NONE]:
            team.add(role.value, role, WORDS)
    return folder / "river.case.team"


@pytest.fixture
def team(desk: Desk, staffed: Path) -> Iterator[Team]:
    """The team of the desk's case."""
    shutil.copy(staffed, desk.case.parent)
    with closing(Team(desk.case)) as made:
        yield made


@pytest.fixture
def sending(client: TestClient, assessed: Desk, keys: Keys) -> Callable[[str], Callable[..., str]]:
    """For a reason: send the form of an act as the page has it, wait for the act, and give the page that follows."""

    def of(reason: str) -> Callable[..., str]:
        def sent(act: str, step: str = "record", head: str = "", **fields: str) -> str:
            seen = head or assessed.status().head.digest
            form = {"csrf": keys.form, "head": seen, "step": step, "reason": reason, "author": "Ben", **fields}
            answer = client.post(f"/decide/{act}", data=form)
            if answer.status_code != 303:
                return answer.text
            finished(assessed, answer.headers["location"])
            return client.get(answer.headers["location"]).text

        return sent

    return of
