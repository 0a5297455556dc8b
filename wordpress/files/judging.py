"""Whether a file can be kept here, and as what: by its bytes, in any thread, without asking the database."""

import hashlib
import io
import threading
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image as Pillow

from media_gallery.uploads import Checked, check_upload, digest_of
from wordpress.files import kinds
from wordpress.files.embedded import credit_in
from wordpress.files.kinds import Kind, kind_of, kind_of_bytes, runs_something
from wordpress.files.responses import NotFetchedError

# A picture is taken apart in memory, a large one in hundreds of megabytes.
_taking_apart = threading.BoundedSemaphore(2)


class NotKeptError(Exception):
    """A file cannot be kept here; the message says why."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that can be kept.

    Attributes:
        digest: SHA-256 of the file as it is.
        checked: the picture, ready for the library; None for other files, and for a picture that is there already.
        credit: whose the picture is, by what is written into it.
        remark: what of it is lost by keeping it here.
    """

    path: Path
    kind: Kind
    digest: str
    size: int
    checked: Checked | None = None
    credit: str = ""
    remark: str = ""


def most_of(name: str) -> Callable[[bytes], int]:
    """How large a file of this name may be, once its first bytes are known (`Web.fetch`)."""

    def most(head: bytes) -> int:
        kind = kind_of_bytes(head, name)
        if problem := problem_with(kind):
            raise NotFetchedError(problem, is_unwanted=True)
        return limit_of(kind)

    return most


def judge(path: Path, name: str, known: Container[str]) -> Judged:
    """Look at a file as closely as it takes to keep it.

    Args:
        name: what it is called on the old site.
        known: digests of the pictures in the library, which need not be taken apart again.

    Raises:
        NotKeptError: it cannot be kept.
        OSError: it cannot be read.
    """
    size, kind = path.stat().st_size, kind_of(path, name)
    if problem := problem_with(kind):
        raise NotKeptError(problem)
    most = limit_of(kind)
    if size > most:
        raise NotKeptError(_("The file is larger than %(size)s MB.") % {"size": most // 1_048_576})
    if kind is kinds.SVG:
        runs = runs_something(path.read_bytes())
        told = (
            _("This drawing (SVG) runs a script or fetches something.") if runs else _("Drawings (SVG) are not kept.")
        )
        raise NotKeptError(told)
    if not kind.is_picture:
        return Judged(path, kind, digest_of_file(path), size)
    data = path.read_bytes()
    digest = digest_of(data)
    checked = None if digest in known else check_picture(data, kind)
    remark = _("The moving picture was kept as its first frame.") if is_moving(data) else ""
    return Judged(path, kind, digest, size, checked, credit_in(data), remark)


def limit_of(kind: Kind) -> int:
    """How many bytes a file of this kind may have."""
    return settings.IMAGE_MAX_BYTES if kind.is_picture or kind is kinds.SVG else settings.DOCUMENT_MAX_BYTES


def problem_with(kind: Kind) -> str:
    """Why files of a kind are not kept; empty for those that are, and for drawings, which are looked into first."""
    if kind.is_picture or kind.extension or kind is kinds.SVG:
        return ""
    return {
        "empty": _("The file is empty."),
        "html": _("It is a web page, not what its name says."),
        "program": _("It is a program."),
        "heic": _("Pictures in HEIC are not kept here; save it as JPEG."),
    }.get(kind.name, _("It is of no kind that is kept here."))


def check_picture(data: bytes, kind: Kind) -> Checked:
    """A picture as the library will keep it; one in an old format as PNG.

    Raises:
        NotKeptError: it is broken, or too large.
    """
    with _taking_apart:
        try:
            if kind.is_converted:
                return replace(check_upload(as_png(data, kind)), digest=digest_of(data))
            return check_upload(data)
        except ValidationError as error:
            if is_cut_off(data, kind):
                raise NotKeptError(_("The picture is cut off: its end is missing.")) from None
            raise NotKeptError(" ".join(error.messages)) from None


def as_png(data: bytes, kind: Kind) -> bytes:
    """A picture in a format that the library does not take.

    Raises:
        ValidationError: it is broken, or has too many pixels.
    """
    try:
        picture = Pillow.open(io.BytesIO(data), formats=[kind.name.upper()])
        if picture.width * picture.height > settings.IMAGE_MAX_PIXELS:
            raise ValidationError(_("The picture has too many pixels."))
        buffer = io.BytesIO()
        picture.convert("RGBA" if picture.mode in {"RGBA", "LA", "PA"} else "RGB").save(buffer, "PNG", compress_level=1)
    except ValidationError:
        raise
    except Exception:  # noqa: BLE001 - Pillow's readers raise whatever a broken file leads them to
        raise ValidationError(_("The picture cannot be opened.")) from None
    return buffer.getvalue()


def is_moving(data: bytes) -> bool:
    """Whether a picture has several frames."""
    try:
        with Pillow.open(io.BytesIO(data), formats=["GIF", "WEBP", "PNG", "AVIF"]) as picture:
            return bool(getattr(picture, "is_animated", False))
    except Exception:  # noqa: BLE001 - it is a JPEG, or broken in a way that the check has told
        return False


def is_cut_off(data: bytes, kind: Kind) -> bool:
    """Whether a picture that cannot be opened lacks its end."""
    match kind.name:
        case "jpeg":
            return b"\xff\xd9" not in data[-64:]
        case "png":
            return b"IEND" not in data[-64:]
        case "gif":
            return not data.rstrip(b"\x00").endswith(b";")
        case "webp":
            return int.from_bytes(data[4:8], "little") + 8 > len(data)
    return False


def digest_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
