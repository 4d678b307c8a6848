"""Common nouns that look like names where every noun has a capital: "die |Besatzung" is nobody."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bukti.derivation.tokens import fold, tokenise
from bukti.model import Document, MentionKind
from bukti.reading.vocabulary import vocabulary

NOUNS = frozenset({MentionKind.OTHER, MentionKind.ORGANISATION})  # what a common noun is taken for


def without_nouns(document: Document) -> Document:
    """The document without mentions of one unknown word that stands behind an article somewhere in it.

    Masked like a name a noun has no meaning, and a short question has no other.
    """
    grammar = vocabulary(document.language.code or "")
    if grammar is None or not grammar.words.grammar.capital_nouns:
        return document
    articles, forms = grammar.classes["determiners"], tokenise(document.report.text).forms
    nouns = {form for before, form in pairwise(forms) if before in articles}
    kept = (m for m in document.mentions if m.kind not in NOUNS or m.key[:5] != "name:" or fold(m.name) not in nouns)
    return replace(document, mentions=tuple(kept))
