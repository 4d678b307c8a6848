"""Files and pages added in the workbench: exact bytes, bare names, and nothing fetched that nobody asked for."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.ids import digest
from bukti.store.case import Case
from bukti.web import multipart
from bukti.web.desk import Desk
from bukti.web.doors import Keys

ODD = b"\x00\xff\r\n--other\r\n\r\nThe mayor of R\xc3\xa9union said the dam broke.\r\n"


def test_the_bytes_of_a_dropped_file_are_kept_as_they_are(client: TestClient, desk: Desk, keys: Keys) -> None:
    """Whatever they are; folders of the sender are no part of the name, and the case is assessed with them."""
    files = [("files", (r"C:\x\..\odd.txt", ODD)), ("files", ("../../etc/a.txt", b"A minister said it rains."))]
    answer = client.post("/add", data={"csrf": keys.form}, files=files)
    assert answer.headers["location"] == "/work"
    assert desk.assess().wait(60)
    with Case(desk.case) as case:
        kept = {one.path: one.sha256 for one in case.inputs()}
        assert case.blobs.read(digest(ODD)) == ODD
    assert kept["odd.txt"] == digest(ODD)
    assert "a.txt" in kept
    assert desk.view is not None
    assert any("it rains" in d.report.text for d in desk.view.result.documents)


def test_what_adds_nothing_is_told(client: TestClient, keys: Keys) -> None:
    """No file, bytes that are there already, an address that is none: the form comes back."""
    again = [("files", ("b.txt", "قال دبلوماسي إن المصنع موجود.".encode()))]
    for answer in (
        client.post("/add", data={"csrf": keys.form}),
        client.post("/add", data={"csrf": keys.form}, files=again),
        client.post("/add/page", data={"csrf": keys.form, "url": "file:///etc/passwd"}),
    ):
        assert answer.status_code == 400
        assert "Nothing was added" in answer.text


def test_a_page_of_this_network_is_not_fetched(client: TestClient, desk: Desk, keys: Keys) -> None:
    """The address of a machine behind the workbench is refused by the client that fetches; the log has the try."""
    answer = client.post("/add/page", data={"csrf": keys.form, "url": "http://127.0.0.1:9/", "reason": "try"})
    finished(desk, answer.headers["location"])
    assert "was not fetched" in client.get(answer.headers["location"]).text
    assert client.get("/add/none").status_code == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"--x", b"--x\r\n\r\n--x--", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1', b"\xff" * 20],
)
def test_a_form_that_is_cut_or_none_is_refused(client: TestClient, body: bytes) -> None:
    """No half of a file is taken for the whole."""
    answer = client.post("/add", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 400
    with pytest.raises(ValueError, match=r"form|part"):
        multipart.parse(body, "multipart/form-data; boundary=x")


def test_names_are_read_as_browsers_write_them() -> None:
    """Quotation marks and line ends of a name come as codes; a name that is only dots is none."""
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="%22%D8%A7 a%22%0A.txt"\r\n\r\n'
    _, ((name, data),) = multipart.parse(head + b"1\r\n--x--\r\n", "multipart/form-data; boundary=x")
    assert (name, data) == ('"%D8%A7 a"\n.txt', b"1")
    assert [multipart.bare(one) for one in ("..", "a/..", "", "d/е.txt")] == ["file", "file", "file", "е.txt"]


def test_a_form_of_files_needs_its_own_word(client: TestClient) -> None:
    """Files that another page sends are refused, as every form is."""
    answer = client.post("/add", data={"csrf": "x"}, files=[("files", ("a.txt", b"a"))])
    assert answer.status_code == 403
