"""What surrounds every page, and how its parts say that they have changed."""

from typing import Any

from django.db import models
from django.db.models import F


def touch_frames() -> None:
    """Say that menus or footers may have changed, in every process: see editions/frame.py."""
    from editions.models.edition import Edition

    Edition.objects.update(frame_version=F("frame_version") + 1)


class PartOfFrame(models.Model):
    """A row whose every change may change what surrounds the pages; bulk writes call `touch_frames` themselves."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        touch_frames()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        touch_frames()
        return deleted
