"""Every kind of list is known by its beginning and read into the same terms; bad ones say what is wrong."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bukti.errors import InputError
from bukti.screening import build
from bukti.screening.base import Told
from bukti.screening.dates import iso, on
from bukti.screening.index import Index

LISTS = Path(__file__).parents[2] / "examples" / "lists"
OF = {  # file -> kind, its date, id of the listed concern, since when it is listed
    "register.ftm.json": ("FollowTheMoney", "2024-11-20", "ozerka", "2014-07-16"),
    "targets.nested.json": ("FollowTheMoney", "2024-11-20", "NK-sample1", "2014-07-31"),
    "sdn.xml": ("OFAC XML", "2024-11-20", "ofac-90001", ""),
    "sdn_advanced.xml": ("OFAC advanced XML", "2024-11-20", "ofac-90001", "2014-07-16"),
    "ofac/sdn.csv": ("OFAC CSV", "", "ofac-90001", ""),
    "eu.xml": ("EU XML", "2024-11-20", "eu-17", "2014-07-31"),
    "un.xml": ("UN XML", "2024-11-20", "un-9900002", "2016-03-02"),
    "uk.xml": ("UK XML", "2024-11-20", "uk-SMP0017", "2014-07-16"),
    "uk.csv": ("UK CSV", "2024-11-20", "uk-SMP0017", "2014-07-16"),
}


@pytest.mark.parametrize("name", OF)
def test_every_kind_is_read_into_the_same_terms(name: str, tmp_path: Path) -> None:
    """Name, date of the list and date of listing of one firm come out of every shape of list."""
    kind, date, id_, since = OF[name]
    with build.index(LISTS / name, tmp_path) as index:
        assert (index.list.kind, index.list.date, index.list.complete) == (kind, date, True)
        found = index.get(id_)
        assert found is not None
        assert found.caption.casefold() == "ozerka concern"
        assert found.properties["country"] == ("ru",)
        measures = list(index.links(id_, "Sanction"))
        assert {one.first("listingDate", "startDate") for one in measures} >= {since}
        assert all(one.first("authority") for one in measures)


def test_statements_of_one_id_become_one_entity(tmp_path: Path) -> None:
    """A value a row, in two scripts, with a measure of its own."""
    with build.index(LISTS / "statements.csv", tmp_path) as index:
        found = index.get("NK-st1")
        assert found is not None
        assert found.properties["name"] == ("Branimir Okolski", "Бранимир Окольский")
        assert [one.first("startDate") for one in index.links("NK-st1", "Sanction")] == ["2022-03-30"]


def test_the_files_beside_an_ofac_list_add_names_and_countries(tmp_path: Path) -> None:
    """`alt.csv` and `add.csv` belong to the entry of their number; the remarks tell dates and documents."""
    with build.index(LISTS / "ofac/sdn.csv", tmp_path) as index:
        firm, person = index.get("ofac-90001"), index.get("ofac-90002")
    assert firm is not None
    assert person is not None
    assert firm.properties["alias"] == ("OZERKA JSC",)
    assert person.properties["name"] == ("Selim Aydar KUZGUN",)
    assert (person.first("birthDate"), person.first("nationality"), person.schema) == ("1961-04-12", "kz", "Person")
    assert person.first("passportNumber") == "N0000017"


def _index(path: Path, content: bytes) -> Index:
    path.write_bytes(content)
    return build.index(path, path.parent / "indexes")


PERSON = b'{"id": "a", "schema": "Person", "properties": {"name": ["Dario Velkamp"]}}\n'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (PERSON + b"{broken\n", "Line 2 is no entity"),
        (PERSON + b'{"schema": "Person"}\n', "Line 2 is no entity"),
        (PERSON + b'{"id": "b", "schema": "Person", "properties": {"name": ["\xff"]}}\n', "Line 2 is not UTF-8"),
        (PERSON + b"[" * 5000 + b"\n", "Line 2 is no entity"),
        (b"<sdnList><sdnEntry><uid>1</uid><lastName>VELKAMP</lastName></sdnEntry><sdnEntry><uid>2", "no element found"),
        (gzip.compress(PERSON * 9000)[:-20], "Reading broke off"),
        (gzip.compress(PERSON * 200_000), "this marks an archive bomb"),
    ],
)
def test_a_bad_list_is_searched_as_far_as_it_goes_and_says_so(content: bytes, problem: str, tmp_path: Path) -> None:
    """It is never complete, and what is wrong is told with its place."""
    with _index(tmp_path / "list", content) as index:
        assert index.list.names >= 1
        assert not index.list.complete
        assert problem in " ".join(index.list.faults)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"name,address\nVelkamp,Lake Road\n", "unknown"),
        (b'<?xml version="1.0"?><sdnList></sdnList>', "empty"),
        (b'<!DOCTYPE sdnList [<!ENTITY a "aaaa">]><sdnList><sdnEntry><uid>1</uid></sdnEntry></sdnList>', "empty"),
        (b"<sdnList>" + b"<sdnEntry>" * 200, "empty"),
    ],
)
def test_what_cannot_be_searched_is_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    """An unknown, empty or hostile file raises, it does not read as a list in which nobody stands."""
    with pytest.raises(InputError) as refused:
        _index(tmp_path / "list", content)
    assert refused.value.reason == reason
    assert not list(tmp_path.glob("indexes/*"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PERSON.decode().encode("utf-16"), "is UTF-16: save it as UTF-8"),
        (b"\n<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page"),
        (b"%PDF-1.7 list", "is a PDF"),
        (b"[" + PERSON + b"]", "one object a line"),
        (b'{"records": []}', "fetch the CSV or XML"),
        (b"", "is empty"),
    ],
)
def test_what_people_take_for_a_list_is_called_by_its_name(content: bytes, told: str, tmp_path: Path) -> None:
    """With what to do instead."""
    with pytest.raises(InputError, match=told):
        _index(tmp_path / "list", content)


def test_an_id_that_stands_twice_is_put_together_and_told(tmp_path: Path) -> None:
    """Nothing of either entry is lost."""
    other = PERSON.replace(b"Dario", b"Darius")
    with _index(tmp_path / "list", PERSON + other) as index:
        found = index.get("a")
        assert found is not None
        assert found.properties["name"] == ("Dario Velkamp", "Darius Velkamp")
        assert "more than once" in index.list.faults[0]


def test_another_list_has_another_index(tmp_path: Path) -> None:
    """The index belongs to the bytes; it is built once."""
    with _index(tmp_path / "list", PERSON) as one, _index(tmp_path / "list", PERSON + PERSON) as other:
        assert one.list.sha256 != other.list.sha256
    files = sorted((tmp_path / "indexes").iterdir())
    build.index(tmp_path / "list", tmp_path / "indexes").close()
    assert sorted((tmp_path / "indexes").iterdir()) == files


def test_faults_beyond_the_first_are_counted() -> None:
    """A list that is all faults does not fill the memory with them."""
    told = Told()
    for number in range(500):
        told.fault(f"Line {number}.")
    assert (len(told.faults), told.faulty) == (20, 500)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 Dec 1948", "1948-12-10"),
        ("Dec 1948", "1948-12"),
        ("dd/mm/1948", "1948"),
        ("00/12/1948", "1948-12"),
        ("31/01/2024", "2024-01-31"),
        ("20-Nov-2024", "2024-11-20"),
        ("2024-01-31T10:00:00Z", "2024-01-31"),
        ("circa 1948", "1948"),
        ("unknown", ""),
    ],
)
def test_dates_of_lists(text: str, expected: str) -> None:
    """As far as they are known, and no further."""
    assert iso(text) == expected


@pytest.mark.parametrize(
    ("since", "until", "day", "state"),
    [
        ("2022-03", "2024-03-15", "2023-06-01", "listed"),
        ("2022-03", "2024-03-15", "2022-03-10", "unknown"),
        ("2022-03", "2024-03-15", "2022-02-28", "not yet listed"),
        ("2022-03", "2024-03-15", "2024-03-15", "delisted"),
        ("2022", "2024", "2024-06-01", "unknown"),
        ("2022", "2024", "2025-01-01", "delisted"),
        ("", "", "2024-01-01", "listed"),
        ("2022", "2023", "", "delisted"),
    ],
)
def test_in_force_on_a_day(since: str, until: str, day: str, state: str) -> None:
    """Partial dates say no more than they know."""
    assert on(since, until, day) == state
