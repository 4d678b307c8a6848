"""The schemas of a case, in order."""
