"""What is true in a table of claims, how accurate its sources are, and which of them copy (Dong et al. 2009)."""

from bukti.truth.fusion import fuse
from bukti.truth.records import Accuracy, Dependence, Fact, Fusion, Options, Row, Shared, Value

__all__ = ["Accuracy", "Dependence", "Fact", "Fusion", "Options", "Row", "Shared", "Value", "fuse"]
