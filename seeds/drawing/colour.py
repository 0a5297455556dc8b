"""Colours as RGB triples, and the few ways of mixing them that the pictures need."""

from functools import cache

type RGB = tuple[int, int, int]


@cache
def rgb(code: str) -> RGB:
    """Read ``#rrggbb``."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """Go from the first colour towards the second by a share between 0 and 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def darker(colour: RGB, share: float = 0.25) -> RGB:
    """Shadow is bluish, never plain black: grey shadows make flat shapes look dirty."""
    return mix(colour, (24, 18, 48), share)


def lighter(colour: RGB, share: float = 0.25) -> RGB:
    """Light is warm."""
    return mix(colour, (255, 246, 224), share)
