"""Derivation: which report was made from which, with the passages that prove it."""

from bukti.derivation.trace import trace

__all__ = ["trace"]
