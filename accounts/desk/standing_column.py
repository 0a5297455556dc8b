"""Where texts stand, in the lists of the things that they are texts of: a column an edition."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.desk.standing import Standing, standing_of
from accounts.desk.words import endonym
from editions.models import Edition


def standing_html(standing: Standing) -> SafeString:
    """A word and a shape, with what waits beside it."""
    html = format_html('<span class="standing standing--{}">{}</span>', standing.shape, standing.word)
    if not standing.waiting:
        return html
    return format_html('{} <span class="standing standing--waiting">{}</span>', html, standing.waiting)


def edition_column(
    edition: Edition, *, page: str, texts: str, standing: Callable[[Any], Standing] = standing_of
) -> Callable[[Any], SafeString]:
    """A column that says where things stand in the edition, and leads to their text there.

    Args:
        page: name of the address of a thing's page.
        texts: name of the thing's texts, which the list has fetched before.
        standing: where a text stands, or None that stands for one not begun.
    """

    @admin.display(description=endonym(edition))
    def column(thing: Any) -> SafeString:
        text = next((one for one in getattr(thing, texts).all() if one.edition_id == edition.code), None)
        address = reverse(page, args=[thing.pk])
        return format_html('<a href="{}?edition={}">{}</a>', address, edition.code, standing_html(standing(text)))

    column.__name__ = f"in_{edition.code.replace('-', '_')}"
    return column
