"""Small collections written by hand: what must and must not come out of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bukti import assess, check
from bukti.model import Finding, Result

CASES = Path(__file__).parents[1] / "cases" / "flows"


@pytest.fixture(scope="module")
def engines() -> Result:
    """Six reports on a firm and a sanctioned yard.

    A wire with an unnamed official, its rewrite and translation, a paper that read customs records, the firm's
    statement, and a blog that heard it.
    """
    return assess([CASES / "engines"])


@pytest.fixture(scope="module")
def market() -> Result:
    """A shelled market: a wire with a named doctor, a copy, a translation, and four other tolls."""
    return assess([CASES / "market"])


@pytest.fixture(scope="module")
def tank() -> Result:
    """An institute's report on mercenaries, four papers after it, a ministry's denial and its reprints."""
    return assess([CASES / "tank"])


@pytest.fixture(scope="module")
def circle() -> Result:
    """An encyclopaedia and a paper that cite each other, a guide after them, and a quotation under two names."""
    return assess([CASES / "circle"])


@pytest.fixture(scope="module")
def river() -> Result:
    """Acid in a river: two witnesses, a log and its translation, a denial; and an old fine told as new."""
    return assess([CASES / "river"])


@pytest.fixture(scope="module")
def tanker() -> Result:
    """A wire on a tanker's oil, four papers and a blog after it, an analyst's images, two denials, a correction."""
    return assess([CASES / "tanker"])


@pytest.fixture(scope="module")
def warehouse() -> Result:
    """Eight papers in eight languages on one explosion: two tolls, alarms on or off, a denial in four of them."""
    return assess([CASES / "warehouse"])


@pytest.fixture(scope="module")
def station() -> Result:
    """Nine reports in seven languages on three days of drones and shelling, by weekday, date, and yesterday."""
    return assess([CASES / "station"])


@pytest.fixture(scope="module")
def barrels() -> Result:
    """Nine reports in seven languages: a tanker's oil with an amount and without, and denials of either."""
    return assess([CASES / "barrels"])


@pytest.fixture(scope="module")
def brigade() -> Result:
    """Nine reports in seven languages: two units that each attacked the other, a bank that paid or was paid."""
    return assess([CASES / "brigade"])


@pytest.fixture(scope="module")
def gyroscopes() -> Result:
    """Eight reports in seven languages: a firm's order, its denials ("that it had"), what a broker says he did."""
    return assess([CASES / "gyroscopes"])


def _said(result: Result, names: Sequence[str]) -> list[str]:
    """The words of some statements, sorted."""
    said = {s.id: s for s in result.statements}
    return sorted(result.document(said[n].report).words(said[n].content[0]) for n in names)


def _about(result: Result, words: str) -> Finding:
    """The claim told in these words by somebody."""
    texts = {s.id: " ".join(result.document(s.report).words(c) for c in s.content) for s in result.statements}
    return next(f for f in result.findings if any(words in texts[name] for name in f.claim.affirming))


def _edges(result: Result) -> set[tuple[str, str]]:
    names = {d.report.id: Path(d.report.path).stem for d in result.documents}
    return {(names[e.parent], names[e.child]) for e in result.lineage.edges if e.parent in names}


def test_who_reads_the_records_is_no_child_of_who_is_named_in_them(engines: Result) -> None:
    """A firm's name in a finding cites nobody; the rewrite and the translation come from the wire."""
    edges = _edges(engines)
    assert {("a", "b"), ("a", "e"), ("a", "f")} <= edges
    assert not {child for _, child in edges} & {"a", "c"}


def test_an_official_and_the_customs_records_are_two_origins_and_the_firm_denies(engines: Result) -> None:
    """Six reports, two origins, one denial in the denier's own interest; nothing to act on."""
    finding = _about(engines, "shipped marine engines")
    shown = finding.assessment
    assert (shown.origins_min, shown.origins_max) == (2, 2)
    assert [o.name for o in shown.origins if o.polarity == "deny"] == ["Halvorsen Marine"]
    assert finding.graph.origins
    assert not shown.actionable


def test_no_toll_swallows_another(market: Result) -> None:
    """Eleven, twenty, three and more than a hundred dead stay apart; the wire, its copy and its translation are one."""
    tolls = [_about(market, words) for words in ("At least 11 people", "deaths of 20", "Three people", "More than 100")]
    assert len({finding.claim.id for finding in tolls}) == 4
    assert [finding.assessment.origins_max for finding in tolls] == [1, 1, 1, 1]
    assert len(tolls[0].graph.read) == 3


