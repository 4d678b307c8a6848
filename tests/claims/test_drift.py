"""How a claim changes from a report to the one made from it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from bukti import claims
from bukti.model import AlignedPassage, Degree, DerivationKind, Drift, LatentOrigin, Lineage, Span

POSSIBLE = "Iceland may have begun to make missiles in Tarsk."
CERTAIN = "Iceland has set up a plant and makes missiles in Tarsk."


def drift(build: SimpleNamespace, parent: str, child: str, *, known: bool = True, **degrees: Any) -> list[Drift]:
    """Drift between two one-statement reports; `parent` and `child` set what each says how surely."""
    first, second = build.document(parent, outlet="Wire"), build.document(child, hours=3, outlet="Daily")
    said = [
        build.statement(first, parent[:-1], degree=degrees.get("old", Degree.CT)),
        build.statement(second, child[:-1], degree=degrees.get("new", Degree.CT)),
    ]
    edge = build.edge(first, second, DerivationKind.REWRITE, direction_known=known)
    found = claims.group([first, second], said, build.lineage([first, second], edge), None)
    return list(dict.fromkeys(d for claim in found for d in claim.drift))


def test_possible_becomes_certain(build: SimpleNamespace) -> None:
    """The surer words of the child are shown beside the parent's, with both statements."""
    (found,) = drift(build, POSSIBLE, CERTAIN, old=Degree.PS)
    assert (found.kind, found.before.value, found.after.value) == ("certainty", "possible", "certain")
    assert found.before.statement != found.after.statement


def test_certain_becomes_possible(build: SimpleNamespace) -> None:
    """A weaker copy is drift too when the child says nothing else."""
    (found,) = drift(build, CERTAIN, POSSIBLE, new=Degree.PS)
    assert (found.before.value, found.after.value) == ("certain", "possible")


def test_equal_certainty_is_no_drift(build: SimpleNamespace) -> None:
    """Other words alone are no drift."""
    assert drift(build, POSSIBLE, CERTAIN) == []


def test_without_a_known_direction_there_is_no_drift(build: SimpleNamespace) -> None:
    """Nobody knows who changed what."""
    assert drift(build, POSSIBLE, CERTAIN, known=False, old=Degree.PS) == []


def test_a_number_that_grows_on_the_way(build: SimpleNamespace) -> None:
    """Eight becomes 80 between two claims that stay apart; number, unit and scope are shown."""
    found = drift(build, "Strikes on Gorum killed at least eight people.", "Strikes on Gorum killed 80 people.")
    values = [(d.kind, d.before.value, d.after.value) for d in found]
    assert values == [("quantity", "at least eight people", "80 people")]


def test_a_number_within_the_bounds_of_the_parent_is_a_change_of_precision(build: SimpleNamespace) -> None:
    """At least eight may be nine, but the parent did not say so."""
    found = drift(build, "Strikes on Gorum killed at least eight people.", "Strikes on Gorum killed nine people.")
    assert [(d.kind, d.change, d.severity) for d in found] == [("quantity", "precision", "changes")]


def test_a_source_that_gets_lost(build: SimpleNamespace) -> None:
    """What somebody said in the parent is the report's own word in the child."""
    first = build.document(f"The council said: {CERTAIN}", outlet="Wire")
    second = build.document(CERTAIN, hours=3, outlet="Daily")
    said = [build.statement(first, CERTAIN[:-1], "The council", "said"), build.statement(second, CERTAIN[:-1])]
    (claim,) = claims.group([first, second], said, build.lineage([first, second], build.edge(first, second)), None)
    assert [(d.kind, d.before.value, d.after.value) for d in claim.drift] == [
        ("attribution", "named_organisation", "narrator")
    ]


def test_a_child_that_keeps_one_hedge_still_drifts(build: SimpleNamespace) -> None:
    """One surer statement is enough, a weaker one beside an equal one is not."""
    first = build.document(POSSIBLE, outlet="Wire")
    second = build.document(f"{POSSIBLE} {CERTAIN}", hours=3, outlet="Daily")
    old = build.statement(first, POSSIBLE[:-1], degree=Degree.PS)
    new = [build.statement(second, POSSIBLE[:-1], degree=Degree.PS), build.statement(second, CERTAIN[:-1])]
    (claim,) = claims.group(
        [first, second], [old, *new], build.lineage([first, second], build.edge(first, second)), None
    )
    assert [(d.before.value, d.after.value) for d in claim.drift] == [("possible", "certain")]


