"""What a case adds to a run: decisions on what carries evidence, what they change, and the dossiers written.

Only the pipeline calls this. Nothing derived is kept: a decision names its matter, and every run finds it again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from os import PathLike
from pathlib import Path

from bukti import assessment
from bukti.assessment import targets
from bukti.assessment.counting import attested
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.profiles import Profile
from bukti.assessment.retracted import nodes, rests_on
from bukti.assessment.targets import Target
from bukti.errors import UsageError
from bukti.ids import content_id, digest
from bukti.ledger.writer import Writer, login, now
from bukti.model import Change, Claim, Decision, EvidenceGraph, Finding, Look, Matter, Result, Since, Written
from bukti.report.effects import shown
from bukti.store.case import Case
from bukti.store.decisions import LETTERS, RESTORE, RETRACT, in_force

CALLED = "called"  # first part of a key that is a name
RETRACTED = frozenset({"report", "origin"})  # kinds of decisions on what carries evidence


@contextmanager
def opened(path: str | PathLike[str] | None, new: bool = True) -> Iterator[Case]:
    """A case file, or a temporary one where none is named.

    Raises:
        UsageError: it is no case, or it does not exist and may not be made.
    """
    if path is None:
        nobody = Writer(login())  # what is thrown away needs no signature
        with tempfile.TemporaryDirectory(prefix="bukti-") as folder, Case(Path(folder) / "case", nobody) as case:
            yield case
        return
    if not new and not Path(path).is_file():
        raise UsageError(f"{path} is no case: `bukti assess PATH --case {path}` makes one.")
    with Case(path) as case:
        yield case


def matter(decisions: Iterable[Decision]) -> tuple[Matter, ...]:
    """Everything that these decisions cover."""
    return tuple(key for decision in decisions for key in decision.matter)


def rated(profile: Profile, made: Sequence[Decision]) -> Profile:
    """A profile with the letters that people of the case decided on; they go before its own."""
    letters = {key[1]: d.what for d in in_force(made, *LETTERS) for key in d.matter if key[0] == CALLED}
    return profile.model_copy(update={"ratings": {**letters, **profile.ratings, **letters}})


def target(name: str, claims: Sequence[Claim], context: Context, profile: Profile) -> Target:
    """The report, source or medium that a person means.

    Raises:
        UsageError: nothing is called so, or several are; the message lists the nearest.
    """
    reports = targets.reports(d for _, d in sorted(context.documents.items()))
    everything = (*reports, *targets.origins([evidence(c, context, profile) for c in claims], context))
    meant = [one for one in everything if one.called(name)]
    if len(meant) == 1:
        return meant[0].shown_as(name)
    if meant:
        raise UsageError(f"{name!r} is {len(meant)} things, name one by its id:{_listed(meant)}")
    close = targets.nearest(name, everything)
    hint = f"the nearest are:{_listed(close)}" if close else "`bukti assess --case FILE` shows what is there."
    raise UsageError(f"No report and no source behind a claim is called {name!r}: {hint}")


def _listed(found: Sequence[Target]) -> str:
    return "".join(f"\n  {one.id.removeprefix('sha256:')[:19]}  {one.kind}  {one.names[0]}" for one in found)


def retraction(meant: Target, made: Sequence[Decision], context: Context, why: tuple[str, str]) -> Decision:
    """The decision that a target carries no evidence, superseding an earlier one on it.

    Args:
        meant: the target.
        made: every decision of the case.
        context: the run.
        why: reason and author.

    Raises:
        UsageError: it is retracted already.
    """
    own = (d for d in reversed(made) if d.kind in RETRACTED and set(meant.matter) & set(d.matter))
    last = next(own, None)
    if last and last in in_force(made) and nodes(context, meant.matter) <= nodes(context, last.matter):
        raise UsageError(
            f"{last.name} is retracted already ({last.reason}, {last.author}, {last.made[:10]}): --undo takes it back."
        )
    keys = tuple(sorted({*meant.matter, *(last.matter if last else ())}))
    name = last.name if last else meant.names[0]
    return decision(RETRACT, (meant.kind, last.target if last else meant.id, name), keys, why, last)


def restoration(name: str, made: Sequence[Decision], meant: Callable[[], Target], why: tuple[str, str]) -> Decision:
    """The decision that takes a retraction back.

    Args:
        name: beginning of the decision's id, or what it shows as its target.
        made: every decision of the case.
        meant: gives the target of that name, where no decision shows it.
        why: reason and author.

    Raises:
        UsageError: not exactly one retraction in force is meant.
    """
    force = in_force(made)
    found = [d for d in force if Target(d.kind, d.target, (d.name,), (d.id, d.target), ()).called(name)]
    if not found and force:
        keys = set(meant().matter)
        found = [one for one in force if keys & set(one.matter)]
    if len(found) != 1:
        listed = "".join(f"\n  {d.id}  {d.kind}  {d.name}" for d in found or force)
        raise UsageError(f"{name!r} is no single retraction in force. In force: {listed or 'none.'}")
    (last,) = found
    return decision(RESTORE, (last.kind, last.target, last.name), last.matter, why, last)


def decision(
    what: str, of: tuple[str, str, str], keys: tuple[Matter, ...], why: tuple[str, str], last: Decision | None
) -> Decision:
    """A new decision.

    Args:
        what: of `model.Decision`.
        of: its kind, target and name.
        keys: its matter.
        why: reason and author.
        last: the decision that it supersedes.
    """
    made, supersedes = now(), last.id if last else None
    return Decision(content_id("de", what, *of, keys, *why, made, supersedes), what, *of, keys, *why, made, supersedes)


def reasoned(reason: str, dry_run: bool) -> None:
    """Refuse a decision without its reason.

    Raises:
        UsageError: there is none, and it is no trial.
    """
    if not (reason.strip() or dry_run):
        raise UsageError("A decision needs its reason: add --reason, or --dry-run to see what it would change.")


def author(name: str | None) -> str:
    """Who decides: as given, else the login name."""
    return (name or "").strip() or login()


def changed(
    claims: Iterable[Claim], sides: tuple[Context, Context], decision: Decision, profile: Profile
) -> tuple[Change, ...]:
    """The claims whose evidence the decision touches, before and after.

    Args:
        claims: of the run.
        sides: the run before and after the decision.
        decision: what is decided.
        profile: how to weigh.
    """
    found = []
    for claim in claims:
        before, after = (evidence(claim, context, profile) for context in sides)
        if before != after:
            graphs = (before, after) if decision.what == RETRACT else (after, before)
            through = _through(*graphs)
            read = tuple(report for report in sides[0].documents if report in through)
            found.append(
                Change(
                    before=Finding(claim, before, assessment.weigh(before, profile)),
                    after=Finding(claim, after, assessment.weigh(after, profile)),
                    reports=read,
                    fallen=tuple(report for report in read if not _carries(graphs[1], report)),
                    edges=tuple(e for e in sides[0].lineage.edges if {e.parent, e.child} <= through),
                )
            )
    return tuple(found)


def _through(standing: EvidenceGraph, withdrawn: EvidenceGraph) -> set[str]:
    """Relays and origins that the retracted matter reaches: what changes itself, and all that takes over from it."""
    before = {relay.id: relay.parents for relay in standing.relays}
    silent = {origin.id for origin in standing.origins if origin.retracted}
    reached = {o.id for o in withdrawn.origins if o.retracted} - silent
    reached |= {relay.id for relay in withdrawn.relays if relay.parents != before.get(relay.id)}
    while more := {r.id for r in withdrawn.relays if {edge.id for edge in r.parents} & reached} - reached:
        reached |= more
    return reached


def _carries(graph: EvidenceGraph, report: str) -> bool:
    """Whether a report, were it read, would still carry an origin's word."""
    seen = attested(replace(graph, read=(report,)), 0.0)
    return any(origin.id in seen for origin in graph.origins if not origin.retracted)


