"""Languages as people name them."""

from __future__ import annotations

import pytest

from bukti.errors import UsageError
from bukti.text import tags


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        *(("en", "en"), ("EN", "en"), ("eng", "en"), ("en-GB", "en"), ("pt_BR", "pt"), ("zh-Hant-TW", "zh")),
        *(("ckb", "ckb"), ("prs", "prs"), ("iw", "he"), ("in", "id"), (" uk ", "uk"), ("ger", "de")),
    ],
)
def test_a_tag_is_made_its_code(tag: str, code: str) -> None:
    """The shortest of ISO 639; region, script and capitals do not matter."""
    assert tags.code(tag) == code


@pytest.mark.parametrize("tag", ["", "x", "xx", "xyz", "english", "en GB", "en-", "mul", "und", "e1", "ен", "en\n\nx"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    """With the value, and the languages that are read."""
    with pytest.raises(UsageError, match=r"is no language code: use one of BCP 47 .* ar, cs, .* zh"):
        tags.code(tag)
