"""Signs that a text was translated by machine."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bukti.model import Damage, MachineTranslation
from bukti.text.words import of

ENOUGH = 3  # weight of signs from which a text is called likely translated
WEIGHTS = {"calque": 2, "stray-article": 2, "lost-space": 1, "quotation-mark": 1}
MOST = 2  # occurrences of one kind that count


def machine_translation(text: str, language: str | None, damage: Sequence[Damage]) -> MachineTranslation:
    """Weigh the damage found and any note of translation; few signs leave `likely` False with the reasons kept.

    Args:
        text: the report's text.
        language: ISO 639-1 code, or None.
        damage: what the damage overlay found.
    """
    weight = 0
    reasons: list[str] = []
    for kind in sorted({d.kind for d in damage}):
        found = [d for d in damage if d.kind == kind]
        weight += WEIGHTS.get(kind, 1) * min(len(found), MOST)
        shown = ", ".join(dict.fromkeys(d.found for d in found[:3]))
        reasons.append(f"{len(found)} sign(s) of kind {kind}: {shown}")
    notes = [note for note in of(language).translated if re.search(rf"\b{re.escape(note)}\b", text, re.IGNORECASE)]
    if notes:
        weight += ENOUGH
        reasons.append(f"the text says so: {notes[0]}")
    telling = any(d.kind in {"calque", "stray-article"} for d in damage)
    likely = bool(notes) or (telling and weight >= ENOUGH)
    # Calques and left-over articles of the overlay are read against English, the only source language it knows.
    original = "en" if likely and telling and language != "en" else None
    return MachineTranslation(likely, original, tuple(reasons))