def touched(dossiers: Sequence[Written], decision: Decision, context: Context) -> tuple[Written, ...]:
    """The dossiers that a decision makes stale: those that rest on its matter, or tell of what it takes back."""
    if decision.what == RESTORE:
        return tuple(written for written in dossiers if decision.supersedes in written.decisions)
    gone = nodes(context, decision.matter)
    return tuple(written for written in dossiers if gone & nodes(context, written.matter))


def looked(dossiers: Iterable[Written]) -> tuple[Written, ...]:
    """Dossiers with what became of their files: a later one may stand in the same place."""
    return tuple(replace(dossier, state=_state(dossier)) for dossier in dossiers)


def _state(dossier: Written) -> str:
    if dossier.path == "-":
        return ""
    try:
        same = digest(Path(dossier.path).read_bytes()) == dossier.sha256
    except OSError:
        return "gone"
    return "there" if same else "changed"


def written(result: Result, path: str, kind: str, data: bytes) -> Written:
    """What the case remembers of a dossier.

    Args:
        result: what it shows.
        path: where it was written, `-` for standard output.
        kind: its format.
        data: its exact bytes.
    """
    return Written(
        number=0,
        path=path if path == "-" else str(Path(path).resolve()),
        format=kind,
        sha256=digest(data),
        written=now(),
        profile=f"{result.profile.name} {result.profile.version}",
        claims=tuple(sorted(finding.claim.id for finding in result.findings)),
        matter=tuple(sorted({key for finding in result.findings for key in rests_on(finding.graph)})),
        decisions=tuple(sorted(decision.id for decision in (*result.retractions, *result.ratings))),
    )


