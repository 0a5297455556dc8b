"""Randomness that is the same in every process and on every machine."""

from random import Random


def chance(*parts: object) -> Random:
    """Seed from the words of a key: text seeds go through SHA-512, so they never depend on ``hash()``."""
    return Random("/".join(str(part) for part in parts))
