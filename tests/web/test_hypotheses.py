"""The matrix of competing hypotheses in the workbench: begun, filled, taken further, and never over somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.store.test_profiles import made

from bukti import pipeline
from bukti.acts import matrix, profiling
from bukti.acts.harm import Said
from bukti.acts.matrix import Matrix
from bukti.errors import UsageError
from bukti.model import Result
from bukti.web.desk import Desk
from bukti.web.doors import Keys
from bukti.web.pages.hypotheses import LETTERS

Post = Callable[..., tuple[int, str]]


@pytest.fixture
def post(client: TestClient, keys: Keys) -> Post:
    """Send a form and give the status and where it leads, or the page."""

    def sent(path: str, **fields: str) -> tuple[int, str]:
        answer = client.post(path, data={"csrf": keys.form, **fields})
        return answer.status_code, answer.headers.get("location", answer.text)

    return sent


@pytest.fixture
def begun(desk: Desk, post: Post) -> str:
    """The address of a matrix with two hypotheses."""
    assert post("/hypotheses", question="Is there a <b>plant</b>?") == (303, "/hypotheses/main")
    for text in ("There is one", "<i>There</i> is none"):
        assert post("/hypotheses/main", do="hypothesis", text=text) == (303, "/hypotheses/main")
    assert matrix.names(desk.case) == ("main",)
    return "/hypotheses/main"


def test_a_matrix_is_begun_over_the_claims_of_the_case(client: TestClient, begun: str) -> None:
    """The claims are rows, every cell is a link, and nothing typed is markup."""
    assert client.get("/hypotheses").headers["location"] == begun
    text = client.get(begun).text
    assert "&lt;b&gt;plant&lt;/b&gt;" in text
    assert "<i>There" not in text
    assert len(re.findall(rf'href="{begun}/R\d/H\d"', text)) == 2 * text.count('aria-label="Drop R')
    assert "A matrix &#39;main&#39; already" not in text


@pytest.mark.parametrize("name", ["a/b", "50%2Fyes 50% no", "..", "Ä?#&"])
def test_a_matrix_may_be_called_as_people_like(desk: Desk, client: TestClient, post: Post, name: str) -> None:
    """What would part an address, or end it, is part of a name like any other."""
    code, at = post("/hypotheses", name=name, question="Who was it?")
    assert (code, matrix.names(desk.case)) == (303, (name,))
    assert "Who was it?" in client.get(at).text
    assert post(at, do="hypothesis", text="Nobody") == (303, at)
    assert f'href="{at}/R1/H1"' in client.get(at).text
    assert client.get(f"{at}/R1/H1").status_code == 200


def test_a_cell_is_a_person_s_act_and_leads_to_the_next_blank_one(
    client: TestClient, desk: Desk, post: Post, begun: str
) -> None:
    """The judgement is in the log with its note; the score follows at once."""
    assert post(f"{begun}/R1/H1", was="-", rating="II", note="It <u>cannot</u> be", then="next") == (
        303,
        f"{begun}/R1/H2",
    )
    sheet = Matrix(desk.case).sheet()
    assert (sheet.cells["R1", "H1"].rating.value, sheet.cells["R1", "H1"].note) == ("II", "It <u>cannot</u> be")
    assert 'class="cell II"' in client.get(begun).text
    assert "It &lt;u&gt;cannot&lt;/u&gt; be" in client.get(f"{begun}/R1/H1").text
    assert post(f"{begun}/R1/H1", was="II", rating="-", then="matrix") == (303, begun)
    assert ("R1", "H1") not in Matrix(desk.case).sheet().cells


def test_a_cell_that_somebody_decided_meanwhile_is_kept(desk: Desk, post: Post, begun: str) -> None:
    """The form comes back with what was typed, and says who decided what."""
    Matrix(desk.case, author="Cem").rate("R1", "H1", "C")
    status, text = post(f"{begun}/R1/H1", was="-", rating="II", note="mine")
    assert status == 400
    assert "Cem made it C meanwhile" in text
    assert ">mine</textarea>" in text
    assert Matrix(desk.case).sheet().cells["R1", "H1"].rating.value == "C"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do": "hypothesis", "text": "There is one"}, "there already"),
        ({"do": "claim", "claim": "no such claim"}, "No claim says"),
        ({"do": "evidence", "text": "A photograph", "credibility": "Z"}, "Credibility"),
        ({"do": "drop-row", "row": "R99"}, "R99"),
        ({"do": "erase"}, "nothing that can be done"),
        ({}, "nothing that can be done"),
    ],
)
def test_what_cannot_be_done_to_a_matrix_is_told(post: Post, begun: str, fields: dict[str, str], said: str) -> None:
    """The words of the command line stand over the page, and nothing was recorded."""
    status, text = post(begun, **fields)
    assert (status, said in text, "Nothing was recorded" in text) == (400, True, True)


def test_rows_and_hypotheses_come_and_go(desk: Desk, post: Post, begun: str) -> None:
    """Evidence of one's own, a dropped row, a claim added again, a dropped hypothesis."""
    rows = len(Matrix(desk.case).sheet().rows)
    claim = next(iter(desk.view.findings)) if desk.view else ""
    for fields in (
        {"do": "evidence", "text": "A photograph", "credibility": "B"},
        {"do": "drop-row", "row": "R1"},
        {"do": "claim", "claim": claim},
        {"do": "drop-hypothesis", "hypothesis": "H2"},
    ):
        status, told = post(begun, **fields)
        assert (status, told if status != 303 else "") == (303, "")
    sheet = Matrix(desk.case).sheet()
    assert (len(sheet.rows), [one.id for one in sheet.hypotheses]) == (rows + 1, ["H1"])


