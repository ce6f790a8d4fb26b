"""Charts, notebook runs, the HTML page and its provenance."""
