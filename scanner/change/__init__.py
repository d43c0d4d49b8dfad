"""Two scans to what is new, gone and changed between them."""