def look(result: Result) -> Look:
    """What the case shows of the question that was asked."""
    question = result.question
    assert question is not None  # noqa: S101 - only `check` looks
    weighed = [finding.assessment for finding in result.findings]
    return Look(
        number=0,
        question=question.text,
        looked=now(),
        sides={match.statement: match.side.value for match in question.matches},
        origins={origin.id: origin.name for a in weighed for origin in a.origins if not origin.retracted},
        figures={name: value for a in weighed for name, value in shown(a).items()},
        decisions=tuple(decision.id for decision in result.retractions),
    )


def last_look(looks: Sequence[Look], now: Look) -> Look | None:
    """The last look at the same question, however it was spaced and capitalised."""
    asked = " ".join(now.question.casefold().split())
    return next((one for one in reversed(looks) if " ".join(one.question.casefold().split()) == asked), None)


def watched(result: Result, last: Look | None, now: Look, made: Sequence[Decision]) -> Result:
    """The result with what changed since the last look.

    Args:
        result: of the question.
        last: the last look at it, None where there is none.
        now: this look.
        made: every decision of the case.
    """
    assert result.question is not None  # noqa: S101 - only `check` looks
    return replace(result, question=replace(result.question, since=_since(last, now, made)))


def _since(last: Look | None, now: Look, made: Sequence[Decision]) -> Since:
    if last is None:
        return Since(None)
    names = sorted({*last.figures, *now.figures})
    values = [(name, last.figures.get(name, "-"), now.figures.get(name, "-")) for name in names]
    by_id = {decision.id: decision for decision in made}
    return Since(
        last=last.looked,
        new=tuple(name for name in now.sides if name not in last.sides),
        moved=tuple(name for name in now.sides if last.sides.get(name, now.sides[name]) != now.sides[name]),
        gone=tuple(name for name in last.sides if name not in now.sides),
        origins=tuple(name for key, name in now.origins.items() if key not in last.origins),
        lost=tuple(name for key, name in last.origins.items() if key not in now.origins),
        figures=tuple(row for row in values if row[1] != row[2]),
        retracted=tuple(by_id[name] for name in now.decisions if name not in last.decisions),
        restored=tuple(by_id[name] for name in last.decisions if name not in now.decisions),
    )
