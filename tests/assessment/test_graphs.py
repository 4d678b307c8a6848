"""The JSON of `bukti weigh`: what is taken, what is refused with its id and reason, what comes out."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from bukti.assessment import load, parse, to_json, weigh
from bukti.assessment.graphs import LARGEST
from bukti.errors import DataError
from bukti.model import Degree, Edge, EvidenceBasis, EvidenceGraph, Origin, Polarity, Relay, SourceKind

WITNESS = {"id": "o1", "reliability": "B", "polarity": "affirm", "certainty": "CT", "basis": "perceived"}
MINISTRY = {"id": "o2", "reliability": "F", "polarity": "deny", "certainty": "PR", "basis": "unspecified"}
DAILY = {"id": "r1", "reliability": "C", "parents": [{"id": "o1", "probability": 0.8}]}
WIRE = {"id": "r2", "reliability": "B", "parents": [{"id": "o2"}, {"id": "r1"}]}
GRAPH: dict[str, Any] = {
    "claim": "it happened",
    "origins": [WITNESS, MINISTRY],
    "relays": [DAILY, WIRE],
    "read": ["r2"],
}


def _changed(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """The graph with one value changed; a path of keys and places."""
    data = deepcopy(GRAPH)
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data


def _without(path: tuple[str | int, ...]) -> dict[str, Any]:
    data = deepcopy(GRAPH)
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    return data


def test_a_graph_with_its_defaults() -> None:
    """What is not said is neutral: base rate .5, sure edges, ids as names, no group, no kind."""
    assert parse(GRAPH) == EvidenceGraph(
        "it happened",
        (
            Origin("o1", "o1", "B", Polarity.AFFIRM, Degree.CT, EvidenceBasis.PERCEIVED),
            Origin("o2", "o2", "F", Polarity.DENY, Degree.PR, EvidenceBasis.UNSPECIFIED),
        ),
        (Relay("r1", "r1", "C", (Edge("o1", 0.8),)), Relay("r2", "r2", "B", (Edge("o2"), Edge("r1")))),
        ("r2",),
        0.5,
    )


def test_a_graph_with_everything() -> None:
    """Every key is taken, and members that state no ρ take that of their group."""
    data = deepcopy(GRAPH)
    data["base_rate"] = 0.2
    data["origins"][0] |= {
        "name": "a witness", "self_interest": True, "group": "g", "group_rho": 0.7, "could_be": ["o2"],
        "kind": "anonymous", "verified": True, "established": False, "word": "surely",
    }  # fmt: skip
    data["origins"][1] |= {"group": "g", "group_rho": None, "kind": None, "word": None}
    data["relays"][0] |= {"name": "the daily"}
    graph = parse(data)
    assert graph.base_rate == 0.2
    assert graph.origins[0] == Origin(
        "o1", "a witness", "B", Polarity.AFFIRM, Degree.CT, EvidenceBasis.PERCEIVED, True, "g", 0.7, ("o2",),
        SourceKind.ANONYMOUS, True, False, "surely",
    )  # fmt: skip
    assert (graph.origins[1].group, graph.origins[1].group_rho) == ("g", 0.7)
    assert graph.relays[0].name == "the daily"


def test_borders_of_numbers() -> None:
    """ρ may be 0 or 1, an edge may be sure, whole numbers are numbers."""
    for rho in (0, 1, 0.0, 1.0):
        data = _changed(("origins", 0, "group"), "g")
        data["origins"][0]["group_rho"] = rho
        assert parse(data).origins[0].group_rho == rho
    assert parse(_changed(("relays", 0, "parents", 0, "probability"), 1)).relays[0].parents == (Edge("o1", 1.0),)


REFUSED: list[tuple[str, Any, str, str]] = [
    ("no object", [], "graph", "expected an object, found list"),
    ("nothing", None, "graph", "expected an object, found NoneType"),
    ("unknown key", {**GRAPH, "orgins": [], "zoo": 1}, "graph", "unknown key 'orgins'"),
    ("no claim", _without(("claim",)), "graph", "key 'claim' is missing"),
    ("no origins", _without(("origins",)), "graph", "key 'origins' is missing"),
    ("no relays", _without(("relays",)), "graph", "key 'relays' is missing"),
    ("no read", _without(("read",)), "graph", "key 'read' is missing"),
    ("empty claim", _changed(("claim",), " "), "graph", "'claim' must be a text that is not empty, found ' '"),
    ("claim of a number", _changed(("claim",), 3), "graph", "'claim' must be a text that is not empty, found 3"),
    ("base rate 0", {**GRAPH, "base_rate": 0}, "graph", "base_rate 0.0 is not strictly between 0 and 1"),
    ("base rate 1", {**GRAPH, "base_rate": 1}, "graph", "base_rate 1.0 is not strictly between 0 and 1"),
    ("base rate of words", {**GRAPH, "base_rate": "x"}, "graph", "'base_rate' must be a number, found x"),
    ("base rate true", {**GRAPH, "base_rate": True}, "graph", "'base_rate' must be a number, found True"),
    ("base rate NaN", {**GRAPH, "base_rate": float("nan")}, "graph", "'base_rate' must be a number, found nan"),
    ("base rate infinite", {**GRAPH, "base_rate": float("inf")}, "graph", "'base_rate' must be a number, found inf"),
    ("a number beyond all floats", {**GRAPH, "base_rate": 10**400}, "graph",
     f"'base_rate' must be a number, found 1{'0' * 39}"),
    ("origins no list", _changed(("origins",), {}), "graph", "'origins' must be a list, found dict"),
    ("relays no list", _changed(("relays",), "r1"), "graph", "'relays' must be a list, found str"),
    ("read no list", _changed(("read",), "r2"), "graph", "'read' must be a list, found str"),
    ("origin no object", _changed(("origins", 1), "o2"), "origin number 2", "expected an object, found str"),
    ("origin without id", _without(("origins", 0, "id")), "origin number 1", "key 'id' is missing"),
    ("origin with id 7", _changed(("origins", 0, "id"), 7), "origin number 1",
     "'id' must be a text that is not empty, found 7"),
    ("origin with empty id", _changed(("origins", 0, "id"), ""), "origin number 1",
     "'id' must be a text that is not empty, found ''"),
    ("origin with empty name", _changed(("origins", 0, "name"), ""), "origin 'o1'",
     "'name' must be a text that is not empty, found ''"),
    ("unknown key of an origin", _changed(("origins", 0, "rho"), 1), "origin 'o1'", "unknown key 'rho'"),
    ("no letter", _without(("origins", 0, "reliability")), "origin 'o1'", "key 'reliability' is missing"),
    ("no polarity", _without(("origins", 0, "polarity")), "origin 'o1'", "key 'polarity' is missing"),
    ("no certainty", _without(("origins", 0, "certainty")), "origin 'o1'", "key 'certainty' is missing"),
    ("no basis", _without(("origins", 0, "basis")), "origin 'o1'", "key 'basis' is missing"),
    ("letter G", _changed(("origins", 0, "reliability"), "G"), "origin 'o1'",
     "'reliability' must be one of A, B, C, D, E, F, found 'G'"),
    ("small letter", _changed(("origins", 0, "reliability"), "b"), "origin 'o1'",
     "'reliability' must be one of A, B, C, D, E, F, found 'b'"),
    ("polarity", _changed(("origins", 0, "polarity"), "maybe"), "origin 'o1'",
     "'polarity' must be one of affirm, deny, found 'maybe'"),
    ("certainty", _changed(("origins", 0, "certainty"), ["CT"]), "origin 'o1'",
     "'certainty' must be one of CT, PR, wPR, PS, Uu, found ['CT']"),
    ("basis", _changed(("origins", 0, "basis"), "rumour"), "origin 'o1'",
     f"'basis' must be one of {', '.join(EvidenceBasis)}, found 'rumour'"),
    ("kind", _changed(("origins", 0, "kind"), "spy"), "origin 'o1'",
     f"'kind' must be one of {', '.join(SourceKind)}, found 'spy'"),
    ("self-interest", _changed(("origins", 0, "self_interest"), 1), "origin 'o1'",
     "'self_interest' must be true or false, found 1"),
    ("verified", _changed(("origins", 0, "verified"), "yes"), "origin 'o1'",
     "'verified' must be true or false, found 'yes'"),
    ("established", _changed(("origins", 0, "established"), None), "origin 'o1'",
     "'established' must be true or false, found None"),
    ("group 3", _changed(("origins", 0, "group"), 3), "origin 'o1'",
     "'group' must be a text that is not empty, or null, found 3"),
    ("empty group", _changed(("origins", 0, "group"), ""), "origin 'o1'",
     "'group' must be a text that is not empty, or null, found ''"),
    ("word 3", _changed(("origins", 0, "word"), 3), "origin 'o1'", "'word' must be a text or null, found 3"),
    ("rho too large", _changed(("origins", 0, "group_rho"), 1.01), "origin 'o1'",
     "'group_rho' 1.01 is not between 0 and 1"),
    ("rho negative", _changed(("origins", 0, "group_rho"), -0.01), "origin 'o1'",
     "'group_rho' -0.01 is not between 0 and 1"),
    ("group without rho", _changed(("origins", 0, "group"), "g"), "origin 'o1'", "group 'g' has no group_rho"),
    ("could_be no list", _changed(("origins", 0, "could_be"), "o2"), "origin 'o1'",
     "'could_be' must be a list, found str"),
    ("could be nobody", _changed(("origins", 0, "could_be"), ["o9"]), "origin 'o1'",
     "'could_be' names the unknown origin 'o9'"),
    ("could be a relay", _changed(("origins", 0, "could_be"), ["r1"]), "origin 'o1'",
     "'could_be' names the unknown origin 'r1'"),
    ("could be an object", _changed(("origins", 0, "could_be"), [{}]), "origin 'o1'",
     "'could_be' names the unknown origin {}"),
    ("could be itself", _changed(("origins", 0, "could_be"), ["o1"]), "origin 'o1'",
     "'could_be' names the origin itself"),
    ("could be one twice", _changed(("origins", 0, "could_be"), ["o2", "o2"]), "origin 'o1'",
     "'could_be' names 'o2' twice"),
    ("relay no object", _changed(("relays", 0), 5), "relay number 1", "expected an object, found int"),
    ("relay without id", _without(("relays", 1, "id")), "relay number 2", "key 'id' is missing"),
    ("relay with id 7", _changed(("relays", 0, "id"), 7), "relay number 1",
     "'id' must be a text that is not empty, found 7"),
    ("relay without letter", _without(("relays", 0, "reliability")), "relay 'r1'", "key 'reliability' is missing"),
    ("relay with unknown key", _changed(("relays", 0, "phi"), 1), "relay 'r1'", "unknown key 'phi'"),
    ("letter of a relay", _changed(("relays", 0, "reliability"), None), "relay 'r1'",
     "'reliability' must be one of A, B, C, D, E, F, found None"),
    ("parents no list", _changed(("relays", 0, "parents"), {"id": "o1"}), "relay 'r1'",
     "'parents' must be a list, found dict"),
    ("parent no object", _changed(("relays", 0, "parents"), ["o1"]), "relay 'r1', parent",
     "expected an object, found str"),
    ("parent without id", _changed(("relays", 0, "parents"), [{}]), "relay 'r1', parent", "key 'id' is missing"),
    ("parent with unknown key", _changed(("relays", 0, "parents", 0, "p"), 1), "relay 'r1', parent",
     "unknown key 'p'"),
    ("parent with empty id", _changed(("relays", 0, "parents", 0, "id"), ""), "relay 'r1', parent",
     "'id' must be a text that is not empty, found ''"),
    ("parent unknown", _changed(("relays", 0, "parents", 0, "id"), "o7"), "relay 'r1'",
     "'parents' names the unknown id 'o7'"),
    ("parent twice", _changed(("relays", 0, "parents"), [{"id": "o1"}, {"id": "o1"}]), "relay 'r1'",
     "'parents' names 'o1' twice"),
    ("probability too large", _changed(("relays", 0, "parents", 0, "probability"), 1.5), "relay 'r1', parent 'o1'",
     "'probability' 1.5 is not between 0 and 1"),
    ("probability negative", _changed(("relays", 0, "parents", 0, "probability"), -1), "relay 'r1', parent 'o1'",
     "'probability' -1.0 is not between 0 and 1"),
    ("probability NaN", _changed(("relays", 0, "parents", 0, "probability"), float("nan")), "relay 'r1', parent 'o1'",
     "'probability' must be a number, found nan"),
    ("probability 0", _changed(("relays", 0, "parents", 0, "probability"), 0), "relay 'r1', parent 'o1'",
     "'probability' 0 means that there is no edge: leave it out"),
    ("id of two origins", _changed(("origins", 1, "id"), "o1"), "id 'o1'", "is used twice"),
    ("id of an origin and a relay", _changed(("relays", 0, "id"), "o2"), "id 'o2'", "is used twice"),
    ("read unknown", _changed(("read",), ["r9"]), "graph", "'read' names the unknown relay 'r9'"),
    ("read an origin", _changed(("read",), ["o1"]), "graph", "'read' names the unknown relay 'o1'"),
    ("read a list", _changed(("read",), [["r1"]]), "graph", "'read' names the unknown relay ['r1']"),
    ("read twice", _changed(("read",), ["r2", "r2"]), "graph", "'read' names 'r2' twice"),
    ("own parent", _changed(("relays", 0, "parents"), [{"id": "o1"}, {"id": "r1"}]), "relay 'r1'",
     "names itself as its parent: a report is no source of its own"),
    ("cycle on nothing",
     {**GRAPH, "relays": [{**DAILY, "parents": [{"id": "r2"}]}, {**WIRE, "parents": [{"id": "r1"}]}]}, "relay 'r1'",
     "lies on a cycle of relays that rests on no origin"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "where", "problem"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_refused(data: Any, where: str, problem: str) -> None:
    """A malformed graph is refused with the place, the reason and where the form is described."""
    with pytest.raises(DataError) as caught:
        parse(data)
    assert str(caught.value) == f"{where}: {problem}. See docs/assessment.md for the form of the graph."
    assert (caught.value.where, caught.value.problem) == (where, problem)


def test_members_of_a_group_state_one_rho() -> None:
    """Two different ρ in one group are refused; the same twice is fine."""
    data = deepcopy(GRAPH)
    data["origins"][0] |= {"group": "g", "group_rho": 0.7}
    data["origins"][1] |= {"group": "g", "group_rho": 0.2}
    with pytest.raises(DataError, match=r"origin 'o2': group 'g' has group_rho 0\.2 and 0\.7"):
        parse(data)
    data["origins"][1]["group_rho"] = 0.7
    assert [origin.group_rho for origin in parse(data).origins] == [0.7, 0.7]
    data["origins"][1]["group"] = "h"
    data["origins"][1]["group_rho"] = 0.2
    assert [origin.group_rho for origin in parse(data).origins] == [0.7, 0.2]


def test_a_rho_without_a_group_is_no_dependence() -> None:
    """The keys of the form may all be there, empty: a ρ without a group changes nothing."""
    data = _changed(("origins", 0, "group_rho"), 0.7)
    data["origins"][0]["group"] = None
    assert weigh(parse(data), load()).opinion == weigh(parse(GRAPH), load()).opinion


def test_cycles_that_rest_on_an_origin_are_defined() -> None:
    """Reports that cite each other in a circle are taken where one of them has an origin, and relays may have none."""
    cycle = _changed(("relays", 0, "parents"), [{"id": "o1"}, {"id": "r2"}])
    assert weigh(parse(cycle), load()).origins_max == 1
    silent = _changed(("relays", 0, "parents"), [])
    assert weigh(parse(silent), load()).origins_max == 0
    assert parse(_without(("relays", 0, "parents"))).relays[0].parents == ()


def test_a_huge_graph_is_refused() -> None:
    """One node more than the limit is refused with both numbers; the limit itself is taken."""
    relays = [{"id": f"x{n}", "reliability": "F"} for n in range(LARGEST - 4)]
    assert len(parse({**GRAPH, "relays": [DAILY, WIRE, *relays]}).relays) == LARGEST - 2
    relays.append({"id": "last", "reliability": "F"})
    with pytest.raises(DataError, match=f"^graph: has {LARGEST + 1} origins and relays, more than {LARGEST}"):
        parse({**GRAPH, "relays": [DAILY, WIRE, *relays]})


def test_a_long_chain_is_weighed() -> None:
    """A chain of a thousand relays is deeper than Python recurses, and is weighed all the same."""
    relays = [{"id": f"r{n}", "reliability": "A", "parents": [{"id": f"r{n - 1}" if n else "o1"}]} for n in range(1000)]
    result = weigh(parse({**GRAPH, "origins": [WITNESS], "relays": relays, "read": ["r999"]}), load())
    assert result.opinion.belief == pytest.approx(0.98**1000 * 0.7125)
    assert result.opinion_sl.belief == pytest.approx(0.98**1000 * 0.7125)


def test_nothing_known() -> None:
    """A graph without origins is a result too: nothing is known, and that is said."""
    result = weigh(parse({"claim": "it happened", "origins": [], "relays": [], "read": []}), load())
    assert (result.opinion.belief, result.opinion.disbelief, result.opinion.uncertainty) == (0.0, 0.0, 1.0)
    assert (result.origins_min, result.origins_max, result.reports) == (0, 0, 0)
    assert (result.admiralty, result.likelihood, result.confidence) == ("F6", None, "low")
    assert (result.standard_met, result.standard_next) == (None, "reasonable suspicion")


def test_the_keys_of_a_claim() -> None:
    """The result has the keys of interfaces.md, in JSON's own types, with the numbers unrounded."""
    result = weigh(parse(GRAPH), load())
    data = to_json(result)
    assert json.loads(json.dumps(data)) == data
    opinion = {
        "belief": result.opinion.belief,
        "disbelief": result.opinion.disbelief,
        "uncertainty": result.opinion.uncertainty,
        "base_rate": 0.5,
    }
    first, second = data["origins"].pop("list")
    assert data == {
        "text": "it happened",
        "reports": 1,
        "origins": {"min": 1, "max": 1, "not_established": []},
        "opinion": opinion,
        "opinion_sl": {**opinion, **data["opinion_sl"]},
        "standard_error": 0.0,
        "projected": result.opinion.projected,
        "conflict": result.conflict,
        "likelihood": {"scheme": "icd203", "term": "likely", "reason": ""},
        "confidence": "low",
        "confidence_reason": result.confidence_reason,
        "admiralty": result.admiralty,
        "standard": {
            "met": "reasonable grounds to believe",
            "next": "balance of probabilities",
            "missing": ["Belief must rise from 0.47 to 0.51."],
        },
        "actionable": {"policy": "two-origins", "pass": False, "why": list(result.actionable_why)},
        "would_change": list(result.would_change),
        "sensitivity": list(result.sensitivity),
        "explanations": list(result.explanations),
    }
    assert first == {
        "id": "o1",
        "name": "o1",
        "kind": "unspecified",
        "reliability": "B",
        "polarity": "affirm",
        "established": True,
        "reports": ["r2"],
        "opinion": {
            "belief": pytest.approx(0.7125),
            "disbelief": 0.0,
            "uncertainty": pytest.approx(0.2875),
            "base_rate": 0.5,
        },
        "without": first["without"],
    }
    assert first["without"]["belief"] == 0.0
    assert second["opinion"]["disbelief"] == pytest.approx(0.09375)
    assert second["id"] == "o2"
