"""Who is refused, and what every answer carries."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from bukti.web.doors import Keys
from bukti.web.guard import HEADERS, LARGEST
from bukti.web.pages import ROUTES

GETS = sorted(re.sub(r"\{\w+\}", "x", route.path) for route in ROUTES if "GET" in (route.methods or ()))
POSTS = sorted(
    re.sub(r"\{\w+\}", "x", route.path.replace("{act}", "retract"))
    for route in ROUTES
    if "POST" in (route.methods or ())
)


@pytest.mark.parametrize("path", GETS)
def test_no_page_without_the_key(stranger: TestClient, path: str) -> None:
    """Every address is refused to who has no key, and says nothing of the case."""
    answer = stranger.get(path)
    assert answer.status_code == 403
    assert "river" not in answer.text


@pytest.mark.parametrize("key", ["", "x", "ключ", "%ff", "%00"])
def test_a_wrong_key_opens_nothing(stranger: TestClient, key: str) -> None:
    """A guess sets no cookie, whatever its characters."""
    answer = stranger.get(f"/?key={key}")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_key_is_changed_for_a_cookie_that_scripts_and_other_sites_do_not_get(
    stranger: TestClient, keys: Keys
) -> None:
    """The address loses the key at once; the cookie holds another secret."""
    answer = stranger.get(f"/?key={keys.link}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert keys.link not in cookie
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:8765.evil.example", ""])
def test_another_host_name_is_refused(client: TestClient, host: str) -> None:
    """A page elsewhere whose name was made to lead here (DNS rebinding) gets nothing."""
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "river" not in answer.text


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("token", [{}, {"csrf": ""}, {"csrf": "guess"}])
def test_no_form_without_its_token(client: TestClient, path: str, token: dict[str, str]) -> None:
    """A form that another page made does nothing, for want of the token."""
    assert client.post(path, data=token).status_code == 403


def test_a_form_from_another_origin_is_refused(client: TestClient, keys: Keys) -> None:
    """Not even with the token."""
    answer = client.post("/assess", data={"csrf": keys.form}, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403


def test_a_form_that_is_too_large_or_unreadable_is_refused(client: TestClient, keys: Keys) -> None:
    """Size and number of fields are limited, and text must be UTF-8."""
    assert client.post("/assess", content=b"a" * (LARGEST + 1)).status_code == 413
    assert client.post("/assess", content=b"&".join(b"a=1" for _ in range(200))).status_code == 400
    assert client.post("/assess", content=b"\xff\xfe").status_code == 400


@pytest.mark.parametrize("path", [*GETS, "/nowhere", "/../etc/passwd", "/claims/..%2f..%2fetc%2fpasswd"])
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    """Policy, sniffing, framing, referrer; and no page stays in a cache."""
    answer = client.get(path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "no-store" in answer.headers["cache-control"] or answer.headers["content-type"].startswith(
        ("text/css", "text/javascript", "image/svg")
    )


@pytest.mark.parametrize(
    "path", ["/nowhere", "/claims/..%2f..%2fetc%2fpasswd", "/reports/%2e%2e%2fx", "/reports/%00", "/style-0.css"]
)
def test_what_does_not_exist_is_not_found(client: TestClient, path: str) -> None:
    """Nothing of an address is used as a path."""
    assert client.get(path).status_code == 404


def test_another_method_is_refused(client: TestClient, keys: Keys) -> None:
    """A page that only shows takes no form."""
    assert client.post("/claims", data={"csrf": keys.form}).status_code == 405
    assert client.get("/assess").status_code == 405
