"""Outlines as lists of points, in the units of a canvas."""

import math
from collections.abc import Iterable

type Point = tuple[float, float]
type Points = list[Point]


def box(x: float, y: float, width: float, height: float) -> Points:
    """Give a rectangle by its top left corner."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> Points:
    """Follow an ellipse from one angle to another, in degrees, clockwise from three o'clock."""
    steps = max(8, int(abs(end - start) / 5))
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


def oval(cx: float, cy: float, rx: float, ry: float | None = None) -> Points:
    """Give a whole ellipse."""
    return arc(cx, cy, rx, rx if ry is None else ry, 0, 360)


def rounded(x: float, y: float, width: float, height: float, radius: float) -> Points:
    """Give a rectangle with round corners."""
    r = min(radius, width / 2, height / 2)
    right, low = x + width - r, y + height - r
    return (
        arc(x + r, y + r, r, r, 180, 270)
        + arc(right, y + r, r, r, 270, 360)
        + arc(right, low, r, r, 0, 90)
        + arc(x + r, low, r, r, 90, 180)
    )


def archway(x: float, y: float, width: float, height: float, point: float = 0.0) -> Points:
    """Give an opening with a round head, or a pointed one when ``point`` (0 to 1) is given."""
    half = width / 2
    foot = y + half * (1 + 0.35 * point)
    if point:
        left = bend([(x, foot), (x + width * 0.1, y + (foot - y) * 0.42), (x + half, y)])
        right = [(2 * (x + half) - px, py) for px, py in reversed(left)]
        head = left + right
    else:
        head = arc(x + half, foot, half, half, 180, 360)
    return [(x, y + height), *head, (x + width, y + height)]


def bend(points: Iterable[Point], *, closed: bool = False, steps: int = 8) -> Points:
    """Draw a smooth line through all the points (Catmull-Rom)."""
    given = list(points)
    ring = [given[-1], *given, given[0], given[1]] if closed else [given[0], *given, given[-1]]
    line: Points = []
    for a, b, c, d in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        for i in range(steps):
            t = i / steps
            line.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    if not closed:
        line.append(given[-1])
    return line


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def turned(points: Points, degrees: float, centre: Point) -> Points:
    """Turn an outline about a point."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    cx, cy = centre
    return [(cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos) for x, y in points]


def moved(points: Points, dx: float, dy: float) -> Points:
    """Shift an outline."""
    return [(x + dx, y + dy) for x, y in points]


def flipped(points: Points, axis: float) -> Points:
    """Mirror an outline about a vertical line."""
    return [(2 * axis - x, y) for x, y in points]
