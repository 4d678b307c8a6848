"""Where words begin and end: a word that is written onto another is cut off, as the language's data tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bukti.text.letters import MARK, SIGNS, TOKEN


def token_pattern(elisions: Iterable[str], enclitics: Iterable[str], uncut: Iterable[str]) -> re.Pattern[str]:
    """The pattern whose matches are a language's tokens; `TOKEN` where nothing is written onto another word.

    Args:
        elisions: short words with the mark that joins them to the next ("l'", "s-"): tokens with their mark.
        enclitics: words joined behind a verb by a hyphen ("il"), with what may stand between ("t-il"): the hyphens,
            and what stands between, belong to no token.
        uncut: words that only look like two ("d'abord").
    """
    front = "|".join(_written(e) for e in sorted(set(elisions), key=lambda e: (-len(e), e)))
    behind = "|".join(_written(e) for e in sorted(set(enclitics), key=lambda e: (-len(e), e)))
    if not front and not behind:
        return TOKEN
    joint = f"['’.\\-‑](?!(?:{behind})\\b)" if behind else "['’.\\-‑]"
    whole = "".join(rf"(?<!\w){_written(word)}\b|" for word in sorted(set(uncut)))
    cut = rf"(?<![\w'’])(?:{front})(?=\w)|" if front else ""
    linking = sorted({e.rpartition("-")[0] for e in enclitics if "-" in e})
    links = "|".join(re.escape(link) for link in linking)
    skip = rf"(?!(?<=-)(?:{links})-(?:{behind})\b)" if links else ""
    hyphen = rf"(?!-(?:{behind})\b)" if behind else ""
    return re.compile(rf"{whole}{cut}{skip}\w+(?:{joint}\w+|[{SIGNS}]+\w*)*|{hyphen}{MARK}", re.IGNORECASE)


def _written(form: str) -> str:
    """A form as it may be written: with either apostrophe."""
    return re.escape(form).replace("'", "['’]")
