"""Why statements stand together, and why the nearest other one does not."""

from __future__ import annotations

from types import SimpleNamespace

from bukti import claims
from bukti.model import Claim


def first(build: SimpleNamespace, *texts: str, embedded: bool = False) -> Claim:
    """The claim of the first text among those that whole texts make."""
    documents = [build.document(text, hours=n, outlet=str(n)) for n, text in enumerate(texts)]
    said = [build.statement(d, d.report.text[:-1]) for d in documents]
    found: tuple[Claim, ...] = claims.group(
        documents, said, build.lineage(documents), build.embedder if embedded else None
    )
    return next(claim for claim in found if said[0].id in (*claim.affirming, *claim.denying))


MISSILES = "Iceland makes 40 missiles in Tarsk."


def test_shared_names_words_and_numbers_are_listed(build: SimpleNamespace) -> None:
    """Each reason is a sentence that a reader can check."""
    claim = first(build, MISSILES, "In Tarsk 40 missiles are made by Iceland, fishermen say.", MISSILES)
    text = " ".join(claim.reasons)
    assert "2 or more of its 3 statements have the same words." in text
    assert "They name Iceland, Tarsk." in text
    assert "They give the number 40 missiles." in text
    assert "They share the words make, missile." in text


def test_nearness_in_meaning_is_given_with_languages(build: SimpleNamespace) -> None:
    """With vectors the median cosine is shown."""
    claim = first(build, MISSILES, "In Tarsk Iceland makes 40 missiles.", embedded=True)
    assert any("median cosine" in reason for reason in claim.reasons)


def test_a_lone_statement_needs_no_reason(build: SimpleNamespace) -> None:
    """One statement is grouped with nothing."""
    claim = first(build, MISSILES)
    assert claim.reasons == ()
    assert claim.near_miss is None


def test_the_near_miss_says_what_kept_it_out(build: SimpleNamespace) -> None:
    """Another number, another place, a negation, or too little in common; both statements and the claim are named."""
    expected = {
        "it gives “90 missiles” where this gives “40 missiles”": "Iceland makes 90 missiles in Tarsk.",
        "it names another place": "Iceland makes missiles in Lubeni.",
        "it negates something else": "Iceland does not grow plums in Tarsk.",
        "too little agrees": "Iceland sells plums in Tarsk to fishermen and farmers.",
    }
    for why, text in expected.items():
        own = MISSILES if "90" in text else "Iceland makes missiles in Tarsk."
        documents = [build.document(t, hours=n) for n, t in enumerate((own, text))]
        said = [build.statement(d, d.report.text[:-1], negative="not" in d.report.text) for d in documents]
        found = claims.group(documents, said, build.lineage(documents), None)
        claim = next(c for c in found if said[0].id in c.affirming)
        missed = claim.near_miss
        assert missed is not None
        assert why in missed.sentence, text
        other = next(c for c in found if c.id == missed.claim)
        assert missed.statement in (*other.affirming, *other.denying)
        assert missed.nearest == said[0].id
