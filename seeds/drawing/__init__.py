"""The demo pictures, drawn by code: no files to licence, the same on every machine."""

from .albums import draw_album_picture
from .cartoons import draw_cartoon
from .covers import draw_cover
from .newspics import draw_newspic
from .photograph import draw_photograph
from .portraits import draw_portrait
from .posters import draw_poster
from .stories import draw_story

__all__ = [
    "draw_album_picture",
    "draw_cartoon",
    "draw_cover",
    "draw_newspic",
    "draw_photograph",
    "draw_portrait",
    "draw_poster",
    "draw_story",
]