def test_there_is_no_other_matrix(client: TestClient, post: Post, begun: str) -> None:
    """Names, rows and hypotheses that are not there are not found."""
    for path in ("/hypotheses/none", "/hypotheses/none/R1/H1", f"{begun}/R99/H1", f"{begun}/R1/H9"):
        assert client.get(path).status_code == 404
    assert post("/hypotheses", name="main")[0] == 400


def test_the_profile_is_that_of_the_result(client: TestClient, desk: Desk, begun: str) -> None:
    """Another choice changes nothing and is not named until the case is assessed; no row looks changed by it."""
    assert desk.assess().wait(60)
    Matrix(desk.case, result=_result(desk)).add_evidence("A ledger", "F")  # whose weight is the profile's own
    before, text = Matrix(desk.case, result=_result(desk)).score(), client.get(begun).text
    assert f"Weighed with {before.profile.called}" in text
    sent = made(name="strict desk")
    profiling.use(sent, desk.case, Said("By the desk.", "ben"))
    assert Matrix(desk.case, result=_result(desk)).score() == before
    assert client.get(begun).text.count("strict desk") == 0
    assert desk.assess().wait(60)
    after = Matrix(desk.case, result=_result(desk)).score()
    assert after.profile.name == "strict desk"
    assert [row.weight for row in after.rows] != [row.weight for row in before.rows]
    assert "Weighed with strict desk" in client.get(begun).text


def test_a_profile_that_is_gone_is_told(desk: Desk, tmp_path: Path, begun: str) -> None:
    """A file that `--profile` named and somebody changed since: the figures would follow from neither."""
    assert begun
    path = tmp_path / "own.toml"
    path.write_bytes(made(name="own desk").data)
    result = pipeline.assess(case=desk.case, profile=str(path))
    assert Matrix(desk.case, profile=str(path), result=result).score().profile.name == "own desk"
    path.write_bytes(made(name="own desk", f="0.5").data)
    with pytest.raises(UsageError, match=r"weighed with own desk .* has changed since: assess the case again"):
        Matrix(desk.case, profile=str(path), result=result).score()


def _result(desk: Desk) -> Result:
    assert desk.view is not None
    return desk.view.result


def test_every_rating_is_offered(client: TestClient, begun: str) -> None:
    """The form has the six letters of the method."""
    text = client.get(f"{begun}/R1/H1").text
    assert re.findall(r'name="rating" value="(\w+)"', text) == list(LETTERS) == ["CC", "C", "N", "I", "II", "NA"]
