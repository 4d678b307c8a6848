"""What a bundle says of itself to other programs (RO-Crate 1.1): the case, its log, its files and its people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

CONTEXT, PROFILE = "https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/crate/1.1"
FILE = "ro-crate-metadata.json"
DESCRIPTIONS = {
    "case": ("The case: SQLite, as `bukti` opens it", "application/vnd.sqlite3"),
    "log.jsonl": ("Every event of the case, signed", "application/jsonl"),
    "keys.txt": ("Public keys that signed them (Ed25519)", "text/plain"),
}


def metadata(contents: Sequence[Mapping[str, Any]], sizes: Mapping[str, int], names: Mapping[str, str]) -> bytes:
    """The metadata file.

    Args:
        contents: events of the log, not empty.
        sizes: of every file of the bundle, by path.
        names: of the inputs, by the path of their bytes.
    """
    files = [_file(place, size, names) for place, size in sorted(sizes.items())]
    keys = sorted({(content["key"], content["author"]) for content in contents if content["key"]})
    people = [{"@id": f"#{key}", "@type": "Person", "name": author} for key, author in dict(keys).items()]
    graph = [
        {"@id": FILE, "@type": "CreativeWork", "conformsTo": {"@id": PROFILE}, "about": {"@id": "./"}},
        {
            "@id": "./",
            "@type": "Dataset",
            "name": "Bukti case",
            "description": "A case with its exact bytes and its signed log: `bukti verify` checks it.",
            "datePublished": contents[-1]["made"],
            "license": "Not stated: it is for the holders of the rights in the files to say.",
            "author": [{"@id": person["@id"]} for person in people],
            "hasPart": [{"@id": file["@id"]} for file in files],
        },
        *files,
        *people,
    ]
    text = json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=True, indent=1, sort_keys=True)
    return text.encode() + b"\n"


def _file(place: str, size: int, names: Mapping[str, str]) -> dict[str, Any]:
    """A file; bytes that were no input of their own came out of one, an archive for example."""
    known = DESCRIPTIONS.get(place)
    if known:
        return {
            "@id": place,
            "@type": "File",
            "name": known[0],
            "encodingFormat": known[1],
            "contentSize": str(size),
        }
    name = names.get(place, "Part of an input")
    return {"@id": place, "@type": "File", "name": name, "contentSize": str(size)}
