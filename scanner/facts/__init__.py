"""Stage 4: what is known about the components, each fact with its source and day."""

from scanner.facts import embedded

FACT_SOURCES = (embedded.SOURCE,)
