"""The one way by which HTML gets into the store."""

import re

import nh3

from editions.richtext import schema
from editions.richtext.blocks import TAG
from editions.scripts.controls import strip_controls
from editions.scripts.tags import tidy_tag

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_BLOCK = re.compile(r"[a-z0-9]{10}")
_EMPTY = re.compile(r'(<p( data-block="[a-z0-9]{10}")?( lang="[a-zA-Z0-9-]+")?>(\s|<br>)*</p>)*')


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value to keep, or None to drop the attribute."""
    if tag == "span" and name != "class":
        # Any element else may have a language or a title.
        return None
    if name == "class":
        return value if value in schema.CLASSES.get(tag, ()) else None
    if name == "data-block":
        return value if _BLOCK.fullmatch(value) else None
    if name == "lang":
        return tidy_tag(value)
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
    cleaned = unwrapped(strip_controls(_cleaner.clean(strip_controls(html)))).strip()
    return "" if _EMPTY.fullmatch(cleaned) else cleaned


def unwrapped(html: str) -> str:
    """Sanitised HTML, whose spans that are no notes are given up for what they hold."""
    if "<span>" not in html:
        return html
    kept: list[bool] = []

    def tag(match: re.Match[str]) -> str:
        if match[2] != "span":
            return match[0]
        if match[1]:
            return match[0] if kept.pop() else ""
        kept.append(bool(match[3]))
        return match[0] if match[3] else ""

    return TAG.sub(tag, html)
