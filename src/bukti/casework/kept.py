"""Results of a case that are found again while what they follow from is the same: inputs, decisions, settings, program.

Each input is parsed and each report read once, whatever is added later; who copied whom is traced again when the inputs
change, and claims are grouped again when the reports or the merges and splits do. Values are JSON, checked field by
field when they are read, and only kept where what is read back equals what was written.
"""

from __future__ import annotations

import hashlib
import platform
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from bukti import lexicon
from bukti.ids import digest
from bukti.intake import Intake
from bukti.model import (
    Claim,
    Correction,
    Decision,
    Document,
    Failure,
    Finding,
    Ignored,
    Lineage,
    Report,
    Result,
    Statement,
)
from bukti.settings import Settings
from bukti.store.case import Case, Input
from bukti.text import embedding

REPORT = "report "  # before its id: the place of what it gives
# rooms that no result of an assessment passes through, so that a changed page or command has nothing read again
OUTSIDE = frozenset({"__main__.py", "ach", "acts", "capture", "cli", "screening", "team", "truth", "web"})
FLEETING = frozenset({"too-slow", "crashed", "nesting"})  # failures that another run may not meet
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Read:
    """What one report gives: its document, who says what in it, and what it asserts itself."""

    document: Document
    attributed: tuple[Statement, ...]
    narrated: tuple[Statement, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All of them, in the order of their places."""
        return tuple(sorted((*self.attributed, *self.narrated), key=lambda one: (one.extent, one.id)))


@dataclass(frozen=True, slots=True)
class Ground:
    """What claims are grouped on: what was taken in, each report as it is read, and who copied whom.

    Attributes:
        corrections: by people; what they read is in `reads` in place of what the machine did.
    """

    gathered: Intake
    reads: tuple[Read, ...]
    lineage: Lineage
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """`Ground` without what each report gives: the basis of each, by the report's id."""

    reports: tuple[tuple[str, str], ...]
    failed: tuple[Failure, ...]
    ignored: tuple[Ignored, ...]
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class Rest:
    """A result without what lies elsewhere: its documents, statements, lineage and findings.

    Attributes:
        slices: rows of findings.
    """

    slices: int
    result: Result


Reads = Mapping[str, tuple[str, Read]]  # what reports gave, with the basis of each, by the report's id
Records = tuple[Report | Failure | Ignored, ...]  # what an input gave
RECORDS = TypeAdapter(Records)
READ = TypeAdapter(Read)
OUTLINE = TypeAdapter(Outline)
CLAIMS = TypeAdapter(tuple[Claim, ...])
FINDINGS = TypeAdapter(tuple[Finding, ...])
REST = TypeAdapter(Rest)
SLICE = 50  # findings of a row: whoever reads it does nothing else meanwhile


class Kept:
    """What is kept beside a case.

    Args:
        case: whose; without one nothing is kept.
        program: digest of all that computes.
    """

    def __init__(self, case: Case | None = None, program: str = "") -> None:
        self._case = case
        self._derived = case.derived() if case else None
        self._program = program
        self._inputs = self._basis([(one.path, one.sha256) for one in case.inputs()]) if case else ""

    def parsed(self, inputs: Sequence[Input]) -> dict[Input, Records]:
        """Those of the inputs that were parsed before, with all that each gave; their bytes are verified.

        Raises:
            UsageError: bytes of an input are gone.
            DataError: they are not what they were.
        """
        found = self._found(RECORDS, {_place(one): self._basis() for one in inputs} if self._derived else {})
        known = {one: found[_place(one)] for one in inputs if _place(one) in found}
        return {one: records for one, records in known.items() if self._there([one], _reports(records))}

    def keep_parsed(self, made: Mapping[Input, Records]) -> None:
        """Keep what some inputs gave, but for failures that another run may not meet."""
        sure = {one: records for one, records in made.items() if not any(map(_fleeting, records))}
        self._keep(RECORDS, ((_place(one), self._basis(), records) for one, records in sure.items()))

    def reads(self, reports: Iterable[Report]) -> dict[str, Read]:
        """Those of the reports that were read before, by id."""
        return self._reads({report.id: self._basis(report) for report in reports}) if self._case else {}

    def keep_reads(self, made: Iterable[Read]) -> None:
        """Keep what some reports give."""
        reports = ((one, one.document.report) for one in made)
        self._keep(READ, ((REPORT + report.id, self._basis(report), one) for one, report in reports))

    def ground(self) -> Ground | None:
        """What was traced of these inputs; None where it must be done again.

        Raises:
            UsageError: bytes of an input are gone.
            DataError: they are not what they were.
        """
        outline = self._found(OUTLINE, {"outline": self._inputs}).get("outline")
        reads = self._reads(dict(outline.reports)) if outline else {}
        inputs = self._case.inputs() if self._case else ()
        if outline is None or len(reads) < len(outline.reports) or not self._there(inputs, reads):
            return None
        ordered = tuple(reads[name] for name, _ in outline.reports)
        gathered = Intake(tuple(one.document.report for one in ordered), outline.failed, outline.ignored)
        return Ground(gathered, ordered, outline.lineage)

    def keep_ground(self, ground: Ground) -> None:
        """Keep what was traced, unless it holds a failure that another run may not meet; prune the rest."""
        gathered = ground.gathered
        self._prune(gathered.reports)
        if not any(map(_fleeting, gathered.failed)):
            reports = tuple((report.id, self._basis(report)) for report in gathered.reports)
            outline = Outline(reports, gathered.failed, gathered.ignored, ground.lineage)
            self._keep(OUTLINE, [("outline", self._inputs, outline)])

    def _prune(self, reports: Iterable[Report]) -> None:
        """Leave what the next run may ask for: a value for each input and report, and what follows from all of them."""
        if self._case and self._derived:
            inputs = {_place(one): self._basis() for one in self._case.inputs()}
            read = {REPORT + report.id: self._basis(report) for report in reports}
            self._derived.prune({**inputs, **read, "outline": self._inputs, "claims": None})

    def claims(self, ground: Ground, grouping: Sequence[Decision]) -> tuple[Claim, ...] | None:
        """The claims on this ground, grouped as people decided; None where they must be grouped again."""
        return self._found(CLAIMS, {"claims": self._grouped(ground, grouping)}).get("claims") if self._case else None

    def keep_claims(self, ground: Ground, grouping: Sequence[Decision], grouped: tuple[Claim, ...]) -> None:
        """Keep the claims."""
        if self._case:
            self._keep(CLAIMS, [("claims", self._grouped(ground, grouping), grouped)])

    def answering(self, *parts: object) -> str:
        """The basis of a whole result: the inputs, and what else it follows from."""
        return self._basis(self._inputs, *parts)

    def keep_answer(self, basis: str, result: Result) -> None:
        """Keep a result; its documents, statements and lineage are kept already."""
        found = result.findings
        slices = [found[start : start + SLICE] for start in range(0, len(found), SLICE)]
        self._keep(FINDINGS, ((f"findings {n}", basis, one) for n, one in enumerate(slices)))
        rest = replace(result, documents=(), statements=(), lineage=Lineage(()), findings=())
        self._keep(REST, [("answer", basis, Rest(len(slices), rest))])

    def answer(self, basis: str, known: Reads) -> tuple[Result, Reads] | None:
        """The result of a basis without documents and statements, and what they follow from; None where a part is gone.

        Args:
            basis: of the result.
            known: what the caller holds of reports already; it is not read again where it has the same basis.
        """
        rest = self._found(REST, {"answer": basis}).get("answer")
        outline = self._found(OUTLINE, {"outline": self._inputs}).get("outline")
        if rest is None or outline is None:
            return None
        wanted = dict(outline.reports)
        held = {name: known[name] for name, own in wanted.items() if name in known and known[name][0] == own}
        fresh = self._reads({name: own for name, own in wanted.items() if name not in held})
        held |= {name: (wanted[name], one) for name, one in fresh.items()}
        reads = {name: held[name] for name in wanted if name in held}
        places = {f"findings {n}": basis for n in range(rest.slices)}
        slices = self._found(FINDINGS, places)
        if len(reads) < len(wanted) or len(slices) < rest.slices:
            return None
        findings = tuple(one for place in places for one in slices[place])
        return replace(rest.result, lineage=outline.lineage, findings=findings), reads

    def _grouped(self, ground: Ground, grouping: Sequence[Decision]) -> str:
        """The basis of claims: the reports, which the rest follows from; the inputs may give others the next time."""
        return self._basis([self._basis(report) for report in ground.gathered.reports], grouping, ground.corrections)

    def _basis(self, *parts: object) -> str:
        """Digest of the program and of what else a value follows from."""
        return digest(to_json((self._program, *parts), inf_nan_mode="constants"))

    def _reads(self, wanted: Mapping[str, str]) -> dict[str, Read]:
        found = self._found(READ, {REPORT + name: basis for name, basis in wanted.items()})
        return {place.removeprefix(REPORT): read for place, read in found.items()}

    def _there(self, inputs: Iterable[Input], reports: Iterable[str]) -> bool:
        """Whether the bytes of every report are kept; those of the inputs are verified, as if they were read again."""
        assert self._case is not None  # noqa: S101 - without one nothing was found
        for entry in inputs:
            self._case.blobs.read(entry.sha256)
        return all(name.removeprefix("sha256:") in self._case.blobs for name in reports)

    def _found(self, kind: TypeAdapter[Kind], wanted: Mapping[str, str]) -> dict[str, Kind]:
        rows = self._derived.find(wanted) if self._derived else {}
        return {place: value for place, row in rows.items() for value in _unpacked(kind, row)}

    def _keep(self, kind: TypeAdapter[Kind], made: Iterable[tuple[str, str, Kind]]) -> None:
        if self._derived:
            packed = ((place, basis, _packed(value), value) for place, basis, value in made)
            self._derived.keep(
                {p: (basis, row) for p, basis, row, value in packed if [*_unpacked(kind, row)] == [value]}
            )


NOWHERE = Kept()


def _place(entry: Input) -> str:
    return f"input {entry.sha256} {entry.path}"


def _reports(records: Records) -> list[str]:
    return [record.id for record in records if isinstance(record, Report)]


def _fleeting(record: Report | Failure | Ignored) -> bool:
    return isinstance(record, Failure) and record.reason in FLEETING


def _packed(value: object) -> bytes:
    return zlib.compress(to_json(value, inf_nan_mode="constants"), 1)


def _unpacked(kind: TypeAdapter[Kind], row: bytes) -> Iterator[Kind]:
    """The value of a row; none where it is not of this kind, as one that an older version wrote may be."""
    try:
        yield kind.validate_json(zlib.decompress(row))
    except (ValidationError, zlib.error):
        return


def program(options: Settings) -> str:
    """Digest of all that computes: code and data of Bukti, Python, libraries, the user's outlets, limits, vectors."""
    vectors = embedding.MODEL_SHA256 if embedding.usable(options) else ""
    return digest(to_json((_installed(), lexicon.own_digest(), asdict(options.limits), vectors)))


@cache
def _installed() -> str:
    """Digest of the files that compute and of the versions of what they run on; neither changes while it runs."""
    found = hashlib.sha256(platform.python_version().encode())
    for name, path in computing(Path(__file__).parents[1]):
        data = path.read_bytes()
        found.update(f"{name} {len(data)}\n".encode())
        found.update(data)
    for name in sorted({re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in requires("bukti") or ()}):
        found.update(f"{name} {_version(name)}\n".encode())
    return found.hexdigest()


def computing(home: Path) -> list[tuple[str, Path]]:
    """The files of the program that a result may follow from, with their names inside it, in order of name.

    Args:
        home: the folder of the program.
    """
    every = (path for path in home.rglob("*") if path.is_file() and path.suffix != ".pyc")
    named = ((path.relative_to(home), path) for path in every)
    return sorted((name.as_posix(), path) for name, path in named if name.parts[0] not in OUTSIDE)


def _version(name: str) -> Any:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
