"""MinHash LSH of datasketch over word 3-grams, 128 permutations in 32 bands of 4: candidates.py starts it."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from datasketch import MinHash, MinHashLSH


def shingles(text: str) -> list[bytes]:
    """Distinct runs of three lower-case words."""
    words = text.lower().split()
    return [" ".join(run).encode() for run in sorted(set(zip(words, words[1:], words[2:], strict=False)))]


def main() -> None:
    """Read texts, one JSON string a line, from the file named first; print pairs, CPU seconds and peak memory."""
    with Path(sys.argv[1]).open("r", encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    began = time.process_time()
    index = MinHashLSH(num_perm=128, params=(32, 4))
    pairs = []
    for place, text in enumerate(texts):
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch(shingles(text))
        pairs += [(earlier, place) for earlier in index.query(sketch)]
        index.insert(place, sketch)
    seconds, peak = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"pairs": sorted(pairs), "seconds": seconds, "peak": peak / 1024}))


if __name__ == "__main__":
    main()
