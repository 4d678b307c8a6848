"""Names in any script, and how alike two of them are."""
