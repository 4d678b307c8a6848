"""Forms with files (RFC 7578): the bytes of each file exactly as they were sent, for they become evidence."""

from __future__ import annotations

import re
from urllib.parse import unquote

KIND = "multipart/form-data"
BOUNDARY = re.compile(r'boundary="?([^";,\s]{1,70})"?', re.IGNORECASE)
NAME = re.compile(rb'[;\s]name="([^"]*)"', re.IGNORECASE)
FILE = re.compile(rb'[;\s]filename="([^"]*)"', re.IGNORECASE)
PARTS = 2000  # fields and files of a form
UNNAMED = "file"

Form = tuple[dict[str, str], list[tuple[str, bytes]]]  # fields; files by their bare names


def parse(body: bytes, content_type: str) -> Form:
    """Fields and files of a form; a field for files that was left empty is no file.

    Raises:
        ValueError: it is no such form, or has more parts than anybody sends.
    """
    boundary = BOUNDARY.search(content_type)
    if boundary is None or not content_type.lower().startswith(KIND):
        raise ValueError(content_type)
    parts = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode("ascii"))
    if len(parts) < 2 or not parts[-1].startswith(b"--") or len(parts) > PARTS:
        raise ValueError("no whole form")
    fields: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []
    for part in parts[1:-1]:
        head, end, data = part.partition(b"\r\n\r\n")
        name, file = NAME.search(head), FILE.search(head)
        if not (end and head.startswith(b"\r\n") and name):
            raise ValueError("a part without a name")
        if file is None:
            fields[_text(name[1])] = data.decode()
        elif file[1] or data:
            files.append((bare(_text(file[1])), data))
    return fields, files


def bare(name: str) -> str:
    """A file's own name, without the folders that it came from; it is a label and never a path of ours."""
    own = re.split(r"[\\/]", name)[-1].strip()
    return own if own.strip(".") else UNNAMED


def _text(sent: bytes) -> str:
    """A name as browsers write it: quotation marks and line ends as percent codes."""
    return re.sub("%(22|0D|0A)", lambda code: unquote(code[0]), sent.decode(), flags=re.IGNORECASE)
