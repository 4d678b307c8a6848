"""What the ending of a name lets it be in its clause, in languages whose names have cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bukti.derivation.tokens import tokenise
from bukti.entities.cases import NOMINATIVE, Form, cases
from bukti.entities.gazetteer import fold
from bukti.entities.heads import heads
from bukti.entities.names import skeleton
from bukti.model import Document, Mention, MentionKind

GENITIVE, ACCUSATIVE = 1, 3
MOST = 6  # ways to sound that a name keeps
LEAST = 3  # letters of a sound that tells a name


def parts(mention: Mention, document: Document, told: Sequence[str]) -> frozenset[str]:
    """The parts that the cases of a name give; empty where no ending shows one.

    A person's name has one case in all its words; another's is that of its first word. What is no person has the
    nominative's form in a masculine accusative.

    Args:
        mention: the name.
        document: its report.
        told: the part of each case, the nominative's first.
    """
    person = mention.kind is MentionKind.PERSON
    listed = document.words(mention.span).split()
    found = [frozenset(_cases(word, person, document)) for word in (listed if person else listed[:1])]
    both = frozenset.intersection(*found) if found else frozenset()
    return frozenset(told[case] for case in both)


def _cases(word: str, person: bool, document: Document) -> Iterator[int]:
    """The cases that a word may stand in; of its bases, those count that a list or the document has, if any."""
    low, code = word.casefold(), document.language.code
    if word.isupper():
        return  # an abbreviation keeps its form
    readings = [form for form in cases(code).forms(low) if _may(form, code)]
    listed = heads(code).bases
    seen = frozenset(tokenise(document.report.text).forms) - {low}
    for known in (listed, seen):
        sure = [form for form in readings if form.base in known]
        if low in known and not any(form.case == NOMINATIVE and form.base == low for form in readings):
            return  # it keeps its form in every case
        readings = sure or readings
        if sure:
            break
    endings = {(form.sex, form.case, form.base) for form in readings}
    for form in readings:
        yield from _read(form, person, endings)


def _may(form: Form, code: str | None) -> bool:
    """Whether a base without an ending may be one: "Норвегия" and "Перу" end as endings do."""
    if form.kept < len(form.base):  # its paradigm has an ending in the nominative
        return True
    paradigms = cases(code).paradigms
    men = {endings[NOMINATIVE] for sex, endings in paradigms if sex == "m"}
    others = {endings[NOMINATIVE] for sex, endings in paradigms if sex != "m"} - men - {""}
    letters = {ending for _, endings in paradigms for ending in endings if len(ending) == 1}
    return not form.base.endswith((*others, *letters))


def _read(form: Form, person: bool, endings: set[tuple[str, int, str]]) -> Iterator[int]:
    if form.sex == "m" and not person:
        if form.case == NOMINATIVE:
            yield ACCUSATIVE
        elif form.case == ACCUSATIVE and ("m", GENITIVE, form.base) in endings:
            return
    yield form.case


def sounds(mention: Mention, document: Document) -> tuple[str, ...]:
    """Keys by which a name is the same in any case and script, the likeliest first; its own where a list has it."""
    if not mention.key.startswith("name:"):
        return (mention.key,)
    code = document.language.code
    words = document.words(mention.span).split() if cases(code).paradigms else [mention.key.removeprefix("name:")]
    found = [""]
    for word in words:
        bases = sorted({" ".join(map(skeleton, fold(base).split())) for base in cases(code).bases(word)})
        found = [f"{one} {base}".strip() for one in found for base in bases][:MOST]
    plain = [one for one in found if len(one) >= LEAST]
    return tuple(f"sound:{one}" for one in plain) or (mention.key,)
