"""What goes in and out of the API, as pydantic models: the OpenAPI document is made of them.

Claims, reports and decisions are the objects of `bukti assess --format json`, which docs/outputs.md tells of.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bukti.report.plain import UNSEEN

Object = dict[str, Any]
State = Literal["waiting", "running", "done", "stopped", "failed"]
ORDERS = Literal["matter", "origins", "reports", "grade", "belief"]
BASE64 = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
HIDDEN = UNSEEN.pattern[1:-1].replace("\ud800-\udfff", "")  # JSON has no surrogates


class Record(BaseModel):
    """Frozen, and strict about what comes in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fault(Record):
    """Why a request was not done, in words for people."""

    error: str


class Entry(Record):
    """An event of the log: who did what, when, with which key."""

    number: int
    kind: str
    at: str
    who: str
    key: str
    what: str


class Conflict(Fault):
    """What was added after the end of the log that an order names; nothing was recorded."""

    head: str = Field(description="The end of the log now.")
    since: list[Entry]


class Me(Record):
    """Who asks, and what they may do."""

    name: str
    rights: list[str]


class Job(Record):
    """A long task."""

    id: str
    name: str
    state: State
    stage: str
    done: int
    total: int = Field(description="Steps of the stage; 0 before it begins.")
    outcome: Object | None = Field(description="What it gave; of an act as its command prints it in JSON.")
    error: str


class Case(Record):
    """What a case holds, where its log ends, and the result that the other addresses show."""

    name: str
    inputs: int
    bytes: int
    decisions: int
    dossiers: int
    stale: int
    begun: str
    last: str
    events: int
    head: str = Field(description="Digest of the end of the log; an act needs it.")
    computed: str | None = Field(description="When the result was computed; null before the first.")
    current: bool = Field(description="Whether nothing was added or decided since.")
    jobs: list[Job] = Field(description="Tasks that have not ended, the one that runs first.")


class Listed(Record):
    """A part of a longer list."""

    total: int
    offset: int
    items: list[Object]


class Part(Record):
    """Which part of a list."""

    offset: int = Field(0, ge=0, le=10_000_000)
    limit: int = Field(50, ge=1, le=500)


class ClaimsWanted(Part):
    """Which claims, as the board filters them; what is empty asks for nothing."""

    q: str = Field("", max_length=400, description="Words in the claim or its statements.")
    disputed: Literal["", "yes", "no"] = ""
    grade: str = Field("", max_length=1, description="A letter or digit of the grade.")
    language: str = Field("", max_length=3)
    standard: str = Field("", max_length=80, description="Standard of proof that is met; `none`.")
    order: ORDERS = "matter"


class After(Record):
    """Which events."""

    after: int = Field(0, ge=0, le=10_000_000, description="Number of the last event that is known.")
    limit: int = Field(100, ge=1, le=500)


class Entries(Record):
    """Events in order."""

    head: str
    items: list[Entry]


class Act(Record):
    """A kind of act."""

    name: str
    title: str
    asks: list[str] = Field(description="Fields that say what it is about.")
    tried: bool = Field(description="Whether it can be tried without recording anything.")
    right: str
    may: bool = Field(description="Whether who asks has that right.")


class Acts(Record):
    """Every kind of act."""

    items: list[Act]


class Order(Record):
    """An act that is asked for."""

    fields: dict[str, str] = Field(
        description="What it is about, and `reason`. Of a split also `leaves:STATEMENT` for each that leaves.",
        max_length=1000,
    )
    head: str = Field(description="End of the log that its author saw.", max_length=64)
    trial: bool = Field(True, description="Nothing is recorded; the outcome is what would change.")


class Pair(Record):
    """Two reports that are compared."""

    one: str = Field(min_length=1, max_length=80, description="Id of a report.")
    other: str = Field(min_length=1, max_length=80, description="Id of another one.")


class Named(Record):
    """A file that is added: the body of the request is its bytes."""

    name: str = Field(
        min_length=1,
        max_length=255,
        pattern=f"^[^{HIDDEN}]*[^\\s{HIDDEN}][^{HIDDEN}]*$",
        description="Of the file; it stands in the log and is no path, and holds no character that nobody sees.",
    )


class ListFile(Record):
    """A file of a list of names."""

    name: str = Field(min_length=1, max_length=200, description="With the ending that its reader knows it by.")
    data: str = Field(min_length=4, pattern=BASE64, description="Its bytes in base64.")


class ListSent(Record):
    """A list of names that the case is screened against from now on."""

    files: list[ListFile] = Field(
        min_length=1, max_length=10, description="One, or several that are one list (SDN.CSV with ALT.CSV and ADD.CSV)."
    )
    reason: str = Field(min_length=1, max_length=10_000)
    head: str = Field(description="End of the log that its author saw.", max_length=64)
    partly: bool = Field(False, description="It is taken, INCOMPLETE, where its reader cannot read all of it.")


class ChosenList(Record):
    """A list that the case is screened against."""

    name: str
    reason: str
    author: str
    made: str
    kept: list[str] = Field(description="SHA-256 of each file that the case keeps; none of a list of the folder.")
    searched: list[Object] = Field(description="Files of it that were searched for the result that is shown.")
    failed: list[Object] = Field(description="What could not be searched, or not whole, and why.")


class Lists(Record):
    """The lists that the case is screened against."""

    head: str
    items: list[ChosenList]


class Added(Record):
    """A file that was added, or was there."""

    name: str
    sha256: str
    new: bool


class Empty(Record):
    """Nothing."""
