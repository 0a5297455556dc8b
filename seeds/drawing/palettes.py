"""One limited palette per category, and what the hour of the day does to it."""

from dataclasses import dataclass, fields
from functools import cache

from .colour import RGB, mix, rgb


@dataclass(frozen=True)
class Palette:
    """Colours by what they do in a picture, so that a motif fits every category."""

    sky: RGB
    haze: RGB
    far: RGB
    mid: RGB
    near: RGB
    wall: RGB
    roof: RGB
    wood: RGB
    ink: RGB
    light: RGB
    accent: RGB
    second: RGB
    leaf: RGB
    lamp: RGB = (255, 205, 110)
    dark: bool = False


def _palette(codes: str) -> Palette:
    return Palette(*(rgb(f"#{code}") for code in codes.split()))


CATEGORIES = {
    #          sky    haze   far    mid    near   wall   roof   wood   ink    light  accent second leaf
    "heritage": _palette("8fbcc4 f6e3c0 b7b59c cf9a62 7b4836 ecd0a0 b9563a 6d4231 29293b fff2d6 d4472f 2c6c79 6f8557"),
    "reading": _palette("bcd3cd f8ebcf 8db0a8 3f7a7a 1e4d56 f1ddb2 a84b39 8b5936 14282f fff5de e2a02c c5533b 4f7d5c"),
    "gardens": _palette("b3d9d6 f8f0d2 a9c695 6d9f63 2c5e48 ead6b2 c66f4c 7b5237 1b3230 fffae6 d7425b f1b945 5b8f55"),
    "kitchen": _palette("f2cfa2 fcedd8 e6b585 cc7647 86363a f5e3c6 b4432d 8f5935 3a1e2c fff6e3 d63f2a 2c7b77 6f8f4e"),
    "crafts": _palette("c3d0e2 f5e9d4 9aadc5 5273a0 293f6c ecdabd b0543a 95643b 1a2342 fdf4e2 db8a28 b4463a 6c8a6a"),
    "family": _palette("f1c6b4 fcecdb d2a5a6 9f6c88 5b385a f4dcc6 b95c50 875540 2d2137 fff3e4 e78853 7c9f86 6f9078"),
}

# What is laid over the palette: sky, haze, and a colour of the air with its share.
HOURS: dict[str, tuple[RGB, RGB, RGB, float]] = {
    "dawn": (rgb("#a9b9d6"), rgb("#fbd9b4"), rgb("#e8b6a0"), 0.16),
    "dusk": (rgb("#5d5488"), rgb("#f4a56a"), rgb("#7a4a72"), 0.28),
    "night": (rgb("#141c3f"), rgb("#3d4a7c"), rgb("#1b2350"), 0.58),
    "winter": (rgb("#b8c8d6"), rgb("#eef0ee"), rgb("#c9d5de"), 0.34),
    "gold": (rgb("#f0c274"), rgb("#fdeac0"), rgb("#e9a95a"), 0.22),
}
KEPT_AT_ALL_HOURS = {"light", "lamp", "ink", "dark"}


@cache
def palette(category: str, hour: str = "day") -> Palette:
    """Give the colours of a category at an hour: day, dawn, dusk, night, winter or gold."""
    base = CATEGORIES[category]
    if hour == "day":
        return base
    sky, haze, air, share = HOURS[hour]
    changed: dict[str, RGB | bool] = {
        f.name: mix(getattr(base, f.name), air, share) for f in fields(base) if f.name not in KEPT_AT_ALL_HOURS
    }
    changed |= {"sky": mix(sky, base.sky, 0.15), "haze": mix(haze, base.haze, 0.15), "dark": hour in {"dusk", "night"}}
    for name in ("accent", "second"):
        # Accents keep their voice: a night without a red coat would be only blue.
        changed[name] = mix(getattr(base, name), air, share * 0.4)
    return Palette(**{**{f.name: getattr(base, f.name) for f in fields(base)}, **changed})
