"""The transmission simulator: what it says of its collections is true."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from benchmarks.transmission import Clock, Collection, Plan, Texts, load, simulate
from benchmarks.transmission.answers import Answer, best
from benchmarks.transmission.edits import EDITS, errors, lexical, summary
from benchmarks.transmission.origins import Counted, counted, people
from benchmarks.transmission.origins import figures as counts
from benchmarks.transmission.plan import COLUMNS, LANGUAGES, SPOKEN
from benchmarks.transmission.sayings import Saying, parsed, said
from benchmarks.transmission.score import Judged, bins, ceiling, error, figures
from benchmarks.transmission.tables import CITING
from benchmarks.transmission.texts import Piece, half, shortened

from bukti import settings
from bukti.derivation import trace

DATA = Path(os.environ.get("BUKTI_DATA") or Path(__file__).parents[3] / "shared" / "data")
PLAN = Plan(seed=3, stories=2, roots=2, reports=5, singles=2)


def dice(seed: int) -> Random:
    """Repeatable chance."""
    return Random(seed)  # noqa: S311 - no secret


@pytest.fixture(scope="module")
def texts() -> Texts:
    """Twelve documents of pseudo-words in every column, with a name and a number that all languages share."""
    chance = dice(5)
    documents, sentences = {}, {}
    for place in range(12):
        keys = tuple(f"doc{place}:{line}" for line in range(16))
        documents[f"doc{place}"] = keys
        for key in keys:
            sentences[key] = _parallel(chance)
    return Texts(documents, sentences)


def _parallel(chance: Random) -> Mapping[str, str]:
    name, number = f"Brandolk{chance.choice('aeiou')}r", chance.randrange(10, 9999)
    made = {}
    for column in COLUMNS:
        words = ["".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(4)) for _ in range(11)]
        start, end = " ".join(words[:5]).capitalize(), " ".join(words[5:])
        made[column] = f"{start}, {name} {end} {number} {words[0]}."
    made["eng"] = (
        f"The {words[0]} near {name} was closed for {number} days, after people had come to the {words[1]} with the "
        f"{words[2]} and had left it there, in the old {words[3]} of the town."
    )
    return made


@pytest.fixture(scope="module")
def collection(texts: Texts) -> Collection:
    """One collection of the pseudo-words."""
    return simulate(PLAN, texts)


def test_the_plan_says_how_many_reports_there_are(collection: Collection) -> None:
    """Two stories of two roots with five children each, and two singles."""
    assert len(collection.documents) == 2 * 2 * (1 + 5) + 2
    assert len(collection.roots) == 2 * 2 + 2
    assert len(collection.singles) == 2


def test_nothing_derives_from_itself(collection: Collection) -> None:
    """Every edge goes one level down at least, and is later in truth: so there is no cycle."""
    for parent, child in collection.edges:
        assert collection.depths[parent] < collection.depths[child] <= PLAN.depth
        assert collection.times[parent] < collection.times[child]


def test_depth_is_the_longest_way_from_a_root(collection: Collection) -> None:
    """A report is one step below its lowest parent; roots are at the top."""
    for document in collection.documents:
        name = document.report.id
        above = [collection.depths[parent] for parent, child in collection.edges if child == name]
        assert collection.depths[name] == (1 + max(above) if above else 0)


def test_every_edge_carries_three_tenths(collection: Collection) -> None:
    """Of the child and of the parent."""
    for truth in collection.edges.values():
        assert 0.3 <= truth.share_of_child <= 1.0
        assert 0.3 <= truth.share_of_parent <= 1.0


def test_carried_sentences_stand_in_both_reports(collection: Collection) -> None:
    """Each passage has words on both sides, and most are equal where nothing was reworded or translated."""
    texts_of = {d.report.id: d.report.text for d in collection.documents}
    for (parent, child), truth in collection.edges.items():
        assert truth.passages
        pairs = [(texts_of[parent][p.start : p.end], texts_of[child][c.start : c.end]) for p, c in truth.passages]
        assert all(one.strip() and two.strip() for one, two in pairs)
        if set(truth.operations) <= {"copy", "cut", "added"}:
            assert all(one == two for one, two in pairs)


def test_shares_are_those_of_the_passages(collection: Collection) -> None:
    """What the share promises is the length of the carried sentences on the child's side."""
    for (_, child), truth in collection.edges.items():
        own = sum(span.end - span.start for span, _ in collection.origins[child])
        carried = {span for _, span in truth.passages}
        assert sum(span.end - span.start for span in carried) / own == pytest.approx(truth.share_of_child)


