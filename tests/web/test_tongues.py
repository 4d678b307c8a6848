"""The language of the interface."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import nodes
from starlette.requests import Request
from starlette.testclient import TestClient

from bukti.report import html
from bukti.web import answers, tongues
from bukti.web.ways import place

ROOT = Path(__file__).parents[2]
TEMPLATES = (
    *sorted((ROOT / "src/bukti/web/templates").glob("*.html")),
    ROOT / "src/bukti/report/templates/parts.html",
)
# what is the same in every language: our name, what names a hash, keys, a way to write numbers
SAME = re.compile(r"Bukti|sha256:|data-report=")
ATTRIBUTES = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
TAG = re.compile(r"<[^>]*>", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_visible_word_that_is_no_message(path: Path) -> None:
    """Letters between tags, or in an attribute that is read aloud, come out of gettext or out of the case."""
    text = path.read_text("utf-8")
    whole = re.sub(r"{#.*?#}|{%.*?%}", "", text, flags=re.DOTALL)
    whole = re.sub(r"{{.*?}}", "\x00", whole, flags=re.DOTALL)
    whole = re.sub(r"<(code|kbd)\b[^>]*>[^<]*</\1>", "", whole)
    found = [*ATTRIBUTES.findall(whole), *TAG.split(whole)]
    bare = [part for one in found if re.search(r"[A-Za-z]{2}", part := SAME.sub("", one))]
    assert [part for part in bare if 'data-start="' not in part] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_expression_of_a_template_has_a_visible_text_that_is_no_message(path: Path) -> None:
    """A choice between texts (`"one" if x else "two"`) or a default (`x or "none"`) chooses between messages."""
    tree = html.environment().parse(path.read_text("utf-8"))
    shown = [part for output in tree.find_all(nodes.Output) for part in output.nodes]
    bare = {one for part in shown for one in _chosen(part) if re.search(r"[a-z]{3}", one)}
    classes = {" denied", " listed", " meant", " unknown", "citation", "gone", "read"}
    assert bare <= classes | {"und", "child", "parent", "note"}  # codes, ids and classes


def _chosen(part: nodes.Node) -> list[str]:
    """Constants that an expression itself may give, not those that it compares or passes on."""
    match part:
        case nodes.Const(value=str(value)):
            return [value]
        case nodes.CondExpr():
            return [*_chosen(part.expr1), *(_chosen(part.expr2) if part.expr2 else [])]
        case nodes.Or():
            return [*_chosen(part.left), *_chosen(part.right)]
        case nodes.Filter() if part.node is not None:
            return _chosen(part.node)
        case _:
            return []


PLACES = re.compile(r"%\((\w+)\)s")
CATALOGUES = sorted((ROOT / "src/bukti/web/locale").glob("*/LC_MESSAGES/bukti.po"))


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as opened:
        return read_po(opened, locale=path.parents[1].name, abort_invalid=True)


def _messages(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each message with what it is translated by, plural forms as several."""
    for one in _catalogue(path):
        if one.id:
            yield _forms(one.id), _forms(one.string)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_every_catalogue_is_complete(path: Path) -> None:
    """No message is empty or a guess, and each plural has as many forms as its language."""
    catalogue = _catalogue(path)
    wrong = [one.id for one in catalogue if one.id and (one.fuzzy or not all(_forms(one.string)))]
    assert wrong == []
    assert {len(_forms(one.string)) for one in catalogue if one.pluralizable} == {catalogue.num_plurals}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)
def test_placeholders_and_markup_agree(path: Path) -> None:
    """Each form fills the places of its message; a form for one number alone may leave that number out."""
    for message, said in _messages(path):
        wanted = set(PLACES.findall(message[-1]))
        for form in said:
            assert set(PLACES.findall(form)) in (wanted, wanted - {"num"} if len(said) == 6 else wanted), form
            assert ("<" in form, form.count("%"), form.strip()) == (False, form.count("%("), form)


def test_catalogues_hold_the_messages_that_there_are() -> None:
    """What is shown is in every file, and what is gone is in none: `make messages` was run."""
    done = subprocess.run(
        [sys.executable, "genscripts/messages.py", "--check"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def _asking(**headers: str) -> Request:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": pairs})


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("", []),
        ("uk", ["uk"]),
        ("uk-UA,uk;q=0.9,en;q=0.8", ["uk", "uk", "en"]),
        ("en;q=0.2, AR-eg ; q=0.7, fr", ["fr", "ar", "en"]),
        ("*;q=0.5, es;q=0", ["*"]),
        ("es;q=two, id;q=7, ru;level=1", []),
        (",;,=;q", []),
    ],
)
def test_languages_of_a_browser_are_read_in_their_order(header: str, codes: list[str]) -> None:
    """RFC 9110: weights order them, 0 excludes, what cannot be read asks for nothing."""
    assert [one for one in tongues.preferred(header) if one] == codes


def test_a_language_that_there_is_not_is_english() -> None:
    """Neither a cookie nor a header of nonsense breaks a page."""
    for request in (_asking(), _asking(accept_language="tlh, xx;q=0.3"), _asking(cookie=f"{tongues.COOKIE}=../../etc")):
        assert tongues.asked(request).code == "en"


@pytest.mark.parametrize(
    ("asked", "led"),
    [("/claims?q=a&page=2", "/claims?q=a&page=2"), ("", "/")]
    + [(bad, "/") for bad in ("//a.example", "/\\a.example", "https://a.example", "/a\nb", "javascript:1", "/ a")],
)
def test_nobody_is_led_to_another_host(asked: str, led: str) -> None:
    """After a choice one is where one was, and an address that leads elsewhere leads to the overview."""
    assert place(asked) == led


def test_messages_of_code_are_literal() -> None:
    """Whoever collects messages reads the code and does not run it: a computed text would never be translated."""
    for path in sorted((ROOT / "src/bukti/web").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
                assert isinstance(node.args[0], ast.Constant), (path.name, node.lineno)


def test_sentences_of_the_core_are_marked_where_the_page_speaks_another_language() -> None:
    """A screen reader reads them as English; on an English page nothing is added."""
    arabic = tongues.Tongue("ar", "العربية", "rtl", tongues.tongues()["en"].words)
    template = answers.environment().from_string("{{ text|core }}{{ known|visible }}{{ own|visible }}")
    told = {"text": "a <b>", "known": tongues.English("F3"), "own": "x"}
    assert template.render(told) == "a &lt;b&gt;F3x"
    with tongues.speaking(arabic):
        marked = '<span lang="en" dir="ltr">{}</span>'
        assert template.render(told) == marked.format("a &lt;b&gt;") + marked.format("F3") + "x"


def test_who_asks_in_a_language_is_answered_in_it(client: TestClient) -> None:
    """The choice goes before the browser's wish; the page says what language it has and which way that runs."""
    for code, tongue in tongues.tongues().items():
        page = client.get("/claims", headers={"Accept-Language": f"tlh, {code};q=0.9, en;q=0.1"}).text
        assert f'<html lang="{code}" dir="{tongue.direction}">' in page
        assert f"<h1>{tongue.words.gettext('Claims')}</h1>" in page
    form = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)
    assert form is not None
    for wanted, led in (("uk", "/claims?q=a"), ("tlh", "//a.example")):
        fields = {"csrf": form[1], "language": wanted, "next": led}
        answer = client.post("/language", data=fields, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, led if wanted == "uk" else "/")
    assert '<html lang="uk"' in client.get("/", headers={"Accept-Language": "fr"}).text
    assert client.get("/api/v1/nothing").json() == {"error": "Not Found"}
