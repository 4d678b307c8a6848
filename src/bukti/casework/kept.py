"""Results of a case that are found again while what they follow from is the same: inputs, decisions, settings, program.

Each report is read once, whatever is added later; who copied whom is traced again when the inputs change, and claims
are grouped again when the inputs or the merges and splits do. Values are JSON, checked field by field when they are
read, and only kept where what is read back equals what was written.
"""

from __future__ import annotations

import hashlib
import platform
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from bukti import lexicon
from bukti.ids import digest
from bukti.intake import Intake
from bukti.model import Claim, Decision, Document, Failure, Ignored, Lineage, Report, Statement
from bukti.settings import Settings
from bukti.store.case import Case
from bukti.text import embedding

REPORT = "report "  # before its id: the place of what it gives
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
    """What claims are grouped on: what was taken in, each report as it was read, and who copied whom."""

    gathered: Intake
    reads: tuple[Read, ...]
    lineage: Lineage


@dataclass(frozen=True, slots=True)
class Outline:
    """`Ground` without what each report gives: the basis of each, by the report's id."""

    reports: tuple[tuple[str, str], ...]
    failed: tuple[Failure, ...]
    ignored: tuple[Ignored, ...]
    lineage: Lineage


READ = TypeAdapter(Read)
OUTLINE = TypeAdapter(Outline)
CLAIMS = TypeAdapter(tuple[Claim, ...])


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
        if outline is None or len(reads) < len(outline.reports) or not self._there(reads):
            return None
        ordered = tuple(reads[name] for name, _ in outline.reports)
        gathered = Intake(tuple(one.document.report for one in ordered), outline.failed, outline.ignored)
        return Ground(gathered, ordered, outline.lineage)

    def keep_ground(self, ground: Ground) -> None:
        """Keep what was traced, unless it holds a failure that another run may not meet."""
        gathered = ground.gathered
        if not any(failure.reason in FLEETING for failure in gathered.failed):
            reports = tuple((report.id, self._basis(report)) for report in gathered.reports)
            outline = Outline(reports, gathered.failed, gathered.ignored, ground.lineage)
            self._keep(OUTLINE, [("outline", self._inputs, outline)])

    def claims(self, grouping: Sequence[Decision]) -> tuple[Claim, ...] | None:
        """The claims of these inputs, grouped as people decided; None where they must be grouped again."""
        return self._found(CLAIMS, {"claims": self._basis(self._inputs, grouping)}).get("claims")

    def keep_claims(self, grouping: Sequence[Decision], grouped: tuple[Claim, ...]) -> None:
        """Keep the claims."""
        self._keep(CLAIMS, [("claims", self._basis(self._inputs, grouping), grouped)])

    def _basis(self, *parts: object) -> str:
        """Digest of the program and of what else a value follows from."""
        return digest(to_json((self._program, *parts), inf_nan_mode="constants"))

    def _reads(self, wanted: Mapping[str, str]) -> dict[str, Read]:
        found = self._found(READ, {REPORT + name: basis for name, basis in wanted.items()})
        return {place.removeprefix(REPORT): read for place, read in found.items()}

    def _there(self, reports: Iterable[str]) -> bool:
        """Whether the bytes of every report are kept; those of the inputs are verified, as if they were read again."""
        assert self._case is not None  # noqa: S101 - without one nothing was found
        for entry in self._case.inputs():
            self._case.blobs.read(entry.sha256)
        return all(name.removeprefix("sha256:") in self._case.blobs for name in reports)

    def _found(self, kind: TypeAdapter[Kind], wanted: Mapping[str, str]) -> dict[str, Kind]:
        rows = self._derived.find(wanted) if self._derived else {}
        return {place: value for place, row in rows.items() for value in _parsed(kind, row)}

    def _keep(self, kind: TypeAdapter[Kind], made: Iterable[tuple[str, str, Kind]]) -> None:
        if self._derived:
            packed = ((place, basis, _packed(value), value) for place, basis, value in made)
            self._derived.keep({p: (basis, row) for p, basis, row, value in packed if [*_parsed(kind, row)] == [value]})


NOWHERE = Kept()


def _packed(value: object) -> bytes:
    return zlib.compress(to_json(value, inf_nan_mode="constants"), 1)


def _parsed(kind: TypeAdapter[Kind], row: bytes) -> Iterator[Kind]:
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
    """Digest of Bukti's files and of the versions of what it runs on; neither changes while it runs."""
    found = hashlib.sha256(platform.python_version().encode())
    home = Path(__file__).parents[1]
    for path in sorted(path for path in home.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        data = path.read_bytes()
        found.update(f"{path.relative_to(home).as_posix()} {len(data)}\n".encode())
        found.update(data)
    for name in sorted({re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in requires("bukti") or ()}):
        found.update(f"{name} {_version(name)}\n".encode())
    return found.hexdigest()


def _version(name: str) -> Any:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
