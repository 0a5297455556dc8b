"""The one way by which HTML gets into the store."""

import re

import nh3

from editions.richtext import schema
from editions.scripts.controls import strip_controls

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_BLOCK = re.compile(r"[a-z0-9]{10}")
_EMPTY = re.compile(r'(<p( data-block="[a-z0-9]{10}")?>(\s|<br>)*</p>)*')


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value to keep, or None to drop the attribute."""
    if name == "class":
        return value if value in schema.CLASSES.get(tag, ()) else None
    if name == "data-block":
        return value if _BLOCK.fullmatch(value) else None
    if name == "lang":
        return value if _LANGUAGE.fullmatch(value) else None
    if name in {"data-image", "start", "colspan", "rowspan"}:
        return value if _NUMBER.fullmatch(value) else None
    return value


_cleaner = nh3.Cleaner(
    tags=schema.TAGS,
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg", "math"},
    attributes=schema.ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=schema.URL_SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def clean_html(html: str) -> str:
    """`html` reduced to the blocks, marks and addresses of the schema; a body without content becomes "".

    Running it on its own output changes nothing.
    """
    # Once more after it: "&#8238;" is a character only now.
    cleaned = strip_controls(_cleaner.clean(strip_controls(html))).strip()
    return "" if _EMPTY.fullmatch(cleaned) else cleaned
