"""The nouns: frozen data that every stage takes and returns.

Imports nothing else of ours, does no I/O.
"""
