"""The API: the same acts and results as the pages, checked by the same rights, and as its own document says."""

from __future__ import annotations

import json
import re
import string
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.acts import looking
from bukti.ids import digest
from bukti.report.html import short
from bukti.store.case import Case
from bukti.team.accounts import Team
from bukti.team.roles import Right, Role, rights
from bukti.web.api.calls import CALLS, ROOT, Call
from bukti.web.api.openapi import FAULTS
from bukti.web.api.records import Conflict, Fault
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys, Members

HOST = "127.0.0.1:8765"
WORDS = "three quiet herons"
LISTS = Path(__file__).parents[2] / "examples" / "lists"
ROLES = [role for role in Role if role is not Role.NONE]
# the right that a call needs, where it is not READ for GET and DECIDE for the rest
RIGHTS = {
    ("POST", "/files"): Right.KEEP,
    ("POST", "/lists"): Right.KEEP,
    ("POST", "/compare"): Right.READ,
    ("POST", "/acts/resolve"): Right.REVIEW,
}
Ask = Callable[..., Any]


@pytest.fixture
def api(desk: Desk, keys: Keys) -> TestClient:
    """A program on this machine that was given the key of the printed address."""
    made = TestClient(application(desk, keys, {HOST}), base_url=f"http://{HOST}", follow_redirects=False)
    made.headers["Authorization"] = f"Bearer {keys.link}"
    return made


def _path(call: Call, **names: str) -> str:
    return ROOT + re.sub(r"{(\w+)}", lambda part: names.get(part[1], "x"), call.path)


def test_what_is_shown_is_what_the_command_line_prints(api: TestClient, desk: Desk) -> None:
    """Claims, reports with their texts and statements at their places, the log, and where it ends."""
    assert desk.view is not None
    case = api.get(f"{ROOT}/case").json()
    assert (case["head"], case["inputs"], case["current"]) == (desk.status().head.digest, 2, True)
    listed = api.get(f"{ROOT}/claims?disputed=yes&limit=1").json()
    assert listed["total"] >= len(listed["items"]) == 1
    one = api.get(f"{ROOT}/claims/{listed['items'][0]['id']}").json()
    assert one["admiralty"] == listed["items"][0]["admiralty"]
    report = api.get(f"{ROOT}/reports/{short(desk.view.result.documents[0].report.id)}").json()
    for statement in report["statements"]:
        for piece in statement["content"]:
            assert report["text"][piece["start"] : piece["end"]] == piece["text"]
    events = api.get(f"{ROOT}/log?after=1").json()
    assert [one["number"] for one in events["items"]] == [2, 3]
    assert events["head"] == case["head"]


def _wait(api: TestClient, desk: Desk, answer: Any) -> dict[str, Any]:
    job = desk.jobs.find(answer.json()["id"])
    assert job is not None
    assert job.wait(60)
    found: dict[str, Any] = api.get(f"{ROOT}/jobs/{job.id}").json()
    return found


def test_an_act_is_tried_recorded_and_refused_where_it_comes_too_late(api: TestClient, assessed: Desk) -> None:
    """The object of the command; then one event; then who decided what meanwhile, in a sentence."""
    assert assessed.view is not None
    head = assessed.status().head.digest
    target = assessed.view.result.documents[0].report.id
    order = {"fields": {"target": target, "reason": "withdrawn", "author": "Ben"}, "head": head}
    tried = _wait(api, assessed, api.post(f"{ROOT}/acts/retract", json=order))
    assert (tried["state"], tried["outcome"]["recorded"]) == ("done", False)
    assert assessed.status().head.digest == head
    done = _wait(api, assessed, api.post(f"{ROOT}/acts/retract", json={**order, "trial": False}))
    assert done["outcome"]["recorded"] is True
    late = api.post(f"{ROOT}/acts/retract", json={**order, "trial": False})
    assert late.status_code == 409
    told = Conflict.model_validate(late.json())
    assert "Ben" in told.error
    assert "Yours was not applied" in told.error
    assert [one.kind for one in told.since] == ["decision"]
    assert told.head == assessed.status().head.digest


def test_what_changes_nothing_is_no_conflict(api: TestClient, assessed: Desk) -> None:
    """An export or an account after the end that an author saw does not cost them their act."""
    assert assessed.view is not None
    head = assessed.status().head.digest
    with Case(assessed.case) as case:
        case.note("export", {"name": "bundle.zip"})
    order = {"fields": {"target": assessed.view.result.documents[0].report.id, "reason": "w"}, "head": head}
    assert _wait(api, assessed, api.post(f"{ROOT}/acts/retract", json=order))["state"] == "done"


