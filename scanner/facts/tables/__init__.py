"""The text tables of ``data/`` as entries of the knowledge base: for the build and imports."""
