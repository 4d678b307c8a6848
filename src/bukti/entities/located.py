"""Where a country's name says where something is, and where it stands for its state, its people or what is theirs.

In "|Yordania| menuduh" and "warga |Maroko|" they mean who acts and whose somebody is (metonymy); in "di |Maroko|"
a place. A place is told by the word before it, or by another place that it stands in one list with.
"""

from __future__ import annotations

from collections.abc import Sequence

from bukti.entities.segments import Reader, Segment

SEVERAL = 3  # names in a list of countries that is one of places, whatever stands before it
COUNTRY = "country:"


def located(reader: Reader, segments: Sequence[Segment]) -> list[bool]:
    """For each name of a text whether it can only mean a place; true of all in a language without words for it."""
    where = reader.heads.words.where
    if not where:
        return [True] * len(segments)
    found = [True] * len(segments)
    for run in _lists(reader, segments):
        countries = [at for at in run if _country(segments[at])]
        told = reader.before(segments[run[0]]) in where or len(countries) >= SEVERAL
        for at in countries:
            found[at] = told
    return found


def _country(segment: Segment) -> bool:
    return segment.listed is not None and segment.listed.key.startswith(COUNTRY)


def _lists(reader: Reader, segments: Sequence[Segment]) -> list[list[int]]:
    """Names by index, those of one list together: only a comma or a conjunction parts them."""
    lists: list[list[int]] = []
    for at, segment in enumerate(segments):
        if at and segment.listed is not None and _listed_with(reader, segments[at - 1], segment):
            lists[-1].append(at)
        else:
            lists.append([at])
    return lists


def _listed_with(reader: Reader, left: Segment, right: Segment) -> bool:
    """Whether two names stand in one list."""
    if left.listed is None or reader.tokens[right.first].opens:
        return False
    between = range(left.end, right.first)
    if any(reader.lows[place] not in reader.heads.joints for place in between):
        return False
    gap = reader.text[reader.tokens[left.end - 1].end : reader.tokens[right.first].start]
    signs = [letter for letter in gap if not (letter.isalnum() or letter.isspace())]
    return bool(between or signs) and set(signs) <= {","}
