"""Reading: who says what, with which certainty, on what basis, through whom."""

from __future__ import annotations

from bukti.model import Document, Statement
from bukti.reading.assemble import assemble
from bukti.reading.basic import read_basic
from bukti.reading.factuality import factuality
from bukti.reading.heard import as_heard, identity
from bukti.reading.narrator import narrate
from bukti.reading.pointing import pointed
from bukti.reading.rests import rested
from bukti.reading.retold import carried
from bukti.reading.scan import running
from bukti.reading.units import read_units
from bukti.reading.vocabulary import vocabulary

__all__ = ["as_heard", "factuality", "identity", "narrate", "read"]


def read(document: Document) -> tuple[Statement, ...]:
    """Attributed statements of a document, in text order.

    A language without a file gets basic support: quotations beside a name (`basic.read_basic`). Mentions, where the
    document has them, name sources and media; without them capitals and role nouns decide.
    """
    words = vocabulary(document.language.code or "")
    if words is None:
        return read_basic(document)
    whole, speech = read_units(document)
    found = [rested(document.report.text, unit, document.mentions, words) for unit in whole]
    units = [unit for unit, _ in found]
    drafts = pointed(units, [draft for _, drafts in found for draft in drafts], words)
    drafts = carried(units, drafts, words)
    return assemble(document, units, running(units, drafts, speech), words)
