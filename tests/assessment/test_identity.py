"""Names of one source, names that could be, and names of two."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.assessment.identity import Named, Register, could_be, same


def named(name: str, **changes: Any) -> Named:
    """A person's name in an English report."""
    base: dict[str, Any] = {"key": f"name:{name.casefold()}", "person": True, "language": "en", "family": "f"}
    return Named(name=name, **(base | changes))


def body(name: str, **changes: Any) -> Named:
    """A body's name."""
    return named(name, **({"person": False} | changes))


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Ada Brook", "Ада Брук", True),
        ("Ada Brook", "Ministerin Ada Brook", True),
        ("Brook", "Ada Brook", True),
        ("Tomas Rehak", "Tomáš Řehák", True),
        ("李伟", "Li Wei", True),
        ("Robert Keller", "روبرت كيلر", True),
        ("Irina Koval", "إيرينا كوفال", True),
        ("Irina Koval", "روبرت كيلر", False),
        ("Ada Brook", "Tom Brook", False),
        ("Lars Holt", "Lars Holm", False),
        ("Anna Weber", "Anna Becker", False),
    ],
)
def test_persons(one: str, other: str, equal: bool) -> None:
    """A title, a missing first name, another script or spelling do not make two of one; another first name does."""
    assert same(named(one), named(other, language="xx")) is equal
    assert same(named(other, language="xx"), named(one)) is equal


def test_bodies() -> None:
    """Bodies share generic words, so nearly the whole name must agree, and each number."""
    assert same(body("Kirov-Hale Institute"), body("Института Киров-Хейл", language="ru"))
    assert not same(body("North Fire Service"), body("South Fire Service"))
    assert not same(body("Rifle Brigade 12"), body("Rifle Brigade 13"))
    assert not same(body("Lindow"), named("Lindow Brook"))


def test_listed_bodies() -> None:
    """What the gazetteer lists is told apart by its key, in two languages and beside a member of it."""
    english, french = body("Red Cross", key="org:icrc"), body("Croix-Rouge", key="org:icrc", language="fr")
    member = body("Croix-Rouge russe", key="org:icrc/ru", language="fr")
    assert same(english, french)
    assert not same(english, member)
    assert not could_be(english, member)
    assert could_be(english, body("Croix bleue", language="fr"))


def test_the_voices_of_a_state() -> None:
    """A state and a body of it are one voice; two bodies are one where they have a term in common."""
    state = body("Chile", country="cl", office=frozenset())
    defence = body("Chilean defence ministry", country="cl", office=frozenset({"defence"}))
    health = body("Chilean health ministry", country="cl", office=frozenset({"health"}))
    assert same(state, defence)
    assert not same(defence, health)
    assert same(defence, body("Ministerio", language="es", country="cl", office=frozenset({"defensa"})))
    assert not same(state, body("Peru", country="pe", office=frozenset()))
    assert not same(state, body("Chile"))


def test_names_that_cannot_be_compared() -> None:
    """A body's name may be translated and some scripts leave out vowels; of one language or two places they are two."""
    institute = body("Institute for Security Studies")
    assert could_be(institute, body("Institut Studi Keamanan", language="id"))
    assert not could_be(institute, body("Harbour Watch"))
    assert not could_be(body("Audit Office", place="cl"), body("Oficina", language="es", place="pe"))
    assert could_be(named("Samir Odeh"), named("سامر عودة", language="ar"))
    assert could_be(named("Samir Odeh"), named("約翰", language="ja"))
    assert not could_be(named("Irina Koval"), named("روبرت كيلر", language="ar"))
    assert not could_be(named("Jana Novotna"), named("Анна Велева", language="ru"))
    assert not could_be(named("Ada Brook"), named("Ада Брук", language="ru"))


def test_a_register_gives_one_key_to_the_names_of_one_source() -> None:
    """A new name must agree with all names of a source: "Brook" alone does not join two people."""
    register = Register()
    first = register.key(named("Brook"))
    assert register.key(named("Ada Brook")) == first
    assert register.key(named("Tom Brook")) != first
    assert register.key(named("Ада Брук", language="ru")) == first
