"""The text stage: what a report's words are before anybody asks what they mean.

`analyse` is its door; `bukti.text.embedding` is imported by those who need vectors.
"""

from bukti.text.document import analyse

__all__ = ["analyse"]
