"""The stage as a whole, on messy collections."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from tests.derivation.conftest import Told

from bukti.derivation import trace
from bukti.derivation.collection import SMALL
from bukti.model import Derivation, DerivationKind, Document, Lineage

FLOOD = [
    "Water rose over the lower bridge in Sandmouth shortly after four in the morning.",
    "The duty engineer opened two of the five gates without asking the district office first.",
    "Nobody was hurt, but eleven families had to leave their homes on Tanner Row.",
    "A bakery, two workshops and the old customs house stood knee-deep in mud by noon.",
    "The district office had warned in January that the pumps were older than the bridge.",
    "Repairs were put off twice because the council could not agree on who should pay.",
    "Farmers upstream say the gates were opened too late to save the winter barley.",
    "An inspector from the water board measured a crest of three metres and forty centimetres.",
    "Trains between Sandmouth and the coast were replaced by buses for most of the day.",
    "Schools on the left bank stayed shut, and the market was moved to the station yard.",
    "The mayor toured the flooded streets in borrowed boots and promised quick help.",
    "A public hearing about the pumps is to be held in the town hall next month.",
]
ELECTION = [
    "Voters in the hill districts queued before dawn to choose a new assembly.",
    "Turnout reached fifty-eight percent, the highest since the roads were paved.",
    "Three ballot boxes from a mountain school arrived a day late and unsealed.",
    "The electoral commission counted them apart and published both results.",
    "The opposition list gained four seats, mostly along the southern valley.",
    "Observers from the lawyers' guild praised the clerks for their patience.",
    "One candidate withdrew on the eve of the vote and still came second.",
    "Coalition talks are expected to begin once the last appeals are settled.",
    "The outgoing speaker asked for calm and thanked the drivers of the ballot trucks.",
]
FERRY = [
    "A ferry with ninety passengers ran aground on a sandbank off Cape Ulm.",
    "The captain radioed for help and kept the engines idling against the tide.",
    "Fishermen reached the ship before the coast guard and took off the children.",
    "Divers later found a tear in the hull about as long as a car.",
    "The company said that the ship had passed its yearly inspection in May.",
    "Two crew members were treated for smoke after a pump caught fire.",
]
TEXT = " ".join
LOTS = ["".join(letters) for letters in product("bdfgk", "aeiou", "lmnr", "aeo")]


def paragraphs(sentences: list[str]) -> str:
    """A text of one sentence a paragraph."""
    return "\n\n".join(sentences)


def arrows(lineage: Lineage, *documents: Document) -> list[tuple[str | None, str | None, str]]:
    """Edges as (parent outlet, child outlet, kind); `?` before the kind where the direction is unknown."""
    names = {d.report.id: d.report.outlet for d in documents}
    names |= {node.id: f"<{node.name}>" for node in lineage.latent}
    return sorted(
        (names[e.parent] or "", names[e.child] or "", f"{'' if e.direction_known else '?'}{e.kind}")
        for e in lineage.edges
    )


def only(lineage: Lineage) -> Derivation:
    """The one edge of a lineage."""
    assert len(lineage.edges) == 1, lineage.edges
    return lineage.edges[0]


def test_nothing_in_nothing_out() -> None:
    """An empty collection has an empty lineage."""
    assert trace([]) == Lineage()


def test_unrelated_reports_are_families_of_one(told: Told) -> None:
    """Reports on different things stand alone."""
    one, two = told(TEXT(FLOOD), "Sandmouth Herald"), told(TEXT(ELECTION), "Hill Gazette", 3)
    lineage = trace([one, two])
    assert lineage.edges == ()
    assert sorted(lineage.families) == sorted([(one.report.id,), (two.report.id,)])


def test_later_equal_text_is_a_copy(told: Told) -> None:
    """The same text under a later date is a copy of the earlier one, wholly."""
    one, two = told(TEXT(FLOOD), "Sandmouth Herald"), told(TEXT(FLOOD), "Coast Mirror", 5)
    edge = only(trace([two, one]))
    assert (edge.parent, edge.child, edge.kind) == (one.report.id, two.report.id, DerivationKind.COPY)
    assert edge.direction_known
    assert edge.share_of_child == 1.0


def test_undated_equal_texts_have_no_arrow(told: Told) -> None:
    """Two equal texts without dates are one family; nothing says which came first."""
    one, two = told(TEXT(FLOOD), "Sandmouth Herald", None), told(TEXT(FLOOD), "Coast Mirror", None)
    lineage = trace([one, two])
    assert not only(lineage).direction_known
    assert len(lineage.families) == 1


def test_quotation_from_a_press_conference_is_no_copy(told: Told) -> None:
    """Two reports that share only a named speaker's long quotation are not joined."""
    quote = (
        "“We opened the gates as soon as the gauge passed the red line, and we will do so again whenever people are in "
        "danger, whatever the council thinks of the bill,” said engineer Dora Quill."
    )
    one = told(f"{TEXT(FLOOD[:5])} {quote}", "Sandmouth Herald")
    two = told(f"{quote} {TEXT(FERRY)}", "Coast Mirror", 4)
    lineage = trace([one, two])
    assert lineage.edges == ()
    assert len(lineage.families) == 2


