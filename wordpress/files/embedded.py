"""Whose a picture is, by what its camera or its agency wrote into the file: it is gone once the picture is kept."""

import io
import warnings
from typing import Any

from PIL import Image as Pillow
from PIL import IptcImagePlugin

from editions.scripts.controls import one_line
from media_gallery.uploads import READERS
from wordpress.files.attachments import without_camera

# Tags of IPTC IIM 4.2 (byline, credit, copyright) and of EXIF 2.32 (Artist, Windows's author, Copyright).
_BYLINE, _CREDIT, _NOTICE = (2, 80), (2, 110), (2, 116)
_ARTIST, _AUTHOR, _COPYRIGHT = 0x013B, 0x9C9D, 0x8298
LONGEST = 200


def credit_in(data: bytes) -> str:
    """Who made the picture and for whom, `Name / Agency`; else who holds it; empty where it says nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Pillow.open(io.BytesIO(data), formats=READERS)
            iptc = IptcImagePlugin.getiptcinfo(picture) or {}
            exif = picture.getexif()
    except Exception:  # noqa: BLE001 - Pillow's readers raise whatever broken metadata lead them to
        return ""
    made = _text(iptc.get(_BYLINE)) or _text(exif.get(_ARTIST)) or _text(exif.get(_AUTHOR), "utf-16-le")
    agency = _text(iptc.get(_CREDIT))
    named = " / ".join(dict.fromkeys(filter(None, (made, agency))))
    return named or _text(iptc.get(_NOTICE)) or _text(exif.get(_COPYRIGHT))


def _text(value: Any, encoding: str = "utf-8") -> str:
    """A value of metadata as one line; several are joined."""
    if isinstance(value, list | tuple) and all(isinstance(one, bytes | str) for one in value):
        return ", ".join(filter(None, (_text(one, encoding) for one in value)))
    if isinstance(value, tuple) and all(isinstance(one, int) and 0 <= one < 256 for one in value):
        value = bytes(value)
    if isinstance(value, bytes):
        try:
            value = value.decode(encoding)
        except UnicodeDecodeError:
            value = value.decode("cp1252", "replace")
    if not isinstance(value, str):
        return ""
    return without_camera(one_line(value.replace("\x00", " ")))[:LONGEST]
