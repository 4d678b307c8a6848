"""Who may do what in a case that a team shares: accounts, roles, sessions and tokens, in a file beside the case.

No part of the case: no bundle, copy or release takes it along. Why it is so: docs/design/2026-11-27-team.md.
"""
