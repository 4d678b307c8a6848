"""What a WACZ file says of itself (WACZ 1.1.1, WACZ auth 0.1.0): digests of its files, and who signed them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

from bukti.errors import InputError
from bukti.ids import digest

PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
SHA256 = "sha256:"


class Package:
    """A WACZ file whose members are being read."""

    def __init__(self) -> None:
        self._digests: dict[str, str] = {}
        self._files: dict[str, bytes] = {}
        self._twice: list[str] = []

    def note(self, name: str, data: bytes) -> None:
        """Take note of a member's bytes."""
        if name in self._digests:
            self._twice.append(name)
        self._digests[name] = digest(data)
        if name in {PACKAGE, DIGEST}:
            self._files[name] = data

    def checked(self) -> str:
        """What could be checked, in words.

        Raises:
            InputError: `altered`: a file is not what the package says, or the signature does not hold.
        """
        listed = self._listed()
        for problem in self._problems(listed):
            raise InputError("altered", f"The web archive is not what it says of itself, {problem}: get it again.")
        known = sum(told.startswith(SHA256) for told in listed.values())
        return f"{known} of its {len(listed)} files have the digest that it says; {self._signature()}"

    def _signature(self) -> str:
        told = _object(self._files.get(DIGEST, b"{}"))
        signed = told.get("signedData")
        if not isinstance(signed, dict):
            return "not signed"
        if "publicKey" in signed and "domain" not in signed:
            return _anonymous(signed)
        return f"signed for {signed.get('domain')}, not checked"

    def _listed(self) -> dict[str, str]:
        """The digest that the package gives for each path."""
        resources = _object(self._files.get(PACKAGE, b"")).get("resources")
        found = [one for one in (resources if isinstance(resources, list) else []) if isinstance(one, dict)]
        return {str(one.get("path")): str(one.get("hash")) for one in found}

    def _problems(self, listed: dict[str, str]) -> Iterator[str]:
        yield from (f"{name} stands in it twice" for name in self._twice)
        for path, told in sorted(listed.items()):
            if path not in self._digests:
                yield f"{path} is missing"
            elif told.startswith(SHA256) and told != f"{SHA256}{self._digests[path]}":
                yield f"{path} has another digest than {told}"
        yield from (f"{p} is not listed" for p in sorted(self._digests) if p.startswith("archive/") and p not in listed)
        if DIGEST in self._files:
            told = str(_object(self._files[DIGEST]).get("hash"))
            if told != f"{SHA256}{self._digests.get(PACKAGE)}":
                yield f"{PACKAGE} has another digest than {told}"
            signed = _object(self._files[DIGEST]).get("signedData")
            if isinstance(signed, dict) and signed.get("hash", told) != told:
                yield "its signature is that of another package"


def _anonymous(signed: dict[str, Any]) -> str:
    """An anonymous signature: ECDSA with SHA-256 over the text of the package's digest, by a key that comes along.

    Raises:
        InputError: `altered`.
    """
    try:
        data = base64.b64decode(str(signed["publicKey"]), validate=True)
        raw = base64.b64decode(str(signed.get("signature")), validate=True)
        key = serialization.load_der_public_key(data)
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return "signed with a key of a sort that is not known, not checked"
        half = len(raw) // 2
        both = utils.encode_dss_signature(int.from_bytes(raw[:half]), int.from_bytes(raw[half:]))
        key.verify(both, str(signed.get("hash")).encode(), ec.ECDSA(hashes.SHA256()))
    except (ValueError, UnsupportedAlgorithm, InvalidSignature) as fault:
        raise InputError("altered", "The signature of the web archive does not hold: get it again.") from fault
    when = str(signed.get("created"))[:40]
    return f"the signature holds, by the key {digest(data)[:16]}… that comes along, made {when} as it says itself"


def _object(data: bytes) -> dict[str, Any]:
    """A JSON object, or an empty one for anything else."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
