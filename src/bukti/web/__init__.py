"""The workbench: pages for a browser on the same machine, over one case (`bukti serve`)."""
