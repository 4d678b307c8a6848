"""Bukti: the evidence engine for open-source investigations."""
