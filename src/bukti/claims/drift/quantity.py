"""How a number of a claim changes: its value, how exact it is, who is counted, and later totals of the same origin."""

from __future__ import annotations

from collections.abc import Iterable

from bukti.claims import words
from bukti.claims.counts import Count
from bukti.claims.drift.attribution import same_source
from bukti.claims.drift.chain import Change, Hop
from bukti.claims.features import Features

ABOVE = frozenset({"at-least", "more-than"})
BELOW = frozenset({"at-most", "less-than"})
LOOSE = frozenset({"about", "order", "between"})
OPEN_FACTOR = 2.0  # "at least eight" may stand for twelve, not for eighty
NEAR = 0.25  # relative difference that "nearly", "about" and the like cover: eight is nearly ten
ROUNDED = 0.05  # … and that rounding to two figures explains: 1,234,567 is 1.2 million
FIGURES = 2
ORDER = ("comparator", "precision", "value")  # of several numbers the child's is compared with the nearest

Pair = tuple[Features, Count]


def quantity(hop: Hop) -> Iterable[Change]:
    """Numbers of the child that no parent gives so; killed and injured, percentages and counts are never compared.

    What is less exact in one place ("11 killed" in a title) is no change where the child has it as the parent does.
    """
    old = [(f, count) for f in hop.old for count in f.counts]
    every = [(f, count) for f in hop.new for count in f.counts]
    for new in every:
        alike = [(pair, relation(pair[1], new[1])) for pair in old if same_kind(pair, new)]
        moved = [row for row in alike if row[1]]
        if moved and len(moved) == len(alike):
            pair, how = min(moved, key=lambda row: ORDER.index(row[1]))
            kept = how != "value" and any(same_kind(pair, other) and not relation(pair[1], other[1]) for other in every)
            if not kept and not _given(hop, pair, new[1]):
                yield _change(hop, pair, new, how)
            continue
        equal = [pair for pair, _ in alike] or [
            pair for pair in old if not relation(pair[1], new[1]) and not any(same_kind(pair, kept) for kept in every)
        ]
        if equal and all(_other(pair, new) for pair in equal) and not any(_name(hop, p) for p in (new, *equal)):
            yield _change(hop, equal[0], new, "scope")


def same_kind(x: Pair, y: Pair) -> bool:
    """Whether two counts count the same thing as far as that is known; killed and injured never do."""
    (f, a), (g, b) = x, y
    if a.harm != b.harm:
        return False
    if a.unit == b.unit or (a.harm and (_anybody(a) or _anybody(b))):
        return True
    # words of two languages that are no concept cannot be told apart; where each statement counts one thing it is that
    alone = f.language != g.language and len(f.counts) == len(g.counts) == 1
    return alone and not any(c.unit in {None, "%"} or c.unit.startswith("c:") for c in (a, b))


def _anybody(count: Count) -> bool:
    """Whether a toll does not say who is counted: "eight people", "eight killed"."""
    return count.unit in {None, "c:people", f"c:{count.harm}"}


def _other(old: Pair, new: Pair) -> bool:
    """Whether two equal numbers count different things for sure: "eight people" and "eight soldiers"."""
    (f, a), (g, b) = old, new
    if a.harm and b.harm and a.harm != b.harm:
        return _value(a) > 1
    known = f.language == g.language or all((c.unit or "").startswith("c:") for c in (a, b))
    bare = {None, "%", f"c:{a.harm}"}
    return known and a.unit != b.unit and bare.isdisjoint({a.unit, b.unit}) and _value(a) > 1


def relation(old: Count, new: Count) -> str:
    """How two counts of one thing differ: `value`, `precision`, `comparator`, or empty where they do not.

    Another value that the vaguer of the two covers ("eight" and "nearly ten", "at least eight" and "nine") is a change
    of precision; so is rounding.
    """
    if None in {old.low or old.high, new.low or new.high}:
        return ""
    if (old.low, old.high) == (new.low, new.high):
        return "" if _sense(old) == _sense(new) else "comparator"
    if _value(old) == _value(new):
        return "comparator"
    vague = _sense(old) != "exactly" or _sense(new) != "exactly"
    if vague and _meet(_range(old), _range(new)):
        return "precision"
    return "precision" if _rounded(_value(old), _value(new)) else "value"


def _sense(count: Count) -> str:
    """The comparator, those that translators use for one another as one."""
    for sense, group in (("above", ABOVE), ("below", BELOW), ("loose", LOOSE)):
        if count.comparator in group:
            return sense
    return "exactly"


def _value(count: Count) -> float:
    return (count.low if count.low is not None else count.high) or 0.0


def _range(count: Count) -> tuple[float, float]:
    low = count.low if count.low is not None else (count.high or 0) / OPEN_FACTOR
    high = count.high if count.high is not None else low * OPEN_FACTOR
    slack = NEAR if count.comparator == "about" else 0.0
    return low * (1 - slack), high * (1 + slack)


def _meet(x: tuple[float, float], y: tuple[float, float]) -> bool:
    return x[0] <= y[1] and y[0] <= x[1]


def _rounded(old: float, new: float) -> bool:
    """Whether one of two values is the other one rounded to two figures."""
    return any(float(f"{a:.{FIGURES - 1}e}") == b and abs(a - b) <= ROUNDED * a for a, b in ((old, new), (new, old)))


def _given(hop: Hop, old: Pair, count: Count) -> bool:
    """Whether another text that the child is made from has its number, of whatever it is read to be there."""
    others = (q for text in hop.elsewhere(old[0].statement.report) for q in text.quantities)
    return any((q.low, q.high) == (count.low, count.high) for q in others)


def _name(hop: Hop, counted: Pair) -> bool:
    """Whether the word behind a number begins a name and counts nothing: "some 900 |Onyx Group| men"."""
    end = counted[1].span.end
    return any(end <= mention.span.start <= end + 1 for mention in hop.document(counted[0]).mentions)


def _change(hop: Hop, old: Pair, new: Pair, how: str) -> Change:
    step = _value(new[1]) - _value(old[1])
    severity = "changes"
    if how == "value" and updated(old[0], new[0]) and step > 0:
        how = "update"
    elif how == "value":
        severity = "strengthens" if step > 0 else "weakens"
    elif how == "comparator" and "exactly" in {_sense(old[1]), _sense(new[1])}:
        severity = "strengthens" if _sense(new[1]) == "exactly" else "weakens"
    return Change("quantity", how, severity, *(hop.end(f, count.words, count.span) for f, count in (old, new)))


def updated(old: Features, new: Features) -> bool:
    """Whether a number is a later total of the same origin: its words or its date say so (method.md section 4)."""
    said = words.load(new.language).updates(new.tokens)
    return same_source(old, new) and (said or _later(old, new))


def _later(old: Features, new: Features) -> bool:
    """Whether each statement gives the time that it holds for, and the newer one's is later."""
    before, after = ([t.latest for t in f.times if t.latest] for f in (old, new))
    return bool(before and after) and max(before) < min(after)
