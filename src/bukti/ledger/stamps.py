"""Time stamps over the head of a log (RFC 3161): an authority signs that all up to it was there at a time."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import rfc3161_client as rfc3161
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from bukti.ledger.event import STAMP, canonical, encoded
from bukti.model import Check, Outcome

PURPOSE = b"bukti head 1\n"  # so that the stamp means nothing elsewhere
SLACK = timedelta(hours=1)  # by which clocks may differ: more, and the times in the log are not believed
PENDING = ""  # the response that is not there yet


@dataclass(frozen=True, slots=True)
class Stamped:
    """What is stamped: the end of a log and the root over its events."""

    case: str
    number: int
    digest: str
    root: str

    @property
    def message(self) -> bytes:
        """What the authority gets the digest of."""
        return PURPOSE + encoded(canonical(asdict(self)))


def request(head: Stamped) -> bytes:
    """What is asked of an authority (DER); the same for the same head, since that alone is to be dated."""
    builder = rfc3161.TimestampRequestBuilder(head.message, rfc3161.HashAlgorithm.SHA256, nonce=False)
    return builder.build().as_bytes()


def time(response: bytes, head: Stamped) -> datetime:
    """When a response says that a head was there (UTC); by whom is not checked.

    Raises:
        ValueError: it is no response, a refusal, or one for something else, in words.
    """
    found = rfc3161.decode_timestamp_response(response)
    if found.status != rfc3161.PKIStatus.GRANTED:
        raise ValueError(f"the authority refused: {' '.join(found.status_string) or found.status}")
    hashed = hashes.Hash(hashes.SHA256())
    hashed.update(head.message)
    if found.tst_info.message_imprint.message != hashed.finalize():
        raise ValueError("it is for something else")
    return found.tst_info.gen_time.astimezone(UTC)


def signed(response: bytes, head: Stamped, roots: Sequence[x509.Certificate]) -> None:
    """Check who signed a response.

    Args:
        response: as `time` takes it.
        head: what it is for.
        roots: certificates of authorities that are trusted; not empty.

    Raises:
        ValueError: none of them, or not for time stamps.
    """
    verifier = rfc3161.VerifierBuilder(roots=list(roots)).build()
    try:
        verifier.verify_message(rfc3161.decode_timestamp_response(response), head.message)
    except rfc3161.VerificationError as fault:
        raise ValueError(str(fault)) from fault


def roots_in(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file.

    Raises:
        ValueError: there is none in it.
    """
    return tuple(x509.load_pem_x509_certificates(pem))


def believed(response: bytes, head: Stamped, pem: bytes) -> tuple[datetime, bool]:
    """When a head was there, and whether an authority says so that is trusted.

    Args:
        response: of the authority.
        head: what it is for.
        pem: certificates of trusted authorities; empty where none are known.

    Raises:
        ValueError: it is no stamp of the head, none by a trusted authority, or the certificates are none.
    """
    moment = time(response, head)
    if pem:
        signed(response, head, roots_in(pem))
    return moment, bool(pem)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a log stood at each of its events, as computed from it.

    Attributes:
        case: digest of the first event. digest, root: by the number of an event, which must be there.
    """

    case: str
    digest: Callable[[int], str]
    root: Callable[[int], str]

    def at(self, number: int) -> Stamped:
        """The end of the log at an event."""
        return Stamped(self.case, number, self.digest(number), self.root(number))


def check(contents: Iterable[Mapping[str, Any]], ends: Ends, made: Mapping[int, str], pem: bytes) -> Check | None:
    """Whether the time stamps of a log are over it, and from whom; None where it has none.

    Args:
        contents: fields of its events.
        ends: where it stood.
        made: when each event that is known says that it was made.
        pem: certificates of trusted authorities; empty where none are known.
    """
    stamps = [content for content in contents if content["kind"] == STAMP]
    times: dict[int, datetime] = {}
    for content in stamps:
        body = content["body"]
        if body.get("response") == PENDING:
            continue
        try:
            number, moment = _checked(content, ends, made, pem)
        except (ValueError, TypeError, KeyError) as fault:
            detail = f"That of event {content['number']} does not hold: {fault}."
            return Check("time stamps", Outcome.FAILED, detail, len(stamps))
        times[number] = moment
    if not stamps:
        return None
    return _told(len(stamps), times, bool(pem))


def _checked(content: Mapping[str, Any], ends: Ends, made: Mapping[int, str], pem: bytes) -> tuple[int, datetime]:
    """Number of the event that a stamp is over, and its time."""
    number, response = content["body"]["number"], b64decode(content["body"]["response"], validate=True)
    if not 1 <= number < content["number"]:
        raise ValueError("it is over events that were not there yet")
    head = ends.at(number)
    moment, _ = believed(response, head, pem)
    before, after = made.get(number), content["made"]
    if before and moment < datetime.fromisoformat(before) - SLACK:
        raise ValueError(f"it is of {moment:%Y-%m-%d %H:%M}, event {number} says that it was made later, {before}")
    if moment > datetime.fromisoformat(after) + SLACK:
        raise ValueError(f"it is of {moment:%Y-%m-%d %H:%M}, and was put into the log before, {after}")
    return number, moment


def _told(total: int, times: Mapping[int, datetime], trusted: bool) -> Check:
    if not times:
        return Check("time stamps", Outcome.NOT_CHECKED, "They are pending: no authority has answered yet.", total)
    number = max(times)
    told = f"Event {number} and all before it were there on {times[number]:%Y-%m-%d at %H:%M:%S} UTC"
    if not trusted:
        detail = f"{told}, says an authority; whether one that you trust: give its root certificate with --roots."
        return Check("time stamps", Outcome.NOT_CHECKED, detail, total)
    return Check("time stamps", Outcome.PASSED, f"{told}.", total)
