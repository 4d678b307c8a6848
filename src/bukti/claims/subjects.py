"""Whoever speaks as the subject of what they say: "Solvanta denied that |it had ordered gyroscopes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bukti.entities.gazetteer import fold
from bukti.model import Document, Form, MentionKind, SourceKind, Stance, Statement
from bukti.reading.vocabulary import Vocabulary as Grammar
from bukti.reading.vocabulary import vocabulary

WORD = re.compile(r"[^\W\d_][\w'’-]*")
STEM = 4  # letters by which words of names are compared, for endings differ
ALIKE = {  # whom else a pronoun could mean, by the kind of who speaks
    SourceKind.NAMED_PERSON: frozenset({MentionKind.PERSON}),
    SourceKind.NAMED_ORGANISATION: frozenset({MentionKind.ORGANISATION, MentionKind.OTHER}),
}


class Understood(NamedTuple):
    """The subject that a content leaves to its sentence.

    Attributes:
        words: how many of its first words stand for whoever speaks. keys: of the name of whoever speaks.
        shown: its words where these could be any that begin a sentence, and do so elsewhere; empty for a sure name.
    """

    words: int = 0
    keys: frozenset[str] = frozenset()
    shown: str = ""


NOBODY = Understood()


def understood(document: Document, forms: Sequence[str], statement: Statement | None) -> Understood:
    """Whoever speaks, where they are the subject of a content that does not name it; `NOBODY` where that is not sure.

    That is so of a first person in a quotation, of a clause that has no subject of its own ("denied |having paid"),
    and of a pronoun that opens the clause: in a denial, and else where the sentence and the one before it name nobody
    else whom it could mean.

    Args:
        document: with mentions.
        forms: folded words of what is put forward.
        statement: theirs; None where nobody can be meant.
    """
    grammar = vocabulary(document.language.code or "")
    speaker = _speaker(document, statement) if grammar and forms and statement else None
    if grammar is None or statement is None or speaker is None:
        return NOBODY
    said, first = Understood(1, frozenset({speaker[0]}), speaker[1]), forms[0]
    if not grammar.has("subject_pronouns", first):
        return said._replace(words=0) if _bare(forms, statement, grammar) else NOBODY
    several = grammar.has("neuter", first) or grammar.has("plural_pronouns", first)
    if several and _person(document, statement):
        return NOBODY
    if grammar.has("first_person", first):
        return said if statement.form is not Form.INDIRECT else NOBODY
    sure = statement.form is Form.INDIRECT and grammar.has("pronouns", first)
    return said if sure and not _rivals(document, statement, speaker[0]) else NOBODY


def strangers(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the speakers of two statements about themselves share no word: what one did is not what another did."""
    if not a or not b or not a.isdisjoint(b):
        return False
    own, other = ({word[:STEM] for key in keys for word in key.rpartition(":")[2].split()} for keys in (a, b))
    return own.isdisjoint(other)


def _speaker(document: Document, statement: Statement) -> tuple[str, str] | None:
    """The key of the one name of a named source, or of whom its words stand for; and its words if no name is sure."""
    if statement.source_kind not in {*ALIKE, SourceKind.PRONOUN}:
        return None
    named = document.named_in(statement.source)
    if statement.source_kind is SourceKind.NAMED_PERSON:
        named = [m for m in named if m.kind is MentionKind.PERSON] or named
    if not named and statement.resolves_to:
        named = [m for m in document.mentions if statement.resolves_to in {m.name, document.words(m.span)}]
    keys = {m.key for m in named}
    if keys:
        return (keys.pop(), "") if len(keys) == 1 else None
    return _spelled(document, statement)


def _person(document: Document, statement: Statement) -> bool:
    """Whether whoever speaks is surely one person: a single word that no list has may be a firm's name."""
    kinds = {m.kind for m in document.named_in(statement.source)}
    words = [word for span in statement.source for word in WORD.findall(document.words(span))]
    named = MentionKind.PERSON in kinds or (not kinds and len(words) > 1)
    return statement.source_kind is SourceKind.NAMED_PERSON and named


def _spelled(document: Document, statement: Statement) -> tuple[str, str] | None:
    """The key that the capitals of a source have where they only ever begin sentences, so that no name is sure."""
    grammar = vocabulary(document.language.code or "")
    words = [word for span in statement.source for word in WORD.findall(document.words(span))]
    own = [word for word in words if word[0].isupper() and not (grammar and grammar.knows(word.casefold()))]
    return (f"name:{fold(' '.join(own))}", " ".join(own)) if own else None


def _bare(forms: Sequence[str], statement: Statement, grammar: Grammar) -> bool:
    """Whether a clause has an infinitive or participle in place of a subject and its verb."""
    if statement.form is not Form.INDIRECT:
        return False
    if grammar.bare_infinitive(forms[0]) or (len(forms) > 1 and grammar.has("infinitive", forms[-2])):
        return True
    opens = grammar.verbal(forms[0]) or grammar.has("auxiliaries", forms[0])
    return opens and statement.stance is Stance.DENIES and grammar.words.grammar.subject_first


def _rivals(document: Document, statement: Statement, speaker: str) -> bool:
    """Whether the sentence, or outside denials the one before it, names somebody else whom a pronoun could mean."""
    start = statement.content[0].start
    before = [s for s in document.sentences if s.start <= start]
    reach = before[-1:] if statement.stance is Stance.DENIES else before[-2:]
    kinds = ALIKE.get(statement.source_kind, ALIKE[SourceKind.NAMED_PERSON])
    others = (m for m in document.mentions if m.kind in kinds and m.key != speaker and m.span.end <= start)
    return any(span.start <= m.span.start < span.end for m in others for span in reach)
