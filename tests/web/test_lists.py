"""Lists of a case: chosen by a person out of one folder, searched with every assessment, and what failed is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.acts import lists
from bukti.errors import UsageError
from bukti.store.case import Case
from bukti.web.desk import Desk, View
from bukti.web.doors import Keys

LISTS = Path(__file__).parents[2] / "examples" / "lists"
REPORT = (
    "The drones were built by Lipovets Composites LLC, a subsidiary of the Ozerka Concern, officials said on Monday. "
    'Selim Aydar Kuzgun denied it. "We build parts," Kuzgun said.'
)
Act = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of lists that is set: two good ones, one cut off, one that is hidden, a way out."""
    made = tmp_path / "lists"
    made.mkdir()
    shutil.copy(LISTS / "register.ftm.json", made)
    shutil.copytree(LISTS / "gleif", made / "gleif")
    (made / "cut.xml").write_bytes((LISTS / "eu.xml").read_bytes()[:900])
    (made / ".hidden.json").write_text("{}")
    (made / "out.json").symlink_to(tmp_path / "river.case")
    monkeypatch.setenv("BUKTI_LISTS", str(made))
    return made


@pytest.fixture
def act(client: TestClient, desk: Desk, keys: Keys) -> Act:
    """Send the form of an act, wait for it and for the assessment that follows, and give the page."""

    def sent(what: str, **fields: str) -> str:
        form = {"csrf": keys.form, "head": desk.status().head.digest, "step": "record", "reason": "By the desk."}
        answer = client.post(f"/decide/{what}", data={**form, **fields})
        finished(desk, answer.headers["location"])
        assert desk.assess().wait(120)
        return client.get(answer.headers["location"]).text

    return sent


@pytest.fixture
def named(desk: Desk, folder: Path) -> Desk:
    """The desk over a report that names firms of the register, screened against it and against a list cut off."""
    with Case(desk.case) as case:
        case.add([("firms.txt", REPORT.encode())])
    for name in ("register.ftm.json", "cut.xml"):
        lists.choose(name, desk.case, "By the desk.", by="Mira")
    assert desk.assess().wait(120)
    return desk


def _at(desk: Desk, name: str) -> str:
    view = desk.view
    assert view is not None
    return next(f"/names/{id_}" for id_, one in view.entities.items() if one.name == name)


def test_only_what_lies_in_the_folder_is_offered(folder: Path, desk: Desk, client: TestClient) -> None:
    """Neither hidden files nor links that lead out of it, and no path that somebody types."""
    assert lists.available() == ("cut.xml", "gleif", "register.ftm.json")
    assert "out.json" not in (page := client.get("/lists").text)
    assert "Screen against it" in page
    for name in ("../river.case", "out.json", ".hidden.json", str(folder / "register.ftm.json"), "gleif/none"):
        with pytest.raises(UsageError, match="There is no list"):
            lists.choose(name, desk.case, "Why not.")
    with pytest.raises(UsageError, match="needs its reason"):
        lists.choose("gleif", desk.case, " ")


def test_a_list_is_chosen_and_left_by_an_act(folder: Path, desk: Desk, client: TestClient, act: Act) -> None:
    """Each is a decision with its reason; the card says what was searched, of which date."""
    assert "nothing is known of sanctions" in client.get("/names").text
    assert "search list: By the desk" in act("list", list="gleif")
    assert "decides: search list “gleif”" in client.get("/log").text
    assert 'of <span class="day">2024-11-20</span>' in (card := client.get("/names").text)
    assert "gleif/20241120-sample-lei2.csv" in card
    with pytest.raises(UsageError, match="already"):
        lists.choose("gleif", desk.case, "Again.")
    act("unlist", list="gleif")
    assert "nothing is known of sanctions" in client.get("/lists").text
    assert lists.chosen(desk.case) == ()


def test_a_list_that_failed_never_reads_as_no_match(named: Desk, client: TestClient, folder: Path) -> None:
    """Cut off, gone, or not yet searched: each is told on every card, and where the folder stands is not."""
    page = client.get("/lists").text
    assert "NOT SEARCHED" in page
    assert "unclosed token" in page
    assert str(folder) not in page
    (folder / "register.ftm.json").unlink()
    assert named.assess().wait(120)
    page = client.get(_at(named, "Ozerka Concern")).text
    assert "It is not in the folder of lists" in page
    assert "looked for in no list" in page
    assert "No candidate" not in page