def test_a_file_is_added_as_it_is(api: TestClient, desk: Desk) -> None:
    """Its bytes and its name, which is no path; what is there already is not new."""
    name = "../../etc/<b>later</b>.txt"
    answer = api.post(f"{ROOT}/files", params={"name": name}, content=b"Later.")
    assert (answer.status_code, answer.json()["new"]) == (201, True)
    assert api.post(f"{ROOT}/files", params={"name": name}, content=b"Later.").json()["new"] is False
    body = looking.log(desk.case)[-1].content["body"]
    assert (body["path"], body["sha256"]) == (name, answer.json()["sha256"])
    assert api.post(f"{ROOT}/files", params={"name": name}, content=b"").status_code == 400
    assert api.post(f"{ROOT}/files", params={"name": "a\u202eb"}, content=b"x").status_code == 422


def test_a_list_is_taken_in_and_told_of(api: TestClient, desk: Desk) -> None:
    """Its bytes as they were sent, checked by its reader; what is no list is refused in words; a late one conflicts."""
    assert desk.assess().wait(60)
    data = (LISTS / "register.ftm.json").read_bytes()
    head = api.get(f"{ROOT}/lists").json()["head"]
    sent = {"files": [{"name": "register.ftm.json", "data": b64encode(data).decode()}], "reason": "ours", "head": head}
    done = _wait(api, desk, api.post(f"{ROOT}/lists", json=sent))
    assert (done["state"], done["outcome"]["name"]) == ("done", "register.ftm.json")
    assert desk.assess().wait(60)
    (one,) = api.get(f"{ROOT}/lists").json()["items"]
    assert (one["name"], one["reason"], one["kept"]) == ("register.ftm.json", "ours", [digest(data)])
    assert (one["searched"][0]["entities"], one["failed"]) == (14, [])
    late = api.post(f"{ROOT}/lists", json=sent)
    assert late.status_code == 409
    assert "search list" in late.json()["error"]
    sent["head"] = api.get(f"{ROOT}/lists").json()["head"]
    assert "already" in _wait(api, desk, api.post(f"{ROOT}/lists", json=sent))["error"]
    sent["files"] = [{"name": "x.xml", "data": b64encode(b"<html>").decode()}]
    assert _wait(api, desk, api.post(f"{ROOT}/lists", json=sent))["state"] == "failed"
    sent["files"] = [{"name": "x.xml", "data": "?"}]
    assert api.post(f"{ROOT}/lists", json=sent).status_code == 422


