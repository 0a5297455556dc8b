"""Which story is drawn as what."""

from PIL import Image

from .canvas import Canvas
from .chance import chance
from .motifs import river, roofs, town
from .palettes import palette

MOTIFS = [river.bridge, town.well, roofs.roof_garden, town.steep_street, river.boatbuilder, town.bazaar, roofs.tile_roof, river.ferry]


def draw_story(key: str, number: int = 1, size: tuple[int, int] = (1600, 1067)) -> Image.Image:
    """Draw the picture of a story; number 2 is another view of it."""
    r = chance("story", key, number)
    canvas = Canvas(size)
    r.choice(MOTIFS)(canvas, palette(r.choice(["heritage", "gardens", "family"]), r.choice(["day", "gold"])), r)
    return canvas.finished()
