"""A sheet to draw on: flat shapes with grained shadows, soft light, and paper texture at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .colour import RGB, darker, mix
from .geometry import Point, Points, box, oval, rounded
from .texture import halo, noise, slope

OVERSAMPLING = 2


class Canvas:
    """All coordinates are units of the composition, whatever the size in pixels."""

    def __init__(
        self,
        size: tuple[int, int],
        units: tuple[int, int] = (1200, 800),
        paper: RGB = (250, 244, 232),
        focus: float = 0.5,
    ) -> None:
        """Cover ``size`` pixels with ``units``; what overhangs is cut, keeping the ``focus`` of its width."""
        self.size = size
        self.focus = focus
        self.width, self.height = units
        scale = max(size[0] / units[0], size[1] / units[1])
        self.scale = scale * OVERSAMPLING
        self._whole = (max(size[0], round(units[0] * scale)), max(size[1], round(units[1] * scale)))
        self.image = Image.new("RGB", (self._whole[0] * OVERSAMPLING, self._whole[1] * OVERSAMPLING), paper)
        self.pen = ImageDraw.Draw(self.image)

    # Flat shapes

    def shape(self, points: Points, fill: RGB, shade: RGB | None = None, angle: int = 20, amount: float = 0.75) -> None:
        """Fill an outline; ``shade`` is stippled over it, denser towards ``angle``."""
        self.pen.polygon(self._pixels(points), fill=fill)
        if shade is not None:
            self._stipple(points, shade, angle, amount)

    def lit(self, points: Points, fill: RGB, angle: int = 20, depth: float = 0.38, amount: float = 0.75) -> None:
        """Fill an outline and shade it with its own darker colour: the usual solid thing."""
        self.shape(points, fill, darker(fill, depth), angle, amount)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: RGB, shade: RGB | None = None, angle: int = 20
    ) -> None:
        """Fill a rectangle."""
        self.shape(box(x, y, width, height), fill, shade, angle)

    def disc(
        self,
        cx: float,
        cy: float,
        rx: float,
        fill: RGB,
        ry: float | None = None,
        shade: RGB | None = None,
        angle: int = 45,
    ) -> None:
        """Fill an ellipse."""
        self.shape(oval(cx, cy, rx, ry), fill, shade, angle)

    def round(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        fill: RGB,
        shade: RGB | None = None,
        angle: int = 20,
    ) -> None:
        """Fill a rectangle with round corners."""
        self.shape(rounded(x, y, width, height, radius), fill, shade, angle)

    def line(self, points: Points, thickness: float, fill: RGB) -> None:
        """Draw a line with round ends."""
        pixels = self._pixels(points)
        weight = max(1, round(thickness * self.scale))
        self.pen.line(pixels, fill=fill, width=weight, joint="curve")
        if weight > 3:
            half = weight / 2 - 0.5
            for x, y in (pixels[0], pixels[-1]):
                self.pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    # Light and air

    def wash(self, top: RGB, low: RGB, start: float = 0, end: float | None = None) -> None:
        """Fill a band of the sheet with a vertical gradient."""
        end = self.height if end is None else end
        first, last = int(start * self.scale), int(end * self.scale) + 1
        last = last if end < self.height else self.image.height
        column = Image.new("RGB", (1, 64))
        column.putdata([mix(top, low, i / 63) for i in range(64)])
        band = column.resize((1, max(1, last - first)), Image.Resampling.BILINEAR)
        self.image.paste(band.resize((self.image.width, band.height), Image.Resampling.NEAREST), (0, first))

    def glow(
        self,
        cx: float,
        cy: float,
        radius: float,
        colour: RGB,
        strength: float = 0.6,
        power: float = 1.0,
        flat: float = 1.0,
    ) -> None:
        """Let light fall round a point; ``flat`` squeezes it to lie on a floor."""
        wide, high = max(2, int(2 * radius * self.scale)), max(2, int(2 * radius * flat * self.scale))
        mask = halo(power).point([round(v * strength) for v in range(256)])
        left, top = int((cx - radius) * self.scale), int((cy - radius * flat) * self.scale)
        self._paste(colour, mask.resize((wide, high), Image.Resampling.BILINEAR), left, top)

    def tint(self, points: Points, colour: RGB, strength: float = 0.3) -> None:
        """Lay a thin even veil over an outline: a cast shadow, glass, a sheet of light."""
        mask, left, top = self._mask(points, round(255 * strength))
        self._paste(colour, mask, left, top)

    def soft(self, points: Points, colour: RGB, strength: float = 0.4, blur: float = 16) -> None:
        """Lay a veil with blurred edges; drawn small, because nobody can see the difference."""
        small = 8
        scale = self.scale / small
        margin = 2 * blur
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = min(xs) - margin, min(ys) - margin
        size = (int((max(xs) + margin - left) * scale) + 2, int((max(ys) + margin - top) * scale) + 2)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon(
            [((x - left) * scale, (y - top) * scale) for x, y in points], fill=round(255 * strength)
        )
        mask = mask.filter(ImageFilter.GaussianBlur(blur * scale / 2))
        mask = mask.resize((size[0] * small, size[1] * small), Image.Resampling.BILINEAR)
        self._paste(colour, mask, int(left * self.scale), int(top * self.scale))

    def grain(self, points: Points, colour: RGB, angle: int = 20, amount: float = 0.6) -> None:
        """Stipple a colour over what already stands inside an outline."""
        self._stipple(points, colour, angle, amount)

    def blur(self, radius: float) -> None:
        """Put everything drawn so far out of focus; done at a quarter of the size, as it is soft anyway."""
        small = self.image.reduce(4).filter(ImageFilter.GaussianBlur(radius * self.scale / 4))
        self.image.paste(small.resize(self.image.size, Image.Resampling.BILINEAR))

    @contextmanager
    def inside(self, points: Points) -> Iterator[None]:
        """Keep only what is drawn inside an outline."""
        before = self.image.copy()
        yield
        mask, left, top = self._mask(points, 255)
        after = self.image.crop((left, top, left + mask.width, top + mask.height))
        self.image.paste(before)
        self.image.paste(after, (left, top), mask)

    def finished(self, grain: float = 0.09, vignette: float = 0.22, ink: RGB = (30, 22, 44)) -> Image.Image:
        """Come down to the asked size and add the paper: one grain over all holds a set together."""
        picture = self.image.reduce(OVERSAMPLING)
        if vignette:
            rim = Image.radial_gradient("L").point([round(vignette * max(0, v - 90) * 1.5) for v in range(256)])
            picture.paste(ink, (0, 0), rim.resize(picture.size, Image.Resampling.BILINEAR))
        if grain:
            picture = with_grain(picture, grain)
        left, top = round((picture.width - self.size[0]) * self.focus), (picture.height - self.size[1]) // 2
        return picture.crop((left, top, left + self.size[0], top + self.size[1]))

    # Inside

    def _pixels(self, points: Points) -> list[Point]:
        scale = self.scale
        return [(x * scale, y * scale) for x, y in points]

    def _bounds(self, pixels: list[Point]) -> tuple[int, int, int, int] | None:
        xs, ys = [x for x, _ in pixels], [y for _, y in pixels]
        left, top = max(0, int(min(xs))), max(0, int(min(ys)))
        right, low = min(self.image.width, int(max(xs)) + 2), min(self.image.height, int(max(ys)) + 2)
        return (left, top, right, low) if right > left and low > top else None

    def _mask(self, points: Points, value: int) -> tuple[Image.Image, int, int]:
        pixels = self._pixels(points)
        left, top, right, low = self._bounds(pixels) or (0, 0, 1, 1)
        mask = Image.new("L", (right - left, low - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in pixels], fill=value)
        return mask, left, top

    def _paste(self, colour: RGB, mask: Image.Image, left: int, top: int) -> None:
        self.image.paste(colour, (left, top), mask)

    def _stipple(self, points: Points, colour: RGB, angle: int, amount: float) -> None:
        mask, left, top = self._mask(points, 255)
        if min(mask.size) < 4:
            return
        # The gradient is thinned before it meets the noise, so that the light side stays clean.
        thin = slope(angle).point([round(255 * amount * (v / 255) ** 1.6) for v in range(256)])
        dense = ImageChops.subtract(
            thin.resize(mask.size, Image.Resampling.BILINEAR), noise(mask.width, mask.height, OVERSAMPLING)
        )
        dots = dense.point([min(255, v * 6) for v in range(256)])
        self._paste(colour, ImageChops.multiply(mask, dots), left, top)


def with_grain(picture: Image.Image, strength: float) -> Image.Image:
    """Lay an even paper grain over a finished picture."""
    grey = noise(*picture.size).point([round(128 + (v - 128) * strength) for v in range(256)])
    return ImageChops.overlay(picture, Image.merge("RGB", (grey, grey, grey)))
