"""Collect the messages of the interface into `locale/XX/LC_MESSAGES/bukti.po`; `--check` fails on any difference.

What is translated stays. A new message comes in empty, for a person to fill in, and one that is gone goes. Messages
are those of templates (`_`, `ngettext`, and the nouns that `counted` is given), of code (`gettext`, `ngettext`,
`phrase`), and the words of the core that pages show on their own (kinds, roles, grades).
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes
from jinja2.ext import extract_from_ast

from bukti import lexicon
from bukti.assessment import vocabulary
from bukti.entities.types import NameType
from bukti.incidents import standards, words
from bukti.model import DerivationKind, MentionKind, SourceKind
from bukti.report import dossier, html, parameters
from bukti.report.harm import CHECKLIST
from bukti.team.roles import Right, Role

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src" / "bukti" / "web"
LOCALE = WEB / "locale"
SHARED = ROOT / "src" / "bukti" / "report" / "templates" / "parts.html"  # the dossier's, which pages use too
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "phrase": None}
Message = str | tuple[str, ...]
# Words that no table of the core lists: decisions, drift, disputes, responses, stages of the work.
OTHERS = (
    *(
        "retract",
        "restore",
        "merge",
        "split",
        "regroup",
        "accept",
        "note",
        "resolve",
        "true",
        "false",
        "open",
        "unrated",
        "dependent",
        "joined",
        "sources",
        "use",
        "revert",
        "profile",
    ),
    *("check", "response", "report", "origin", "statement", "claim", "rating", "incident", "entity", "case"),
    *("certainty", "quantity", "attribution", "dropped", "added", "strengthens", "weakens", "changes"),
    *(
        "denial",
        "cause",
        "number",
        "date",
        "place",
        "actor",
        "not assessed",
        "non-credible",
        "credible",
        "duplicate",
        "contested",
    ),
    *(
        "concession",
        "low",
        "moderate",
        "high",
        "full",
        "basic",
        "none",
        "read",
        "not read",
        "retracted",
        "unnamed source",
    ),
    *("nobody named", "the report's own voice", "waiting", "intake", "text", "reading", "derivation", "claims"),
    *(
        "assessment",
        "screening",
        "fetch",
        "names",
        "pending",
        "same",
        "different",
        "unsure",
        "not done",
        "supports",
        "against",
        "inconclusive",
    ),
)


def terms() -> Iterator[str]:
    """Words of the core that stand on pages by themselves, from the tables that the core itself uses."""
    for kinds in (DerivationKind, MentionKind, NameType, SourceKind, Role, Right):
        yield from (str(one.value).replace("_", " ") for one in kinds)
        yield from (str(one.value) for one in NameType)
    yield from (*vocabulary.RELIABILITY.values(), *vocabulary.CREDIBILITY.values())
    marks = zip(vocabulary.RELIABILITY, vocabulary.CREDIBILITY, strict=True)
    yield from (word for letter, digit in marks for word in dossier.grade_words(letter + digit))
    yield from CHECKLIST.values()
    yield from (band.term for scheme in vocabulary.SCHEMES.values() for band in scheme)
    yield from words.HARMS
    yield from (word for pair in words.KINDS.values() for word in pair)
    yield from (*words.TARGETS.values(), *(who for who, _ in words.PERSONS.values()))
    yield from (name for name, _ in standards.ladder()[1])
    yield from (rule["name"] for rule in lexicon.resource("incident_grades")["grades"])
    yield from parameters.WORDS
    yield from OTHERS


def templates() -> Iterator[tuple[str, Message]]:
    """Messages of templates, each with the file that has it."""
    made = html.environment()
    for path in (*sorted((WEB / "templates").glob("*.html")), SHARED):
        tree = made.parse(path.read_text("utf-8"))
        for _, called, found in extract_from_ast(tree, ("_", "gettext", "ngettext")):
            parts = [found] if isinstance(found, str) else [str(part) for part in found or () if part]
            yield path.name, (parts[0], parts[1]) if called == "ngettext" else parts[0]
        for one in tree.find_all(nodes.Filter):
            if one.name == "counted" and one.args:
                noun = one.args[0].as_const()
                yield path.name, (f"%(num)s {noun}", f"%(num)s {noun}s")


def code() -> Iterator[tuple[str, Message]]:
    """Messages of code."""
    for path in sorted(WEB.rglob("*.py")):
        for _, found, *_ in extract("python", io.BytesIO(path.read_bytes()), KEYWORDS):
            yield path.name, found


def catalogue(path: Path) -> str:
    """The content that the file of a language should have: its head as it is, then every message."""
    head = path.read_text("utf-8").split("\n\n", 1)[0]
    with path.open("rb") as opened:
        before = read_po(opened, locale=path.parents[1].name, abort_invalid=True)
    made = Catalog(before.locale, charset="utf-8", fuzzy=False)
    made.mime_headers = [pair for pair in before.mime_headers if pair[0] == "Plural-Forms"]
    for place, message in chain(templates(), code(), (("words of the core", word) for word in terms())):
        single = isinstance(message, str)
        known = before.get(message if single else message[0])
        said = known.string if known and bool(known.pluralizable) != single else ""
        made.add(message, said, locations=[(place.replace(" ", "-"), 0)])
    held = io.BytesIO()
    write_po(held, made, width=120, omit_header=True, include_lineno=False)
    return f"{head}\n\n{held.getvalue().decode().strip()}\n"


def main() -> None:
    """Write the files, or with `--check` name each that differs and exit with 1."""
    stale = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/bukti.po")):
        content = catalogue(path)
        if content != path.read_text("utf-8"):
            stale.append(str(path.relative_to(ROOT)))
            if "--check" not in sys.argv[1:]:
                path.write_text(content, "utf-8")
    if stale and "--check" in sys.argv[1:]:
        sys.exit("messages changed, run `make messages` and translate what is empty: " + ", ".join(stale))


if __name__ == "__main__":
    main()
