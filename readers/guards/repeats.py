"""The same text again: sent twice by a finger, or everywhere by a machine."""

import hashlib

from editions.scripts.folding import plain


def fingerprint_of(text: str) -> str:
    """The same for two texts that differ in spelling, signs and spaces alone."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:32]
