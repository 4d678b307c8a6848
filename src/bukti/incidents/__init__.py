"""Attacks and harm: what happened, where, when, who was harmed, by whose word."""

from bukti.incidents.telling import tellings

__all__ = ["tellings"]
