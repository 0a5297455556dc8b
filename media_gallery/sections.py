"""Where the menu and short links can lead in this room, and the share cards of what is there."""

from django.urls import reverse
from django.utils import translation

from editions import registry
from editions.columns import translated
from editions.models import Edition
from media_gallery.models import MediaItem
from media_gallery.share_cards.card import ShareCard, card_in, edition_card

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


def card_of(item: MediaItem, edition: Edition) -> ShareCard:
    title = translated(item, "title", edition.code)
    return card_in(edition, title, label=str(item.get_kind_display()), image=item.image)


def item_card(number: int, code: str) -> ShareCard | None:
    """The share card of an item that readers of the edition see."""
    edition = registry.visible_edition(code)
    item = MediaItem.objects.live_in(code).filter(pk=number).select_related("image").first() if edition else None
    if item is None or edition is None:
        return None
    with translation.override(edition.language):
        return card_of(item, edition)


def front_card(number: int, code: str) -> ShareCard | None:
    """The card of an edition itself; its number is 1, whatever edition it is."""
    edition = registry.visible_edition(code)
    return edition_card(edition) if edition and number == 1 else None
