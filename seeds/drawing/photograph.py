"""A picture with the size and the noise of a camera file."""

from PIL import Image, ImageChops

from .canvas import Canvas
from .chance import chance
from .motifs.river import bridge
from .palettes import palette
from .texture import noise

# Noise squeezes badly, as in a real photograph: uploads of this one are as heavy as editors' own.
NOISE = 0.22


def draw_photograph(size: tuple[int, int] = (4000, 3000)) -> Image.Image:
    """Draw twelve noisy megapixels: a small scene enlarged, then noise in each channel by itself."""
    small = Canvas((max(1, size[0] // 4), max(1, size[1] // 4)))
    bridge(small, palette("heritage", "dawn"), chance("photograph"))
    picture = small.finished(grain=0).resize(size, Image.Resampling.BICUBIC)
    level = [round(128 + (v - 128) * NOISE) for v in range(256)]
    base = noise(size[0] + 400, size[1]).point(level)
    channels = [base.crop((shift, 0, size[0] + shift, size[1])) for shift in (0, 137, 311)]
    return ImageChops.overlay(picture, Image.merge("RGB", channels))
