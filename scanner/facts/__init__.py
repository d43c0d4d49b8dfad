"""Stage 4: what is known about the components, each fact with its source and day."""

from scanner.facts import embedded, statements

FACT_SOURCES = (embedded.SOURCE, statements.SOURCE)
