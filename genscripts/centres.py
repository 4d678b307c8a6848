"""Write resources/centres.yml: what all sentences of a language share as vectors, from NTREX (CC BY-SA 4.0).

    BUKTI_DATA=... .venv/bin/python genscripts/centres.py

The mean vector over the sentences of the shortest documents of NTREX's `fit` half (benchmarks/transmission/texts.py),
so that nothing that figures are reported on takes part. The model's digest stands beside the vectors: another model's
are never centred by them.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that the script finds eval/ and benchmarks/

import numpy as np
import yaml
from benchmarks.transmission.texts import Texts, load
from eval.corpora import CODES
from eval.derivation import prepared
from eval.gate import data_folder

from bukti import settings
from bukti.derivation import crosslingual
from bukti.derivation.prepare import prepare
from bukti.text import embedding

TARGET = Path(__file__).parents[1] / "resources" / "centres.yml"
DOCUMENTS = 7  # about forty sentences of each language
HEAD = "# Mean vectors by language, float16, base64. Written by genscripts/centres.py from NTREX-128 (CC BY-SA 4.0).\n"


def sentences(texts: Texts, column: str) -> list[str]:
    """The sentences of the shortest documents of the `fit` half, as derivation finds and embeds them."""
    shortest = sorted(texts.of("fit"), key=lambda name: (len(texts.documents[name]), name))[:DOCUMENTS]
    whole = ["\n".join(texts.say(key, column) for key in texts.documents[name]) for name in shortest]
    reports = prepare([prepared(text, "Courier") for text in whole])
    return [crosslingual.words_of(one, r) for one in reports for r in crosslingual.sentences(one).ranges]


def main() -> None:
    """Embed and write."""
    embedder = embedding.load(settings.from_environment())
    if embedder is None:
        sys.exit("The extra `embeddings` is not installed or switched off.")
    texts = load(data_folder())
    means = {}
    for code, column in sorted(CODES.items()):
        rows = embedder.embed(sentences(texts, column))
        mean = rows.mean(axis=0, dtype=np.float64).astype("<f2")
        means[code] = base64.b64encode(mean.tobytes()).decode()
    content = yaml.safe_dump({"model": embedder.digest, "languages": means}, width=120)
    TARGET.write_text(HEAD + content, "utf-8")
    print(f"{TARGET.name}: {DOCUMENTS} documents in {len(means)} languages")


if __name__ == "__main__":
    main()
