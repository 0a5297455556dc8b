"""Writes to the library that reach further than one row."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from media_gallery.models import Image
from media_gallery.pictures import rendition_name
from media_gallery.uploads import store_image


def store_images(*, files: Iterable[Any], by: Any) -> tuple[list[Image], list[str]]:
    """Put each file into the library. Returns the pictures, and one sentence for each file that is none."""
    images, refused = [], []
    for file in files:
        try:
            images.append(store_image(file=file, by=by))
        except ValidationError as error:
            refused.append(_("%(name)s: %(problem)s") % {"name": file.name, "problem": " ".join(error.messages)})
    return list(dict.fromkeys(images)), refused


@transaction.atomic
def delete_image(*, image: Image) -> None:
    """Delete a picture and, once that is certain, its files.

    Raises:
        ProtectedError: something uses it.
    """
    names: list[str] = [image.file.name or ""]
    names += [
        rendition_name(image.digest, width, kind) for kind, widths in image.renditions.items() for width in widths
    ]
    image.delete()
    transaction.on_commit(partial(_delete_files, names))


def _delete_files(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
