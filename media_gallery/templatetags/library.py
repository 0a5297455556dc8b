"""What the desk's list of pictures shows of each."""

from django import template
from django.conf import settings

from editions.columns import translated
from media_gallery.models import Image
from media_gallery.pictures import image_url

register = template.Library()


@register.simple_tag
def thumbnail(image: Image) -> str:
    return image_url(image, 320)


@register.filter
def editions_without_alt(image: Image) -> str:
    """Codes of the editions in which the picture says nothing to who cannot see it: "ar, sq"."""
    if image.is_decorative:
        return ""
    return ", ".join(code for code in settings.MODELTRANSLATION_LANGUAGES if not translated(image, "alt", code))