def test_what_is_too_large_is_refused(api: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the limit of files, and by that of everything else."""
    monkeypatch.setenv("BUKTI_LIMIT_FILE_BYTES", "100000")
    assert api.post(f"{ROOT}/files?name=a", content=b"a" * 100_001).status_code == 413
    assert api.post(f"{ROOT}/lists", content=b"a" * 198_870).status_code == 413
    assert api.post(f"{ROOT}/lists", content=b"a" * 198_869).status_code == 422
    assert api.post(f"{ROOT}/acts/retract", content=b"a" * 100_000).status_code == 413


def test_no_call_without_its_right(desk: Desk, team: Team) -> None:
    """Every call for the token of every role; strangers, expired and closed ones are told to bring one."""
    app = application(desk, Members(team, None, secure=True), {HOST})
    admin = team.member(team.sign_in("admin", WORDS))
    assert admin is not None
    for role in ROLES:
        token = team.token(admin, "test", role, 60)
        for method, path in [*((c.method, c.path) for c in CALLS if "{act}" not in c.path), *RIGHTS]:
            if path == "/assess":
                continue  # would begin
            program = TestClient(app, base_url=f"https://{HOST}", headers={"Authorization": f"Bearer {token}"})
            answer = program.request(method, ROOT + path)
            needed = RIGHTS.get((method, path), Right.READ if method == "GET" else Right.DECIDE)
            assert (answer.status_code != 403) is (needed in rights(role)), (role, method, path)
    for shown in ("", "Bearer x", f"bearer {admin.form}", "Basic eDp5"):
        stranger = TestClient(app, base_url=f"https://{HOST}", headers={"Authorization": shown})
        answer = stranger.get(f"{ROOT}/case")
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert "river" not in answer.text


def test_a_session_is_no_token_and_a_token_no_session(desk: Desk, team: Team) -> None:
    """So no page elsewhere can use a browser that is signed in, and no token opens pages for a while longer."""
    app = application(desk, Members(team, None, secure=True), {HOST})
    session = team.sign_in("admin", WORDS)
    member = team.member(session)
    assert member is not None
    token = team.token(member, "test", Role.ADMIN, 60)
    program = TestClient(app, base_url=f"https://{HOST}", headers={"Authorization": f"Bearer {session}"})
    assert program.get(f"{ROOT}/case").status_code == 401
    browser = TestClient(app, base_url=f"https://{HOST}", cookies={"__Host-bukti": token}, follow_redirects=False)
    assert browser.get("/").status_code == 303
    signed_in = TestClient(app, base_url=f"https://{HOST}", cookies={"__Host-bukti": session})
    assert signed_in.get(f"{ROOT}/case").status_code == 200
    assert signed_in.post(f"{ROOT}/assess").status_code == 403  # for want of the form's token


def test_the_document_tells_of_every_call_and_of_no_other(api: TestClient) -> None:
    """OpenAPI 3.1: paths, what goes in and out, and every reference leads to a schema."""
    told = api.get(f"{ROOT}/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    known = {(path, method) for path, item in told["paths"].items() for method in item}
    assert known == {(ROOT + call.path, call.method.lower()) for call in CALLS}
    schemas = told["components"]["schemas"]
    assert {ref.rpartition("/")[2] for ref in re.findall(r'"\$ref": "([^"]+)"', json.dumps(told))} <= set(schemas)
    for item in told["paths"].values():
        for operation in item.values():
            assert operation["summary"].endswith(".")
            assert set(FAULTS) <= set(operation["responses"])


VALUES = st.one_of(st.text(max_size=20), st.integers().map(str), st.sampled_from(["", "yes", "grade", "\x00", "-1"]))
BODIES = st.one_of(
    st.binary(max_size=50),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=10),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode()),
    st.fixed_dictionaries(
        {"fields": st.dictionaries(st.sampled_from(["target", "claim", "reason"]), st.text(max_size=9), max_size=3)},
        optional={"head": st.text(max_size=70), "trial": st.booleans()},
    ).map(lambda value: json.dumps(value).encode()),
)
NAMES = st.one_of(
    st.text(string.ascii_letters + ".%-", min_size=1, max_size=12), st.sampled_from(["retract", "resolve"])
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_sent_is_answered_as_the_document_says(api: TestClient, data: st.DataObject) -> None:
    """Only statuses that it lists, with bodies that its schemas describe; nothing is recorded and nothing breaks."""
    call = data.draw(st.sampled_from([call for call in CALLS if call.path not in ("/assess", "/files")]))
    known = sorted(call.asks.model_fields)
    names = st.sampled_from([*known, "odd"]) if known else st.just("odd")
    query = data.draw(st.dictionaries(names, VALUES, max_size=3))
    address = re.sub(r"{\w+}", lambda _: data.draw(NAMES), call.path)
    body = data.draw(BODIES) if call.method == "POST" else None
    answer = api.request(call.method, ROOT + address, params=query, content=body)
    documented = {str(call.code), *FAULTS, *(["409"] if call.conflicts else [])}
    assert str(answer.status_code) in documented, (address, query, body, answer.text)
    model: type[BaseModel] | None = Fault
    if answer.status_code in (call.code, 409):
        model = Conflict if answer.status_code == 409 else call.gives
    told = answer.json()
    assert (model or Fault).model_validate_json(answer.text) if model else isinstance(told, dict)


def test_a_program_may_send_the_form_of_a_page(desk: Desk, team: Team) -> None:
    """A token needs no field of the form; what is wrong is told as JSON, whatever the address."""
    app = application(desk, Members(team, None, secure=True), {HOST})
    member = team.member(team.sign_in("admin", WORDS))
    assert member is not None
    head = {"Authorization": f"Bearer {team.token(member, 'test', Role.ADMIN, 60)}"}
    program = TestClient(app, base_url=f"https://{HOST}", headers=head, follow_redirects=False)
    sent = {"head": desk.status().head.digest, "step": "record", "on": "case", "target": "case", "reason": "Looked."}
    made = program.post("/decide/note", data=sent)
    assert (made.status_code, made.headers["location"].startswith("/decided/")) == (303, True)
    job = finished(desk, made.headers["location"], 20)
    assert job.state == "done"
    late = program.post("/decide/note", data=sent)
    assert late.status_code == 409
    assert "Yours was not applied" in late.json()["error"]
    for method, path, code in (
        ("POST", "/add", 400),
        ("POST", "/decide/nothing", 404),
        ("GET", "/claims/none", 404),
        ("DELETE", "/claims", 405),
    ):
        wrong = program.request(method, path)
        assert (wrong.status_code, wrong.headers["content-type"]) == (code, "application/json"), path
        assert wrong.json()["error"]
    assert program.post("/decide/note", content=b"\xff").json() == {"error": "The form cannot be read."}
    stranger = TestClient(app, base_url=f"https://{HOST}", headers={"Authorization": "Bearer x"})
    assert stranger.post("/decide/note", data=sent).status_code == 401
