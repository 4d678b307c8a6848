"""Citations: forms of citing, whom they mean, and what cites nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from eval.citations import Case, cases
from eval.citations import found as found_in
from tests.derivation.conftest import Told

from bukti import lexicon
from bukti.derivation import weights
from bukti.derivation.citations import Citation, Resolver, cite, pages
from bukti.derivation.names import inventory
from bukti.derivation.prepare import prepare
from bukti.derivation.trace import trace
from bukti.model import Document, SourceKind, Statement

OUTLETS = ("Coast Mirror", "Radio Kestrel", "Estuary News Agency")
CLOSING = yaml.safe_load((Path(__file__).parents[1] / "cases" / "closing.yml").read_text("utf-8"))
MEDIUM, NAMES = OUTLETS[0], ("Coast", "Dune", "Marsh", "Ridge")
TABLE = [
    pytest.param(
        case,
        id=f"{case.language}:{case.text[:40]}",
        marks=pytest.mark.xfail(reason=case.open, strict=True) if case.open else (),
    )
    for case in cases()
]


def cited(
    child: Document, others: list[Document], related: float = 1.0, statements: tuple[Statement, ...] = ()
) -> tuple[list[Citation], dict[int, str | None]]:
    """Citations of a document among others, and the outlet of each place."""
    prepared = prepare([child, *others])
    place = next(i for i, one in enumerate(prepared) if one.document is child)
    chosen = weights.load().citation
    resolver = Resolver(prepared, inventory(prepared), pages(prepared), lambda _a, _b: related, chosen)
    return list(cite(place, resolver, statements)), {i: one.document.report.outlet for i, one in enumerate(prepared)}


def shelf(told: Told) -> list[Document]:
    """One report of each outlet."""
    return [told(f"A note from shelf {n} about pumps.", outlet, -2 - n) for n, outlet in enumerate(OUTLETS)]


@pytest.mark.parametrize("case", TABLE)
def test_forms_of_citing(case: Case) -> None:
    """Each text of the table cites these outlets in this way and no other."""
    assert found_in(case) == case.cites


@pytest.mark.parametrize("code", lexicon.supported())
def test_a_last_line_that_says_where_it_is_from(code: str) -> None:
    """Each closing formula of a language cites the medium that it names."""
    lines = CLOSING[code]
    assert len(lines) >= 6
    cases_of = {line: Case(code, f"2024: 3.\n\n{line.format(MEDIUM)}", {}) for line in lines}
    assert [line for line, case in cases_of.items() if found_in(case) != {MEDIUM: "told"}] == []


@pytest.mark.parametrize("code", lexicon.supported())
def test_a_last_line_that_many_reports_end_with_is_no_furniture(told: Told, code: str) -> None:
    """Strangers that close with one formula still cite, each its own medium."""
    texts = [" ".join(f"w{100 * n + place}x" for place in range(80)) + ".\n\n" for n in range(1, 5)]
    parents = [told(f"A note about pumps {n}.", f"Mirror {name}", -2) for n, name in enumerate(NAMES)]
    for line in CLOSING[code][:2]:
        children = [
            told(text + line.format(f"Mirror {name}"), f"Echo {name}", language=code)
            for text, name in zip(texts, NAMES, strict=True)
        ]
        found, outlets = cited(children[0], [*children[1:], *parents])
        assert [outlets[c.parent] for c in found if c.parent is not None] == [f"Mirror {NAMES[0]}"], line


@pytest.mark.parametrize("code", lexicon.supported())
def test_every_language_has_cases(code: str) -> None:
    """Fourteen cases or more, a quarter or more of them without a source."""
    rows = cases(code)
    assert len(rows) >= 14
    assert sum(not set(case.cites.values()) & {"told", "credit"} for case in rows) * 4 >= len(rows)


def test_an_address_of_two_reports_names_neither(told: Told) -> None:
    """Pages list only addresses that exactly one report has."""
    url = "https://mirror.test/front"
    prepared = prepare([told("One text.", url=url), told("Another text.", url=url), told("Third.", url=f"{url}/3")])
    assert list(pages(prepared)) == ["mirror.test/front/3"]


def test_a_link_in_the_text_cites_the_page(told: Told) -> None:
    """A link to a report of the collection is a citation of it, whatever its words."""
    parent = told("Pumps failed.", "Coast Mirror", url="https://mirror.test/a")
    child = told("The pumps failed, as known.", "Echo", 2, links=(("as known", "https://www.mirror.test/a/"),))
    found, outlets = cited(child, [parent], related=0.0)
    assert [(c.how, outlets[c.parent]) for c in found if c.parent is not None] == [("link", "Coast Mirror")]


def test_a_link_may_carry_fields_that_the_page_has_not(told: Told) -> None:
    """A field that no page here has says nothing about the page; one that tells two pages apart does."""
    url = "https://mirror.test/a"
    parents = [told(f"Pumps failed {n}.", "Coast Mirror", url=f"{url}{n}") for n in ("", "?id=1", "?id=2")]
    for field, place in (("?visitor=7", 0), ("?utm_source=x", 0), ("?id=2&utm_source=x", 2)):
        child = told("The pumps failed, as known.", "Echo", 2, links=(("as known", f"{url}{field}"),))
        found, _ = cited(child, parents)
        links = {c.parent for c in found if c.how == "link"}
        assert [prepare([child, *parents])[p].document.report.url for p in links if p is not None] == [
            parents[place].report.url
        ]


def test_a_link_in_a_frame_cites_nobody(told: Told) -> None:
    """A link under "Read more" belongs to the page."""
    parent = told("Pumps failed.", "Coast Mirror", url="https://mirror.test/a")
    child = told(
        "The pumps failed.\n\nRead more: flood diary", "Echo", 2, links=(("flood diary", "https://mirror.test/a"),)
    )
    assert cited(child, [parent])[0] == []


def test_of_two_reports_of_an_outlet_the_nearest_in_subject_is_meant(told: Told) -> None:
    """A name is resolved to the outlet's report with the highest subject overlap."""
    near, far = told("Pumps.", "Coast Mirror", -3), told("Choirs.", "Coast Mirror", -4)
    child = told("The pumps failed, the Coast Mirror reported.", "Echo")
    prepared = prepare([child, near, far])
    at = {one.document.report.text: place for place, one in enumerate(prepared)}
    chosen = weights.load().citation
    resolver = Resolver(prepared, inventory(prepared), {}, lambda _a, b: 0.9 if b == at["Pumps."] else 0.1, chosen)
    assert [c.parent for c in cite(at[child.report.text], resolver, ())] == [at["Pumps."]]


