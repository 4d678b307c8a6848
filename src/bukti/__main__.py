"""`python -m bukti`."""

from bukti.cli.app import main

main()
