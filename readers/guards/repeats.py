"""The same text again: sent twice by a finger, or everywhere by a machine."""

import hashlib

from readers.guards.folding import fold


def fingerprint_of(text: str) -> str:
    """The same for two texts that differ in spelling, signs and spaces alone."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:32]
