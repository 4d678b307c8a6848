"""Attacks and harm: what happened, where, when, who was harmed, by whose word."""

from bukti.incidents.assemble import Rules, incidents
from bukti.incidents.response_sums import response_sum
from bukti.incidents.telling import tellings
from bukti.incidents.tied import Tied
from bukti.incidents.totals import chosen, totals

__all__ = ["Rules", "Tied", "chosen", "incidents", "response_sum", "tellings", "totals"]
