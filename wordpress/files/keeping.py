"""Keeping what came: pictures in the library, other files in the storage, each once, none by half."""

from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from editions.columns import column
from editions.richtext.plain import excerpt
from editions.scripts.slugs import slugify
from media_gallery.models import Image
from media_gallery.uploads import keep_checked
from wordpress.files.attachments import Attachment
from wordpress.files.judging import Judged

FOLDER = "downloads"
# Characters that each of a picture's words may have.
LONGEST = {"alt": 500, "caption": 1000, "credit": 200}


class _Movable(File):
    """A file that a local storage moves to its place, instead of writing it there byte by byte."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        return str(self._path)


@transaction.atomic
def keep_picture(judged: Judged, attachment: Attachment, *, by: Any) -> tuple[Image, bool]:
    """The picture in the library with the attachment's words, and whether it is new.

    Raises:
        LookupError: it was there a moment ago and is not any more.
    """
    if judged.checked is None:
        image, is_new = Image.objects.filter(digest=judged.digest).first(), False
        if image is None:
            raise LookupError(judged.digest)
    else:
        image, is_new = keep_checked(judged.checked, by=by, name=attachment.title or Path(attachment.name).stem)
    keep_words(image, attachment, judged.credit)
    return image, is_new


def keep_words(image: Image, attachment: Attachment, credit: str = "") -> None:
    """Give a picture the words of an attachment in its edition; what stands there already stays.

    A description goes where the caption would, when there is none: nothing else here shows it.

    Args:
        credit: what is written into the file, for an attachment that names none.
    """
    if not attachment.edition:
        return
    words = {
        "alt": attachment.alt,
        "caption": attachment.caption or attachment.description,
        "credit": attachment.credit or credit,
    }
    changed = []
    for field, text in words.items():
        name = column(field, attachment.edition)
        if text and not getattr(image, name):
            setattr(image, name, excerpt(text, LONGEST[field] - 1))
            changed.append(name)
    if changed:
        image.save(update_fields=changed)


def keep_document(judged: Judged, name: str, *, is_ours: bool) -> tuple[str, bool]:
    """The name in the storage of any other file, and whether it is new.

    A folder each, named by the digest, so that the same content under another name is found. One that a broken run
    left by half has another size, and is written again.

    Args:
        name: what it is called on the old site; its extension becomes that of what it is.
        is_ours: the file may be moved away from where it is.
    """
    folder = f"{FOLDER}/{judged.digest[:2]}/{judged.digest[2:22]}"
    try:
        present = default_storage.listdir(folder)[1]
    except (FileNotFoundError, NotADirectoryError):
        present = []
    for one in present:
        if default_storage.size(f"{folder}/{one}") == judged.size:
            return f"{folder}/{one}", False
        default_storage.delete(f"{folder}/{one}")
    wanted = f"{folder}/{slugify(Path(name).stem)[:80] or 'file'}{judged.kind.extension}"
    file = _Movable(judged.path) if is_ours else File(judged.path.open("rb"))
    with file:
        return default_storage.save(wanted, file), True
