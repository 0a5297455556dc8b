"""Draws the demo's pictures in as many processes as there are cores. Imports nothing of Django: workers start fast."""

import io
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from seeds import drawing

JPEG_QUALITY = 85
STORY_SIZE = (1440, 960)

# A job: the name of the picture, and the drawing function with its arguments.
Job = tuple[str, str, tuple]


def draw(job: Job) -> tuple[str, bytes]:
    name, function, arguments = job
    buffer = io.BytesIO()
    getattr(drawing, function)(*arguments).convert("RGB").save(buffer, "JPEG", quality=JPEG_QUALITY)
    return name, buffer.getvalue()


def draw_all(jobs: list[Job], *, processes: int | None = None) -> Iterator[tuple[str, bytes]]:
    """(name, JPEG) of each job in its order; `processes` defaults to the number of cores."""
    count = processes or os.cpu_count() or 1
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield from pool.map(draw, jobs, chunksize=2)


def jobs_of(plan: dict) -> list[Job]:
    """Every picture of the demo, by names such as `story:KEY`, `cartoons:KEY`, `photos:KEY:3`, `newsletter:2`."""
    jobs: list[Job] = []
    for story in plan["stories"]:
        for number in range(1, story["pictures"] + 1):
            name = f"story:{story['key']}" + (f"-{number}" if number > 1 else "")
            jobs.append((name, "draw_story", (story["key"], number, STORY_SIZE)))
    media, publications = plan["media"], plan["publications"]
    jobs += [(f"cartoons:{key}", "draw_cartoon", (key,)) for key in media["cartoons"]]
    jobs += [(f"newspics:{key}", "draw_newspic", (key,)) for key in media["newspics"]]
    for key, count in media["photos"].items():
        jobs += [(f"photos:{key}:{number}", "draw_album_picture", (key, number)) for number in range(1, count + 1)]
    jobs += [(f"videos:{key}", "draw_poster", (key,)) for key in media["videos"]]
    for series in ("newsletter", "pars-brief", "books"):
        jobs += [(f"{series}:{number}", "draw_cover", (series, number)) for number in publications[series]]
    jobs += [(f"person:{key}", "draw_portrait", (key,)) for key in plan["people"]]
    return jobs
