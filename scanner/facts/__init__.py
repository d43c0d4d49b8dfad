"""Stage 4: what is known about the components, each fact with its source and day."""

from scanner.facts import advisories, embedded, statements

FACT_SOURCES = (advisories.SOURCE, embedded.SOURCE, statements.SOURCE)
