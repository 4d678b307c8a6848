"""The records of sources on a page: the table of `bukti sources learn`, and a letter tried from its row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.flows.test_learn import FALSE, NAMES, lines
from tests.web.conftest import HOST
from tests.web.tasks import finished

from bukti import assess
from bukti.acts import learning
from bukti.casework import verdicts
from bukti.model import History
from bukti.store.case import Case
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys


@pytest.fixture
def learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk over a case whose ten claims are resolved."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    monkeypatch.setenv("BUKTI_ISOLATION", "off")
    (tmp_path / "reports.jsonl").write_text(lines(), "utf-8")
    case = tmp_path / "x.case"
    assess([tmp_path / "reports.jsonl"], case=case)
    claims = [claim for claim, _ in learning.claims(case).claims]
    with Case(case) as opened:
        for words in (*NAMES, *FALSE):
            meant = next(claim for claim in claims if words in claim.text.casefold())
            what = "true" if words in NAMES else "false"
            opened.decide(verdicts.verdict(what, meant, claims, opened.decisions(), ("", "Mira")))
    made = Desk(case)
    assert made.assess().wait(60)
    return made


@pytest.fixture
def reader(learned: Desk, keys: Keys) -> Iterator[TestClient]:
    """A browser at it."""
    with TestClient(application(learned, keys, {HOST}), base_url=f"http://{HOST}", follow_redirects=False) as made:
        made.get(f"/?key={keys.link}")
        yield made


def _table(desk: Desk, client: TestClient) -> str:
    client.get("/sources")
    assert desk.learnt().wait(60)
    return client.get("/sources").text


def test_the_table_is_that_of_the_command(learned: Desk, reader: TestClient) -> None:
    """Every record with its figures, its interval, its letters and its claims; it is computed once."""
    found = learning.learn([learned.case])
    page = _table(learned, reader)
    assert page.count('<th scope="row">') == len(found.records) >= 3
    for one in found.records:
        assert one.name in page
        assert f">{one.right}/{len(one.outcomes)}<" in page
    assert f"{found.records[0].low:.2f}–{found.records[0].high:.2f}" in page
    job = learned.learnt()
    reader.get("/sources")
    assert learned.learnt() is job
    assert "10 resolved claims" in page


def test_a_letter_is_tried_from_its_row(learned: Desk, reader: TestClient, keys: Keys) -> None:
    """The form of a row leads to what the letter would change; nothing is recorded by that."""
    _table(learned, reader)
    history: History = learned.learnt().outcome
    one = next(record for record in history.records if record.letter not in (record.now, "F"))
    before = learned.status().head
    sent = {"csrf": keys.form, "head": before.digest, "source": one.name, "letter": one.letter, "step": "try"}
    answer = reader.post("/decide/rate", data=sent)
    finished(learned, answer.headers["location"])
    page = reader.get(answer.headers["location"]).text
    assert "what it would change" in page
    assert one.name in page
    assert "Record it" in page
    assert learned.status().head == before


def test_without_resolved_claims_it_says_so_and_a_failure_is_told(
    client: TestClient, assessed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No table of nothing; what failed can be tried again."""
    assert "No claim is resolved yet" in _table(assessed, client)
    assert isinstance(assessed.learnt().outcome, History)

    def fails(*_: object) -> History:
        raise OSError("the disk is full")

    monkeypatch.setattr(learning, "learn", fails)
    assessed._learnt = None  # as if something had been added
    broken = _table(assessed, client)
    assert "the disk is full" in broken
    assert 'href="/sources?again=yes"' in broken
    monkeypatch.undo()
    client.get("/sources?again=yes")
    assert "No claim is resolved yet" in _table(assessed, client)
