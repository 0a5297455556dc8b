"""Stills that stand for a video until it plays."""

from PIL import Image

from .canvas import Canvas
from .chance import chance
from .motifs import crafts, kitchen
from .motifs.river import bridge
from .palettes import palette

POSTER = (1280, 720)
# One palette: the river must stay a river while the light changes.
SEASONS = (("heritage", "dawn"), ("heritage", "day"), ("heritage", "gold"), ("heritage", "winter"))


def draw_poster(video_key: str) -> Image.Image:
    """Draw the still of a video."""
    if video_key == "the-river-in-four-seasons":
        return four_seasons(video_key)
    motif, category, hour = (
        (kitchen.bakery_window, "kitchen", "dawn")
        if video_key == "one-minute-at-the-bakery"
        else (crafts.loom, "crafts", "gold")
    )
    canvas = Canvas(POSTER)
    motif(canvas, palette(category, hour), chance("poster", video_key))
    return canvas.finished(vignette=0.45)


def four_seasons(key: str) -> Image.Image:
    """Cut one view into four upright strips, a season each: the bridge stays, the light moves."""
    sheet = Image.new("RGB", POSTER)
    for k, (category, hour) in enumerate(SEASONS):
        canvas = Canvas(POSTER)
        bridge(canvas, palette(category, hour), chance("poster", key), walkers=k + 1)
        left, right = k * POSTER[0] // 4, (k + 1) * POSTER[0] // 4
        sheet.paste(canvas.finished().crop((left, 0, right, POSTER[1])), (left, 0))
        if k:
            sheet.paste((255, 248, 232), (left - 2, 0, left + 2, POSTER[1]))
    return sheet
