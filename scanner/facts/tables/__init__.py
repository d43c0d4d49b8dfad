"""The text tables of ``data/`` turned into entries of the knowledge base. Used by the build and by imports only."""
