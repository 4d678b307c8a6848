"""Whether what others added meanwhile is in the way of an act: only a decision on the same thing is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bukti.ids import content_id
from bukti.ledger.event import Event
from bukti.model import Result
from bukti.store import log
from bukti.store.decisions import MERGE, NOTE, PROFILE, SPLIT

# fields of an act that name what it is on
NAMING = ("target", "claim", "other", "incident", "entity", "list", "source", "report")
CLAIMS = ("claim", "other")
CHOOSING = ("profile", "content")  # … that choose what claims are weighed with


def clashing(result: Result | None, fields: Mapping[str, str], added: Sequence[Event]) -> tuple[Event, ...]:
    """What of the log is in the way of an act; all of it where it is another log than the one that its author saw.

    Args:
        result: that the author saw.
        fields: of the act, as typed.
        added: what was added to the log since the end that the author saw.
    """
    if added and added[0].content["number"] == 1:
        return tuple(added)
    meant = things(result, fields)
    found = ((event, event.content["body"]) for event in added if event.content["kind"] == log.DECISION)
    return tuple(event for event, body in found if _clashes(body, meant, fields))


def _clashes(body: Mapping[str, Any], meant: frozenset[str], fields: Mapping[str, str]) -> bool:
    if body.get("what") == NOTE:  # no figure follows from it; the same one twice is a form that was sent twice
        about, words = (fields.get("on", ""), fields.get("target", "")), fields.get("reason", "").strip()
        return (body.get("kind"), body.get("reason")) == (about[0], words) and about[0] != ""
    return not meant.isdisjoint(_decided(body))


def things(result: Result | None, fields: Mapping[str, str]) -> frozenset[str]:
    """All that an act is on: what its fields name, the statements of its claims, the keys of its sources."""
    found = {_plain(fields[name]) for name in NAMING if fields.get(name, "").strip()}
    if any(fields.get(name, "").strip() for name in CHOOSING):
        found.add(PROFILE)  # a case has one
    if result is None:
        return frozenset(found)
    for finding in result.findings:
        if finding.claim.id in {fields.get(name) for name in CLAIMS}:
            found |= {*finding.claim.affirming, *finding.claim.denying, *finding.claim.about}
        for origin in finding.graph.origins:
            if origin.id in found or not found.isdisjoint(content_id("or", *key) for key in origin.keys):
                found |= {key[1] for key in origin.keys if len(key) > 1}
    for incident in result.incidents:
        if incident.id in found:
            found |= {*incident.tellings}
    return frozenset(found)


def _decided(body: Mapping[str, Any]) -> set[str]:
    """All that a decision is on, however it names it."""
    whole = body.get("what") in {MERGE, SPLIT}
    keys = (key if whole else key[:2] for key in body.get("matter") or ())
    named = (body.get("id"), body.get("target"), body.get("supersedes"), _plain(str(body.get("name", ""))))
    return {str(one) for one in named if one} | {_plain(str(part)) for key in keys for part in key}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