def test_what_an_outlet_published_later_is_meant_last(told: Told) -> None:
    """Of two equally near reports of an outlet the one that was there already is cited."""
    early, late = told("Pumps.", "Coast Mirror", -3), told("Pumps again.", "Coast Mirror", 9)
    found, _ = cited(told("The pumps failed, the Coast Mirror reported.", "Echo"), [early, late])
    prepared = prepare([early, late, told("The pumps failed, the Coast Mirror reported.", "Echo")])
    assert [prepared[c.parent].document.report.text for c in found if c.parent is not None] == ["Pumps."]


def test_a_credit_to_nobody_here_names_an_origin_outside(told: Told) -> None:
    """An agency credit without a report of that agency is a citation without a parent."""
    found, _ = cited(told("SANDMOUTH (XNA) - The pumps failed twice.", "Echo"), [])
    assert [(c.parent, c.how, c.name) for c in found] == [(None, "credit", "XNA")]


def test_initials_are_read_through_a_text_that_spells_them_out(told: Told) -> None:
    """A credit "(XNA)" and "Xanthe News Agency reported" elsewhere name one outlet."""
    one = told("SANDMOUTH (XNA) - The pumps failed twice.", "Echo")
    two = told("Nobody knows why. The pumps failed, Xanthe News Agency reported.", "Coast Mirror")
    keys = [{c.key for c in cited(a, [b])[0]} for a, b in ((one, two), (two, one))]
    assert keys[0] == keys[1] != set()


def test_a_link_names_an_outlet_outside(told: Told) -> None:
    """A link whose words its host spells cites that outlet, also where the page is not here."""
    child = told(
        "Pumps failed, Meadow Post wrote.", "Echo", links=(("Meadow Post", "https://www.meadowpost.test/pumps"),)
    )
    found, _ = cited(child, [])
    assert [(c.parent, c.name, c.key) for c in found] == [(None, "Meadow Post", "host:meadowpost.test")]


def test_an_outlet_with_unrelated_reports_here_is_outside(told: Told) -> None:
    """A cited outlet whose reports here are about something else is cited for one that is not here."""
    found, _ = cited(told("The pumps failed, the Coast Mirror reported.", "Echo"), shelf(told), related=0.0)
    assert [(c.parent, c.name) for c in found] == [(None, "Coast Mirror")]


