"""Stage 4: what is known about the components, each fact with its source and day."""

from scanner.facts import (
    advisories,
    embedded,
    package_index,
    package_statements,
    statements,
    weight_texts,
)

FACT_SOURCES = (
    advisories.SOURCE,
    embedded.SOURCE,
    package_index.SOURCE,
    package_statements.SOURCE,
    statements.SOURCE,
    weight_texts.SOURCE,
)
