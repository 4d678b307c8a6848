"""A provider of identities vouches: through a small one of our own, which can also lie in every way that matters."""

from __future__ import annotations

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from starlette.testclient import TestClient

from bukti.errors import UsageError
from bukti.team.accounts import Team
from bukti.team.roles import Role
from bukti.web import tokens
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Members
from bukti.web.provider import Config, Provider, read
from bukti.web.tokens import Expected, TokenError

HOST = "desk.example.org"
SECRET = "secret of the server"  # noqa: S105 - of a test
OTHER = rsa.generate_private_key(65537, 2048)


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _number(value: int) -> str:
    return _text(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _part(value: object) -> str:
    return _text(json.dumps(value).encode())


class Issuer:
    """A provider on this machine; `lie` changes what its tokens say, `sign` how they are signed."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(65537, 2048)
        self.lie: dict[str, Any] = {}
        self.sign: Callable[[str], str] = self.signed
        self.asked: list[dict[str, str]] = []
        self.challenge = self.nonce = ""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer(outer.about() if "well-known" in self.path else {"keys": [outer.public()]})

            def do_POST(self) -> None:
                sent = dict(parse_qsl(self.rfile.read(int(self.headers["content-length"])).decode()))
                outer.asked.append(sent | {"basic": self.headers.get("authorization", "")})
                fits = _text(sha256(sent["code_verifier"].encode()).digest()) == outer.challenge
                self._answer({"id_token": outer.token()} if fits and sent["code"] == "good" else {}, 200)

            def _answer(self, told: object, code: int = 200) -> None:
                data = json.dumps(told).encode()
                self.send_response(code)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def about(self) -> dict[str, str]:
        """What it tells of itself."""
        told = {"issuer": self.address, "authorization_endpoint": f"{self.address}/in?a=1"}
        return told | {"token_endpoint": f"{self.address}/token", "jwks_uri": f"{self.address}/keys"}

    def public(self) -> dict[str, str]:
        """Its key."""
        numbers = self.key.public_key().public_numbers()
        return {"kty": "RSA", "kid": "one", "use": "sig", "n": _number(numbers.n), "e": _number(numbers.e)}

    def token(self) -> str:
        """A token for who signed in last."""
        at = int(time.time())
        told = {"iss": self.address, "aud": "bukti", "sub": "u-7", "iat": at, "exp": at + 60, "nonce": self.nonce}
        return self.sign(f"{_part({'alg': 'RS256', 'kid': 'one'})}.{_part(told | self.lie)}")

    def signed(self, text: str) -> str:
        """Signed with its key."""
        return f"{text}.{_text(self.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """The provider."""
    made = Issuer()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def browser(desk: Desk, team: Team, issuer: Issuer) -> TestClient:
    """A browser of somebody whom the provider knows, and an account that names them."""
    team.add("Cem", Role.ANALYST, SECRET, f"{issuer.address} u-7")
    provider = Provider(Config(issuer.address, "bukti", "pass:word", "the Institute"), f"https://{HOST}")
    app = application(desk, Members(team, None, secure=True, provider=(provider, SECRET)), {HOST})
    return TestClient(app, base_url=f"https://{HOST}", follow_redirects=False)


def _go(browser: TestClient, issuer: Issuer, **back: str) -> Any:
    """To the provider and back; gives the answer."""
    assert "Sign in through the Institute" in browser.get("/sign-in").text
    led = urlsplit(browser.get("/oidc/start?next=/claims").headers["location"])
    asked = {name: values[0] for name, values in parse_qs(led.query).items()}
    assert led.path == "/in"
    assert (asked["code_challenge_method"], asked["scope"], asked["a"]) == ("S256", "openid", "1")
    assert asked["redirect_uri"] == f"https://{HOST}/oidc/return"
    issuer.challenge, issuer.nonce = asked["code_challenge"], asked["nonce"]
    return browser.get("/oidc/return", params={"code": "good", "state": asked["state"], **back})


def test_who_the_provider_vouches_for_is_let_in(browser: TestClient, issuer: Issuer, team: Team) -> None:
    """With their own key, where they wanted to go; the secret goes to the provider only, and no password is asked."""
    answer = _go(browser, issuer)
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims")
    assert "Cem" in browser.get("/claims").text
    assert issuer.asked[0]["basic"].startswith("Basic ")
    secret = next(cookie.value for cookie in browser.cookies.jar if cookie.name == "__Host-bukti")
    member = team.member(secret or "")
    assert member is not None
    assert member.signer.key == team.find("Cem").key


@pytest.mark.parametrize(
    ("lie", "told"),
    [
        ({"nonce": "another"}, "another sign-in"),
        ({"aud": "another"}, "another program"),
        ({"aud": ["bukti", "another"]}, "another program"),
        ({"iss": "https://evil.example"}, "another provider"),
        ({"exp": 1}, "too old"),
        ({"iat": 9_999_999_999}, "another time"),
        ({"exp": None}, "how long"),
        ({"sub": ""}, "names nobody"),
        ({"sub": "u-8"}, "No account here names you"),
    ],
)
def test_a_token_that_does_not_fit_lets_nobody_in(
    browser: TestClient, issuer: Issuer, lie: dict[str, Any], told: str
) -> None:
    """Each fault is told, and there is no session."""
    issuer.lie = lie
    answer = _go(browser, issuer)
    assert answer.status_code == 403
    assert told in answer.text
    assert browser.get("/claims").status_code == 303


def _unsigned(text: str) -> str:
    body = text.partition(".")[2]
    return f"{_part({'alg': 'none'})}.{body}."


def _elsewhere(text: str) -> str:
    return f"{text}.{_text(OTHER.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _shared(text: str) -> str:
    return f"{_part({'alg': 'HS256', 'kid': 'one'})}.{text.partition('.')[2]}.{_text(b'a' * 32)}"


@pytest.mark.parametrize("sign", [_unsigned, _elsewhere, _shared, lambda text: "x", lambda text: f"{text}.%%", str])
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    browser: TestClient, issuer: Issuer, sign: Callable[[str], str]
) -> None:
    """No algorithm, another one, another key, or no token at all."""
    issuer.sign = sign
    assert _go(browser, issuer).status_code == 403


def test_a_sign_in_belongs_to_its_browser_and_is_good_once(browser: TestClient, issuer: Issuer) -> None:
    """Not a link that somebody sends, no second time, no other provider, and no code that was not given."""
    assert _go(browser, issuer, state="planted").status_code == 403
    assert _go(browser, issuer, iss="https://evil.example").status_code == 403
    assert _go(browser, issuer, code="bad").status_code == 403
    answer = _go(browser, issuer)
    assert browser.get(str(answer.request.url)).status_code == 403
    led = urlsplit(browser.get("/oidc/start").headers["location"])
    browser.cookies.clear()
    answer = browser.get("/oidc/return", params={"code": "good", "state": parse_qs(led.query)["state"][0]})
    assert "not begun in this browser" in answer.text


def test_a_provider_that_is_another_or_gone_is_told(desk: Desk, team: Team, issuer: Issuer) -> None:
    """Before anybody is led there."""
    for address in (f"{issuer.address}/", "http://127.0.0.1:9"):
        provider = Provider(Config(address, "bukti"), f"https://{HOST}")
        app = application(desk, Members(team, None, secure=True, provider=(provider, SECRET)), {HOST})
        answer = TestClient(app, base_url=f"https://{HOST}").get("/oidc/start")
        assert answer.status_code == 403
        assert "The provider" in answer.text


def test_elliptic_curves_are_read_too() -> None:
    """ES256, as some providers sign; a key of another sort never passes."""
    private = ec.generate_private_key(ec.SECP256R1())
    numbers = private.public_key().public_numbers()
    x, y = (_text(one.to_bytes(32, "big")) for one in (numbers.x, numbers.y))  # in full length (RFC 7518, 6.2.1.2)
    key = {"kty": "EC", "crv": "P-256", "x": x, "y": y}
    told = {"iss": "i", "aud": "a", "sub": "s", "iat": 5, "exp": 9, "nonce": "n"}
    text = f"{_part({'alg': 'ES256'})}.{_part(told)}"
    halves = decode_dss_signature(private.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    token = f"{text}.{_text(b''.join(half.to_bytes(32, 'big') for half in halves))}"
    assert tokens.subject(token, [key], Expected("i", "a", "n", 7)) == "s"
    with pytest.raises(TokenError, match="none of the provider's keys"):
        tokens.subject(token, [{**key, "kty": "RSA"}], Expected("i", "a", "n", 7))


@pytest.mark.parametrize(
    "text", ["", "issuer = 'http://id.example.org'\nclient_id = 'a'", "issuer = 1", "[", "odd = 'a'"]
)
def test_a_configuration_that_does_not_hold_is_told(tmp_path: Path, text: str) -> None:
    """What is missing, or an issuer in the clear."""
    (tmp_path / "provider.toml").write_text(text)
    with pytest.raises(UsageError, match=r"provider\.toml"):
        read(tmp_path / "provider.toml")
