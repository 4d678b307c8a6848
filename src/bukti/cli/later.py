"""Commands that are loaded when they are called: the pipeline takes seconds, and few commands need it.

A command lives in the file of its name, as a function of its name or, for a group, as `app`. A name that is a word of
Python has a line behind it there: `import_`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

LOOKS: dict[str, Any] = {"add_completion": False, "pretty_exceptions_enable": False, "rich_markup_mode": None}


class Later(TyperCommand):
    """Stands for a command or group until it is called.

    Args:
        package: where its file lies.
        name: of the command.
        line: what the list of commands says of it.
    """

    def __init__(self, package: str, name: str, line: str) -> None:
        super().__init__(name, callback=None, help=line)
        self.package = package

    def loaded(self) -> Any:
        """The command or group itself."""
        name = str(self.name)
        place = f"{name}_" if iskeyword(name) else name
        module, home = import_module(f"{self.package}.{place}"), typer.Typer(**LOOKS)
        if hasattr(module, "app"):
            home.add_typer(module.app, name=name)
        else:
            home.command(name)(getattr(module, place))
        return typer.main.get_group(home).commands[name]

    def make_context(self, info_name: str | None, *args: Any, **options: Any) -> Any:
        """Load it, for it is called."""
        return self.loaded().make_context(info_name, *args, **options)


def group(package: str, lines: Mapping[str, str]) -> type[TyperGroup]:
    """A group of commands, none of them loaded yet.

    Args:
        package: where their files lie.
        lines: each command in the order of the help, with the line that stands there.
    """

    class Commands(TyperGroup):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            for name, line in lines.items():
                self.add_command(Later(package, name, line))

    return Commands