def test_families_are_what_edges_connect(collection: Collection) -> None:
    """Every report is in one family; both ends of an edge are in the same."""
    family = {name: place for place, members in enumerate(collection.families) for name in members}
    assert sorted(family) == [d.report.id for d in collection.documents]
    assert sum(map(len, collection.families)) == len(family)
    assert all(family[parent] == family[child] for parent, child in collection.edges)


def test_roots_of_one_event_share_no_sentence(texts: Texts) -> None:
    """Independent reports of one event: different sentences of one document."""
    made = simulate(replace(PLAN, reports=0, furniture=0.0), texts)
    assert not made.edges
    lines = [set(document.report.text.split("\n")) for document in made.documents]
    assert all(not one & two for place, one in enumerate(lines) for two in lines[:place])


def test_sentences_know_who_wrote_them_first(collection: Collection) -> None:
    """The origin of a sentence is the report itself or one above it."""
    above: dict[str, set[str]] = {d.report.id: {d.report.id} for d in collection.documents}
    for parent, child in sorted(collection.edges, key=lambda edge: collection.depths[edge[1]]):
        above[child] |= above[parent]
    for name, sentences in collection.origins.items():
        assert {origin for _, origin in sentences} <= above[name]


def test_a_seed_gives_one_collection(texts: Texts, collection: Collection) -> None:
    """The same plan the same reports and edges; another seed others."""
    assert simulate(PLAN, texts) == collection
    assert simulate(replace(PLAN, seed=4), texts).edges != collection.edges


def test_a_sentence_enters_a_language_once(texts: Texts) -> None:
    """Two translations into one language would be the same text, and so a copy that nobody made."""
    made = simulate(replace(PLAN, operations=(("translate", 1.0),), more=0.0, errors=0.0, furniture=0.0), texts)
    lines = [set(document.report.text.split("\n")) for document in made.documents]
    assert all(not one & two for place, one in enumerate(lines) for two in lines[:place])


def test_changed_details_survive_translation_and_words_do_not(texts: Texts) -> None:
    """A wrong number goes into the other language; other words do not."""
    piece = Piece(("doc0:0",), texts.say("doc0:0", "eng"), 0)
    slipped, seed = errors((piece,), "eng", dice(0)), 0
    while not slipped[0].changes:
        seed += 1
        slipped = errors((piece,), "eng", dice(seed))
    (there,) = texts.translated(slipped, "deu")
    assert all(new in there.text for _, new in slipped[0].changes[-1:])
    reworded = lexical((piece,), "eng", dice(1))
    assert reworded[0].text != piece.text
    assert texts.translated(reworded, "deu")[0].text == texts.say("doc0:0", "deu")


def test_a_shortened_sentence_stays_short_in_translation(texts: Texts) -> None:
    """A summary does not grow back."""
    made = summary(tuple(Piece((f"doc1:{n}",), texts.say(f"doc1:{n}", "eng"), 0) for n in range(16)), "eng", dice(2))
    short = [piece for piece in made if piece.kept < 1.0]
    assert short
    assert all(len(p.text) < len(texts.say(p.keys[0], "fra")) for p in texts.translated(short, "fra"))


