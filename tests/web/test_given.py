"""Lists that a custodian sends: read before they are kept, searched with every assessment, withdrawn by an act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.acts import given, lists, screening
from bukti.acts.given import Sent
from bukti.errors import UsageError
from bukti.ids import digest
from bukti.progress import Tick
from bukti.store.audit import audit
from bukti.store.case import Case
from bukti.web.desk import Desk
from bukti.web.doors import Keys

LISTS = Path(__file__).parents[2] / "examples" / "lists"
REGISTER = (LISTS / "register.ftm.json").read_bytes()
REPORT = (
    "The drones were built by Lipovets Composites LLC, a subsidiary of the Ozerka Concern, officials said on Monday."
)
File = tuple[str, bytes]
Send = Callable[..., str]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and no folder of lists."""
    monkeypatch.setenv("BUKTI_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("BUKTI_LISTS", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def send(client: TestClient, desk: Desk, keys: Keys) -> Send:
    """Send files as the form does, wait for their reader and the assessment, and give the page that follows."""

    def sent(*files: File, **fields: str) -> str:
        form = {"csrf": keys.form, "head": desk.status().head.digest, "reason": "By the desk.", **fields}
        answer = client.post("/lists", data=form, files=[("files", file) for file in files])
        finished(desk, answer.headers["location"])
        assert desk.assess().wait(120)
        return client.get(answer.headers["location"], follow_redirects=True).text

    return sent


def _decided(desk: Desk) -> int:
    with Case(desk.case) as case:
        return len(case.decisions())


def test_a_list_is_read_then_kept_then_searched(send: Send, client: TestClient, desk: Desk, cache: Path) -> None:
    """One decision with the digest of its bytes, which stay in the case; where they lie for the reader is not told."""
    with Case(desk.case) as case:
        case.add([("firms.txt", REPORT.encode())])
    send(("register.ftm.json", REGISTER))
    assert _decided(desk) == 1
    with Case(desk.case) as case:
        (made,) = case.decisions()
        assert case.blobs.read(digest(REGISTER)) == REGISTER
    assert made.matter == (("list", "register.ftm.json"), ("kept", digest(REGISTER), "register.ftm.json"))
    assert audit(desk.case).passed
    assert desk.view is not None
    name = next(id_ for id_, one in desk.view.entities.items() if one.name == "Ozerka Concern")
    page = client.get(f"/names/{name}").text
    assert "register.ftm.json" in page
    assert "Council of the European Union" in page
    assert str(cache) not in page + client.get("/lists").text


def test_what_the_cache_lost_comes_from_the_case(send: Send, client: TestClient, desk: Desk, cache: Path) -> None:
    """A file that was changed or taken out of the cache is written again; bytes that the case lost are told."""
    send(("register.ftm.json", REGISTER))
    (file,) = (cache / given.FOLDER).rglob("register.ftm.json")
    file.write_bytes(b"{}")
    assert desk.assess().wait(120)
    assert file.read_bytes() == REGISTER
    file.unlink()
    sha256 = digest(REGISTER)
    (desk.case.with_name(desk.case.name + ".bytes") / sha256[:2] / sha256[2:]).unlink()
    assert desk.assess().wait(120)
    assert "NOT SEARCHED</b>: No bytes are kept under" in client.get("/lists").text


def test_what_the_reader_finds_is_told_and_nothing_is_kept(send: Send, desk: Desk) -> None:
    """A page to sign in, a list cut off, an empty file, bytes of nothing: each in the reader's words."""
    cut = (LISTS / "eu.xml").read_bytes()[:900]
    for name, data, told in (
        ("eu.xml", b"<!DOCTYPE html><html>Sign in", "eu.xml is a web page: perhaps a form to sign in"),
        ("eu.xml", cut, "unclosed token"),
        ("eu.csv", b"", "eu.csv is empty"),
        ("eu.json", b"[1]", "is one JSON array"),
        ("eu.zip", b"PK\x03\x04broken", "no whole ZIP archive"),
        ("eu.pdf", b"%PDF", "no name of a list"),
    ):
        page = send((name, data))
        assert "The list was not taken." in page
        assert told in page.replace("&#39;", "'"), name
        assert "bukti-list-" not in page
    assert "needs its reason" in send(("register.ftm.json", REGISTER), reason=" ")
    assert "By the desk." in send(("eu.json", b"[1]"))
    assert _decided(desk) == 0
    with Case(desk.case) as case:
        assert digest(cut) not in case.blobs


def test_what_cannot_be_read_whole_is_taken_only_when_that_is_wanted(send: Send, client: TestClient) -> None:
    """It stays marked."""
    bad = REGISTER + b'{"id": "half", "schema'
    page = send(("register.ftm.json", bad))
    assert "The list was not taken." in page
    assert "What was read was searched" in page
    send(("register.ftm.json", bad), partly="yes")
    assert "INCOMPLETE" in client.get("/lists").text


def test_files_that_belong_together_are_one_list(send: Send, client: TestClient, desk: Desk) -> None:
    """Named after the largest; what is read with another is no list of its own."""
    send(*((name, (LISTS / "ofac" / name).read_bytes()) for name in ("alt.csv", "add.csv", "sdn.csv")))
    assert [one.name for one in lists.chosen(desk.case)] == ["sdn"]
    page = client.get("/lists").text
    assert "sdn/sdn.csv" in page
    assert "sdn/alt.csv" not in page
    two = [("A.xml", b"x"), ("a.xml", b"y")]
    with pytest.raises(UsageError, match="a name of its own"):
        given.take(Sent(two, "Why."), desk.case)


def test_a_later_version_takes_the_place_and_is_withdrawn(
    send: Send, client: TestClient, desk: Desk, keys: Keys
) -> None:
    """Each is one decision that supersedes the one before; the same bytes again are refused, until withdrawn."""
    send(("register.ftm.json", REGISTER))
    assert "these bytes" in send(("register.ftm.json", REGISTER))
    later = b"\n".join(REGISTER.splitlines()[:-1]) + b"\n"
    assert "was not taken" not in send(("register.ftm.json", later))
    assert digest(later)[:12] in client.get("/lists").text
    with Case(desk.case) as case:
        first, second = case.decisions()
    assert second.supersedes == first.id
    lists.choose("register.ftm.json", desk.case, "Outdated.", leave=True)
    assert lists.chosen(desk.case) == ()
    with Case(desk.case) as case:
        assert digest(later) in case.blobs
    send(("register.ftm.json", REGISTER))
    assert _decided(desk) == 4


def test_what_somebody_else_sent_meanwhile_is_not_overwritten(send: Send, desk: Desk) -> None:
    """The form was made before another version came: nothing is recorded."""
    head = desk.status().head.digest
    send(("register.ftm.json", REGISTER))
    page = send(("register.ftm.json", REGISTER + b"\n"), head=head)
    assert "The list was not taken." in page
    assert _decided(desk) == 1


@pytest.mark.parametrize("name", ["../up.json", ".json", "a\u202egnp.json", "x" * 250 + ".json", "list.txt"])
def test_a_name_that_cannot_be_a_file_is_refused(desk: Desk, name: str) -> None:
    """No path, nothing hidden, nothing that reorders text, no ending that no list has."""
    with pytest.raises(UsageError, match="no name of a list"):
        given.take(Sent([(name, REGISTER)], "Why."), desk.case)


def test_more_than_the_limit_is_refused(client: TestClient, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything of it is read; and a form of another page is no form of ours."""
    monkeypatch.setenv("BUKTI_LIMIT_FILE_BYTES", "1000")
    files = [("files", ("register.ftm.json", REGISTER))]
    assert client.post("/lists", data={"csrf": keys.form}, files=files).status_code == 413
    small = [("files", ("register.ftm.json", b"{}"))]
    assert client.post("/lists", data={"csrf": "x"}, files=small).status_code == 403
    assert client.get("/lists/none").status_code == 404


def test_a_list_that_is_stopped_is_not_taken(
    client: TestClient, desk: Desk, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped while its reader is at work: the page says so, what was typed is there, nothing is kept."""

    def stopped(_: object, tick: Tick) -> tuple[tuple[()], tuple[()]]:
        (job,) = desk.jobs.running
        answer = client.post(f"/work/{job.id}/stop", data={"csrf": keys.form})
        assert answer.headers["location"] == f"/lists/{job.id}"
        tick("names", 1, 2)
        return (), ()

    monkeypatch.setattr(screening, "faults", stopped)
    form = {"csrf": keys.form, "reason": "Weekly."}
    answer = client.post("/lists", data=form, files=[("files", ("register.ftm.json", REGISTER))])
    finished(desk, answer.headers["location"])
    page = client.get(answer.headers["location"]).text
    assert "stopped it" in page
    assert 'value="Weekly."' in page
    assert _decided(desk) == 0
