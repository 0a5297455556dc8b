"""Pictures in templates."""

from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from editions.head import Head
from editions.models import Edition
from media_gallery.models import Image
from media_gallery.page_head import draw_head
from media_gallery.pictures import CARD_WIDTH, full_size_url, image_url, picture_of

register = template.Library()


@register.simple_tag
def picture(
    image: Image,
    edition: Edition,
    sizes: str = "100vw",
    eager: bool = False,
    decorative: bool = False,
    extra: str = "",
    fills: bool = True,
) -> SafeString:
    """A `<picture>` of AVIF, WebP and JPEG.

    Args:
        sizes: how wide the page shows it, as the attribute of that name says it.
        eager: for the first picture of a page: fetched at once and first.
        decorative: beside a heading that says the same, so read out to nobody.
        extra: a further class.
        fills: it is as wide as its place, whatever its own width.
    """
    # What never fills a window is shown at 18rem at most: at three dots a pixel, 960 are enough.
    drawn = picture_of(image, edition.code, widest=None if "100vw" in sizes else CARD_WIDTH)
    # Built by hand: a list page draws a dozen, and addresses and sizes are ours.
    sources = "".join(
        f'<source type="{mime}" srcset="{escape(srcset)}" sizes="{escape(sizes)}">' for mime, srcset in drawn.sources
    )
    loading = 'fetchpriority="high"' if eager else 'loading="lazy"'
    classes = escape(" ".join(filter(None, ("picture__img" if fills else "", extra, drawn.focus))))
    return mark_safe(  # noqa: S308
        f"<picture>{sources}<img{f' class="{classes}"' if classes else ''}"
        f' src="{escape(drawn.src)}" width="{drawn.width}" height="{drawn.height}"'
        f' alt="{"" if decorative else escape(drawn.alt)}" {loading} decoding="async"></picture>'
    )


@register.simple_tag
def picture_address(image: Image, width: int) -> str:
    return image_url(image, width)


@register.simple_tag
def full_size_link(image: Image, content: SafeString) -> SafeString:
    return format_html('<a class="gallery__link" href="{}">{}</a>', full_size_url(image), content)


@register.simple_tag
def page_head(head: Head, edition: Edition, trail: Any = None) -> SafeString:
    """What the head of a page says to machines."""
    return draw_head(head, edition, trail)
