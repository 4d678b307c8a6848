"""What can be taken away from a case, or kept beside it: each kind with its right, and how its file is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bukti import pipeline
from bukti.acts import harm, keeping, looking, proofs, stamping
from bukti.acts import learning as learnt
from bukti.acts.harm import Released
from bukti.acts.matrix import Matrix
from bukti.errors import UsageError
from bukti.progress import Tick
from bukti.report import custody, dot, entities, objects, plain
from bukti.report import learnt as records
from bukti.report.ach import WRITERS as MATRICES
from bukti.report.withheld import DECIMALS, Release
from bukti.team.roles import Right
from bukti.web.desk import Desk, View
from bukti.web.tongues import phrase

HTML, JSON, CSV, TEXT = "text/html", "application/json", "text/csv", "text/plain"
OUTPUT = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for: the case, the result that they read, and what they typed."""

    desk: Desk
    view: View
    fields: Mapping[str, str]
    tick: Tick

    def given(self, name: str) -> str:
        """A field, empty where it was not sent."""
        return self.fields.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: the file, None where nothing leaves the machine of the server, and what is told of it."""

    name: str = ""
    media: str = OUTPUT
    path: Path | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of export.

    Attributes:
        title: for the reader. ending: of the name of its file. media: its type.
        make: writes the file, which does not exist yet, and gives what is to be told.
        right: that who asks for it needs.
    """

    title: str
    ending: str
    media: str
    make: Callable[[Asked, Path], str]
    right: Right = Right.RESTRICTED


def _dossier(asked: Asked, target: Path, *, kind: str) -> str:
    """A dossier with its proofs, which the case remembers: it is told when a decision overtakes it."""
    data = proofs.dossier(asked.view.result, kind, asked.desk.case).encode("utf-8", "surrogatepass")
    target.write_bytes(data)
    pipeline.record(asked.desk.case, asked.view.result, target.name, kind, data)
    return ""


def _incidents(asked: Asked, target: Path, *, kind: str) -> str:
    """The incidents; names of people only with a reason, which stands in the log."""
    out = Released(kind, target.name, Release(DECIMALS, bool(asked.given("names"))), asked.given("reason"))
    harm.check_release(asked.desk.case, out)
    found = pipeline.happened(case=asked.desk.case, tick=asked.tick)
    return _text(target, harm.release(asked.desk.case, found, out))


def _descent(asked: Asked, target: Path, *, kind: str) -> str:
    result = asked.view.result
    if kind == "dot":
        return _text(target, dot.lineage(result.documents, result.lineage))
    return _text(target, plain.dumps(objects.trace(result.documents, result.lineage, result.failed), indent=1))


def _names(asked: Asked, target: Path, *, kind: str) -> str:
    if asked.view.listed is None:
        raise UsageError("The names are not collected yet: try again when the case is assessed.")
    return _text(target, entities.WRITERS[kind](asked.view.listed))


def _sources(asked: Asked, target: Path) -> str:
    found = learnt.learn([asked.desk.case], asked.desk.profile, asked.tick)
    return _text(target, plain.dumps(records.history(found), indent=1))


def _matrix(asked: Asked, target: Path, *, kind: str) -> str:
    found = Matrix(asked.desk.case, asked.given("matrix"), profile=asked.desk.profile, tick=asked.tick).score()
    return _text(target, MATRICES[kind](found))


def _log(asked: Asked, target: Path) -> str:
    events = looking.log(asked.desk.case)
    _text(target, "".join(f'{{"event":{one.text},"signature":"{one.signature}"}}\n' for one in events))
    return f"Head of the log, event {len(events)}: {events[-1].digest}"


def _bundle(asked: Asked, target: Path) -> str:
    """The whole case, or a release of it, encrypted where a passphrase is given."""
    passphrase, withhold = asked.fields.get("passphrase", ""), asked.given("withhold").splitlines()
    wanted = [one.strip() for one in withhold if one.strip()]
    head = keeping.export(asked.desk.case, target, (lambda: passphrase) if passphrase else None, wanted)
    return f"Tell whoever gets it, by another way: head of its log, event {head.number}: {head.digest}"


def _backup(asked: Asked, target: Path) -> str:
    """A second case beside the first, made or brought up to date, and checked."""
    del target
    case = asked.desk.case
    found = keeping.backup(case, backup_of(case), renew=True)
    if not found.passed:
        raise UsageError(custody.verification(found))
    return custody.verification(found)


def backup_of(case: Path) -> Path:
    """Where the backup of a case lies that the workbench makes."""
    return case.with_name(f"{case.stem}.backup{case.suffix}")


