"""Adversarial collections in tests/cases/flows/origins.yml: what the count of independent origins must come to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bukti import assess
from bukti.model import Finding, Result

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases/flows/origins.yml").read_text("utf-8"))


def _lines(case: dict[str, Any]) -> list[dict[str, str]]:
    """The reports of a case as JSON Lines; `copies` reprints of the first, an hour later each."""
    rows = []
    for place, written in enumerate(case["reports"]):
        outlet, date, text = (part.strip() for part in written.split(" | ", 2))
        rows.append({"id": str(place), "outlet": outlet, "text": text} | ({} if date == "-" else {"published": date}))
    for number in range(case.get("copies", 0)):
        published = f"2025-06-{3 + number // 20:02d}T{number % 20:02d}:00:00Z"
        text = f"{rows[0]['text']}\n\n© Paper {number}"
        rows.append({"id": f"copy {number}", "outlet": f"Paper {number}", "published": published, "text": text})
    return rows


def _about(result: Result, words: str) -> Finding:
    """The claim told in these words by somebody."""
    texts = {s.id: " ".join(result.document(s.report).words(c) for c in s.content) for s in result.statements}
    return next(f for f in result.findings if any(words in texts[name] for name in f.claim.affirming))


@pytest.mark.parametrize("name", CASES)
def test_origins_of_a_collection(name: str, tmp_path: Path) -> None:
    """The truth lies in the interval, the interval in its bounds, and all reports stand behind the claim."""
    rows = _lines(CASES[name])
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    result = assess([path])
    for key in CASES[name]["claims"]:
        shown = _about(result, key["words"]).assessment
        least, most = key["bounds"]
        assert least <= shown.origins_min <= key["truth"] <= shown.origins_max <= most, shown.explanations
        assert shown.reports >= key.get("reports", len(rows))
        deniers = [origin for origin in shown.origins if origin.polarity == "deny"]
        assert len(deniers) == key.get("denying", len(deniers))
