"""Attacks and harm: what happened, where, when, who was harmed, by whose word."""

from bukti.incidents.assemble import incidents
from bukti.incidents.telling import tellings
from bukti.incidents.totals import chosen, totals

__all__ = ["chosen", "incidents", "tellings", "totals"]
