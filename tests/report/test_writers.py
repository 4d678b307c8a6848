"""What every writer promises."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti.model import Lineage, Result
from bukti.report.plain import UNSEEN
from bukti.report.writers import WRITERS

HOSTILE = "\x1b[2J \x9b \u202eplant\u202c </style><script> 工厂 مصنع {{ 7 * 7 }} [bold] exists"


@pytest.fixture(params=["plain", "hostile", "empty"])
def result(request: pytest.FixtureRequest, make: SimpleNamespace) -> Result:
    """A usual result, one whose every text is hostile, and one of no report at all."""
    words = HOSTILE if request.param == "hostile" else "the plant exists"
    document = make.document(f"A diplomat said {words}.", f"{words} \ud800")
    made: Result = make.result(document, [make.statement(document, words, "A diplomat", "said")], [])
    if request.param == "empty":
        made = make.result(document, [make.statement(document, words)], [], documents=(), statements=(), findings=())
        return Result(made.profile, made.version, (), Lineage(), (), ())
    return made


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_output_is_text_that_ends_with_a_line_feed(result: Result, name: str) -> None:
    """It can be encoded, has one line feed at its end, and is the same every time."""
    written = WRITERS[name](result)
    written.encode()
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert WRITERS[name](result) == written


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_no_output_can_control_a_terminal_or_reorder_text(result: Result, name: str) -> None:
    """Whatever a report holds, unseen characters are shown or escaped in every format."""
    assert not UNSEEN.search(WRITERS[name](result))


def test_template_marks_of_a_report_are_text(make: SimpleNamespace) -> None:
    """Nothing in a report is evaluated."""
    document = make.document("A diplomat said {{ 7 * 7 }} exists.")
    page = WRITERS["html"](make.result(document, [make.statement(document, "{{ 7 * 7 }} exists")], []))
    assert "{{ 7 * 7 }} exists</mark>" in page