def test_nobody_is_shown_to_say_what_they_deny(market: Result) -> None:
    """Words behind "denied" and "dismissed" are affirmed by nobody for that."""
    said = {s.id: s for s in market.statements}
    affirmed = [said[name] for finding in market.findings for name in finding.claim.affirming]
    cues = {market.document(s.report).words(c) for s in affirmed for c in s.cue}
    assert not cues & {"denied", "dismissed", "membantah"}


def test_a_denial_is_no_copy_of_what_it_denies(tank: Result) -> None:
    """The ministry repeats the institute's words to reject them; its reprints come from it."""
    edges = _edges(tank)
    assert {("tank", "p1"), ("tank", "p2"), ("min", "d1")} <= edges
    assert not {("tank", "min"), ("tank", "d1"), ("p1", "d3")} & edges


def test_the_report_of_which_a_paper_speaks_is_no_second_origin(tank: Result) -> None:
    """In a paper that retells the institute's report, "the report said" is the institute."""
    shown = _about(tank, "Belmara pays the group 7 million").assessment
    assert (shown.origins_min, shown.origins_max) == (1, 1)
    assert [origin.name for origin in shown.origins] == ["Kirov-Hale Institute"]


def test_a_circle_of_citations_rests_on_one_unknown(circle: Result) -> None:
    """Who cites a circle adds nobody to it."""
    finding = _about(circle, "was used to smuggle salt")
    assert (finding.assessment.origins_max, len(finding.graph.origins)) == (1, 1)


def test_an_old_fine_told_as_new_is_one_origin(river: Result) -> None:
    """The re-dated copy and who cites it rest on the old report; the fish over eight kilometres are no toll."""
    finding = _about(river, "was fined 2 million crowns")
    assert (finding.assessment.origins_max, len(finding.graph.read)) == (1, 3)


def test_saying_that_nothing_was_released_denies_the_release(river: Result) -> None:
    """A speaker who negates what the same report tells is among those who deny, and affirms nothing for it."""
    finding = _about(river, "released 60 tonnes of acid")
    assert [o.name for o in finding.assessment.origins if o.polarity == "deny"] == ["Fiala"]


def test_who_says_nine_and_not_forty_says_nine() -> None:
    """A ferry's injured in five languages: "not 40 but nine" stands for nine, and nowhere for forty."""
    asked = check("Neun Menschen wurden auf der Fähre verletzt", [CASES / "ferry"])
    assert _stands(asked, "for") == {"de", "id", "tr"}
    assert _stands(asked, "rival") == {"en", "es"}
    assert not _stands(asked, "against")


def _stands(result: Result, side: str) -> set[str]:
    """The reports that have a statement on one side of the question."""
    assert result.question is not None
    home = {s.id: s.report for s in result.statements}
    names = {d.report.id: Path(d.report.path).stem for d in result.documents}
    return {names[home[match.statement]] for match in result.question.matches if match.side.value == side}


def test_who_names_its_outlet_in_its_first_line_is_the_parent_of_who_cites_it(tanker: Result) -> None:
    """The wire stands in the collection; who saw images, and who denies, have their words from nobody in it."""
    edges = _edges(tanker)
    assert {("wire", child) for child in ("fr", "id", "es", "zh", "blog")} == {e for e in edges if e[0] == "wire"}
    assert not {"uk", "ru"} & {child for _, child in edges}


def test_records_and_images_are_two_origins_and_the_firm_denies(tanker: Result) -> None:
    """Five reports of the wire's records, one analyst; another toll, ten times as much or a tenth, is a rival."""
    finding = _about(tanker, "The tanker Lady Soraya loaded about 700,000 barrels")
    shown = finding.assessment
    assert shown.origins_min == 2 <= shown.origins_max <= 3  # a short translation may be a report of its own
    assert _homes(tanker, finding.claim.affirming) == {"wire", "fr", "id", "zh", "uk", "blog"}
    assert {c.kind for c in finding.claim.conflicts} == {"number"}
    denied = [f.claim for f in tanker.findings if f.claim.affirming and f.claim.denying]
    assert {home for claim in denied for home in _homes(tanker, claim.denying)} >= {"ru", "ar"}


def test_the_accusations_are_those_of_the_report_itself(tanker: Result) -> None:
    """Who "denied the accusations" answers what its own report tells, not the likest denial elsewhere."""
    finding = _about(tanker, "El petrolero Lady Soraya")
    assert "es" in _homes(tanker, finding.claim.denying)
    assert not any("es" in _homes(tanker, f.claim.denying) for f in tanker.findings if f is not finding)


