"""Pages fetched on request: politely, from public addresses only, with everything recorded before it is parsed.

The only room that opens a connection. Design and threats: docs/design/2026-11-26-capture.md.
"""
