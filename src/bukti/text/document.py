"""The door of the text stage: a report becomes a document."""

from __future__ import annotations

from bukti import lexicon
from bukti.model import Document, Report
from bukti.text import damage
from bukti.text.dates import times
from bukti.text.language import identify
from bukti.text.letters import quoted, spelled
from bukti.text.paragraphs import paragraphs
from bukti.text.quantities import quantities
from bukti.text.quotations import quotations
from bukti.text.sentences import sentences
from bukti.text.translation import machine_translation
from bukti.text.words import of


def analyse(report: Report) -> Document:
    """Language, paragraphs, sentences, quotations, times, quantities and signs of machine translation of a report."""
    language = identify(report.text, report.language)
    ranges = paragraphs(report.text)
    marked = quoted(report.text)
    dated = times(report.text, language.code, report.published)
    harmed = damage.find(report.text, language.code)
    return Document(
        report=report,
        language=language,
        paragraphs=ranges,
        sentences=sentences(marked, ranges, language.code),
        quotations=quotations(marked, ranges, frozenset(map(spelled, of(language.code).speech))),
        times=dated,
        quantities=quantities(report.text, language.code, [time.span for time in dated]),
        damage=harmed,
        machine_translation=machine_translation(report.text, language.code, harmed),
        support=lexicon.support(language.code),
    )
