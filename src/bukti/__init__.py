"""Bukti: the evidence engine for open-source investigations."""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bukti.pipeline import assess, read, trace, weigh
    from bukti.store.case import Case

__all__ = ["Case", "__version__", "assess", "read", "trace", "weigh"]
__version__ = version("bukti")


def __getattr__(name: str) -> Any:
    """The public names, loaded on first use: the process that parses hostile files needs only `intake`."""
    if name not in __all__:
        raise AttributeError(f"module 'bukti' has no attribute {name!r}: it has {', '.join(sorted(__all__))}.")
    return getattr(import_module("bukti.store.case" if name == "Case" else "bukti.pipeline"), name)
