"""Draws the first page of one PDF, given on standard input, and writes it as a PNG.

A process of its own, as the one that reads words (publications/reading/child.py): whatever a file does to the library
that draws it, it does to nobody else. It has no settings and no database.

    python -m publications.covers.child WIDTH HEIGHT < FILE > PICTURE
"""

import resource
import sys
from contextlib import closing

import pypdfium2

# Memory of the whole process, in bytes; seconds of a processor.
MEMORY, SECONDS = 1536 * 1024 * 1024, 30


def draw(data: bytes, width: int, height: int, out: object) -> None:
    """The page as wide as `width`, or as high as `height` where it would be higher."""
    with closing(pypdfium2.PdfDocument(data)) as document, closing(document[0]) as page:
        across, down = page.get_size()
        scale = min(width / max(across, 1), height / max(down, 1))
        page.render(scale=scale).to_pil().convert("RGB").save(out, "PNG", compress_level=1)


def main(arguments: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    width, height = map(int, arguments)
    draw(sys.stdin.buffer.read(), width, height, sys.stdout.buffer)


if __name__ == "__main__":
    main(sys.argv[1:])
