"""Write resources/sentence_space.toml: the directions by which languages differ in the vectors of sentences.

    python eval/fit_space.py [DOCUMENTS]

Open data only: the shortest documents (14) of the `fit` half of NTREX, line by line in 24 languages. The lines say the
same in all of them, so what is left of a language's mean beside that of all languages is the language.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/fit_space.py` finds its neighbours

from benchmarks.transmission import load
from benchmarks.transmission.plan import LANGUAGES
from benchmarks.transmission.texts import NTREX
from eval.gate import ROOT, data_folder

from bukti import settings
from bukti.derivation.space import Array, encoded
from bukti.text import embedding

DOCUMENTS = 14
DIRECTIONS = 16  # more part translations from other sentences no better (fit half)
TARGET = ROOT / "resources" / "sentence_space.toml"
HEAD = """\
# Mean of sentence vectors of 24 languages, and the {count} directions in which the languages' means lie farthest apart
# (src/bukti/derivation/space.py). Each row: 384 numbers of sixteen bits, base 64; the first is the mean. Written by
# `python eval/fit_space.py`, {day}, from {lines} lines of the {documents} shortest documents of the `fit` half of NTREX
# (SHA-256 of the file {digest}).
model = "{model}"
rows = [
"""


def main() -> None:
    """Fit and write."""
    documents = int(sys.argv[1]) if sys.argv[1:] else DOCUMENTS
    embedder = embedding.load(settings.from_environment())
    if embedder is None:
        sys.exit("no sentence vectors: install the extra `embeddings`")
    data = data_folder()
    texts = load(data)
    length = {name: sum(len(texts.say(key, "eng")) for key in keys) for name, keys in texts.documents.items()}
    chosen = sorted(texts.of("fit"), key=lambda name: (length[name], name))[:documents]
    lines = [key for name in chosen for key in texts.documents[name]]
    own: Array = np.stack(
        [embedder.embed([texts.say(key, tongue) for key in lines]).mean(axis=0) for tongue in LANGUAGES]
    )
    mean = own.mean(axis=0)
    directions = np.linalg.svd(own - mean, full_matrices=False)[2][:DIRECTIONS]
    head = HEAD.format(
        count=DIRECTIONS,
        day=datetime.now(UTC).date(),
        lines=len(lines),
        documents=documents,
        digest=sha256((data / NTREX).read_bytes()).hexdigest()[:12],
        model=embedder.digest,
    )
    rows = "".join(f'    "{b64encode(encoded(row)).decode()}",\n' for row in (mean, *directions))
    TARGET.write_text(f"{head}{rows}]\n", "utf-8")


if __name__ == "__main__":
    main()