@pytest.mark.parametrize("places", [range(3), range(5, 8), range(9, 12)])
def test_excerpt_of_a_quarter_is_found(told: Told, places: range) -> None:
    """Three of twelve sentences inside another text make an edge with passages there and nowhere else."""
    excerpt = [FLOOD[place] for place in places]
    one = told(TEXT(FLOOD), "Sandmouth Herald")
    two = told(TEXT([*ELECTION[:4], *excerpt, *ELECTION[4:]]), "Hill Gazette", 6)
    edge = only(trace([one, two]))
    text = two.report.text
    assert (edge.parent, edge.child, edge.kind) == (one.report.id, two.report.id, DerivationKind.REWRITE)
    assert "".join(text[p.child.start : p.child.end] for p in edge.passages) in TEXT(excerpt)
    words = sum(len(s.split()) for s in excerpt)
    assert edge.share_of_child == pytest.approx(words / len(text.split()), abs=0.02)


def test_passages_are_the_same_words_on_both_sides(told: Told) -> None:
    """An exact passage has equal words in parent and child."""
    one, two = told(TEXT(FLOOD), "Sandmouth Herald"), told(TEXT(FLOOD[4:9]), "Coast Mirror", 2)
    edge = only(trace([one, two]))
    for passage in edge.passages:
        parent, child = one.report.text, two.report.text
        assert parent[passage.parent.start : passage.parent.end] == child[passage.child.start : passage.child.end]


def test_reordered_paragraphs_are_found(told: Told) -> None:
    """Paragraphs in another order still make one copy."""
    order = [FLOOD[place] for place in (7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4)]
    edge = only(trace([told(paragraphs(FLOOD), "Sandmouth Herald"), told(paragraphs(order), "Coast Mirror", 2)]))
    assert edge.kind is DerivationKind.COPY
    assert edge.share_of_child > 0.95


@pytest.mark.parametrize(
    "frame",
    [
        "We use cookies and similar techniques to measure our audience and to show offers; reading on means consent.",
        "The Coast Mirror is an independent newspaper, founded in 1911 and owned by its readers; write to the gate.",
        "Opinions expressed here are those of the authors and commit neither the publisher nor its many advertisers.",
    ],
)
def test_frames_of_the_page_join_nothing(told: Told, frame: str) -> None:
    """A paragraph that stands under reports of one outlet on different things makes no edge."""
    documents = [
        told(paragraphs([*story, frame]), "Coast Mirror", hours)
        for hours, story in enumerate((FLOOD[:6], ELECTION, FERRY))
    ]
    assert trace(documents).edges == ()
    assert trace(documents[:2]).edges == ()


