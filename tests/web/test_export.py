"""Taking away and keeping: each kind gives its file to who asked for it, is in the log once, and can be verified."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti import casework
from bukti.acts import keeping, looking, proofs
from bukti.ledger import ots
from bukti.store.case import Case
from bukti.team.accounts import Team
from bukti.team.roles import Role
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys, Members
from bukti.web.exports import KINDS, backup_of

WORDS = "three quiet herons"
Take = Callable[..., tuple[int, str, bytes]]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A home of its own: one remembers the head of a log, and the logs of two tests go on otherwise."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))


@pytest.fixture
def take(client: TestClient, assessed: Desk, keys: Keys) -> Take:
    """Ask for a kind as its form does, wait, and give the status of the page, the page, and the file."""

    def taken(kind: str, **fields: str) -> tuple[int, str, bytes]:
        answer = client.post(f"/export/{kind}", data={"csrf": keys.form, **fields})
        if answer.status_code != 303:
            return answer.status_code, answer.text, b""
        at = answer.headers["location"]
        finished(assessed, at)
        page = client.get(at)
        file = client.get(f"{at}/file")
        return page.status_code, page.text, file.content if file.status_code == 200 else b""

    return taken


def _kinds(desk: Desk) -> list[str]:
    return [event.content["kind"] for event in looking.log(desk.case)]


@pytest.mark.parametrize("kind", ["dossier-html", "dossier-json"])
def test_a_dossier_leaves_with_proofs_that_a_stranger_can_check(
    take: Take, assessed: Desk, tmp_path: Path, kind: str
) -> None:
    """The file is what the command line writes, verifies by itself, and is one event of the log."""
    before = _kinds(assessed)
    code, page, data = take(kind)
    assert (code, _kinds(assessed)[len(before) :]) == (200, ["dossier"])
    assert "river.dossier" in page
    (tmp_path / "given").write_bytes(data)
    assert proofs.verify(tmp_path / "given", place=assessed.case).passed
    (tmp_path / "given").write_bytes(data.replace(b"Beijing", b"Nanjing"))
    assert not proofs.verify(tmp_path / "given", place=assessed.case).passed


def test_nobody_can_look_for_a_dossier_that_left(take: Take, assessed: Desk) -> None:
    """It is remembered by its name, not as a file of the server, so it is never called gone."""
    take("dossier-html")
    with Case(assessed.case) as case:
        one = case.dossiers()[-1]
    assert one.path == "river.dossier.html"
    assert [found.state for found in casework.looked([one])] == [""]


@pytest.mark.parametrize("kind", ["dossier-stix", "descent-json", "names-json", "sources-json", "incidents-json"])
def test_data_is_json_that_programs_read(take: Take, kind: str) -> None:
    """Each is whole JSON."""
    code, _, data = take(kind)
    assert code == 200
    assert json.loads(data)


@pytest.mark.parametrize("kind", ["dossier-table", "descent-dot", "names-ftm", "log", "incidents-csv"])
def test_texts_leave_as_the_commands_write_them(take: Take, kind: str, assessed: Desk) -> None:
    """Whole and not empty; the log has a line for each event."""
    code, _, data = take(kind)
    assert code == 200
    assert data
    if kind == "log":
        assert len(data.splitlines()) == len(_kinds(assessed))


def test_people_are_named_with_a_reason_only(take: Take, assessed: Desk) -> None:
    """Without one nothing leaves, and the page says why; with it the log tells of it."""
    code, page, data = take("incidents-json", names="yes")
    assert (code, data) == (400, b"")
    assert "This was not done" in page
    code, _, data = take("incidents-json", names="yes", reason="for the court")
    assert (code, bool(data)) == (200, True)
    assert looking.log(assessed.case)[-1].content["body"]["reason"] == "for the court"


def test_the_whole_case_leaves_open_or_locked(take: Take, assessed: Desk, tmp_path: Path) -> None:
    """It verifies where the case is not; with a passphrase nobody reads it without."""
    code, page, data = take("bundle")
    (tmp_path / "river.zip").write_bytes(data)
    found = keeping.take_in(tmp_path / "river.zip", tmp_path / "again.case")
    assert [(c.name, c.detail) for c in found.checks if c.outcome == "failed"] == []
    assert (code, found.passed) == (200, True)
    assert _kinds(assessed)[-1] == "export"
    assert looking.log(assessed.case)[-1].digest in page
    assert "12 characters" in take("bundle", passphrase="short")[1]  # noqa: S106 - of this test
    code, page, locked = take("bundle", passphrase="a long passphrase")  # noqa: S106 - likewise
    assert locked[:2] != b"PK"
    assert b"minister" not in locked
    code, page, none = take("bundle", withhold="no such file")
    assert (code, none) == (400, b"")


def test_a_backup_is_made_then_renewed(take: Take, assessed: Desk) -> None:
    """It lies beside the case, passes every check, and gets what is new; what is no backup stays as it is."""
    place = backup_of(assessed.case)
    for _ in range(2):
        code, page, data = take("backup")
        assert (code, data) == (200, b"")
        assert "Nothing that was checked is other than the log says." in page
        assert len(looking.log(place)) == len(looking.log(assessed.case))
        take("dossier-table")
    place.write_bytes(b"of somebody else")
    shutil.rmtree(place.with_name(place.name + ".bytes"))
    assert take("backup")[0] == 400
    assert place.read_bytes() == b"of somebody else"


def test_time_is_carried_by_hand(take: Take, assessed: Desk, client: TestClient, keys: Keys) -> None:
    """The question leaves as a file and is pending in the log; an answer to something else is refused in words."""
    code, page, data = take("stamp-request")
    assert (code, _kinds(assessed)[-1]) == (200, "stamp")
    assert data[:1] == b"0"  # DER
    assert "pending" in page
    assert take("stamp-message")[2]
    sent = client.post("/stamp", data={"csrf": keys.form}, files={"files": ("x.tsr", b"no stamp")})
    assert sent.status_code == 400
    assert "This is no time stamp of the case" in sent.text
    assert client.post("/stamp", data={"csrf": keys.form}, files={"files": ("", b"")}).status_code == 400


def test_a_calendar_that_a_proof_names_is_no_way_into_the_servers_network(
    take: Take, assessed: Desk, client: TestClient, keys: Keys
) -> None:
    """A proof comes from strangers and may say that it is pending anywhere."""
    message = take("stamp-message")[2]
    proof = ots.written(ots.Node(hashlib.sha256(message).digest(), (ots.pending("http://127.0.0.1:9"),)))
    sent = client.post("/stamp", data={"csrf": keys.form}, files={"files": ("x.ots", proof)})
    assert "pending at http://127.0.0.1:9" in sent.text
    code, page, _ = take("stamp-upgrade", url="http://127.0.0.1:9")
    assert (code, "from the public net only" in page) == (400, True)


@pytest.mark.parametrize("kind", ["stamp-authority", "stamp-calendar"])
def test_an_address_that_is_refused_leaves_nothing_pending(take: Take, assessed: Desk, kind: str) -> None:
    """Nothing was asked of it, so nothing is open: the log ends where it did."""
    before = assessed.status().head.digest
    code, page, _ = take(kind, url="http://127.0.0.1:9/tsr")
    assert (code, "from the public net only" in page) == (400, True)
    assert assessed.status().head.digest == before


@pytest.mark.parametrize("kind", ["stamp-authority", "stamp-calendar"])
def test_no_password_of_an_address_reaches_the_log(take: Take, assessed: Desk, kind: str) -> None:
    """Nothing is ever taken out of a log; the form has it still."""
    before = assessed.status().head.digest
    code, page, _ = take(kind, url="https://anna:secret-word@example.org/")
    assert (code, "holds a name or password" in page) == (400, True)
    assert 'value="https://anna:secret-word@example.org/"' in page
    assert assessed.status().head.digest == before


@pytest.mark.parametrize("kind", ["stamp-authority", "stamp-calendar"])
@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "ftp://a.org"])
def test_no_host_of_the_servers_own_network_is_asked(take: Take, kind: str, url: str) -> None:
    """Whoever may ask an authority for the server cannot look around in its network."""
    code, page, data = take(kind, url=url)
    assert (code, data) == (400, b"")
    assert "This was not done" in page
    assert ("from the public net only" in page) is not url.startswith("ftp")


def test_nobody_fetches_what_somebody_else_made(desk: Desk, team: Team) -> None:
    """A file is for who asked for it; a reader gets none, and who took names out is noted."""
    app = application(desk, Members(team, None, secure=True), {"desk.example.org"})
    browsers = {}
    for name in ("analyst", "admin", "reader"):
        browsers[name] = TestClient(app, base_url="https://desk.example.org", follow_redirects=False)
        browsers[name].cookies.set("__Host-bukti", team.sign_in(name, WORDS))
    member = team.member(browsers["analyst"].cookies["__Host-bukti"])
    assert member is not None
    at = browsers["analyst"].post("/export/descent-json", data={"csrf": member.form}).headers["location"]
    finished(desk, at)
    codes = {name: browser.get(f"{at}/file").status_code for name, browser in browsers.items()}
    assert codes == {"analyst": 200, "admin": 404, "reader": 403}
    assert ("analyst", "/export/descent-json") in [(who, what) for _, who, what in team.reads()]


def test_a_check_is_no_export_and_a_lower_role_fetches_nothing_of_a_higher_one(desk: Desk, team: Team) -> None:
    """The right that a kind needs is asked for once more when its file is fetched."""
    app = application(desk, Members(team, None, secure=True), {"desk.example.org"})
    browser = TestClient(app, base_url="https://desk.example.org", follow_redirects=False)
    browser.cookies.set("__Host-bukti", team.sign_in("custodian", WORDS))
    member = team.member(browser.cookies["__Host-bukti"])
    assert member is not None
    places = []
    for path, fields in (("/export/bundle", {}), ("/check", {"claim": "the plant exists"})):
        places.append(browser.post(path, data={"csrf": member.form, **fields}).headers["location"])
        finished(desk, places[-1])
    bundle, check = places
    assert browser.get(check).status_code == 200
    other = check.replace("/check/", "/export/")
    assert [browser.get(path).status_code for path in (other, f"{other}/file")] == [404, 404]
    assert browser.get(bundle.replace("/export/", "/check/")).status_code == 404
    assert browser.get(f"{bundle}/file").status_code == 200
    team.give("custodian", Role.ANALYST)
    assert [browser.get(path).status_code for path in (bundle, f"{bundle}/file")] == [404, 404]


def test_the_name_of_a_case_is_no_markup_and_no_header(assessed: Desk, keys: Keys) -> None:
    """Whoever names a file of a case names what others save: it stays one name, of one file."""
    evil = assessed.case.with_name('a"; filename=x.exe; <img src=x>\r\nX-Evil: 1.case')
    shutil.copytree(assessed.case.with_name(assessed.case.name + ".bytes"), evil.with_name(evil.name + ".bytes"))
    shutil.copy(assessed.case, evil)
    desk = Desk(evil)
    desk.view = assessed.view
    client = TestClient(application(desk, keys, {"testserver"}), follow_redirects=False)
    client.get(f"/?key={keys.link}")
    at = client.post("/export/descent-dot", data={"csrf": keys.form}).headers["location"]
    finished(desk, at)
    assert "<img" not in client.get(at).text + client.get("/export").text
    file = client.get(f"{at}/file")
    assert (file.status_code, "x-evil" in file.headers) == (200, False)
    assert file.headers["content-disposition"].startswith("attachment; filename*=utf-8''a%22%3B%20filename%3Dx.exe")


def test_every_kind_stands_on_the_page(client: TestClient, assessed: Desk) -> None:
    """No export is there that nobody is offered, but for those of a matrix that the case does not have."""
    page = client.get("/export").text
    assert assessed.view is not None
    assert [name for name in KINDS if f"/export/{name}" not in page and not name.startswith("matrix")] == []
