"""The stages between intake and assessment: done, or found where they were kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bukti import casework, claims, derivation, reading, text
from bukti.assessment.evidence import Context
from bukti.assessment.retracted import withdraw
from bukti.casework import Harm
from bukti.casework.kept import NOWHERE, Ground, Kept, Read, program
from bukti.entities import mentions
from bukti.intake import Intake
from bukti.model import Claim, Correction, Decision, Document, Failure, Lineage, Report, Statement
from bukti.pipeline.gathering import AT_ONCE, PathName, added, beside, parsed
from bukti.progress import Tick, silent
from bukti.settings import Settings
from bukti.store.case import Case
from bukti.store.decisions import groupings, in_force
from bukti.text import embedding

LOST_WITHOUT_EMBEDDINGS = (
    "Sentence embeddings are not installed or switched off: statements in different languages are matched on names, "
    "numbers, dates and quotations only, so some stay apart. The extra “embeddings” adds them."
)


@dataclass(frozen=True, slots=True)
class Run:
    """Every stage between intake and assessment, which of all decisions only corrections, merges and splits change."""

    gathered: Intake
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    lineage: Lineage
    claims: tuple[Claim, ...]
    grouping: tuple[Decision, ...]
    lost: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()


def prepare(reports: Sequence[Report], language: str | None = None, tick: Tick = silent) -> tuple[Document, ...]:
    """What the text stage and the name finder see in each report; a language given by the user is taken as known."""
    documents = []
    for done, report in enumerate(reports, 1):
        document = text.analyse(replace(report, language=language) if language else report)
        documents.append(replace(document, mentions=mentions.find(document)))
        tick("text", done, len(reports))
    return tuple(documents)


def attributed(documents: Sequence[Document], tick: Tick) -> tuple[Statement, ...]:
    """Who says what in each document, in order of place."""
    found: list[Statement] = []
    for done, document in enumerate(documents, 1):
        found += reading.read(document)
        tick("reading", done, len(documents))
    return tuple(found)


def study(
    case: Case,
    options: Settings,
    tick: Tick = silent,
    paths: Sequence[PathName] = (),
    made: Sequence[Decision] | None = None,
) -> Run:
    """Every stage but the assessment over what a case holds, grouped as people decided.

    Args:
        case: the inputs are added to it.
        options: of the environment.
        tick: told about progress.
        paths: inputs, as for `assess`.
        made: decisions in place of those of the case, to see what they would change.
    """
    ground, kept = known(case, options, tick, paths, made)
    decisions = casework.followed(case.decisions() if made is None else made)
    return grouped(ground, options, tick, groupings(decisions), NOWHERE if made is not None else kept)


def known(
    case: Case, options: Settings, tick: Tick, paths: Sequence[PathName], made: Sequence[Decision] | None = None
) -> tuple[Ground, Kept]:
    """Every stage up to derivation, as it was kept or done again and corrected, and where results are kept."""
    unread = added(paths, case, options)
    kept = Kept(case, program(options))
    ground = kept.ground()
    if ground is None:
        ground = ground_of(parsed(case, options, tick, kept), options, tick, kept)
        kept.keep_ground(ground)
    ground = replace(ground, gathered=beside(unread, ground.gathered))
    return casework.corrected(ground, case.decisions() if made is None else made), kept


def harm(
    case: Case, options: Settings, tick: Tick = silent, paths: Sequence[PathName] = ()
) -> tuple[Harm, tuple[Failure, ...]]:
    """What the reports of a case tell of attacks and harm, and what could not be read; arguments as for `study`."""
    ground, _ = known(case, options, tick, paths)
    documents = tuple(one.document for one in ground.reads)
    said = tuple(statement for one in ground.reads for statement in one.attributed)
    context = withdraw(Context.of(documents, said, ground.lineage), casework.matter(in_force(case.decisions())))
    return casework.harm(documents, said, ground.lineage, context.retracted), ground.gathered.failed


def ground_of(gathered: Intake, options: Settings, tick: Tick, kept: Kept) -> Ground:
    """Each report as it is read, and who copied whom; every report is read once, and found again after that."""
    known = kept.reads(gathered.reports)
    fresh = [report for report in gathered.reports if report.id not in known]
    for start in range(0, len(fresh), AT_ONCE):  # kept as it goes on, so that an interrupt loses little
        made = [_read(report) for report in fresh[start : start + AT_ONCE]]
        kept.keep_reads(made)
        known.update((one.document.report.id, one) for one in made)
        tick("reading", start + len(made), len(fresh))
    reads = tuple(known[report.id] for report in gathered.reports)
    documents = tuple(one.document for one in reads)
    attributed = tuple(statement for one in reads for statement in one.attributed)
    tick("derivation", 0, 1)
    lineage = derivation.trace(documents, attributed, embedder=embedding.load(options))
    tick("derivation", 1, 1)
    return Ground(gathered, reads, lineage)


def _read(report: Report) -> Read:
    (document,) = prepare([report])
    attributed = tuple(reading.read(document))
    return Read(document, attributed, tuple(reading.narrate(document, attributed)))


def grouped(
    ground: Ground, options: Settings, tick: Tick, grouping: tuple[Decision, ...] = (), kept: Kept = NOWHERE
) -> Run:
    """What stands on the ground, grouped into claims as people decided."""
    documents = tuple(one.document for one in ground.reads)
    statements = tuple(statement for one in ground.reads for statement in one.statements)
    found = kept.claims(ground, grouping)
    if found is None:
        tick("claims", 0, 1)
        found = claims.group(documents, statements, ground.lineage, embedding.load(options), grouping)
        kept.keep_claims(ground, grouping, found)
        tick("claims", 1, 1)
    lost = () if embedding.usable(options) else (LOST_WITHOUT_EMBEDDINGS,)
    return Run(ground.gathered, documents, statements, ground.lineage, found, grouping, lost, ground.corrections)
