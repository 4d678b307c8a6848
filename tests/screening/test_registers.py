"""OFAC's advanced form and the LEI register: relations between parties become links with their words and dates."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bukti.errors import InputError
from bukti.screening import build
from bukti.screening.chains import chain
from bukti.screening.listings import listings

LISTS = Path(__file__).parents[2] / "examples" / "lists"
LEVEL1, LEVEL2 = "20241120-sample-lei2.csv", "20241120-sample-rr.csv"
XML1 = """<lei:LEIData xmlns:lei="x">
<lei:LEIHeader><lei:ContentDate>2024-11-21T08:00:00Z</lei:ContentDate></lei:LEIHeader>
<lei:LEIRecords><lei:LEIRecord><lei:LEI>SAMPLE00000000000025</lei:LEI><lei:Entity>
<lei:LegalName xml:lang="en">Studenka Avia</lei:LegalName><lei:OtherEntityNames>
<lei:OtherEntityName type="PREVIOUS_LEGAL_NAME">Studenka Wood</lei:OtherEntityName>
<lei:OtherEntityName type="TRADING_OR_OPERATING_NAME">Studenka Air</lei:OtherEntityName></lei:OtherEntityNames>
<lei:LegalAddress><lei:Country>RU</lei:Country></lei:LegalAddress></lei:Entity></lei:LEIRecord></lei:LEIRecords></lei:LEIData>"""
XML2 = """<rr:RelationshipData xmlns:rr="x"><rr:RelationshipRecords><rr:RelationshipRecord><rr:Relationship>
<rr:StartNode><rr:NodeID>SAMPLE00000000000025</rr:NodeID></rr:StartNode>
<rr:EndNode><rr:NodeID>SAMPLE00000000000017</rr:NodeID></rr:EndNode>
<rr:RelationshipType>IS_ULTIMATELY_CONSOLIDATED_BY</rr:RelationshipType><rr:RelationshipPeriods><rr:RelationshipPeriod>
<rr:StartDate>2020-01-01T00:00:00Z</rr:StartDate><rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod>
</rr:RelationshipPeriods></rr:Relationship></rr:RelationshipRecord></rr:RelationshipRecords></rr:RelationshipData>"""


def test_the_parts_of_an_advanced_name_are_put_in_the_order_in_which_it_is_spoken(tmp_path: Path) -> None:
    """Given names first; birth date, nationality, document and office come from the features of the profile."""
    with build.index(LISTS / "sdn_advanced.xml", tmp_path) as index:
        person, firm, ship = (index.get(f"ofac-9000{number}") for number in (2, 1, 4))
    assert person is not None
    assert firm is not None
    assert ship is not None
    assert (person.caption, person.schema, person.first("birthDate")) == ("Selim Aydar KUZGUN", "Person", "1961-04-12")
    told = [person.first(name) for name in ("nationality", "gender", "position", "passportNumber")]
    assert told == ["kz", "male", "Head of the board", "N0000017"]
    assert (firm.properties["alias"], firm.properties["weakAlias"]) == (("КОНЦЕРН ОЗЕРКА",), ("THE CONCERN",))
    assert (ship.schema, ship.first("imoNumber")) == ("Vessel", "IMO 9000017")


def test_measures_of_the_advanced_form_have_their_day(tmp_path: Path) -> None:
    """One for each programme, with the legal basis: before that day nobody was listed."""
    with build.index(LISTS / "sdn_advanced.xml", tmp_path) as index:
        firm = index.get("ofac-90001")
        assert firm is not None
        before, after = listings(index, firm, "2014-07-15"), listings(index, firm, "2014-07-16")
    assert {one.state for one in before} == {"not yet listed"}
    told = [(one.state, one.programme, one.listed, one.reason) for one in after]
    assert told == [
        ("listed", "SAMPLE-EO", "2014-07-16", "Sample Order 1"),
        ("listed", "SAMPLE-NP", "2014-07-16", "Sample Order 1"),
    ]


def test_relations_of_the_advanced_form_lead_to_owners(tmp_path: Path) -> None:
    """Owned and led are links upwards without a share; what was so formerly is none."""
    with build.index(LISTS / "sdn_advanced.xml", tmp_path) as index:
        firm, ship = index.get("ofac-90003"), index.get("ofac-90004")
        assert firm is not None
        assert ship is not None
        found = chain(index, firm, "")
        assert chain(index, ship, "") is None
        assert [one.first("role") for one in index.links("ofac-90004")] == ["formerly owned or controlled by"]
    assert found is not None
    assert [(one.owner, one.kind, one.low, one.role) for one in found.shares] == [
        ("ofac-90001", "Ownership", None, "Owned or Controlled By"),
        ("ofac-90002", "Directorship", None, "Leader or official of"),
    ]
    assert [(one.low, one.high, one.reached) for one in found.holdings] == [(0, 100, None)]


def test_both_levels_of_the_register_are_read_together(tmp_path: Path) -> None:
    """The parent, its share, and since when: of the relationship, not of the year's accounts."""
    with build.index(LISTS / "gleif" / LEVEL1, tmp_path) as index:
        assert (index.list.kind, index.list.date, index.list.complete) == ("GLEIF CSV", "2024-11-20", True)
        firm, parent = index.get("lei-SAMPLE00000000000025"), index.get("lei-SAMPLE00000000000017")
        assert firm is not None
        assert parent is not None
        found = chain(index, firm, "")
    assert (parent.properties["alias"], parent.properties["previousName"]) == (
        ("Ozerka Concern",),
        ("Ozerka Aviation Works",),
    )
    assert found is not None
    (share,) = found.shares
    assert (share.owner, share.low, share.since) == ("lei-SAMPLE00000000000017", 70, "2019-02-01")
    assert share.role == "directly consolidated by"