@pytest.mark.parametrize("name", sorted(EDITS))
def test_an_edit_invents_no_sentence(name: str, texts: Texts) -> None:
    """Whatever is done to a text, it says sentences of the text, and at least four of them."""
    pieces = texts.pieces(texts.documents["doc2"], "eng", 0, dice(1))
    for seed in range(10):
        made = EDITS[name](pieces, "eng", dice(seed))
        said = [key for piece in made for key in piece.keys]
        assert set(said) <= set(texts.documents["doc2"])
        assert len(said) == len(set(said)) >= 4


def test_stated_times_follow_the_clock(texts: Texts) -> None:
    """Undated where all are undated; true where none is wrong."""
    undated = simulate(replace(PLAN, clock=Clock(1.0, 0.0, 0.0, 0.0, 0.0)), texts)
    assert all(d.report.published is None for d in undated.documents)
    right = simulate(replace(PLAN, clock=Clock(0.0, 0.0, 0.0, 0.0, 0.0)), texts)
    for document in right.documents:
        assert document.report.published
        assert document.report.published.earliest == right.times[document.report.id].replace(microsecond=0)


def test_children_cite_only_their_parents(texts: Texts) -> None:
    """Where everyone cites by link or credit, the names are the parents' and the spans are right."""
    made = simulate(replace(PLAN, citing=1.0), texts)
    outlets = {d.report.id: d.report.outlet for d in made.documents}
    for document in made.documents:
        report = document.report
        parents = {outlets[parent] for parent, child in made.edges if child == report.id}
        assert {credit.name for credit in report.credits} | {link.text for link in report.links} <= parents
        for link in report.links:
            assert link.span
            assert report.text[link.span.start : link.span.end] == link.text


def test_every_language_can_cite() -> None:
    """The table of citing sentences has a row for each language and a place for the name."""
    assert {column.partition("-")[0] for column in LANGUAGES} == set(CITING)
    assert all(form.count("{}") == 1 for form in CITING.values())


def test_shortening_ends_at_a_clause() -> None:
    """The nearest end of a clause, else of a word."""
    assert shortened("The bridge fell, and nobody was near it at the time.", 0.4) == "The bridge fell."
    assert shortened("The bridge fell.", 1.0) == "The bridge fell."


@pytest.mark.shared
@pytest.mark.skipif(not (DATA / "ntrex").is_dir(), reason=f"no NTREX in {DATA}")
def test_the_corpus_is_parted_by_document() -> None:
    """Every document is in one half, and both are of some size."""
    corpus = load(DATA)
    fit, test = corpus.of("fit"), corpus.of("test")
    assert sorted((*fit, *test)) == corpus.of("all")
    assert min(len(fit), len(test)) > 30
    assert all(half(name) == "fit" for name in fit)


def _judged(
    collection: Collection, arrows: set[tuple[str, str]], families: tuple[tuple[str, ...], ...]
) -> list[Judged]:
    pairs = dict.fromkeys(map(frozenset, arrows), 1.0)
    return [Judged(collection, Answer(pairs, frozenset(arrows), families, dict.fromkeys(arrows, 1.0)))]


def test_the_truth_scores_one_and_silence_nothing(collection: Collection) -> None:
    """A perfect answer is perfect in every figure; saying nothing finds no edge and joins nobody."""
    right = _judged(collection, set(collection.edges), collection.families)
    silent = _judged(collection, set(), tuple((d.report.id,) for d in collection.documents))
    for name, figure in figures(right, silent).items():
        assert figure.value == 1.0, name
        assert figure.count > 0, name
        assert figure.baseline == (
            1.0 if name in {"independent apart", "calibration", "calibration of direction"} else 0.0
        ), name


def test_reversed_arrows_are_wrong_directions_only(collection: Collection) -> None:
    """Edges are found whatever their direction; directions are scored apart."""
    turned = _judged(collection, {(child, parent) for parent, child in collection.edges}, collection.families)
    found = figures(turned, turned)
    assert found["direction"].value == 0.0
    assert found["edge f1"].value == 1.0


