"""Lists of sanctions and registers: loaded once into an index, searched by name, each score with its reasons."""

from __future__ import annotations

from bukti.screening.base import Loader
from bukti.screening.eu import EuXml
from bukti.screening.ftm import FtmLines, Statements
from bukti.screening.gleif import GleifCsv, GleifXml
from bukti.screening.ofac import OfacCsv, OfacXml
from bukti.screening.ofac_advanced import OfacAdvanced
from bukti.screening.uk import UkCsv, UkXml
from bukti.screening.un import UnXml

# every kind of list, the first that knows a file by its beginning reads it
LOADERS: tuple[Loader, ...] = (
    *(FtmLines(), Statements(), OfacXml(), OfacAdvanced(), EuXml(), UkXml(), UnXml()),
    *(GleifXml(), GleifCsv(), UkCsv(), OfacCsv()),
)
