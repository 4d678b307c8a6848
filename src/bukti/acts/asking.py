"""Screening by a server that the user names: asked through the capture client and within its limits."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bukti import settings
from bukti.capture import proxies
from bukti.capture.addresses import Policy
from bukti.capture.client import Asking, Client, Conduct
from bukti.capture.facts import Exchange
from bukti.capture.target import parse
from bukti.errors import InputError
from bukti.ids import digest
from bukti.intake.base import Budget
from bukti.model import Candidate, Failure, ListFile, Subject
from bukti.progress import Tick
from bukti.screening import build, remote
from bukti.screening.chains import chain
from bukti.screening.index import Index
from bukti.screening.listings import listings
from bukti.screening.remote import Hit, Place
from bukti.screening.search import SHOWN

KEY = "BUKTI_REMOTE_KEY"  # of the environment: the key of a server that wants one
REMEDIES = {
    401: f"it wants a key: set {KEY}",
    403: f"it refuses: check the key in {KEY}",
    404: "it knows neither this address nor this dataset",
    429: "it was asked too often: try later",
}


@dataclass(slots=True)
class Asked:
    """What a server answered.

    Attributes:
        searched: which dataset; None where nothing was. found: candidates of each subject, in their order.
        failed: why something is missing.
    """

    searched: ListFile | None = None
    found: list[list[Candidate]] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)


class Server:
    """A server that matches. Only its own host is contacted, and no redirect is followed.

    Args:
        url: as the user gave it.

    Raises:
        UsageError: it is no address of one.
        InputError: its host cannot be.
    """

    def __init__(self, url: str) -> None:
        self.place: Place = remote.place(url)
        target = parse(self.place.match)
        self._limits = settings.from_environment().limits
        policy = Policy(frozenset({target.port}), frozenset({target.host}))
        self._client = Client(Conduct(policy, self._limits, proxies.from_environment(), delay=0.0))
        key = os.environ.get(KEY, "")
        self._key = (("Authorization", f"ApiKey {key}"),) if key else ()

    def ask(self, url: str, body: bytes | None = None) -> bytes:
        """The body of an answer.

        Raises:
            InputError: there is none, or the server says no.
        """
        headers = (("Accept", "application/json"), *self._key)
        if body is None:
            found = self._client.ask(parse(url), Asking("GET", headers))
        else:
            found = self._client.ask(parse(url), Asking("POST", (*headers, ("Content-Type", "application/json")), body))
        return self._body(found)

    def _body(self, found: Exchange) -> bytes:
        if found.fault is not None:
            raise found.fault
        if found.status != 200:
            remedy = REMEDIES.get(found.status or 0, "try later, or tell who runs it")
            raise InputError("refused", f"{found.url} answered {found.status}: {remedy}.")
        return found.content(Budget(self._limits))


def ask(url: str, subjects: Sequence[Subject], how: tuple[str, float], tick: Tick) -> Asked:
    """Look for subjects on a server.

    Args:
        url: of it.
        subjects: who is looked for.
        how: day asked about, and threshold.
        tick: told about progress.

    Raises:
        UsageError: it is no address of one.
    """
    made = Asked(found=[[] for _ in subjects])
    try:
        server = Server(url)
        version, day, faults = remote.dataset(server.ask(f"{server.place.base}/catalog"), server.place.dataset)
        scorer = remote.algorithm(server.ask(f"{server.place.base}/algorithms"))
    except InputError as fault:
        made.failed.append(Failure(url, fault.reason, fault.detail))
        return made
    given = _hits(server, subjects, how[1], made, tick)
    if all(one is None for one in given) and subjects:
        return made
    unanswered = [one.name for one, some in zip(subjects, given, strict=True) if some is None]
    if unanswered:
        some = ", ".join(unanswered[:5])
        faults.append(f"{len(unanswered)} of {len(subjects)} names were not answered: {some}.")
    kind = f"matching server, {scorer or 'algorithm not told'}, version {version or 'not told'}"
    complete = not unanswered
    with TemporaryDirectory() as folder:
        index = _index(server, given, Path(folder), faults)
        known = index.list.entities if index else 0
        if index is not None:
            with index:
                made.found = [_candidates(index, server.place, some or [], how[0] or day) for some in given]
    if lost := sum(len(some or ()) for some in given) - sum(map(len, made.found)):
        complete = False
        faults.append(f"{lost} candidates are not shown: the server did not tell of them when asked.")
    names = len(subjects) - len(unanswered)
    sha256 = digest(f"{server.place.match} {version}".encode())
    made.searched = ListFile(server.place.match, kind, sha256, day, known, names, tuple(faults), complete)
    if not complete:
        made.failed.append(Failure(server.place.match, "incomplete", " ".join(faults)))
    return made


def _hits(
    server: Server, subjects: Sequence[Subject], threshold: float, made: Asked, tick: Tick
) -> list[list[Hit] | None]:
    """What the server gives for each; None for who was in a request that failed."""
    given: list[list[Hit] | None] = []
    for batch in remote.batches(subjects):
        try:
            given += remote.hits(server.ask(server.place.match, remote.question(batch)), batch, threshold)
        except InputError as fault:
            given += [None] * len(batch)
            if not any(one.detail == fault.detail for one in made.failed):
                made.failed.append(Failure(server.place.match, fault.reason, fault.detail))
        tick("remote", len(given), len(subjects))
    return given


def _index(server: Server, given: Sequence[Sequence[Hit] | None], folder: Path, faults: list[str]) -> Index | None:
    """The entities that were given, with their measures and links, as a list of their own."""
    wanted = dict.fromkeys(hit.id for some in given for hit in (some or ())[:SHOWN])
    lines = []
    for id_ in wanted:
        try:
            lines.append(b" ".join(server.ask(server.place.entity(id_)).split()))
        except InputError as fault:
            faults.append(f"{id_}: {fault.detail}")
    file = folder / "remote.ftm.json"
    file.write_bytes(b"\n".join(lines))
    try:
        return build.index(file, folder) if lines else None
    except InputError as fault:
        faults.append(fault.detail)
        return None


def _candidates(index: Index, place: Place, some: Sequence[Hit], day: str) -> list[Candidate]:
    found = []
    for hit in some[:SHOWN]:
        entity = index.get(hit.id)
        if entity is not None:
            measures, owners = listings(index, entity, day), chain(index, entity, day)
            found.append(Candidate(place.match, entity, hit.score, hit.features, measures, owners))
    return found
