"""A victim's name: no field of any page or answer tells it to a reader; running text of reports does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from bukti.acts import noting
from bukti.assessment import profiles
from bukti.model import Apart, MentionKind, Result, Span, Voice
from bukti.report.html import short
from bukti.team.accounts import Team
from bukti.team.roles import Role
from bukti.web.api.calls import CALLS, ROOT
from bukti.web.app import application
from bukti.web.desk import Desk, View
from bukti.web.doors import Members
from bukti.web.pages import ROUTES

WORDS, HOST, NAME = "three quiet herons", "desk.example.org", "Nadezhda Wren"
TEXT = f"A minister said the plant exists. A drone killed {NAME} at the mill. {NAME} had worked there, they said."
RUNNING = {"/reports/{report}", "/api/v1/reports/{report}"}  # the text of a report, as its source has it
# not of the case, streams, tasks, or asked of who may decide only
ELSEWHERE = (
    *("/style", "/script", "/icon.svg", "/add", "/check/", "/decide", "/decided", "/export/", "/hypotheses/"),
    *("/compare/", "/lists/", "/work"),
    "/api/v1/jobs",
)
Ask = Callable[[str, str], str]


@pytest.fixture
def planted(desk: Desk, result: Result, make: SimpleNamespace) -> Result:
    """A report that tells of a death by name, an incident of it in which the dead is a source too, a note on both."""
    document = make.document(TEXT, "The Mill Post")
    document = replace(document, mentions=(make.mention(document, NAME, NAME, MentionKind.PERSON),))
    said = make.statement(document, "the plant exists", "minister", "said")
    start, name = TEXT.index("A drone"), document.report.id
    sentence = Span(start, TEXT.index(" had worked"))
    telling = replace(result.tellings[0], id="te-2", report=name, sentence=sentence, tolls=(), alleged_by=NAME)
    incident = replace(
        result.incidents[0],
        id="ic-2",
        tellings=("te-2",),
        voices=(Voice(NAME, "killed", 1, 1, "te-2"),),
        reasons=(f"both tell of {NAME}",),
        near_miss=Apart("ic-1", f"{NAME} is in one only"),
        answer=replace(result.incidents[0].answer, told=(), acts=()),
    )
    made: Result = replace(
        result,
        documents=(*result.documents, document),
        statements=(*result.statements, said),
        incidents=(*result.incidents, incident),
        tellings=(*result.tellings, telling),
    )
    assert desk.view is not None
    desk.view = View(made, desk.view.basis, desk.view.made)
    (entity,) = (one for one in desk.view.entities.values() if one.name == NAME)
    about, matter = desk.meant("entity", entity.id)
    noting.note(f"The family of {NAME} is asked", about, matter, desk.case, author="anna")
    return made


@pytest.fixture
def ask(desk: Desk, team: Team) -> Ask:
    """What somebody of a role is told at an address, as a page and by the API."""
    app = application(desk, Members(team, None, secure=True), {HOST})

    def entered(role: str) -> tuple[TestClient, TestClient]:
        browser = TestClient(app, base_url=f"https://{HOST}", follow_redirects=False)
        browser.cookies.set("__Host-bukti", secret := team.sign_in(role, WORDS))
        member = team.member(secret)
        assert member is not None
        token = team.token(member, "test", Role(role), 60)
        return browser, TestClient(app, base_url=f"https://{HOST}", headers={"Authorization": f"Bearer {token}"})

    inside = {role: entered(role) for role in ("reader", "analyst")}

    def asked(role: str, path: str) -> str:
        return inside[role][path.startswith(ROOT)].get(path).text

    return asked


def _paths(desk: Desk) -> list[tuple[str, str]]:
    """Every route that a reader may get, each with an address of it for each thing that the planted name is in."""
    assert desk.view is not None
    view, report = desk.view, short(desk.view.result.documents[-1].report.id)
    first, second = (short(one.report.id) for one in view.result.documents[:2])
    things = {"claim": list(view.findings), "report": [report], "incident": list(view.incidents)}
    things |= {"name": list(view.entities), "parent": [first], "child": [second]}
    things["sha256"] = [profiles.load().stamp.sha256]
    routes = [one.path for one in ROUTES if "GET" in (one.methods or ())]
    routes += [ROOT + one.path for one in CALLS if one.method == "GET"]
    asked = {"/search": f"?q={NAME.split(maxsplit=1)[0]}", "/review": "?of=incidents&at=2", "/names": "?q=wren"}
    found = []
    for route in (one for one in routes if not one.startswith(ELSEWHERE)):
        wanted = re.findall(r"{(\w+)}", route)
        for values in zip(*(things[name] for name in wanted), strict=False) if wanted else [()]:
            path = re.sub(r"{\w+}", "{}", route).format(*values)
            found += [(route, path), *([(route, path + asked[route])] if route in asked else [])]
    return found


def test_a_victims_name_is_in_no_field_that_a_reader_gets(ask: Ask, desk: Desk, planted: Result) -> None:
    """Every route: lists, pages of one thing, search, review, log, API; the text of its report stays as it is."""
    assert planted.tellings[-1].alleged_by == NAME
    paths = _paths(desk)
    assert len({route for route, _ in paths}) > 20
    seen = {role: {path: _fields(ask(role, path)) for _, path in paths} for role in ("reader", "analyst")}
    leaks = {path for route, path in paths if NAME in seen["reader"][path] and route not in RUNNING}
    assert leaks == set()
    told = {route for route, path in paths if NAME in seen["analyst"][path]}
    assert told >= {
        "/names",
        "/names/{name}",
        "/incidents/{incident}",
        "/review",
        "/log",
        "/search",
        f"{ROOT}/log",
        "/",
    }


def _fields(text: str) -> str:
    """A page without marks inside words, and without the excerpts of texts that a search shows."""
    shown = re.sub(r'<section aria-labelledby="s-reports">.*?</section>', "", text, flags=re.DOTALL)
    return re.sub(r"</?mark>", "", shown)


def test_a_withheld_name_is_counted_and_its_reading_noted(ask: Ask, desk: Desk, team: Team, planted: Result) -> None:
    """A reader learns that something is withheld; who may read it is noted with the address."""
    assert planted.tellings
    (entity,) = (name for name, one in desk.view.entities.items() if one.name == NAME)  # type: ignore[union-attr]
    assert "withheld" in ask("reader", "/names")
    assert "This name is withheld" in ask("reader", f"/names/{entity}")
    assert team.reads() == ()
    assert NAME in ask("analyst", f"/names/{entity}")
    assert [(who, what) for _, who, what in team.reads()] == [("analyst", f"/names/{entity}")]
