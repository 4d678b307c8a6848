"""Who attacked whom, in six languages whose order of words does not tell it."""

from __future__ import annotations

from pathlib import Path

from bukti import assess

CASE = Path(__file__).parents[1] / "cases" / "flows" / "frontier"


def test_two_states_that_each_attacked_the_other_are_two_claims_across_languages() -> None:
    """Three papers say the one (a case, a particle, an agent's words), three the other; no claim has both."""
    result = assess([CASE])
    language = {d.report.id: d.language.code for d in result.documents}
    report = {s.id: s.report for s in result.statements}
    found = [{language[report[name]] for name in finding.claim.affirming} for finding in result.findings]
    one, other = {"ru", "ja", "ar"}, {"zh", "vi", "tr"}
    assert one in found
    assert any({"zh", "vi"} <= spoken for spoken in found)
    assert not any(spoken & one and spoken & other for spoken in found)
