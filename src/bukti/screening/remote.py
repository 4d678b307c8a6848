"""What is asked of a server that matches (yente, OpenSanctions) and what its answers mean; nothing is sent from here.

The interface is that of `POST /match/{dataset}` and `GET /entities/{id}`; scores are the server's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from bukti.errors import InputError, UsageError
from bukti.model import Feature, Subject

BATCH = 50  # names of one request; servers take 100 unless they were set otherwise
UNKNOWN = "LegalEntity"  # schema of whom nothing is known: persons and bodies
MATCH = re.compile(r"(?P<base>.*?)/match/(?P<dataset>[\w.-]+)/?$")
DEFAULT = "default"
DAY = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)")


@dataclass(frozen=True, slots=True)
class Place:
    """A dataset of a server.

    Attributes:
        base: address of the server, without a slash at its end. dataset: name of what is searched.
    """

    base: str
    dataset: str

    @property
    def match(self) -> str:
        """Where names are sent."""
        return f"{self.base}/match/{quote(self.dataset)}"

    def entity(self, id_: str) -> str:
        """Where an entity is told with its measures and links."""
        return f"{self.base}/entities/{quote(id_, safe='')}"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that a server gives for a name: its id, the server's score, and why."""

    id: str
    score: float
    features: tuple[Feature, ...]


def place(url: str) -> Place:
    """The dataset that an address names: `https://host`, or `https://host/match/DATASET`.

    Raises:
        UsageError: it is no such address, or holds a password or a query.
    """
    split = urlsplit(url.strip())
    if split.scheme not in ("http", "https") or not split.hostname or "@" in split.netloc or split.query:
        raise UsageError(f"{url!r} is no server: give https://HOST or https://HOST/match/DATASET.")
    found = MATCH.match(url.strip())
    return Place(found["base"], found["dataset"]) if found else Place(url.strip().rstrip("/"), DEFAULT)


def question(subjects: Sequence[Subject]) -> bytes:
    """The body of a request; queries are numbered in the order given."""
    queries = {
        str(number): {"schema": one.schema or UNKNOWN, "properties": _known(one)} for number, one in enumerate(subjects)
    }
    return json.dumps({"queries": queries}, ensure_ascii=False).encode()


def _known(one: Subject) -> dict[str, list[str]]:
    told = {"name": [one.name], "birthDate": [one.born], "country": [*one.countries], "idNumber": [*one.identifiers]}
    return {name: values for name, values in told.items() if any(values)}


def hits(body: bytes, subjects: Sequence[Subject], threshold: float) -> list[list[Hit] | None]:
    """What an answer gives for each subject, the likeliest first; None where it does not answer.

    Raises:
        InputError: it is no answer of this interface.
    """
    try:
        responses = json.loads(body)["responses"]
        return [_answered(responses.get(str(number)), one, threshold) for number, one in enumerate(subjects)]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise InputError(
            "broken", f"The answer is none of a matching server ({type(fault).__name__}: {fault})."
        ) from fault


def _answered(told: Any, subject: Subject, threshold: float) -> list[Hit] | None:
    if not isinstance(told, Mapping) or told.get("status", 200) != 200 or not isinstance(told.get("results"), list):
        return None
    found = [_hit(one, subject) for one in told["results"]]
    return sorted((one for one in found if one.score >= threshold), key=lambda one: (-one.score, one.id))


def _hit(told: Mapping[str, Any], subject: Subject) -> Hit:
    score = round(float(told["score"]), 3)
    names = [str(name) for name in told.get("properties", {}).get("name", ())]
    caption = str(told.get("caption") or next(iter(names), told["id"]))
    weights = {**told.get("features", {}), **_explained(told.get("explanations", {}))}
    why = ", ".join(f"{name} {value:.2f}" for name, value in sorted(weights.items()) if value)
    reason = Feature("name", score, subject.name, caption, f"by the server: {why or 'no reasons given'}")
    return Hit(str(told["id"]), score, (reason,))


def _explained(told: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(one["score"]) for name, one in told.items() if isinstance(one, Mapping) and "score" in one}


def dataset(body: bytes, name: str) -> tuple[str, str, list[str]]:
    """Version and day of a dataset, and what is wrong with it, as a server's catalogue tells.

    Raises:
        InputError: it is no catalogue, or does not have the dataset.
    """
    try:
        told = json.loads(body)
        known = {one["name"]: one for one in told["datasets"]}
        stale = name in told.get("outdated", ())
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise InputError("broken", f"The catalogue of the server cannot be read ({type(fault).__name__}).") from fault
    if name not in known:
        some = ", ".join(sorted(known)[:10])
        raise InputError("missing", f"The server has no dataset {name!r}: name one as /match/DATASET ({some}).")
    one = known[name]
    version = str(one.get("index_version") or one.get("version") or "")
    days = [*(DAY.search(str(one.get(key, ""))) for key in ("updated_at", "last_export")), DAY.search(version)]
    day = next((found for found in days if found), None)
    faults = ["The server searches an older version than the one that it knows of."] if stale else []
    return version, "-".join(day.groups()) if day else "", faults


def algorithm(body: bytes) -> str:
    """The algorithm that a server scores with unless asked otherwise; empty where it does not say."""
    try:
        return str(json.loads(body).get("default", ""))
    except (ValueError, AttributeError, RecursionError):
        return ""


def batches(subjects: Sequence[Subject]) -> Iterator[Sequence[Subject]]:
    """The subjects in the portions in which a server is asked."""
    return (subjects[start : start + BATCH] for start in range(0, len(subjects), BATCH))
