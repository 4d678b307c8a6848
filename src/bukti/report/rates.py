"""Measured error rates, as eval/gate.py wrote them."""

from __future__ import annotations

from collections.abc import Container, Iterator

from bukti import lexicon
from bukti.model import LanguageSupport, Rate


def error_rates(languages: Container[str | None]) -> tuple[tuple[str, str], ...]:
    """Measured quality, name and figure in words: of some languages, and what was measured of none in particular."""
    rates = [rate for language, rate in _rates() if language is None or language in languages]
    return tuple((rate.title, _figure(rate)) for rate in rates)


def languages() -> tuple[LanguageSupport, ...]:
    """The languages that have a file, and how well each is read (`bukti languages`)."""
    found = []
    for code in lexicon.supported():
        rates = tuple(rate for language, rate in _rates() if language == code)
        found.append(LanguageSupport(code, lexicon.name(code), lexicon.support(code), rates))
    return tuple(found)


def _rates() -> Iterator[tuple[str | None, Rate]]:
    """Language and figure of everything that eval/gate.py wrote."""
    for entry in lexicon.resource("error_rates")["rates"]:
        for row in entry["figures"]:
            rate = Rate(title=entry["title"], corpus=entry["corpus"], measured=entry["measured"], **row)
            yield entry.get("language"), rate


def _figure(rate: Rate) -> str:
    spread = f" [{rate.low:.2f}–{rate.high:.2f}]" if rate.low is not None else ""
    trivial = f"trivial baseline {rate.baseline:.2f} ({rate.trivial}), {rate.count} {rate.unit}"
    return f"{rate.metric} {rate.value:.2f}{spread}, {trivial}; corpus {rate.corpus[:12]}, measured {rate.measured}"
