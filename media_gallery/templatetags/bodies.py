"""Bodies and embeds in templates."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from editions.models import Edition
from editions.richtext.footnotes import has_notes
from media_gallery import bodies
from media_gallery.figures import has_gallery

register = template.Library()


@register.simple_tag
def draw_body(body: str, edition: Edition, key: object = "") -> SafeString:
    """A stored body as readers see it, with the key of the text on its page. It was sanitised on its way in."""
    return mark_safe(bodies.body_of_page(body, edition, key or ""))  # noqa: S308


@register.simple_tag
def has_embed(body: str) -> bool:
    """Whether a body holds a video, so that its page loads the script that plays one in place."""
    return 'class="embed"' in body


@register.simple_tag
def notes_style(body: str) -> SafeString:
    """The style sheet of notes, where a body has some: asked for above it, it holds up only what stands below."""
    if not has_notes(body):
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">\n', static("css/notes.css"))


@register.simple_tag
def gallery_style(body: str) -> SafeString:
    """The style sheet of galleries in texts, where a body has one."""
    if not has_gallery(body):
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">\n', static("css/pictures.css"))


@register.simple_tag
def embed(url: str, poster: str = "", extra: str = "") -> SafeString:
    """A video elsewhere, with a drawn poster and a further class."""
    return mark_safe(bodies.draw_embed(url, poster=poster, extra=extra))  # noqa: S308