def test_the_page_of_a_name_tells_measures_owners_and_the_computation(named: Desk, client: TestClient) -> None:
    """Authority, programme, since when; owners as a picture with the source of each link; a sum and no verdict."""
    concern = client.get(_at(named, "Ozerka Concern")).text
    for told in ("Council of the European Union", "SAMPLE-UA", "2014-07-31", "Accept", "Undecided"):
        assert told in concern
    firm = client.get(_at(named, "Lipovets Composites LLC")).text
    for told in ("<svg", "70 %", "25 to 50 %", "https://register.example/studenka/2023", "Computed, no verdict"):
        assert told in firm
    assert "less than half" in firm
    assert "own themselves through others" in firm
    assert "as reports say" in firm


def test_whether_a_name_means_somebody_is_judged_from_its_page(named: Desk, client: TestClient, act: Act) -> None:
    """Undecided, then rejected: it stays in sight, with who said so and why."""
    page = _at(named, "Ozerka Concern")
    assert "may be Ozerka Concern [ozerka]" in client.get(
        "/decide/judge?name=Ozerka+Concern&entity=ozerka&verdict=unsure"
    ).text.replace("&#34;", '"')
    act("judge", name="Ozerka Concern", entity="ozerka", verdict="unsure")
    assert "Judged unsure" in client.get(page).text
    act("judge", name="Ozerka Concern", entity="ozerka", verdict="not same")
    assert "Judged not same" in (shown := client.get(page).text)
    assert "By the desk" in shown
    assert "Nothing was recorded" in act("judge", name="Ozerka Concern", entity="ozerka", verdict="perhaps")


def test_a_hostile_list_is_text_on_every_page(desk: Desk, folder: Path, client: TestClient) -> None:
    """Names, authorities and sources of a list are escaped, and no address of it is a link."""
    evil = '<img src=x onerror="window.hacked=1">'
    rows = [
        {"id": "ozerka", "schema": "Company", "properties": {"name": ["Ozerka Concern"], "country": [evil]}},
        {"id": "up", "schema": "Company", "properties": {"name": [f"{evil} Holding"]}},
        {"id": "o", "schema": "Ownership", "properties": {"owner": ["up"], "asset": ["ozerka"], "role": [evil]}},
        {
            "id": "s",
            "schema": "Sanction",
            "properties": {"entity": ["ozerka"], "authority": [evil], "sourceUrl": ["javascript:alert(1)"]},
        },
    ]
    (folder / "evil.json").write_text("\n".join(map(json.dumps, rows)))
    with Case(desk.case) as case:
        case.add([("firms.txt", REPORT.encode())])
    lists.choose("evil.json", desk.case, "Test.")
    assert desk.assess().wait(120)
    page = client.get(_at(desk, "Ozerka Concern")).text
    assert "&lt;img" in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_a_view_without_lists_names_the_same(desk: Desk) -> None:
    """Whom the reports name does not hang on lists."""
    assert desk.view is not None
    bare = View(desk.view.result, desk.view.basis, desk.view.made)
    assert list(bare.entities) == list(desk.view.entities)


def test_states_are_those_of_the_day_in_the_address(named: Desk, client: TestClient) -> None:
    """The day is kept in the address and its field; without one the date of each list counts; no day is refused."""
    at = _at(named, "Ozerka Concern")
    today, before = client.get(at).text, client.get(f"{at}?as_of=2010-01-01").text
    assert "States on the date of each list." in today
    assert "not yet listed" not in today
    assert 'States on <span class="day">2010-01-01</span>.' in before
    assert 'type="date" value="2010-01-01"' in before
    assert before.count("<td>not yet listed</td>") == 2
    assert '<b class="denied">listed</b>' not in before
    later = client.get(f"{at}?as_of=2025-02-03").text
    assert 'OLDER than <span class="day">2025-02-03</span>' in later
    assert "OLDER" not in before + today
    wrong = client.get(f"{at}?as_of=<b>soon")
    assert wrong.status_code == 400
    assert 'is no day: write it as <span class="day">2024-11-25</span>' in wrong.text
    assert "<b>soon" not in wrong.text
