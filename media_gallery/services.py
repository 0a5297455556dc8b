"""Writes to the library that reach further than one row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from media_gallery.models import Image
from media_gallery.pictures import rendition_name
from media_gallery.renditions import make_renditions_later
from media_gallery.uploads import Kept, digest_of, keep_file, normalised, open_upload, read_upload, take_image

CENTRE = 50


@dataclass
class Taken:
    """What became of several uploads: new pictures, those that were there already, a sentence for each refused."""

    new: list[Image] = field(default_factory=list)
    known: list[Image] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def images(self) -> list[Image]:
        return [*self.new, *self.known]


class KnownPictureError(ValidationError):
    """The content of an upload is that of a picture which is in the library: `image`."""

    def __init__(self, message: str, image: Image) -> None:
        super().__init__(message, code="known")
        self.image = image


def store_images(*, files: Iterable[Any], by: Any) -> Taken:
    """Put each file into the library; one that is no picture leaves the others."""
    taken = Taken()
    for file in files:
        try:
            image, is_new = take_image(file=file, by=by)
        except ValidationError as error:
            taken.refused.append(_("%(name)s: %(problem)s") % {"name": file.name, "problem": " ".join(error.messages)})
            continue
        if image not in taken.images:
            (taken.new if is_new else taken.known).append(image)
    return taken


def replace_file(*, image: Image, file: Any, keeps_focus: bool) -> Image:
    """Give a picture another file; whatever uses it shows the new one at once, since addresses carry the digest.

    Everything made of the old file goes once the change is certain; the renditions of the new one are ordered.

    Args:
        file: an open file or an upload, checked as every upload is.
        keeps_focus: whether the focal point stays where it is; else it goes to the centre.

    Raises:
        KnownPictureError: this content is that of a picture in the library, which may be this one.
        ValidationError: it is no picture that can be kept.
    """
    data = read_upload(file)
    digest = digest_of(data)
    refuse_known(digest, image)
    kept = normalised(open_upload(data))
    stored = keep_file(digest, kept)
    try:
        return _replace_row(image, digest, stored, kept, keeps_focus)
    except IntegrityError:
        default_storage.delete(stored)
        # Somebody uploaded the same a moment ago.
        refuse_known(digest, image)
        raise
    except BaseException:
        default_storage.delete(stored)
        raise


def refuse_known(digest: str, image: Image) -> None:
    known = Image.objects.filter(digest=digest).first()
    if known == image:
        raise KnownPictureError(_("This is the file that the picture has already."), image)
    if known is not None:
        raise KnownPictureError(_("This file is in the library already, as another picture."), known)


@transaction.atomic
def _replace_row(image: Image, digest: str, stored: str, kept: Kept, keeps_focus: bool) -> Image:
    current = Image.objects.select_for_update().get(pk=image.pk)
    old_digest, old_names = current.digest, files_of(current)
    current.digest, current.fingerprint, current.renditions = digest, kept.fingerprint, {}
    # Named directly: the field's own bookkeeping would open the file again to measure it.
    current.file.name = stored
    current.width, current.height = kept.size
    if not keeps_focus:
        current.focal_x = current.focal_y = CENTRE
    names = ["file", "digest", "width", "height", "fingerprint", "renditions", "focal_x", "focal_y"]
    current.save(update_fields=names)
    make_renditions_later(current)
    transaction.on_commit(partial(_delete_files, old_digest, old_names))
    return current


@transaction.atomic
def delete_image(*, image: Image) -> None:
    """Delete a picture and, once that is certain, its files.

    Raises:
        ProtectedError: something uses it.
    """
    digest, names = image.digest, files_of(image)
    image.delete()
    transaction.on_commit(partial(_delete_files, digest, names))


def files_of(image: Image) -> list[str]:
    """Names of the original and of what has been made of it."""
    made = [rendition_name(image.digest, width, kind) for kind, widths in image.renditions.items() for width in widths]
    return [image.file.name or "", *made]


def _delete_files(digest: str, names: list[str]) -> None:
    """Delete files that no picture has any more; somebody may have uploaded the same content meanwhile."""
    if Image.objects.filter(digest=digest).exists():
        kept = Image.objects.filter(digest=digest).values_list("file", flat=True)
        names = [name for name in names[:1] if name not in kept]
    for name in names:
        default_storage.delete(name)
