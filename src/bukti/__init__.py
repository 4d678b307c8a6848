"""Bukti: the evidence engine for open-source investigations."""

from importlib.metadata import version

from bukti.pipeline import assess, read, trace, weigh
from bukti.store.case import Case

__all__ = ["Case", "__version__", "assess", "read", "trace", "weigh"]
__version__ = version("bukti")
