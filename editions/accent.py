"""One accent colour an edition, safe to read on light and on dark paper."""

import colorsys
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# The paper and the tint of static/css/tokens.css in both schemes.
LIGHT_PAPERS, DARK_PAPERS = ("#fdfcf9", "#f4f1ea"), ("#171614", "#211f1c")
READABLE = 4.5


def luminance(colour: str) -> float:
    """Relative luminance of a #rrggbb colour (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def check_contrast(colour: str) -> None:
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        return  # told by the field's own pattern
    ratio = min(contrast(colour, paper) for paper in LIGHT_PAPERS)
    if ratio < READABLE:
        raise ValidationError(
            _("This colour has a contrast of %(ratio)s to white; it needs 4.5 to be read."),
            params={"ratio": f"{ratio:.1f}"},
        )


def dark_partner(colour: str) -> str:
    """The same hue, light enough to be read on dark paper."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    while True:
        rgb = colorsys.hls_to_rgb(hue, min(lightness, 1.0), saturation)
        found = "#" + "".join(f"{round(c * 255):02x}" for c in rgb)
        if lightness >= 1.0 or min(contrast(found, paper) for paper in DARK_PAPERS) >= READABLE + 1:
            return found
        lightness += 0.02