def _question(asked: Asked, target: Path, *, write: Callable[[Path, Path], None]) -> str:
    write(asked.desk.case, target)
    return "It is pending until the answer to it is brought back."


def _authority(asked: Asked, target: Path) -> str:
    del target
    asked.tick("fetch", 0, 1)
    return stamping.dated(stamping.ask(asked.desk.case, asked.given("url"), public=True))


def _calendar(asked: Asked, target: Path) -> str:
    del target
    asked.tick("fetch", 0, 1)
    stamping.submit(asked.desk.case, asked.given("url"), public=True)
    return "The calendar has it. It is pending until a block holds it: ask again in some hours."


def _upgrade(asked: Asked, target: Path) -> str:
    del target
    asked.tick("fetch", 0, 1)
    return stamping.blocked(stamping.upgrade(asked.desk.case, asked.given("url"), public=True))


def _text(target: Path, text: str) -> str:
    target.write_text(text, "utf-8", errors="surrogatepass")
    return ""


KINDS: Mapping[str, Kind] = {
    "dossier-html": Kind(phrase("Dossier to read (HTML)"), "dossier.html", HTML, partial(_dossier, kind="html")),
    "dossier-json": Kind(phrase("Dossier for programs (JSON)"), "dossier.json", JSON, partial(_dossier, kind="json")),
    "dossier-stix": Kind(phrase("Dossier as STIX 2.1"), "stix.json", JSON, partial(_dossier, kind="stix")),
    "dossier-table": Kind(phrase("Main claims as text"), "txt", TEXT, partial(_dossier, kind="table")),
    "incidents-csv": Kind(phrase("Incidents as CSV"), "incidents.csv", CSV, partial(_incidents, kind="csv")),
    "incidents-geojson": Kind(
        phrase("Incidents as GeoJSON"), "incidents.geojson", "application/geo+json", partial(_incidents, kind="geojson")
    ),
    "incidents-json": Kind(phrase("Incidents as JSON"), "incidents.json", JSON, partial(_incidents, kind="json")),
    "descent-json": Kind(phrase("Who copied whom, as JSON"), "descent.json", JSON, partial(_descent, kind="json")),
    "descent-dot": Kind(phrase("Who copied whom, for Graphviz"), "descent.dot", TEXT, partial(_descent, kind="dot")),
    "names-json": Kind(phrase("Names as JSON"), "names.json", JSON, partial(_names, kind="json")),
    "names-ftm": Kind(phrase("Names as FollowTheMoney"), "names.ftm.json", TEXT, partial(_names, kind="ftm")),
    "sources-json": Kind(phrase("Records of sources as JSON"), "sources.json", JSON, _sources),
    "matrix-html": Kind(phrase("A matrix of hypotheses (HTML)"), "matrix.html", HTML, partial(_matrix, kind="html")),
    "matrix-csv": Kind(phrase("A matrix of hypotheses (CSV)"), "matrix.csv", CSV, partial(_matrix, kind="csv")),
    "log": Kind(phrase("The log, an event a line"), "log.jsonl", TEXT, _log),
    "bundle": Kind(phrase("The whole case as one file"), "zip", "application/zip", _bundle, Right.KEEP),
    "backup": Kind(phrase("Make a backup"), "", OUTPUT, _backup, Right.KEEP),
    "stamp-request": Kind(
        phrase("The question to an authority, to be carried there"),
        "tsq",
        "application/timestamp-query",
        partial(_question, write=stamping.query),
        Right.KEEP,
    ),
    "stamp-message": Kind(
        phrase("The message for OpenTimestamps, to be carried there"),
        "message",
        OUTPUT,
        partial(_question, write=stamping.message),
        Right.KEEP,
    ),
    "stamp-authority": Kind(phrase("Ask an authority now"), "", OUTPUT, _authority, Right.KEEP),
    "stamp-calendar": Kind(phrase("Ask a calendar now"), "", OUTPUT, _calendar, Right.KEEP),
    "stamp-upgrade": Kind(phrase("Ask a calendar for the block"), "", OUTPUT, _upgrade, Right.KEEP),
}


def make(kind: Kind, asked: Asked, job: str) -> Made:
    """Make what is asked for.

    Args:
        kind: of `KINDS`.
        asked: for what.
        job: the id of the task that does it.
    """
    target = asked.desk.outbox.place(job) / f"{asked.desk.case.stem}.{kind.ending}"
    asked.tick("keeping", 0, 1)  # where it was stopped before its turn
    try:
        told = kind.make(asked, target)
    finally:
        asked.desk.outbox.settle()
    return Made(target.name, kind.media, target if target.exists() else None, told)