def test_that_nobody_denies_it_is_no_denial(tanker: Result) -> None:
    """Whoever says "nobody denies this any more" denies nothing."""
    assert not any("blog" in _homes(tanker, finding.claim.denying) for finding in tanker.findings)


def test_an_analyst_who_says_what_images_show_is_no_second_origin(tanker: Result) -> None:
    """In "the images show P, said the analyst" P has one origin, the images, through the analyst."""
    shown = _about(tanker, "стояв поруч").assessment
    assert (shown.origins_min, shown.origins_max) == (1, 1)


def _homes(result: Result, statements: Sequence[str]) -> set[str]:
    """The reports that statements stand in."""
    home = {s.id: s.report for s in result.statements}
    names = {d.report.id: Path(d.report.path).stem for d in result.documents}
    return {names[home[one]] for one in statements}


def test_one_attack_has_its_day_its_party_and_the_number_that_holds() -> None:
    """A shelled hospital in three languages, a denial, what might have been, a total to date, and the toll of later.

    "The third attack this year" tells no day, "KHERSON, Ukraine - Russian shelling" no second party, and a boy who died
    later is no toll of one; a headline without a day goes on with its text.
    """
    found = assess([CASES / "hospital"]).incidents
    assert [(one.places[0].name, one.kind, str(one.earliest)[:10]) for one in found] == [
        ("Kherson", "shelling", "2026-05-12"),
        ("Mykolayiv", "drone", "2026-05-13"),
    ]
    assert len(found[0].perpetrators) == 1
    assert {(r.harm, r.low, r.high, r.origins) for r in found[0].ranges} == {
        ("killed", 5, 6, 2),
        ("injured", 11, 12, 2),
    }


def test_a_denial_counts_against_what_it_denies_only(warehouse: Result) -> None:
    """The firm denies that it stored nitrate, in four languages; that speaks against no toll."""
    nitrate = next(f.claim for f in warehouse.findings if "en" in _homes(warehouse, f.claim.denying))
    assert _homes(warehouse, nitrate.denying) == {"en", "es", "id", "ar"}
    assert not nitrate.affirming
    tolls = [_about(warehouse, words).claim for words in ("At least nine people", "至少十二人死亡")]
    assert not any(claim.denying for claim in tolls)


def test_twelve_are_not_nine_and_on_is_not_off(warehouse: Result) -> None:
    """Numbers that differ are rivals; short sentences of one event in two languages are not one claim for that."""
    nine, twelve = (_about(warehouse, words).claim for words in ("At least nine people", "至少十二人死亡"))
    assert _homes(warehouse, nine.affirming) == {"en", "es", "ru"}
    assert {"de", "zh", "ar"} <= _homes(warehouse, twelve.affirming)
    assert {c.kind for c in nine.conflicts} == {"number"}
    assert "de" not in _homes(warehouse, _about(warehouse, "the alarms had been switched off").claim.affirming)
    assert _about(warehouse, "die Anlage sei seit Freitag abgeschaltet").claim.affirming


def test_each_day_is_a_claim_of_its_own(station: Result) -> None:
    """Monday is the same Monday in four languages, never Tuesday; a denial of Tuesday answers Tuesday only."""
    days = [_about(station, f"station in Tamsk on {day}") for day in ("Monday", "Tuesday", "Wednesday")]
    assert len({finding.claim.id for finding in days}) == 3
    texts = {s.id: station.document(s.report).words(s.content[0]) for s in station.statements}
    monday = {texts[name] for name in days[0].claim.affirming}
    assert {"Drones struck the power station in Tamsk yesterday", "Am Montag trafen Drohnen das Kraftwerk in Tamsk"} < (
        monday
    )
    assert [len(finding.claim.denying) for finding in days] == [0, 1, 0]
    assert len({_about(station, f"four people in Tamsk on {day}").claim.id for day in ("Monday", "Tuesday")}) == 2


def test_a_struck_market_in_eight_languages_has_three_sources() -> None:
    """The Red Cross in four languages, a hospital's director and a mayor; Russia's army and a ministry deny.

    Whose ministry it is no report tells, so that it is a name of its own.

    What was in 2024 is another attack, and so many attacks this year or last year are sums of their own.
    """
    found = assess([CASES / "strike"])
    earlier, market = found.incidents
    assert [(one.kind, str(one.earliest)[:10], [p.name for p in one.places]) for one in (earlier, market)] == [
        ("attack", "2024-03-01", ["Oshvar"]),
        ("airstrike", "2026-05-03", ["Oshvar"]),
    ]
    assert [(r.harm, r.low, r.high, r.origins) for r in market.ranges] == [("killed", 17, 17, 3)]
    assert [(r.harm, r.low, r.high, r.origins) for r in earlier.ranges] == [("killed", None, 6, 1)]
    assert market.origins == ("Lena Orsk", "Piet Arn", "Червоний Хрест")
    assert (market.perpetrators, market.targets, market.weapons) == (("Russia",), ("market",), ("aircraft",))
    assert [said.denied_by for said in market.alleged] == [("Kementerian pertahanan", "L’armée russe")]
    assert [one.attacks for one in found.tellings if one.total] == [17, 17]


