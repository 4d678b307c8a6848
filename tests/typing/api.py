"""The consumer's view of the public names, checked by mypy and never run."""

from __future__ import annotations

from pathlib import Path

from bukti import Case, Matrix, accept, assess, check, fuse, learn, read, resolve, retract, screen, trace, weigh
from bukti.model import Assessment, Changes, EvidenceGraph, Result, Scored, Screening, Sheet, Side, Statement


def who_says_what(path: Path) -> list[tuple[str, str]]:
    """Stance and certainty of every statement."""
    statements: tuple[Statement, ...] = read([path], language="en").statements
    return [(statement.stance.value, statement.certainty) for statement in statements]


def copies(folder: str) -> int:
    """Number of edges."""
    return len(trace([folder]).lineage.edges)


def grades(folder: str, case: Path) -> list[str]:
    """Admiralty grade of every claim."""
    result: Result = assess([folder], case=case, profile="default")
    return [finding.assessment.admiralty for finding in result.findings]


def against(words: str, folder: str) -> int:
    """Number of statements that deny a claim in one's own words."""
    result: Result = check(words, [folder])
    return len(result.question.on(Side.AGAINST)) if result.question else 0


def by_hand(graph: EvidenceGraph) -> float:
    """Projected probability of a hand-made graph."""
    assessment: Assessment = weigh(graph)
    return assessment.opinion.projected


def inputs(path: Path) -> list[str]:
    """Digests of everything that a case holds."""
    with Case(path) as case:
        return [entry.sha256 for entry in case.inputs()]


def withdrawn(report: str, case: Path) -> list[str]:
    """Claims that would lose a report's support, and are not changed."""
    changes: Changes = retract(report, case, dry_run=True)
    return [change.before.claim.text for change in changes.claims if report in change.fallen]


def probable(table: Path) -> dict[str, float]:
    """Probability of the best value of each object of a table of claims."""
    return {fact.object: fact.values[0].probability for fact in fuse(table, ("who", "what", "says"), "names").facts}


def listed(names: list[str], register: Path) -> list[str]:
    """Ids of the entities of a list that names may mean."""
    found: Screening = screen(names, [register], as_of="2024-11-25")
    return [candidate.entity.id for name in found.screened for candidate in name.candidates]


def rated(case: Path) -> list[str]:
    """Accept every proposed letter of a case with a resolved claim, on trial."""
    resolve("dry dock", "true", case, author="ida")
    proposed = [record for record in learn([case]).records if record.letter != "F"]
    return [accept(record.name, [case], dry_run=True).decision.what for record in proposed]


def first(case: Path) -> tuple[str, ...]:
    """The hypotheses that the evidence speaks against least."""
    matrix = Matrix(case, author="anna")
    begun: Sheet = matrix.start("Who did it?", rows=5)
    ids = [hypothesis.id for hypothesis in matrix.add_hypotheses(["the butler", "somebody else"])]
    matrix.rate(begun.rows[0].id, ids[0], "II", note="he was away")
    scored: Scored = matrix.score()
    return scored.ranking[0]
