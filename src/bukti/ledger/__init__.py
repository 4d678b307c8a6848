"""The log of a case: what was taken in and decided, by whom and when, so chained that no change goes unseen."""
