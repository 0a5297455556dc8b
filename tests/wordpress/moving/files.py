"""The uploads of an invented site: photographs in their sizes and a leaflet, as WordPress lays them out."""

import io
from functools import lru_cache
from pathlib import Path

from fpdf import FPDF

from tests.media_gallery.pictures import encoded, scene

# What WordPress made besides of each picture.
SIZED = ((300, 225), (150, 150))


@lru_cache(maxsize=512)
def photograph(number: int) -> bytes:
    return encoded(scene(number, (320, 240)), quality=70)


@lru_cache(maxsize=8)
def leaflet(number: int) -> bytes:
    """One page of A6."""
    paper = FPDF(format=(105, 148))
    paper.add_page()
    paper.set_font("Helvetica", size=14)
    paper.cell(text=f"Leaflet {number}: opening hours of the reading room")
    return bytes(paper.output())


def put(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def put_photograph(folder: Path, name: str, number: int) -> None:
    """A photograph of its own for every number, with the sizes that themes asked for."""
    put(folder, name, photograph(number))
    stem, dot, ending = name.rpartition(".")
    for width, height in SIZED:
        small = io.BytesIO()
        scene(number, (width, height)).save(small, "JPEG", quality=50)
        put(folder, f"{stem}-{width}x{height}{dot}{ending}", small.getvalue())
