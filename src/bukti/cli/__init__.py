"""The command line: thin layers over the public functions."""
