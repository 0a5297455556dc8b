"""What the desk's pages of pictures show."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from accounts.desk.words import edition_of, installed_editions
from accounts.desk.words import endonym as own_name
from editions.columns import column
from media_gallery.completeness import InEdition, completeness_of
from media_gallery.models import Image
from media_gallery.pictures import focus_classes, image_url
from media_gallery.querysets import WORDS

register = template.Library()


@register.simple_tag
def thumbnail(image: Image, width: int = 320) -> str:
    return image_url(image, width)


@register.filter
def focus(image: Image) -> str:
    """The classes by which the site's crops keep the focal point."""
    return focus_classes(image)


@register.filter
def endonym(code: str) -> SafeString:
    """The name of an edition in its own language."""
    return own_name(edition_of(code))


@dataclass(frozen=True)
class Row:
    """An edition's line in the table of words: its fields, each with whether anything stands there."""

    words: InEdition
    cells: list[tuple[str, BoundField, bool]]


@register.simple_tag
def word_rows(form: Any, image: Image) -> list[Row]:
    """The table of what each edition says of a picture, as fields to write in."""
    found = []
    for words in completeness_of(image, installed_editions()):
        names = [(name, column(name, words.edition.code)) for name in WORDS]
        found.append(Row(words, [(name, form[key], words.has[name]) for name, key in names if key in form.fields]))
    return found
