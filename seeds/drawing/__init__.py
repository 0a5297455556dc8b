"""The demo pictures, drawn by code: no files to licence, the same on every machine."""

from PIL import Image

from .cartoons import draw_cartoon
from .stories import draw_story

__all__ = ["draw_album_picture", "draw_cartoon", "draw_cover", "draw_newspic", "draw_photograph", "draw_portrait", "draw_poster", "draw_story"]


def draw_newspic(key: str) -> Image.Image:
    """Draw a news picture."""
    return draw_story(key)


def draw_album_picture(album_key: str, number: int) -> Image.Image:
    """Draw one picture of an album."""
    return draw_story(f"{album_key}-{number}", size=(1600, 1067) if number % 3 else (1067, 1600))


def draw_poster(video_key: str) -> Image.Image:
    """Draw the still of a video."""
    return draw_story(video_key, size=(1280, 720))


def draw_cover(series: str, number_or_key: int | str) -> Image.Image:
    """Draw the cover of an issue, a brief or a book."""
    return draw_story(f"{series}-{number_or_key}", size=(1200, 1600))


def draw_portrait(person_key: str) -> Image.Image:
    """Draw a person or a source."""
    return draw_story(person_key, size=(800, 800))


def draw_photograph(size: tuple[int, int] = (4000, 3000)) -> Image.Image:
    """Draw a large noisy picture for tests."""
    return draw_story("photograph", size=size)
