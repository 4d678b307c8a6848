"""The door of the text stage: a report becomes a document."""

from __future__ import annotations

from bukti import lexicon
from bukti.model import Document, Report
from bukti.text.language import identify
from bukti.text.paragraphs import paragraphs
from bukti.text.quotations import quotations
from bukti.text.sentences import sentences


def analyse(report: Report) -> Document:
    """Language, paragraphs, sentences, quotations, times, quantities and signs of machine translation of a report."""
    language = identify(report.text, report.language)
    ranges = paragraphs(report.text)
    return Document(
        report=report,
        language=language,
        paragraphs=ranges,
        sentences=sentences(report.text, ranges, language.code),
        quotations=quotations(report.text, ranges),
        support="full" if language.code in lexicon.supported() else "basic",
    )
