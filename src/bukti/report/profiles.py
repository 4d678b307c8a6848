"""The result of `bukti profile show`: a profile in force, who chose it, and its parameters in words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from bukti.assessment.profiles import Profile
from bukti.model import Decision
from bukti.report.changes import what
from bukti.report.objects import Object, decision, stamp
from bukti.report.parameters import differences, parameters, told
from bukti.report.plain import one_line
from bukti.report.terminal import rendered


def write(profile: Profile, choice: Decision | None, made: Sequence[Decision]) -> str:
    """The profile for the terminal: what it is, who chose it, every parameter, every choice."""
    top = [
        one_line(profile.stamp.called),
        one_line(profile.description),
        f"SHA-256 {profile.stamp.sha256}",
        f"{what(choice)}." if choice else "Nobody chose it: it is what Bukti weighs with unless people choose.",
    ]
    parts = [Text(line) for line in (*top, "")]
    rows = [
        row
        for one in parameters(profile)
        for row in (
            Text(f"{one.key}: {one.words}{f' “{one_line(one.name)}”' if one.name else ''}"),
            Padding(Text(told(one)), (0, 0, 0, 4)),
        )
    ]
    history = ["", "Choices, the oldest first:", *(f"  {one.id}  {what(one)}" for one in made)] if made else []
    return rendered([*parts, *rows, *(Text(line) for line in history)])


def differing(before: Profile, after: Profile) -> str:
    """The parameters that are another, before and after, for the terminal."""
    found = differences(before, after)
    lines = ["Parameters that differ:" if found else "No parameter differs."]
    for one in found:
        shown = one.after or one.before
        assert shown is not None  # noqa: S101 - one of both is there
        lines += [f"  {one_line(shown.key)}: {shown.words}", f"    {told(one.before)} → {told(one.after)}"]
    return rendered([Text(line) for line in lines])


def in_json(profile: Profile, choice: Decision | None, made: Sequence[Decision]) -> Object:
    """The same with every value as in the file."""
    parts = profile.model_dump(mode="json", exclude={"stamp"}, exclude_none=True)
    return {
        "profile": stamp(profile.stamp),
        "chosen": decision(choice) if choice else None,
        "parameters": parts,
        "words": {one.key: one.words for one in parameters(profile)},
        "decisions": [decision(one) for one in made],
    }