def test_the_register_as_xml_says_the_same(tmp_path: Path) -> None:
    """Names by their kind, parents from the file beside it, the date of the header."""
    (tmp_path / "sample-lei2.xml").write_text(XML1)
    with build.index(tmp_path / "sample-lei2.xml", tmp_path / "indexes") as alone:
        assert "No file of level 2" in alone.list.faults[0]
        assert alone.list.complete
    (tmp_path / "sample-rr.xml").write_text(XML2)
    with build.index(tmp_path / "sample-lei2.xml", tmp_path / "indexes") as index:
        firm = index.get("lei-SAMPLE00000000000025")
        assert firm is not None
        found = chain(index, firm, "")
    assert index.list.date == "2024-11-21"
    assert (firm.properties["alias"], firm.properties["previousName"]) == (("Studenka Air",), ("Studenka Wood",))
    assert found is not None
    assert [(one.owner, one.low, one.since, one.role) for one in found.shares] == [
        ("lei-SAMPLE00000000000017", None, "2020-01-01", "ultimately consolidated by")
    ]


@pytest.mark.parametrize(("name", "text"), [(LEVEL2, None), ("sample-rr.xml", XML2)])
def test_level_2_alone_names_nobody(name: str, text: str | None, tmp_path: Path) -> None:
    """The message says which file to give."""
    path = tmp_path / name
    path.write_text(text or (LISTS / "gleif" / LEVEL2).read_text())
    with pytest.raises(InputError, match="give the file of level 1"):
        build.index(path, tmp_path / "indexes")


def test_a_list_in_an_archive_is_read_and_two_are_not(tmp_path: Path) -> None:
    """As the registers are published: one file in a ZIP; with several nobody could say which is the list."""
    with zipfile.ZipFile(tmp_path / "one.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(LISTS / "gleif" / LEVEL1, LEVEL1)
    with build.index(tmp_path / "one.zip", tmp_path / "indexes") as index:
        assert index.list.names == 4
    with zipfile.ZipFile(tmp_path / "one.zip", "a") as archive:
        archive.write(LISTS / "gleif" / LEVEL2, LEVEL2)
    with pytest.raises(InputError, match="archive of 2 files"):
        build.index(tmp_path / "one.zip", tmp_path / "indexes")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "one.zip").read_bytes()[:200])
    with pytest.raises(InputError, match="no whole ZIP archive"):
        build.index(tmp_path / "cut.zip", tmp_path / "indexes")


def test_a_relation_to_nobody_is_a_fault(tmp_path: Path) -> None:
    """A list that refers to what it does not have is not whole."""
    text = (LISTS / "sdn_advanced.xml").read_text().replace('To-ProfileID="90003"', 'To-ProfileID="7"')
    (tmp_path / "list.xml").write_text(text)
    with build.index(tmp_path / "list.xml", tmp_path / "indexes") as index:
        assert "names a profile that the list does not have" in index.list.faults[0]
        assert not index.list.complete
