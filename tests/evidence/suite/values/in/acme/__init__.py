"""Acme assistant."""
from acme.core.names import EMBEDDER, PRIMARY as DEFAULT_CHAT

__all__ = ["DEFAULT_CHAT", "EMBEDDER"]
__version__ = "1.4.0"
