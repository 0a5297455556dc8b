"""Stored HTML: which blocks there are, and the one way in."""
