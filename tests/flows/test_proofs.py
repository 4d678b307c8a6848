"""A dossier that carries its proofs: a stranger finds every change, and an honest one is never accused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bukti.acts.proofs import verify
from bukti.cli.commands import app
from bukti.cli.console import FAILED
from bukti.errors import UsageError
from bukti.ids import digest
from bukti.ledger.event import canonical
from bukti.ledger.keys import DOSSIER, load
from bukti.ledger.proof import written
from bukti.model import Outcome, Told, Verification
from bukti.report.proof import embed, split
from bukti.store.case import Case

SAID = (
    "The mayor of Vellin said that the north bridge was closed & guarded <by night>.\n\n“Nobody was hurt,” he said.\n"
)
TOLD = "Radio Vellin reported that the north bridge was closed. Police denied that anybody was hurt.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of a file and of a file that holds several reports, and its dossier in both formats."""
    folder = tmp_path_factory.mktemp("proofs")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(SAID)
    lines = [json.dumps({"text": text}) for text in (TOLD, SAID + "Police agreed.")]
    (folder / "in" / "b.jsonl").write_text("\n".join(lines))
    for name, paths in (("x.html", [str(folder / "in")]), ("x.json", ["--format", "json"])):
        arguments = ["assess", *paths, "--case", str(folder / "x.case"), "--output", str(folder / name)]
        assert CliRunner().invoke(app, arguments).exit_code == 0
    return folder


def outcomes(found: Verification, outcome: Outcome = Outcome.FAILED) -> list[str]:
    """Names of the checks that had an outcome."""
    return [check.name for check in found.checks if check.outcome is outcome]


def altered(folder: Path, change: Callable[[str], str], name: str = "x.html") -> Path:
    """A copy of a dossier with a change."""
    before = (folder / name).read_text("utf-8")
    after = change(before)
    assert after != before
    path = folder / f"altered{Path(name).suffix}"
    path.write_text(after, "utf-8")
    return path


def forged(change: Callable[[dict[str, Any]], object], sign: bool = False) -> Callable[[str], str]:
    """The proofs of an HTML dossier changed; signed anew by a key of the forger, if they do."""

    def act(text: str) -> str:
        shell, inside = split(text, "html")
        value = json.loads(inside)
        change(value["signed"])
        if sign:
            forger = load(Path(value["signed"].pop("home")))
            value["signed"]["key"] = forger.key
            value["signature"] = forger.sign(canonical(value["signed"]), DOSSIER)
        return embed(shell, "html", written(value))

    return act


def first(signed: dict[str, Any]) -> dict[str, Any]:
    """The first passage of the proofs."""
    passage: dict[str, Any] = next(iter(signed["reports"].values()))["passages"][0]
    return passage


@pytest.mark.parametrize("name", ["x.html", "x.json"])
def test_an_honest_dossier_passes(folder: Path, name: str) -> None:
    """Without the case what cannot be checked is said to be so; with the bytes and what one was told, all passes."""
    alone = verify(folder / name)
    assert outcomes(alone) == []
    assert outcomes(alone, Outcome.NOT_CHECKED) == ["head", "log of the case", "bytes"]
    with Case(folder / "x.case") as case:
        key = case.events()[0].content["key"]
    told = Told(alone.head, key)
    assert {check.outcome for check in verify(folder / name, told, folder / "x.case").checks} == {Outcome.PASSED}
    assert outcomes(verify(folder / name, place=folder / "in"), Outcome.NOT_CHECKED) == ["head"]


def test_an_answer_carries_its_proofs_too(folder: Path) -> None:
    """What `bukti check` shows of a case."""
    output = ["--case", str(folder / "x.case"), "--format", "html", "--output", str(folder / "asked.html")]
    assert CliRunner().invoke(app, ["check", "The north bridge was closed", *output]).exit_code == 0
    found = verify(folder / "asked.html", place=folder / "x.case")
    assert (outcomes(found), outcomes(found, Outcome.NOT_CHECKED)) == ([], ["head"])