def test_an_equal_witness_stands_for_the_parent(texts: Texts) -> None:
    """Among verbatim copies every one can be the parent of every other; the strict figure does not accept that."""
    made = simulate(replace(PLAN, operations=(("copy", 1.0),), more=0.0, errors=0.0, citing=0.0), texts)
    root = {name: members for members in made.families for name in members}
    star = {(min(root[c], key=made.depths.__getitem__), c) for _, c in made.edges}
    found = figures(_judged(made, star, made.families), _judged(made, star, made.families))
    assert found["edge f1, equal witnesses"].value == 1.0
    assert found["edge f1"].value < 1.0


def test_the_ceiling_is_that_of_equal_witnesses_and_times(texts: Texts) -> None:
    """Of copies alone few parents are told by text; where every child cites, the oracle finds all of them."""
    plan = replace(PLAN, operations=(("copy", 1.0),), more=0.0, errors=0.0)
    silent, citing = (simulate(replace(plan, citing=part), texts) for part in (0.0, 1.0))
    told, found = ceiling([silent]).values()
    assert told.value < found.value < 1.0
    assert told.baseline == found.baseline < found.value
    assert ceiling([citing])["parents that an oracle finds"].value == 1.0


def test_one_family_of_everything_is_no_good_answer(collection: Collection) -> None:
    """Independent reports that are joined cost precision and are counted."""
    joined = _judged(collection, set(), (tuple(d.report.id for d in collection.documents),))
    found = figures(joined, joined)
    assert found["family recall"].value == 1.0
    assert found["family precision"].value < 0.6
    assert found["independent apart"].value == 0.0


def test_the_calibration_error_is_what_is_claimed_in_vain(collection: Collection) -> None:
    """Edges claimed at 0.9 of which none is true are wrong by 0.9."""
    (row,) = _judged(collection, set(), collection.families)
    one, two = collection.singles
    wrong = replace(row, answer=replace(row.answer, pairs={frozenset((one, two)): 0.9}))
    assert error(bins([wrong])) == pytest.approx(0.9)


def test_the_trivial_rule_finds_copies_by_words_and_dates(texts: Texts) -> None:
    """Where all is copied with right times, the likest earlier report is an equal witness."""
    plan = replace(PLAN, operations=(("copy", 1.0),), more=0.0, errors=0.0, clock=Clock(0.0, 0.0, 0.0, 0.0, 0.0))
    made = simulate(plan, texts)
    (answer,) = best([made])
    rows = [Judged(made, answer)]
    assert figures(rows, rows)["edge f1, equal witnesses"].value > 0.9


def test_every_saying_is_said_in_its_language(texts: Texts) -> None:
    """Each root of an event says what happened; so does what was made from it, in its own language's words."""
    made = simulate(replace(PLAN, sayings=True, languages=SPOKEN, operations=(("translate", 1.0),), more=0.0), texts)
    reports = {d.report.id: d.report for d in made.documents}
    for name in made.stories:
        (first, *_) = made.sayings[name]
        span, saying = first
        columns = {said(saying.key, c): c for c in (*SPOKEN, "fra-CA", "spa-MX")}
        assert reports[name].text[span.start : span.end] in columns
    assert {s.story for own in made.sayings.values() for _, s in own} == {0, 1}


def test_two_translations_say_it_differently() -> None:
    """As two translators would; both name the same source."""
    key = Saying(0, 0, "named", 1).key
    assert parsed(key) == Saying(0, 0, "named", 1)
    one, two = (
        said(
            key,
            "fra",
        ),
        said(key, "fra-CA"),
    )
    assert one != two
    assert "Karl Lindner" in one
    assert "Karl Lindner" in two


def test_people_are_counted_once_and_media_not() -> None:
    """One person in two reports is one; a medium alone stands for somebody."""
    inspector, clerk, paper = Saying(0, 0, "named", 1), Saying(0, 1, "anonymous", 2), Saying(0, 0, "medium", 3)
    assert people([inspector, replace(inspector, form=1), clerk, paper]) == 2
    assert people([paper]) == 1