def test_report_may_cite_two_others(told: Told) -> None:
    """A report that names two outlets of the collection has both as parents."""
    one, two = (
        told(TEXT(FLOOD), "Sandmouth Herald"),
        told(
            TEXT([*FLOOD[9:], "Pumps failed in Sandmouth, the district office of Sandmouth confirmed on Tanner Row."]),
            "River Gazette",
            1,
        ),
    )
    three = told(
        "Sandmouth is drying out. Eleven families left Tanner Row in Sandmouth, the Sandmouth Herald reported. Pumps "
        "of the Sandmouth district office on Tanner Row had failed, according to the River Gazette.",
        "Far Away Times",
        9,
    )
    lineage = trace([one, two, three])
    assert {e.parent for e in lineage.edges if e.child == three.report.id} == {one.report.id, two.report.id}


def test_mutual_links_join_without_an_arrow(told: Told) -> None:
    """Two reports that link each other are one family; which came first is not known."""
    a, b = "https://herald.test/flood", "https://mirror.test/flood"
    one = told(f"{TEXT(FLOOD[:4])} More in the Mirror.", "Sandmouth Herald", None, url=a, links=(("Mirror", b),))
    two = told(f"{TEXT(FERRY)} More in the Herald.", "Coast Mirror", None, url=b, links=(("Herald", a),))
    lineage = trace([one, two])
    edge = only(lineage)
    assert (edge.kind, edge.direction_known, edge.passages) == (DerivationKind.CITATION, False, ())
    assert len(lineage.families) == 1


def test_a_cycle_of_citations_is_broken(told: Told) -> None:
    """Three reports that cite one another in a ring end in a lineage without a cycle."""
    urls = [f"https://paper{n}.test/flood" for n in range(3)]
    ring = [
        told(
            f"{TEXT(FLOOD[n * 3 : n * 3 + 3])} As written before.",
            f"Paper {n}",
            n,
            url=urls[n],
            links=(("As written", urls[n - 1]),),
        )
        for n in range(3)
    ]
    lineage = trace(ring)
    assert len(lineage.edges) == 2
    assert len(lineage.families) == 1


def test_a_citation_outweighs_a_wrong_clock(told: Told) -> None:
    """A report that credits an agency comes from it, though its own clock says that it is earlier."""
    wire = told(TEXT(FLOOD), "Estuary News Agency", 0)
    reprint = told(f"SANDMOUTH (ENA) - {TEXT(FLOOD)}", "Coast Mirror", -7)
    assert arrows(trace([wire, reprint]), wire, reprint) == [("Estuary News Agency", "Coast Mirror", "copy")]


def test_agency_outside_is_the_common_origin_of_its_reprints(told: Told) -> None:
    """Two reprints that credit one absent agency come from it, and neither from the other."""
    one = told(f"SANDMOUTH (ENA) - {TEXT(FLOOD)}", "Coast Mirror", 1)
    two = told(f"SANDMOUTH (ENA) - {TEXT(FLOOD[:9])}", "Inland Echo", 9)
    lineage = trace([one, two])
    assert arrows(lineage, one, two) == [
        ("<ENA>", "Coast Mirror", "common_origin"),
        ("<ENA>", "Inland Echo", "common_origin"),
    ]
    assert [node.members for node in lineage.latent] == [tuple(sorted((one.report.id, two.report.id)))]
    assert all(e.share_of_child > 0.7 for e in lineage.edges)


def test_agency_is_one_node_a_story(told: Told) -> None:
    """Reports on different things that credit one agency are not joined by it."""
    one = told(f"SANDMOUTH (ENA) - {TEXT(FLOOD)}", "Coast Mirror", 1)
    two = told(f"CAPE ULM (ENA) - {TEXT(FERRY)}", "Inland Echo", 9)
    assert len(trace([one, two]).families) == 2


def test_nobody_cites_itself(told: Told) -> None:
    """An outlet's own name, short name or initials in its report are no citation."""
    one = told(
        f"SANDMOUTH (ENA) - {TEXT(FLOOD[:6])} The mayor told Estuary News Agency that help is near.",
        "Estuary News Agency",
    )
    two = told(f"SANDMOUTH (ENA) - {TEXT(FERRY)} The captain told ENA so.", "Estuary News Agency", 3)
    lineage = trace([one, two])
    assert (lineage.edges, lineage.latent) == ((), ())