def chained(build: SimpleNamespace, *texts: str, latent: bool = False) -> tuple[list[str], list[Drift]]:
    """Ids of reports that were each made from the one before, by sentences, and the changes of their claims.

    The last is also made from a wire that nobody read where `latent` says so.
    """
    documents = [build.document(text, hours=hours, outlet=f"Paper {hours}") for hours, text in enumerate(texts)]
    edges = [build.edge(old, new, DerivationKind.REWRITE, passages=()) for old, new in pairwise(documents)]
    lineage = build.lineage(documents, *edges)
    if latent:
        last = documents[-1].report.id
        outside = replace(edges[0], parent="ex-wire", child=last)
        lineage = replace(lineage, edges=(*edges, outside), latent=(LatentOrigin("ex-wire", (last,), (), "Far Wire"),))
    found = claims.group(documents, build.said(documents), lineage, None)
    return [d.report.id for d in documents], list(dict.fromkeys(d for claim in found for d in claim.drift))


def test_a_change_stands_where_it_happened_with_the_chain_above_it(build: SimpleNamespace) -> None:
    """The hop is the second of three, and the chain begins with the first report that carries the claim."""
    reports, (found,) = chained(build, POSSIBLE, POSSIBLE.replace("may", "might"), CERTAIN, CERTAIN)
    assert (found.before.report, found.after.report) == (reports[1], reports[2])
    assert found.chain == tuple(reports[:3])
    assert (found.before.words, found.severity) == ("might", "strengthens")
    assert found.sentence == "In Paper 2, made from Paper 1: “might” (possible) becomes certain."


def test_reports_that_leave_the_claim_out_are_passed_and_shown(build: SimpleNamespace) -> None:
    """The nearest report above that carries the claim is compared; the one between drops it."""
    reports, found = chained(build, POSSIBLE, "The council met on Friday to talk about gas.", CERTAIN)
    by_change = {d.change: d for d in found}
    assert set(by_change) == {"surer", "statement"}
    assert by_change["surer"].before.report == reports[0]
    assert by_change["surer"].chain == tuple(reports)
    assert (by_change["statement"].after.report, by_change["statement"].after.statement) == (reports[1], None)


def test_words_that_a_report_was_made_from_are_not_left_out(build: SimpleNamespace) -> None:
    """Where a passage covers the statement, reading or grouping has missed it there."""
    documents = [
        build.document(text, hours=hours, outlet=f"Paper {hours}")
        for hours, text in enumerate((CERTAIN, "It makes them there, the council heard.", CERTAIN))
    ]
    whole = AlignedPassage(Span(0, len(CERTAIN)), Span(0, 20), 0.9)
    edges = (build.edge(*documents[:2], passages=(whole,)), build.edge(*documents[1:], passages=()))
    found = claims.group(documents, build.said(documents), build.lineage(documents, *edges), None)
    assert [d.change for claim in found for d in claim.drift] == []


def test_what_may_come_from_an_unread_text_is_said_so_and_not_called_added(build: SimpleNamespace) -> None:
    """A number may come from the wire that nobody has read; a new name is no addition then."""
    told = "Strikes on Gorum killed {} people in {}."
    texts = (told.format("eight", "Tarsk"), told.format(80, "Tarsk"))
    (changed,) = chained(build, *texts, latent=True)[1]
    assert "“eight people” becomes “80 people”." in changed.sentence
    assert changed.sentence.endswith("It also draws on Far Wire, not in the collection.")
    texts = (told.format("eight", "Tarsk"), told.format("eight", "Tarsk, Melnik Province"))
    assert [d.change for d in chained(build, *texts)[1]] == ["place"]
    assert chained(build, *texts, latent=True)[1] == []


def test_a_circle_of_reports_ends(build: SimpleNamespace) -> None:
    """Two reports made from each other: each changes what the other says."""
    first, second = build.document(POSSIBLE, outlet="Wire"), build.document(CERTAIN, hours=3, outlet="Daily")
    edges = (build.edge(first, second), build.edge(second, first))
    found = claims.group([first, second], build.said([first, second]), build.lineage([first, second], *edges), None)
    assert sorted(d.change for claim in found for d in claim.drift) == ["surer", "weaker"]


def test_the_order_of_the_input_does_not_matter(build: SimpleNamespace) -> None:
    """The same changes in the same order."""
    documents = [
        build.document(text, hours=hours, outlet=f"Paper {hours}")
        for hours, text in enumerate((POSSIBLE, CERTAIN, f"{CERTAIN} The council denied that it makes missiles."))
    ]
    lineage = build.lineage(documents, *(build.edge(old, new, passages=()) for old, new in pairwise(documents)))
    turned = Lineage(lineage.edges[::-1], lineage.latent, lineage.families)
    one = claims.group(documents, build.said(documents), lineage, None)
    other = claims.group(documents[::-1], build.said(documents)[::-1], turned, None)
    assert [claim.drift for claim in one] == [claim.drift for claim in other]
