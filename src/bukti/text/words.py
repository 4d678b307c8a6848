"""Shape of the `text` section of a language file, and language-free marks and abbreviations."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from bukti import lexicon

# Every mark that can open a quotation, with the marks that can close it. Sources: Unicode 16 chapter 6.2, CLDR
# delimiters; German and Nordic use of the same characters in the other direction is listed beside them.
CLOSERS: dict[str, str] = {
    "“": '”"‟',
    "‟": "”",
    "„": '“”‟"',
    "⹂": "“”",
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "‘": "’'",
    "‚": "‘’",
    "‛": "’",
    "'": "'’",
    '"': '"”',
    "「": "」",
    "『": "』",
    "｢": "｣",
    "《": "》",
    "〈": "〉",
    "〝": "〞〟",
    "﹁": "﹂",
    "﹃": "﹄",
    "＂": "＂",
}
ONLY_OPEN = frozenset("「『｢《〈〝﹁﹃")
ONLY_CLOSE = frozenset("」』｣》〉〞〟﹂﹄")
SINGLE = frozenset("‘’'‚‛")
MARKS = frozenset("".join(CLOSERS) + "".join(CLOSERS.values()))
TITLES = frozenset("《〈")
CLOSING = frozenset("”’»›」』｣》〉〞〟﹂﹄）)]】\"'＂")
FINAL = frozenset(".!?…。！？｡؟।॥۔።፧។၊။‼⁇⁈⁉")


class DateWords(BaseModel):
    """Words that name times, lower case.

    Attributes:
        months: word -> 1..12. weekdays: word -> 0 (Monday)..6. days: phrase -> days from publication.
        spans: phrase -> [unit, offset] with unit `week`, `month`, `year` or `weekend`.
        last, next: words beside a weekday that move it; before_weekday: words that only introduce it.
        plain_weekdays: a weekday is written small and needs no such word ("mardi"; not where it may be another word).
        ago: what follows a number and a unit ("days ago"). units: word -> days. small: number words before them.
        year_words: words before a bare year. joints: words between day, month and year ("3 de mayo de 2024").
        after_year: words that belong to the year behind it ("2024 года"). day_first: 12/11/2024 is 12 November.
    """

    model_config = ConfigDict(extra="forbid")

    months: dict[str, int] = Field(default_factory=dict)
    weekdays: dict[str, int] = Field(default_factory=dict)
    days: dict[str, int] = Field(default_factory=dict)
    spans: dict[str, tuple[str, int]] = Field(default_factory=dict)
    last: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    before_weekday: tuple[str, ...] = ()
    plain_weekdays: bool = False
    units: dict[str, int] = Field(default_factory=dict)
    ago: tuple[str, ...] = ()
    small: dict[str, int] = Field(default_factory=dict)
    year_words: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    after_year: tuple[str, ...] = ()
    day_first: bool = True


class NumberWords(BaseModel):
    """Words that name numbers, lower case.

    Attributes:
        thousands, decimal: separators of digits. cardinals: word -> value. scales: word -> multiplier.
        orders: word -> [low, high] ("hundreds"). comparators: phrase -> comparator of `model.Quantity`.
        behind: the same behind a number or what it counts ("40 |or more|", "40 people |or more|").
        teens, tens: words that make 18 of 8 and 80 of 8 (Malay). joins: words between the ends of a range.
        between: words before a range. stop: words that are no unit. linkers: words skipped before the unit.
    """

    model_config = ConfigDict(extra="forbid")

    thousands: str = ","
    decimal: str = "."
    cardinals: dict[str, float] = Field(default_factory=dict)
    teens: str | None = None
    tens: str | None = None
    scales: dict[str, float] = Field(default_factory=dict)
    orders: dict[str, tuple[float, float]] = Field(default_factory=dict)
    comparators: dict[str, str] = Field(default_factory=dict)
    behind: dict[str, str] = Field(default_factory=dict)
    between: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    linkers: tuple[str, ...] = ()


class TextWords(BaseModel):
    """Everything that the text stage reads from a language file."""

    model_config = ConfigDict(extra="allow")

    speech: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()
    dates: DateWords = Field(default_factory=DateWords)
    numbers: NumberWords = Field(default_factory=NumberWords)


class Segmentation(BaseModel):
    """Abbreviations of one language, without their last full stop, as written.

    Attributes:
        titles: never end a sentence. others: end one only before a usual first word of a sentence.
        starters: usual first words of sentences. ordinals: True where a number and a full stop is an ordinal.
        after_quotation: beginnings that continue a sentence after a closing mark.
    """

    model_config = ConfigDict(extra="forbid")

    titles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    starters: tuple[str, ...] = ()
    ordinals: bool = False
    after_quotation: tuple[str, ...] = ()


@cache
def of(language: str | None) -> TextWords:
    """The words of a language; empty where Bukti has no file for it."""
    found = lexicon.load(language) if language else None
    return found.section("text", TextWords) if found else TextWords()


@cache
def segmentation(language: str | None) -> Segmentation:
    """Abbreviations of a language joined to those of every language (resources/abbreviations.yml)."""
    raw = lexicon.resource("abbreviations")
    shared = Segmentation.model_validate(raw["any"])
    own = Segmentation.model_validate(raw.get(language or "any", {}))
    return Segmentation(
        titles=(*shared.titles, *own.titles),
        others=(*shared.others, *own.others),
        starters=own.starters,
        ordinals=own.ordinals,
        after_quotation=(*shared.after_quotation, *own.after_quotation),
    )
