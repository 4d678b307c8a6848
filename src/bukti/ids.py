"""Content-derived identities; the only place that hashes for identity.

Python's salted `hash()` must never reach a result: the same bytes give the same identity on every machine and run.
"""

from __future__ import annotations

import hashlib
import json

CASE_MARK = 0x42554B54  # "BUKT", the application_id in the header of a case file (SQLite, bytes 68 to 71)
CASE_ADDRESS = b"bukti case at "  # how a case file begins that names the database where its tables lie


def digest(data: bytes) -> str:
    """SHA-256 of the bytes as lower-case hex (FIPS 180-4)."""
    return hashlib.sha256(data).hexdigest()


def report_id(data: bytes) -> str:
    """Identity of a report: `sha256:` and the digest of its exact bytes."""
    return f"sha256:{digest(data)}"


def content_id(kind: str, *parts: object) -> str:
    """Identity of a derived record: its kind and 16 hex digits of the digest of its canonical JSON parts.

    Args:
        kind: a short prefix such as `st` (statement), `cl` (claim), `or` (origin), `la` (latent origin).
        parts: JSON-serialisable values that define the record; order matters.

    Raises:
        TypeError: a part cannot be written as JSON.
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{kind}-{digest(canonical.encode('utf-8', 'surrogatepass'))[:16]}"
