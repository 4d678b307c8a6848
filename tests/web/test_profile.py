"""What claims are weighed with, in the browser: shown in words, chosen by a reviewer, tried first, taken back."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from tests.store.test_profiles import DEFAULT, made
from tests.web.tasks import finished

from bukti.acts import profiling
from bukti.acts.profiling import Sent, packaged
from bukti.assessment import profiles
from bukti.report.parameters import parameters
from bukti.store.case import Case
from bukti.web.desk import Desk
from bukti.web.doors import Keys
from bukti.web.unsent import Unsent

EVIL = '<img src=x onerror="window.hacked = 9">'
Send = Callable[..., str]
Act = Callable[..., str]


@pytest.fixture
def send(client: TestClient, assessed: Desk, keys: Keys) -> Send:
    """Send a file as the form does, and give the page that follows."""

    def sent(*files: Sent) -> str:
        form = {"csrf": keys.form, "head": assessed.status().head.digest}
        parts = [("files", (one.name, one.data)) for one in files] or [("none", ("", b""))]
        answer = client.post("/profile", data=form, files=parts)
        if answer.status_code != 303:
            assert answer.status_code == 400
            return answer.text
        finished(assessed, answer.headers["location"])
        return client.get(answer.headers["location"]).text

    return sent


@pytest.fixture
def act(sending: Callable[[str], Act]) -> Act:
    """Send the form of an act."""
    return sending("By the desk.")


def test_a_file_is_tried_then_recorded_then_weighed_with(
    send: Send, act: Act, client: TestClient, assessed: Desk
) -> None:
    """The trial records nothing and carries the exact bytes; the record keeps them, and undo leads back."""
    ours = Sent("ours.toml", made().data.replace(b"\n", b"\r\n"))  # ends of lines that a form would change
    page = send(ours)
    assert "what it would change" in page
    assert 'F: <bdi dir="ltr">0.6' in page
    assert "Parameters that differ" in page
    with Case(assessed.case) as case:
        assert case.decisions() == ()
    content = urlsafe_b64encode(ours.data).decode()
    assert f'name="content" value="{content}"' in page
    assert "recorded" in act("profile", file=ours.name, content=content)
    assert assessed.assess().wait(60)
    assert assessed.view is not None
    assert assessed.view.result.profile.name == "desk"
    page = client.get("/profile").text
    sha256 = assessed.view.result.profile.sha256
    assert sha256 in page
    assert "By the desk" in page
    assert client.get(f"/profile/{sha256}").content == ours.data
    (made_so,) = profiling.standing(assessed.case).made
    assert "Take it back" in page
    assert "recorded" in act("profile-undo", target=made_so.id)
    assert profiling.standing(assessed.case).choice is None


def test_every_parameter_stands_in_words(client: TestClient, assessed: Desk) -> None:
    """Each row of the profile in force, with its place in the file, version and digest."""
    page = client.get("/profile").text
    for one in parameters(profiles.load()):
        assert one.key in page
        assert one.words in page
    assert profiles.load().stamp.sha256 in page
    assert "Nobody chose for this case" in page
    assert assessed.view is not None


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ([Sent("x.toml", b"a = ")], "not TOML in UTF-8"),
        ([Sent("x.toml", DEFAULT.replace("F = 0.375", "F = 2").encode())], "origin.F: Input should be"),
        ([Sent("x.toml", b"#" * (profiling.LARGEST + 1))], "more than 32 KiB"),
        ([Sent("x.toml", b""), Sent("y.toml", b"")], "Choose one file"),
        ([], "Choose one file"),
        ([Sent(f"{EVIL}.toml", f"x = '{EVIL}'".encode())], "Field required"),
    ],
)
def test_what_is_no_profile_is_told_as_its_reader_does(
    send: Send, assessed: Desk, sent: list[Sent], problem: str
) -> None:
    """Nothing is kept, and nothing of the file becomes markup."""
    page = send(*sent)
    assert "The profile was not taken." in page
    assert problem in page
    assert EVIL not in page
    with Case(assessed.case) as case:
        assert case.decisions() == ()


def test_text_of_a_profile_never_becomes_markup(send: Send, act: Act, client: TestClient, assessed: Desk) -> None:
    """Name, description, sentences and names of letters are shown as text, on every page that shows them."""
    name = json.dumps(EVIL)
    text = made(EVIL + "\u202e").data.decode().replace("[ratings]", f'[ratings]\n{name} = "B"\n')
    text = text.replace('policy = "two-origins"', f"policy = {name}", 1).replace(
        "[policies.two-origins]", f"[policies.{name}]"
    )
    text = text.replace("Two independent origins and the balance", f"{EVIL} and the balance".replace('"', "'"))
    page = send(Sent(f"{EVIL}.toml", text.encode()))
    assert "Parameters that differ" in page
    content = urlsafe_b64encode(text.encode()).decode()
    page += act("profile", file="x.toml", content=content)
    assert assessed.assess().wait(60)
    page += client.get("/profile").text + client.get("/log").text + client.get("/").text
    page += client.get(f"/decide/profile?file={EVIL}&content=x&profile={EVIL}").text
    assert "&lt;img src=x" in page
    assert "<img" not in page
    assert "\u202e" not in page


def test_an_unknown_name_and_content_that_is_none_are_refused(act: Act, assessed: Desk) -> None:
    """No name of a form becomes a path."""
    for name in ("../../etc/passwd", "/etc/passwd", "default.toml", ""):
        assert "is unknown: use default, newsroom, sanctions-desk" in act("profile", profile=name)
    assert "not in base64" in act("profile", file="x.toml", content="a")
    assert "not in base64" in act("profile", file="x.toml", content="\u00e4")
    assert "Nothing was recorded." in act("profile-undo", target="de-none")
    assert profiling.standing(assessed.case).made == ()


def test_two_people_who_choose_at_once_are_told(act: Act, assessed: Desk) -> None:
    """A choice since the form was made is in the way of another one, and of nothing else."""
    head = assessed.status().head.digest
    act("profile", profile="newsroom")
    assert "Yours was not applied" in act("profile", head=head, profile="sanctions-desk")
    assert "recorded" in act("note", head=head, on="case")
    assert profiling.standing(assessed.case).profile.name == "newsroom"


def test_a_workbench_with_a_profile_of_its_own_says_so(client: TestClient, assessed: Desk, act: Act) -> None:
    """What it was started with counts until it ends; the choice is recorded for everything else."""
    assessed.profile = "newsroom"
    assert assessed.assess().wait(60)
    assert "started with a profile of its own" in client.get("/profile").text
    assert "started with a profile of its own" in act("profile", profile="sanctions-desk")
    assert assessed.assess().wait(60)
    assert assessed.view is not None
    stamp = assessed.view.result.profile
    assert stamp.called == "newsroom 1.0.0 (for this run, in place of sanctions-desk 1.0.0)"


def test_the_same_over_the_api(client: TestClient, assessed: Desk, keys: Keys) -> None:
    """The act by its fields, and the object of `bukti profile show`."""
    bearer = {"Authorization": f"Bearer {keys.link}"}
    order = {"fields": {"profile": "newsroom", "reason": "we publish"}, "head": assessed.status().head.digest}
    answer = client.post("/api/v1/acts/profile", json={**order, "trial": False}, headers=bearer)
    assert answer.status_code == 202
    finished(assessed, f"/{answer.json()['id']}")
    told = client.get("/api/v1/profile", headers=bearer).json()
    assert (told["profile"]["name"], told["chosen"]["reason"]) == ("newsroom", "we publish")
    assert told["parameters"]["policy"] == "newsroom"


def test_an_unknown_digest_gives_no_file(client: TestClient, assessed: Desk) -> None:
    """Only shipped and chosen profiles are given; a file of the case that is none is not."""
    with Case(assessed.case) as case:
        (first, *_) = (one.sha256 for one in case.inputs())
    assert client.get(f"/profile/{first}").status_code == 404
    assert client.get("/profile/..%2f..%2fetc").status_code == 404
    assert client.get(f"/profile/{profiles.load().stamp.sha256}").content == packaged("default").data


def test_a_file_in_a_form_is_not_shown_as_what_somebody_typed() -> None:
    """After signing in again the words of a person are shown, not the file that the form carries."""
    held = Unsent("/decide/profile", {"content": "x" * 5000, "reason": "sources that nobody knows"})
    assert held.typed == {"reason": "sources that nobody knows"}
