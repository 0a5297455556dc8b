"""Where the menu and short links can lead in this room."""

from django.urls import reverse

from editions import registry
from media_gallery.models import MediaItem

# The letter of media items among the short addresses.
SHORT_KIND = "m"


def section_address(key: str, edition: str) -> str:
    """The overview ("all") or a kind's page in an edition."""
    if key == "all":
        return reverse("media_gallery:overview", args=[edition])
    return reverse("media_gallery:kind", args=[edition, key])


def item_address(number: int, code: str) -> str | None:
    """Where the short address of a media item leads in an edition; what was withdrawn says there that it is gone."""
    if registry.visible_edition(code) is None:
        return None
    known = MediaItem.objects.live_in(code) | MediaItem.objects.was_live_in(code)
    item = known.filter(pk=number).first()
    return item.address_in(code) if item else None
