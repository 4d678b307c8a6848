"""Bukti: the evidence engine for open-source investigations.

The public names are loaded when they are first used: a worker that only parses files, and the command line until its
first command, do without the whole pipeline.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bukti.acts.learning import accept, fuse, learn, resolve
    from bukti.acts.matrix import Matrix
    from bukti.acts.retracting import retract
    from bukti.acts.screening import screen
    from bukti.pipeline import assess, check, read, trace, weigh
    from bukti.store.case import Case

__all__ = [
    "Case",
    "Matrix",
    "__version__",
    "accept",
    "assess",
    "check",
    "fuse",
    "learn",
    "read",
    "resolve",
    "retract",
    "screen",
    "trace",
    "weigh",
]
__version__ = version("bukti")
_HOME = {  # of every other name: pipeline
    "Case": "store.case",
    "Matrix": "acts.matrix",
    "retract": "acts.retracting",
    "screen": "acts.screening",
    **dict.fromkeys(("accept", "fuse", "learn", "resolve"), "acts.learning"),
}


def __getattr__(name: str) -> Any:
    """A public name out of its module.

    Raises:
        AttributeError: no such name.
    """
    if name not in __all__:
        raise AttributeError(f"module 'bukti' has no attribute {name!r}")
    return getattr(import_module(f"bukti.{_HOME.get(name, 'pipeline')}"), name)
