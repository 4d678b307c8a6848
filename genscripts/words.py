"""Write resources/words/<code>.yml: the words of open corpora, so that damage repair never flags a word in use.

Sources: NTREX-128 (CC BY-SA 4.0, English and Indonesian), idner-news-2k (MIT, Indonesian train). Run with the folder of
the data: `python genscripts/words.py ../shared/data`. A word with a capital is one never met in lower case.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

LONG = 3  # letters of a word that the language file need not list
WORD = re.compile(r"[^\W\d_]{2,}")
CODES = {"en": "eng", "id": "ind"}
SMALL = {"bg": "bul", "cs": "ces", "pl": "pol", "ru": "rus", "uk": "ukr"}


def vocabulary(lines: Iterable[str]) -> list[str]:
    """Sorted words of lines: in lower case where they ever stand so, else with their capital."""
    seen = {word for line in lines for word in WORD.findall(line)}
    lower = {word for word in seen if word.islower()}
    return sorted(lower | {word for word in seen if word.casefold() not in lower})


def main(data: Path) -> None:
    """Write both lists."""
    with gzip.open(data / "ntrex/parallel.dev.jsonl.gz", "rt", encoding="utf-8") as rows:
        parallel = [json.loads(row) for row in rows]
    news = [row.split(" ")[0] for row in (data / "idner_news_2k/train.txt").read_text("utf-8").splitlines()]
    for code, column in CODES.items():
        words = vocabulary([row[column] for row in parallel] + (news if code == "id" else []))
        body = "\n".join("  " + " ".join(words[at : at + 12]) for at in range(0, len(words), 12))
        head = "# Written by genscripts/words.py from NTREX-128 (CC BY-SA 4.0) and, for id, idner-news-2k (MIT).\n"
        target = Path(__file__).parents[1] / "resources" / "words" / f"{code}.yml"
        target.write_text(f"{head}words: >-\n{body}\n", "utf-8")
    for code, column in SMALL.items():
        words = sorted({w for row in parallel for w in WORD.findall(row[column]) if w.islower() and len(w) > LONG})
        body = "\n".join("  " + " ".join(words[at : at + 12]) for at in range(0, len(words), 12))
        target = Path(__file__).parents[1] / "resources" / "small" / f"{code}.yml"
        target.parent.mkdir(exist_ok=True)
        head = "# Written by genscripts/words.py from NTREX-128 (CC BY-SA 4.0): words met in lower case.\n"
        target.write_text(f"{head}words: >-\n{body}\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