def test_counting_every_report_is_the_trivial_rule() -> None:
    """An interval around the truth is right; one above it counts too many, one below too few."""
    rows = [Counted(5, 2, 2, 1, 2), Counted(5, 2, 2, 3, 4), Counted(2, 2, 2, 1, 1), Counted(0, 0, 2, 0, 0)]
    found = counts(rows)
    assert found["origins within"].value == pytest.approx(1 / 3)
    assert found["origins within"].baseline == pytest.approx(1 / 3)
    assert found["not too many"].value == pytest.approx(2 / 3)
    assert found["not too few"].value == pytest.approx(2 / 3)
    assert found["events with a claim"].value == 0.75


def test_copies_of_one_report_have_one_origin(texts: Texts) -> None:
    """The whole pipeline over verbatim copies of one root for each event: one source, however many reports."""
    copied = replace(PLAN, roots=1, reports=2, operations=(("copy", 1.0),), more=0.0, errors=0.0, citing=0.0)
    made = simulate(replace(copied, sayings=True, languages=("eng",), clock=Clock(0.0, 0.0, 0.0, 0.0, 0.0)), texts)
    rows = counted(made, settings.from_environment({"BUKTI_EMBEDDINGS": "off"}))
    assert [(row.reports, row.people, row.least, row.most) for row in rows] == [(3, 1, 1, 1)] * 2


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"operations": (("shout", 1.0),)}, "Unknown operations"),
        ({"languages": ("xxx",)}, "No texts in"),
        ({"sayings": True}, "No texts in"),
        ({"sayings": True, "languages": SPOKEN, "roots": 4}, "names for 3 events"),
        ({"depth": 0}, "Depth 0"),
    ],
)
def test_an_impossible_plan_is_refused(wrong: dict[str, Any], message: str) -> None:
    """With what is wrong and what is known, before anything is simulated."""
    with pytest.raises(ValueError, match=message):
        replace(PLAN, **wrong)


def test_no_text_tells_which_language_a_translation_is_from(texts: Texts) -> None:
    """Where all is translated, every report of a family but those below the child may be the parent."""
    plan = replace(PLAN, operations=(("translate", 1.0),), more=0.0, errors=0.0, citing=0.0)
    made = simulate(plan, texts)
    family = {name: set(members) for members in made.families for name in members}
    below: dict[str, set[str]] = {name: {name} for name in family}
    for parent, child in sorted(made.edges, key=lambda edge: -made.depths[edge[1]]):
        below[parent] |= below[child]
    assert all(truth.equal == family[child] - below[child] for (_, child), truth in made.edges.items())


def test_a_pair_answers_one_edge_only(texts: Texts) -> None:
    """Two copies of one report, joined to each other and not to it: one of two edges is found, not both."""
    plan = replace(PLAN, stories=1, roots=1, reports=2, singles=0, depth=1, operations=(("copy", 1.0),))
    made = simulate(replace(plan, more=0.0, errors=0.0, citing=0.0), texts)
    one, two = sorted(child for _, child in made.edges)
    found = figures(*[_judged(made, {(one, two)}, made.families)] * 2)
    assert found["edge f1, equal witnesses"].value == pytest.approx(2 / 3)
    assert found["edge f1"].value == 0.0


def test_no_report_derives_from_a_later_one_without_a_word_about_it(texts: Texts) -> None:
    """Where clocks are wrong, an arrow against the stated times says that it is."""
    against = []
    for seed in range(3):
        found = simulate(replace(PLAN, seed=seed, clock=Clock(undated=0.0, wrong=0.4, updated=0.2)), texts)
        stated = {one.report.id: one.report.published for one in found.documents}
        for edge in trace(found.documents).edges:
            parent, child = stated.get(edge.parent), stated[edge.child]
            if parent and child and child.latest < parent.earliest and edge.direction_known:
                against.append(edge)
    assert against
    assert all(any("stated time" in reason for reason in edge.reasons) for edge in against)