def test_copy_of_a_copy_hangs_on_the_closer_one(told: Told) -> None:
    """Of two ancestors only the one whose errors are repeated is a parent (eliminatio)."""
    changed = [s.replace("eleven families", "eleventy families").replace("barley", "rye") for s in FLOOD[:10]]
    one, two, three = (
        told(TEXT(text), outlet, hours)
        for text, outlet, hours in ((FLOOD, "Herald", 0), (changed, "Mirror", 4), ([*changed[:9]], "Echo", 8))
    )
    assert arrows(trace([one, two, three]), one, two, three) == [
        ("Herald", "Mirror", "copy"),
        ("Mirror", "Echo", "copy"),
    ]


def test_merged_report_has_two_parents(told: Told) -> None:
    """A report pieced together from two others comes from both."""
    one, two = told(TEXT(FLOOD), "Herald"), told(TEXT(ELECTION), "Gazette", 1)
    three = told(TEXT([*FLOOD[:6], *ELECTION[:6]]), "Digest", 9)
    assert [a[:2] for a in arrows(trace([one, two, three]), one, two, three)] == [
        ("Gazette", "Digest"),
        ("Herald", "Digest"),
    ]


def test_order_of_input_changes_nothing(told: Told) -> None:
    """Every order of the same reports gives the equal lineage."""
    documents = [
        told(TEXT(FLOOD), "Herald"),
        told(TEXT(FLOOD[:8]), "Mirror", 3),
        told(f"{TEXT(FLOOD[6:])} The Herald reported.", "Echo", 5),
        told(TEXT(FERRY), "Gazette", None),
    ]
    assert {trace(order) == trace(documents) for order in permutations(documents)} == {True}


BRIDGE = (
    "On 3 May 2023 Marlowe Reed and Ida Kestrelli counted 417 bridges and 92 ferries in Norway and Peru. "
    "Selma Dugrand added 58 lighthouses and 1,204 buoys near Tromvik on 9 June 2023."
)
JEMBATAN = (
    "Pada 3 Mei 2023 Marlowe Reed dan Ida Kestrelli menghitung 417 jembatan dan 92 feri di Norwegia dan Peru. "
    "Selma Dugrand menambahkan 58 mercusuar dan 1.204 pelampung di dekat Tromvik pada 9 Juni 2023."
)


def test_a_translation_is_found_by_names_numbers_and_dates(told: Told) -> None:
    """Without vectors translated sentences full of anchors are linked to their originals, with these as passages."""
    one, two = told(BRIDGE, "Herald"), told(JEMBATAN, "Harian Teluk", 5, language="id")
    edge = only(trace([one, two]))
    assert (edge.parent, edge.child, edge.kind) == (one.report.id, two.report.id, DerivationKind.TRANSLATION)
    assert two.report.text[slice(*edge.passages[0].child)] == JEMBATAN.partition(". ")[0]


def test_a_large_collection_has_the_edges_of_a_small_one(told: Told) -> None:
    """Above the size up to which all pairs are compared, a copy and a translation are still found, and nothing else."""
    few = [
        told(TEXT(FLOOD), "Herald"),
        told(TEXT(FLOOD[:8]), "Mirror", 3),
        told(BRIDGE, "Gazette"),
        told(JEMBATAN, "Harian Teluk", 5, language="id"),
    ]
    many = [
        told(f"Lot {n}: {n * 7} crates of {word} went to shed {n + 400}.", f"Book {n}") for n, word in enumerate(LOTS)
    ]
    assert len(many) + len(few) > SMALL
    assert arrows(trace([*few, *many]), *few, *many) == arrows(trace(few), *few)
    assert len(trace(few).edges) == 2


def test_a_wire_keeps_all_its_reprints(told: Told) -> None:
    """However many copies there are, each is a copy of the earliest, and one family holds them."""
    copies = [told(TEXT(FLOOD[: 12 - n % 3]), f"Book {n}", n) for n in range(70)]
    lineage = trace(copies)
    assert len(lineage.families) == 1
    assert {e.child for e in lineage.edges} == {d.report.id for d in copies[1:]}
    assert all(e.kind is DerivationKind.COPY and e.direction_known for e in lineage.edges)
