"""Stated dates and declared credits."""

# ruff: noqa: E501 - literal bytes and cases read better unbroken

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti import lexicon
from bukti.intake import credit, dates


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "precision"),
    [
        ("2024", "2024-01-01T00:00:00", "2024-12-31T23:59:59.999999", "year"),
        ("2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59.999999", "month"),
        ("2024-12", "2024-12-01T00:00:00", "2024-12-31T23:59:59.999999", "month"),
        ("2024-02-29", "2024-02-29T00:00:00", "2024-02-29T23:59:59.999999", "day"),
        ("2024-02-29T10:00Z", "2024-02-29T10:00:00", "2024-02-29T10:00:59.999999", "minute"),
        ("2024-02-29T00:30:00+02:00", "2024-02-28T22:30:00", "2024-02-28T22:30:00", "second"),
        ("2024-02-29 10:00:00-0530", "2024-02-29T15:30:00", "2024-02-29T15:30:00", "second"),
        ("2024-02-29T10:00:00.123Z", "2024-02-29T10:00:00", "2024-02-29T10:00:00", "second"),
        ("2024-02-29T10:00:00", "2024-02-29T00:00:00", "2024-02-29T23:59:59.999999", "day"),
        ("20240229", "2024-02-29T00:00:00", "2024-02-29T23:59:59.999999", "day"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59", "2016-12-31T23:59:59", "second"),
    ],
)
def test_iso_dates_are_as_wide_as_their_precision(words: str, earliest: str, latest: str, precision: str) -> None:
    """Year to second; a time without a zone is only its day."""
    found = dates.iso(words, "meta")
    assert found is not None
    assert found.earliest == datetime.fromisoformat(earliest).replace(tzinfo=UTC)
    assert found.latest == datetime.fromisoformat(latest).replace(tzinfo=UTC)
    assert found.precision == precision


@pytest.mark.parametrize(
    "words", ["", None, "2024-02-30", "0000", "yesterday", "9999", "2024-13-01", "0001-01-01T00:00:00+23:59"]
)
def test_what_is_no_date_gives_none(words: str | None) -> None:
    """Impossible dates are not mended."""
    assert dates.iso(words, "meta") is None or words == "9999"


@given(st.text(max_size=120))
def test_any_words_give_a_date_or_none(words: str) -> None:
    """No words break the parsers, and an interval is never reversed."""
    for found in (dates.any_form(words, "meta"), dates.pdf(words), dates.mail(words, "header")):
        assert found is None or found.earliest <= found.latest


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12 November 2024", "2024-11-12"), ("le 1er décembre 2024", "2024-12-01"), ("12. Dezember 2024", "2024-12-12"),
        ("November 3rd, 2024", "2024-11-03"), ("12 de noviembre de 2024", "2024-11-12"), ("2024年1月2日", "2024-01-02"),
        ("25 listopada 2024", "2024-11-25"), ("Diterbitkan 5 Mei 2024 pukul 10", "2024-05-05"), ("on 2024-11-12 in", "2024-11-12"),
        ("12 bananas 2024", None), ("Friday", None), ("November 2024", None),
    ],
)  # fmt: skip
def test_dates_in_words(words: str, day: str | None) -> None:
    """Full dates in any language; nothing less."""
    found = dates.in_words(words, "text")
    assert (found and found.earliest.date().isoformat()) == day


@pytest.mark.parametrize(
    ("words", "moment", "precision"),
    [
        ("D:20240302100000+01'00'", "2024-03-02T09:00:00", "second"), ("D:20240302100000Z", "2024-03-02T10:00:00", "second"),
        ("D:20240302100000", "2024-03-02T00:00:00", "day"), ("D:2024", "2024-01-01T00:00:00", "year"),
        ("D:2024030210Z", "2024-03-02T10:00:00", "hour"), ("D:20240302-05", "2024-03-02T00:00:00", "day"),
        ("20240302", None, None), ("D:20241340", None, None),
    ],
)  # fmt: skip
def test_pdf_dates(words: str, moment: str | None, precision: str | None) -> None:
    """ISO 32000-1, 7.9.4."""
    found = dates.pdf(words)
    assert (found and (found.earliest.isoformat()[:19], found.precision)) == ((moment, precision) if moment else None)


LONG = "Soldiers crossed the river in the night, officials said on Monday."


@pytest.mark.parametrize(
    ("text", "byline", "names"),
    [
        (f"KYIV (AFP) — {LONG}", None, ["AFP"]), (f"КИЇВ (Укрінформ) – {LONG}", None, ["Укрінформ"]),
        (f"BRUSSELS, Nov 25 (NPA) - {LONG}", None, ["NPA"]), (f"{LONG}\n\n(Reuters)", None, ["Reuters"]),
        (f"{LONG} — AFP", None, ["AFP"]), (f"{LONG} (AFP)", None, ["AFP"]), (f"{LONG}\n\n— Reuters.", None, ["Reuters"]),
        (LONG, "AFP", ["AFP"]), (LONG, "Ida Berg, Reuters", ["Reuters"]), (LONG, "Ida Berg", []),
        (f"kyiv (he said) - {LONG}", None, []), (f"{LONG} (see above)", None, []), (f"{LONG}\n\n(Written for an example; not real)", None, []),
        ("Short (AFP) - no", None, []), (f"City (in 2024: a year) - {LONG}", None, []), (f"{LONG}\n\n(Norda Press Agency)", None, ["Norda Press Agency"]),
        (f"{LONG}\n\n(not a name at all)", None, []), (LONG, None, []),
    ],
)  # fmt: skip
def test_credits(text: str, byline: str | None, names: list[str]) -> None:
    """Agencies credited in datelines, closing lines and bylines; their words stand at their spans."""
    found = credit.find(text, byline)
    assert [c.name for c in found] == names
    assert all(text[c.span.start : c.span.end].strip() == c.name for c in found if c.span)


def test_a_wire_of_ones_own_is_credited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's file adds wires; its other outlets are no agencies."""
    row = '[[outlets]]\nkey = "media:{0}"\nname = "{0} Coast"\nkind = "{1}"\ncountry = "gb"\n'
    path = tmp_path / "mine.toml"
    path.write_text(row.format("grey", "wire") + row.format("blue", "site"), "utf-8")
    monkeypatch.setenv("BUKTI_OUTLETS", str(path))
    outlets = lexicon.outlets.__wrapped__()
    monkeypatch.setattr("bukti.intake.credit.lexicon.outlets", lambda: outlets)
    monkeypatch.setattr("bukti.intake.credit.agencies", credit.agencies.__wrapped__)
    texts = [f"{LONG} Nobody was hurt. ({name} Coast)" for name in ("grey", "blue")]
    assert [[c.name for c in credit.find(text, None)] for text in texts] == [["grey Coast"], []]
