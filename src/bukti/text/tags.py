"""Languages as people name them: tags of BCP 47 made into the codes that the stages know."""

from __future__ import annotations

import re

from bukti import lexicon
from bukti.errors import UsageError

TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")


def code(tag: str) -> str:
    """The ISO 639 code of a language that a person names; the shorter one where it has two (`eng` and `en-GB`: `en`).

    Args:
        tag: of BCP 47, or an ISO 639 code.

    Raises:
        UsageError: it names no language.
    """
    from rigour.langs import iso_639_alpha2, iso_639_alpha3  # noqa: PLC0415 - loaded where somebody names a language

    found = TAG.fullmatch(tag.strip())
    base = found[1].lower() if found else ""
    known = (iso_639_alpha2(base) or iso_639_alpha3(base)) if base else None
    if known in (None, "mul"):  # several languages are none
        full = ", ".join(lexicon.supported())
        raise UsageError(
            f"{tag!r} is no language code: use one of BCP 47 such as en, ckb or pt-BR. There are {full}, and every "
            "other language of ISO 639 with basic support."
        )
    return str(known)