@pytest.fixture(scope="module")
def detention() -> Result:
    """Five students held in an invented town, told by ten reports in eight languages.

    The lecturer, the lawyer and an association tell of it, each for itself or in others' words; the ministry denies in
    seven languages; two, then three more are released. The last report is of another detention.
    """
    return assess([CASES / "detention"])


def test_a_detention_its_denials_and_its_releases_are_one_incident(detention: Result) -> None:
    """Nine reports, three sources; what is denied is nobody's number, and a release is no other detention."""
    students, dockers = detention.incidents
    assert (students.kind, str(students.earliest)[:10], [one.name for one in students.places]) == (
        "detention",
        "2026-09-07",
        ["Brelsk"],
    )
    assert {(r.harm, r.low, r.high, r.origins) for r in students.ranges} == {
        ("detained", 5, 5, 3),
        ("released", 2, 3, 2),
    }
    assert (students.answer.status, len(students.answer.told), students.perpetrators) == (
        "non-credible",
        9,
        ("Police",),
    )
    assert ([one.name for one in dockers.places], dockers.ranges[0].high) == (["Morvik"], 12)


def test_no_denying_ministry_is_an_origin_of_what_it_denies(detention: Result) -> None:
    """A ministry that denies stands among the voices of no number."""
    words = ("minist", "мвд", "мвс", "وزارة", "kement")
    said = [voice.origin.casefold() for one in detention.incidents for voice in one.voices]
    assert not [origin for origin in said if any(word in origin for word in words)]


def test_a_denial_of_the_general_counts_against_the_particular(barrels: Result) -> None:
    """Five who loaded no Russian oil stand at that claim and count at the amount too, never the other way round."""
    general, amount = (_about(barrels, words) for words in ("had loaded Russian oil", "loaded 700,000 barrels"))
    assert general.claim.id in amount.claim.general
    assert _said(barrels, amount.claim.denying) == [
        "le pétrolier ait chargé 700 000 barils : il en a chargé 300 000",
        "tankerin 700 bin varil yüklediğini",
        "the Almira had loaded 700,000 barrels",
    ]
    assert {"memuat minyak Rusia", "russisches Öl geladen zu haben", "танкер загрузил российскую нефть"} < {
        *_said(barrels, general.claim.denying)
    }
    assert (amount.claim.refuted, general.claim.refuted) == (tuple(sorted(general.claim.denying)), ())
    denying = [{o.name for o in f.assessment.origins if o.polarity == "deny"} for f in (general, amount)]
    assert "Drelling" in denying[0] & denying[1]
    assert "Luc Demange" in denying[1] - denying[0]


def test_who_attacked_and_who_was_attacked_are_two_claims(brigade: Result) -> None:
    """A passive turns the order round, and what denies the one side's attack is no denial of the other's."""
    militia = _about(brigade, "The Orlan militia attacked the Setra brigade").claim
    setra = _about(brigade, "La milicia Orlan fue atacada por la brigada Setra").claim
    assert "La brigade Setra a attaqué la milice Orlan près de Kolm samedi" in _said(brigade, setra.affirming)
    assert "Milisi Orlan menyerang brigade Setra di dekat Kolm pada hari Sabtu" in _said(brigade, militia.affirming)
    assert (_said(brigade, militia.denying), setra.denying) == (["it attacked the Setra brigade"], ())
    paid, turned = (_about(brigade, words).claim for words in ("Norvik Bank paid", "Lena Sorg paid Norvik Bank"))
    assert len(paid.denying) == 4
    assert (turned == paid, turned.denying) == (False, ())


def test_a_denial_of_ones_own_act_answers_who_tells_of_it(gyroscopes: Result) -> None:
    """“It”, “она”, “mereka” and infinitives stand for the firm; what the broker owns up to is his, and undenied."""
    ordered, parts, fired = (
        _about(gyroscopes, words).claim
        for words in ("ordered gyroscopes", "nach Karsk geliefert", "fired two managers")
    )
    assert len(ordered.denying) == 7
    assert (len(parts.affirming), parts.denying) == (6, ())
    assert (len(fired.affirming), fired.denying) == (1, ())
