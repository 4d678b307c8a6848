"""`bukti entities` as a user runs it: table, JSON, FollowTheMoney, lists and judgements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bukti.cli.commands import app

REGISTER = str(Path(__file__).parents[2] / "examples" / "lists" / "register.ftm.json")
RUNNER = CliRunner()
# of FollowTheMoney 4.11: what an entity of the schema must have, and properties that it may have
REQUIRED = {"Person": "name", "LegalEntity": "name", "Organization": "name", "Company": "name", "Address": "full"}
LINKS = {"Ownership": ("owner", "asset"), "Similar": ("candidate", "match")}
MAY = {"name", "alias", "full", "country", "notes", "sourceUrl"}
TEXTS = {
    "a.txt": "Beijing denied it. Minister Anton Velde said that the Ozerka Concern had paid. Velde left.",
    "b.txt": "China is silent. Judge Joana Velde said on Monday that the Ozerka Concern denies everything.",
}


def run(*call: str) -> str:
    """What a command prints."""
    done = RUNNER.invoke(app, call)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def case(tmp_path: Path) -> str:
    """A case of two reports."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text)
    file = str(tmp_path / "my.case")
    run("entities", *(str(tmp_path / name) for name in TEXTS), "--case", file)
    return file


def found(case: str, *options: str) -> dict[str, Any]:
    """The entities of the JSON by name."""
    printed = json.loads(run("entities", "--case", case, "--format", "json", *options))
    return {one["name"]: one for one in printed["entities"]} | {"": printed}


def test_each_entity_has_its_names_statements_and_listings(case: str) -> None:
    """Names lead to their places, statements to their ids, lists to their measures."""
    shown = found(case, "--list", REGISTER)
    concern, person = shown["Ozerka Concern"], shown["Anton Velde"]
    assert concern["listings"][0]["listings"][0]["state"] == "listed"
    assert [form["count"] for form in concern["names"]] == [2]
    statements = {one["id"]: one for one in shown[""]["statements"]}
    (said,) = person["statements"]["by"]
    assert "Ozerka Concern" in statements[said]["content"][0]["text"]
    assert said in concern["statements"]["about"]
    assert len(concern["origins"]["list"]) == 2
    china = shown["China"]
    assert china["mentions"] == {"Beijing": 1, "China": 1}
    assert china["joins"][0]["kind"] == "list"


def test_the_entities_of_an_assessment_are_the_same(case: str) -> None:
    """`assess` has them too, under the same ids."""
    assessed = json.loads(run("assess", "--case", case, "--format", "json"))
    own = found(case)[""]["entities"]
    assert assessed["entities"] == own


def test_a_judgement_on_an_entity_of_the_collection_is_kept_to(case: str) -> None:
    """What was apart is joined, and parted again; the verdict stays in sight."""
    whole = found(case)["Anton Velde"]
    run("judge", "Joana Velde", whole["id"], "same", "--case", case, "--reason", "One register entry.")
    joined = found(case)
    assert "Joana Velde" not in joined
    assert "judgement" in [join["kind"] for join in joined["Anton Velde"]["joins"]]
    run("judge", "Joana Velde", whole["id"], "not-same", "--case", case, "--reason", "Brother and sister.")
    (left,) = found(case)["Anton Velde"]["questions"]
    assert (left["name"], left["judgement"]) == ("Joana Velde", "not same")


def test_lines_are_valid_followthemoney(case: str) -> None:
    """Every line has its schema's required properties, none that are unknown, and links name ids of lines."""
    lines = [json.loads(line) for line in run("entities", "--case", case, "--format", "ftm").splitlines()]
    ids = {line["id"] for line in lines}
    assert {"Company", "Person", "Address"} <= {line["schema"] for line in lines}
    for line in lines:
        if line["schema"] in LINKS:
            assert all(set(line["properties"][end]) <= ids for end in LINKS[line["schema"]])
        else:
            assert REQUIRED[line["schema"]] in line["properties"]
            assert set(line["properties"]) <= MAY


def test_the_table_tells_why_names_were_joined(case: str) -> None:
    """Names, joins, questions, statements and candidates stand under the entity."""
    printed = run("entities", "--case", case, "--list", REGISTER)
    assert "joined (short, 1.00): Velde = Anton Velde" in printed
    assert "LISTED: Council of the European Union" in printed


def test_the_seed_case_has_its_twelve_entities(shared: Path, tmp_path: Path) -> None:
    """Each with names and kind; the firm under sanctions by the article and a list, its subsidiary unnamed."""
    folder = shared / "cases" / "seed"
    gold = json.loads((folder / "gold.json").read_text("utf-8"))["entities"]
    entry = {"id": "aa", "schema": "Company", "properties": {"name": ["Almaz-Antey"]}}
    measures = [
        {
            "id": who,
            "schema": "Sanction",
            "properties": {"entity": ["aa"], "authority": [who], "startDate": ["2014-07-31"]},
        }
        for who in ("EU", "US")
    ]
    file = tmp_path / "own.ftm.json"
    file.write_text("".join(json.dumps(one) + "\n" for one in (entry, *measures)))
    shown = json.loads(run("entities", str(folder / "report.id.txt"), "--list", str(file), "--format", "json"))[
        "entities"
    ]
    by_name = {form["text"]: one for one in shown for form in one["names"]}
    for one in gold:
        forms = [name for name in one["mentions"] if name in by_name]
        assert len(forms) >= min(2, len(one["mentions"])), one["name"]
        assert len({by_name[name]["id"] for name in forms}) == 1, one["name"]
        kind = "country" if one["schema"] == "Country" else by_name[forms[0]]["schema"]
        assert kind in {one["schema"], one["schema"].lower(), "Organization"}, one["name"]
    firm, subsidiary = by_name["Almaz-Antey"], by_name["Anak perusahaan Almaz-Antey"]
    names = {one["id"]: one["key"] for one in shown}
    links = {(link["schema"], names[link.get("authority", link.get("owned", ""))]) for link in firm["links"]}
    assert links == {("Sanction", "org:eu"), ("Sanction", "country:us"), ("Ownership", subsidiary["key"])}
    assert subsidiary["links"][0]["statements"]
    told = [(one["state"], one["authority"]) for one in firm["listings"][0]["listings"]]
    assert (len(gold), told) == (12, [("listed", "EU"), ("listed", "US")])
