"""Statements that cannot both hold, with the reason."""

from __future__ import annotations

from types import SimpleNamespace

from bukti import claims
from bukti.model import Claim, Conflict


def conflicts(build: SimpleNamespace, *texts: str) -> list[Conflict]:
    """Every conflict of the claims that whole texts make."""
    documents = [build.document(text, hours=n) for n, text in enumerate(texts)]
    found: tuple[Claim, ...] = claims.group(documents, build.said(documents), build.lineage(documents), None)
    return [conflict for claim in found for conflict in claim.conflicts]


def test_another_number_is_a_conflict_between_two_claims(build: SimpleNamespace) -> None:
    """The claims stay apart and say what they disagree on, with units."""
    found = conflicts(build, "The blast in Gorum killed 12 people.", "The blast in Gorum killed 120 people.")
    assert {c.kind for c in found} == {"number"}
    assert any("“12 people”" in c.reason and "“120 people”" in c.reason for c in found)


def test_another_date_is_a_conflict(build: SimpleNamespace) -> None:
    """The same event on two days cannot both be right."""
    found = conflicts(
        build,
        "The old dam above Gorum broke on 3 May 2024, the village council said.",
        "On 9 June 2024 the old dam above Gorum broke.",
    )
    assert "date" in {c.kind for c in found}


def test_another_place_is_a_conflict(build: SimpleNamespace) -> None:
    """The same words about another town name both."""
    found = conflicts(build, "A missile hit a school in Karsten.", "A missile hit a school in Lubeni.")
    assert [c.kind for c in found] == ["place", "place"]
    assert "name:karsten" in found[0].reason


def test_a_denial_is_a_conflict_inside_the_claim(build: SimpleNamespace) -> None:
    """The denying statement stands against the statement that is nearest to it."""
    denial = "Norland denied that it sold old tanks to the rebels in Bekaa."
    (found,) = conflicts(build, "Norland sold old tanks to the rebels in Bekaa.", denial)
    assert found.kind == "denial"
    assert "denies" in found.reason


def test_long_words_are_cut_in_the_reason(build: SimpleNamespace) -> None:
    """A reason stays readable."""
    sold = "sold old tanks and many other things that nobody in the harbour of Tarsk counts to rebels in Bekaa"
    found = conflicts(build, f"Norland {sold}.", f"Norland denied that it {sold}.")
    assert any("…" in c.reason for c in found)


def test_another_actor_is_a_conflict_in_other_words_too(build: SimpleNamespace) -> None:
    """Where number and date agree, the words may differ more: it is one event with two actors."""
    found = conflicts(
        build,
        "Turkey sent 40 soldiers to Karsten on 3 May 2024.",
        "On 3 May 2024, 40 soldiers were sent to Karsten by Brazil.",
    )
    assert {c.kind for c in found} == {"actor"}


def test_two_events_are_no_conflict(build: SimpleNamespace) -> None:
    """The same date and number of something else contradict nothing."""
    assert not conflicts(
        build, "Turkey sent 40 soldiers to Karsten on 3 May 2024.", "A storm sank 40 boats off Lubeni on 3 May 2024."
    )


def test_a_quotation_is_put_in_quotation_marks_once(build: SimpleNamespace) -> None:
    """The reason of a denial quotes what may be a quotation itself."""
    told = build.document("Norland sold old tanks to the rebels in Bekaa, a clerk wrote.")
    denied = build.document(
        "“It is false that Norland sold old tanks to the rebels in Bekaa,” the ministry said.", hours=2
    )
    documents = [told, denied]
    statements = build.said(documents)
    found = claims.group(documents, statements, build.lineage(documents), None)
    reasons = [conflict.reason for claim in found for conflict in claim.conflicts]
    assert reasons
    assert "““" not in " ".join(reasons)
