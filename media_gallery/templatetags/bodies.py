"""Bodies and embeds in templates."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from editions.models import Edition
from media_gallery import bodies

register = template.Library()


@register.simple_tag
def draw_body(body: str, edition: Edition) -> SafeString:
    """A stored body as readers see it. It was sanitised on its way in."""
    return mark_safe(bodies.draw_body(body, edition))  # noqa: S308


@register.simple_tag
def has_embed(body: str) -> bool:
    """Whether a body holds a video, so that its page loads the script that plays one in place."""
    return 'class="embed"' in body


@register.simple_tag
def embed(url: str, poster: str = "", extra: str = "") -> SafeString:
    """A video elsewhere, with a drawn poster and a further class."""
    return mark_safe(bodies.draw_embed(url, poster=poster, extra=extra))  # noqa: S308
