"""Noise and gradients, made once and cut to measure."""

import math
from functools import cache

from PIL import Image

from .chance import chance

TILE = 1024


@cache
def _noise_tile() -> Image.Image:
    return Image.frombytes("L", (TILE, TILE), chance("noise").randbytes(TILE * TILE))


@cache
def noise(width: int, height: int, coarse: int = 1) -> Image.Image:
    """Give even noise; ``coarse`` makes each grain that many pixels wide."""
    need = (-(-width // coarse), -(-height // coarse))
    sheet = Image.new("L", need)
    for x in range(0, need[0], TILE):
        for y in range(0, need[1], TILE):
            sheet.paste(_noise_tile(), (x, y))
    if coarse > 1:
        sheet = sheet.resize((need[0] * coarse, need[1] * coarse), Image.Resampling.NEAREST)
    return sheet.crop((0, 0, width, height))


@cache
def slope(angle: int) -> Image.Image:
    """Give a small gradient that grows towards an angle (0 right, 90 down), to be stretched."""
    size = 24
    dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    reach = (abs(dx) + abs(dy)) / 2
    values = bytearray()
    for y in range(size):
        for x in range(size):
            along = ((x / (size - 1) - 0.5) * dx + (y / (size - 1) - 0.5) * dy) / reach
            values.append(round(127.5 + 127.5 * along))
    return Image.frombytes("L", (size, size), bytes(values))


@cache
def halo(power: float = 1.0) -> Image.Image:
    """Give a round light that fades to nothing at the rim."""
    rim = 180  # Image.radial_gradient reaches 255 in the corners, about 180 at the edges.
    curve = [round(255 * max(0.0, 1 - v / rim) ** (1 + power)) for v in range(256)]
    return Image.radial_gradient("L").point(curve)