def test_an_outlet_that_writes_another_language_is_left_open(told: Told) -> None:
    """Subjects compare poorly across languages: such an outlet is neither its report here nor one outside."""
    other = told("Catatan tentang pompa.", "Coast Mirror", language="id")
    assert cited(told("The pumps failed, the Coast Mirror reported.", "Echo"), [other], related=0.0)[0] == []


def test_an_author_is_no_outlet(told: Told) -> None:
    """A byline with a person's name cites nobody; one with an outlet's name cites it."""
    assert cited(told("The pumps failed.", "Echo", byline="Ada Brook"), shelf(told))[0] == []
    found, outlets = cited(told("The pumps failed.", "Echo", byline="Estuary News Agency"), shelf(told))
    assert [outlets[c.parent] for c in found if c.parent is not None] == ["Estuary News Agency"]


def test_a_medium_that_the_reader_found_is_told(told: Told, make: Any) -> None:
    """A medium in a statement's chain is cited though no citing word stands near its name."""
    child = told("The prize went to a reader of the Coast Mirror.", "Echo")
    statement = make.statement(
        child, "The prize", "Coast Mirror", source_kind=SourceKind.MEDIA, resolves_to="Coast Mirror"
    )
    found, _ = cited(child, shelf(told), statements=(statement,))
    assert [c.how for c in found] == ["told"]


def test_a_correction_comes_from_what_it_corrects(told: Told) -> None:
    """A correction derives from the earlier report of its own outlet, by its link or else by its subject."""
    first = told("Eighty pumps failed.", "Coast Mirror", -9, url="https://mirror.test/a")
    linked = told(
        "Correction: our article gave a wrong number.",
        "Coast Mirror",
        1,
        links=(("our article", "https://mirror.test/a"),),
    )
    plain = told("Correction: we gave a wrong number of pumps.", "Coast Mirror", 1)
    for child in (linked, plain):
        found, _ = cited(child, [first])
        assert [c.how for c in found] == ["correction"]


def test_nothing_later_is_corrected(told: Told) -> None:
    """A correction never derives from a later report."""
    later = told("Eight pumps failed.", "Coast Mirror", 30)
    assert cited(told("Correction: we gave a wrong number of pumps.", "Coast Mirror"), [later])[0] == []


def test_a_known_agency_is_one_outlet_however_it_is_cited(told: Told) -> None:
    """A dateline credit, a closing credit and a citing word in another language name one outlet outside."""
    texts = (
        ("SANDMOUTH (Reuters) - The pumps failed twice.", "en"),
        ("The pumps failed twice.\n\n(Reuters)", "en"),
        ("Pompa itu rusak dua kali, menurut Reuters.", "id"),
    )
    found = [cited(told(text, "Echo", language=language), [])[0] for text, language in texts]
    assert [{(c.parent, c.name) for c in citations} for citations in found] == [{(None, "Reuters")}] * 3
    assert len({c.key for citations in found for c in citations}) == 1


def test_what_a_medium_has_from_another_is_that_mediums_origin(told: Told) -> None:
    """Where Y's report is here and "Y reported, citing X", it is the one that cites X."""
    child = told("The pumps failed, the Coast Mirror reported, citing Reuters.", "Echo")
    found, outlets = cited(child, shelf(told))
    assert {(outlets[c.child], c.parent is None, c.name, c.through) for c in found} == {
        ("Echo", False, "Coast Mirror", ""),
        ("Coast Mirror", True, "Reuters", "Coast Mirror"),
    }


def test_the_credit_of_a_picture_is_no_edge(told: Told) -> None:
    """A picture's agency is no origin of the text."""
    child = told("Photo: Reuters\n\nThe pumps failed twice.", "Echo")
    assert [c.how for c in cited(child, [])[0]] == ["photo"]
    assert trace([child]).latent == ()


def test_a_medium_without_a_name_is_an_origin_of_unknown_identity(told: Told) -> None:
    """It stands outside the collection and has no name."""
    (origin,) = trace([told("The pumps failed twice, local media reported.", "Echo")]).latent
    assert origin.name is None
    assert "which it does not name" in origin.reasons[0]


def test_a_credit_is_read_without_the_words_that_credit(told: Told) -> None:
    """The line "(Theo Reuters)" credits Reuters."""
    child = told("Máy bơm hỏng hai lần.\n\n(Theo Reuters)", "Echo", language="vi")
    assert {c.name for c in cited(child, [])[0]} == {"Reuters"}
