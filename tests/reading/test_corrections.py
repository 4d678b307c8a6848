"""What is only said not to be so, beside what is, in the words of several languages."""

from __future__ import annotations

import pytest

from bukti.reading.corrections import corrected
from bukti.reading.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "[not 40 but] 400 boats came back"),
        ("en", "400 , [not 40] , boats came back"),
        ("en", "[not forty but] nine people were injured"),
        ("en", "[not forty-five but] nine people were injured"),
        ("en", "nine people were injured , [not forty]"),
        ("en", "nine people were not injured"),
        ("en", "forty people were not among the nine survivors , and two boats sank"),
        ("en", "the fire , [not the flood] , sank the boat"),
        ("en", "40 boats did not come back , but 400 did"),
        ("en", "the boat did not sink but burnt"),
        ("en", "not confirmed but widely told"),
        ("en", "not one of the 400 boats came back"),
        ("de", "es war [keine rakete , sondern] eine drohne"),
        ("de", "die rakete traf nicht das werk"),
        ("de", "nicht nur die schule , sondern auch das werk"),
        ("en", "not only the school but also the plant"),
        ("de", "[nicht vierzig , sondern] neun menschen wurden verletzt"),
        ("de", "neun menschen wurden verletzt , [nicht vierzig]"),
        ("es", "[no cuarenta sino] nueve personas resultaron heridas"),
        ("es", "[no fue un misil , sino] un dron"),
        ("es", "no murieron 40 personas . sino cuatro"),
        ("id", "[bukan 40 melainkan] sembilan orang terluka"),
        ("it", "[non è stato un missile , bensì] un drone"),
        ("ar", "[لم يكن صاروخا بل] طائرة"),
        ("tr", "[40 değil] 9 kişi yaralandı"),
        ("tr", "[kırk değil] dokuz kişi yaralandı"),
        ("ru", "[не 40 , а] 9 человек ранены"),
        ("ru", "[не сорок , а] девять человек ранены"),
    ],
)
def test_what_a_correction_sets_apart(code: str, text: str) -> None:
    """The range in brackets is found, and none where there are no brackets."""
    words = text.replace("[", "[ ").replace("]", " ]").split()
    plain = [word for word in words if word not in "[]"]
    wanted = (range(words.index("["), words.index("]") - 1),) if "[" in words else ()
    read = vocabulary(code)
    assert read is not None
    assert corrected(plain, read) == wanted
