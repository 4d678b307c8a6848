"""The last stage: claims of a run weighed into findings, and the result around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version

from bukti import assessment, casework, claims, lexicon, settings
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.profiles import Profile
from bukti.casework import NOBODY, People
from bukti.claims.decided import unfit
from bukti.ids import report_id
from bukti.model import Claim, Decision, Finding, Report, Result
from bukti.pipeline.running import Run, prepare
from bukti.progress import Tick, silent
from bukti.report.rates import error_rates
from bukti.store.decisions import DEPENDENT, ONE, in_force
from bukti.text import embedding


def assessed(run: Run, profile: Profile, made: Sequence[Decision], tick: Tick, who: People = NOBODY) -> Result:
    """Everything that a run gives, each claim in the words of the reader and weighed."""
    context = casework.settled(Context.of(run.documents, run.statements, run.lineage), made)
    shown = claims.worded(run.claims, profile.reader)
    told = casework.harm(run.documents, run.statements, run.lineage, context.retracted)
    whole = replace(
        outcome(run, context, profile, made),
        incidents=told.incidents(who),
        tellings=told.tellings,
        harm_decisions=who.in_force,
    )
    return replace(whole, findings=weighed(shown, context, profile, tick))


def asked_of(run: Run, asked: tuple[str, str | None], profile: Profile, made: Sequence[Decision]) -> Result:
    """What the reports of a run say of a claim, by its words and language."""
    text, language = asked
    spoken = language or claims.spoken(text, {code for d in run.documents if (code := d.language.code)})
    report = Report(report_id(text.encode("utf-8", "surrogatepass")), "text/plain", text, language=spoken)
    (document,) = prepare([report], spoken)
    collection = claims.Collection(run.documents, run.statements, run.lineage, run.claims)
    question, found = claims.ask(document, collection, embedding.load(settings.from_environment()))
    context = casework.settled(Context.of(run.documents, run.statements, run.lineage), made)
    shown = {match.statement for match in (*question.matches, *question.near)}
    whole = outcome(run, context, profile, made)
    return replace(
        whole,
        statements=tuple(s for s in run.statements if s.id in shown),
        findings=weighed([found] if found else [], context, profile, silent),
        question=question,
    )


def outcome(run: Run, context: Context, profile: Profile, made: Sequence[Decision]) -> Result:
    """The result of a run before its claims are weighed."""
    corrections = casework.silenced(run.corrections, context.retracted)
    return Result(
        profile=profile.stamp,
        version=version("bukti"),
        documents=run.documents,
        lineage=run.lineage,
        statements=run.statements,
        findings=(),
        failed=run.gathered.failed,
        ignored=run.gathered.ignored,
        lost=run.lost,
        error_rates=error_rates({document.language.code for document in run.documents}),
        retractions=in_force(made),
        ties=in_force(made, DEPENDENT, ONE),
        retracted=tuple(sorted(context.retracted & context.documents.keys())),
        outlets=lexicon.own_digest(),
        groupings=run.grouping,
        unfit=(*unfit(run.grouping, run.claims), *casework.misfits(corrections)),
        corrections=corrections,
    )


def weighed(grouped: Sequence[Claim], context: Context, profile: Profile, tick: Tick) -> tuple[Finding, ...]:
    """Each claim that somebody takes a position on, with its evidence and its assessment."""
    findings = []
    for done, claim in enumerate(grouped, 1):
        graph = evidence(claim, context, profile)
        if graph.relays:
            findings.append(Finding(claim, graph, assessment.weigh(graph, profile)))
        tick("assessment", done, len(grouped))
    return tuple(findings)