CHANGES: dict[str, tuple[Callable[[str], str], str]] = {
    "a sentence": (lambda t: t.replace("guarded", "opened", 1), "dossier"),
    "every showing of a sentence": (lambda t: t.replace("guarded", "opened"), "signature"),
    "a grade": (lambda t: t.replace('class="grade">', 'class="grade">A1 '), "dossier"),
    "what nobody sees": (lambda t: t.replace("<main>", "<main> "), "dossier"),
    "a quotation without a place": (lambda t: t.replace("data-start", "data-begin"), "sentences"),
    "a place": (lambda t: t.replace('data-start="0"', 'data-start="1"'), "sentences"),
    "a place behind the end": (lambda t: t.replace('data-start="0"', 'data-start="99999"'), "sentences"),
    "the words of a proof": (forged(lambda s: first(s).update(text="Nobody said so.")), "signature"),
    "the place of a proof": (forged(lambda s: first(s).update(start=1)), "signature"),
    "an event": (forged(lambda s: s["events"][1]["event"].update(author="Someone")), "signature"),
    "the path of an event": (forged(lambda s: s["events"][1].update(path=s["events"][0]["path"])), "signature"),
    "the root": (forged(lambda s: s["head"].update(root="0" * 64)), "signature"),
    "another form": (forged(lambda s: s.update(schema=2)), "proofs"),
    "a field more": (forged(lambda s: s.update(note="x")), "proofs"),
    "a number that is none": (forged(lambda s: s["head"].update(number=True)), "proofs"),
    "a fraction": (forged(lambda s: s["head"].update(number=1.5)), "proofs"),
    "an event without a field": (forged(lambda s: s["events"][0]["event"].pop("kind")), "proofs"),
    "a name twice": (
        lambda t: t.replace(escape('{"signature":'), escape('{"signature":"","signature":')),
        "proofs",
    ),
    "markup of a source in the proofs, which a browser would show": (
        lambda t: t[: (at := t.index("<pre id="))] + t[at:].replace("&lt;by night&gt;", "<by night>", 1),
        "proofs",
    ),
    "another way of writing the proofs": (
        lambda t: t[: (at := t.index("<pre id="))] + t[at:].replace("&quot;", "&#34;", 1),
        "proofs",
    ),
    "text behind the end": (lambda t: t + "<p>Nobody was hurt.</p>", "proofs"),
    "other ends of lines": (lambda t: t.replace("\n", "\r\n"), "proofs"),
    "proofs that are shown": (lambda t: t.replace('<pre id="proof" hidden>', '<pre id="proof">'), "proofs"),
    "a nest": (lambda t: embed(split(t, "html")[0], "html", "[" * 100_000), "proofs"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found(folder: Path, name: str) -> None:
    """By a check whose matter it is, without the case."""
    change, check = CHANGES[name]
    assert check in outcomes(verify(altered(folder, change)))


def test_a_json_dossier_is_read_strictly(folder: Path) -> None:
    """Words, places, and names that are there twice."""
    for old, new in (
        ("guarded", "opened"),
        ('"start": 0', '"start": 1'),
        ('"statements": [', '"statements": [],"statements": ['),
    ):
        path = altered(folder, lambda t, old=old, new=new: t.replace(old, new, 1), "x.json")  # type: ignore[misc]
        assert {"dossier", "sentences"} & set(outcomes(verify(path)))


def test_an_edited_sentence_is_named(folder: Path) -> None:
    """Its place, what the proof says, and exit code 3."""
    path = altered(
        folder, lambda t: t.split("<pre id=")[0].replace("guarded", "opened") + "<pre id=" + t.split("<pre id=")[1]
    )
    done = CliRunner().invoke(app, ["verify", str(path)])
    shown = " ".join(done.stdout.split())
    assert done.exit_code == FAILED
    assert "At characters 0–79 of" in shown.replace("sha256: ", "sha256:")
    assert "the proof says “The mayor of Vellin said that the north bridge was closed & guarded" in shown


@pytest.mark.parametrize("shift", [1, -1])
def test_text_that_moved_is_refused(folder: Path, tmp_path: Path, shift: int) -> None:
    """Who signs anew with another key is found by the key; with the bytes, a false place is found whoever signed."""

    def move(signed: dict[str, Any]) -> None:
        signed["home"] = str(tmp_path)
        last = next(iter(signed["reports"].values()))["passages"][-1]
        last["start"] += shift
        last["end"] += shift

    path = altered(folder, forged(move, sign=True))
    assert outcomes(verify(path, Told(key="0" * 64)))[0] == "signature"
    assert "bytes" in outcomes(verify(path, place=folder / "x.case"))
    assert "bytes" in outcomes(verify(path, place=folder / "in"))


def test_a_forged_text_is_found_with_the_bytes_only(folder: Path, tmp_path: Path) -> None:
    """A whole forgery holds in itself: it takes the bytes, the key or the head to find it."""

    def forge(text: str) -> str:
        shell, inside = split(text, "html")
        value = json.loads(inside.replace("guarded", "watched"))
        forger = load(tmp_path)
        shell = shell.replace("guarded", "watched")
        value["signed"] |= {"key": forger.key, "document": digest(shell.encode())}
        value["signature"] = forger.sign(canonical(value["signed"]), DOSSIER)
        return embed(shell, "html", written(value))

    path = altered(folder, forge)
    assert outcomes(verify(path)) == []
    assert outcomes(verify(path, place=folder / "in")) == ["bytes"]


def test_bytes_that_are_not_there_are_not_checked(folder: Path, tmp_path: Path) -> None:
    """Changed bytes are other bytes: those of the report are then missing, and that is said."""
    shutil.copytree(folder / "in", tmp_path / "in")
    (tmp_path / "in" / "a.txt").write_text(SAID.replace("Nobody", "Somebody"))
    found = verify(folder / "x.html", place=tmp_path / "in")
    assert outcomes(found) == []
    assert "bytes" in outcomes(found, Outcome.NOT_CHECKED)


def test_another_case_is_not_taken_for_its_own(folder: Path, tmp_path: Path) -> None:
    """Though it holds the same files."""
    with Case(tmp_path / "y.case") as case:
        case.add([(str(path), path.read_bytes()) for path in sorted((folder / "in").iterdir())])
    assert outcomes(verify(folder / "x.html", place=tmp_path / "y.case")) == ["log of the case"]


def test_what_carries_no_proofs_is_refused(folder: Path, tmp_path: Path) -> None:
    """With the remedy."""
    (tmp_path / "bare.html").write_text(split((folder / "x.html").read_text("utf-8"), "html")[0], "utf-8")
    with pytest.raises(UsageError, match="carries no proofs"):
        verify(tmp_path / "bare.html")
    with pytest.raises(UsageError, match="no Bukti case file, no bundle and no dossier"):
        verify(folder / "in" / "a.txt")
    with pytest.raises(UsageError, match="is no file"):
        verify(tmp_path / "none")
