"""Covers are made by the worker when what they show has changed; then they are files like others.

They are kept where renditions of pictures are, named by a digest of what they show, and the text remembers it in
`drawn_cover`: {"digest", "pdf", "file", "width", "height", "renditions"}. A PDF of which no page could be drawn is
remembered too, without a digest, so that it is not tried again.
"""

import hashlib
import io
import logging
import subprocess
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from PIL import Image as Pillow

from media_gallery.pictures import rendition_name
from media_gallery.renditions import write_rendition
from publications.covers.design import design_of
from publications.covers.drawing import HEIGHT, WIDTH, draw_cover
from publications.enums import CoverFrom
from publications.models import IssueEdition

logger = logging.getLogger(__name__)

# Widths in pixels, by format, with the options of each.
RENDITIONS: tuple[tuple[str, tuple[int, ...], dict[str, Any]], ...] = (
    ("jpeg", (320, 960, WIDTH), {"quality": 85, "progressive": True, "optimize": True}),
    ("webp", (320, 640, 960, WIDTH), {"quality": 82, "method": 4}),
)
# A first page may be as high as this: a long sheet is drawn smaller.
HIGHEST = 2 * HEIGHT
# Raised when first pages are drawn otherwise than before.
PDF_VERSION = 1
SECONDS = 40


def covered() -> Any:
    """Texts with all that their covers show."""
    return IssueEdition.objects.select_related("issue__series", "issue__cover").defer("lead", "seen_of_source")


def make_cover(text: IssueEdition) -> bool:
    """Make the cover that a text lacks, or has otherwise than it should; whether one was made."""
    if text.issue.cover_from == CoverFrom.MADE:
        design = design_of(text)
        if design is None or text.drawn_cover.get("digest") == design.digest:
            return False
        return _keep(text, design.digest, draw_cover(design))
    name = text.pdf.name if text.issue.cover_id is None else ""
    if not name or text.drawn_cover.get("pdf") == name:
        return False
    picture = first_page(name)
    digest = hashlib.sha256(f"{PDF_VERSION}\0{name}".encode()).hexdigest() if picture else ""
    return _keep(text, digest, picture, pdf=name)


def _keep(text: IssueEdition, digest: str, picture: Pillow.Image | None, *, pdf: str = "") -> bool:
    drawn: dict[str, Any] = {"pdf": pdf} if pdf else {}
    if picture is not None:
        drawn |= {"digest": digest, "width": picture.width, "height": picture.height, "renditions": {}}
        for kind, widths, options in RENDITIONS:
            fitting = [width for width in widths if width <= picture.width] or [picture.width]
            for width in fitting:
                write_rendition(picture, digest, width, kind, options)
            drawn["renditions"][kind] = fitting
        drawn["file"] = rendition_name(digest, drawn["renditions"]["jpeg"][-1], "jpeg")
    old = text.drawn_cover
    # Not `save`: nobody has changed the text, and whoever writes it shall not be told so.
    IssueEdition.objects.filter(pk=text.pk).update(drawn_cover=drawn)
    text.drawn_cover = drawn
    if old.get("digest") and old["digest"] != digest:
        forget(old)
    return picture is not None


def forget(drawn: dict[str, Any]) -> None:
    """Delete the files of a cover that no text has any more."""
    if IssueEdition.objects.filter(drawn_cover__digest=drawn["digest"]).exists():
        return
    for kind, widths in drawn["renditions"].items():
        for width in widths:
            default_storage.delete(rendition_name(drawn["digest"], width, kind))


def first_page(name: str) -> Pillow.Image | None:
    """The first page of a PDF, drawn by a process of its own; None where it cannot be."""
    try:
        with default_storage.open(name) as file:
            data = file.read()
        done = subprocess.run(  # noqa: S603 - our own module, and numbers
            [sys.executable, "-m", "publications.covers.child", str(WIDTH), str(HIGHEST)],
            input=data,
            capture_output=True,
            check=True,
            cwd=settings.BASE_DIR,
            timeout=SECONDS,
        )
        picture = Pillow.open(io.BytesIO(done.stdout))
        picture.load()
    except (OSError, subprocess.SubprocessError, ValueError, Pillow.DecompressionBombError) as error:
        logger.warning("No page of %s could be drawn: %s", name, type(error).__name__)
        return None
    return picture.convert("RGB")


@task(queue_name="renditions")
def draw_covers(numbers: list[int]) -> int:
    """Background task: the covers of texts, by their keys; returns how many were made."""
    return sum(make_cover(text) for text in covered().filter(pk__in=numbers))


def draw_later(numbers: Iterable[int]) -> None:
    """Have the worker look after the covers of texts, once what they show is committed."""
    if numbers := sorted(numbers):
        transaction.on_commit(partial(draw_covers.enqueue, numbers), robust=True)


def draw_rest_later() -> int:
    """Have the worker make those that there are none of yet; returns of how many texts."""
    lacking = Q(issue__cover_from=CoverFrom.MADE) | (Q(issue__cover=None) & ~Q(pdf=""))
    numbers = list(IssueEdition.objects.filter(lacking, drawn_cover={}).values_list("pk", flat=True))
    draw_later(numbers)
    return len(numbers)
