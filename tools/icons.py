"""Draws static/icons from static/icon.svg, whose shapes are straight lines: `.venv/bin/python tools/icons.py`.

The icon that systems cut shapes from ("maskable") has its sign within the middle 80 %, on the colour alone.
"""

import re
from pathlib import Path

from PIL import Image, ImageDraw

STATIC = Path(__file__).resolve().parent.parent / "static"
SIZES = (192, 512)
# Drawn so many times larger, then made smaller: edges become smooth.
FINE = 8
# How large the sign stands in the icon that is cut from.
WITHIN = 0.8


def main() -> None:
    svg = (STATIC / "icon.svg").read_text(encoding="utf-8")
    side, ground = found(r'viewBox="0 0 (\d+)', svg), found(r'<rect[^>]* fill="(#\w+)"', svg)
    radius, sign = found(r'rx="(\d+)"', svg), points(found(r'<path d="([^"]+)"', svg))
    folder = STATIC / "icons"
    folder.mkdir(exist_ok=True)
    for size in SIZES:
        drawn(size, float(side), ground, float(radius), sign, 1).save(folder / f"icon-{size}.png", optimize=True)
        drawn(size, float(side), ground, 0, sign, WITHIN).save(folder / f"maskable-{size}.png", optimize=True)


def found(pattern: str, svg: str) -> str:
    match = re.search(pattern, svg)
    if match is None:
        raise SystemExit(f"static/icon.svg has no {pattern}")
    return match[1]


def points(path: str) -> list[tuple[float, float]]:
    """The corners of a path of M, H, V, h, v, l and z."""
    corners: list[tuple[float, float]] = []
    x = y = 0.0
    for command, rest in re.findall(r"([MHVhvlz])([^MHVhvlz]*)", path):
        numbers = [float(one) for one in re.findall(r"-?\d*\.?\d+", rest)]
        match command:
            case "M":
                x, y = numbers
            case "H":
                (x,) = numbers
            case "V":
                (y,) = numbers
            case "h":
                x += numbers[0]
            case "v":
                y += numbers[0]
            case "l":
                x, y = x + numbers[0], y + numbers[1]
        if command != "z":
            corners.append((x, y))
    return corners


def drawn(
    size: int, side: float, ground: str, radius: float, sign: list[tuple[float, float]], within: float
) -> Image.Image:
    whole, scale = size * FINE, size * FINE / side
    image = Image.new("RGBA", (whole, whole), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, whole - 1, whole - 1), radius * scale, fill=ground)
    middle = side / 2
    moved = [((middle + (x - middle) * within) * scale, (middle + (y - middle) * within) * scale) for x, y in sign]
    draw.polygon(moved, fill="#ffffff")
    return image.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
